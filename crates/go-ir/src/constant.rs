//! Constants: as operands (the bits of a scalar as a local holds them), as locals, and as bytes in memory.

use burrow_go_types::constant::Constant;
use burrow_go_types::types::Basic;

use crate::code::{Inst, LocalId, Operand};
use crate::func::FuncLowering;
use crate::layout::Kind;
use crate::rtype::RTypeId;
use crate::types::Ty;

/// The bits of a number of a scalar kind.
pub(crate) fn bits(value: &Constant, kind: Kind) -> u64 {
    match (kind, value) {
        (_, Constant::Bool(value)) => u64::from(*value),
        (Kind::F32, _) => u64::from(value.real().as_f32().to_bits()),
        (Kind::F64, _) => value.real().as_f64().to_bits(),
        _ => {
            let value = value.real();
            let word =
                value.as_i64().map(|value| value as u64).or_else(|| value.as_u64()).unwrap_or(0);
            truncate(word, kind)
        }
    }
}

/// The word that a local of an integer kind holds for the low bits of `word`.
pub(crate) fn truncate(word: u64, kind: Kind) -> u64 {
    match kind {
        Kind::I8 => word as i8 as u64,
        Kind::I16 => word as i16 as u64,
        Kind::I32 => word as i32 as u64,
        Kind::U8 => u64::from(word as u8),
        Kind::U16 => u64::from(word as u16),
        Kind::U32 => u64::from(word as u32),
        _ => word,
    }
}

impl FuncLowering<'_> {
    /// A constant of a type. In an instance of generic code the type may be of another kind than the constant is written.
    pub fn constant(&mut self, value: &Constant, typ: RTypeId, want: Option<LocalId>) -> Operand {
        match self.lower.ty(typ) {
            Ty::Basic(Basic::String | Basic::UntypedString) => self.string(value.as_bytes(), want),
            Ty::Basic(Basic::Complex64) => self.complex_constant(value, Kind::F32, typ, want),
            Ty::Basic(Basic::Complex128 | Basic::UntypedComplex) => {
                self.complex_constant(value, Kind::F64, typ, want)
            }
            Ty::Interface => {
                let own = self.default_type(value);
                let value = self.constant(value, own, None);
                self.convert_to(value, own, typ, want)
            }
            _ => {
                let kind = self.lower.kind(typ);
                match kind {
                    Kind::Aggregate(_) => self.zero(kind, want),
                    _ => Operand::Const(bits(value, kind)),
                }
            }
        }
    }

    /// The type that an untyped constant of this kind has by itself.
    fn default_type(&mut self, value: &Constant) -> RTypeId {
        let basic = match value {
            Constant::Bool(_) => Basic::Bool,
            Constant::String(_) => Basic::String,
            Constant::Ratio(_) | Constant::Float(_) => Basic::Float64,
            Constant::Complex(_) => Basic::Complex128,
            _ => Basic::Int,
        };
        self.lower.basic(basic)
    }

    /// A string constant.
    pub fn string(&mut self, bytes: &[u8], want: Option<LocalId>) -> Operand {
        let kind = self.lower.string_kind();
        if bytes.is_empty() {
            return self.zero(kind, want);
        }
        let dst = self.dest(want, kind);
        self.emit(Inst::ConstString { dst, bytes: bytes.into() });
        Operand::Local(dst)
    }

    fn complex_constant(
        &mut self,
        value: &Constant,
        part: Kind,
        typ: RTypeId,
        want: Option<LocalId>,
    ) -> Operand {
        let kind = self.lower.kind(typ);
        let dst = self.early_dest(want, kind);
        let (re, im) = (bits(&value.real(), part), bits(&value.imag(), part));
        self.set_parts(dst, part, Operand::Const(re), Operand::Const(im));
        Operand::Local(dst)
    }

    /// Appends a constant of a type without pointers as it lies in memory; whether it is one.
    pub fn constant_bytes(&mut self, value: &Constant, typ: RTypeId, out: &mut Vec<u8>) -> bool {
        match self.lower.ty(typ) {
            Ty::Basic(Basic::Complex64) => {
                out.extend(value.real().as_f32().to_le_bytes());
                out.extend(value.imag().as_f32().to_le_bytes());
            }
            Ty::Basic(Basic::Complex128) => {
                out.extend(value.real().as_f64().to_le_bytes());
                out.extend(value.imag().as_f64().to_le_bytes());
            }
            Ty::Basic(_) => {
                let kind = self.lower.kind(typ);
                let Some(size) = kind.scalar_size() else { return false };
                out.extend(&bits(value, kind).to_le_bytes()[..size as usize]);
            }
            _ => return false,
        }
        true
    }
}
