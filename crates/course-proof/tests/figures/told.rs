//! What variables hold, as `told.go` writes it of a program that a real Go runs.

use burrow_go_trace::{Address, Content, Frame, State, Value, Variable};

const IN_LIST: usize = 8;
const HOPS: usize = 3;

/// The variables of a frame that can be named where it stands.
pub fn named(frame: &Frame) -> Vec<&Variable> {
    let is_name = |name: &str| {
        name != "_" && name.chars().all(|c| c.is_alphanumeric() || c == '_') && !name.is_empty()
    };
    let all = frame.variables.iter();
    all.filter(|variable| !variable.shadowed && is_name(&variable.name)).collect()
}

/// A line about these variables.
pub fn line(state: &State, line: u32, variables: &[&Variable]) -> String {
    let teller = Teller { state };
    let mut text = format!("@{line}");
    for variable in variables {
        let Variable { name, typ, size, value, .. } = variable;
        text += &format!(" | {name} {typ} {size} = {}", teller.value(value, typ, HOPS));
    }
    for (i, b) in variables.iter().enumerate() {
        for a in &variables[..i] {
            if let Some(apart) = teller.shared(&a.value, &b.value) {
                text += &format!(" | {}~{} {apart}", a.name, b.name);
            }
        }
    }
    text
}

struct Teller<'a> {
    state: &'a State,
}

impl Teller<'_> {
    fn shared(&self, a: &Value, b: &Value) -> Option<i64> {
        let span = |value: &Value| {
            let Value::Slice { array, cap, .. } = value else { return None };
            let object = self.state.object(array.object)?;
            let Content::Array { size, .. } = object.content else { return None };
            let from = array.object + array.offset;
            Some((from, from + cap * size))
        };
        let ((a, a_end), (b, b_end)) = (span(a)?, span(b)?);
        (a < b_end && b < a_end).then(|| b as i64 - a as i64)
    }

    fn value(&self, value: &Value, typ: &str, left: usize) -> String {
        match value {
            Value::Scalar(text) => text.clone(),
            Value::Text { len, cut: true, .. } => format!("text of {len}"),
            Value::Text { text, .. } => format!("\"{text}\""),
            Value::Nil => "nil".to_string(),
            Value::Struct { .. } if is_library(typ) => typ.to_string(),
            Value::Struct { fields, .. } => {
                let fields = fields.iter().map(|field| {
                    let value = self.value(&field.value, &field.typ, left);
                    format!(
                        "{} {} @{}+{}: {value}",
                        field.name, field.typ, field.offset, field.size
                    )
                });
                format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
            }
            Value::Array { elements, more } => {
                self.list(elements, elements.len() as u64 + more, element(typ), left)
            }
            Value::Interface { typ, value, .. } => {
                format!("{typ}({})", self.value(value, typ, left))
            }
            Value::Func { name, .. } => name.clone(),
            Value::Chan(to) => match self.state.object(to.object).map(|object| &object.content) {
                Some(Content::Chan { len, cap, .. }) => format!("chan {len}/{cap}"),
                _ => "chan?".to_string(),
            },
            Value::Omitted => "omitted".to_string(),
            _ if left == 0 => "…".to_string(),
            Value::Pointer(to) => {
                let aim = typ.strip_prefix('*').unwrap_or(typ);
                match self.found(*to, aim) {
                    Some(value) => format!("&{}", self.value(value, aim, left - 1)),
                    None => "&?".to_string(),
                }
            }
            Value::Slice { array, len, cap } => {
                // Without elements it may lead nowhere.
                let none = (*len == 0).then(|| "[]".to_string());
                let list = none.or_else(|| self.slice(*array, *len, left - 1));
                let list = list.unwrap_or_else(|| "[?]".to_string());
                format!("{list} len {len} cap {cap}")
            }
            Value::Map(to) => self.map(*to, typ, left - 1).unwrap_or_else(|| "map?".to_string()),
        }
    }

    fn list(&self, elements: &[Value], len: u64, typ: &str, left: usize) -> String {
        let shown = elements.iter().take(IN_LIST).map(|one| self.value(one, typ, left));
        let mut items: Vec<String> = shown.collect();
        if len > IN_LIST as u64 {
            items.push("…".to_string());
        }
        format!("[{}]", items.join(" "))
    }

    fn slice(&self, array: Address, len: u64, left: usize) -> Option<String> {
        let object = self.state.object(array.object)?;
        let Content::Array { elements, elem, .. } = &object.content else { return None };
        let first = object.element(array)? as usize;
        let end = (first + len as usize).min(elements.len());
        Some(self.list(elements.get(first..end)?, len, elem, left))
    }

    fn map(&self, to: Address, typ: &str, left: usize) -> Option<String> {
        let object = self.state.object(to.object)?;
        let Content::Map { entries, .. } = &object.content else { return None };
        let (key, value) = of_map(if typ.starts_with("map[") { typ } else { &object.typ });
        let entry = |entry: &burrow_go_trace::Entry| {
            let (key, value) =
                (self.value(&entry.key, key, left), self.value(&entry.value, value, left));
            format!("{key}: {value}")
        };
        let mut items: Vec<String> = entries.iter().map(entry).collect();
        items.sort();
        Some(format!("map[{}]", items.join(", ")))
    }

    /// What lies at an address and has this type.
    fn found(&self, to: Address, aim: &str) -> Option<&Value> {
        if let Some(object) = self.state.object(to.object) {
            return match &object.content {
                Content::Value(value) => inside(value, &object.typ, object.size, to.offset, aim),
                Content::Array { elements, elem, size, .. } => {
                    let element = elements.get((to.offset / size) as usize)?;
                    inside(element, elem, *size, to.offset % size, aim)
                }
                _ => None,
            };
        }
        let frames = self.state.goroutines.iter().flat_map(|goroutine| &goroutine.frames);
        let mut variables = frames.flat_map(|frame| &frame.variables).chain(&self.state.globals);
        let variable = variables.find(|variable| variable.address == Some(to.object))?;
        inside(&variable.value, &variable.typ, variable.size, to.offset, aim)
    }
}

/// The part of a value at an offset that has a type.
fn inside<'a>(value: &'a Value, typ: &str, size: u64, offset: u64, aim: &str) -> Option<&'a Value> {
    if offset == 0 && typ == aim {
        return Some(value);
    }
    match value {
        Value::Struct { fields, .. } => fields.iter().find_map(|field| {
            let at = offset.checked_sub(field.offset).filter(|at| *at < field.size)?;
            inside(&field.value, &field.typ, field.size, at, aim)
        }),
        Value::Array { elements, more } => {
            let each = size / (elements.len() as u64 + more);
            let element_at = elements.get((offset / each) as usize)?;
            inside(element_at, element(typ), each, offset % each, aim)
        }
        _ => None,
    }
}

/// Whether a struct type is one of the library's.
fn is_library(typ: &str) -> bool {
    !typ.starts_with("main.") && !typ.starts_with("struct {")
}

/// The type of an array's elements.
fn element(typ: &str) -> &str {
    typ.split_once(']').map_or("", |(_, element)| element)
}

/// The types of a map's keys and values.
fn of_map(typ: &str) -> (&str, &str) {
    let inner = typ.strip_prefix("map[").unwrap_or(typ);
    let mut depth = 0;
    for (at, c) in inner.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 0 => return (&inner[..at], &inner[at + 1..]),
            ']' => depth -= 1,
            _ => {}
        }
    }
    ("", "")
}
