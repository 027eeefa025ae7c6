//! Ways from the variables in scope to values and places of a type.

use crate::generator::{Generator, Var};
use crate::types::{BYTE, Class, INT, Type};

/// Where something can be stored.
pub(crate) struct Place {
    pub text: String,
    /// What must hold so that it exists.
    pub guard: Option<String>,
}

impl Generator {
    /// A way to read a value of this type; none if no variable leads to one.
    pub fn read(&mut self, typ: &Type) -> Option<String> {
        if self.vars.is_empty() {
            return None;
        }
        for _ in 0..10 {
            let var = self.random.below(self.vars.len());
            let (mut text, mut at) = (self.vars[var].name.clone(), self.vars[var].typ.clone());
            for _ in 0..4 {
                if at == *typ {
                    return Some(text);
                }
                let Some(next) = self.read_step(&text, &at) else { break };
                (text, at) = next;
            }
        }
        None
    }

    fn read_step(&mut self, text: &str, typ: &Type) -> Option<(String, Type)> {
        match typ {
            Type::Struct(id, arguments) => {
                let fields = self.fields(*id, arguments);
                let (field, typ) = self.random.pick(&fields);
                Some((format!("{text}.{field}"), typ.clone()))
            }
            Type::Array(len, elem) => {
                let index = self.at_hand(&BYTE);
                Some((format!("{text}[{index}%{len}]"), (**elem).clone()))
            }
            Type::Slice(elem) => {
                let (at, index) = (self.helper("at"), self.at_hand(&INT));
                Some((format!("{at}({text}, {index})"), (**elem).clone()))
            }
            Type::Map(key, elem) => {
                let key = self.at_hand(key);
                Some((format!("{text}[{key}]"), (**elem).clone()))
            }
            Type::Pointer(elem) => Some((format!("(*{text})"), (**elem).clone())),
            Type::String => {
                let (at, index) = (self.helper("byteAt"), self.at_hand(&INT));
                Some((format!("{at}({text}, {index})"), BYTE))
            }
            _ => None,
        }
    }

    /// A variable of a simple type, or a constant.
    fn at_hand(&mut self, typ: &Type) -> String {
        let of_type = |var: &&Var| var.typ == *typ;
        let found: Vec<String> =
            self.vars.iter().filter(of_type).map(|var| var.name.clone()).collect();
        if found.is_empty() || self.random.percent(20) {
            return self.literal(typ);
        }
        self.random.pick(&found).clone()
    }

    /// An index into an array.
    pub fn index(&mut self, len: usize) -> String {
        let typ = self.integer_type();
        let value = self.varying(&typ, 1);
        match typ.class() {
            _ if len.is_power_of_two() => format!("{value}&{}", len - 1),
            Class::Integer { signed: false, .. } => format!("{value}%{len}"),
            _ => format!("uint({value})%{len}"),
        }
    }

    /// A place that a statement may change, of a type that is wanted.
    pub fn place(&mut self, wanted: impl Fn(&Type) -> bool) -> Option<(Place, Type)> {
        let first = self.frozen.min(self.vars.len());
        if first == self.vars.len() {
            return None;
        }
        for _ in 0..12 {
            let var = self.vars[self.random.between(first, self.vars.len() - 1)].clone();
            let mut at = var.typ.clone();
            let mut place = Place { text: var.name.clone(), guard: None };
            let mut settable = var.set;
            for _ in 0..4 {
                if settable && wanted(&at) && self.random.percent(70) {
                    return Some((place, at));
                }
                let in_map = matches!(at, Type::Map(..));
                settable |= matches!(at, Type::Slice(_) | Type::Pointer(_));
                let Some((next, typ)) = self.place_step(&place, &at, var.owned) else { break };
                // An element of a map is set as a whole.
                if in_map && wanted(&typ) {
                    return Some((next, typ));
                }
                if in_map {
                    break;
                }
                (place, at) = (next, typ);
            }
        }
        None
    }

    fn place_step(&mut self, place: &Place, typ: &Type, owned: bool) -> Option<(Place, Type)> {
        let Place { text, guard } = place;
        let guard = guard.clone();
        let step = |text: String, typ: &Type| Some((Place { text, guard }, typ.clone()));
        match typ {
            Type::Struct(id, arguments) => {
                let fields = self.fields(*id, arguments);
                let (field, typ) = self.random.pick(&fields);
                step(format!("{text}.{field}"), typ)
            }
            Type::Array(len, elem) => {
                let index = self.index(*len);
                step(format!("{text}[{index}]"), elem)
            }
            Type::Pointer(elem) if owned => step(format!("(*{text})"), elem),
            Type::Map(key, elem) if owned => {
                let key = self.expr(key, 1).text;
                step(format!("{text}[{key}]"), elem)
            }
            Type::Slice(elem) if owned && place.guard.is_none() => {
                let index = self.varying(&INT, 1);
                let guard = Some(format!("len({text}) > 0"));
                let text = format!("{text}[uint({index})%uint(len({text}))]");
                Some((Place { text, guard }, (**elem).clone()))
            }
            _ => None,
        }
    }
}
