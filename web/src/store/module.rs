//! What `web/js/store.js` does and answers.

use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/lazy.js")]
extern "C" {
    /// Hands back a [`Module`].
    ///
    /// # Errors
    /// Where the script cannot be fetched.
    #[wasm_bindgen(catch, js_name = loadStore)]
    pub(super) async fn load() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    pub(super) type Module;

    #[wasm_bindgen(method)]
    pub(super) fn subscribe(this: &Module, listener: &Function) -> Function;

    #[wasm_bindgen(method, catch)]
    pub(super) async fn condition(this: &Module) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) async fn get(this: &Module, key: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) async fn put(
        this: &Module,
        key: &str,
        value: &JsValue,
        base: Option<&str>,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) async fn merge(this: &Module, key: &str, news: &JsValue)
    -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) async fn usage(this: &Module) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = exportFile)]
    pub(super) async fn export_file(this: &Module) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = importFile)]
    pub(super) async fn import_file(
        this: &Module,
        file: &web_sys::File,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) async fn clear(this: &Module) -> Result<JsValue, JsValue>;

    /// Any of the answers; each has some of these.
    pub(super) type Told;

    #[wasm_bindgen(method, getter)]
    pub(super) fn state(this: &Told) -> String;

    #[wasm_bindgen(method, getter)]
    pub(super) fn revision(this: &Told) -> String;

    #[wasm_bindgen(method, getter)]
    pub(super) fn record(this: &Told) -> Told;

    #[wasm_bindgen(method, getter)]
    pub(super) fn value(this: &Told) -> JsValue;

    #[wasm_bindgen(method, getter)]
    pub(super) fn updated(this: &Told) -> f64;

    #[wasm_bindgen(method, getter)]
    pub(super) fn recipe(this: &Told) -> String;

    #[wasm_bindgen(method, getter)]
    pub(super) fn checkpoint(this: &Told) -> Option<Vec<u8>>;

    #[wasm_bindgen(method, getter)]
    pub(super) fn name(this: &Told) -> String;

    #[wasm_bindgen(method, getter)]
    pub(super) fn taken(this: &Told) -> f64;

    #[wasm_bindgen(method, getter)]
    pub(super) fn left(this: &Told) -> f64;

    #[wasm_bindgen(method, getter)]
    pub(super) fn records(this: &Told) -> f64;

    #[wasm_bindgen(method, getter)]
    pub(super) fn used(this: &Told) -> f64;

    #[wasm_bindgen(method, getter)]
    pub(super) fn quota(this: &Told) -> f64;

    #[wasm_bindgen(method, getter)]
    pub(super) fn lasting(this: &Told) -> bool;
}
