//! Files of a run: checkpoints and weights out, checkpoints and runs in.

use burrow_protocol::link::MAX_TEXT;
use gloo::utils::{body, document};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, HtmlAnchorElement, HtmlInputElement, Url};
use yew::prelude::*;

use crate::model::upload::{Upload, recognise};
use crate::session::{Command, SessionHandle, use_run, use_session};
use crate::share;
use crate::words::{Key, text};

/// No checkpoint of a lab is larger; a film is not read into memory.
const MAX_FILE: f64 = 64.0 * 1024.0 * 1024.0;

#[component]
pub fn Files() -> Html {
    let session = use_session();
    let made = use_run(|state| state.download.clone());
    use_effect_with((made, session.clone()), |(made, session)| {
        if let Some(file) = made {
            download(&file.name, &file.bytes);
            session.send(Command::Downloaded);
        }
    });
    let begun = use_run(|state| state.frame.is_some());
    let button = |label: Key, command: Command| {
        let session = session.clone();
        html! {
            <button type="button" class="button" disabled={!begun} onclick={move |_| session.send(command.clone())}>
                { text(label) }
            </button>
        }
    };
    let onchange = {
        let session = session.clone();
        move |event: Event| {
            let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
            let Some(input) = input else { return };
            if let Some(file) = input.files().and_then(|files| files.item(0)) {
                open(session.clone(), file);
            }
            // The same file can be chosen again.
            input.set_value("");
        }
    };
    html! {
        <div class="files">
            { button(Key::ShareSave, Command::Save) }
            { button(Key::ShareExport, Command::Export) }
            <label class="files__open">
                <span>{ text(Key::ShareOpen) }</span>
                <input type="file" accept=".bpk,.txt" {onchange} />
            </label>
        </div>
    }
}

/// Gives the learner a file.
pub fn download(name: &str, bytes: &[u8]) {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let Ok(blob) = Blob::new_with_u8_array_sequence(&parts) else { return };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else { return };
    let anchor = document().create_element("a").ok();
    if let Some(anchor) = anchor.and_then(|a| a.dyn_into::<HtmlAnchorElement>().ok()) {
        anchor.set_href(&url);
        anchor.set_download(name);
        let _ = body().append_child(&anchor);
        anchor.click();
        anchor.remove();
    }
    // Revoking it at once would stop some browsers from reading it.
    gloo::timers::callback::Timeout::new(10_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
}

fn open(session: SessionHandle, file: File) {
    if file.size() > MAX_FILE {
        return refuse(&session, Key::ShareTooLarge);
    }
    wasm_bindgen_futures::spawn_local(async move {
        let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
            return refuse(&session, Key::ShareUnreadable);
        };
        let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
        match recognise(&bytes, MAX_TEXT) {
            Upload::Run(text) => share::open_text(&session, text, Key::ShareFileAdjusted),
            Upload::Checkpoint => session.send(Command::Load(bytes)),
        }
    });
}

fn refuse(session: &SessionHandle, why: Key) {
    session.send(Command::Notify { text: text(why).to_string(), warning: true });
}
