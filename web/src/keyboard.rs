//! Keys that work anywhere on the page; single ones never while the learner types.

use gloo::events::EventListener;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use crate::commands::{Action, HELP, SEARCH, Stage};
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

/// Which keys are heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listening {
    /// A dialog is open.
    No,
    /// Single keys are switched off.
    Combinations,
    All,
}

/// What a key means on a page.
enum Meaning {
    Action(&'static Action),
    /// Leads to the control with this id.
    Focus(String),
}

fn meaning(key: &str, route: Route, flavour: &'static Flavour) -> Option<Meaning> {
    if let Some(action) = [&HELP, &SEARCH].into_iter().find(|action| action.key == key) {
        return Some(Meaning::Action(action));
    }
    if flavour.keys.page != Some(route) {
        return None;
    }
    if let Some(action) = flavour.keys.actions.iter().find(|action| action.key == key) {
        return Some(Meaning::Action(action));
    }
    single(key).and_then(flavour.keys.goal).map(Meaning::Focus)
}

/// The character of a single key.
fn single(key: &str) -> Option<char> {
    let mut characters = key.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// The key of an event as the table has it. What a letter makes together with another key depends on
/// the keyboard, so there the key itself counts; Apple's command key is as good as control.
fn name(key: &str, code: &str, control: bool, shift: bool, alt: bool) -> String {
    let letter = code.strip_prefix("Key").filter(|_| control || alt);
    let base = letter.unwrap_or(key);
    if single(key).is_some() && !control && !alt {
        return base.to_string();
    }
    let held = [(control, "Control+"), (shift, "Shift+"), (alt, "Alt+")];
    held.iter().filter(|(held, _)| *held).map(|(_, name)| *name).chain([base]).collect()
}

/// Whether an element uses letters itself: a text field writes them, a list jumps to them.
fn takes_letters(tag: &str, input_type: &str, editable: bool) -> bool {
    match tag {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(input_type, "range" | "checkbox" | "radio" | "button" | "file"),
        _ => editable,
    }
}

/// Listens to keys while the component lives.
#[hook]
pub fn use_keyboard(stage: Stage, route: Route, flavour: &'static Flavour, listening: Listening) {
    use_effect_with((stage, route, flavour, listening), |(stage, route, flavour, listening)| {
        let (stage, route, flavour, listening) = (stage.clone(), *route, *flavour, *listening);
        let listener = (listening != Listening::No).then(|| {
            EventListener::new_with_options(
                &document(),
                "keydown",
                gloo::events::EventListenerOptions::enable_prevent_default(),
                move |event| {
                    if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                        follow(event, &stage, route, flavour, listening);
                    }
                },
            )
        });
        move || drop(listener)
    });
}

fn follow(
    event: &KeyboardEvent,
    stage: &Stage,
    route: Route,
    flavour: &'static Flavour,
    listening: Listening,
) {
    let control = event.ctrl_key() || event.meta_key();
    let key = name(&event.key(), &event.code(), control, event.shift_key(), event.alt_key());
    let is_unheard = single(&key).is_some() && (listening != Listening::All || is_typing(event));
    if is_unheard || event.default_prevented() || event.repeat() {
        return;
    }
    match meaning(&key, route, flavour) {
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
    // What stands in a shadow root is told to be its host.
    let target = event.composed_path().get(0);
    let Ok(target) = target.dyn_into::<HtmlElement>() else { return false };
    let input_type = target.dyn_ref::<HtmlInputElement>().map(|i| i.type_()).unwrap_or_default();
    takes_letters(&target.tag_name(), &input_type, target.is_content_editable())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flavour::{GO, PLAYGROUND, READER};

    #[test]
    fn a_key_means_one_thing() {
        for flavour in [&PLAYGROUND, &GO] {
            let actions = flavour.keys.actions.iter().copied().chain([&HELP, &SEARCH]);
            let actions: Vec<&str> = actions.map(|action| action.key).collect();
            for (place, key) in actions.iter().enumerate() {
                assert!(!actions[..place].contains(key), "two actions have {key}");
                let is_goal = single(key).and_then(flavour.keys.goal).is_some();
                assert!(!is_goal, "{key} is a control's");
            }
        }
    }

    #[test]
    fn a_combination_is_named_as_in_the_table() {
        assert_eq!(name("Enter", "Enter", true, false, false), "Control+Enter");
        assert_eq!(name("Ï", "KeyF", false, true, true), "Shift+Alt+F");
        assert_eq!(name("F9", "F9", false, false, false), "F9");
        assert_eq!(name("?", "Slash", false, true, false), "?");
        assert_eq!(name("p", "KeyP", true, false, false), "Control+P");
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
        assert!(meaning("/", Route::Playground, &PLAYGROUND).is_some());
        assert!(meaning("Enter", Route::Playground, &PLAYGROUND).is_none());
        assert!(meaning("Control+Enter", Route::Go, &GO).is_some());
    }
}
