//! Where the stepper stops: at most statements, the heads of loops, and the end of functions that end there.

use std::collections::HashSet;

use burrow_go_syntax::Pos;
use burrow_go_syntax::ast::{Block, Decl, ExprKind, FuncBody, FuncType, Stmt, StmtKind};

use crate::lower::Lower;
use burrow_go_syntax::walk::{Node, walk_block, walk_expr};

/// Whether the stepper stops at a statement: not where only its parts do something.
pub(crate) fn is_step(stmt: &Stmt) -> bool {
    match &stmt.kind {
        StmtKind::Bad | StmtKind::Empty | StmtKind::Block(_) | StmtKind::Labeled { .. } => false,
        StmtKind::Decl(decls) => decls.iter().any(|decl| matches!(decl, Decl::Var(_))),
        _ => true,
    }
}

/// Whether the first thing that a statement does is a place to stop of its own: the start of a loop, what is computed beforehand.
pub(crate) fn stops_inside(stmt: &Stmt) -> bool {
    match &stmt.kind {
        StmtKind::For { init, cond, .. } => init.is_some() || cond.is_some(),
        StmtKind::If { init, .. }
        | StmtKind::Switch { init, .. }
        | StmtKind::TypeSwitch { init, .. } => init.is_some(),
        _ => false,
    }
}

/// Where the stepper stops at the end of a function that nothing returns from.
pub(crate) fn last_stop(body: &Block) -> Pos {
    Pos(body.span.end.0.saturating_sub(1))
}

/// The places to stop that have been found.
#[derive(Default)]
struct Stops {
    all: Vec<Pos>,
    /// What looks like a statement but is part of one: what a clause of a `select` waits for.
    parts: HashSet<Pos>,
}

impl Stops {
    fn function(&mut self, typ: &FuncType, body: &Block) {
        if typ.results.is_empty() {
            self.all.push(last_stop(body));
        }
        walk_block(body, &mut |node| {
            self.node(node);
            true
        });
    }

    fn node(&mut self, node: Node) {
        match node {
            Node::Expr(expr) => {
                if let ExprKind::Func { typ, body } = &expr.kind
                    && typ.results.is_empty()
                {
                    self.all.push(last_stop(body));
                }
            }
            Node::Stmt(stmt) => self.stmt(stmt),
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        if let StmtKind::Select { clauses } = &stmt.kind {
            self.parts
                .extend(clauses.iter().flat_map(|clause| &clause.comm).map(|comm| comm.span.start));
        }
        if self.parts.contains(&stmt.span.start) && !matches!(stmt.kind, StmtKind::Select { .. }) {
            return;
        }
        if is_step(stmt) && !stops_inside(stmt) {
            self.all.push(stmt.span.start);
        }
        match &stmt.kind {
            StmtKind::For { cond: Some(cond), .. } => self.all.push(cond.span.start),
            StmtKind::If { init: Some(_), cond, .. } => self.all.push(cond.span.start),
            StmtKind::Switch { init: Some(_), tag, .. } => {
                self.all.push(tag.as_ref().map_or(stmt.span.start, |tag| tag.span.start));
            }
            StmtKind::TypeSwitch { init: Some(_), x, .. } => self.all.push(x.span.start),
            _ => {}
        }
    }
}

impl Lower {
    /// Where the stepper can stop in the program itself.
    pub fn stops(&self) -> Vec<Pos> {
        let mut stops = Stops::default();
        for package in self.program.import_order() {
            let package = self.program.package(package);
            if package.lazy {
                continue;
            }
            for decl in package.files.iter().flat_map(|file| &file.decls) {
                match decl {
                    Decl::Func(decl) => {
                        if let FuncBody::Parsed(body) = &decl.body {
                            stops.function(&decl.typ, body);
                        }
                    }
                    Decl::Var(spec) if !spec.values.is_empty() => {
                        stops.all.push(spec.span.start);
                        for value in &spec.values {
                            walk_expr(value, &mut |node| {
                                stops.node(node);
                                true
                            });
                        }
                    }
                    _ => {}
                }
            }
        }
        stops.all
    }
}
