//! The page: a Yew single-page app, built four times: see [`flavour`].
//!
//! - [`boot`] reads what the HTML page tells and mounts the app.
//! - [`pages`] and [`components`] are views: they hold no maths.
//! - [`figure`] mounts labs into a lesson's text.
//! - [`learner`] counts what is done of the course, [`search`] finds places in it.
//! - [`model`] is the maths of the views: colours, layouts, wording. It knows no browser.
//! - [`commands`] is the table of what a learner can do with a button or a key.
//! - [`dom`] and [`fetch`] ask the browser, [`subscription`] hears what the page's scripts tell.
//! - [`go`] is the Go playground: editor, files, output, and the session with the Go worker.
//! - [`gofigure`] mounts Go programs into a lesson's text, to be moved forward and back.
//! - [`session`] talks to the training workers; the views read its state.
//! - `worker` starts a web worker and hears it; [`session`] and [`go`] say what it is for.
//! - [`words`] is everything that the page says, in its language.
//!
//! Everything compiles natively too: the models are tested without a browser, and the build
//! draws every page as HTML ([`prerender`]).

pub mod app;
pub mod boot;
mod chart;
mod commands;
mod components;
mod dom;
mod draw;
mod exercise;
mod fetch;
mod figure;
pub mod flavour;
mod frames;
mod go;
mod gofigure;
mod keeping;
mod keyboard;
mod learner;
mod lesson;
mod model;
mod offline;
mod own_link;
mod pages;
mod part;
#[cfg(feature = "prerender")]
pub mod prerender;
mod recipe;
mod router;
mod routes;
mod search;
pub mod session;
mod share;
mod signals;
mod storage;
mod store;
mod subscription;
mod theme;
pub mod words;
#[cfg(target_arch = "wasm32")]
mod worker;

#[cfg(target_arch = "wasm32")]
mod entry {
    use wasm_bindgen::prelude::*;

    use crate::{boot, flavour, learner, words};

    #[cfg(all(feature = "figures", not(any(feature = "go", feature = "playground"))))]
    use flavour::FIGURES as FLAVOUR;
    #[cfg(all(feature = "go", not(feature = "playground")))]
    use flavour::GO as FLAVOUR;
    #[cfg(feature = "playground")]
    use flavour::PLAYGROUND as FLAVOUR;
    #[cfg(not(any(feature = "figures", feature = "go", feature = "playground")))]
    use flavour::READER as FLAVOUR;

    /// Takes the page over; `table` is the words of its language, `contents` what the lessons hold:
    /// empty where the flavour does not count it.
    #[wasm_bindgen]
    pub fn start(table: String, contents: String) {
        words::load(table);
        learner::load(&contents);
        boot::report_panics();
        boot::mount(&FLAVOUR);
    }

    /// Leaves the page as it was before [`start`], for the other flavour.
    #[wasm_bindgen]
    pub fn leave() {
        boot::unmount();
    }
}
