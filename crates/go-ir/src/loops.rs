//! Loops. The condition stands at the bottom, so that a round has one jump. Variables that a loop declares are new in every round: one
//! that is on the heap gets a new place there each time.

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::{AssignOp, Block, Expr, Stmt, StmtKind};
use burrow_go_types::objects::ObjectId;
use burrow_go_types::types::Basic;

use crate::assign::is_blank;
use crate::code::{Base, BinOp, BlockId, Indexed, Inst, LocalId, Operand};
use crate::func::{FuncLowering, Shared, Storage};
use crate::jump::Target;
use crate::layout::Kind;
use crate::rtype::RTypeId;
use crate::types::Ty;

/// What becomes of a value that each round of a loop brings.
#[derive(Clone, Copy)]
pub(crate) enum Round<'a> {
    /// Nothing.
    Drop,
    /// It is a variable in a local.
    Local(ObjectId, LocalId),
    /// It is a variable on the heap.
    Boxed(ObjectId),
    /// It is assigned.
    Assign(&'a Expr),
}

/// The blocks of a loop.
#[derive(Clone, Copy)]
struct Blocks {
    body: BlockId,
    next: BlockId,
    test: BlockId,
    done: BlockId,
}

/// Arrays of more bytes are not copied into a local for a loop over them.
const LARGE: u64 = 128;

