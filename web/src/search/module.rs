//! What `web/js/search.js` does.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/lazy.js")]
extern "C" {
    /// Hands back a [`Module`].
    ///
    /// # Errors
    /// Where the script cannot be fetched.
    #[wasm_bindgen(catch, js_name = loadSearch)]
    pub(super) async fn load() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    pub(super) type Module;

    /// # Errors
    /// Where the list cannot be fetched.
    #[wasm_bindgen(method, catch)]
    pub(super) async fn find(this: &Module, address: &str, words: &str)
    -> Result<JsValue, JsValue>;
}
