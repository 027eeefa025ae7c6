//! Predeclared functions, those of package `unsafe` included.

use burrow_go_syntax::ast::{BinaryOp, Expr};
use burrow_go_types::info::Mode;
use burrow_go_types::objects::Builtin;
use burrow_go_types::types::Basic;

use crate::code::{BinOp, Callee, Inst, LocalId, Operand, Terminator};
use crate::func::FuncLowering;
use crate::layout::Kind;
use crate::place::Place;
use crate::rtype::RTypeId;
use crate::types::Ty;

impl FuncLowering<'_> {
    /// A call of a predeclared function.
    pub fn builtin(
        &mut self,
        expr: &Expr,
        builtin: Builtin,
        args: &[Expr],
        spread: bool,
        want: Option<LocalId>,
    ) -> Operand {
        let mark = self.mark();
        let value = self.builtin_value(expr, builtin, args, spread, want);
        self.release_but(mark, value);
        value
    }

    fn builtin_value(
        &mut self,
        expr: &Expr,
        builtin: Builtin,
        args: &[Expr],
        spread: bool,
        want: Option<LocalId>,
    ) -> Operand {
        if let [call] = args
            && let typ = self.type_of(call)
            && self.lower.tuple(typ).len() > 1
        {
            let values = self.multi(call);
            return self.builtin_on(expr, builtin, &values, want);
        }
        match (builtin, args) {
            (Builtin::Len, [x]) => self.len(x, want),
            (Builtin::Cap, [x]) => self.cap(x, want),
            (Builtin::Append, [slice, rest @ ..]) => self.append(expr, slice, rest, spread, want),
            (Builtin::Make, [_, sizes @ ..]) => self.make(expr, sizes, want),
            (Builtin::New, [x]) => self.new_value(expr, x, want),
            (Builtin::Complex, [re, im]) => self.make_complex(expr, re, im, want),
            (Builtin::Real, [x]) => self.complex_part(x, 0, want),
            (Builtin::Imag, [x]) => self.complex_part(x, 1, want),
            (Builtin::Min | Builtin::Max, _) => self.extreme(expr, builtin == Builtin::Max, args),
            (Builtin::UnsafeAdd, [pointer, offset]) => {
                self.settle(&[pointer, offset]);
                let pointer = self.expr(pointer);
                let offset = self.expr(offset);
                self.add_to_pointer(pointer, offset, want)
            }
            (Builtin::UnsafeSlice, [pointer, len]) => self.unsafe_slice(expr, pointer, len, want),
            (Builtin::UnsafeString, [pointer, len]) => self.unsafe_string(pointer, len, want),
            (Builtin::UnsafeSliceData | Builtin::UnsafeStringData, [x]) => {
                let at = self.locate(x);
                self.load_part(at.place, at.typ, 0, Kind::Ptr)
            }
            (Builtin::UnsafeSizeof, [x]) => {
                let typ = self.type_of(x);
                Operand::Const(self.lower.size(typ))
            }
            (Builtin::UnsafeAlignof, [x]) => {
                let typ = self.type_of(x);
                Operand::Const(self.lower.measure(typ).align)
            }
            (Builtin::UnsafeOffsetof, [x]) => self.offset_of(x),
            _ => {
                let operands = self.effect_operands(builtin, args);
                let values: Vec<Operand> = operands.iter().map(|&(value, _)| value).collect();
                let types: Vec<RTypeId> = operands.iter().map(|&(_, typ)| typ).collect();
                self.effect(builtin, &values, &types, want)
            }
        }
    }

    /// A predeclared function whose arguments are the results of one call.
    fn builtin_on(
        &mut self,
        expr: &Expr,
        builtin: Builtin,
        values: &[(Operand, RTypeId)],
        want: Option<LocalId>,
    ) -> Operand {
        let typ = self.type_of(expr);
        match (builtin, values) {
            (Builtin::Append, &[(slice, from), ref rest @ ..]) => {
                let kind = self.lower.kind(typ);
                let Ty::Slice(elem) = self.lower.ty(typ) else { return self.zero(kind, want) };
                let slice = self.convert_to(slice, from, typ, None);
                let slice = self.in_local(slice, kind);
                let values = rest
                    .iter()
                    .map(|&(value, from)| self.convert_to(value, from, elem, None))
                    .collect();
                let dst = self.dest(want, kind);
                self.emit(Inst::Append { dst, slice, elem, values });
                Operand::Local(dst)
            }
            (Builtin::Complex, &[(re, _), (im, _)]) => self.complex_of(typ, re, im, want),
            (Builtin::Min | Builtin::Max, _) => {
                let values: Vec<Operand> = values.iter().map(|&(value, _)| value).collect();
                self.extreme_of(typ, builtin == Builtin::Max, &values)
            }
            (Builtin::UnsafeAdd, &[(pointer, _), (offset, _)]) => {
                self.add_to_pointer(pointer, offset, want)
            }
            (Builtin::Delete, &[(map, map_type), (key, from)]) => {
                let to = self.map_key(map_type);
                let key = self.convert_to(key, from, to, None);
                self.effect(builtin, &[map, key], &[map_type, to], want)
            }
            _ => {
                let types: Vec<RTypeId> = values.iter().map(|&(_, typ)| typ).collect();
                let values: Vec<Operand> = values.iter().map(|&(value, _)| value).collect();
                self.effect(builtin, &values, &types, want)
            }
        }
    }

    /// The type of a map's keys.
    fn map_key(&mut self, map: RTypeId) -> RTypeId {
        match self.lower.ty(map) {
            Ty::Map(key, _) => key,
            _ => map,
        }
    }

    fn add_to_pointer(
        &mut self,
        pointer: Operand,
        offset: Operand,
        want: Option<LocalId>,
    ) -> Operand {
        let dst = self.dest(want, Kind::Ptr);
        self.emit(Inst::Binary { op: BinOp::Add, kind: Kind::U64, dst, a: pointer, b: offset });
        Operand::Local(dst)
    }

    /// The arguments of a predeclared function that can be a statement, as [`FuncLowering::effect`] takes them.
    pub fn effect_operands(&mut self, builtin: Builtin, args: &[Expr]) -> Vec<(Operand, RTypeId)> {
        self.settle(&args.iter().collect::<Vec<_>>());
        let mut operands = Vec::with_capacity(args.len());
        for (index, arg) in args.iter().enumerate() {
            let to = match (builtin, index) {
                (Builtin::Panic, _) => self.lower.any(),
                (Builtin::Delete, 1) => {
                    let map = self.type_of(&args[0]);
                    self.map_key(map)
                }
                _ if self.mode(arg) == Mode::Nil => self.lower.basic(Basic::UnsafePointer),
                _ => self.type_of(arg),
            };
            operands.push((self.expr_as(arg, to, None), to));
        }
        operands
    }

    /// A predeclared function that can be a statement, on arguments that are evaluated.
    pub fn effect(
        &mut self,
        builtin: Builtin,
        values: &[Operand],
        types: &[RTypeId],
        want: Option<LocalId>,
    ) -> Operand {
        match (builtin, values) {
            (Builtin::Clear, &[x]) => match self.lower.ty(types[0]) {
                Ty::Map(..) => self.emit(Inst::MapClear { map: x, typ: types[0] }),
                Ty::Slice(elem) => {
                    let size = self.lower.size(elem) as u32;
                    let slice = self.local_for(x, types[0]);
                    self.emit(Inst::ClearSlice { slice, size });
                }
                _ => {}
            },
            (Builtin::Close, &[chan]) => self.emit(Inst::Close { chan }),
            (Builtin::Copy, &[to, from]) => {
                let size = match self.lower.ty(types[0]) {
                    Ty::Slice(elem) => self.lower.size(elem) as u32,
                    _ => 1,
                };
                let (to, from) = (self.local_for(to, types[0]), self.local_for(from, types[1]));
                let dst = self.dest(want, Kind::I64);
                self.emit(Inst::CopySlice { dst: Some(dst), to, from, size });
                return Operand::Local(dst);
            }
            (Builtin::Delete, &[map, key]) => {
                self.emit(Inst::MapDelete { map, key, typ: types[0] })
            }
            (Builtin::Panic, &[value]) => {
                let src = self.local_for(value, types[0]);
                self.emit(Inst::Panic { src });
                self.end(Terminator::Unreachable);
            }
            (Builtin::Print | Builtin::Println, _) => {
                self.print(builtin == Builtin::Println, values, types)
            }
            (Builtin::Recover, _) => {
                let kind = self.lower.interface_kind();
                let dst = self.dest(want, kind);
                self.emit(Inst::Recover { dst });
                return Operand::Local(dst);
            }
            _ => {}
        }
        Operand::Const(0)
    }

    fn local_for(&mut self, value: Operand, typ: RTypeId) -> LocalId {
        let kind = self.lower.kind(typ);
        self.in_local(value, kind)
    }

    fn print(&mut self, line: bool, values: &[Operand], types: &[RTypeId]) {
        for (index, (&src, &typ)) in values.iter().zip(types).enumerate() {
            if line && index > 0 {
                self.emit(Inst::PrintText { text: " ".into() });
            }
            self.emit(Inst::Print { src, typ });
        }
        if line {
            self.emit(Inst::PrintText { text: "\n".into() });
        }
    }

    fn len(&mut self, x: &Expr, want: Option<LocalId>) -> Operand {
        let typ = self.type_of(x);
        match self.lower.ty(typ) {
            Ty::Map(..) => {
                let map = self.expr(x);
                let dst = self.dest(want, Kind::I64);
                self.emit(Inst::MapLen { dst, map });
                Operand::Local(dst)
            }
            Ty::Chan(..) => {
                let chan = self.expr(x);
                let dst = self.dest(want, Kind::I64);
                self.emit(Inst::ChanLen { dst, chan });
                Operand::Local(dst)
            }
            Ty::Array(..) | Ty::Pointer(_) => self.array_length(x, typ),
            _ => self.header_word(x, 8, want),
        }
    }

    fn cap(&mut self, x: &Expr, want: Option<LocalId>) -> Operand {
        let typ = self.type_of(x);
        match self.lower.ty(typ) {
            Ty::Chan(..) => {
                let chan = self.expr(x);
                let dst = self.dest(want, Kind::I64);
                self.emit(Inst::ChanCap { dst, chan });
                Operand::Local(dst)
            }
            Ty::Array(..) | Ty::Pointer(_) => self.array_length(x, typ),
            _ => self.header_word(x, 16, want),
        }
    }

    /// The length of an array that is the result of a call, or of type parameter type.
    fn array_length(&mut self, x: &Expr, typ: RTypeId) -> Operand {
        if self.has_call(x) {
            self.expr(x);
        }
        let array = self.lower.pointee(typ).unwrap_or(typ);
        Operand::Const(self.array_len(array))
    }

    /// Length or capacity in the header of a string or slice.
    fn header_word(&mut self, x: &Expr, offset: u32, want: Option<LocalId>) -> Operand {
        let at = self.locate(x);
        match at.place {
            Place::Map { .. } => self.load_part(at.place, at.typ, offset, Kind::I64),
            place => self.load_kind(place.part(offset), Kind::I64, want),
        }
    }

    fn append(
        &mut self,
        expr: &Expr,
        slice: &Expr,
        rest: &[Expr],
        spread: bool,
        want: Option<LocalId>,
    ) -> Operand {
        let typ = self.type_of(expr);
        let kind = self.lower.kind(typ);
        let Ty::Slice(elem) = self.lower.ty(typ) else { return self.zero(kind, want) };
        let mut operands = vec![slice];
        operands.extend(rest);
        self.settle(&operands);
        let start = self.expr_as(slice, typ, None);
        let start = self.in_local(start, kind);
        match rest {
            [] => Operand::Local(start),
            [other] if spread => {
                if self.mode(other) == Mode::Nil {
                    return Operand::Local(start);
                }
                let other = self.expr_in_local(other);
                let dst = self.dest(want, kind);
                self.emit(Inst::AppendSlice { dst, slice: start, elem, other });
                Operand::Local(dst)
            }
            _ => {
                let values = rest.iter().map(|value| self.expr_as(value, elem, None)).collect();
                let dst = self.dest(want, kind);
                self.emit(Inst::Append { dst, slice: start, elem, values });
                Operand::Local(dst)
            }
        }
    }

    fn make(&mut self, expr: &Expr, sizes: &[Expr], want: Option<LocalId>) -> Operand {
        let typ = self.type_of(expr);
        self.settle(&sizes.iter().collect::<Vec<_>>());
        let mut bounds = Vec::with_capacity(sizes.len());
        for size in sizes {
            bounds.push(self.index(size));
        }
        let first = bounds.first().copied().unwrap_or(Operand::Const(0));
        match self.lower.ty(typ) {
            Ty::Slice(elem) => {
                let kind = self.lower.kind(typ);
                let cap = bounds.get(1).copied().unwrap_or(first);
                let dst = self.dest(want, kind);
                self.emit(Inst::MakeSlice { dst, elem, len: first, cap });
                Operand::Local(dst)
            }
            Ty::Map(..) => {
                let dst = self.dest(want, Kind::Ptr);
                self.emit(Inst::MakeMap { dst, typ, hint: first });
                Operand::Local(dst)
            }
            _ => {
                let dst = self.dest(want, Kind::Ptr);
                self.emit(Inst::MakeChan { dst, typ, size: first });
                Operand::Local(dst)
            }
        }
    }

    /// `new(T)` and `new(value)`.
    fn new_value(&mut self, expr: &Expr, x: &Expr, want: Option<LocalId>) -> Operand {
        let pointer = self.type_of(expr);
        let typ = self.lower.pointee(pointer).unwrap_or(pointer);
        let dst = self.early_dest(want, Kind::Ptr);
        if self.mode(x) == Mode::Type {
            let kind = self.lower.kind(typ);
            self.emit(Inst::New { dst, kind });
        } else {
            self.new_box_from(dst, typ, x);
        }
        Operand::Local(dst)
    }

    fn make_complex(
        &mut self,
        expr: &Expr,
        re: &Expr,
        im: &Expr,
        want: Option<LocalId>,
    ) -> Operand {
        let typ = self.type_of(expr);
        let part = self.part_kind(typ);
        self.settle(&[re, im]);
        let (re, im) = (self.float_operand(re, part), self.float_operand(im, part));
        self.complex_of(typ, re, im, want)
    }

    fn complex_of(
        &mut self,
        typ: RTypeId,
        re: Operand,
        im: Operand,
        want: Option<LocalId>,
    ) -> Operand {
        let part = self.part_kind(typ);
        let kind = self.lower.kind(typ);
        let dst = self.early_dest(want, kind);
        self.set_parts(dst, part, re, im);
        Operand::Local(dst)
    }

    /// A part of a complex number: a constant may still have the type that it is written with.
    fn float_operand(&mut self, x: &Expr, part: Kind) -> Operand {
        if let Some(value) =
            self.lower.program.info.types.get(x.id).and_then(|known| known.value.clone())
        {
            return Operand::Const(crate::constant::bits(&value, part));
        }
        self.expr(x)
    }

    fn complex_part(&mut self, x: &Expr, which: u32, want: Option<LocalId>) -> Operand {
        let typ = self.type_of(x);
        let part = self.part_kind(typ);
        let at = self.locate(x);
        let size = part.scalar_size().unwrap_or(8) as u32;
        match at.place {
            Place::Map { .. } => self.load_part(at.place, at.typ, which * size, part),
            place => self.load_kind(place.part(which * size), part, want),
        }
    }

    /// `min` and `max`: NaN if any operand is, and -0 is less than 0.
    fn extreme(&mut self, expr: &Expr, max: bool, args: &[Expr]) -> Operand {
        let typ = self.type_of(expr);
        self.settle(&args.iter().collect::<Vec<_>>());
        let values: Vec<Operand> = args.iter().map(|arg| self.expr_as(arg, typ, None)).collect();
        self.extreme_of(typ, max, &values)
    }

    fn extreme_of(&mut self, typ: RTypeId, max: bool, values: &[Operand]) -> Operand {
        let kind = self.lower.kind(typ);
        let Some((&first, rest)) = values.split_first() else { return self.zero(kind, None) };
        let dst = self.temp(kind);
        self.copy(dst, first);
        for &value in rest {
            self.keep_extreme(max, typ, kind, dst, value);
        }
        Operand::Local(dst)
    }

    fn keep_extreme(&mut self, max: bool, typ: RTypeId, kind: Kind, best: LocalId, value: Operand) {
        let (take, done) = (self.block(), self.block());
        let best_value = Operand::Local(best);
        if self.lower.is_string(typ) {
            let value = self.in_local(value, kind);
            let op = if max { BinOp::Gt } else { BinOp::Lt };
            let better = self.temp(Kind::U8);
            self.emit(Inst::CompareStrings { op, dst: better, a: value, b: best });
            self.branch(Operand::Local(better), take, done);
        } else {
            let op = if max { BinOp::Gt } else { BinOp::Lt };
            if matches!(kind, Kind::F32 | Kind::F64) {
                let (number, other, equal) = (self.block(), self.block(), self.block());
                let is_nan = self.binary(BinOp::Ne, kind, best_value, best_value, None);
                self.branch(is_nan, done, number);
                self.start(number);
                // Both ways from here read it, so it is made before they part.
                let a = Operand::Local(self.in_local(value, kind));
                let zeros = self.binary(BinOp::Eq, kind, best_value, a, None);
                self.branch(zeros, equal, other);
                self.start(equal);
                // Equal numbers have the same bits, but for the two zeros: the sign bits decide.
                let word = if kind == Kind::F32 { Kind::U32 } else { Kind::U64 };
                let mine = self.temp(word);
                self.emit(Inst::Unary {
                    op: crate::code::UnOp::Bits,
                    kind,
                    dst: mine,
                    a: best_value,
                });
                let theirs = self.temp(word);
                self.emit(Inst::Unary { op: crate::code::UnOp::Bits, kind, dst: theirs, a });
                let op = if max { BinOp::And } else { BinOp::Or };
                let both =
                    self.binary(op, word, Operand::Local(mine), Operand::Local(theirs), None);
                self.emit(Inst::Unary {
                    op: crate::code::UnOp::Bits,
                    kind: word,
                    dst: best,
                    a: both,
                });
                self.jump(done);
                self.start(other);
                let value_is_nan = self.binary(BinOp::Ne, kind, a, a, None);
                let compare = self.block();
                self.branch(value_is_nan, take, compare);
                self.start(compare);
            }
            let better = self.binary(op, kind, value, best_value, None);
            self.branch(better, take, done);
        }
        self.start(take);
        self.copy(best, value);
        self.start(done);
    }

    fn unsafe_slice(
        &mut self,
        expr: &Expr,
        pointer: &Expr,
        len: &Expr,
        want: Option<LocalId>,
    ) -> Operand {
        let typ = self.type_of(expr);
        let kind = self.lower.kind(typ);
        let Ty::Slice(elem) = self.lower.ty(typ) else { return self.zero(kind, want) };
        let size = self.lower.size(elem);
        self.settle(&[pointer, len]);
        let pointer = self.expr(pointer);
        let len = self.index(len);
        self.check_unsafe(pointer, len, size, "panicunsafeslicelen", "panicunsafeslicenilptr");
        let dst = self.early_dest(want, kind);
        self.emit(Inst::SetPart { dst, offset: 0, src: pointer, kind: Kind::Ptr });
        self.emit(Inst::SetPart { dst, offset: 8, src: len, kind: Kind::I64 });
        self.emit(Inst::SetPart { dst, offset: 16, src: len, kind: Kind::I64 });
        Operand::Local(dst)
    }

    fn unsafe_string(&mut self, pointer: &Expr, len: &Expr, want: Option<LocalId>) -> Operand {
        let kind = self.lower.string_kind();
        self.settle(&[pointer, len]);
        let pointer = self.expr(pointer);
        let len = self.index(len);
        self.check_unsafe(pointer, len, 1, "panicunsafestringlen", "panicunsafestringnilptr");
        let dst = self.early_dest(want, kind);
        self.emit(Inst::SetPart { dst, offset: 0, src: pointer, kind: Kind::Ptr });
        self.emit(Inst::SetPart { dst, offset: 8, src: len, kind: Kind::I64 });
        Operand::Local(dst)
    }

    /// Panics if a pointer and a length make no slice: too long (or negative), or nil with a length.
    fn check_unsafe(
        &mut self,
        pointer: Operand,
        len: Operand,
        size: u64,
        bad_len: &str,
        bad_nil: &str,
    ) {
        let (fits, bad, is_nil, too_long, fine) =
            (self.block(), self.block(), self.block(), self.block(), self.block());
        let most = (i64::MAX as u64).checked_div(size).unwrap_or(i64::MAX as u64);
        let short = self.binary(BinOp::Le, Kind::U64, len, Operand::Const(most), None);
        self.branch(short, fits, too_long);
        self.start(fits);
        // From the pointer to the end of all memory; nothing, for nil.
        let room = self.binary(BinOp::Sub, Kind::U64, Operand::Const(0), pointer, None);
        let bytes = self.binary(BinOp::Mul, Kind::U64, len, Operand::Const(size.max(1)), None);
        let inside = self.binary(BinOp::Le, Kind::U64, bytes, room, None);
        self.branch(inside, fine, bad);
        self.start(bad);
        let nil = self.binary(BinOp::Eq, Kind::Ptr, pointer, Operand::Const(0), None);
        self.branch(nil, is_nil, too_long);
        self.start(is_nil);
        self.call_runtime(bad_nil, Vec::new());
        self.end(Terminator::Unreachable);
        self.start(too_long);
        self.call_runtime(bad_len, Vec::new());
        self.end(Terminator::Unreachable);
        self.start(fine);
    }

    /// Calls a function of package `runtime` that has no results.
    pub fn call_runtime(&mut self, name: &str, args: Vec<Operand>) {
        if let Some(func) = self.runtime(name) {
            self.emit(Inst::Call { callee: Callee::Static(func), args, results: Vec::new() });
        }
    }

    /// `unsafe.Offsetof(x.f)` in generic code.
    fn offset_of(&mut self, x: &Expr) -> Operand {
        let Some(selection) = self.lower.program.info.selections.get(x.unparen().id) else {
            return Operand::Const(0);
        };
        let (path, recv, env) = (selection.path.clone(), selection.recv, self.env.clone());
        let mut typ = self.lower.typ(recv, &env);
        typ = self.lower.pointee(typ).unwrap_or(typ);
        let mut offset = 0;
        for &index in path.iter() {
            let fields = self.lower.fields(typ);
            let Some(field) = fields.get(index) else { break };
            offset += field.offset;
            typ = field.typ;
        }
        Operand::Const(u64::from(offset))
    }

    /// `x op= y` on values.
    pub fn apply(
        &mut self,
        op: BinaryOp,
        typ: RTypeId,
        a: Operand,
        y: Operand,
        want: Option<LocalId>,
    ) -> Operand {
        match op {
            BinaryOp::Shl | BinaryOp::Shr => self.shift(op, typ, a, y, want),
            _ => self.arithmetic(op, typ, a, y, want),
        }
    }
}
