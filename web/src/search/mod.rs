//! Places in the lessons that hold some words; `web/js/search.js` finds them.

mod module;

use js_sys::Array;
use wasm_bindgen::JsCast;

use crate::dom::field;

/// A place in a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The topic's id.
    pub topic: String,
    /// The id of an element of the lesson's page.
    pub place: String,
    pub kind: Kind,
    pub title: String,
    /// A sentence of it: what is looked for stands in every second part, from the second on.
    pub parts: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Screen,
    Exercise,
    Term,
}

/// What is found, best first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub hits: Vec<Hit>,
    /// Of which these are the best.
    pub all: u32,
}

/// Looks for words in the lessons; the list of all places lies at `address`.
///
/// # Errors
/// None says that the list could not be fetched.
pub async fn find(address: &str, words: &str) -> Option<Found> {
    let module: module::Module = module::load().await.ok()?.unchecked_into();
    let found = module.find(address, words).await.ok()?;
    let hits: Array = field(&found, "hits").dyn_into().ok()?;
    let all = field(&found, "all").as_f64()? as u32;
    Some(Found { hits: hits.iter().filter_map(|hit| Hit::from_js(&hit)).collect(), all })
}

impl Hit {
    fn from_js(hit: &wasm_bindgen::JsValue) -> Option<Self> {
        let text = |name: &str| field(hit, name).as_string();
        let parts: Array = field(hit, "parts").dyn_into().ok()?;
        Some(Self {
            topic: text("topic")?,
            place: text("place")?,
            kind: match text("kind")?.as_str() {
                "exercise" => Kind::Exercise,
                "term" => Kind::Term,
                _ => Kind::Screen,
            },
            title: text("title")?,
            parts: parts.iter().filter_map(|part| part.as_string()).collect(),
        })
    }
}
