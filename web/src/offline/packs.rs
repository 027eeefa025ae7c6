//! The larger parts: how large, how far, and what can be done with each.

use yew::prelude::*;

use super::announce::announcement;
use super::module::Module;
use super::state::{Offline, Pack};
use super::words;
use crate::words::{Key, fill, text};

#[derive(Properties, PartialEq)]
pub struct PacksProps {
    pub offline: Offline,
}

#[component]
pub fn Packs(props: &PacksProps) -> Html {
    let packs = &props.offline.state.packs;
    let said = use_state(String::new);
    let before = use_mut_ref(Vec::new);
    use_effect_with(packs.clone(), {
        let said = said.setter();
        move |packs| {
            let before = before.replace(packs.clone());
            if let Some(news) = announcement(&before, packs) {
                said.set(news);
            }
        }
    });
    let Some(module) = &props.offline.module else { return html! {} };
    html! {
        <>
            <p class="visually-hidden" role="status">{ (*said).clone() }</p>
            if !packs.is_empty() {
                <h3>{ text(Key::OfflinePacks) }</h3>
                <p>{ text(Key::OfflinePacksNote) }</p>
                <ul class="packs">
                    { for packs.iter().map(|pack| html! {
                        <Item key={pack.name.clone()} pack={pack.clone()} module={module.clone()} />
                    }) }
                </ul>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ItemProps {
    pack: Pack,
    module: Module,
}

#[component]
fn Item(props: &ItemProps) -> Html {
    let pack = &props.pack;
    let label = words::label(pack).to_string();
    let is_loading = pack.state == "loading";
    let button = |verb: Key, act: fn(&Module, &str)| {
        let verb = text(verb);
        let (module, name) = (props.module.clone(), pack.name.clone());
        html! {
            <button
                type="button"
                class="button"
                aria-label={fill(Key::OfflineButton, &[("verb", verb), ("label", &label)])}
                onclick={move |_| act(&module, &name)}
            >
                { verb }
            </button>
        }
    };
    // The first button is always there, so that it keeps the focus while its word changes.
    let first = match &*pack.state {
        "loading" => button(Key::OfflineCancel, Module::cancel_pack),
        "ready" => button(Key::OfflineRemove, Module::remove_pack),
        "old" => button(Key::OfflineRenew, Module::get_pack),
        "part" | "failed" => button(Key::OfflineGoOn, Module::get_pack),
        _ => button(Key::OfflineDownload, Module::get_pack),
    };
    let has_rest = matches!(&*pack.state, "part" | "failed" | "old");
    html! {
        <li class="packs__item">
            <strong>{ &label }</strong>
            <span class="packs__size">{ words::size(pack) }</span>
            if is_loading {
                <progress
                    class="packs__progress"
                    aria-label={label.clone()}
                    max={pack.bytes.to_string()}
                    value={pack.loaded.to_string()}
                />
            }
            if let Some(condition) = words::condition(pack) {
                <span class="packs__state">{ condition }</span>
            }
            <span class="packs__buttons">
                { first }
                if has_rest {
                    { button(Key::OfflineRemove, Module::remove_pack) }
                }
            </span>
        </li>
    }
}
