//! Single keys that work anywhere on the page, but never while the learner types.

use gloo::events::EventListener;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use crate::commands::{Action, HELP, Stage};
use crate::flavour::Flavour;
use crate::routes::Route;
use crate::storage;

const KEY: &str = "burrow-single-keys";

/// Whether the learner left the single keys switched on.
pub fn load_enabled() -> bool {
    cfg!(not(target_arch = "wasm32")) || storage::load(KEY).as_deref() != Some("off")
}

pub fn store_enabled(enabled: bool) {
    storage::store(KEY, if enabled { "on" } else { "off" });
}

/// What a single key means on a page.
enum Meaning {
    Action(&'static Action),
    /// Leads to the control with this id.
    Focus(String),
}

fn meaning(key: &str, route: Route, flavour: &'static Flavour) -> Option<Meaning> {
    let mut characters = key.chars();
    let (character, None) = (characters.next()?, characters.next()) else { return None };
    if character == HELP.key {
        return Some(Meaning::Action(&HELP));
    }
    if route != Route::Playground {
        return None;
    }
    match flavour.keys.actions.iter().find(|action| action.key == character) {
        Some(action) => Some(Meaning::Action(action)),
        None => (flavour.keys.goal)(character).map(Meaning::Focus),
    }
}

/// Whether an element uses letters itself: a text field writes them, a list jumps to them.
fn takes_letters(tag: &str, input_type: &str, editable: bool) -> bool {
    match tag {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(input_type, "range" | "checkbox" | "radio" | "button" | "file"),
        _ => editable,
    }
}

/// Listens to single keys while the component lives.
#[hook]
pub fn use_keyboard(stage: Stage, route: Route, flavour: &'static Flavour, enabled: bool) {
    use_effect_with((stage, route, flavour, enabled), |(stage, route, flavour, enabled)| {
        let (stage, route, flavour) = (stage.clone(), *route, *flavour);
        let listener = enabled.then(|| {
            EventListener::new_with_options(
                &document(),
                "keydown",
                gloo::events::EventListenerOptions::enable_prevent_default(),
                move |event| {
                    if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                        follow(event, &stage, route, flavour);
                    }
                },
            )
        });
        move || drop(listener)
    });
}

fn follow(event: &KeyboardEvent, stage: &Stage, route: Route, flavour: &'static Flavour) {
    let with_another = event.ctrl_key() || event.alt_key() || event.meta_key();
    if with_another || event.default_prevented() || event.repeat() || is_typing(event) {
        return;
    }
    match meaning(&event.key(), route, flavour) {
        Some(Meaning::Action(action)) => {
            event.prevent_default();
            (action.perform)(stage);
        }
        Some(Meaning::Focus(id)) => {
            let control = document().get_element_by_id(&id);
            if let Some(control) = control.and_then(|c| c.dyn_into::<HtmlElement>().ok()) {
                event.prevent_default();
                let _ = control.focus();
            }
        }
        None => {}
    }
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let input_type = target.dyn_ref::<HtmlInputElement>().map(|i| i.type_()).unwrap_or_default();
    takes_letters(&target.tag_name(), &input_type, target.is_content_editable())
}

#[cfg(test)]
mod tests {
    use burrow_protocol::params::PARAMS;

    use super::*;
    use crate::flavour::{PLAYGROUND, READER};

    #[test]
    fn a_key_means_one_thing() {
        let actions = PLAYGROUND.keys.actions.iter().copied().chain([&HELP]);
        let actions: Vec<char> = actions.map(|action| action.key).collect();
        for (place, key) in actions.iter().enumerate() {
            assert!(!actions[..place].contains(key), "two actions have {key}");
            assert!(PARAMS.iter().all(|param| param.shortcut != *key), "{key} is a parameter's");
        }
    }

    #[test]
    fn keys_mean_nothing_to_a_field_that_takes_letters() {
        assert!(takes_letters("INPUT", "number", false));
        assert!(takes_letters("SELECT", "", false));
        assert!(takes_letters("DIV", "", true));
        assert!(!takes_letters("INPUT", "range", false));
        assert!(!takes_letters("BUTTON", "", false));
    }

    #[test]
    fn parameters_are_reached_on_the_playground_only() {
        let led = meaning("r", Route::Playground, &PLAYGROUND);
        assert!(matches!(led, Some(Meaning::Focus(id)) if id == "param-rate"));
        assert!(meaning("r", Route::Home, &PLAYGROUND).is_none());
        assert!(meaning("r", Route::Home, &READER).is_none());
        assert!(meaning("?", Route::Home, &READER).is_some());
        assert!(meaning("Enter", Route::Playground, &PLAYGROUND).is_none());
    }
}
