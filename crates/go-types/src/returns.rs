//! Terminating statements (spec: Terminating statements): a function with results must end in one.

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::{BranchKind, CaseClause, ExprKind, Stmt, StmtKind};

use crate::Program;

impl Program {
    /// Whether a list of statements ends in a terminating one.
    pub(crate) fn is_terminating_list(&self, list: &[Stmt]) -> bool {
        let last = list.iter().rev().find(|stmt| !matches!(stmt.kind, StmtKind::Empty));
        last.is_some_and(|stmt| self.is_terminating(stmt, None))
    }

    /// Whether control never comes to what stands behind the statement; `label` is the statement's.
    fn is_terminating(&self, stmt: &Stmt, label: Option<Name>) -> bool {
        match &stmt.kind {
            StmtKind::Labeled { label, stmt } => self.is_terminating(stmt, Some(label.name)),
            StmtKind::Expr(x) => {
                let call = x.unparen();
                matches!(call.kind, ExprKind::Call { .. }) && self.cx.is_panic.contains(&call.id)
            }
            StmtKind::Return(_) => true,
            StmtKind::Branch { kind, .. } => {
                matches!(kind, BranchKind::Goto | BranchKind::Fallthrough)
            }
            StmtKind::Block(block) => self.is_terminating_list(&block.stmts),
            StmtKind::If { then, otherwise, .. } => otherwise.as_ref().is_some_and(|stmt| {
                self.is_terminating_list(&then.stmts) && self.is_terminating(stmt, None)
            }),
            StmtKind::Switch { clauses, .. } | StmtKind::TypeSwitch { clauses, .. } => {
                self.is_terminating_switch(clauses, label)
            }
            StmtKind::Select { clauses } => clauses.iter().all(|clause| {
                self.is_terminating_list(&clause.body) && !has_break_list(&clause.body, label, true)
            }),
            StmtKind::For { cond: None, body, .. } => !has_break_list(&body.stmts, label, true),
            _ => false,
        }
    }

    fn is_terminating_switch(&self, clauses: &[CaseClause], label: Option<Name>) -> bool {
        clauses.iter().any(|clause| clause.exprs.is_none())
            && clauses.iter().all(|clause| {
                self.is_terminating_list(&clause.body) && !has_break_list(&clause.body, label, true)
            })
    }
}

/// Whether a `break` in the list leaves the statement with this label, or, if `implicit`, the innermost one around it.
fn has_break_list(list: &[Stmt], label: Option<Name>, implicit: bool) -> bool {
    list.iter().any(|stmt| has_break(stmt, label, implicit))
}

fn has_break(stmt: &Stmt, label: Option<Name>, implicit: bool) -> bool {
    let inside = |list: &[Stmt]| label.is_some() && has_break_list(list, label, false);
    match &stmt.kind {
        StmtKind::Labeled { stmt, .. } => has_break(stmt, label, implicit),
        StmtKind::Branch { kind: BranchKind::Break, label: None } => implicit,
        StmtKind::Branch { kind: BranchKind::Break, label: Some(to) } => Some(to.name) == label,
        StmtKind::Block(block) => has_break_list(&block.stmts, label, implicit),
        StmtKind::If { then, otherwise, .. } => {
            has_break_list(&then.stmts, label, implicit)
                || otherwise.as_ref().is_some_and(|stmt| has_break(stmt, label, implicit))
        }
        StmtKind::Switch { clauses, .. } | StmtKind::TypeSwitch { clauses, .. } => {
            clauses.iter().any(|clause| inside(&clause.body))
        }
        StmtKind::Select { clauses } => clauses.iter().any(|clause| inside(&clause.body)),
        StmtKind::For { body, .. } | StmtKind::Range { body, .. } => inside(&body.stmts),
        _ => false,
    }
}
