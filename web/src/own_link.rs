//! The links to the parts of a lesson: who follows one has it in the address bar and, where the browser
//! allows it, in the clipboard.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Url};

use crate::share::write_clipboard;
use crate::words::{Key, text};

/// How long the word stands beside the link, in milliseconds.
const SHOWN: u32 = 3000;

/// Copies each link of `article` that is followed, as long as the listener lives.
pub fn copied(article: &Element) -> EventListener {
    EventListener::new(article, "click", |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(link) = target.and_then(|target| target.closest(".own-link").ok().flatten())
        else {
            return;
        };
        let Some(address) = address(&link) else { return };
        spawn_local(async move {
            let done = write_clipboard(&address).await;
            say(&link, text(if done { Key::AroundCopied } else { Key::AroundNotCopied }));
        });
    })
}

/// The whole address, which the base of the page has no part in.
fn address(link: &Element) -> Option<String> {
    let base = window().location().href().ok()?;
    Some(Url::new_with_base(&link.get_attribute("href")?, &base).ok()?.href())
}

/// Beside the link for a moment, and to those who hear the page.
fn say(link: &Element, word: &str) {
    let Ok(note) = document().create_element("span") else { return };
    note.set_class_name("own-link__note");
    // Attributes and children of an element of our own do not fail.
    let _ = note.set_attribute("role", "status");
    let _ = link.after_with_node_1(&note);
    let word = word.to_string();
    // A live region is heard when it changes, not when it comes.
    Timeout::new(50, move || {
        note.set_text_content(Some(&word));
        Timeout::new(SHOWN, move || note.remove()).forget();
    })
    .forget();
}
