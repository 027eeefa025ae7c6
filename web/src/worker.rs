//! A web worker of ours: started with its listeners, ended when dropped.

use gloo::events::EventListener;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, WorkerOptions, WorkerType};

use crate::dom::field;
use crate::fetch::words;
use crate::words::{Key, text};

/// What a worker says, or what becomes of it.
pub enum Heard {
    /// A message of the protocol.
    Message(Vec<u8>),
    /// Bytes of its wasm file that it has got so far.
    Loading { loaded: u64, total: u64 },
    /// It cannot go on; the words are for people.
    Failed(String),
}

pub struct RunningWorker {
    worker: web_sys::Worker,
    /// Dropped with the worker, so that nothing of it arrives after its end.
    _listeners: [EventListener; 3],
}

impl RunningWorker {
    /// `name` is what the browser's tools show.
    ///
    /// # Errors
    /// A sentence where the browser does not start it.
    pub fn start(
        name: &str,
        address: &str,
        on_event: impl Fn(Heard) + Clone + 'static,
    ) -> Result<Self, String> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(name);
        let worker = web_sys::Worker::new_with_options(&startable(address), &options)
            .map_err(|error| words(&error))?;

        let messages = EventListener::new(&worker, "message", {
            let on_event = on_event.clone();
            move |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    on_event(read(&event.data()));
                }
            }
        });
        let errors = EventListener::new(&worker, "error", {
            let on_event = on_event.clone();
            move |event| {
                // A script that could not be fetched gives an event without words.
                let why = event
                    .dyn_ref::<ErrorEvent>()
                    .map(ErrorEvent::message)
                    .filter(|message| !message.is_empty())
                    .unwrap_or_else(|| text(Key::TroubleNotFetched).to_string());
                on_event(Heard::Failed(why));
            }
        });
        let garbled = EventListener::new(&worker, "messageerror", move |_| {
            on_event(Heard::Failed(text(Key::TroubleGarbled).to_string()));
        });
        Ok(Self { worker, _listeners: [messages, errors, garbled] })
    }

    /// # Errors
    /// A sentence where the browser does not pass the message on.
    pub fn send(&self, message: &[u8]) -> Result<(), String> {
        let buffer = Uint8Array::from(message).buffer();
        self.worker
            .post_message_with_transfer(&buffer, &Array::of1(&buffer))
            .map_err(|error| words(&error))
    }
}

/// A frame without an origin may start no worker of any site, but one of a `data:` address, and
/// that may import the real one. A static import: what is posted meanwhile then waits.
fn startable(address: &str) -> String {
    if gloo::utils::window().origin() != "null" {
        return address.to_string();
    }
    let script = format!("import {address:?}");
    format!("data:text/javascript,{}", js_sys::encode_uri_component(&script))
}

impl Drop for RunningWorker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// What a worker posted: bytes of the protocol, or while it starts a plain object.
fn read(data: &JsValue) -> Heard {
    if let Some(buffer) = data.dyn_ref::<ArrayBuffer>() {
        return Heard::Message(Uint8Array::new(buffer).to_vec());
    }
    let loading = field(data, "loading");
    if loading.is_object() {
        let bytes = |name| field(&loading, name).as_f64().unwrap_or(0.0) as u64;
        return Heard::Loading { loaded: bytes("loaded"), total: bytes("total") };
    }
    let why = field(data, "failed").as_string();
    Heard::Failed(why.unwrap_or_else(|| text(Key::TroubleNoMessage).to_string()))
}
