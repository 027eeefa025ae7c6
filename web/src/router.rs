//! Where the learner is on the site, and the way to another page of this flavour.
//!
//! Ours, since the few pages need no patterns, no queries and no state in the history: a library's
//! router was some ten of the three hundred kilobytes that the playground may have.

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::boot::PageInfo;
use crate::routes::Route;

/// The page that is shown, and how to go to another.
#[derive(Clone, PartialEq)]
pub struct Router {
    pub route: Route,
    pub go: Callback<Route>,
}

/// Begins at `first` and follows the browser's history. A widget keeps its way to itself: a
/// sandboxed frame has no history to write to.
#[hook]
pub fn use_router(page: &PageInfo, first: Route) -> Router {
    let route = use_state(|| first);
    use_effect_with((page.base.clone(), page.embedded), {
        let route = route.setter();
        move |(base, embedded)| {
            let base = base.clone();
            let listener = (!*embedded).then(|| {
                EventListener::new(&window(), "popstate", move |_| route.set(here(&base)))
            });
            move || drop(listener)
        }
    });
    let go = use_callback((page.base.clone(), page.embedded), {
        let route = route.setter();
        move |to: Route, (base, embedded)| {
            if !*embedded && let Ok(history) = window().history() {
                let address = format!("{base}{}", to.path());
                // A browser limits how often; the page changes all the same.
                let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
            }
            route.set(to);
        }
    });
    Router { route: *route, go }
}

/// The page that the address names.
pub fn here(base: &str) -> Route {
    let path = window().location().pathname().unwrap_or_default();
    let path = path.strip_prefix(base.trim_end_matches('/')).unwrap_or(&path);
    // A widget's page lies beside the page that it is a widget of.
    let path = path.trim_start_matches('/');
    match path.strip_prefix("embed/") {
        Some(lab) if lab.starts_with("lab/") => Route::LabWidget,
        Some(lesson) => Route::of_path(&format!("learn/{lesson}")),
        None => Route::of_path(path),
    }
}
