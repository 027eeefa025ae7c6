//! The program on the learner's disk: saved there, and opened from there.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, FileList};

use super::archive::{self, Entry, Form};
use super::files::MAX_TEXT;
use super::session::{Command, GoHandle};
use super::work::Work;
use crate::components::files::download;
use crate::model::format;
use crate::words::{Key, fill, text};

#[wasm_bindgen(module = "/js/pack.js")]
extern "C" {
    async fn inflate(bytes: &Uint8Array, limit: f64) -> JsValue;
}

/// No program is larger; a film is not read into memory.
const MAX_FILE: f64 = 8.0 * 1024.0 * 1024.0;

/// Gives the learner the program as a file.
pub fn save(session: &GoHandle, form: Form) {
    let (name, bytes) = archive::save(&session.state().work.files, form);
    download(&name, &bytes);
}

/// Opens what the learner has chosen or dropped, in place of the program; what it was can be brought back.
pub fn open(session: &GoHandle, files: &FileList) {
    let files: Vec<File> = (0..files.length()).filter_map(|index| files.get(index)).collect();
    if files.is_empty() {
        return;
    }
    let session = session.clone();
    spawn_local(async move {
        let Some((work, left_out)) = read(files).await else {
            let text = text(Key::GoDiskNot).to_string();
            return session.send(Command::Say { text, warning: true });
        };
        session.send(Command::Interest);
        session.send(Command::Open(work));
        if left_out > 0 {
            let text = fill(Key::GoDiskSome, &[("n", &format::whole(left_out as u64))]);
            session.send(Command::Say { text, warning: true });
        }
    });
}

async fn read(files: Vec<File>) -> Option<(Work, usize)> {
    let mut found = Vec::new();
    for file in files {
        if file.size() > MAX_FILE {
            return None;
        }
        let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
        for Entry { name, bytes, packed } in
            archive::entries(&file.name(), Uint8Array::new(&buffer).to_vec())?
        {
            let bytes = if packed { unpacked(&bytes).await? } else { bytes };
            found.push((name, bytes));
        }
    }
    archive::work(found)
}

async fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let unpacked = inflate(&Uint8Array::from(bytes), MAX_TEXT as f64).await;
    unpacked.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec())
}
