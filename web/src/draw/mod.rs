//! Painters: they put models onto canvases, without a render of Yew's.

mod image;
pub mod pad;
pub mod points;
pub mod surface;
pub mod tiles;

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// The canvas's drawing context; none where the browser refuses one.
fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok().flatten()?.dyn_into().ok()
}

/// A colour as a canvas takes it.
fn css([red, green, blue, _]: [u8; 4]) -> String {
    format!("rgb({red} {green} {blue})")
}
