//! Going through a syntax tree.

use crate::ast::{Block, CaseClause, Decl, Expr, ExprKind, Stmt, StmtKind};

/// A node on the way.
#[derive(Clone, Copy)]
pub enum Node<'a> {
    /// A statement.
    Stmt(&'a Stmt),
    /// An expression.
    Expr(&'a Expr),
}

/// Goes through the statements and expressions of a block in source order, types left out. Below a node for which `visit` says
/// false it does not go.
pub fn walk_block<'a>(block: &'a Block, visit: &mut dyn FnMut(Node<'a>) -> bool) {
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
pub fn walk_stmt<'a>(stmt: &'a Stmt, visit: &mut dyn FnMut(Node<'a>) -> bool) {
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
pub fn walk_expr<'a>(expr: &'a Expr, visit: &mut dyn FnMut(Node<'a>) -> bool) {
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
