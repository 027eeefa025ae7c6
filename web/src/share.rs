//! A run as a link, as a file, and back.

use std::cell::RefCell;

use burrow_protocol::link;
use burrow_protocol::recipe::Recipe;
use gloo::utils::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::dom::field;
use crate::model::format;
use crate::session::{Command, SessionHandle};
use crate::words::{Key, fill, from_engine, text};

/// Whether the recipe fits into a link; else it is offered as a file.
pub fn fits_link(recipe: &Recipe) -> bool {
    link::to_text(recipe).len() <= link::MAX_LINK
}

/// Whether a fragment holds a recipe: `#main` and the like are places on the page.
fn is_recipe(fragment: &str) -> bool {
    fragment.contains('=')
}

/// The recipe that stands behind the `#` of the page's address.
pub fn fragment() -> Option<String> {
    if cfg!(not(target_arch = "wasm32")) {
        // What the build draws has no address.
        return None;
    }
    let hash = window().location().hash().ok()?;
    let text = hash.strip_prefix('#')?.to_string();
    is_recipe(&text).then_some(text)
}

thread_local! {
    /// The recipe that the page last read from its address or wrote there.
    static KNOWN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Opens the run that the address names, unless the page knows it: coming back from another
/// page does not throw the run away that went on meanwhile.
pub fn open_address(session: &SessionHandle) {
    if let Some(text) = fragment()
        && KNOWN.with_borrow(|known| *known != text)
    {
        open_text(session, &text, Key::ShareLinkAdjusted);
        KNOWN.set(text);
    }
}

/// Puts the recipe into the page's address, without a new entry in the history.
pub fn show_in_address(recipe: &Recipe) {
    if !fits_link(recipe) {
        return;
    }
    let text = link::to_text(recipe);
    KNOWN.set(text.clone());
    if fragment().as_deref() == Some(text.as_str()) {
        return;
    }
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        // A browser limits how often; the next pause tries again.
        let _ = history.replace_state_with_url(&state, "", Some(&format!("#{text}")));
    }
}

/// Opens the run that a stranger's text describes, and says what had to be changed: `adjusted`
/// is the message for it.
pub fn open_text(session: &SessionHandle, text: &str, adjusted: Key) {
    let (recipe, notices) = link::from_text(text);
    session.send(Command::Open(recipe));
    if !notices.is_empty() {
        let notices: Vec<_> = notices.iter().map(|notice| from_engine(notice)).collect();
        let text = fill(adjusted, &[("what", &notices.join("; "))]);
        session.send(Command::Notify { text, warning: true });
    }
}

/// Copies a link to this run and step, and says whether it could.
pub fn copy_link(session: &SessionHandle) {
    let recipe = session.state().recipe;
    if !fits_link(&recipe) {
        let text = text(Key::ShareNoLink).to_string();
        session.send(Command::Notify { text, warning: true });
        return;
    }
    show_in_address(&recipe);
    let session = session.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let (text, warning) = if write_clipboard(&address(&recipe)).await {
            (fill(Key::ShareCopied, &[("step", &format::whole(recipe.step))]), false)
        } else {
            (text(Key::ShareNotCopied).to_string(), true)
        };
        session.send(Command::Notify { text, warning });
    });
}

/// The address of this page with the recipe in it.
fn address(recipe: &Recipe) -> String {
    let location = window().location();
    let (origin, path) = (location.origin(), location.pathname());
    format!("{}{}#{}", origin.unwrap_or_default(), path.unwrap_or_default(), link::to_text(recipe))
}

pub async fn write_clipboard(text: &str) -> bool {
    // On plain HTTP, other than localhost, there is no clipboard at all.
    if field(&window().navigator(), "clipboard").is_undefined() {
        return false;
    }
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use burrow_protocol::recipe::Edit;
    use burrow_protocol::settings::{Lab, Settings};

    #[test]
    fn a_place_on_the_page_is_no_recipe() {
        assert!(!is_recipe("main"));
        assert!(is_recipe("lab=digits"));
    }

    #[test]
    fn many_changes_need_a_file() {
        let mut recipe = Recipe::new(Settings::for_lab(Lab::Boundary));
        assert!(fits_link(&recipe));
        for step in 1..2000 {
            recipe.step = step;
            recipe.note(Edit::Weight { index: 1, value: 0.25 });
        }
        assert!(!fits_link(&recipe));
    }
}
