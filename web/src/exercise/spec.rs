//! What a lesson says of one of its exercises, as it stands in the page.

use js_sys::{Array, JSON};
use wasm_bindgen::JsValue;
use web_sys::Element;
use yew::AttrValue;

use crate::dom::field;
use crate::go::files::Source;
use crate::words::Key;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Predict,
    Fill,
    Write,
    Fix,
    Order,
}

impl Kind {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "predict" => Self::Predict,
            "fill" => Self::Fill,
            "write" => Self::Write,
            "fix" => Self::Fix,
            "order" => Self::Order,
            _ => return None,
        })
    }

    /// What a learner does, for the line above the title.
    pub fn name(self) -> Key {
        match self {
            Self::Predict => Key::ExercisePredict,
            Self::Fill => Key::ExerciseFill,
            Self::Write => Key::ExerciseWrite,
            Self::Fix => Key::ExerciseFix,
            Self::Order => Key::ExerciseOrder,
        }
    }
}

/// What a mistake's pattern is looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    Code,
    Output,
}

/// What gives a mistake away, and what is said then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub on: On,
    /// A regular expression of the browser's, and its flags.
    pub pattern: String,
    pub flags: String,
    pub sentence: String,
}

/// Lines to be put into order, between two parts of a program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    pub head: String,
    pub lines: Vec<String>,
    pub tail: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ExerciseSpec {
    pub id: AttrValue,
    pub topic: AttrValue,
    /// The language of its text.
    pub lang: AttrValue,
    pub kind: Kind,
    /// Changes with the starter.
    pub version: String,
    pub starter: String,
    /// Of `predict` it is what the program prints.
    pub solution: String,
    /// The tests; empty for `predict`.
    pub check: String,
    pub mistakes: Vec<Mistake>,
    pub order: Order,
    /// What the program reads.
    pub files: Vec<Source>,
}

impl ExerciseSpec {
    /// Reads what stands in the page; nothing where the page is newer than this program.
    pub fn of(exercise: &Element) -> Option<Self> {
        let word = |name: &str| exercise.get_attribute(name).unwrap_or_default();
        let code = |class: &str| {
            let code = exercise.query_selector(&format!(".{class} code")).ok().flatten();
            code.and_then(|code| code.text_content()).unwrap_or_default()
        };
        let lesson = exercise.closest(".lesson").ok().flatten();
        let topic = lesson.and_then(|lesson| lesson.get_attribute("data-topic"));
        let lang = exercise.closest("[lang]").ok().flatten();
        let lang = lang.and_then(|element| element.get_attribute("lang"));
        Some(Self {
            id: word("data-exercise").into(),
            topic: topic.unwrap_or_default().into(),
            lang: lang.unwrap_or_default().into(),
            kind: Kind::from_word(&word("data-kind"))?,
            version: word("data-version"),
            starter: code("exercise__starter"),
            solution: code("exercise__solution-code"),
            check: word("data-check"),
            mistakes: list(&word("data-mistakes")).iter().filter_map(mistake).collect(),
            order: order(&word("data-order")),
            files: list(&word("data-files")).iter().map(file).collect(),
        })
    }

    /// What the learner begins with, as it is kept.
    pub fn beginning(&self) -> String {
        match self.kind {
            Kind::Predict => String::new(),
            Kind::Order => super::order::Arrangement::first(self.order.lines.len()).to_text(),
            Kind::Fill | Kind::Write | Kind::Fix => self.starter.clone(),
        }
    }
}

fn parsed(json: &str) -> JsValue {
    JSON::parse(json).unwrap_or(JsValue::UNDEFINED)
}

fn list(json: &str) -> Array {
    let value = parsed(json);
    if Array::is_array(&value) { Array::from(&value) } else { Array::new() }
}

fn text(object: &JsValue, name: &str) -> String {
    field(object, name).as_string().unwrap_or_default()
}

fn mistake(value: JsValue) -> Option<Mistake> {
    let on = match text(&value, "on").as_str() {
        "code" => On::Code,
        "output" => On::Output,
        _ => return None,
    };
    let [pattern, flags, sentence] =
        ["pattern", "flags", "sentence"].map(|name| text(&value, name));
    Some(Mistake { on, pattern, flags, sentence })
}

fn order(json: &str) -> Order {
    let value = parsed(json);
    if !value.is_object() {
        return Order::default();
    }
    let lines = Array::from(&field(&value, "lines"));
    Order {
        head: text(&value, "head"),
        lines: lines.iter().filter_map(|line| line.as_string()).collect(),
        tail: text(&value, "tail"),
    }
}

fn file(value: JsValue) -> Source {
    Source::new(&text(&value, "name"), &text(&value, "text"))
}
