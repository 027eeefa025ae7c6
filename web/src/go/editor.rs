//! The code editor of `web/js/code.js`, which is fetched when it is first needed.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use burrow_protocol::go::{Completion, Kind, Severity};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::session::Answer;
use crate::words::{Key, text};

#[wasm_bindgen(module = "/js/lazy.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = loadCode)]
    async fn load() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    type Module;

    #[wasm_bindgen(method, js_name = openCode)]
    fn open(this: &Module, host: &HtmlElement, words: &JsValue, hear: &JsValue) -> Code;

    #[derive(Clone)]
    type Code;

    #[wasm_bindgen(method)]
    fn show(this: &Code, name: &str, text: &str);

    #[wasm_bindgen(method)]
    fn keep(this: &Code, names: &Array);

    #[wasm_bindgen(method)]
    fn mark(this: &Code, problems: &Array);

    #[wasm_bindgen(method, js_name = stopAt)]
    fn stop_at(this: &Code, line: u32);

    #[wasm_bindgen(method, js_name = goTo)]
    fn go_to(this: &Code, place: u32);

    #[wasm_bindgen(method, js_name = setLocked)]
    fn set_locked(this: &Code, locked: bool);

    #[wasm_bindgen(method, js_name = breakAt)]
    fn break_at(this: &Code, lines: &Array);

    #[wasm_bindgen(method, js_name = toggleBreakpoint)]
    fn toggle_breakpoint(this: &Code);

    #[wasm_bindgen(method)]
    fn line(this: &Code) -> u32;

    #[wasm_bindgen(method)]
    fn destroy(this: &Code);
}

/// What the learner does in the editor.
pub enum News {
    /// Typed: the file, and its whole text.
    Changed(String, String),
    /// Set or took away a breakpoint: the file, and the lines that have one.
    Breakpoints(String, Vec<u32>),
    /// Asks what may stand at a place, in UTF-16 units; answered by [`Editor::answer`].
    Complete { ticket: u32, name: String, text: String, place: u32 },
}

/// A problem at its place, in UTF-16 units of its file.
#[derive(Clone, PartialEq)]
pub struct Mark {
    pub from: u32,
    pub to: u32,
    pub message: String,
    pub explanation: String,
    pub severity: Severity,
}

/// The editor; ends when dropped.
pub struct Editor {
    code: Code,
    waiting: Waiting,
    /// Kept alive as long as the editor calls them.
    _hear: Hear,
}

/// Whoever waits for completions, by ticket.
type Waiting = Rc<RefCell<BTreeMap<u32, Function>>>;

struct Hear {
    _changed: Closure<dyn Fn(String, String)>,
    _breakpoints: Closure<dyn Fn(String, Array)>,
    _complete: Closure<dyn Fn(String, String, u32) -> Promise>,
}

impl Editor {
    /// # Errors
    /// Where the script cannot be fetched.
    pub async fn open(host: &HtmlElement, news: impl Fn(News) + 'static) -> Result<Self, JsValue> {
        let module: Module = load().await?.unchecked_into();
        let news = Rc::new(news);
        let waiting = Waiting::default();
        let changed = Closure::<dyn Fn(String, String)>::new({
            let news = news.clone();
            move |name, text| news(News::Changed(name, text))
        });
        let breakpoints = Closure::<dyn Fn(String, Array)>::new({
            let news = news.clone();
            move |name, lines: Array| {
                let lines = lines.iter().filter_map(|line| line.as_f64()).map(|line| line as u32);
                news(News::Breakpoints(name, lines.collect()));
            }
        });
        let complete = Closure::<dyn Fn(String, String, u32) -> Promise>::new({
            let (waiting, last) = (waiting.clone(), RefCell::new(0));
            move |name: String, text: String, place| {
                *last.borrow_mut() += 1;
                let ticket = *last.borrow();
                let promise = Promise::new(&mut |resolve, _| {
                    waiting.borrow_mut().insert(ticket, resolve);
                });
                news(News::Complete { ticket, name, text, place });
                promise
            }
        });
        let hear = object(&[
            ("changed", changed.as_ref().clone()),
            ("breakpoints", breakpoints.as_ref().clone()),
            ("complete", complete.as_ref().clone()),
        ]);
        let code = module.open(host, &words(), &hear);
        let hear = Hear { _changed: changed, _breakpoints: breakpoints, _complete: complete };
        Ok(Self { code, waiting, _hear: hear })
    }

    /// Shows a file; a text that is not the editor's own is taken over, and can be undone.
    pub fn show(&self, name: &str, text: &str) {
        self.code.show(name, text);
    }

    /// Forgets all files but these.
    pub fn keep<'a>(&self, names: impl Iterator<Item = &'a str>) {
        self.code.keep(&names.map(JsValue::from).collect());
    }

    pub fn mark(&self, marks: &[Mark]) {
        let mark = |mark: &Mark| {
            object(&[
                ("from", mark.from.into()),
                ("to", mark.to.into()),
                ("message", mark.message.as_str().into()),
                ("explanation", mark.explanation.as_str().into()),
                ("severity", severity(mark.severity).into()),
            ])
        };
        self.code.mark(&marks.iter().map(mark).collect());
    }

    /// The line that the program stands at; 0 for none.
    pub fn stop_at(&self, line: u32) {
        self.code.stop_at(line);
    }

    /// Puts cursor and focus at a place, in UTF-16 units.
    pub fn go_to(&self, place: u32) {
        self.code.go_to(place);
    }

    /// Whether the text can be changed.
    pub fn set_locked(&self, locked: bool) {
        self.code.set_locked(locked);
    }

    pub fn break_at(&self, lines: impl Iterator<Item = u32>) {
        self.code.break_at(&lines.map(JsValue::from).collect());
    }

    /// Sets or takes away the breakpoint of the cursor's line.
    pub fn toggle_breakpoint(&self) {
        self.code.toggle_breakpoint();
    }

    /// The cursor's line, from 1.
    pub fn line(&self) -> u32 {
        self.code.line()
    }

    pub fn answer(&self, answer: &Answer) {
        let Some(resolve) = self.waiting.borrow_mut().remove(&answer.ticket) else { return };
        let items: Array = answer.items.iter().map(completion).collect();
        // It only settles a promise, which cannot fail.
        let _ = resolve.call1(&JsValue::UNDEFINED, &items);
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.code.destroy();
    }
}

fn completion(item: &Completion) -> JsValue {
    object(&[
        ("label", item.label.as_str().into()),
        ("kind", kind(item.kind).into()),
        ("detail", item.detail.as_str().into()),
        ("about", item.doc.as_str().into()),
        ("import", item.import.as_deref().unwrap_or_default().into()),
    ])
}

/// As CodeMirror names it.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Keyword => "keyword",
        Kind::Package => "namespace",
        Kind::Type => "type",
        Kind::Func => "function",
        Kind::Method => "method",
        Kind::Field => "property",
        Kind::Var => "variable",
        Kind::Const => "constant",
    }
}

/// As CodeMirror names it.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// What the editor says by itself.
fn words() -> JsValue {
    let phrases = object(&[
        ("Completions", text(Key::GoEditorCompletions).into()),
        ("Diagnostics", text(Key::GoEditorProblems).into()),
        ("No diagnostics", text(Key::GoEditorNoProblems).into()),
        ("Selection deleted", text(Key::GoEditorDeleted).into()),
    ]);
    object(&[("label", text(Key::GoEditorLabel).into()), ("phrases", phrases)])
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (field, value) in fields {
        // A plain object takes any field.
        let _ = Reflect::set(&object, &(*field).into(), value);
    }
    object.into()
}
