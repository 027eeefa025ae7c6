//! The chart of the loss curve, drawn by uPlot; its script loads when it is first needed.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/js/chart.js")]
extern "C" {
    /// Draws into an element as soon as uPlot is there; the newest data counts.
    pub type LossChart;

    /// `failure` stands in the chart's place if its script does not come; `decimal` and
    /// `group` are the signs in its numbers.
    #[wasm_bindgen(constructor)]
    pub fn new(element: &HtmlElement, failure: &str, decimal: &str, group: &str) -> LossChart;

    /// All three lists are of one length.
    #[wasm_bindgen(method)]
    pub fn draw(this: &LossChart, step: &[f64], train: &[f64], test: &[f64], logarithmic: bool);

    #[wasm_bindgen(method)]
    pub fn destroy(this: &LossChart);
}
