//! Which experiment is on the bench.

use burrow_protocol::params::param_by_key;
use burrow_protocol::settings::{Choice, Lab};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::session::{Command, use_run, use_session};
use crate::words::{Key, choice_label, text};

/// The id of the panel that the tabs switch.
pub const PANEL: &str = "lab-panel";

#[component]
pub fn LabTabs() -> Html {
    let session = use_session();
    let chosen = use_run(|state| state.recipe.initial.lab);
    let param = param_by_key("lab");
    let shortcut = param.map(|param| param.shortcut.to_string());
    let open = Callback::from(move |lab: Lab| {
        if session.state().recipe.initial.lab != lab {
            session.send(Command::OpenLab(lab));
        }
    });
    html! {
        <div class="tabs" role="tablist" aria-label={text(Key::LabAll)}>
            { for Lab::ALL.iter().map(|(lab, key, _)| {
                let selected = *lab == chosen;
                let onclick = {
                    let open = open.clone();
                    move |_| open.emit(*lab)
                };
                let onkeydown = {
                    let open = open.clone();
                    move |event: KeyboardEvent| move_along(&event, *lab, &open)
                };
                html! {
                    <button
                        key={*key}
                        type="button"
                        role="tab"
                        id={if selected { "param-lab".to_string() } else { format!("tab-{key}") }}
                        class={classes!("tabs__tab", selected.then_some("tabs__tab--selected"))}
                        aria-selected={selected.to_string()}
                        aria-controls={PANEL}
                        aria-keyshortcuts={shortcut.clone()}
                        tabindex={if selected { "0" } else { "-1" }}
                        {onclick}
                        {onkeydown}
                    >
                        { param.map(|param| choice_label(param, lab.index())) }
                    </button>
                }
            }) }
        </div>
    }
}

/// Arrow keys open the neighbour and take the focus along, as tabs do.
fn move_along(event: &KeyboardEvent, lab: Lab, open: &Callback<Lab>) {
    let count = Lab::ALL.len();
    let next = match event.key().as_str() {
        "ArrowRight" => (lab.index() + 1) % count,
        "ArrowLeft" => (lab.index() + count - 1) % count,
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
    if let Some(next) = Lab::from_index(next) {
        open.emit(next);
    }
}
