//! Small settings of the page, kept in the browser where it allows that.

use gloo::utils::window;

fn local() -> Option<web_sys::Storage> {
    // A sandboxed frame throws here: the setting then lasts as long as the page.
    window().local_storage().ok().flatten()
}

/// What was stored under `key`, if anything was and the browser tells.
pub fn load(key: &str) -> Option<String> {
    local()?.get_item(key).ok().flatten()
}

/// Stores `value`; a browser that refuses, or is full, loses only the setting.
pub fn store(key: &str, value: &str) {
    if let Some(storage) = local() {
        let _ = storage.set_item(key, value);
    }
}
