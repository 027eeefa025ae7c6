//! `unreachable`: statements that no way leads to.
//!
//! A statement ends the way behind it if it returns, jumps or panics, or if all its branches do; a label that some `goto` names
//! can be reached. After a finding the way counts as open again, so that each dead stretch is told once.

use std::collections::{HashMap, HashSet};

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::{
    Block, BranchKind, CaseClause, Expr, ExprKind, NodeId, Stmt, StmtKind,
};
use burrow_go_types::objects::{Builtin, ObjectKind};

use super::Pass;

pub fn check(pass: &mut Pass, body: &Block) {
    let mut jumps = Jumps::default();
    jumps.in_stmts(&body.stmts, None);
    let mut dead = Dead { pass, jumps, open: true };
    dead.stmts(&body.stmts);
}

/// Where jumps of a body lead.
#[derive(Default)]
struct Jumps {
    labels: HashMap<Name, NodeId>,
    /// Labels that a `goto` names.
    gotos: HashSet<Name>,
    /// Statements that are left by a `break`.
    left: HashSet<NodeId>,
}

impl Jumps {
    fn in_stmts(&mut self, stmts: &[Stmt], around: Option<NodeId>) {
        stmts.iter().for_each(|stmt| self.in_stmt(stmt, around));
    }

    /// `around` is the statement that a `break` without a label leaves.
    fn in_stmt(&mut self, stmt: &Stmt, around: Option<NodeId>) {
        let here = Some(stmt.id);
        match &stmt.kind {
            StmtKind::Block(block) => self.in_stmts(&block.stmts, around),
            StmtKind::Branch { kind: BranchKind::Goto, label: Some(label) } => {
                self.gotos.insert(label.name);
            }
            StmtKind::Branch { kind: BranchKind::Break, label } => {
                let target = match label {
                    Some(label) => self.labels.get(&label.name).copied(),
                    None => around,
                };
                self.left.extend(target);
            }
            StmtKind::If { then, otherwise, .. } => {
                self.in_stmts(&then.stmts, around);
                if let Some(otherwise) = otherwise {
                    self.in_stmt(otherwise, around);
                }
            }
            StmtKind::Labeled { label, stmt } => {
                self.labels.insert(label.name, stmt.id);
                self.in_stmt(stmt, around);
            }
            StmtKind::For { body, .. } | StmtKind::Range { body, .. } => {
                self.in_stmts(&body.stmts, here)
            }
            StmtKind::Select { clauses } => {
                clauses.iter().for_each(|clause| self.in_stmts(&clause.body, here));
            }
            StmtKind::Switch { clauses, .. } | StmtKind::TypeSwitch { clauses, .. } => {
                clauses.iter().for_each(|clause| self.in_stmts(&clause.body, here));
            }
            _ => {}
        }
    }
}

struct Dead<'a, 'b> {
    pass: &'a mut Pass<'b>,
    jumps: Jumps,
    /// Whether a way leads to the next statement.
    open: bool,
}

impl Dead<'_, '_> {
    fn stmts(&mut self, stmts: &[Stmt]) {
        stmts.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        if let StmtKind::Labeled { label, .. } = &stmt.kind {
            self.open |= self.jumps.gotos.contains(&label.name);
        }
        if !self.open && !matches!(stmt.kind, StmtKind::Empty) {
            self.pass.report(stmt.span, "unreachable", "unreachable code".into());
            self.open = true;
        }
        match &stmt.kind {
            StmtKind::Block(block) => self.stmts(&block.stmts),
            StmtKind::Branch { .. } | StmtKind::Return(_) => self.open = false,
            StmtKind::Expr(expr) => self.open &= !self.panics(expr),
            StmtKind::For { cond, body, .. } => {
                self.stmts(&body.stmts);
                self.open = cond.is_some() || self.jumps.left.contains(&stmt.id);
            }
            StmtKind::Range { body, .. } => {
                self.stmts(&body.stmts);
                self.open = true;
            }
            StmtKind::If { then, otherwise, .. } => {
                self.stmts(&then.stmts);
                let behind = std::mem::replace(&mut self.open, true);
                if let Some(otherwise) = otherwise {
                    self.stmt(otherwise);
                    self.open |= behind;
                }
            }
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            // Without a default it waits until one of its cases can run.
            StmtKind::Select { clauses } => {
                let bodies = clauses.iter().map(|clause| &clause.body);
                self.branches(stmt.id, bodies, true);
            }
            StmtKind::Switch { clauses, .. } | StmtKind::TypeSwitch { clauses, .. } => {
                let complete = clauses.iter().any(|clause: &CaseClause| clause.exprs.is_none());
                let bodies = clauses.iter().map(|clause| &clause.body);
                self.branches(stmt.id, bodies, complete);
            }
            _ => {}
        }
    }

    /// `complete` says whether one of the branches is always taken.
    fn branches<'a>(
        &mut self,
        id: NodeId,
        bodies: impl Iterator<Item = &'a Vec<Stmt>>,
        complete: bool,
    ) {
        let mut behind = !complete || self.jumps.left.contains(&id);
        for body in bodies {
            self.open = true;
            self.stmts(body);
            behind |= self.open;
        }
        self.open = behind;
    }

    fn panics(&self, expr: &Expr) -> bool {
        let ExprKind::Call { fun, .. } = &expr.kind else { return false };
        let object = matches!(fun.kind, ExprKind::Name(_)).then(|| self.pass.object_of(fun.id));
        object.flatten().is_some_and(|object| {
            matches!(self.pass.program.object(object).kind, ObjectKind::Builtin(Builtin::Panic))
        })
    }
}
