use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Action, Stage};
use crate::words::Key;

pub static SEARCH: Action =
    Action { name: "search", label: Key::SearchTitle, help: Key::SearchHelp, key: "/", perform };

/// Follows the way that every page has: whichever flavour shows the search, it leads there.
fn perform(_: &Stage) {
    let way = document().query_selector(".header__search").ok().flatten();
    if let Some(way) = way.and_then(|way| way.dyn_into::<HtmlElement>().ok()) {
        way.click();
    }
}
