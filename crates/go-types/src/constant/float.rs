//! Floating-point numbers with 512 bits of mantissa and an exponent of 32 bits: what `math/big.Float` is to gc's constants.

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use super::{MAX_FRACTION, sign_of};

const PRECISION: u64 = 512;
/// Powers of five are computed with some bits more.
const POWER_PRECISION: u64 = PRECISION + 128;

/// `mantissa × 2^exponent`, where the mantissa is odd (or zero, with exponent 0), so that equal numbers are equal.
#[derive(Clone, Debug, PartialEq)]
pub struct BigFloat {
    mantissa: BigInt,
    exponent: i64,
}

impl BigFloat {
    /// Rounds to nearest, ties to even. `sticky` says that the true value is a little further from zero. None if it is too
    /// large; what is too small is zero.
    fn rounded(mantissa: BigInt, exponent: i64, sticky: bool) -> Option<BigFloat> {
        BigFloat::rounded_to(mantissa, exponent, sticky, PRECISION)
    }

    fn rounded_to(
        mantissa: BigInt,
        exponent: i64,
        sticky: bool,
        precision: u64,
    ) -> Option<BigFloat> {
        let negative = mantissa.is_negative();
        let mut magnitude = mantissa.magnitude().clone();
        let mut exponent = exponent;
        let excess = magnitude.bits().saturating_sub(precision);
        if excess > 0 {
            let half_bit = magnitude.bit(excess - 1);
            let below =
                sticky || magnitude.trailing_zeros().is_some_and(|zeros| zeros < excess - 1);
            magnitude >>= excess;
            exponent += excess as i64;
            if half_bit && (below || magnitude.bit(0)) {
                magnitude += BigUint::one();
            }
        }
        BigFloat::normal(negative, magnitude, exponent)
    }

    fn normal(negative: bool, mut magnitude: BigUint, mut exponent: i64) -> Option<BigFloat> {
        let Some(zeros) = magnitude.trailing_zeros() else {
            return Some(BigFloat::zero());
        };
        magnitude >>= zeros;
        exponent += zeros as i64;
        let top = exponent.saturating_add(magnitude.bits() as i64);
        if top > i64::from(i32::MAX) {
            return None;
        }
        if top < i64::from(i32::MIN) {
            return Some(BigFloat::zero());
        }
        let mantissa = BigInt::from(magnitude);
        Some(BigFloat { mantissa: if negative { -mantissa } else { mantissa }, exponent })
    }

    fn zero() -> BigFloat {
        BigFloat { mantissa: BigInt::zero(), exponent: 0 }
    }

    /// The nearest number to a fraction.
    pub(super) fn from_ratio(value: &BigRational) -> Option<BigFloat> {
        BigFloat::quotient(value.numer(), value.denom(), 0, PRECISION)
    }

    /// `a / b × 2^exponent`.
    fn quotient(a: &BigInt, b: &BigInt, exponent: i64, precision: u64) -> Option<BigFloat> {
        if b.is_zero() {
            return None;
        }
        let shift = (precision + 2 + b.bits()).saturating_sub(a.bits());
        let (quotient, rest) = (a << shift).div_rem(b);
        BigFloat::rounded_to(quotient, exponent - shift as i64, !rest.is_zero(), precision)
    }

    /// `digits × base^scale`, where the base is 2 or 10.
    pub(super) fn scaled(digits: BigInt, base: u32, scale: i64) -> Option<BigFloat> {
        if digits.is_zero() {
            return Some(BigFloat::zero());
        }
        if scale > i64::from(i32::MAX) {
            return None;
        }
        if scale < -2 * i64::from(i32::MAX) {
            return Some(BigFloat::zero());
        }
        if base == 2 {
            return BigFloat::rounded(digits, scale, false);
        }
        let power = five_to(scale.unsigned_abs())?;
        if scale >= 0 {
            BigFloat::rounded(digits * power.mantissa, scale + power.exponent, false)
        } else {
            BigFloat::quotient(&digits, &power.mantissa, scale - power.exponent, PRECISION)
        }
    }

    pub(super) fn sign(&self) -> i32 {
        sign_of(&self.mantissa)
    }

