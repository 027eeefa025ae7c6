//! What the HTML page tells the app, read once before the app takes the page over.

use yew::{AttrValue, Html};

use crate::dom::elements;
use crate::flavour::Flavour;
use crate::routes::Route;

/// What stands in the HTML page.
#[derive(Clone, PartialEq)]
pub struct PageInfo {
    /// The path of the site's root, ending in a slash.
    pub root: AttrValue,
    /// The path below which the pages of this language lie: the root, or a folder in it.
    pub base: AttrValue,
    /// Whether the page is a widget in somebody else's page.
    pub embedded: bool,
    pub flavour: &'static Flavour,
    /// The page's own text, where it has one.
    pub text: Option<PageText>,
}

impl PageInfo {
    /// Where a page of this language is.
    pub fn address(&self, route: Route) -> String {
        format!("{}{}", self.base, route.path())
    }
}

/// Text that is part of the HTML page and never of the program.
#[derive(Clone, Debug, PartialEq)]
pub enum PageText {
    /// In the browser: the element itself, which moves into the app as it stands.
    Element(web_sys::Element),
    /// At build time: the same as HTML, made by us.
    Html { html: AttrValue, lang: AttrValue, screens: Vec<Screen> },
}

/// A screen of a lesson: where a link leads, and what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    pub id: AttrValue,
    pub title: AttrValue,
}

impl PageText {
    pub fn view(&self) -> Html {
        match self {
            Self::Element(element) => Html::VRef(element.clone().into()),
            Self::Html { html, .. } => Html::from_html_unchecked(html.clone()),
        }
    }

    /// The language that it says it is in.
    pub fn lang(&self) -> Option<AttrValue> {
        match self {
            Self::Element(element) => element.get_attribute("lang").map(AttrValue::from),
            Self::Html { lang, .. } => Some(lang.clone()),
        }
    }

    pub fn screens(&self) -> Vec<Screen> {
        match self {
            Self::Element(article) => screens_of(article),
            Self::Html { screens, .. } => screens.clone(),
        }
    }
}

fn screens_of(article: &web_sys::Element) -> Vec<Screen> {
    elements(article, ".screen")
        .map(|screen| {
            let title = screen.query_selector("h2").ok().flatten();
            let title = title.and_then(|title| title.text_content()).unwrap_or_default();
            Screen { id: screen.id().into(), title: title.into() }
        })
        .collect()
}

/// Drops a file name that a host does not need: `/a/playground/index.html` is `/a/playground/`.
#[cfg(any(target_arch = "wasm32", test))]
fn folder_of(path: &str) -> &str {
    path.strip_suffix("index.html").unwrap_or(path)
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::cell::RefCell;

    use gloo::timers::callback::Timeout;
    use gloo::utils::{document, document_element, window};
    use wasm_bindgen::JsCast;
    use web_sys::{Element, FocusOptions, HtmlElement};
    use yew::AppHandle;

    use super::{PageInfo, PageText, folder_of};
    use crate::app::{App, AppProps};
    use crate::dom::meta;
    use crate::flavour::Flavour;
    use crate::router::here;
    use crate::words::{Key, text};

    thread_local! {
        static APP: RefCell<Option<AppHandle<App>>> = const { RefCell::new(None) };
    }

    /// One app's note for the next, another program: where the focus was.
    const FOCUS: &str = "data-focus";

    /// A mistake of ours must not leave a page that looks alive and is not.
    pub fn report_panics() {
        std::panic::set_hook(Box::new(|info| {
            console_error_panic_hook::hook(info);
            let note = document().create_element("p").ok();
            if let (Some(note), Some(body)) = (note, document().body()) {
                note.set_class_name("page-note");
                let _ = note.set_attribute("role", "alert");
                note.set_text_content(Some(match text(Key::TroubleFault) {
                    // The words themselves may be the fault.
                    "" => "Burrow met a fault of its own and stopped: please reload the page.",
                    sentence => sentence,
                }));
                let _ = body.prepend_with_node_1(&note);
            }
        }));
    }

    /// The app in place of the same page as the build drew it. All of it happens before the
    /// browser paints again, so nothing moves; the page's own text and the focus are kept.
    pub fn mount(flavour: &'static Flavour) {
        let Some(root) = document().get_element_by_id("app") else { return };
        drop_index_html();
        let text = root.query_selector("[data-static]").ok().flatten();
        let focused = focus_left(text.as_ref())
            .or_else(|| Some((root.clone(), place_in(&root, &document().active_element()?)?)));
        root.set_inner_html("");
        let site = root_path();
        let base = meta("burrow-language").map(|folder| format!("{site}{folder}"));
        let page = PageInfo {
            base: base.unwrap_or_else(|| site.clone()).into(),
            root: site.into(),
            embedded: document_element().has_attribute("data-embed"),
            flavour,
            text: text.map(PageText::Element),
        };
        let route = here(&page.base);
        let props = AppProps { page, route };
        let app = yew::Renderer::<App>::with_root_and_props(root.clone(), props).render();
        APP.set(Some(app));
        // The app draws in a task of its own.
        Timeout::new(0, move || {
            if let Some(element) = focused.and_then(|(inside, place)| element_at(&inside, &place)) {
                // Whether it is to be seen is decided by the script that starts the apps.
                let options = FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = element.focus_with_options(&options);
            }
        })
        .forget();
    }

    /// Ends this app, so that the other flavour can take the page over.
    pub fn unmount() {
        let Some(app) = APP.take() else { return };
        let Some(root) = document().get_element_by_id("app") else { return };
        let text = root.query_selector("[data-static]").ok().flatten();
        let focused = document().active_element();
        let place = text.as_ref().zip(focused).and_then(|(text, element)| place_in(text, &element));
        app.destroy();
        root.set_inner_html("");
        if let Some(text) = text {
            if let Some(place) = place {
                let words = place.iter().map(u32::to_string).collect::<Vec<_>>();
                let _ = text.set_attribute(FOCUS, &words.join(" "));
            }
            let _ = root.append_child(&text);
        }
    }

    /// Where in the page's own text the focus was when the app before this one ended.
    fn focus_left(text: Option<&Element>) -> Option<(Element, Vec<u32>)> {
        let words = text?.get_attribute(FOCUS)?;
        let _ = text?.remove_attribute(FOCUS);
        let place = words.split(' ').filter_map(|word| word.parse().ok()).collect();
        Some((text?.clone(), place))
    }

    /// The way down to an element: which child, and so on.
    fn place_in(root: &Element, element: &Element) -> Option<Vec<u32>> {
        let mut place = Vec::new();
        let mut element = element.clone();
        while element != *root {
            let parent = element.parent_element()?;
            let siblings = parent.children();
            let index = (0..siblings.length())
                .find(|index| siblings.item(*index).as_ref() == Some(&element))?;
            place.push(index);
            element = parent;
        }
        place.reverse();
        Some(place)
    }

    fn element_at(root: &Element, place: &[u32]) -> Option<HtmlElement> {
        let mut element = root.clone();
        for index in place {
            element = element.children().item(*index)?;
        }
        element.dyn_into().ok()
    }

    /// The page's script has made the address of the root absolute.
    fn root_path() -> String {
        let root = meta("burrow-root").and_then(|root| web_sys::Url::new(&root).ok());
        root.map_or_else(|| "/".to_string(), |root| root.pathname())
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
pub use browser::{mount, report_panics, unmount};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_dropped() {
        assert_eq!(folder_of("/a/playground/index.html"), "/a/playground/");
        assert_eq!(folder_of("/a/playground/"), "/a/playground/");
    }
}
