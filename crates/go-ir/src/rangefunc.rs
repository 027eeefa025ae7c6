//! Loops over functions. The body becomes a function of its own that the iterator calls with each value; it returns whether to go on.
//!
//! Loop and body share the loop's state, which catches iterators that call the body when they must not, and, if the body has
//! statements that lead out of it, a number that says which one it was: behind the call the loop goes on from there. What the body
//! uses of the function around it, it captures when it first mentions it.

use std::rc::Rc;

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::{Block, Expr, ExprKind, Stmt, StmtKind};
use burrow_go_syntax::walk::{Node, walk_block};
use burrow_go_types::types::Basic;

use crate::assign::is_blank;
use crate::code::{Base, BinOp, Callee, FuncId, Inst, LocalId, Operand, Terminator};
use crate::func::{BodyFacts, Capture, FuncLowering, Shared, Storage};
use crate::jump::{Exit, Exits, state};
use crate::layout::Kind;
use crate::loops::Round;
use crate::rtype::RTypeId;
use crate::walk::labels;

/// What a loop over a function consists of in the source.
struct Loop<'a> {
    stmt: &'a Stmt,
    vars: [Option<&'a Expr>; 2],
    define: bool,
    body: &'a Block,
    label: Option<Name>,
}

impl FuncLowering<'_> {
    #[allow(clippy::too_many_arguments)]
    pub fn range_func(
        &mut self,
        stmt: &Stmt,
        vars: [Option<&Expr>; 2],
        define: bool,
        x: &Expr,
        body: &Block,
        label: Option<Name>,
    ) {
        let typ = self.type_of(x);
        let signature = self.lower.func_type(typ);
        let Some(&yield_type) = signature.params.first() else { return };
        let iterator = self.expr(x);
        let iterator = self.freeze(iterator, Kind::Ptr);
        let iterator = self.in_local(iterator, Kind::Ptr);
        if self.needs_frame(body) {
            self.frame_token();
        }
        let int = self.lower.basic(Basic::Int);
        let state_box = self.temp(Kind::Ptr);
        self.new_box(state_box, Kind::I64, Some(Operand::Const(state::READY)));
        let next_box = self.temp(Kind::Ptr);
        let source = Loop { stmt, vars, define, body, label };
        let (func, captures, exits) = self.loop_function(&source, yield_type, int);
        if captures.iter().any(|capture| capture.shared == Shared::Next) {
            self.new_box(next_box, Kind::I64, None);
        }
        let mut held = Vec::with_capacity(captures.len());
        for capture in &captures {
            held.push(match capture.shared {
                Shared::State => (Kind::Ptr, Operand::Local(state_box)),
                Shared::Next => (Kind::Ptr, Operand::Local(next_box)),
                shared => match self.storage(shared) {
                    Some((storage, _)) => self.captured(storage),
                    None => (capture.kind, Operand::Const(0)),
                },
            });
        }
        let closure = self.make_closure(func, &held, None);
        let args = vec![closure];
        self.emit(Inst::Call { callee: Callee::Closure(iterator), args, results: Vec::new() });
        self.after_loop(state_box, next_box, &exits);
    }

    /// Whether the body defers, which it does for the function around it.
    fn needs_frame(&self, body: &Block) -> bool {
        let mut found = false;
        walk_block(body, &mut |node| {
            match node {
                Node::Stmt(Stmt { kind: StmtKind::Defer(_), .. }) => found = true,
                Node::Expr(Expr { kind: ExprKind::Func { .. }, .. }) => return false,
                _ => {}
            }
            !found
        });
        found
    }

    /// Makes the token of this function's frame, unless it is there or the function around has it.
    fn frame_token(&mut self) {
        if self.storage(Shared::Frame).is_some() {
            return;
        }
        let dst = self.local(Kind::I64);
        let typ = self.lower.basic(Basic::Int);
        // On entry, so that it is there on every way to the loops that need it.
        self.prepend(vec![Inst::FrameToken { dst }]);
        self.vars.insert(Shared::Frame, (Storage::Local(dst), typ));
    }

    /// The function that the body becomes: its number, what it captures, and the ways out of it.
    fn loop_function(
        &mut self,
        source: &Loop,
        yield_type: RTypeId,
        int: RTypeId,
    ) -> (FuncId, Vec<Capture>, Vec<Exit>) {
        let number = self.count(1);
        let name: Rc<str> = format!("{}-range{number}", self.name).into();
        let mut around = self.all_shared();
        around.insert(Shared::State, (Storage::Boxed(LocalId(0)), int));
        around.insert(Shared::Next, (Storage::Boxed(LocalId(0)), int));
        let results = self.result_types();
        let facts = BodyFacts { defers: false, ..self.facts.clone() };
        let (env, counts) = (self.env.clone(), self.counts);
        let mut func = FuncLowering::new(self.lower, name, env);
        func.around = around;
        func.facts = facts;
        func.counts = counts;
        func.exits = Some(Exits {
            label: source.label,
            labels: labels(source.body),
            list: Vec::new(),
            results,
        });
        func.pos = source.stmt.span.start;
        func.scopes.push(source.body.span.end);
        func.loop_function_body(source, yield_type);
        let counts = func.counts;
        let exits = func.exits.take().map(|exits| exits.list).unwrap_or_default();
        func.load_captures();
        let captures = func.captures.clone();
        let function = func.finish(source.stmt.span.start, false);
        // Literals in the body are numbered with those of the function itself.
        self.counts = counts;
        (self.lower.funcs.made(function), captures, exits)
    }

    fn loop_function_body(&mut self, source: &Loop, yield_type: RTypeId) {
        let signature = self.lower.func_type(yield_type);
        for &param in signature.params.iter() {
            let kind = self.lower.kind(param);
            let local = self.local(kind);
            self.params.push(local);
        }
        self.plain_results(&signature.results);
        // The body may run only while the iterator is at work and the body's last run said to go on.
        let (bad, good) = (self.block(), self.block());
        let state = self.load_shared(Shared::State);
        let ready = self.binary(BinOp::Eq, Kind::I64, state, Operand::Const(state::READY), None);
        self.branch(ready, good, bad);
        self.start(bad);
        self.call_runtime("panicrangestate", vec![state]);
        self.end(Terminator::Unreachable);
        self.start(good);
        self.store_shared(Shared::State, Operand::Const(state::PANIC));
        let params = self.params.clone();
        for ((var, &param), &typ) in source.vars.iter().zip(&params).zip(signature.params.iter()) {
            let Some(var) = var.filter(|var| !is_blank(var.unparen())) else { continue };
            let object = self.object_of(var.id).filter(|_| source.define);
            match object {
                // The parameter is the variable.
                Some(object) if !self.is_boxed(object, typ) => {
                    self.name_local(param, object, typ, false);
                    self.vars.insert(Shared::Var(object), (Storage::Local(param), typ));
                }
                Some(object) => {
                    let kind = self.lower.kind(typ);
                    self.init_var(object, typ, Some(Operand::Local(param)), kind);
                }
                None => self.begin_round(Round::Assign(var), Operand::Local(param), typ),
            }
        }
        self.block_stmts(source.body);
        self.leave_body(state::READY, 1);
    }

    fn load_shared(&mut self, shared: Shared) -> Operand {
        match self.storage(shared) {
            Some((Storage::Boxed(local), _)) => {
                let dst = self.temp(Kind::I64);
                let base = Base::Pointer(Operand::Local(local));
                self.emit(Inst::Load { dst, base, offset: 0, kind: Kind::I64 });
                Operand::Local(dst)
            }
            _ => Operand::Const(0),
        }
    }

    /// What follows the call of the iterator.
    fn after_loop(&mut self, state_box: LocalId, next_box: LocalId, exits: &[Exit]) {
        let base = Base::Pointer(Operand::Local(state_box));
        let (bad, good) = (self.block(), self.block());
        let state = self.temp(Kind::I64);
        self.emit(Inst::Load { dst: state, base, offset: 0, kind: Kind::I64 });
        let state = Operand::Local(state);
        let running = self.binary(BinOp::Eq, Kind::I64, state, Operand::Const(state::PANIC), None);
        self.branch(running, bad, good);
        self.start(bad);
        self.call_runtime("panicrangestate", vec![Operand::Const(state::MISSING_PANIC)]);
        self.end(Terminator::Unreachable);
        self.start(good);
        self.emit(Inst::Store {
            base,
            offset: 0,
            src: Operand::Const(state::EXHAUSTED),
            kind: Kind::I64,
        });
        if exits.is_empty() {
            return;
        }
        let next = self.temp(Kind::I64);
        let base = Base::Pointer(Operand::Local(next_box));
        self.emit(Inst::Load { dst: next, base, offset: 0, kind: Kind::I64 });
        let done = self.block();
        if let &[exit] = exits {
            let way = self.block();
            let none =
                self.binary(BinOp::Eq, Kind::I64, Operand::Local(next), Operand::Const(0), None);
            self.branch(none, done, way);
            self.start(way);
            self.take_exit(exit);
            return self.start(done);
        }
        let ways: Vec<_> = exits.iter().map(|&exit| (exit, self.block())).collect();
        let cases =
            ways.iter().enumerate().map(|(index, &(_, block))| (index as u64 + 1, block)).collect();
        self.end(Terminator::Switch(Operand::Local(next), cases, done));
        for (exit, block) in ways {
            self.start(block);
            self.take_exit(exit);
        }
        self.start(done);
    }
}
