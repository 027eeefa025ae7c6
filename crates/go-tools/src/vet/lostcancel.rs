//! `lostcancel`: a context's cancel function that is thrown away, or that some way to a return does not use.

use burrow_go_syntax::Span;
use burrow_go_syntax::ast::{Decl, Expr, ExprKind, NodeId, Stmt, StmtKind};
use burrow_go_syntax::walk::{Node, walk_block, walk_expr, walk_stmt};
use burrow_go_types::objects::{Builtin, ObjectId, ObjectKind};

use super::flow::{self, Flow};
use super::{Function, Pass};

const CODE: &str = "lostcancel";

const MAKERS: [&str; 6] = [
    "WithCancel",
    "WithCancelCause",
    "WithTimeout",
    "WithTimeoutCause",
    "WithDeadline",
    "WithDeadlineCause",
];

/// A variable with a cancel function, and the statement that sets it.
struct Cancel {
    variable: ObjectId,
    stmt: NodeId,
    span: Span,
}

pub fn check(pass: &mut Pass, function: &Function) {
    let cancels = cancels(pass, function);
    let is_main = function.name.is_some_and(|name| name.name.as_str() == "main")
        && !function.method
        && pass.program.package(pass.package).name.as_str() == "main";
    // Where main ends, all ends.
    if cancels.is_empty() || is_main {
        return;
    }
    let flow = flow::of(function.body, &|call| stops(pass, call));
    for cancel in cancels {
        let is_result = function.typ.results.iter().any(|field| {
            let name = field.name.and_then(|name| pass.object_of(name.id));
            name == Some(cancel.variable)
        });
        let Some(end) = lost(pass, &flow, &cancel, is_result) else { continue };
        let name = pass.program.object(cancel.variable).name;
        let line = pass.program.sources.place(cancel.span.start).map_or(0, |place| place.line);
        let message =
            format!("the {name} function is not used on all paths (possible context leak)");
        pass.report(cancel.span, CODE, message);
        let message = format!(
            "this return statement may be reached without using the {name} var defined on line {line}"
        );
        pass.report(end, CODE, message);
    }
}

/// The cancel functions that the function itself gets; those that it throws away are reported.
fn cancels(pass: &mut Pass, function: &Function) -> Vec<Cancel> {
    let mut found = Vec::new();
    walk_block(function.body, &mut |node| {
        match node {
            Node::Expr(Expr { kind: ExprKind::Func { .. }, .. }) => return false,
            Node::Stmt(stmt) => match &stmt.kind {
                StmtKind::Assign { lhs, rhs, .. } => {
                    if let (Some(maker), Some(place)) = (maker(pass, rhs), lhs.get(1))
                        && let ExprKind::Name(name) = place.kind
                    {
                        found.push((stmt.id, stmt.span, place.id, name, place.span, maker));
                    }
                }
                StmtKind::Decl(decls) => {
                    for decl in decls {
                        if let Decl::Var(spec) = decl
                            && let Some(maker) = maker(pass, &spec.values)
                            && let Some(name) = spec.names.get(1)
                        {
                            let span = Span::new(name.pos, name.pos.plus(name.name.as_str().len()));
                            found.push((stmt.id, spec.span, name.id, name.name, span, maker));
                        }
                    }
                }
                _ => {}
            },
            Node::Expr(_) => {}
        }
        true
    });
    let mut cancels = Vec::new();
    for (stmt, span, id, name, place, maker) in found {
        if name.is_blank() {
            let message = format!(
                "the cancel function returned by context.{maker} should be called, not discarded, to avoid a context leak"
            );
            pass.report(place, CODE, message);
            continue;
        }
        let Some(variable) = pass.object_of(id) else { continue };
        // What lives outside of the function may be used there.
        let pos = pass.program.object(variable).pos;
        if function.typ.span.start <= pos && pos < function.body.span.end {
            cancels.push(Cancel { variable, stmt, span });
        }
    }
    cancels
}

/// The function of package context that gives a cancel function, if one of the values is its call.
fn maker(pass: &Pass, values: &[Expr]) -> Option<&'static str> {
    values.iter().find_map(|value| {
        let ExprKind::Call { fun, .. } = &value.kind else { return None };
        let ExprKind::Selector { sel, .. } = &fun.kind else { return None };
        let name = MAKERS.into_iter().find(|name| *name == sel.name.as_str())?;
        pass.calls(fun, "context", &[name]).then_some(name)
    })
}

/// Whether a call never comes back.
fn stops(pass: &Pass, expr: &Expr) -> bool {
    let ExprKind::Call { fun, .. } = &expr.kind else { return false };
    let object = pass.callee(fun).map(|object| &pass.program.object(object).kind);
    matches!(object, Some(ObjectKind::Builtin(Builtin::Panic)))
        || pass.calls(fun, "os", &["Exit"])
        || pass.calls(fun, "runtime", &["Goexit"])
        || pass.calls(fun, "log", &["Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"])
        || pass.calls(fun, "testing", &["FailNow", "Fatal", "Fatalf", "Skip", "SkipNow", "Skipf"])
}

/// The return that is reached from where the variable is set without using it.
fn lost(pass: &Pass, flow: &Flow, cancel: &Cancel, is_result: bool) -> Option<Span> {
    let uses =
        |nodes: &[Node]| nodes.iter().any(|&node| uses(pass, node, cancel.variable, is_result));
    let is_start = |node: &Node| matches!(node, Node::Stmt(stmt) if stmt.id == cancel.stmt);
    let (start, at) =
        flow.blocks.iter().enumerate().find_map(|(index, block)| {
            block.nodes.iter().position(is_start).map(|at| (index, at))
        })?;
    let block = &flow.blocks[start];
    if uses(&block.nodes[at + 1..]) {
        return None;
    }
    if block.end.is_some() {
        return block.end;
    }
    let mut seen = vec![false; flow.blocks.len()];
    let mut open: Vec<usize> = block.next.iter().rev().copied().collect();
    while let Some(index) = open.pop() {
        let block = &flow.blocks[index];
        if std::mem::replace(&mut seen[index], true) || uses(&block.nodes) {
            continue;
        }
        if block.end.is_some() {
            return block.end;
        }
        open.extend(block.next.iter().rev());
    }
    None
}

/// Whether a statement or an expression mentions the variable. A return without values mentions the results.
fn uses(pass: &Pass, node: Node, variable: ObjectId, is_result: bool) -> bool {
    let mut found = false;
    let mut visit = |node: Node| {
        match node {
            Node::Expr(Expr { id, kind: ExprKind::Name(_), .. }) => {
                found |= pass.program.info.uses.get(*id) == Some(&variable);
            }
            Node::Stmt(Stmt { kind: StmtKind::Return(values), .. }) => {
                found |= values.is_empty() && is_result;
            }
            _ => {}
        }
        !found
    };
    match node {
        Node::Stmt(stmt) => walk_stmt(stmt, &mut visit),
        Node::Expr(expr) => walk_expr(expr, &mut visit),
    }
    found
}
