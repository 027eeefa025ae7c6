//! What a body's tree tells before it is lowered.

use std::collections::HashSet;
use std::rc::Rc;

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::{Block, Expr, ExprKind, Stmt, StmtKind};
use burrow_go_syntax::walk::{Node, walk_block, walk_expr};
use burrow_go_types::objects::{ObjectId, ObjectKind};

use crate::code::LocalId;
use crate::func::{BodyFacts, FuncLowering, Shared, Storage};
use crate::layout::Kind;
use crate::types::Ty;

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
