//! What the worker asks of its browser.

use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use burrow_protocol::message::encode;
use serde::Serialize;

#[wasm_bindgen(module = "/js/host.js")]
extern "C" {
    fn post(bytes: Uint8Array);
    /// Tells the page that this worker is of no more use.
    pub fn fail(sentence: &str);
    /// Milliseconds since the worker began.
    pub fn now() -> f64;
    #[wasm_bindgen(js_name = nextTask)]
    fn next_task_promise() -> Promise;
    #[wasm_bindgen(js_name = later)]
    fn call_later(callback: &Function, milliseconds: f64);
}

/// Sends a message to the page.
pub fn send(message: &impl Serialize) {
    post(Uint8Array::from(encode(message).as_slice()));
}

/// Lets the browser deliver the messages that are waiting.
pub async fn next_task() {
    // The promise is never rejected.
    let _ = JsFuture::from(next_task_promise()).await;
}

/// Calls back once after some milliseconds.
pub fn later(milliseconds: f64, callback: impl FnOnce() + 'static) {
    call_later(Closure::once_into_js(callback).unchecked_ref(), milliseconds);
}
