//! The keys of a row of tabs.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Arrow keys open the neighbour and take the focus along, as tabs do.
pub fn move_along(event: &KeyboardEvent, at: usize, count: usize, show: impl FnOnce(usize)) {
    let next = match event.key().as_str() {
        "ArrowRight" => (at + 1) % count,
        "ArrowLeft" => (at + count - 1) % count,
        _ => return,
    };
    event.prevent_default();
    let tab = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let sibling = tab
        .and_then(|tab| tab.parent_element())
        .and_then(|list| list.children().item(next as u32))
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(sibling) = sibling {
        let _ = sibling.focus();
    }
    show(next);
}
