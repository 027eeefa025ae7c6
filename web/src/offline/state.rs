//! What is known of the site without a network. The codes are those of `web/js/offline.js`, which
//! says what each means; [`super::words`] has a sentence for each.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::module::{self, Module, Told};
use crate::subscription::Subscription;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    pub offline: String,
    pub why: String,
    /// Bytes of all that works offline; 0 while that is not known.
    pub core: u64,
    pub update: String,
    pub packs: Vec<Pack>,
}

/// A larger part of the site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pack {
    pub name: String,
    pub label: String,
    /// On this device.
    pub bytes: u64,
    /// On the way here.
    pub packed: u64,
    pub loaded: u64,
    pub state: String,
    pub why: String,
}

/// The state, and who does something about it; nobody before the script is there.
#[derive(Clone, PartialEq)]
pub struct Offline {
    pub state: Rc<State>,
    pub module: Option<Module>,
}

/// Follows `offline.js`, which is fetched now if it is not there.
#[hook]
pub fn use_offline() -> Offline {
    let state = use_state(Rc::<State>::default);
    let module = use_state(|| None);
    use_effect_with((), {
        let (state, module) = (state.setter(), module.setter());
        move |()| {
            let is_shown = Rc::new(Cell::new(true));
            let subscription = Rc::new(RefCell::new(None::<Subscription>));
            spawn_local({
                let (is_shown, subscription) = (is_shown.clone(), subscription.clone());
                async move {
                    let loaded = module::load().await;
                    if !is_shown.get() {
                        return;
                    }
                    let Ok(loaded) = loaded else { return state.set(Rc::new(State::unloaded())) };
                    let loaded: Module = loaded.unchecked_into();
                    let told = move |told: JsValue| {
                        state.set(Rc::new(State::from(&told.unchecked_into())));
                    };
                    let following = Subscription::new(|listener| loaded.subscribe(listener), told);
                    subscription.replace(Some(following));
                    module.set(Some(loaded));
                }
            });
            move || {
                is_shown.set(false);
                subscription.take();
            }
        }
    });
    Offline { state: (*state).clone(), module: (*module).clone() }
}

impl State {
    /// The script is of an earlier version, which the network no longer has.
    fn unloaded() -> Self {
        Self { offline: "failed".to_string(), why: "script".to_string(), ..Self::default() }
    }

    /// What of the site is here, in codes: other ones as soon as something has come or gone, and
    /// the same while it is on its way.
    pub fn kept(&self) -> Vec<String> {
        let packs = self.packs.iter().map(|pack| pack.state.clone());
        [self.offline.clone()].into_iter().chain(packs).collect()
    }
}

impl From<&Told> for State {
    fn from(told: &Told) -> Self {
        let packs = told.packs().iter().map(|pack| Pack::from(&pack.unchecked_into())).collect();
        Self {
            offline: told.offline(),
            why: told.why(),
            core: told.core() as u64,
            update: told.update(),
            packs,
        }
    }
}

impl From<&Told> for Pack {
    fn from(told: &Told) -> Self {
        Self {
            name: told.name(),
            label: told.label(),
            bytes: told.bytes() as u64,
            packed: told.packed() as u64,
            loaded: told.loaded() as u64,
            state: told.state(),
            why: told.why(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_changes_with_what_came_and_went_and_not_on_the_way() {
        let state = |offline: &str, pack: &str, loaded| State {
            offline: offline.to_string(),
            packs: vec![Pack { state: pack.to_string(), loaded, ..Pack::default() }],
            ..State::default()
        };
        let kept = state("ready", "loading", 10).kept();
        assert_eq!(kept, state("ready", "loading", 20).kept());
        for other in [("saving", "loading"), ("ready", "ready"), ("ready", "none")] {
            assert_ne!(kept, state(other.0, other.1, 20).kept());
        }
    }
}
