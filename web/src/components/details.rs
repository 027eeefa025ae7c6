//! Whether a `<details>` is open: what stands in it is drawn only then.

use wasm_bindgen::JsCast;
use web_sys::HtmlDetailsElement;
use yew::prelude::*;

/// Whether it is open, and its `ontoggle`.
#[hook]
pub fn use_details() -> (bool, Callback<Event>) {
    let open = use_state(|| false);
    let ontoggle = use_callback((), {
        let open = open.setter();
        move |event: Event, ()| {
            let details = event.target().and_then(|t| t.dyn_into::<HtmlDetailsElement>().ok());
            open.set(details.is_some_and(|details| details.open()));
        }
    });
    (*open, ontoggle)
}
