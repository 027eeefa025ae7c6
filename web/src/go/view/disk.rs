//! The program to the learner's disk and from there.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::go::archive::{self, Form};
use crate::go::disk;
use crate::go::session::{GoHandle, use_go, use_go_session};
use crate::words::{Key, text};

/// Buttons that save the program, and one that opens another.
#[component]
pub fn OnDisk() -> Html {
    let session = use_go_session();
    let forms = use_go(|state| archive::forms(&state.work.files));
    let picker = use_node_ref();
    let pick = {
        let picker = picker.clone();
        move |_| {
            if let Some(picker) = picker.cast::<HtmlInputElement>() {
                picker.click();
            }
        }
    };
    let onchange = {
        let session = session.clone();
        move |event: Event| {
            let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
            let Some(input) = input else { return };
            if let Some(files) = input.files() {
                disk::open(&session, &files);
            }
            // The same file can be chosen again.
            input.set_value("");
        }
    };
    html! {
        <>
            { for forms.into_iter().map(|form| save(form, &session)) }
            <button type="button" class="button button--quiet button--small" onclick={pick}>{ text(Key::GoDiskOpen) }</button>
            // The button speaks for it; the browser's own would show the name of a file that is long read.
            <input
                type="file"
                ref={picker}
                hidden=true
                multiple=true
                accept=".go,.txtar,.zip,.txt,.mod"
                aria-label={text(Key::GoDiskOpen)}
                {onchange}
            />
        </>
    }
}

fn save(form: Form, session: &GoHandle) -> Html {
    let session = session.clone();
    let label = match form {
        Form::Go => Key::GoDiskSave,
        Form::Txtar => Key::GoDiskTxtar,
        Form::Zip => Key::GoDiskZip,
    };
    html! {
        <button type="button" class="button button--quiet button--small" onclick={move |_| disk::save(&session, form)}>
            { text(label) }
        </button>
    }
}

/// What may be dropped on an element: files, which are opened.
pub fn drops(session: &GoHandle) -> (Callback<DragEvent>, Callback<DragEvent>) {
    let holds_files = |event: &DragEvent| {
        event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
    };
    let over = Callback::from(move |event: DragEvent| {
        if holds_files(&event) {
            event.prevent_default();
        }
    });
    let session = session.clone();
    let drop = Callback::from(move |event: DragEvent| {
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(files) = files.filter(|files| files.length() > 0) {
            event.prevent_default();
            disk::open(&session, &files);
        }
    });
    (over, drop)
}
