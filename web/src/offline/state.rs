//! What is known of the site without a network. The codes are those of `web/js/offline.js`, which
//! says what each means; [`super::words`] has a sentence for each.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::module::{self, Module, Told};

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
                    let told = move |told: Told| state.set(Rc::new(State::from(&told)));
                    subscription.replace(Some(Subscription::new(&loaded, told)));
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

/// Ends when dropped.
struct Subscription {
    end: Function,
    /// Keeps the callback alive.
    _listener: Closure<dyn FnMut(Told)>,
}

impl Subscription {
    fn new(module: &Module, told: impl FnMut(Told) + 'static) -> Self {
        let listener = Closure::new(told);
        let end = module.subscribe(listener.as_ref().unchecked_ref());
        Self { end, _listener: listener }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        // It only forgets the listener, which cannot fail.
        let _ = self.end.call0(&wasm_bindgen::JsValue::UNDEFINED);
    }
}

impl State {
    /// The script is of an earlier version, which the network no longer has.
    fn unloaded() -> Self {
        Self { offline: "failed".to_string(), why: "script".to_string(), ..Self::default() }
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
