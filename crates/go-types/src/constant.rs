//! Values of constants: exact, of any size (spec: Constants; package `go/constant`).
//!
//! Integers are exact. Numbers of floating-point kind are fractions as long as numerator and denominator stay below 4096
//! bits; beyond that they turn into floating-point numbers with 512 bits of mantissa, as gc's do, so that neither `1e1000000`
//! nor a long product explodes. What leaves even that range is [`Constant::Unknown`].

mod arithmetic;
mod float;
mod literal;
mod round;
mod show;

use std::rc::Rc;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

pub use float::BigFloat;
pub use show::quote;

/// The value of a constant.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// After an error.
    Unknown,
    #[allow(missing_docs)]
    Bool(bool),
    /// The bytes: a string constant need not be UTF-8.
    String(Rc<[u8]>),
    /// An integer that fits.
    Int(i64),
    /// An integer that does not.
    Big(Rc<BigInt>),
    /// A number of floating-point kind, as a fraction (its denominator may be 1).
    Ratio(Rc<BigRational>),
    /// A number of floating-point kind that is too large or too fine for a fraction.
    Float(Rc<BigFloat>),
    /// Real and imaginary part, neither of which is complex.
    Complex(Rc<(Constant, Constant)>),
}

/// The kinds of constant values. An integral number can be of floating-point kind: `1.0` is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Kind {
    Unknown,
    Bool,
    String,
    Int,
    Float,
    Complex,
}

/// Fractions of at most so many bits above and below the line.
const MAX_FRACTION: u64 = 4096;

impl Constant {
    /// What kind of value it is.
    pub fn kind(&self) -> Kind {
        match self {
            Constant::Unknown => Kind::Unknown,
            Constant::Bool(_) => Kind::Bool,
            Constant::String(_) => Kind::String,
            Constant::Int(_) | Constant::Big(_) => Kind::Int,
            Constant::Ratio(_) | Constant::Float(_) => Kind::Float,
            Constant::Complex(_) => Kind::Complex,
        }
    }

