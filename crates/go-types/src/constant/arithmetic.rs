//! Operations on constants. Operands of different kinds are brought to the larger one first; what makes no sense (the
//! checker asks only for what does) is unknown.

use std::cmp::Ordering;
use std::rc::Rc;

use burrow_go_syntax::ast::BinaryOp;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use super::{BigFloat, Constant, Kind};

impl Constant {
    /// `-x`
    pub fn neg(&self) -> Constant {
        match self {
            Constant::Int(value) => match value.checked_neg() {
                Some(negated) => Constant::Int(negated),
                None => Constant::from_big(-BigInt::from(*value)),
            },
            Constant::Big(value) => Constant::from_big(-(**value).clone()),
            Constant::Ratio(value) => Constant::Ratio(Rc::new(-(**value).clone())),
            Constant::Float(value) => Constant::Float(Rc::new(value.neg())),
            Constant::Complex(parts) => Constant::complex(parts.0.neg(), parts.1.neg()),
            _ => Constant::Unknown,
        }
    }

    /// `^x` of an integer; for an unsigned type of `bits` bits only those are kept.
    pub fn complement(&self, bits: Option<u32>) -> Constant {
        let Some(value) = self.as_big() else {
            return Constant::Unknown;
        };
        let flipped = -value - 1;
        Constant::from_big(match bits {
            Some(bits) => flipped & ((BigInt::from(1) << bits) - 1),
            None => flipped,
        })
    }

    /// `!x`
    pub fn not(&self) -> Constant {
        match self {
            Constant::Bool(value) => Constant::Bool(!value),
            _ => Constant::Unknown,
        }
    }

    /// `x op y` for all operators but shifts and comparisons. `integers` asks for the division of integers, which is
    /// truncated; otherwise a quotient of integers is a fraction.
    pub fn binary(&self, op: BinaryOp, other: &Constant, integers: bool) -> Constant {
        match (self, other) {
            (Constant::Bool(x), Constant::Bool(y)) => match op {
                BinaryOp::LAnd => Constant::Bool(*x && *y),
                BinaryOp::LOr => Constant::Bool(*x || *y),
                _ => Constant::Unknown,
            },
            (Constant::String(x), Constant::String(y)) if op == BinaryOp::Add => {
                Constant::String([&x[..], &y[..]].concat().into())
            }
            (Constant::Int(x), Constant::Int(y)) => small(op, *x, *y, integers)
                .unwrap_or_else(|| big(op, &BigInt::from(*x), &BigInt::from(*y), integers)),
            _ => match rank(self).max(rank(other)) {
                0 => Constant::Unknown,
                1 | 2 => match (self.as_big(), other.as_big()) {
                    (Some(x), Some(y)) => big(op, &x, &y, integers),
                    _ => Constant::Unknown,
                },
                3 => match (ratio(self), ratio(other)) {
                    (Some(x), Some(y)) => fraction(op, &x, &y),
                    _ => Constant::Unknown,
                },
                4 => match (float(self), float(other)) {
                    (Some(x), Some(y)) => floating(op, &x, &y),
                    _ => Constant::Unknown,
                },
                _ => complex(op, &self.to_complex(), &other.to_complex()),
            },
        }
    }

    /// `x << count` or `x >> count` of an integer.
    pub fn shift(&self, left: bool, count: u32) -> Constant {
        match self {
            Constant::Int(value) if !left => Constant::Int(value >> count.min(63)),
            Constant::Int(value) if count < 62 && value.unsigned_abs() < 1 << (62 - count) => {
                Constant::Int(value << count)
            }
            Constant::Int(_) | Constant::Big(_) => match self.as_big() {
                Some(value) if left => Constant::from_big(value << count),
                Some(value) => Constant::from_big(value >> count),
                None => Constant::Unknown,
            },
            _ => Constant::Unknown,
        }
    }

    /// Whether the comparison holds; never for unknown values.
    pub fn compare(&self, op: BinaryOp, other: &Constant) -> bool {
        let order = match (self, other) {
            (Constant::Bool(x), Constant::Bool(y)) => x.cmp(y),
            (Constant::String(x), Constant::String(y)) => x.cmp(y),
            (Constant::Int(x), Constant::Int(y)) => x.cmp(y),
            _ => match rank(self).max(rank(other)) {
                1 | 2 => self.as_big().cmp(&other.as_big()),
                3 => match (ratio(self), ratio(other)) {
                    (Some(x), Some(y)) => x.cmp(&y),
                    _ => return false,
                },
                4 => match (float(self), float(other)) {
                    (Some(x), Some(y)) => x.compare(&y),
                    _ => return false,
                },
                5 => {
                    let equal = self.real().compare(BinaryOp::Eq, &other.real())
                        && self.imag().compare(BinaryOp::Eq, &other.imag());
                    return equal == (op == BinaryOp::Eq);
                }
                _ => return false,
            },
        };
        match op {
            BinaryOp::Eq => order == Ordering::Equal,
            BinaryOp::Ne => order != Ordering::Equal,
            BinaryOp::Lt => order == Ordering::Less,
            BinaryOp::Le => order != Ordering::Greater,
            BinaryOp::Gt => order == Ordering::Greater,
            BinaryOp::Ge => order != Ordering::Less,
            _ => false,
        }
    }
}

