//! Files from the page's own origin.

use gloo::utils::window;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::dom::field;
use crate::words::{Key, fill, text};

/// # Errors
/// A sentence that says why there are no bytes.
pub async fn bytes(address: &str) -> Result<Vec<u8>, String> {
    let response = fetch(address).await.map_err(|error| words(&error))?;
    if !response.ok() {
        return Err(fill(Key::TroubleServer, &[("status", &response.status().to_string())]));
    }
    body(&response).await.map_err(|error| words(&error))
}

async fn fetch(address: &str) -> Result<Response, JsValue> {
    JsFuture::from(window().fetch_with_str(address)).await?.dyn_into()
}

async fn body(response: &Response) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// What a thrown value says.
pub fn words(thrown: &JsValue) -> String {
    field(thrown, "message").as_string().unwrap_or_else(|| text(Key::TroubleRefused).to_string())
}