    /// Whether nothing is known of it.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Constant::Unknown)
    }

    /// A string of these bytes.
    pub fn string(bytes: &[u8]) -> Constant {
        Constant::String(bytes.into())
    }

    /// An integer of any size.
    pub fn from_big(value: BigInt) -> Constant {
        match value.to_i64() {
            Some(small) => Constant::Int(small),
            None => Constant::Big(Rc::new(value)),
        }
    }

    /// An unsigned integer.
    pub fn from_u64(value: u64) -> Constant {
        match i64::try_from(value) {
            Ok(small) => Constant::Int(small),
            Err(_) => Constant::Big(Rc::new(BigInt::from(value))),
        }
    }

    /// A number of floating-point kind; minus zero is zero. Infinities and NaN are unknown.
    pub fn from_f64(value: f64) -> Constant {
        match BigRational::from_float(value) {
            Some(ratio) => Constant::Ratio(Rc::new(ratio)),
            None => Constant::Unknown,
        }
    }

    fn from_ratio(value: BigRational) -> Constant {
        if value.numer().bits() < MAX_FRACTION && value.denom().bits() < MAX_FRACTION {
            return Constant::Ratio(Rc::new(value));
        }
        Constant::from_float(BigFloat::from_ratio(&value))
    }

    fn from_float(value: Option<BigFloat>) -> Constant {
        value.map_or(Constant::Unknown, |float| Constant::Float(Rc::new(float)))
    }

    fn complex(re: Constant, im: Constant) -> Constant {
        if re.is_unknown() || im.is_unknown() {
            return Constant::Unknown;
        }
        Constant::Complex(Rc::new((re, im)))
    }

    /// `i` times the number.
    pub fn times_i(self) -> Constant {
        Constant::complex(Constant::Int(0), self)
    }

    /// The truth value; false if it is none.
    pub fn as_bool(&self) -> bool {
        matches!(self, Constant::Bool(true))
    }

    /// The bytes of a string; empty if it is none.
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Constant::String(bytes) => bytes,
            _ => &[],
        }
    }

    /// The integer, if it is one (of any kind: `1.0` is) and fits.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Constant::Int(value) => Some(*value),
            Constant::Ratio(_) | Constant::Float(_) | Constant::Complex(_) => match self.to_int() {
                Constant::Int(value) => Some(value),
                _ => None,
            },
            _ => None,
        }
    }

    /// The integer, if it is one (of any kind) and fits.
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Constant::Int(value) => u64::try_from(*value).ok(),
            Constant::Big(value) => value.to_u64(),
            Constant::Ratio(_) | Constant::Float(_) | Constant::Complex(_) => match self.to_int() {
                Constant::Int(value) => u64::try_from(value).ok(),
                Constant::Big(value) => value.to_u64(),
                _ => None,
            },
            _ => None,
        }
    }

    /// The nearest `float64`, infinite if it is too large; 0 if it is no real number.
    pub fn as_f64(&self) -> f64 {
        round::to_f64(self)
    }

    /// The nearest `float32`, infinite if it is too large; 0 if it is no real number.
    pub fn as_f32(&self) -> f32 {
        round::to_f32(self)
    }

    /// The real part of a number.
    pub fn real(&self) -> Constant {
        match self {
            Constant::Complex(parts) => parts.0.clone(),
            other => other.clone(),
        }
    }

    /// The imaginary part of a number.
    pub fn imag(&self) -> Constant {
        match self {
            Constant::Complex(parts) => parts.1.clone(),
            Constant::Unknown => Constant::Unknown,
            _ => Constant::Int(0),
        }
    }

    /// -1, 0 or 1; for complex numbers 0 or not. Of an unknown value it is 1: nobody divides by zero then.
    pub fn sign(&self) -> i32 {
        match self {
            Constant::Int(value) => value.signum() as i32,
            Constant::Big(value) => sign_of(value),
            Constant::Ratio(value) => sign_of(value.numer()),
            Constant::Float(value) => value.sign(),
            Constant::Complex(parts) => parts.0.sign() | parts.1.sign(),
            _ => 1,
        }
    }

    /// How many bits the absolute value of an integer has.
    pub fn bit_len(&self) -> u64 {
        match self {
            Constant::Int(value) => u64::from(64 - value.unsigned_abs().leading_zeros()),
            Constant::Big(value) => value.bits(),
            _ => 0,
        }
    }

    /// The same number as an integer, or unknown if it is none. A 512-bit number that is an integer but for its last few
    /// bits counts as one: those are rounding errors.
    pub fn to_int(&self) -> Constant {
        match self {
            Constant::Int(_) | Constant::Big(_) => self.clone(),
            Constant::Ratio(value) if value.is_integer() => {
                Constant::from_big(value.numer().clone())
            }
            Constant::Float(value) => value.to_int().map_or(Constant::Unknown, Constant::from_big),
            Constant::Complex(_) => self.to_float().to_int_if_real(),
            _ => Constant::Unknown,
        }
    }

    fn to_int_if_real(&self) -> Constant {
        match self {
            Constant::Complex(_) => Constant::Unknown,
            other => other.to_int(),
        }
    }

    /// The same number with floating-point kind, or unknown if it is not real.
    pub fn to_float(&self) -> Constant {
        match self {
            Constant::Int(value) => {
                Constant::Ratio(Rc::new(BigRational::from_integer(BigInt::from(*value))))
            }
            Constant::Big(value) => {
                Constant::from_ratio(BigRational::from_integer((**value).clone()))
            }
            Constant::Ratio(_) | Constant::Float(_) => self.clone(),
            Constant::Complex(parts) if parts.1.sign() == 0 => parts.0.to_float(),
            _ => Constant::Unknown,
        }
    }

    /// The same number with complex kind, or unknown if it is no number.
    pub fn to_complex(&self) -> Constant {
        match self {
            Constant::Int(_) | Constant::Big(_) | Constant::Ratio(_) | Constant::Float(_) => {
                Constant::complex(self.clone(), Constant::Int(0))
            }
            Constant::Complex(_) => self.clone(),
            _ => Constant::Unknown,
        }
    }

    /// The integer of any size, if it is of integer kind.
    pub fn as_big(&self) -> Option<BigInt> {
        match self {
            Constant::Int(value) => Some(BigInt::from(*value)),
            Constant::Big(value) => Some((**value).clone()),
            _ => None,
        }
    }
}

