//! The work in a link: behind the `#` of the page's address, packed, so that no server sees it.

use gloo::utils::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::files::MAX_TEXT;
use super::session::{Command, GoHandle};
use super::work::{BadWork, Work};
use crate::share::{fragment, write_clipboard};
use crate::words::{Key, text};

#[wasm_bindgen(module = "/js/pack.js")]
extern "C" {
    async fn pack(text: &str) -> JsValue;
    async fn unpack(packed: &str, limit: f64) -> JsValue;
}

/// What stands before the packed work.
const NAME: &str = "go=";

/// The packed work in the page's address.
pub fn packed() -> Option<String> {
    fragment()?.strip_prefix(NAME).map(str::to_string)
}

/// Opens the work that somebody's link holds.
///
/// # Errors
/// Where it holds none.
pub async fn open(packed: &str) -> Result<Work, BadWork> {
    let text = unpack(packed, 2.0 * MAX_TEXT as f64).await.as_string().ok_or(BadWork::Damaged)?;
    Work::of_text(&text)
}

/// Puts the work into the page's address, copies the address, and says whether it could.
pub fn copy_link(session: &GoHandle) {
    let session = session.clone();
    spawn_local(async move {
        let (said, warning) = match pack(&session.state().work.to_text()).await.as_string() {
            None => (Key::GoShareLong, true),
            Some(packed) if write_clipboard(&show(&packed)).await => (Key::GoShareCopied, false),
            Some(_) => (Key::GoShareNotCopied, true),
        };
        session.send(Command::Say { text: text(said).to_string(), warning });
    });
}

/// Takes the packed work out of the address.
pub fn forget() {
    if packed().is_some()
        && let (Ok(history), Ok(path)) = (window().history(), window().location().pathname())
    {
        let state = history.state().unwrap_or(JsValue::NULL);
        // A browser limits how often; the next change tries again.
        let _ = history.replace_state_with_url(&state, "", Some(&path));
    }
}

/// Shows packed work in the address, without a new entry in the history; the whole address.
fn show(packed: &str) -> String {
    let location = window().location();
    let fragment = format!("#{NAME}{packed}");
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        // A browser limits how often; the link is good all the same.
        let _ = history.replace_state_with_url(&state, "", Some(&fragment));
    }
    let (origin, path) = (location.origin(), location.pathname());
    format!("{}{}{fragment}", origin.unwrap_or_default(), path.unwrap_or_default())
}
