//! The packs of Go's library on their way here.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use burrow_go_session::Library;
use burrow_protocol::go::FromGo;
use burrow_worker_host::{Inbox, send};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::engine::Event;

#[wasm_bindgen(module = "/js/library.js")]
extern "C" {
    #[wasm_bindgen(js_name = fetchPack)]
    fn fetch_pack(file: &str, progress: &JsValue) -> Promise;
}

/// Fetches what programs need, once.
pub struct Fetcher {
    inbox: Inbox<Event>,
    under_way: BTreeSet<usize>,
    docs_under_way: BTreeSet<usize>,
    progress: Rc<Progress>,
}

/// Bytes of all that is under way.
#[derive(Default)]
struct Progress {
    loaded: Cell<u64>,
    total: Cell<u64>,
}

impl Fetcher {
    pub fn new(inbox: Inbox<Event>) -> Fetcher {
        Fetcher {
            inbox,
            under_way: BTreeSet::new(),
            docs_under_way: BTreeSet::new(),
            progress: Rc::default(),
        }
    }

    /// Fetches what is missing of a library for these imports; each pack that comes, or does not, is an event. Whether
    /// anything is missing.
    pub fn fetch<'a>(
        &mut self,
        library: &Library,
        imports: impl IntoIterator<Item = &'a str>,
    ) -> bool {
        let missing = library.missing(imports);
        for (number, entry) in &missing {
            if self.under_way.insert(*number) {
                self.progress.total.set(self.progress.total.get() + entry.bytes);
                self.start(*number, entry.file.clone());
            }
        }
        !missing.is_empty()
    }

    fn start(&self, number: usize, file: String) {
        let (inbox, progress) = (self.inbox.clone(), self.progress.clone());
        spawn_local(async move {
            let told = progress.clone();
            let count = Closure::<dyn Fn(f64)>::new(move |bytes: f64| {
                told.loaded.set(told.loaded.get() + bytes as u64);
                let (loaded, total) = (told.loaded.get(), told.total.get());
                send(&FromGo::Loading { loaded, total });
            });
            let pack = text(JsFuture::from(fetch_pack(&file, count.as_ref())).await);
            inbox.push(Event::Pack(number, pack));
        });
    }

    /// As [`Fetcher::fetch`], for the documentation of packages.
    pub fn fetch_docs<'a>(
        &mut self,
        library: &Library,
        packages: impl IntoIterator<Item = &'a str>,
    ) -> bool {
        let missing = library.undocumented(packages);
        for &(number, file) in &missing {
            if self.docs_under_way.insert(number) {
                let (inbox, file) = (self.inbox.clone(), file.to_string());
                spawn_local(async move {
                    let silent = Closure::<dyn Fn(f64)>::new(|_| ());
                    let docs = text(JsFuture::from(fetch_pack(&file, silent.as_ref())).await);
                    inbox.push(Event::Docs(number, docs));
                });
            }
        }
        !missing.is_empty()
    }

    /// Documentation has come, or failed to.
    pub fn docs_arrived(&mut self, number: usize) {
        self.docs_under_way.remove(&number);
    }

    /// A pack has come, or failed to.
    pub fn arrived(&mut self, number: usize) {
        self.under_way.remove(&number);
        if self.under_way.is_empty() {
            self.progress = Rc::default();
        }
    }
}

/// What has been fetched, or why not.
fn text(fetched: Result<JsValue, JsValue>) -> Result<String, String> {
    fetched
        .map(|text| text.as_string().unwrap_or_default())
        .map_err(|error| js_sys::Error::from(error).message().into())
}
