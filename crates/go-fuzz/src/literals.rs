//! Values written out: numbers, strings, and composites of fresh parts.

use std::rc::Rc;

use crate::generator::Generator;
use crate::types::{Class, Constraint, Type};

const STRINGS: [&str; 12] = [
    "\"\"",
    "\"a\"",
    "\"go\"",
    "\"héllo\"",
    "\"日本語\"",
    "\"x\\x00y\"",
    "\"\\xff\\xfe\"",
    "\"line\\n\"",
    "`raw\\n`",
    "\"\\u00e9\\U0001f600\"",
    "\"tab\\tquote\\\"\"",
    "\"abcdefghijklmnopqrstuvwxyz\"",
];

const FLOATS: [&str; 14] = [
    "0.0",
    "1.0",
    "-1.0",
    "0.5",
    "-2.5",
    "3.25",
    "0.1",
    "1e10",
    "-1e-7",
    "123456.789",
    "1e-40",
    "3e38",
    "0x1p-3",
    "16777217.0",
];

impl Generator {
    /// A value of a number, string or truth type as a constant; of a type parameter, not one.
    pub fn literal(&mut self, typ: &Type) -> String {
        let name = self.text(typ);
        match typ.class() {
            Class::Integer { .. } if self.random.percent(12) => self.constant_of(typ),
            Class::Integer { bits, signed } => format!("{name}({})", self.integer(bits, signed)),
            Class::Float if self.random.percent(15) => {
                format!("{name}({})", self.constant_float(2))
            }
            Class::Float => format!("{name}({})", self.random.pick(&FLOATS)),
            Class::Complex => {
                let (re, im) = (*self.random.pick(&FLOATS), *self.random.pick(&FLOATS));
                format!("{name}(complex({re}, {im}))")
            }
            Class::Bool => (*self.random.pick(&["true", "false"])).to_owned(),
            Class::String => format!("{name}({})", self.random.pick(&STRINGS)),
            Class::Generic(Constraint::Integer | Constraint::Number) => {
                format!("{name}({})", self.random.below(100))
            }
            Class::Generic(_) => format!("*new({name})"),
            Class::Other => self.fresh(typ, 0),
        }
    }

    fn integer(&mut self, bits: u32, signed: bool) -> i128 {
        let (low, high) = if signed {
            (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
        } else {
            (0, (1i128 << bits) - 1)
        };
        match self.random.below(10) {
            0 => low,
            1 => high,
            2 => low + 1,
            3 => high - self.random.below(3) as i128,
            4 if signed => -(self.random.below(10) as i128),
            5 => i128::from(self.random.bits()) & high,
            6 => 1i128 << self.random.below(bits as usize - 1),
            _ => self.random.below(20) as i128,
        }
    }

    /// A value that shares nothing with any other.
    pub fn fresh(&mut self, typ: &Type, depth: usize) -> String {
        let name = self.text(typ);
        match typ {
            Type::Array(len, elem) => self.fresh_array(&name, *len, elem, depth),
            Type::Slice(elem) => self.fresh_slice(&name, elem, depth),
            Type::Map(key, elem) => self.fresh_map(&name, key, elem, depth),
            Type::Struct(id, arguments) => self.fresh_struct(&name, *id, arguments, depth),
            Type::Pointer(elem) => format!("new({})", self.fresh(elem, depth)),
            Type::Any => {
                let inside = self.simple_type();
                format!("any({})", self.expr(&inside, depth).text)
            }
            Type::Interface(id) => {
                let implementations = self.interfaces[*id].implementations.clone();
                let inside = self.random.pick(&implementations).clone();
                format!("{name}({})", self.expr(&inside, depth).text)
            }
            Type::Func(params, result) => self.function_literal(params, result, depth),
            _ if self.refers(typ) => format!("*new({name})"),
            _ => self.expr(typ, depth).text,
        }
    }

    fn fresh_array(&mut self, name: &str, len: usize, elem: &Rc<Type>, depth: usize) -> String {
        let depth = depth.saturating_sub(1);
        if self.random.percent(20) && !self.refers(elem) {
            let at = self.random.below(len);
            return format!("({name}{{{at}: {}}})", self.fresh(elem, depth));
        }
        let count = if self.refers(elem) { len } else { self.random.between(0, len) };
        let elems: Vec<String> = (0..count).map(|_| self.fresh(elem, depth)).collect();
        format!("({name}{{{}}})", elems.join(", "))
    }

    fn fresh_slice(&mut self, name: &str, elem: &Rc<Type>, depth: usize) -> String {
        if !self.refers(elem) {
            match self.random.below(10) {
                0 => return format!("make({name}, {})", self.random.below(6)),
                1 => {
                    let len = self.random.below(4);
                    return format!("make({name}, {len}, {})", len + self.random.below(5));
                }
                2 if let Some(other) = self.read(&Type::Slice(elem.clone())) => {
                    return format!("append({name}(nil), {other}...)");
                }
                _ => {}
            }
        }
        let depth = depth.saturating_sub(1);
        let elems: Vec<String> =
            (0..self.random.between(0, 4)).map(|_| self.fresh(elem, depth)).collect();
        format!("({name}{{{}}})", elems.join(", "))
    }

    fn fresh_map(&mut self, name: &str, key: &Rc<Type>, elem: &Rc<Type>, depth: usize) -> String {
        let depth = depth.saturating_sub(1);
        let mut entries = Vec::new();
        for index in 0..self.random.below(4) {
            let key = match key.class() {
                Class::Bool if index > 1 => break,
                Class::Bool => (["true", "false"][index]).to_owned(),
                Class::String => format!("{}(\"k{index}\")", self.text(key)),
                _ => format!("{}({})", self.text(key), index * 7),
            };
            entries.push(format!("{key}: {}", self.fresh(elem, depth)));
        }
        format!("({name}{{{}}})", entries.join(", "))
    }

    fn fresh_struct(&mut self, name: &str, id: usize, arguments: &[Type], depth: usize) -> String {
        let depth = depth.saturating_sub(1);
        let keyed = self.random.percent(50);
        let mut fields = Vec::new();
        for (field, typ) in self.fields(id, arguments) {
            if keyed && !self.refers(&typ) && self.random.percent(25) {
                continue;
            }
            let value = self.fresh(&typ, depth);
            fields.push(if keyed { format!("{field}: {value}") } else { value });
        }
        format!("({name}{{{}}})", fields.join(", "))
    }
}
