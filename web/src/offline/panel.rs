//! The site without a network: what is kept of it, its version, and its larger parts.

use crate::part::part;
use yew::prelude::*;

use super::packs::Packs;
use super::state::Offline;
use super::update::Update;
use super::words;
use crate::words::{Key, text};

#[derive(Properties, PartialEq)]
pub struct OfflinePanelProps {
    pub offline: Offline,
}

#[component]
pub fn OfflinePanel(props: &OfflinePanelProps) -> Html {
    let offline = &props.offline;
    use_effect_with(offline.module.clone(), |module| {
        if let Some(module) = module {
            module.look_at_packs();
        }
    });
    let state = &offline.state;
    // Kept for a page that no service worker serves, a pack would be of no use.
    let is_ready = state.offline == "ready";
    let keep = {
        let module = offline.module.clone();
        move |_: MouseEvent| {
            if let Some(module) = &module {
                module.keep();
            }
        }
    };
    let ask = match &*state.offline {
        "asking" | "waiting" => Some(Key::OfflineKeep),
        "failed" if state.why != "script" => Some(Key::OfflineAgain),
        _ => None,
    };
    html! {
        <section class="offline" aria-labelledby="offline-title">
            <h2 id="offline-title">{ text(Key::OfflinePanel) }</h2>
            <h3>{ text(Key::OfflineNetwork) }</h3>
            <p role="status">{ words::readiness(state) }</p>
            if let Some(ask) = ask {
                <button type="button" class="button" onclick={keep}>{ text(ask) }</button>
            }
            if is_ready {
                <h3>{ text(Key::OfflineVersion) }</h3>
                { part!(Update { offline: offline.clone() }) }
                { part!(Packs { offline: offline.clone() }) }
            }
        </section>
    }
}
