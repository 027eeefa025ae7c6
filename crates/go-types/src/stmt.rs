//! Statements.

use std::rc::Rc;

use burrow_go_syntax::ast::{AssignOp, Block, CommClause, Expr, ExprKind, Stmt, StmtKind, UnaryOp};
use burrow_go_syntax::{Pos, Span, expr_string};

use crate::Program;
use crate::assignments::Place;
use crate::expr::Usage;
use crate::info::Mode;
use crate::operand::Operand;
use crate::positions::node_pos;
use crate::types::Signature;

impl Program {
    pub(crate) fn stmt_list(&mut self, list: &[Stmt]) {
        for stmt in list {
            self.stmt(stmt);
        }
    }

    fn simple_stmt(&mut self, stmt: Option<&Stmt>) {
        if let Some(stmt) = stmt {
            self.stmt(stmt);
        }
    }

    /// A block without a node of its own.
    pub(crate) fn block(&mut self, block: &Block) {
        self.in_scope(None, |program| program.stmt_list(&block.stmts));
    }

    pub(crate) fn stmt(&mut self, stmt: &Stmt) {
        let top = self.ck.delayed.len();
        self.stmt_inside(stmt);
        // Function literals see the scope as it is now.
        self.process_delayed(top);
    }

    fn stmt_inside(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            // Jumps and labels are looked at in a second pass.
            StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
            StmtKind::Decl(decls) => self.decl_stmt(decls),
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            StmtKind::Expr(x) => self.expr_stmt(x),
            StmtKind::Send { chan, value, .. } => {
                let (mut ch, mut x) = (Operand::new(), Operand::new());
                self.expr(None, &mut ch, chan);
                self.generic_expr(&mut x, value, None);
                if ch.is_valid()
                    && x.is_valid()
                    && let Some(elem) = self.chan_elem(stmt, &ch, false)
                {
                    self.assignment(&mut x, Some(elem), Place::Words("send"));
                }
            }
            StmtKind::IncDec { x, inc } => self.inc_dec(x, if *inc { "++" } else { "--" }),
            StmtKind::Assign { lhs, rhs, op, op_pos } => {
                self.assign_stmt(stmt, lhs, rhs, *op, *op_pos)
            }
            StmtKind::Go(call) => self.suspended_call("go", "InvalidGo", call),
            StmtKind::Defer(call) => self.suspended_call("defer", "InvalidDefer", call),
            StmtKind::Return(results) => self.return_stmt(stmt, results),
            StmtKind::Block(block) => {
                self.in_scope(Some(stmt.id), |program| program.stmt_list(&block.stmts))
            }
            StmtKind::If { init, cond, then, otherwise } => {
                self.in_scope(Some(stmt.id), |program| {
                    program.simple_stmt(init.as_deref());
                    program.condition(cond, "if");
                    program.block(then);
                    program.simple_stmt(otherwise.as_deref());
                })
            }
            StmtKind::Switch { init, tag, clauses, .. } => {
                self.in_scope(Some(stmt.id), |program| {
                    program.simple_stmt(init.as_deref());
                    program.switch_stmt(tag.as_ref(), clauses);
                })
            }
            StmtKind::TypeSwitch { init, bind, x, clauses, .. } => {
                self.in_scope(Some(stmt.id), |program| {
                    program.simple_stmt(init.as_deref());
                    program.type_switch_stmt(*bind, x, clauses);
                })
            }
            StmtKind::Select { clauses } => self.select_stmt(clauses),
            StmtKind::For { init, cond, post, body } => self.in_scope(Some(stmt.id), |program| {
                program.simple_stmt(init.as_deref());
                if let Some(cond) = cond {
                    program.condition(cond, "for");
                }
                program.simple_stmt(post.as_deref());
                // It must not declare anything, which the parser has reported.
                if let Some(StmtKind::Assign { lhs, op: AssignOp::Define, .. }) =
                    post.as_deref().map(|post| &post.kind)
                {
                    program.use_exprs(lhs);
                }
                program.block(body);
            }),
            StmtKind::Range { key, value, extra, define, x, body } => {
                self.range_stmt(
                    stmt,
                    [key.as_ref(), value.as_ref(), extra.as_deref()],
                    *define,
                    x,
                    body,
                );
            }
        }
    }

    fn condition(&mut self, cond: &Expr, keyword: &str) {
        let mut x = Operand::new();
        self.expr(None, &mut x, cond);
        if x.is_valid() && !self.all_boolean(x.typ) {
            self.error(
                cond,
                "InvalidCond",
                format!("non-boolean condition in {keyword} statement"),
            );
        }
    }

    /// Only calls and receives may stand alone.
    fn expr_stmt(&mut self, e: &Expr) {
        let mut x = Operand::new();
        let usage = self.raw_expr(None, &mut x, e, None, false);
        let (code, words) = match x.mode {
            Mode::Builtin(_) => ("UncalledBuiltin", "must be called"),
            Mode::Type => ("NotAnExpr", "is not an expression"),
            _ if usage == Usage::Statement => return,
            _ => ("UnusedExpr", "is not used"),
        };
        self.operand_error(&mut x, code, |text| format!("{text} {words}"));
    }

    /// The call of a `go` or `defer`.
    fn suspended_call(&mut self, keyword: &str, code: &'static str, call: &Expr) {
        if !matches!(call.kind, ExprKind::Call { .. }) {
            self.error(call, code, format!("expression in {keyword} must be function call"));
            self.use_expr(call);
            return;
        }
        let mut x = Operand::new();
        let (code, words) = match self.raw_expr(None, &mut x, call, None, false) {
            Usage::Conversion => (code, "requires function call, not conversion"),
            Usage::Expression => ("UnusedResults", "discards result of"),
            Usage::Statement => return,
        };
        self.operand_error(&mut x, code, |text| format!("{keyword} {words} {text}"));
    }

    fn inc_dec(&mut self, e: &Expr, op: &str) {
        let mut x = Operand::new();
        self.expr(None, &mut x, e);
        if !x.is_valid() {
            return;
        }
        if !self.all_numeric(x.typ) {
            let typ = self.type_text(x.typ);
            let message =
                format!("invalid operation: {}{op} (non-numeric type {typ})", expr_string(e));
            return self.error(e, "NonNumericIncDec", message);
        }
        self.assign_operand(e, &mut x, "assignment");
    }

    fn assign_stmt(&mut self, stmt: &Stmt, lhs: &[Expr], rhs: &[Expr], op: AssignOp, op_pos: Pos) {
        match op {
            AssignOp::Set => self.assign_vars(lhs, rhs),
            AssignOp::Define => self.short_var_decl(op_pos, lhs, rhs),
            AssignOp::Op(op) => {
                let ([left], [right]) = (lhs, rhs) else {
                    let message = format!(
                        "assignment operation {}= requires single-valued expressions",
                        op.as_str()
                    );
                    return self.error(stmt, "MultiValAssignOp", message);
                };
                let mut x = Operand::new();
                self.binary(&mut x, None, left, right, op);
                self.assign_operand(left, &mut x, "assignment");
            }
        }
    }

    fn return_stmt(&mut self, stmt: &Stmt, results: &[Expr]) {
        let Some(sig) = self.cx.sig.clone() else { return };
        let named = |program: &Program, sig: &Signature| {
            sig.results
                .first()
                .is_some_and(|&first| !program.object(first).name.as_str().is_empty())
        };
        if results.is_empty() && named(self, &sig) {
            return self.bare_return(stmt, &sig);
        }
        let values: Vec<&Expr> = results.iter().collect();
        if sig.results.is_empty() && values.is_empty() {
            return;
        }
        // A deferred function may see the results.
        for &result in &sig.results {
            if let Some(var) = self.var_mut(result) {
                var.reassigned = true;
            }
        }
        self.init_vars(&sig.results, &values, Some(stmt.span));
    }

    /// A return without values gives the named results, which must be what their names mean here.
    fn bare_return(&mut self, stmt: &Stmt, sig: &Rc<Signature>) {
        for &result in &sig.results {
            let name = self.object(result).name;
            let Some(inner) = self.lookup_name(name).filter(|&inner| inner != result) else {
                continue;
            };
            if name.is_blank() {
                continue;
            }
            let described = self.object_string(result);
            let parts = vec![
                (stmt.span, format!("result parameter {name} not in scope at return")),
                (self.object_span(inner), format!("inner declaration of {described}")),
            ];
            self.error_parts("OutOfScopeResult", false, parts);
        }
    }

    /// A variable as messages describe it.
    fn object_string(&mut self, var: crate::objects::ObjectId) -> String {
        let (name, typ) = (self.object(var).name, self.object(var).typ);
        let typ = typ.map(|t| self.type_text(t)).unwrap_or_default();
        format!("var {name} {typ}")
    }

    fn select_stmt(&mut self, clauses: &[CommClause]) {
        let defaults =
            clauses.iter().filter(|clause| clause.comm.is_none()).map(|clause| clause.span);
        self.multiple_defaults(defaults.collect());
        for clause in clauses {
            if let Some(comm) = clause.comm.as_deref()
                && !is_communication(comm)
            {
                let message = "select case must be send or receive (possibly with assignment)";
                match &comm.kind {
                    StmtKind::Expr(e) => self.error(node_pos(e), "InvalidSelectCase", message),
                    _ => self.error(comm, "InvalidSelectCase", message),
                }
                continue;
            }
            self.in_scope(Some(clause.id), |program| {
                program.simple_stmt(clause.comm.as_deref());
                program.stmt_list(&clause.body);
            });
        }
    }

    /// Reports all `default` clauses but the first.
    pub(crate) fn multiple_defaults(&mut self, defaults: Vec<Span>) {
        let Some((first, others)) = defaults.split_first() else { return };
        if others.is_empty() {
            return;
        }
        let place =
            self.sources.place(first.start).map(|place| place.to_string()).unwrap_or_default();
        for &other in others {
            self.error(other, "DuplicateDefault", format!("multiple defaults (first at {place})"));
        }
    }
}

/// Whether a statement can be a case of a select.
fn is_communication(stmt: &Stmt) -> bool {
    let receive =
        |e: &Expr| matches!(e.unparen().kind, ExprKind::Unary { op: UnaryOp::Receive, .. });
    match &stmt.kind {
        StmtKind::Send { .. } => true,
        StmtKind::Expr(e) => receive(e),
        StmtKind::Assign { rhs, op: AssignOp::Set | AssignOp::Define, .. } => {
            matches!(&rhs[..], [only] if receive(only))
        }
        _ => false,
    }
}
