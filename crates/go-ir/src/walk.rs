//! Going through a syntax tree, and what a body's tree tells before it is lowered.

use std::collections::HashSet;
use std::rc::Rc;

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::{Block, CaseClause, Decl, Expr, ExprKind, Stmt, StmtKind};
use burrow_go_types::objects::{ObjectId, ObjectKind};

use crate::code::LocalId;
use crate::func::{BodyFacts, FuncLowering, Shared, Storage};
use crate::layout::Kind;
use crate::types::Ty;

/// A node on the way.
#[derive(Clone, Copy)]
pub(crate) enum Node<'a> {
    Stmt(&'a Stmt),
    Expr(&'a Expr),
}

/// Goes through the statements and expressions of a block in source order, types left out. Below a node for which `visit` says
/// false it does not go.
pub(crate) fn walk_block<'a>(block: &'a Block, visit: &mut dyn FnMut(Node<'a>) -> bool) {
    walk_stmts(&block.stmts, visit);
}

fn walk_stmts<'a>(stmts: &'a [Stmt], visit: &mut dyn FnMut(Node<'a>) -> bool) {
    for stmt in stmts {
        walk_stmt(stmt, visit);
    }
}

fn walk_optional<'a>(stmt: &'a Option<Box<Stmt>>, visit: &mut dyn FnMut(Node<'a>) -> bool) {
    if let Some(stmt) = stmt {
        walk_stmt(stmt, visit);
    }
}

fn walk_clauses<'a>(
    clauses: &'a [CaseClause],
    with_exprs: bool,
    visit: &mut dyn FnMut(Node<'a>) -> bool,
) {
    for clause in clauses {
        if with_exprs {
            walk_exprs(clause.exprs.as_deref().unwrap_or_default(), visit);
        }
        walk_stmts(&clause.body, visit);
    }
}

/// Goes through a statement.
pub(crate) fn walk_stmt<'a>(stmt: &'a Stmt, visit: &mut dyn FnMut(Node<'a>) -> bool) {
    if !visit(Node::Stmt(stmt)) {
        return;
    }
    match &stmt.kind {
        StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
        StmtKind::Decl(decls) => {
            for decl in decls {
                if let Decl::Var(spec) = decl {
                    walk_exprs(&spec.values, visit);
                }
            }
        }
        StmtKind::Labeled { stmt, .. } => walk_stmt(stmt, visit),
        StmtKind::Expr(x) | StmtKind::IncDec { x, .. } | StmtKind::Go(x) | StmtKind::Defer(x) => {
            walk_expr(x, visit)
        }
        StmtKind::Send { chan, value, .. } => {
            walk_expr(chan, visit);
            walk_expr(value, visit);
        }
        StmtKind::Assign { lhs, rhs, .. } => {
            walk_exprs(lhs, visit);
            walk_exprs(rhs, visit);
        }
        StmtKind::Return(values) => walk_exprs(values, visit),
        StmtKind::Block(block) => walk_block(block, visit),
        StmtKind::If { init, cond, then, otherwise } => {
            walk_optional(init, visit);
            walk_expr(cond, visit);
            walk_block(then, visit);
            walk_optional(otherwise, visit);
        }
        StmtKind::Switch { init, tag, clauses, .. } => {
            walk_optional(init, visit);
            if let Some(tag) = tag {
                walk_expr(tag, visit);
            }
            walk_clauses(clauses, true, visit);
        }
        StmtKind::TypeSwitch { init, x, clauses, .. } => {
            walk_optional(init, visit);
            walk_expr(x, visit);
            walk_clauses(clauses, false, visit);
        }
        StmtKind::Select { clauses } => {
            for clause in clauses {
                walk_optional(&clause.comm, visit);
                walk_stmts(&clause.body, visit);
            }
        }
        StmtKind::For { init, cond, post, body } => {
            walk_optional(init, visit);
            if let Some(cond) = cond {
                walk_expr(cond, visit);
            }
            walk_optional(post, visit);
            walk_block(body, visit);
        }
        StmtKind::Range { key, value, x, body, .. } => {
            for place in [key, value].into_iter().flatten() {
                walk_expr(place, visit);
            }
            walk_expr(x, visit);
            walk_block(body, visit);
        }
    }
}

fn walk_exprs<'a>(exprs: &'a [Expr], visit: &mut dyn FnMut(Node<'a>) -> bool) {
    for expr in exprs {
        walk_expr(expr, visit);
    }
}

/// Goes through an expression.
pub(crate) fn walk_expr<'a>(expr: &'a Expr, visit: &mut dyn FnMut(Node<'a>) -> bool) {
    if !visit(Node::Expr(expr)) {
        return;
    }
    match &expr.kind {
        ExprKind::Composite { elements, .. } => {
            for element in elements {
                if let Some(key) = &element.key {
                    walk_expr(key, visit);
                }
                walk_expr(&element.value, visit);
            }
        }
        ExprKind::Func { body, .. } => walk_block(body, visit),
        ExprKind::Paren(x) | ExprKind::Star(x) => walk_expr(x, visit),
        ExprKind::Selector { x, .. } | ExprKind::Unary { x, .. } | ExprKind::Assert { x, .. } => {
            walk_expr(x, visit)
        }
        ExprKind::Index { x, indices } => {
            walk_expr(x, visit);
            walk_exprs(indices, visit);
        }
        ExprKind::Slice { x, lo, hi, max, .. } => {
            walk_expr(x, visit);
            for bound in [lo, hi, max].into_iter().flatten() {
                walk_expr(bound, visit);
            }
        }
        ExprKind::Call { fun, args, .. } => {
            walk_expr(fun, visit);
            walk_exprs(args, visit);
        }
        ExprKind::Binary { x, y, .. } => {
            walk_expr(x, visit);
            walk_expr(y, visit);
        }
        _ => {}
    }
}

impl FuncLowering<'_> {
    /// What the tree of the function's body tells.
    pub fn body_facts(&mut self, body: &Block) -> BodyFacts {
        let mut defers = false;
        let mut ranges = Vec::new();
        walk_block(body, &mut |node| {
            match node {
                Node::Stmt(stmt) => match &stmt.kind {
                    StmtKind::Defer(_) => defers = true,
                    StmtKind::Range { x, body, .. } => ranges.push((stmt, x, body)),
                    _ => {}
                },
                Node::Expr(expr) => return !matches!(expr.kind, ExprKind::Func { .. }),
            }
            true
        });
        let mut facts = BodyFacts { defers, ..BodyFacts::default() };
        let mut shared = HashSet::new();
        for (stmt, x, body) in ranges {
            let typ = self.type_of(x);
            if self.lower.ty(typ) != Ty::Func {
                continue;
            }
            // What the statement declares is the body's own; all else that the body mentions it shares.
            let inside = |position| stmt.span.start <= position && position < stmt.span.end;
            let mut literals = Vec::new();
            let mut check = |node: Node| {
                match node {
                    Node::Expr(expr) => match &expr.kind {
                        ExprKind::Name(_) => {
                            if let Some(object) = self.local_variable(expr)
                                && !inside(self.lower.program.object(object).pos)
                            {
                                shared.insert(object);
                            }
                        }
                        ExprKind::Func { .. } => literals.push(expr.span),
                        _ => {}
                    },
                    Node::Stmt(Stmt { kind: StmtKind::Return(_), span, .. }) => {
                        let in_literal = literals
                            .iter()
                            .any(|literal| literal.start <= span.start && span.end <= literal.end);
                        facts.returns_from_loops |= !in_literal;
                    }
                    Node::Stmt(_) => {}
                }
                true
            };
            walk_block(body, &mut check);
            // Places that are assigned to in each round are assigned to inside the body.
            if let StmtKind::Range { key, value, define: false, .. } = &stmt.kind {
                for place in [key, value].into_iter().flatten() {
                    walk_expr(place, &mut check);
                }
            }
        }
        facts.shared = Rc::new(shared);
        facts
    }

    /// The wanted destination, or a temporary if it cannot be written before all of these expressions have been evaluated: one of
    /// them mentions it, or it shows after a panic.
    pub fn dest_unless_mentioned(
        &mut self,
        want: Option<LocalId>,
        kind: Kind,
        exprs: &[&Expr],
    ) -> LocalId {
        let Some(local) =
            want.filter(|&local| self.is_variable(local) && self.fresh != Some(local))
        else {
            return self.early_dest(want, kind);
        };
        let result = self.facts.defers && self.results.iter().any(|result| result.local == local);
        let mut mentioned = false;
        for expr in exprs {
            walk_expr(expr, &mut |node| {
                if let Node::Expr(expr) = node
                    && matches!(expr.kind, ExprKind::Name(_))
                    && let Some(object) = self.local_variable(expr)
                {
                    let storage = self.vars.get(&Shared::Var(object));
                    mentioned |=
                        matches!(storage, Some((Storage::Local(known), _)) if *known == local);
                }
                !mentioned
            });
        }
        if result || mentioned { self.temp(kind) } else { self.dest(want, kind) }
    }

    /// The variable of a function that a name stands for.
    pub fn local_variable(&self, expr: &Expr) -> Option<ObjectId> {
        let object = *self.lower.program.info.uses.get(expr.id)?;
        match &self.lower.program.object(object).kind {
            ObjectKind::Var(var) if !var.global && !var.field => Some(object),
            _ => None,
        }
    }
}

/// The labels that a block declares, those of function literals in it left out.
pub(crate) fn labels(block: &Block) -> HashSet<Name> {
    let mut labels = HashSet::new();
    walk_block(block, &mut |node| {
        match node {
            Node::Stmt(Stmt { kind: StmtKind::Labeled { label, .. }, .. }) => {
                labels.insert(label.name);
            }
            Node::Expr(expr) => return !matches!(expr.kind, ExprKind::Func { .. }),
            Node::Stmt(_) => {}
        }
        true
    });
    labels
}
