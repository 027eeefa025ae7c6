//! Events on the document by which the parts of a page that do not know each other speak:
//! questions, figures, the keeping of work, and the frame of a widget.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit};

/// A question was answered: `question`, `chosen`, `right`.
pub const ANSWERED: &str = "burrow:answered";
/// An answer that was kept on the device is shown again: `question`.
pub const KEPT: &str = "burrow:kept";
/// A screen came into view: `screen`.
pub const SCREEN: &str = "burrow:screen";
/// A figure's goal was reached: `figure`.
pub const GOAL: &str = "burrow:goal";
/// An exercise was solved: `exercise`.
pub const EXERCISE: &str = "burrow:exercise";
/// A widget's host looks otherwise now: `theme`.
pub const THEME: &str = "burrow:theme";
/// A widget's host wants something of the lab: `id`, `name`, `args`.
pub const COMMAND: &str = "burrow:command";
/// What came of it: `id`, `ok`, `why`.
pub const ANSWER: &str = "burrow:answer";

/// The breakpoint of the line with the editor's cursor is to be set or taken away.
pub const BREAKPOINT: &str = "burrow:breakpoint";
/// The program is to run to the line with the editor's cursor.
pub const RUN_TO: &str = "burrow:run-to";

/// The editor's cursor is to stand at a place, in UTF-16 units.
pub const PLACE: &str = "burrow:place";

/// Says something to whoever listens.
pub fn tell(name: &str, fields: &[(&str, JsValue)]) {
    let detail = Object::new();
    for (field, value) in fields {
        // A plain object takes any field.
        let _ = Reflect::set(&detail, &(*field).into(), value);
    }
    tell_value(name, &detail);
}

/// The same with any value.
pub fn tell_value(name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = document().dispatch_event(&event);
    }
}

/// Hears what is said under a name, as long as the listener lives.
pub fn listen(name: &'static str, mut hear: impl FnMut(JsValue) + 'static) -> EventListener {
    EventListener::new(&document(), name, move |event| {
        if let Some(event) = event.dyn_ref::<CustomEvent>() {
            hear(event.detail());
        }
    })
}

/// The same for what is to be done by one: whoever does it says so, and the event is cancelled.
pub fn listen_and_accept(
    name: &'static str,
    mut hear: impl FnMut(JsValue) -> bool + 'static,
) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), name, options, move |event| {
        if let Some(custom) = event.dyn_ref::<CustomEvent>()
            && !event.default_prevented()
            && hear(custom.detail())
        {
            event.prevent_default();
        }
    })
}
