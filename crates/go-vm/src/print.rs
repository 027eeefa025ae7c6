//! The built-in `print` and `println`, as gc's run time has them.

use std::fmt::LowerExp;
use std::str::FromStr;

use burrow_go_ir::rtype::Shape;

use crate::memory::Memory;

/// Adds the text of a value, given as its words in a local.
pub fn value(out: &mut Vec<u8>, memory: &Memory, shape: &Shape, words: &[u64]) {
    let word = |index: usize| words.get(index).copied().unwrap_or(0);
    let text = match shape {
        Shape::Bool => (word(0) != 0).to_string(),
        Shape::Int | Shape::Int8 | Shape::Int16 | Shape::Int32 | Shape::Int64 => {
            (word(0) as i64).to_string()
        }
        Shape::Uint
        | Shape::Uint8
        | Shape::Uint16
        | Shape::Uint32
        | Shape::Uint64
        | Shape::Uintptr => word(0).to_string(),
        Shape::Float32 => float32(f32::from_bits(word(0) as u32)),
        Shape::Float64 => float64(f64::from_bits(word(0))),
        Shape::Complex64 => complex(
            &float32(f32::from_bits(word(0) as u32)),
            &float32(f32::from_bits((word(0) >> 32) as u32)),
        ),
        Shape::Complex128 => {
            complex(&float64(f64::from_bits(word(0))), &float64(f64::from_bits(word(1))))
        }
        Shape::String => return out.extend_from_slice(memory.slice(word(0), word(1))),
        Shape::Interface(_) => format!("({:#x},{:#x})", word(0), word(1)),
        Shape::Slice(_) => format!("[{}/{}]{:#x}", word(1) as i64, word(2) as i64, word(0)),
        _ => format!("{:#x}", word(0)),
    };
    out.extend_from_slice(text.as_bytes());
}

/// A complex number by the texts of its parts.
pub(crate) fn complex(real: &str, imaginary: &str) -> String {
    let sign = if imaginary.starts_with(['+', '-']) { "" } else { "+" };
    format!("({real}{sign}{imaginary}i)")
}

/// A float with as few digits as tell it apart, as `strconv` has them in format `g`.
pub(crate) fn float32(value: f32) -> String {
    general(f64::from(value), &shortest(value))
}

/// As [`float32`].
pub(crate) fn float64(value: f64) -> String {
    general(value, &shortest(value))
}

/// The fewest digits, in Rust's scientific form. Where two numbers with so few digits are equally near, Rust's shortest form has
/// the one farther from zero, and Go's the even one, which is Rust's form with that many digits.
fn shortest<T: LowerExp + FromStr + PartialEq>(value: T) -> String {
    let short = format!("{value:e}");
    let mantissa = short.split('e').next().unwrap_or(&short);
    let decimals = mantissa.split_once('.').map_or(0, |(_, behind)| behind.len());
    let even = format!("{value:.decimals$e}");
    if even.parse().is_ok_and(|same: T| same == value) { even } else { short }
}

/// A float in format `g`; `scientific` is Rust's form of its digits.
fn general(value: f64, scientific: &str) -> String {
    if value.is_nan() {
        return "NaN".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "+Inf" } else { "-Inf" }.into();
    }
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => ("-", digits.replace('.', "")),
        None => ("", mantissa.replace('.', "")),
    };
    if !(-4..6).contains(&exponent) && value != 0.0 {
        let point = if digits.len() > 1 { "." } else { "" };
        let direction = if exponent < 0 { '-' } else { '+' };
        return format!(
            "{sign}{}{point}{}e{direction}{:02}",
            &digits[..1],
            &digits[1..],
            exponent.abs()
        );
    }
    if exponent < 0 {
        return format!("{sign}0.{}{digits}", "0".repeat(exponent.unsigned_abs() as usize - 1));
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        return format!("{sign}{digits}{}", "0".repeat(whole - digits.len()));
    }
    format!("{sign}{}.{}", &digits[..whole], &digits[whole..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_printed_as_gc_does() {
        for (value, expected) in [
            (1e6, "1e+06"),
            (100_000.0, "100000"),
            (1.5, "1.5"),
            (1_234_567.0, "1.234567e+06"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1e21, "1e+21"),
            (5e-324, "5e-324"),
            (f64::INFINITY, "+Inf"),
            (f64::NEG_INFINITY, "-Inf"),
            (f64::NAN, "NaN"),
            (0.0, "0"),
            (-0.0, "-0"),
            (3.0, "3"),
            (12_345_678_901_234_567_890.0, "1.2345678901234567e+19"),
            (-0.25, "-0.25"),
            (-2.5e-7, "-2.5e-07"),
            (123_456_789.0, "1.23456789e+08"),
            (1e100, "1e+100"),
        ] {
            assert_eq!(float64(value), expected);
        }
        for (value, expected) in [
            (0.1, "0.1"),
            (1e10, "1e+10"),
            (16_777_216.0, "1.6777216e+07"),
            (3.4e38, "3.4e+38"),
            // 4558.40625, as near to ...063.
            (f32::from_bits(0x458e_7340), "4558.4062"),
            // A power of two: numbers below it are nearer to each other.
            (f32::from_bits(0x0f80_0000), "1.2621775e-29"),
        ] {
            assert_eq!(float32(value), expected);
        }
    }

    #[test]
    fn values_are_printed_by_their_kind() {
        let memory = Memory::new(1 << 20);
        let check = |shape: Shape, words: &[u64], expected: &str| {
            let mut out = Vec::new();
            value(&mut out, &memory, &shape, words);
            assert_eq!(String::from_utf8_lossy(&out), expected);
        };
        let bits = f64::to_bits;
        check(Shape::Complex128, &[bits(1.0), bits(2.0)], "(1+2i)");
        check(Shape::Complex128, &[bits(-1.5), bits(-1e10)], "(-1.5-1e+10i)");
        check(Shape::Complex128, &[bits(f64::NAN), bits(f64::INFINITY)], "(NaN+Infi)");
        check(
            Shape::Complex64,
            &[u64::from(0.1_f32.to_bits()) | u64::from((-0.1_f32).to_bits()) << 32],
            "(0.1-0.1i)",
        );
        check(Shape::Bool, &[1], "true");
        check(Shape::Int8, &[-5_i64 as u64], "-5");
        check(Shape::Uintptr, &[255], "255");
        check(Shape::UnsafePointer, &[0], "0x0");
        check(Shape::Slice(burrow_go_ir::rtype::RTypeId(0)), &[4096, 1, 2], "[1/2]0x1000");
        check(Shape::Interface(Vec::new()), &[0, 0], "(0x0,0x0)");
    }
}
