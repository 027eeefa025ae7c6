//! The page: a Yew single-page app.
//!
//! - [`boot`] reads what the HTML page tells and mounts the app.
//! - [`pages`] and [`components`] are views: they hold no maths.
//! - [`model`] is the maths of the views: colours, layouts, wording. It knows no browser.
//! - [`commands`] is the table of what a learner can do with a button or a key.
//! - [`session`] talks to the training workers; the views read its state.
//!
//! Everything compiles natively too, so that the models are tested without a browser.

pub mod app;
pub mod boot;
mod chart;
mod commands;
mod components;
mod draw;
mod frames;
mod keyboard;
mod model;
mod pages;
mod recipe;
mod routes;
pub mod session;
mod share;
mod storage;
mod theme;

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
fn start() {
    boot::report_panics();
    boot::mount();
}
