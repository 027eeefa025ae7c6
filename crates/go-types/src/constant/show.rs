//! Constants as messages show them.

use std::fmt;

use super::{BigFloat, Constant};

/// Longer strings are cut in messages.
const MAX_LENGTH: usize = 72;

impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Constant::Unknown => f.write_str("unknown"),
            Constant::Bool(value) => write!(f, "{value}"),
            Constant::String(bytes) => f.write_str(&shortened(quote(bytes))),
            Constant::Int(value) => write!(f, "{value}"),
            Constant::Big(value) => write!(f, "{value}"),
            Constant::Ratio(value) => match BigFloat::from_ratio(value) {
                Some(float) => f.write_str(&decimal(self, &float)),
                None => f.write_str("unknown"),
            },
            Constant::Float(value) => f.write_str(&decimal(self, value)),
            Constant::Complex(parts) => write!(f, "({} + {}i)", parts.0, parts.1),
        }
    }
}

/// A string in quotes, as `strconv.Quote` gives it.
pub fn quote(bytes: &[u8]) -> String {
    let mut quoted = String::with_capacity(bytes.len() + 2);
    quoted.push('"');
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '"' => quoted.push_str("\\\""),
                '\\' => quoted.push_str("\\\\"),
                '\x07' => quoted.push_str("\\a"),
                '\x08' => quoted.push_str("\\b"),
                '\x0c' => quoted.push_str("\\f"),
                '\n' => quoted.push_str("\\n"),
                '\r' => quoted.push_str("\\r"),
                '\t' => quoted.push_str("\\t"),
                '\x0b' => quoted.push_str("\\v"),
                c if is_printable(c) => quoted.push(c),
                c if c < ' ' || c == '\x7f' => quoted.push_str(&format!("\\x{:02x}", u32::from(c))),
                c if u32::from(c) < 0x10000 => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
                c => quoted.push_str(&format!("\\U{:08x}", u32::from(c))),
            }
        }
        for byte in chunk.invalid() {
            quoted.push_str(&format!("\\x{byte:02x}"));
        }
    }
    quoted.push('"');
    quoted
}

/// Letters, marks, numbers, punctuation, symbols and the space: what Rust's own escapes leave alone.
fn is_printable(c: char) -> bool {
    c == '\'' || c.is_alphanumeric() || c.escape_debug().count() == 1
}

fn shortened(quoted: String) -> String {
    if quoted.chars().count() <= MAX_LENGTH {
        return quoted;
    }
    quoted.chars().take(MAX_LENGTH - 3).chain("...".chars()).collect()
}

fn decimal(value: &Constant, float: &BigFloat) -> String {
    let nearest = value.as_f64();
    if (float.sign() == 0) == (nearest == 0.0) && nearest.is_finite() {
        let short = general(nearest, Some(6));
        return if float.is_integer() || short.contains('.') {
            short
        } else {
            general(nearest, None)
        };
    }
    approximate(float)
}

/// C's and Go's `%g`, with so many digits or as many as needed.
fn general(value: f64, precision: Option<usize>) -> String {
    let scientific = match precision {
        Some(digits) => format!("{value:.*e}", digits - 1),
        None => format!("{value:e}"),
    };
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        return scientific;
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let mantissa = if mantissa.contains('.') {
        mantissa.trim_end_matches('0').trim_end_matches('.')
    } else {
        mantissa
    };
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).count() as i32;
    if !(-4..6).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{mantissa}e{sign}{:02}", exponent.abs());
    }
    let places = (digits - 1 - exponent).max(0) as usize;
    format!("{value:.places$}")
}

/// Out of the range of `float64`: a few digits from the logarithm.
fn approximate(float: &BigFloat) -> String {
    let (mantissa, _) = float.parts();
    let top = float.top();
    // Between a half and one.
    let excess = mantissa.bits().saturating_sub(64);
    let first = Constant::from_big(mantissa >> excess).as_f64()
        / 2f64.powi((mantissa.bits() - excess) as i32);
    let digits = top as f64 * std::f64::consts::LOG10_2;
    let mut exponent = digits.trunc() as i64;
    let mut value = first * 10f64.powf(digits - exponent as f64);
    if value.abs() < 1.0 - 0.5e-6 {
        value *= 10.0;
        exponent -= 1;
    } else if value.abs() >= 10.0 {
        value /= 10.0;
        exponent += 1;
    }
    format!("{}e{exponent:+}", general(value, Some(6)))
}