    /// The mantissa and the exponent of its last bit.
    pub(super) fn parts(&self) -> (&BigInt, i64) {
        (&self.mantissa, self.exponent)
    }

    pub(super) fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    /// Where the first bit stands: the number is below `2^top` and not below `2^(top-1)`.
    pub(super) fn top(&self) -> i64 {
        self.exponent + self.mantissa.bits() as i64
    }

    /// Whether it would be small enough for a fraction.
    pub(super) fn is_small(&self) -> bool {
        self.top().unsigned_abs() < MAX_FRACTION
    }

    pub(super) fn neg(&self) -> BigFloat {
        BigFloat { mantissa: -&self.mantissa, exponent: self.exponent }
    }

    pub(super) fn add(&self, other: &BigFloat) -> Option<BigFloat> {
        let (high, low) =
            if self.exponent >= other.exponent { (self, other) } else { (other, self) };
        if high.mantissa.is_zero() {
            return Some(low.clone());
        }
        if low.mantissa.is_zero() {
            return Some(high.clone());
        }
        // Too far apart to matter to each other.
        let distance = 3 * PRECISION as i64;
        if high.top() - low.top() > distance {
            return Some(high.clone());
        }
        if low.top() - high.top() > distance {
            return Some(low.clone());
        }
        let shift = (high.exponent - low.exponent) as u64;
        BigFloat::rounded((&high.mantissa << shift) + &low.mantissa, low.exponent, false)
    }

    pub(super) fn sub(&self, other: &BigFloat) -> Option<BigFloat> {
        self.add(&other.neg())
    }

    pub(super) fn mul(&self, other: &BigFloat) -> Option<BigFloat> {
        BigFloat::rounded(&self.mantissa * &other.mantissa, self.exponent + other.exponent, false)
    }

    pub(super) fn div(&self, other: &BigFloat) -> Option<BigFloat> {
        let exponent = self.exponent - other.exponent;
        BigFloat::quotient(&self.mantissa, &other.mantissa, exponent, PRECISION)
    }

    pub(super) fn compare(&self, other: &BigFloat) -> Ordering {
        let (a, b) = (self.sign(), other.sign());
        if a != b || a == 0 {
            return a.cmp(&b);
        }
        let magnitudes = self.top().cmp(&other.top()).then_with(|| {
            let low = self.exponent.min(other.exponent);
            let x = self.mantissa.magnitude() << (self.exponent - low) as u64;
            let y = other.mantissa.magnitude() << (other.exponent - low) as u64;
            x.cmp(&y)
        });
        if a < 0 { magnitudes.reverse() } else { magnitudes }
    }

    /// The integer that it is, or was before rounding errors in its last four bits.
    pub(super) fn to_int(&self) -> Option<BigInt> {
        if !self.is_small() {
            return None;
        }
        if self.exponent >= 0 {
            return Some(&self.mantissa << self.exponent as u64);
        }
        let excess = self.mantissa.bits().saturating_sub(PRECISION - 4);
        if excess == 0 {
            return None;
        }
        let down: BigUint = self.mantissa.magnitude() >> excess;
        let up = &down + BigUint::one();
        let candidates = [down, up].into_iter();
        candidates
            .map(|cut| {
                BigFloat::normal(self.mantissa.is_negative(), cut, self.exponent + excess as i64)
            })
            .find_map(|rounded| {
                let rounded = rounded?;
                (rounded.exponent >= 0).then(|| &rounded.mantissa << rounded.exponent as u64)
            })
    }
}

/// `5^n`, by repeated squaring.
fn five_to(n: u64) -> Option<BigFloat> {
    let times = |a: &BigFloat, b: &BigFloat| {
        BigFloat::rounded_to(
            &a.mantissa * &b.mantissa,
            a.exponent + b.exponent,
            false,
            POWER_PRECISION,
        )
    };
    let mut result = BigFloat { mantissa: BigInt::one(), exponent: 0 };
    let mut square = BigFloat { mantissa: BigInt::from(5), exponent: 0 };
    let mut rest = n;
    while rest > 0 {
        if rest & 1 == 1 {
            result = times(&result, &square)?;
        }
        rest >>= 1;
        if rest > 0 {
            square = times(&square, &square)?;
        }
    }
    Some(result)
}
