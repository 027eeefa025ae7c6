//! Rounding to `float64` and `float32`: to nearest, ties to even, subnormal numbers and overflow included.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use super::Constant;

/// A number cut to its first bits: `bits × 2^exponent`, and whether anything was cut off.
struct Cut {
    negative: bool,
    bits: u64,
    exponent: i64,
    sticky: bool,
}

/// What distinguishes the two formats.
struct Format {
    /// Bits of the mantissa, the hidden one included.
    precision: u32,
    /// The exponent of the last bit of the smallest numbers.
    lowest: i64,
    /// Numbers of `2^limit` and above are infinite.
    limit: i64,
}

const DOUBLE: Format = Format { precision: 53, lowest: -1074, limit: 1024 };
const SINGLE: Format = Format { precision: 24, lowest: -149, limit: 128 };

pub(super) fn to_f64(value: &Constant) -> f64 {
    match value {
        Constant::Int(value) => *value as f64,
        other => nearest(other, &DOUBLE),
    }
}

pub(super) fn to_f32(value: &Constant) -> f32 {
    match value {
        Constant::Int(value) => *value as f32,
        // Already rounded to the format: the conversion is exact.
        other => nearest(other, &SINGLE) as f32,
    }
}

fn nearest(value: &Constant, format: &Format) -> f64 {
    let cut = match value {
        Constant::Big(value) => cut(value, 0, false),
        Constant::Ratio(value) => {
            let (above, below) = (value.numer(), value.denom());
            let shift = (66 + below.bits()).saturating_sub(above.bits());
            let (quotient, rest) = (above << shift).div_rem(below);
            cut(&quotient, -(shift as i64), !rest.is_zero())
        }
        Constant::Float(value) => {
            let (mantissa, exponent) = value.parts();
            cut(mantissa, exponent, false)
        }
        Constant::Complex(parts) if parts.1.sign() == 0 => {
            return nearest(&parts.0.to_float(), format);
        }
        _ => return 0.0,
    };
    let magnitude = assemble(&cut, format);
    if cut.negative { -magnitude } else { magnitude }
}

fn cut(value: &BigInt, exponent: i64, sticky: bool) -> Cut {
    let excess = value.bits().saturating_sub(64);
    let magnitude = value.magnitude();
    let lost = excess > 0 && magnitude.trailing_zeros().is_some_and(|zeros| zeros < excess);
    Cut {
        negative: value.is_negative(),
        bits: (magnitude >> excess).to_u64().unwrap_or(u64::MAX),
        exponent: exponent.saturating_add(excess as i64),
        sticky: sticky || lost,
    }
}

fn assemble(cut: &Cut, format: &Format) -> f64 {
    if cut.bits == 0 {
        return 0.0;
    }
    let length = 64 - cut.bits.leading_zeros();
    if cut.exponent.saturating_add(i64::from(length)) > format.limit {
        return f64::INFINITY;
    }
    // The last bit that is kept: that of the precision, or of the smallest number.
    let last = (cut.exponent + i64::from(length) - i64::from(format.precision)).max(format.lowest);
    let drop = last - cut.exponent;
    let kept = if drop <= 0 {
        // Fewer bits than the format holds.
        cut.bits << -drop
    } else if drop > 64 {
        return 0.0;
    } else {
        let wide = u128::from(cut.bits);
        let kept = wide >> drop;
        let rest = wide & ((1u128 << drop) - 1);
        let half = 1u128 << (drop - 1);
        let up = rest > half || rest == half && (cut.sticky || kept & 1 == 1);
        (kept + u128::from(up)) as u64
    };
    // `kept` has at most 53 bits (or is a power of two): both factors and the product are exact.
    let result = scale(kept as f64, last);
    if result >= scale(1.0, format.limit) { f64::INFINITY } else { result }
}

/// `value × 2^exponent`, in two steps where one factor would leave the range.
fn scale(value: f64, exponent: i64) -> f64 {
    let power = |exponent: i64| f64::from_bits(((exponent + 1023) as u64) << 52);
    match exponent {
        1024.. => value * f64::MAX * 2.0,
        -1022..=1023 => value * power(exponent),
        _ => value * power(-1000) * power(exponent + 1000),
    }
}
