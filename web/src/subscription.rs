//! What a script of the page tells a listener of ours, for as long as somebody wants to hear it.

use js_sys::Function;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Ends when dropped.
pub struct Subscription {
    end: Function,
    /// Keeps the callback alive.
    _listener: Closure<dyn FnMut(JsValue)>,
}

impl Subscription {
    /// `subscribe` hands the listener to the script, which hands back what ends it.
    pub fn new(
        subscribe: impl FnOnce(&Function) -> Function,
        heard: impl FnMut(JsValue) + 'static,
    ) -> Self {
        let listener = Closure::<dyn FnMut(JsValue)>::new(heard);
        let end = subscribe(listener.as_ref().unchecked_ref());
        Self { end, _listener: listener }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        // It only forgets the listener, which cannot fail.
        let _ = self.end.call0(&JsValue::UNDEFINED);
    }
}
