//! The values of literals.

use burrow_go_syntax::ast::LiteralKind;
use burrow_go_syntax::{unquote_rune, unquote_string};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Num, Zero};

use super::{BigFloat, Constant, MAX_FRACTION};

impl Constant {
    /// The value of a literal as it stands in the source. Unknown if it is out of every range (or malformed, which the
    /// lexer has reported).
    pub fn literal(kind: LiteralKind, text: &str) -> Constant {
        let value = match kind {
            LiteralKind::Int => integer(text),
            LiteralKind::Float => number(text),
            LiteralKind::Imag => text.strip_suffix('i').and_then(number).map(Constant::times_i),
            LiteralKind::Rune => Some(Constant::Int(i64::from(unquote_rune(text)))),
            LiteralKind::String => Some(Constant::String(unquote_string(text).into())),
        };
        value.unwrap_or(Constant::Unknown)
    }
}

/// The digits behind a prefix such as `0x`, and their base.
fn split_base(text: &str) -> Option<(&str, u32)> {
    match text.get(..2)? {
        "0x" | "0X" => Some((&text[2..], 16)),
        "0b" | "0B" => Some((&text[2..], 2)),
        "0o" | "0O" => Some((&text[2..], 8)),
        _ => None,
    }
}

fn integer(text: &str) -> Option<Constant> {
    let text = text.replace('_', "");
    let (digits, base) = match split_base(&text) {
        Some(split) => split,
        None if text.len() > 1 && text.starts_with('0') => (&text[1..], 8),
        None => (&text[..], 10),
    };
    match i64::from_str_radix(digits, base) {
        Ok(value) => Some(Constant::Int(value)),
        Err(_) => BigInt::from_str_radix(digits, base).ok().map(Constant::from_big),
    }
}

/// A number of floating-point kind, in any of the notations that an imaginary literal may have.
fn number(text: &str) -> Option<Constant> {
    let text = text.replace('_', "");
    let (rest, base) = split_base(&text).unwrap_or((&text, 10));
    let (mantissa, exponent) = match rest.find(if base == 16 { ['p', 'P'] } else { ['e', 'E'] }) {
        Some(at) => (&rest[..at], exponent(&rest[at + 1..])?),
        None => (rest, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut digits = BigInt::from_str_radix(&format!("0{whole}{fraction}"), base).ok()?;
    // Zero has no use for an exponent.
    if digits.is_zero() {
        return Some(Constant::from_ratio(BigRational::from_integer(digits)));
    }
    let places = fraction.len() as i64;
    let (scale_base, scale) = match base {
        10 => (10, exponent - places),
        16 => (2, exponent - 4 * places),
        _ => (2, 0),
    };
    let approximate = BigFloat::scaled(digits.clone(), scale_base, scale)?;
    if !approximate.is_small() {
        return Some(Constant::from_float(Some(approximate)));
    }
    // It may also be too small for anything but zero.
    if approximate.sign() == 0 {
        return Some(Constant::from_ratio(BigRational::from_integer(BigInt::zero())));
    }
    if scale.unsigned_abs() > 16 * MAX_FRACTION {
        return Some(Constant::from_float(Some(approximate)));
    }
    let power = BigInt::from(scale_base).pow(scale.unsigned_abs() as u32);
    let exact = if scale >= 0 {
        digits *= power;
        BigRational::from_integer(digits)
    } else {
        BigRational::new(digits, power)
    };
    Some(Constant::Ratio(exact.into()))
}

/// A decimal exponent; beyond what any number can have, it does not matter by how much.
fn exponent(text: &str) -> Option<i64> {
    const FAR: i64 = 1 << 40;
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let mut value = 0i64;
    for digit in digits.bytes() {
        value = (value * 10 + i64::from(digit.checked_sub(b'0')?)).min(FAR);
    }
    Some(if negative { -value } else { value })
}
