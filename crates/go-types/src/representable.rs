//! Whether constants fit their types (spec: Representability), and what becomes of them: floating-point numbers are rounded.

use burrow_go_syntax::Span;
use burrow_go_syntax::ast::{BinaryOp, ExprKind, UnaryOp};

use crate::Program;
use crate::checker::At;
use crate::constant::{Constant, Kind};
use crate::operand::Operand;
use crate::types::{Basic, Type, TypeId};
use crate::untyped::{Misfit, OVERFLOW, TRUNCATED};

/// Untyped integers may have so many bits.
const MAX_BITS: u64 = 512;
/// Constant strings may have so many bytes: gc allows 2 GB, which is more than a page has.
pub(crate) const MAX_STRING: usize = 1 << 24;

impl Program {
    /// Checks the result of an operation on constants: that it fits its type, or, untyped, that it does not grow without limit.
    pub(crate) fn overflow(&mut self, x: &mut Operand) {
        let at = operation_span(x);
        if x.constant().is_unknown() {
            return self.error(at, "InvalidConstVal", "constant result is not representable");
        }
        if self.is_typed(x.typ) {
            let under = self.underlying(x.typ);
            if let &Type::Basic(basic) = self.typ(under) {
                self.representable(x, basic);
            }
            return;
        }
        if x.constant().kind() == Kind::Int && x.constant().bit_len() > MAX_BITS {
            let operation = operation_name(x);
            self.error(at, "InvalidConstVal", format!("constant {operation}overflow"));
            x.value = Some(Constant::Unknown);
        }
    }

    /// Reports a constant that does not fit a type; one that does gets its value there. Messages name `x`'s own type where it has
    /// one.
    pub(crate) fn representable(&mut self, x: &mut Operand, basic: Basic) {
        match self.representation(x, basic) {
            Ok(value) => x.value = Some(value),
            Err(code) => {
                let under = self.underlying(x.typ);
                let own = matches!(self.typ(under), &Type::Basic(own) if own == basic);
                let target = if own { under } else { self.universe(basic) };
                self.invalid_conversion(code, x, target);
            }
        }
    }

    /// The value of a constant operand as a value of a predeclared type.
    pub(crate) fn representation(&mut self, x: &Operand, basic: Basic) -> Result<Constant, Misfit> {
        if let Some(value) = represent(x.constant(), basic) {
            return Ok(value);
        }
        let target = self.universe(basic);
        if !self.is_numeric(x.typ) || !self.is_numeric(target) {
            return Err("InvalidConstVal");
        }
        let integer = self.is_integer(x.typ);
        Err(if !integer && self.is_integer(target) { TRUNCATED } else { OVERFLOW })
    }

    /// Whether a value fits a type; a type that is not predeclared holds none.
    pub(crate) fn represent_as(&mut self, value: &Constant, t: TypeId) -> Option<Constant> {
        let basic = self.basic_of(t)?;
        represent(value, basic)
    }
}

/// The value as a value of a predeclared type, if it is one.
pub(crate) fn represent(value: &Constant, basic: Basic) -> Option<Constant> {
    if value.is_unknown() {
        return Some(Constant::Unknown);
    }
    let finite = |rounded: f64| rounded.is_finite().then(|| Constant::from_f64(rounded));
    match basic {
        Basic::Bool | Basic::UntypedBool => (value.kind() == Kind::Bool).then(|| value.clone()),
        Basic::String | Basic::UntypedString => {
            (value.kind() == Kind::String).then(|| value.clone())
        }
        Basic::Float32 => finite(real(value)?.as_f32().into()),
        Basic::Float64 => finite(real(value)?.as_f64()),
        Basic::UntypedFloat => real(value),
        Basic::Complex64 | Basic::Complex128 => {
            let value = value.to_complex();
            if value.is_unknown() {
                return None;
            }
            let part = |part: Constant| {
                finite(if basic == Basic::Complex64 { part.as_f32().into() } else { part.as_f64() })
            };
            let (re, im) = (part(value.real())?, part(value.imag())?);
            Some(re.binary(BinaryOp::Add, &im.times_i(), false))
        }
        Basic::UntypedComplex => {
            let value = value.to_complex();
            (!value.is_unknown()).then_some(value)
        }
        _ => {
            let (signed, bits) = integer_format(basic)?;
            let value = value.to_int();
            let fits = match &value {
                Constant::Int(value) if signed => {
                    bits >= 64 || (-1 << (bits - 1)..1i64 << (bits - 1)).contains(value)
                }
                Constant::Int(value) => *value >= 0 && (bits >= 64 || *value < 1i64 << bits),
                Constant::Big(_) if bits > 64 => true,
                Constant::Big(_) => !signed && bits == 64 && value.as_u64().is_some(),
                _ => false,
            };
            fits.then_some(value)
        }
    }
}

/// Whether integers of the type have signs, and their bits; more than 64 for untyped ones.
fn integer_format(basic: Basic) -> Option<(bool, u32)> {
    Some(match basic {
        Basic::Int8 => (true, 8),
        Basic::Int16 => (true, 16),
        Basic::Int32 => (true, 32),
        Basic::Int | Basic::Int64 => (true, 64),
        Basic::Uint8 => (false, 8),
        Basic::Uint16 => (false, 16),
        Basic::Uint32 => (false, 32),
        Basic::Uint | Basic::Uint64 | Basic::Uintptr => (false, 64),
        Basic::UntypedInt | Basic::UntypedRune => (true, 65),
        _ => return None,
    })
}

fn real(value: &Constant) -> Option<Constant> {
    let value = value.to_float();
    (!value.is_unknown()).then_some(value)
}

/// Where the operator stands, for an operation with two operands; else the operand's start.
fn operation_span(x: &Operand) -> Span {
    match x.expr.map(|expr| &expr.kind) {
        Some(ExprKind::Binary { op_pos, .. }) => At::span(op_pos),
        _ => x.span(),
    }
}

/// The name of an operation that can overflow, and a space.
fn operation_name(x: &Operand) -> &'static str {
    match x.expr.map(|expr| &expr.kind) {
        Some(ExprKind::Unary { op: UnaryOp::Complement, .. }) => "bitwise complement ",
        Some(ExprKind::Binary { op, .. }) => match op {
            BinaryOp::Add => "addition ",
            BinaryOp::Sub => "subtraction ",
            BinaryOp::Xor => "bitwise XOR ",
            BinaryOp::Mul => "multiplication ",
            BinaryOp::Shl => "shift ",
            _ => "",
        },
        _ => "",
    }
}
