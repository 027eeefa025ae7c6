//! What is kept of the learner's work, and what can be done with all of it.

use crate::part::part;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::handle::{Kept, Store, module, use_store};
use super::module::Told;
use super::words;
use crate::dom::focus;
use crate::words::{Key, text};

/// What the panel shows.
#[derive(Clone, PartialEq)]
struct Account {
    kept: Kept,
    usage: Option<String>,
}

#[derive(Properties, PartialEq)]
pub struct WorkPanelProps {
    /// What of the site is kept on this device, which takes room beside the work.
    pub site: Vec<String>,
}

#[component]
pub fn WorkPanel(props: &WorkPanelProps) -> Html {
    let store = use_store();
    let account = use_state(|| None::<Account>);
    let said = use_state(String::new);
    let look = use_callback((), {
        let account = account.setter();
        move |(), ()| {
            let account = account.clone();
            spawn_local(async move { account.set(Some(look(store).await)) });
        }
    });
    use_effect_with((look.clone(), props.site.clone()), |(look, _)| look.emit(()));
    // Says what came of something, and counts anew.
    let say = use_callback(look, {
        let said = said.setter();
        move |text: String, look| {
            said.set(text);
            look.emit(());
        }
    });
    let export = {
        let say = say.clone();
        move |_: MouseEvent| {
            let say = say.clone();
            spawn_local(async move { say.emit(export().await) });
        }
    };
    let import = {
        let say = say.clone();
        move |event: Event| {
            let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
            let Some(input) = input else { return };
            if let Some(file) = input.files().and_then(|files| files.item(0)) {
                let say = say.clone();
                spawn_local(async move { say.emit(import(&file).await) });
            }
            // The same file can be chosen again.
            input.set_value("");
        }
    };
    html! {
        <section class="work" aria-labelledby="work-title">
            <h2 id="work-title">{ text(Key::WorkTitle) }</h2>
            if let Some(Account { kept, usage }) = &*account {
                <p>{ words::where_kept(*kept) }</p>
                if let Some(usage) = usage {
                    <p>{ usage }</p>
                }
            }
            <div class="work__buttons">
                <button type="button" class="button" onclick={export}>{ text(Key::WorkExport) }</button>
                <label class="work__import">
                    <span>{ text(Key::WorkImport) }</span>
                    <input type="file" accept=".json,application/json" onchange={import} />
                </label>
                { part!(Delete { say }) }
            </div>
            <p class="work__said" role="status">{ (*said).clone() }</p>
        </section>
    }
}

async fn look(store: Store) -> Account {
    let usage = async {
        let told: Told = module().await.ok()?.usage().await.ok()?.unchecked_into();
        words::usage(told.used(), told.quota(), told.lasting())
    };
    Account { kept: store.kept().await, usage: usage.await }
}

async fn export() -> String {
    let exported = async { module().await?.export_file().await };
    exported.await.map_or_else(
        |_| words::exported("failed", ""),
        |told| {
            let told: Told = told.unchecked_into();
            words::exported(&told.state(), &told.name())
        },
    )
}

async fn import(file: &web_sys::File) -> String {
    let imported = async { module().await?.import_file(file).await };
    imported.await.map_or_else(
        |_| words::imported("failed", 0, 0),
        |told| {
            let told: Told = told.unchecked_into();
            words::imported(&told.state(), told.taken() as u32, told.left() as u32)
        },
    )
}

#[derive(Properties, PartialEq)]
struct DeleteProps {
    say: Callback<String>,
}

/// Asks once more before it deletes; the focus goes to the harmless answer, and back.
#[component]
fn Delete(props: &DeleteProps) -> Html {
    let asking = use_state(|| false);
    let (begin, keep) = (use_node_ref(), use_node_ref());
    let has_asked = use_mut_ref(|| false);
    use_effect_with(*asking, {
        let (begin, keep) = (begin.clone(), keep.clone());
        move |asking| {
            // Not when the page is drawn for the first time.
            let had_asked = has_asked.replace(*asking);
            if *asking {
                focus(&keep);
            } else if had_asked {
                focus(&begin);
            }
        }
    });
    let ask = |wanted: bool| {
        let asking = asking.setter();
        move |_: MouseEvent| asking.set(wanted)
    };
    let delete = {
        let (asking, say) = (asking.setter(), props.say.clone());
        move |_: MouseEvent| {
            let say = say.clone();
            asking.set(false);
            spawn_local(async move {
                let cleared = async { module().await?.clear().await };
                let is_done = cleared.await.is_ok_and(|done| done.is_truthy());
                let told = if is_done { Key::WorkDeleted } else { Key::WorkNotDeleted };
                say.emit(text(told).to_string());
            });
        }
    };
    if !*asking {
        return html! {
            <button type="button" class="button" ref={begin} onclick={ask(true)}>
                { text(Key::WorkDelete) }
            </button>
        };
    }
    html! {
        <div class="work__sure" role="group" aria-label={text(Key::WorkDelete)}>
            <p>{ text(Key::WorkDeleteSure) }</p>
            <button type="button" class="button" ref={keep} onclick={ask(false)}>
                { text(Key::WorkDeleteNo) }
            </button>
            <button type="button" class="button" onclick={delete}>{ text(Key::WorkDeleteYes) }</button>
        </div>
    }
}
