//! Comparisons of every type (spec: Comparison operators).

use burrow_go_syntax::ast::{BinaryOp, Expr};
use burrow_go_types::info::Mode;
use burrow_go_types::types::Basic;

use crate::code::{BinOp, Inst, LocalId, Operand, UnOp};
use crate::func::FuncLowering;
use crate::layout::Kind;
use crate::operator::operation;
use crate::place::{Located, Place};
use crate::rtype::RTypeId;
use crate::types::Ty;

/// Structs with at most so many scalar fields are compared field by field.
const FEW_FIELDS: usize = 4;

impl FuncLowering<'_> {
    /// A comparison as a value.
    pub fn comparison(
        &mut self,
        op: BinaryOp,
        x: &Expr,
        y: &Expr,
        want: Option<LocalId>,
    ) -> Operand {
        let mark = self.mark();
        let value = match op {
            BinaryOp::Eq => self.equal(x, y, None),
            BinaryOp::Ne => {
                let typ = self.type_of(x);
                let other = self.type_of(y);
                if typ == other && self.is_scalar(typ) {
                    self.settle(&[x, y]);
                    let (a, b) = (self.expr(x), self.expr(y));
                    let kind = self.lower.kind(typ);
                    self.binary(BinOp::Ne, kind, a, b, None)
                } else {
                    let equal = self.equal(x, y, None);
                    match equal {
                        Operand::Const(value) => Operand::Const(1 - value),
                        local => self.unary(UnOp::Not, Kind::U8, local, None),
                    }
                }
            }
            _ => self.ordered(op, x, y),
        };
        // The operands are not needed any more: the result may take the place of one.
        self.release_but(mark, value);
        match want {
            Some(dst) if self.kind_of(dst) == Kind::U8 => {
                self.redirect(value, dst);
                Operand::Local(dst)
            }
            _ => value,
        }
    }

    fn is_scalar(&mut self, typ: RTypeId) -> bool {
        !matches!(self.lower.kind(typ), Kind::Aggregate(_))
    }

    fn ordered(&mut self, op: BinaryOp, x: &Expr, y: &Expr) -> Operand {
        let Some(op) = operation(op) else { return Operand::Const(0) };
        let typ = self.type_of(x);
        self.settle(&[x, y]);
        if self.lower.is_string(typ) {
            let kind = self.lower.kind(typ);
            let (a, b) = (self.looked_at(x), self.looked_at(y));
            let (a, b) = (self.in_local(a, kind), self.in_local(b, kind));
            let dst = self.temp(Kind::U8);
            self.emit(Inst::CompareStrings { op, dst, a, b });
            return Operand::Local(dst);
        }
        let (a, b) = (self.expr(x), self.expr(y));
        let kind = self.lower.kind(typ);
        self.binary(op, kind, a, b, None)
    }

    /// `x == y`.
    pub fn equal(&mut self, x: &Expr, y: &Expr, want: Option<LocalId>) -> Operand {
        if self.mode(y) == Mode::Nil {
            return self.is_nil(x);
        }
        if self.mode(x) == Mode::Nil {
            return self.is_nil(y);
        }
        if self.is_empty_string(y) {
            return self.is_empty(x);
        }
        if self.is_empty_string(x) {
            return self.is_empty(y);
        }
        let (a_type, b_type) = (self.type_of(x), self.type_of(y));
        self.settle(&[x, y]);
        let (a, b) = (self.looked_at(x), self.looked_at(y));
        self.equal_operands(a, a_type, b, b_type, want)
    }

    /// Whether two values are equal, of which one may have to be converted to the other's interface type.
    pub fn equal_operands(
        &mut self,
        a: Operand,
        a_type: RTypeId,
        b: Operand,
        b_type: RTypeId,
        want: Option<LocalId>,
    ) -> Operand {
        match (self.lower.is_interface(a_type), self.lower.is_interface(b_type)) {
            (true, false) => self.equal_mixed(a, a_type, b, b_type),
            (false, true) => self.equal_mixed(b, b_type, a, a_type),
            (true, true) => self.equal_interfaces(a, a_type, b, b_type, want),
            (false, false) => self.equal_values(a, b, a_type, want),
        }
    }

    /// Whether it is the constant string without bytes.
    pub fn is_empty_string(&self, expr: &Expr) -> bool {
        let value =
            self.lower.program.info.types.get(expr.id).and_then(|known| known.value.as_ref());
        value.is_some_and(
            |value| matches!(value, burrow_go_types::constant::Constant::String(bytes) if bytes.is_empty()),
        )
    }

    fn is_empty(&mut self, x: &Expr) -> Operand {
        let typ = self.type_of(x);
        if !self.lower.is_string(typ) {
            let value = self.expr(x);
            let empty = self.string(&[], None);
            let string = self.lower.basic(Basic::String);
            return self.equal_mixed(value, typ, empty, string);
        }
        let at = self.locate(x);
        let len = self.load_part(at.place, typ, 8, Kind::I64);
        self.binary(BinOp::Eq, Kind::I64, len, Operand::Const(0), None)
    }

    fn is_nil(&mut self, x: &Expr) -> Operand {
        if self.mode(x) == Mode::Nil {
            return Operand::Const(1);
        }
        let typ = self.type_of(x);
        let (word, kind) = match self.lower.ty(typ) {
            Ty::Interface => {
                let at = self.locate(x);
                (self.load_part(at.place, typ, 0, Kind::U64), Kind::U64)
            }
            Ty::Slice(_) => {
                let at = self.locate(x);
                (self.load_part(at.place, typ, 0, Kind::Ptr), Kind::Ptr)
            }
            _ => (self.expr(x), Kind::Ptr),
        };
        self.binary(BinOp::Eq, kind, word, Operand::Const(0), None)
    }

    /// A word of a string, slice or interface in a place, without the others.
    pub fn load_part(&mut self, place: Place, typ: RTypeId, offset: u32, kind: Kind) -> Operand {
        let at = self.out_of_map(Located { place, typ });
        self.load_kind(at.place.part(offset), kind, None)
    }

    /// An interface value and one of another type: equal if it holds an equal value of this type.
    fn equal_mixed(
        &mut self,
        iface: Operand,
        from: RTypeId,
        value: Operand,
        typ: RTypeId,
    ) -> Operand {
        let (iface_kind, kind) = (self.lower.kind(from), self.lower.kind(typ));
        let src = self.in_local(iface, iface_kind);
        let (held, ok) = (self.temp(kind), self.temp(Kind::U8));
        self.emit(Inst::AssertType { dst: Some(held), ok: Some(ok), src, from, to: typ });
        let equal = self.equal_values(Operand::Local(held), value, typ, None);
        if equal == Operand::Const(1) {
            return Operand::Local(ok);
        }
        self.binary(BinOp::And, Kind::U8, Operand::Local(ok), equal, None)
    }

    fn equal_interfaces(
        &mut self,
        a: Operand,
        a_type: RTypeId,
        b: Operand,
        b_type: RTypeId,
        want: Option<LocalId>,
    ) -> Operand {
        let kind = self.lower.interface_kind();
        let (a, b) = (self.in_local(a, kind), self.in_local(b, kind));
        let (a_empty, b_empty) =
            (self.lower.is_empty_interface(a_type), self.lower.is_empty_interface(b_type));
        let dst = self.dest(want, Kind::U8);
        self.emit(Inst::EqualInterfaces { dst, a, b, a_empty, b_empty });
        Operand::Local(dst)
    }

    /// Whether two values of a type are equal.
    pub fn equal_values(
        &mut self,
        a: Operand,
        b: Operand,
        typ: RTypeId,
        want: Option<LocalId>,
    ) -> Operand {
        let kind = self.lower.kind(typ);
        let ty = self.lower.ty(typ);
        if !matches!(kind, Kind::Aggregate(_)) {
            return self.binary(BinOp::Eq, kind, a, b, want);
        }
        let (a, b) = (self.in_local(a, kind), self.in_local(b, kind));
        match ty {
            Ty::Basic(Basic::String | Basic::UntypedString) => {
                let dst = self.dest(want, Kind::U8);
                self.emit(Inst::CompareStrings { op: BinOp::Eq, dst, a, b });
                Operand::Local(dst)
            }
            Ty::Interface => {
                self.equal_interfaces(Operand::Local(a), typ, Operand::Local(b), typ, want)
            }
            Ty::Basic(_) => {
                let part = self.part_kind(typ);
                let (ar, ai) = self.parts(Operand::Local(a), part, typ);
                let (br, bi) = self.parts(Operand::Local(b), part, typ);
                let re = self.binary(BinOp::Eq, part, ar, br, None);
                let im = self.binary(BinOp::Eq, part, ai, bi, None);
                self.binary(BinOp::And, Kind::U8, re, im, want)
            }
            _ if self.lower.size(typ) == 0 => Operand::Const(1),
            _ => match self.scalar_fields(typ) {
                Some(fields) => self.equal_fields(a, b, &fields),
                None => {
                    let dst = self.dest(want, Kind::U8);
                    self.emit(Inst::Equal { dst, a, b, typ });
                    Operand::Local(dst)
                }
            },
        }
    }

    /// Places and kinds of the fields of a struct that has few of them, all scalars.
    fn scalar_fields(&mut self, typ: RTypeId) -> Option<Vec<(u32, Kind)>> {
        if self.lower.ty(typ) != Ty::Struct {
            return None;
        }
        let mut fields = Vec::new();
        for field in self.lower.fields(typ).iter() {
            let kind = self.lower.kind(field.typ);
            if matches!(kind, Kind::Aggregate(_)) || fields.len() == FEW_FIELDS {
                return None;
            }
            if !field.name.is_blank() {
                fields.push((field.offset, kind));
            }
        }
        Some(fields)
    }

    fn equal_fields(&mut self, a: LocalId, b: LocalId, fields: &[(u32, Kind)]) -> Operand {
        let mut all = Operand::Const(1);
        for &(offset, kind) in fields {
            let (x, y) = (self.part(a, offset, kind, None), self.part(b, offset, kind, None));
            let equal = self.binary(BinOp::Eq, kind, x, y, None);
            all = match all {
                Operand::Const(_) => equal,
                before => self.binary(BinOp::And, Kind::U8, before, equal, None),
            };
        }
        all
    }
}
