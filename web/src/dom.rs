//! What the page's document holds, and the plain objects that scripts hand over.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, NodeList};
use yew::NodeRef;

/// The elements inside that a selector of ours names.
pub fn elements(inside: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    let found = inside.query_selector_all(selector).ok();
    let count = found.as_ref().map_or(0, NodeList::length);
    (0..count).filter_map(move |index| found.as_ref()?.item(index)?.dyn_into().ok())
}

/// Moves the focus to an element.
pub fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        // Where it cannot be focused, it is not on the page.
        let _ = element.focus();
    }
}

/// What the head of the page says under a name.
pub fn meta(name: &str) -> Option<String> {
    let selector = format!("meta[name={name}]");
    let meta = gloo::utils::document().query_selector(&selector).ok().flatten()?;
    meta.get_attribute("content")
}

/// The whole address of a file beside the page, by the name that the page gives it; none where this
/// site leaves it out.
pub fn asset(name: &str) -> Option<String> {
    let assets = gloo::utils::document().get_element_by_id("burrow-assets")?.text_content()?;
    let assets = js_sys::JSON::parse(&assets).ok()?;
    let path = field(&assets, name).as_string().filter(|path| !path.is_empty())?;
    // The page's script has made it absolute.
    Some(format!("{}{path}", meta("burrow-root")?))
}

/// A field of an object; undefined where there is none.
pub fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}
