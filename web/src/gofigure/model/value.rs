//! Values as lines of text, and where their arrows lead.

use burrow_go_trace::{Address, Content, Entry, Field, State, Value, Variable};

use super::names::{Numbers, short};
use crate::model::format;

/// Elements, entries and fields that are shown in a line.
const IN_LINE: usize = 6;

/// A value in one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub text: String,
    /// What its arrow leads to.
    pub to: Option<String>,
}

/// What values of a moment are read with.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub state: &'a State,
    pub numbers: &'a Numbers,
    /// Whether what pointers lead to is drawn; otherwise slices are told by their elements.
    pub has_heap: bool,
}

/// The name of a variable as an end of arrows.
pub fn variable_anchor(address: u64) -> String {
    format!("v{address}")
}

/// The name of an object, or of an element of its array.
pub fn object_anchor(address: u64, element: Option<u64>) -> String {
    match element {
        Some(element) => format!("o{address}-{element}"),
        None => format!("o{address}"),
    }
}

impl Reader<'_> {
    pub fn line(&self, value: &Value) -> Line {
        Line { text: self.text(value, 2), to: value.target().and_then(|to| self.anchor(to)) }
    }

    fn text(&self, value: &Value, depth: usize) -> String {
        let inner = |value: &Value| self.text(value, depth.saturating_sub(1));
        match value {
            Value::Scalar(text) => text.clone(),
            Value::Text { text, len, cut: true, .. } => {
                format!("\"{text}…\", len {}", format::whole(*len))
            }
            Value::Text { text, .. } => format!("\"{text}\""),
            Value::Nil => "nil".to_string(),
            Value::Pointer(to) | Value::Map(to) | Value::Chan(to) => self.arrow(*to),
            Value::Slice { .. } if !self.has_heap => self.argument(value),
            Value::Slice { array, len, cap } => {
                format!("{}  len {len}, cap {cap}", self.arrow(*array))
            }
            Value::Func { name, closure: Some(to) } => {
                format!("{} {}", short(name), self.arrow(*to))
            }
            Value::Func { name, closure: None } => short(name),
            Value::Interface { typ, value, .. } => format!("{}({})", short(typ), inner(value)),
            Value::Struct { .. } | Value::Array { .. } if depth == 0 => "…".to_string(),
            Value::Struct { fields, more } => {
                let field = |field: &Field| format!("{}: {}", field.name, inner(&field.value));
                format!("{{{}}}", list(fields, *more, field))
            }
            Value::Array { elements, more } => format!("[{}]", list(elements, *more, inner)),
            Value::Omitted => "…".to_string(),
        }
    }

    /// The arguments of a call as they would be written: those of `...any` one by one.
    pub fn arguments<'b>(&self, arguments: impl Iterator<Item = &'b Variable>) -> String {
        let told = arguments.map(|it| {
            let told = self.argument(&it.value);
            let is_any = matches!(&*it.typ, "[]interface {}" | "[]any");
            if is_any { told.trim_matches(['[', ']']).to_string() } else { told }
        });
        told.collect::<Vec<_>>().join(", ")
    }

    /// A value by what it holds: an argument that is a slice is told by its elements.
    pub fn argument(&self, value: &Value) -> String {
        let Value::Slice { array, len, .. } = value else { return self.text(value, 2) };
        let unknown = || format!("[…] len {len}");
        let Some(object) = self.state.object(array.object) else { return unknown() };
        let (Content::Array { elements, .. }, Some(first)) =
            (&object.content, object.element(*array))
        else {
            return unknown();
        };
        let first = elements.len().min(first as usize);
        let end = elements.len().min(first + *len as usize);
        let more = *len - (end - first) as u64;
        let bare = |it: &Value| match it {
            Value::Interface { value, .. } => self.text(value, 1),
            other => self.text(other, 1),
        };
        format!("[{}]", list(&elements[first..end], more, bare))
    }

    /// An entry of a map: what stands before its value.
    pub fn key(&self, entry: &Entry) -> String {
        self.text(&entry.key, 1)
    }

    /// Where a pointer leads, in words: a variable by its name, an object by its number.
    fn arrow(&self, to: Address) -> String {
        if let Some(variable) = self.variable(to.object) {
            return format!("→ {}", variable.name);
        }
        let Some(object) = self.state.object(to.object) else { return "→ …".to_string() };
        let number = self.numbers.of(to.object).unwrap_or_default();
        match object.element(to).filter(|element| *element > 0) {
            Some(element) => format!("→ #{number}[{element}]"),
            None => format!("→ #{number}"),
        }
    }

    fn anchor(&self, to: Address) -> Option<String> {
        if self.variable(to.object).is_some() {
            return Some(variable_anchor(to.object));
        }
        let object = self.state.object(to.object)?;
        Some(object_anchor(to.object, object.element(to)))
    }

    /// The variable of a call or a package that lies at an address: it is where it is declared, not where it is captured.
    pub fn variable(&self, address: u64) -> Option<&Variable> {
        let frames = self.state.goroutines.iter().flat_map(|goroutine| &goroutine.frames);
        let mut variables = frames.flat_map(|frame| &frame.variables).chain(&self.state.globals);
        // The oldest call comes last.
        variables.rfind(|variable| variable.address == Some(address))
    }
}

/// What is shown of the items, and whether there are more.
fn list<T>(items: &[T], more: u64, show: impl Fn(&T) -> String) -> String {
    let mut shown: Vec<_> = items.iter().take(IN_LINE).map(show).collect();
    if more > 0 || items.len() > IN_LINE {
        shown.push("…".to_string());
    }
    shown.join(", ")
}
