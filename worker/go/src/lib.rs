//! The Go worker: one build, beside those that train.
//!
//! Thin: decodes a message, calls `burrow-go-session`, encodes the answer. One task does everything in order ([`engine`]):
//! it lets the program run for some milliseconds, sends what it has written, and takes the messages that have come.

mod engine;
mod library;
mod world;

use wasm_bindgen::prelude::*;

use burrow_protocol::go::FromGo;
use burrow_protocol::message::decode;
use burrow_worker_host::{Inbox, fail, send};

use engine::{Engine, Event};

thread_local! {
    static INBOX: Inbox<Event> = Inbox::default();
}

/// Begins to work on messages. `index` says what the packs of Go's library hold.
///
/// # Errors
/// A sentence where the index is damaged.
#[wasm_bindgen]
pub fn start(index: &str) -> Result<(), String> {
    std::panic::set_hook(Box::new(|info| fail(&format!("The Go engine failed: {info}"))));
    let engine = Engine::new(index, INBOX.with(Clone::clone))?;
    send(&FromGo::Ready);
    wasm_bindgen_futures::spawn_local(engine.drive());
    Ok(())
}

/// Takes a message from the page.
#[wasm_bindgen]
pub fn receive(bytes: &[u8]) {
    match decode(bytes) {
        Ok(message) => INBOX.with(|inbox| inbox.push(Event::Message(message))),
        Err(why) => send(&FromGo::Refused { request: None, why }),
    }
}
