//! What `web/js/offline.js` tells and does.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/lazy.js")]
extern "C" {
    /// Hands back a [`Module`].
    ///
    /// # Errors
    /// Where the script cannot be fetched.
    #[wasm_bindgen(catch, js_name = loadOffline)]
    pub(super) async fn load() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    #[derive(Clone, PartialEq)]
    pub type Module;

    /// Calls back with [`Told`], now and at each change; what it hands back ends that.
    #[wasm_bindgen(method)]
    pub(super) fn subscribe(this: &Module, listener: &Function) -> Function;

    #[wasm_bindgen(method)]
    pub(super) fn keep(this: &Module);

    #[wasm_bindgen(method, js_name = takeUpdate)]
    pub(super) fn take_update(this: &Module);

    #[wasm_bindgen(method, js_name = lookAtPacks)]
    pub(super) fn look_at_packs(this: &Module);

    #[wasm_bindgen(method, js_name = getPack)]
    pub(super) fn get_pack(this: &Module, name: &str);

    #[wasm_bindgen(method, js_name = cancelPack)]
    pub(super) fn cancel_pack(this: &Module, name: &str);

    #[wasm_bindgen(method, js_name = removePack)]
    pub(super) fn remove_pack(this: &Module, name: &str);

    /// The state, or one pack in it.
    pub(super) type Told;

    #[wasm_bindgen(method, getter)]
    pub(super) fn offline(this: &Told) -> String;

    #[wasm_bindgen(method, getter)]
    pub(super) fn why(this: &Told) -> String;

    #[wasm_bindgen(method, getter)]
    pub(super) fn core(this: &Told) -> f64;

    #[wasm_bindgen(method, getter)]
    pub(super) fn update(this: &Told) -> String;

    #[wasm_bindgen(method, getter)]
    pub(super) fn packs(this: &Told) -> Array;

    #[wasm_bindgen(method, getter)]
    pub(super) fn name(this: &Told) -> String;

    #[wasm_bindgen(method, getter)]
    pub(super) fn label(this: &Told) -> String;

    #[wasm_bindgen(method, getter)]
    pub(super) fn bytes(this: &Told) -> f64;

    #[wasm_bindgen(method, getter)]
    pub(super) fn packed(this: &Told) -> f64;

    #[wasm_bindgen(method, getter)]
    pub(super) fn loaded(this: &Told) -> f64;

    #[wasm_bindgen(method, getter)]
    pub(super) fn state(this: &Told) -> String;
}
