//! `shadow`: a variable that hides a result with a name, so that setting it does not set the result.
//!
//! As in the analyzer of that name: told only where both have one type and the result is mentioned behind the variable, too.

use burrow_go_syntax::Pos;
use burrow_go_syntax::ast::{AssignOp, Decl, Expr, ExprKind, Ident, NodeId, Stmt, StmtKind};
use burrow_go_syntax::walk::{Node, walk_block};
use burrow_go_syntax::{Name, Span};
use burrow_go_types::objects::ObjectId;

use super::{Function, Pass};

pub fn check(pass: &mut Pass, function: &Function) {
    let names = function.typ.results.iter().filter_map(|field| field.name);
    let results: Vec<(Ident, ObjectId)> = names
        .filter(|name| !name.name.is_blank())
        .filter_map(|name| Some((name, pass.object_of(name.id)?)))
        .collect();
    if results.is_empty() {
        return;
    }
    let declared = declared(function);
    for (name, result) in results {
        let last = last_mention(pass, function, result);
        for &(other, id, pos) in declared.iter().filter(|(other, ..)| *other == name.name) {
            let hides = pos < last && hides(pass, id, result);
            if hides {
                let line = pass.program.sources.place(name.pos).map_or(0, |place| place.line);
                let message = format!(
                    "declaration of {:?} shadows declaration at line {line}",
                    other.as_str()
                );
                let span = Span::new(pos, pos.plus(other.as_str().len()));
                pass.report(span, "shadow", message);
            }
        }
    }
}

/// What the body declares by `:=` and `var`; `x := x` is meant.
fn declared(function: &Function) -> Vec<(Name, NodeId, Pos)> {
    let mut found = Vec::new();
    walk_block(function.body, &mut |node| {
        match node {
            Node::Stmt(Stmt {
                kind: StmtKind::Assign { lhs, rhs, op: AssignOp::Define, .. },
                ..
            }) => {
                let same = |(place, value): (&Expr, &Expr)| match (&place.kind, &value.kind) {
                    (ExprKind::Name(place), ExprKind::Name(value)) => place == value,
                    _ => false,
                };
                if lhs.len() != rhs.len() || !lhs.iter().zip(rhs).all(same) {
                    found.extend(lhs.iter().filter_map(|place| match place.kind {
                        ExprKind::Name(name) => Some((name, place.id, place.span.start)),
                        _ => None,
                    }));
                }
            }
            Node::Stmt(Stmt { kind: StmtKind::Decl(decls), .. }) => {
                for decl in decls {
                    if let Decl::Var(spec) = decl {
                        found.extend(spec.names.iter().map(|name| (name.name, name.id, name.pos)));
                    }
                }
            }
            _ => {}
        }
        true
    });
    found
}

/// Whether what an identifier declares hides the result and could be mistaken for it.
fn hides(pass: &mut Pass, id: NodeId, result: ObjectId) -> bool {
    let Some(object) = pass.program.info.defs.get(id).copied() else { return false };
    let name = pass.program.object(object).name;
    let mut scope = pass.program.object(object).scope;
    while let Some(id) = scope.and_then(|id| pass.program.scope(id).parent) {
        if let Some(&hidden) = pass.program.scope(id).names.get(&name) {
            let (x, y) = (pass.program.object_type(object), pass.program.object_type(result));
            return hidden == result && pass.program.identical(x, y);
        }
        scope = Some(id);
    }
    false
}

/// Where the result is mentioned last; a return without values mentions it.
fn last_mention(pass: &Pass, function: &Function, result: ObjectId) -> Pos {
    let mut last = Pos::NONE;
    walk_block(function.body, &mut |node| {
        match node {
            Node::Expr(Expr { id, kind: ExprKind::Name(_), span })
                if pass.program.info.uses.get(*id) == Some(&result) =>
            {
                last = last.max(span.start);
            }
            Node::Stmt(Stmt { kind: StmtKind::Return(values), span, .. }) if values.is_empty() => {
                last = last.max(span.start);
            }
            _ => {}
        }
        true
    });
    last
}
