//! A new version of the site: offered, never forced.

use crate::part::part;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::module::Module;
use super::state::{Offline, use_offline};
use crate::store::use_store;
use crate::words::{Key, text};

/// Stands on every page, and is empty until there is something to tell.
#[component]
pub fn UpdateNotice() -> Html {
    let offline = use_offline();
    let hidden = use_state(String::new);
    let update = offline.state.update.clone();
    let is_shown = matches!(&*update, "offered" | "taking" | "elsewhere") && *hidden != update;
    let later = {
        let hidden = hidden.setter();
        move |_: MouseEvent| hidden.set(update.clone())
    };
    html! {
        <div class="update-notice" role="status">
            if is_shown {
                { part!(Update { offline }) }
                <button type="button" class="button button--quiet" onclick={later}>
                    { text(Key::OfflineUpdateLater) }
                </button>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct UpdateProps {
    pub offline: Offline,
}

/// What is known of another version, and the button that goes over to it.
#[component]
pub fn Update(props: &UpdateProps) -> Html {
    let Offline { state, module } = &props.offline;
    let store = use_store();
    let unsaved = use_state(|| false);
    let take = {
        let (module, unsaved) = (module.clone(), unsaved.setter());
        move |_: MouseEvent| {
            let (module, unsaved) = (module.clone(), unsaved.clone());
            spawn_local(async move {
                if store.settle().await {
                    go_over(module.as_ref());
                } else {
                    unsaved.set(true);
                }
            });
        }
    };
    let take_anyway = {
        let module = module.clone();
        move |_: MouseEvent| go_over(module.as_ref())
    };
    let (told, button) = match &*state.update {
        "offered" => (Key::OfflineUpdate, Some(Key::OfflineUpdateTake)),
        "elsewhere" => (Key::OfflineUpdateElsewhere, Some(Key::OfflineUpdateReload)),
        "taking" => (Key::OfflineUpdateTaking, None),
        _ => (Key::OfflineUpdateNone, None),
    };
    html! {
        <div class="update">
            <p class="update__text">{ text(told) }</p>
            if let Some(button) = button {
                if *unsaved {
                    <p class="update__text" role="alert">{ text(Key::OfflineUpdateUnsaved) }</p>
                    <button type="button" class="button" onclick={take_anyway}>
                        { text(Key::OfflineUpdateAnyway) }
                    </button>
                } else {
                    <button type="button" class="button button--primary" onclick={take}>
                        { text(button) }
                    </button>
                }
            }
        </div>
    }
}

fn go_over(module: Option<&Module>) {
    if let Some(module) = module {
        module.take_update();
    }
}
