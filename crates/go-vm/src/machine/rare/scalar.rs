//! Arithmetic on words.

use burrow_go_ir::code::{BinOp, UnOp};
use burrow_go_ir::layout::Kind;

use crate::trap::Trap;

/// Extends the low bits of a word as its kind has it.
fn cut(kind: Kind, word: u64) -> u64 {
    match kind {
        Kind::I8 => word as i8 as u64,
        Kind::I16 => word as i16 as u64,
        Kind::I32 => word as i32 as u64,
        Kind::U8 => word & 0xff,
        Kind::U16 => word & 0xffff,
        Kind::U32 | Kind::F32 => word & 0xffff_ffff,
        _ => word,
    }
}

fn signed(kind: Kind) -> bool {
    matches!(kind, Kind::I8 | Kind::I16 | Kind::I32 | Kind::I64)
}

/// A binary operation on words of a kind.
pub fn binary(op: BinOp, kind: Kind, a: u64, b: u64) -> Result<u64, Trap> {
    Ok(match kind {
        Kind::F64 => match float(op, f64::from_bits(a), f64::from_bits(b)) {
            Ok(value) => value.to_bits(),
            Err(truth) => u64::from(truth),
        },
        Kind::F32 => {
            let (a, b) = (f32::from_bits(a as u32), f32::from_bits(b as u32));
            // One operation in twice the precision, rounded, is that operation.
            match float(op, f64::from(a), f64::from(b)) {
                Ok(value) => u64::from((value as f32).to_bits()),
                Err(truth) => u64::from(truth),
            }
        }
        _ => return integer(op, kind, a, b),
    })
}

/// The value, or the truth of a comparison.
fn float(op: BinOp, a: f64, b: f64) -> Result<f64, bool> {
    match op {
        BinOp::Add => Ok(a + b),
        BinOp::Sub => Ok(a - b),
        BinOp::Mul => Ok(a * b),
        BinOp::Div => Ok(a / b),
        BinOp::Eq => Err(a == b),
        BinOp::Ne => Err(a != b),
        BinOp::Lt => Err(a < b),
        BinOp::Le => Err(a <= b),
        BinOp::Gt => Err(a > b),
        BinOp::Ge => Err(a >= b),
        _ => Ok(0.0),
    }
}

fn integer(op: BinOp, kind: Kind, a: u64, b: u64) -> Result<u64, Trap> {
    let (x, y) = (a as i64, b as i64);
    let sign = signed(kind);
    let word = match op {
        BinOp::Add => a.wrapping_add(b),
        BinOp::Sub => a.wrapping_sub(b),
        BinOp::Mul => a.wrapping_mul(b),
        BinOp::Div | BinOp::Rem if b == 0 => {
            return Err(Trap::Panic("runtime.panicdivide", Vec::new()));
        }
        BinOp::Div if sign => x.wrapping_div(y) as u64,
        BinOp::Div => a / b,
        BinOp::Rem if sign => x.wrapping_rem(y) as u64,
        BinOp::Rem => a % b,
        BinOp::And => a & b,
        BinOp::Or => a | b,
        BinOp::Xor => a ^ b,
        BinOp::AndNot => a & !b,
        BinOp::Shl => a.checked_shl(u32::try_from(b).unwrap_or(64)).unwrap_or(0),
        BinOp::Shr if sign => (x >> b.min(63)) as u64,
        BinOp::Shr => a.checked_shr(u32::try_from(b).unwrap_or(64)).unwrap_or(0),
        BinOp::Eq => u64::from(a == b),
        BinOp::Ne => u64::from(a != b),
        BinOp::Lt => u64::from(if sign { x < y } else { a < b }),
        BinOp::Le => u64::from(if sign { x <= y } else { a <= b }),
        BinOp::Gt => u64::from(if sign { x > y } else { a > b }),
        BinOp::Ge => u64::from(if sign { x >= y } else { a >= b }),
    };
    Ok(cut(kind, word))
}

/// A unary operation on a word of a kind.
pub fn unary(op: UnOp, kind: Kind, a: u64) -> u64 {
    let real = |f: fn(f64) -> f64| match kind {
        Kind::F32 => u64::from((f(f64::from(f32::from_bits(a as u32))) as f32).to_bits()),
        _ => f(f64::from_bits(a)).to_bits(),
    };
    let bits = kind.scalar_size().unwrap_or(8) as u32 * 8;
    let low = if bits == 64 { a } else { a & ((1 << bits) - 1) };
    match op {
        UnOp::Neg => match kind {
            Kind::F64 => a ^ (1 << 63),
            Kind::F32 => a ^ (1 << 31),
            _ => cut(kind, 0u64.wrapping_sub(a)),
        },
        UnOp::Complement => cut(kind, !a),
        UnOp::Not => a ^ 1,
        UnOp::Sqrt => real(f64::sqrt),
        UnOp::Abs => real(f64::abs),
        UnOp::Floor => real(f64::floor),
        UnOp::Ceil => real(f64::ceil),
        UnOp::Trunc => real(f64::trunc),
        UnOp::LeadingZeros => u64::from(low.leading_zeros() - (64 - bits)),
        UnOp::TrailingZeros => u64::from(low.trailing_zeros().min(bits)),
        UnOp::OnesCount => u64::from(low.count_ones()),
        UnOp::ReverseBytes => cut(kind, low.swap_bytes() >> (64 - bits)),
        UnOp::Bits => a,
    }
}

/// A conversion between integers and floats.
pub fn convert(from: Kind, to: Kind, word: u64) -> u64 {
    let unsigned = |kind: Kind| matches!(kind, Kind::U64 | Kind::Ptr);
    let real = match from {
        Kind::F64 => Some(f64::from_bits(word)),
        Kind::F32 => Some(f64::from(f32::from_bits(word as u32))),
        _ => None,
    };
    match (real, to) {
        (Some(x), Kind::F64) => x.to_bits(),
        (Some(x), Kind::F32) => u64::from((x as f32).to_bits()),
        (Some(x), to) if unsigned(to) => x as u64,
        (Some(x), to) => cut(to, x as i64 as u64),
        (None, Kind::F64) if unsigned(from) => (word as f64).to_bits(),
        (None, Kind::F64) => (word as i64 as f64).to_bits(),
        (None, Kind::F32) if unsigned(from) => u64::from((word as f32).to_bits()),
        (None, Kind::F32) => u64::from((word as i64 as f32).to_bits()),
        (None, to) => cut(to, word),
    }
}
