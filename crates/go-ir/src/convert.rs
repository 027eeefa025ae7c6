//! Conversions (spec: Conversions), explicit ones and those that an assignment to an interface brings.

use burrow_go_syntax::ast::Expr;
use burrow_go_types::constant::Constant;
use burrow_go_types::types::Basic;

use crate::code::{Base, Indexed, Inst, LocalId, Operand};
use crate::func::FuncLowering;
use crate::layout::Kind;
use crate::rtype::RTypeId;
use crate::types::Ty;

impl FuncLowering<'_> {
    /// As in gc, the bytes or runes of a constant string have no room behind them; those of others have what the allocation leaves.
    pub fn cut_to_constant(&mut self, arg: &Expr, to: RTypeId, value: Operand) {
        let known =
            self.lower.program.info.types.get(arg.id).and_then(|known| known.value.as_ref());
        let (Some(Constant::String(bytes)), Operand::Local(dst)) = (known, value) else { return };
        let bytes = bytes.clone();
        let Ty::Slice(elem) = self.lower.ty(to) else { return };
        let size = self.lower.size(elem) as u32;
        let runes =
            bytes.utf8_chunks().map(|part| part.valid().chars().count() + part.invalid().len());
        let len = if size == 1 { bytes.len() } else { runes.sum() };
        let (of, len) = (Indexed::Slice(dst), Some(Operand::Const(len as u64)));
        self.emit(Inst::SliceOf { dst, of, size, lo: None, hi: len, max: len });
    }

    /// A value of one type as another one.
    pub fn convert_to(
        &mut self,
        value: Operand,
        from: RTypeId,
        to: RTypeId,
        want: Option<LocalId>,
    ) -> Operand {
        if from == to {
            return value;
        }
        let (source, target) = (self.lower.ty(from), self.lower.ty(to));
        match (source, target) {
            (_, Ty::Interface) => self.as_interface(value, from, to, want),
            (Ty::Basic(a), Ty::Basic(b)) => self.convert_basic(value, (from, a), (to, b), want),
            (Ty::Basic(Basic::String | Basic::UntypedString), Ty::Slice(elem)) => {
                let src = self.local_of(value, from);
                let kind = self.lower.kind(to);
                let bytes = self.lower.size(elem) == 1;
                let dst = self.dest(want, kind);
                self.emit(if bytes {
                    Inst::StringToBytes { dst, src }
                } else {
                    Inst::StringToRunes { dst, src }
                });
                Operand::Local(dst)
            }
            (Ty::Slice(elem), Ty::Basic(Basic::String)) => {
                let src = self.local_of(value, from);
                let kind = self.lower.kind(to);
                let bytes = self.lower.size(elem) == 1;
                let dst = self.dest(want, kind);
                self.emit(if bytes {
                    Inst::BytesToString { dst, src }
                } else {
                    Inst::RunesToString { dst, src }
                });
                Operand::Local(dst)
            }
            (Ty::Slice(_), Ty::Pointer(array)) => {
                let slice = self.local_of(value, from);
                let len = self.array_len(array);
                let dst = self.dest(want, Kind::Ptr);
                self.emit(Inst::SliceToArray { dst, slice, len });
                Operand::Local(dst)
            }
            (Ty::Slice(_), Ty::Array(len, _)) => {
                let slice = self.local_of(value, from);
                let pointer = self.temp(Kind::Ptr);
                self.emit(Inst::SliceToArray { dst: pointer, slice, len });
                let kind = self.lower.kind(to);
                if self.lower.size(to) == 0 {
                    return self.zero(kind, want);
                }
                let dst = self.dest(want, kind);
                self.emit(Inst::Load {
                    dst,
                    base: Base::Pointer(Operand::Local(pointer)),
                    offset: 0,
                    kind,
                });
                Operand::Local(dst)
            }
            // Equal underlying types, pointers, and `unsafe.Pointer` with `uintptr` in between: the same bits. A local of another
            // kind is needed only where the collector must follow it, or no longer.
            _ => {
                let kind = self.lower.kind(to);
                match value {
                    Operand::Local(local) if self.kind_of(local) != kind => {
                        let dst = self.dest(want, kind);
                        self.copy(dst, value);
                        Operand::Local(dst)
                    }
                    same => same,
                }
            }
        }
    }

    fn local_of(&mut self, value: Operand, typ: RTypeId) -> LocalId {
        let kind = self.lower.kind(typ);
        self.in_local(value, kind)
    }

    /// The length of an array type.
    pub fn array_len(&mut self, array: RTypeId) -> u64 {
        match self.lower.ty(array) {
            Ty::Array(len, _) => len,
            _ => 0,
        }
    }

    fn as_interface(
        &mut self,
        src: Operand,
        from: RTypeId,
        to: RTypeId,
        want: Option<LocalId>,
    ) -> Operand {
        let kind = self.lower.kind(to);
        if !self.lower.is_interface(from) {
            let iface = (!self.lower.is_empty_interface(to)).then_some(to);
            let dst = self.dest(want, kind);
            self.emit(Inst::MakeInterface { dst, src, typ: from, iface });
            return Operand::Local(dst);
        }
        let (a, b) = (self.lower.underlying(from), self.lower.underlying(to));
        if a == b {
            return src;
        }
        let src = self.in_local(src, kind);
        let dst = self.dest(want, kind);
        self.emit(Inst::AssertInterface { dst, ok: None, src, from, to, checked: false });
        Operand::Local(dst)
    }

    fn convert_basic(
        &mut self,
        value: Operand,
        (from, a): (RTypeId, Basic),
        (to, b): (RTypeId, Basic),
        want: Option<LocalId>,
    ) -> Operand {
        let is_string = |basic| matches!(basic, Basic::String | Basic::UntypedString);
        if is_string(b) {
            if is_string(a) {
                return value;
            }
            let kind = self.lower.kind(to);
            // As an unsigned number, so that large ones become U+FFFD.
            let dst = self.dest(want, kind);
            self.emit(Inst::RuneToString { dst, src: value });
            return Operand::Local(dst);
        }
        if self.is_complex(to) {
            return self.convert_complex(value, from, to, want);
        }
        let (from, to) = (self.lower.kind(from), self.lower.kind(to));
        self.convert_scalar(value, from, to, want)
    }

    /// A number as a number of another kind.
    pub fn convert_scalar(
        &mut self,
        value: Operand,
        from: Kind,
        to: Kind,
        want: Option<LocalId>,
    ) -> Operand {
        if same_word(from, to) {
            return value;
        }
        if (from == Kind::Ptr) != (to == Kind::Ptr) {
            let dst = self.dest(want, to);
            self.copy(dst, value);
            return Operand::Local(dst);
        }
        let src = Operand::Local(self.in_local(value, from));
        let dst = self.dest(want, to);
        self.emit(Inst::Convert { from, to, dst, src });
        Operand::Local(dst)
    }
}

/// Whether every value of the first kind is the same word as the same value of the second kind.
pub(crate) fn same_word(from: Kind, to: Kind) -> bool {
    let Some((a, a_signed)) = integer(from) else { return from == to };
    let Some((b, b_signed)) = integer(to) else { return false };
    match (a_signed, b_signed) {
        _ if b == 8 => true,
        (true, true) | (false, false) => a <= b,
        (false, true) => a < b,
        (true, false) => false,
    }
}

/// Size and signedness of an integer kind.
fn integer(kind: Kind) -> Option<(u64, bool)> {
    let signed = match kind {
        Kind::I8 | Kind::I16 | Kind::I32 | Kind::I64 => true,
        Kind::U8 | Kind::U16 | Kind::U32 | Kind::U64 => false,
        _ => return None,
    };
    Some((kind.scalar_size()?, signed))
}
