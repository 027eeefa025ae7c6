//! Constant expressions: their value is known while the program is written, so that none overflows.

use crate::generator::Generator;
use crate::types::{Class, Type};

/// No constant grows beyond this.
const BOUND: i128 = 1 << 100;

impl Generator {
    /// An untyped integer constant expression and its value.
    pub fn constant(&mut self, depth: usize) -> (String, i128) {
        if depth == 0 {
            return self.constant_leaf();
        }
        let ((a, x), (b, y)) = (self.constant(depth - 1), self.constant(depth - 1));
        let shift = self.random.below(40) as u32;
        let (text, value) = match self.random.below(11) {
            0 | 1 => (format!("({a} + {b})"), x.checked_add(y)),
            2 => (format!("({a} - {b})"), x.checked_sub(y)),
            3 => (format!("({a} * {b})"), x.checked_mul(y)),
            4 => (format!("({a} / {b})"), x.checked_div(y)),
            5 => (format!("({a} % {b})"), x.checked_rem(y)),
            6 => (format!("({a} & {b})"), Some(x & y)),
            7 => (format!("({a} | {b})"), Some(x | y)),
            8 => (format!("({a} ^ {b})"), Some(x ^ y)),
            9 => (format!("({a} >> {shift})"), Some(x >> shift)),
            _ => (format!("({a} << {shift})"), x.checked_mul(1 << shift)),
        };
        match value {
            Some(value) if value.abs() < BOUND => (text, value),
            _ => (a, x),
        }
    }

    fn constant_leaf(&mut self) -> (String, i128) {
        match self.random.below(5) {
            0 => {
                let letter = b'a' + self.random.below(26) as u8;
                (format!("'{}'", letter as char), letter.into())
            }
            1 => {
                let number = self.random.bits() >> self.random.below(64);
                (format!("{number:#x}"), number.into())
            }
            2 => {
                let number = i128::from(self.random.bits() as i64 >> self.random.below(63));
                (format!("({number})"), number)
            }
            _ => {
                let number = self.random.below(100);
                (number.to_string(), number as i128)
            }
        }
    }

    /// A constant expression as a value of an integer type.
    pub fn constant_of(&mut self, typ: &Type) -> String {
        let (text, value) = self.constant(2);
        let name = self.text(typ);
        let Class::Integer { bits, signed } = typ.class() else { return format!("{name}(1)") };
        let (low, high) = if signed {
            (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
        } else {
            (0, (1i128 << bits) - 1)
        };
        if (low..=high).contains(&value) {
            format!("{name}({text})")
        } else {
            format!("{name}(({text}%100 + 100) % 100)")
        }
    }

    /// An untyped constant expression of a moderate size that need not be whole.
    pub fn constant_float(&mut self, depth: usize) -> String {
        if depth == 0 {
            let number = self.random.between(1, 5000);
            return match self.random.below(3) {
                0 => format!("{number}.0"),
                1 => format!("{}.{}", number / 100, number % 100),
                _ => format!("{number}e-3"),
            };
        }
        let (a, b) = (self.constant_float(depth - 1), self.constant_float(depth - 1));
        let operator = *self.random.pick(&["+", "*", "/"]);
        format!("({a} {operator} {b})")
    }
}