impl FuncLowering<'_> {
    pub fn for_stmt(
        &mut self,
        init: Option<&Stmt>,
        cond: Option<&Expr>,
        post: Option<&Stmt>,
        body: &Block,
        label: Option<Name>,
    ) {
        if let Some(init) = init {
            self.stmt(init);
        }
        let boxes = self.boxes_of(init);
        let blocks = self.loop_blocks();
        if cond.is_some() {
            self.jump(blocks.test);
        }
        self.start(blocks.body);
        self.loop_body(blocks, label, |func| func.block_stmts(body));
        self.start(blocks.next);
        for (local, kind) in boxes {
            let value = self.temp(kind);
            let base = Base::Pointer(Operand::Local(local));
            self.emit(Inst::Load { dst: value, base, offset: 0, kind });
            self.new_box(local, kind, Some(Operand::Local(value)));
        }
        if let Some(post) = post {
            self.stmt(post);
        }
        self.start(blocks.test);
        match cond {
            Some(cond) => {
                self.pos = cond.span.start;
                self.emit(Inst::Statement);
                self.condition(cond, blocks.body, blocks.done);
            }
            None => self.jump(blocks.body),
        }
        self.start(blocks.done);
    }

    /// The variables on the heap that the first part of a `for` declares.
    fn boxes_of(&mut self, init: Option<&Stmt>) -> Vec<(LocalId, Kind)> {
        let Some(StmtKind::Assign { lhs, op: AssignOp::Define, .. }) = init.map(|init| &init.kind)
        else {
            return Vec::new();
        };
        let mut boxes = Vec::new();
        for x in lhs {
            let Some(&object) = self.lower.program.info.defs.get(x.id) else { continue };
            if let Some(&(Storage::Boxed(local), typ)) = self.vars.get(&Shared::Var(object)) {
                boxes.push((local, self.lower.kind(typ)));
            }
        }
        boxes
    }

    fn loop_blocks(&mut self) -> Blocks {
        Blocks { body: self.block(), next: self.block(), test: self.block(), done: self.block() }
    }

    fn loop_body(&mut self, blocks: Blocks, label: Option<Name>, body: impl FnOnce(&mut Self)) {
        self.targets.push(Target { label, brk: blocks.done, cont: Some(blocks.next) });
        body(self);
        self.targets.pop();
    }

    #[allow(clippy::too_many_arguments)]
    pub fn range_stmt(
        &mut self,
        stmt: &Stmt,
        key: Option<&Expr>,
        value: Option<&Expr>,
        define: bool,
        x: &Expr,
        body: &Block,
        label: Option<Name>,
    ) {
        let typ = self.type_of(x);
        self.visible = body.span.start;
        let outer = std::mem::replace(&mut self.head, stmt.span.start);
        let vars = [key, value].map(|var| var.filter(|var| !is_blank(var.unparen())));
        match self.lower.ty(typ) {
            Ty::Basic(Basic::String | Basic::UntypedString) => {
                self.range_string(vars, define, x, body, label)
            }
            Ty::Basic(_) => self.range_int(vars, define, x, typ, body, label),
            Ty::Slice(elem) => self.range_slice(vars, define, x, elem, body, label),
            Ty::Array(len, elem) => {
                self.range_array(vars, define, x, typ, (len, elem), body, label)
            }
            Ty::Pointer(array) => {
                if let Ty::Array(len, elem) = self.lower.ty(array) {
                    self.range_array(vars, define, x, typ, (len, elem), body, label);
                }
            }
            Ty::Map(key_type, value_type) => {
                self.range_map(vars, define, x, typ, [key_type, value_type], body, label);
            }
            Ty::Chan(_, elem) => self.range_chan(vars[0], define, x, elem, body, label),
            Ty::Func => self.range_func(stmt, [key, value], define, x, body, label),
            Ty::Struct | Ty::Interface | Ty::Tuple => {}
        }
        self.head = outer;
    }

    /// Prepares for what becomes of a value of each round.
    pub fn round<'a>(&mut self, var: Option<&'a Expr>, define: bool, typ: RTypeId) -> Round<'a> {
        let Some(var) = var else { return Round::Drop };
        if !define {
            return Round::Assign(var);
        }
        let Some(object) = self.object_of(var.id) else { return Round::Drop };
        if self.is_boxed(object, typ) {
            return Round::Boxed(object);
        }
        match self.declare_as(object, typ, false) {
            Storage::Local(local) | Storage::Boxed(local) => Round::Local(object, local),
        }
    }

    /// The local that a value of each round is computed into.
    fn round_dest(&mut self, round: Round, typ: RTypeId) -> LocalId {
        match round {
            Round::Local(_, local) => local,
            _ => {
                let kind = self.lower.kind(typ);
                self.temp(kind)
            }
        }
    }

    /// Passes a value of this round on.
    pub fn begin_round(&mut self, round: Round, value: Operand, typ: RTypeId) {
        match round {
            Round::Drop => {}
            Round::Local(_, local) => self.copy(local, value),
            Round::Boxed(object) => {
                let kind = self.lower.kind(typ);
                self.init_var(object, typ, Some(value), kind);
            }
            Round::Assign(place) => {
                let mark = self.mark();
                self.assign_value(place, value, typ);
                self.release(mark);
            }
        }
    }

    /// Where a loop counts: in its variable itself, if nothing else changes that.
    fn counter(&mut self, round: Round, kind: Kind) -> LocalId {
        match round {
            Round::Local(object, local) if !self.var(object).is_some_and(|var| var.reassigned) => {
                local
            }
            _ => self.temp(kind),
        }
    }

    /// A loop that counts from zero up to a limit.
    fn count_rounds(
        &mut self,
        counter: LocalId,
        kind: Kind,
        limit: Operand,
        label: Option<Name>,
        body: impl FnOnce(&mut Self),
    ) {
        let blocks = self.loop_blocks();
        let at = Operand::Local(counter);
        self.copy(counter, Operand::Const(0));
        self.jump(blocks.test);
        self.start(blocks.body);
        self.loop_body(blocks, label, body);
        self.start(blocks.next);
        self.stop_at(self.head);
        self.emit(Inst::Binary { op: BinOp::Add, kind, dst: counter, a: at, b: Operand::Const(1) });
        self.start(blocks.test);
        let mark = self.mark();
        let more = self.binary(BinOp::Lt, kind, at, limit, None);
        self.release(mark);
        self.branch(more, blocks.body, blocks.done);
        self.start(blocks.done);
    }

    fn range_int(
        &mut self,
        [key, _]: [Option<&Expr>; 2],
        define: bool,
        x: &Expr,
        typ: RTypeId,
        body: &Block,
        label: Option<Name>,
    ) {
        let kind = self.lower.kind(typ);
        let limit =
            match self.lower.program.info.types.get(x.id).and_then(|known| known.value.clone()) {
                Some(value) => self.constant(&value, typ, None),
                None => self.expr(x),
            };
        let limit = self.steady(x, limit, kind);
        let round = self.round(key, define, typ);
        let counter = self.counter(round, kind);
        self.count_rounds(counter, kind, limit, label, |func| {
            func.begin_round(round, Operand::Local(counter), typ);
            func.block_stmts(body);
        });
    }

    /// A value that the body of a loop does not change: a variable that is assigned to is copied.
    pub fn steady(&mut self, x: &Expr, value: Operand, kind: Kind) -> Operand {
        let variable = self.local_variable(x.unparen());
        if variable.is_some_and(|object| self.var(object).is_some_and(|var| !var.reassigned)) {
            return value;
        }
        self.freeze(value, kind)
    }

    fn range_slice(
        &mut self,
        [key, value]: [Option<&Expr>; 2],
        define: bool,
        x: &Expr,
        elem: RTypeId,
        body: &Block,
        label: Option<Name>,
    ) {
        let int = self.lower.basic(Basic::Int);
        let slice = self.gone_over(x);
        let kind = self.kind_of(slice);
        let slice = self.steady(x, Operand::Local(slice), kind);
        let slice = self.in_local(slice, kind);
        let len = self.part(slice, 8, Kind::I64, None);
        self.range_elements(
            [key, value],
            define,
            Indexed::Slice(slice),
            len,
            int,
            elem,
            body,
            label,
        );
    }

    #[allow(clippy::too_many_arguments)]
    fn range_elements(
        &mut self,
        [key, value]: [Option<&Expr>; 2],
        define: bool,
        of: Indexed,
        len: Operand,
        int: RTypeId,
        elem: RTypeId,
        body: &Block,
        label: Option<Name>,
    ) {
        let at_round = self.round(key, define, int);
        let value_round = self.round(value, define, elem);
        let counter = self.counter(at_round, Kind::I64);
        let size = self.lower.size(elem) as u32;
        let kind = self.lower.kind(elem);
        self.count_rounds(counter, Kind::I64, len, label, |func| {
            let mark = func.mark();
            let index = Operand::Local(counter);
            if !matches!(value_round, Round::Drop) {
                let dst = func.round_dest(value_round, elem);
                func.emit(Inst::LoadElement { dst, of, index, size, offset: 0, kind });
                func.begin_both([(at_round, index, int), (value_round, Operand::Local(dst), elem)]);
            } else {
                func.begin_round(at_round, index, int);
            }
            func.release(mark);
            func.block_stmts(body);
        });
    }

    /// Passes both values of a round on.
    fn begin_both(&mut self, values: [(Round, Operand, RTypeId); 2]) {
        if let [(Round::Assign(a), first, first_type), (Round::Assign(b), second, second_type)] =
            values
        {
            return self.assign_pair([a, b], [(first, first_type), (second, second_type)]);
        }
        for (round, value, typ) in values {
            self.begin_round(round, value, typ);
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn range_array(
        &mut self,
        [key, value]: [Option<&Expr>; 2],
        define: bool,
        x: &Expr,
        typ: RTypeId,
        (len, elem): (u64, RTypeId),
        body: &Block,
        label: Option<Name>,
    ) {
        let int = self.lower.basic(Basic::Int);
        let is_pointer = self.lower.pointee(typ).is_some();
        let of = if value.is_none() {
            if self.has_call(x) {
                self.expr(x);
            }
            // Never indexed.
            Indexed::Memory { base: Base::Pointer(Operand::Const(0)), offset: 0, len }
        } else if is_pointer {
            let pointer = self.expr(x);
            let pointer = self.steady(x, pointer, Kind::Ptr);
            Indexed::Memory { base: Base::Pointer(pointer), offset: 0, len }
        } else {
            self.array_to_range(x, typ, len)
        };
        self.range_elements([key, value], define, of, Operand::Const(len), int, elem, body, label);
    }

    /// An array as it is when a loop over it begins.
    fn array_to_range(&mut self, x: &Expr, typ: RTypeId, len: u64) -> Indexed {
        let unchanged = match self.local_variable(x.unparen()) {
            Some(object) => self.var(object).is_some_and(|var| !var.reassigned && !var.addressed),
            None => false,
        };
        let at = self.locate(x);
        let kind = self.lower.kind(typ);
        if unchanged {
            return self.array_at(at, len);
        }
        if self.lower.size(typ) > LARGE
            && let Some((from, from_offset)) = self.memory(at)
        {
            let copy = self.temp(Kind::Ptr);
            let to = Base::Pointer(Operand::Local(copy));
            self.emit(Inst::New { dst: copy, kind });
            self.emit(Inst::Move { to, to_offset: 0, from, from_offset, kind });
            return Indexed::Memory { base: to, offset: 0, len };
        }
        let value = self.load(at.place, at.typ, None);
        let value = self.freeze(value, kind);
        Indexed::Local { local: self.in_local(value, kind), offset: 0, len }
    }

    fn range_string(
        &mut self,
        [key, value]: [Option<&Expr>; 2],
        define: bool,
        x: &Expr,
        body: &Block,
        label: Option<Name>,
    ) {
        let (int, rune) = (self.lower.basic(Basic::Int), self.lower.basic(Basic::Int32));
        let kind = self.lower.string_kind();
        let string = self.expr(x);
        let string = self.steady(x, string, kind);
        let string = self.in_local(string, kind);
        let len = self.part(string, 8, Kind::I64, None);
        let (at_round, rune_round) =
            (self.round(key, define, int), self.round(value, define, rune));
        let at = self.counter(at_round, Kind::I64);
        let next = self.temp(Kind::I64);
        let blocks = self.loop_blocks();
        self.copy(at, Operand::Const(0));
        self.jump(blocks.test);
        self.start(blocks.body);
        self.loop_body(blocks, label, |func| {
            let mark = func.mark();
            let dst = func.round_dest(rune_round, rune);
            func.emit(Inst::NextRune { rune: dst, next, string, at: Operand::Local(at) });
            func.begin_both([
                (at_round, Operand::Local(at), int),
                (rune_round, Operand::Local(dst), rune),
            ]);
            func.release(mark);
            func.block_stmts(body);
        });
        self.start(blocks.next);
        self.stop_at(self.head);
        self.copy(at, Operand::Local(next));
        self.start(blocks.test);
        let mark = self.mark();
        let more = self.binary(BinOp::Lt, Kind::I64, Operand::Local(at), len, None);
        self.release(mark);
        self.branch(more, blocks.body, blocks.done);
        self.start(blocks.done);
    }

    #[allow(clippy::too_many_arguments)]
    fn range_map(
        &mut self,
        [key, value]: [Option<&Expr>; 2],
        define: bool,
        x: &Expr,
        typ: RTypeId,
        [key_type, value_type]: [RTypeId; 2],
        body: &Block,
        label: Option<Name>,
    ) {
        let map = self.expr(x);
        let iter = self.temp(Kind::Ptr);
        self.emit(Inst::MapIter { iter, map, typ });
        let (key_round, value_round) =
            (self.round(key, define, key_type), self.round(value, define, value_type));
        let wanted = |round: Round| !matches!(round, Round::Drop);
        let key_dst = wanted(key_round).then(|| self.round_dest(key_round, key_type));
        let value_dst = wanted(value_round).then(|| self.round_dest(value_round, value_type));
        let ok = self.temp(Kind::U8);
        let blocks = self.loop_blocks();
        self.jump(blocks.test);
        self.start(blocks.body);
        self.loop_body(blocks, label, |func| {
            let local = |dst: Option<LocalId>| dst.map_or(Operand::Const(0), Operand::Local);
            func.begin_both([
                (key_round, local(key_dst), key_type),
                (value_round, local(value_dst), value_type),
            ]);
            func.block_stmts(body);
        });
        self.start(blocks.next);
        self.stop_at(self.head);
        self.start(blocks.test);
        self.emit(Inst::MapNext { iter, key: key_dst, value: value_dst, ok, typ });
        self.branch(Operand::Local(ok), blocks.body, blocks.done);
        self.start(blocks.done);
    }

    fn range_chan(
        &mut self,
        var: Option<&Expr>,
        define: bool,
        x: &Expr,
        elem: RTypeId,
        body: &Block,
        label: Option<Name>,
    ) {
        let chan = self.expr(x);
        let chan = self.steady(x, chan, Kind::Ptr);
        let kind = self.lower.kind(elem);
        let round = self.round(var, define, elem);
        let dst = self.round_dest(round, elem);
        let ok = self.temp(Kind::U8);
        let blocks = self.loop_blocks();
        self.jump(blocks.test);
        self.start(blocks.body);
        self.loop_body(blocks, label, |func| {
            func.begin_round(round, Operand::Local(dst), elem);
            func.block_stmts(body);
        });
        self.start(blocks.next);
        self.stop_at(self.head);
        self.start(blocks.test);
        self.emit(Inst::Recv { dst: Some(dst), ok: Some(ok), chan, kind });
        self.branch(Operand::Local(ok), blocks.body, blocks.done);
        self.start(blocks.done);
    }
}
