//! Statements.

use burrow_go_syntax::ast::{Block, Decl, Expr, ExprKind, Stmt, StmtKind, VarSpec};
use burrow_go_syntax::{Name, Pos};
use burrow_go_types::info::Mode;
use burrow_go_types::objects::ObjectId;

use crate::code::Inst;
use crate::expr::position;
use crate::func::{FuncLowering, Storage};
use crate::stops::{is_step, stops_inside};
use crate::types::Ty;

impl FuncLowering<'_> {
    /// Statements one after the other.
    pub fn stmts(&mut self, stmts: &[Stmt]) {
        for stmt in stmts {
            self.stmt(stmt);
        }
    }

    /// The statements of a block.
    pub fn block_stmts(&mut self, block: &Block) {
        self.scopes.push(block.span.end);
        self.stmts(&block.stmts);
        self.scopes.pop();
    }

    /// One statement. All temporaries that it takes are free behind it.
    pub fn stmt(&mut self, stmt: &Stmt) {
        let mark = self.mark();
        self.pos = stmt.span.start;
        let label = self.label.take();
        if is_step(stmt) && !(self.lower.keep_calls && stops_inside(stmt)) {
            self.emit(Inst::Statement);
        }
        let declares = matches!(stmt.kind, StmtKind::Assign { .. } | StmtKind::Decl(_));
        let visible = if declares { stmt.span.end } else { Pos::NONE };
        let outer = std::mem::replace(&mut self.visible, visible);
        self.stmt_here(stmt, label);
        self.visible = outer;
        self.release(mark);
    }

    fn stmt_here(&mut self, stmt: &Stmt, label: Option<Name>) {
        match &stmt.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            StmtKind::Decl(decls) => {
                for decl in decls {
                    if let Decl::Var(spec) = decl {
                        self.var_spec(spec);
                    }
                }
            }
            StmtKind::Labeled { label, stmt } => {
                let block = self.label_block(label.name);
                self.start(block);
                self.label = Some(label.name);
                self.stmt(stmt);
                self.label = None;
            }
            StmtKind::Expr(x) => self.expr_stmt(x),
            StmtKind::Send { chan, value, .. } => self.send_stmt(chan, value),
            StmtKind::IncDec { x, inc } => self.inc_dec(x, *inc),
            StmtKind::Assign { lhs, rhs, op, op_pos } => self.assign_stmt(lhs, rhs, *op, *op_pos),
            StmtKind::Go(call) => self.go_stmt(call),
            StmtKind::Defer(call) => self.defer_stmt(call),
            StmtKind::Return(values) => self.return_stmt(values),
            StmtKind::Branch { kind, label } => self.branch_stmt(*kind, *label),
            StmtKind::Block(block) => self.block_stmts(block),
            StmtKind::If { init, cond, then, otherwise } => {
                self.scoped(stmt, |func| {
                    func.if_stmt(init.as_deref(), cond, then, otherwise.as_deref())
                });
            }
            StmtKind::Switch { init, tag, clauses, .. } => {
                self.scoped(stmt, |func| {
                    func.switch_stmt(init.as_deref(), tag.as_ref(), clauses, label)
                });
            }
            StmtKind::TypeSwitch { init, x, clauses, .. } => {
                self.scoped(stmt, |func| func.type_switch(init.as_deref(), x, clauses, label));
            }
            StmtKind::Select { clauses } => self.select_stmt(clauses, label),
            StmtKind::For { init, cond, post, body } => {
                self.scoped(stmt, |func| {
                    func.for_stmt(init.as_deref(), cond.as_ref(), post.as_deref(), body, label);
                });
            }
            StmtKind::Range { key, value, define, x, body, .. } => {
                self.scoped(stmt, |func| {
                    func.range_stmt(stmt, key.as_ref(), value.as_ref(), *define, x, body, label);
                });
            }
        }
    }

    /// Lowers something whose variables are visible to the end of a statement.
    fn scoped(&mut self, stmt: &Stmt, lower: impl FnOnce(&mut Self)) {
        self.scopes.push(stmt.span.end);
        lower(self);
        self.scopes.pop();
    }

    fn if_stmt(
        &mut self,
        init: Option<&Stmt>,
        cond: &Expr,
        then: &Block,
        otherwise: Option<&Stmt>,
    ) {
        if let Some(init) = init {
            self.stmt(init);
            self.stop_at(cond.span.start);
        }
        let (yes, done) = (self.block(), self.block());
        let no = if otherwise.is_some() { self.block() } else { done };
        self.pos = cond.span.start;
        self.condition(cond, yes, no);
        self.start(yes);
        self.block_stmts(then);
        if let Some(otherwise) = otherwise {
            self.jump(done);
            self.start(no);
            self.stmt(otherwise);
        }
        self.start(done);
    }

    fn expr_stmt(&mut self, x: &Expr) {
        let x = x.unparen();
        match &x.kind {
            ExprKind::Call { fun, .. }
                if !matches!(self.mode(fun), Mode::Type | Mode::Builtin(_)) =>
            {
                let outer = std::mem::replace(&mut self.pos, position(x));
                self.call(x, None);
                self.pos = outer;
            }
            _ => {
                self.expr(x);
            }
        }
    }

    fn send_stmt(&mut self, chan: &Expr, value: &Expr) {
        let typ = self.type_of(chan);
        let Ty::Chan(_, elem) = self.lower.ty(typ) else { return };
        self.settle(&[chan, value]);
        let chan = self.expr(chan);
        let value = self.expr_as(value, elem, None);
        let kind = self.lower.kind(elem);
        self.emit(Inst::Send { chan, value, kind });
    }

    /// `var names = values`.
    fn var_spec(&mut self, spec: &VarSpec) {
        let objects: Vec<Option<ObjectId>> =
            spec.names.iter().map(|name| self.object_of(name.id)).collect();
        match (&*objects, &*spec.values) {
            (_, []) => {
                for &object in objects.iter().flatten() {
                    let typ = self.lower.type_of_object(object, &self.env.clone());
                    let kind = self.lower.kind(typ);
                    self.init_var(object, typ, None, kind);
                }
            }
            (&[Some(object)], [value]) => self.define(object, value),
            (_, [value]) => {
                let objects = objects.into_iter().flatten().collect::<Vec<_>>();
                let mark = self.mark();
                let types: Vec<_> = objects
                    .iter()
                    .map(|&object| self.lower.type_of_object(object, &self.env.clone()))
                    .collect();
                let values = self.values(value, objects.len());
                for ((&object, &typ), &(value, from)) in objects.iter().zip(&types).zip(&values) {
                    let value = self.convert_to(value, from, typ, None);
                    let kind = self.lower.kind(typ);
                    self.init_var(object, typ, Some(value), kind);
                }
                self.release(mark);
            }
            (_, values) => {
                let objects: Vec<ObjectId> = objects.into_iter().flatten().collect();
                self.settle(&values.iter().collect::<Vec<_>>());
                let mut ready = Vec::new();
                for (&object, value) in objects.iter().zip(values) {
                    let typ = self.lower.type_of_object(object, &self.env.clone());
                    ready.push((object, typ, self.expr_as(value, typ, None)));
                }
                for (object, typ, value) in ready {
                    let kind = self.lower.kind(typ);
                    self.init_var(object, typ, Some(value), kind);
                }
            }
        }
    }

    /// Declares a variable with the value of an expression.
    pub fn define(&mut self, object: ObjectId, value: &Expr) {
        let typ = self.lower.type_of_object(object, &self.env.clone());
        if self.lower.program.object(object).name.is_blank() {
            self.expr_as(value, typ, None);
            return;
        }
        // The value may mention a variable of the same name, but not this one.
        let boxed = self.is_boxed(object, typ);
        if boxed {
            let local = self.local(crate::layout::Kind::Ptr);
            self.new_box_from(local, typ, value);
            self.name_local(local, object, typ, true);
            self.vars.insert(crate::func::Shared::Var(object), (Storage::Boxed(local), typ));
            return;
        }
        let kind = self.lower.kind(typ);
        let local = self.local(kind);
        let outer = self.fresh.replace(local);
        self.expr_into(value, typ, local);
        self.fresh = outer;
        self.name_local(local, object, typ, false);
        self.vars.insert(crate::func::Shared::Var(object), (Storage::Local(local), typ));
    }
}
