//! What the HTML page tells the app, read once before the app takes the page over.

use yew::AttrValue;

/// What stands in the HTML page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageInfo {
    /// The path of the site's root, ending in a slash.
    pub root: AttrValue,
    /// The HTML of a static page's text.
    pub content: AttrValue,
}

/// Drops a file name that a host does not need: `/a/playground/index.html` is `/a/playground/`.
#[cfg(any(target_arch = "wasm32", test))]
fn folder_of(path: &str) -> &str {
    path.strip_suffix("index.html").unwrap_or(path)
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use gloo::utils::{document, window};

    use super::{PageInfo, folder_of};
    use crate::app::{App, AppProps};

    /// A mistake of ours must not leave a page that looks alive and is not.
    pub fn report_panics() {
        std::panic::set_hook(Box::new(|info| {
            console_error_panic_hook::hook(info);
            let note = document().create_element("p").ok();
            if let (Some(note), Some(body)) = (note, document().body()) {
                note.set_class_name("page-note");
                let _ = note.set_attribute("role", "alert");
                note.set_text_content(Some(
                    "Burrow met a fault of its own and stopped: please reload the page.",
                ));
                let _ = body.prepend_with_node_1(&note);
            }
        }));
    }

    /// The app in place of the static page.
    pub fn mount() {
        drop_index_html();
        let page = PageInfo { root: root_path().into(), content: main_content().into() };
        if let Some(element) = document().get_element_by_id("app") {
            // The app draws what stands there once more, with its header.
            element.set_inner_html("");
            yew::Renderer::<App>::with_root_and_props(element, AppProps { page }).render();
        }
    }

    fn root_path() -> String {
        let relative = document()
            .query_selector("meta[name=burrow-root]")
            .ok()
            .flatten()
            .and_then(|meta| meta.get_attribute("content"))
            .unwrap_or_else(|| "./".to_string());
        let base = document().base_uri().ok().flatten().unwrap_or_default();
        web_sys::Url::new_with_base(&relative, &base)
            .map_or_else(|_| "/".to_string(), |url| url.pathname())
    }

    fn main_content() -> String {
        document().get_element_by_id("main").map(|main| main.inner_html()).unwrap_or_default()
    }

    /// The routes are folders; a link to the file itself means the same page.
    fn drop_index_html() {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        let folder = folder_of(&path);
        if folder == path {
            return;
        }
        let url = format!("{folder}{}", location.hash().unwrap_or_default());
        if let Ok(history) = window().history() {
            // A sandboxed frame may refuse: then the page is shown as not found.
            let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&url));
        }
    }
}

#[cfg(target_arch = "wasm32")]
pub use browser::{mount, report_panics};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_dropped() {
        assert_eq!(folder_of("/a/playground/index.html"), "/a/playground/");
        assert_eq!(folder_of("/a/playground/"), "/a/playground/");
    }
}