/// Numbers by their representation, the smallest first; 0 for what is no number.
fn rank(value: &Constant) -> u8 {
    match (value, value.kind()) {
        (Constant::Int(_), _) => 1,
        (Constant::Big(_), _) => 2,
        (Constant::Ratio(_), _) => 3,
        (Constant::Float(_), _) => 4,
        (_, Kind::Complex) => 5,
        // Larger than all numbers, so that the pair is unknown.
        _ => 6,
    }
}

fn ratio(value: &Constant) -> Option<BigRational> {
    match value {
        Constant::Ratio(value) => Some((**value).clone()),
        _ => Some(BigRational::from_integer(value.as_big()?)),
    }
}

fn float(value: &Constant) -> Option<BigFloat> {
    match value {
        Constant::Float(value) => Some((**value).clone()),
        _ => BigFloat::from_ratio(&ratio(value)?),
    }
}

fn small(op: BinaryOp, x: i64, y: i64, integers: bool) -> Option<Constant> {
    let result = match op {
        BinaryOp::Add => x.checked_add(y)?,
        BinaryOp::Sub => x.checked_sub(y)?,
        BinaryOp::Mul => x.checked_mul(y)?,
        BinaryOp::Div if integers => x.checked_div(y)?,
        BinaryOp::Rem => x.checked_rem(y)?,
        BinaryOp::And => x & y,
        BinaryOp::Or => x | y,
        BinaryOp::Xor => x ^ y,
        BinaryOp::AndNot => x & !y,
        _ => return None,
    };
    Some(Constant::Int(result))
}

fn big(op: BinaryOp, x: &BigInt, y: &BigInt, integers: bool) -> Constant {
    if matches!(op, BinaryOp::Div | BinaryOp::Rem) && y.is_zero() {
        return Constant::Unknown;
    }
    Constant::from_big(match op {
        BinaryOp::Add => x + y,
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => x * y,
        BinaryOp::Div if integers => x / y,
        BinaryOp::Div => return Constant::from_ratio(BigRational::new(x.clone(), y.clone())),
        BinaryOp::Rem => x % y,
        BinaryOp::And => x & y,
        BinaryOp::Or => x | y,
        BinaryOp::Xor => x ^ y,
        BinaryOp::AndNot => x & !y,
        _ => return Constant::Unknown,
    })
}

fn fraction(op: BinaryOp, x: &BigRational, y: &BigRational) -> Constant {
    Constant::from_ratio(match op {
        BinaryOp::Add => x + y,
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => x * y,
        BinaryOp::Div if !y.is_zero() => x / y,
        _ => return Constant::Unknown,
    })
}

fn floating(op: BinaryOp, x: &BigFloat, y: &BigFloat) -> Constant {
    Constant::from_float(match op {
        BinaryOp::Add => x.add(y),
        BinaryOp::Sub => x.sub(y),
        BinaryOp::Mul => x.mul(y),
        BinaryOp::Div => x.div(y),
        _ => None,
    })
}

fn complex(op: BinaryOp, x: &Constant, y: &Constant) -> Constant {
    let (Constant::Complex(x), Constant::Complex(y)) = (x, y) else {
        return Constant::Unknown;
    };
    let (a, b, c, d) = (&x.0, &x.1, &y.0, &y.1);
    let add = |x: &Constant, y: &Constant| x.binary(BinaryOp::Add, y, false);
    let sub = |x: &Constant, y: &Constant| x.binary(BinaryOp::Sub, y, false);
    let mul = |x: &Constant, y: &Constant| x.binary(BinaryOp::Mul, y, false);
    let div = |x: &Constant, y: &Constant| x.binary(BinaryOp::Div, y, false);
    match op {
        BinaryOp::Add => Constant::complex(add(a, c), add(b, d)),
        BinaryOp::Sub => Constant::complex(sub(a, c), sub(b, d)),
        BinaryOp::Mul => {
            Constant::complex(sub(&mul(a, c), &mul(b, d)), add(&mul(b, c), &mul(a, d)))
        }
        BinaryOp::Div => {
            let square = add(&mul(c, c), &mul(d, d));
            let re = add(&mul(a, c), &mul(b, d));
            let im = sub(&mul(b, c), &mul(a, d));
            Constant::complex(div(&re, &square), div(&im, &square))
        }
        _ => Constant::Unknown,
    }
}
