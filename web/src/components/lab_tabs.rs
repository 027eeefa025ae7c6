//! Which experiment is on the bench.

use burrow_protocol::params::param_by_key;
use burrow_protocol::settings::{Choice, Lab};
use yew::prelude::*;

use super::tab_keys;
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

/// Arrow keys open the lab beside this one.
fn move_along(event: &KeyboardEvent, lab: Lab, open: &Callback<Lab>) {
    tab_keys::move_along(event, lab.index(), Lab::ALL.len(), |next| {
        if let Some(next) = Lab::from_index(next) {
            open.emit(next);
        }
    });
}