fn sign_of(value: &BigInt) -> i32 {
    if value.is_zero() {
        0
    } else if value.is_negative() {
        -1
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use burrow_go_syntax::ast::{BinaryOp, LiteralKind};

    use super::Constant;

    fn number(text: &str) -> Constant {
        let float = !text.starts_with("0x") && text.contains(['.', 'e']) || text.contains('p');
        let kind = match text.as_bytes() {
            [.., b'i'] => LiteralKind::Imag,
            [b'\'', ..] => LiteralKind::Rune,
            _ if float => LiteralKind::Float,
            _ => LiteralKind::Int,
        };
        Constant::literal(kind, text)
    }

    #[test]
    fn literals_have_their_values() {
        let check = |text, shown: &str| assert_eq!(number(text).to_string(), shown, "{text}");
        check("1_000", "1000");
        check("0x_ff", "255");
        check("0o17", "15");
        check("017", "15");
        check("0b101", "5");
        check("'a'", "97");
        check("18446744073709551616", "18446744073709551616");
        check("1.50", "1.5");
        check("0x1p-2", "0.25");
        check("1e400", "1e+400");
        check("1e1000000", "1e+1000000");
        check("2.5e-1000000", "2.5e-1000000");
        check("0e99999999999", "0");
        check("1e-9999999999", "0");
        check("1e9999999999", "unknown");
        check("017i", "(0 + 17i)");
        check("123456789.0", "1.23457e+08");
    }

    #[test]
    fn operations_are_exact() {
        let check = |x, op, y, shown: &str| {
            let integers = !matches!(
                (number(x), number(y)),
                (Constant::Ratio(_), _) | (_, Constant::Ratio(_))
            );
            assert_eq!(
                number(x).binary(op, &number(y), integers).to_string(),
                shown,
                "{x} {op:?} {y}"
            );
        };
        check("9223372036854775807", BinaryOp::Add, "1", "9223372036854775808");
        check("7", BinaryOp::Div, "2", "3");
        check("7.0", BinaryOp::Div, "2", "3.5");
        check("7", BinaryOp::Rem, "4", "3");
        check("0xf0", BinaryOp::AndNot, "0x30", "192");
        check("1i", BinaryOp::Mul, "1i", "(-1 + 0i)");
        check("1e1000000", BinaryOp::Div, "1e999999", "10");
        check("1e1000000", BinaryOp::Sub, "1e1000000", "0");
        check("7", BinaryOp::Div, "0", "unknown");
        assert_eq!(number("1").shift(true, 70).to_string(), "1180591620717411303424");
        assert_eq!(number("0xff").neg().shift(false, 4).to_string(), "-16");
        assert_eq!(number("1").complement(Some(8)).to_string(), "254");
        assert!(
            number("0.1")
                .binary(BinaryOp::Mul, &number("3"), false)
                .compare(BinaryOp::Eq, &number("0.3"))
        );
    }

    #[test]
    fn numbers_round_to_the_nearest_float() {
        let check = |text, double: f64, single: f32| {
            assert_eq!(number(text).as_f64().to_bits(), double.to_bits(), "{text}");
            assert_eq!(number(text).as_f32().to_bits(), single.to_bits(), "{text}");
        };
        check("0.1", 0.1, 0.1);
        check("16777217", 16777217.0, 16777216.0);
        check("9007199254740993", 9007199254740992.0, 9007199254740992.0);
        check("1.7976931348623157e308", f64::MAX, f32::INFINITY);
        check("1.7976931348623159e308", f64::INFINITY, f32::INFINITY);
        check("5e-324", 5e-324, 0.0);
        check("2.4e-324", 0.0, 0.0);
        check("1.401298464324817e-45", 1.401298464324817e-45, 1e-45);
        check("2.2250738585072011e-308", 2.225_073_858_507_201e-308, 0.0);
        check("1e5000", f64::INFINITY, f32::INFINITY);
        check("1e-5000", 0.0, 0.0);
        // Rounded once, not by way of the other format.
        check("1.00000005960464477540", 1.0000000596046448, 1.000_000_1);
    }

    #[test]
    fn strings_are_quoted_and_cut() {
        let check =
            |bytes: &[u8], shown: &str| assert_eq!(Constant::string(bytes).to_string(), shown);
        check(b"a\"\n\x01\xff", r#""a\"\n\x01\xff""#);
        check("\u{e9}\u{200b}".as_bytes(), "\"\u{e9}\\u200b\"");
        check(&[b'x'; 80], &format!("\"{}...", "x".repeat(68)));
    }
}
