//! A capital E, drawn by pen in many slightly different ways.

/// The page's own way from a drawing to what the network sees.
#[allow(dead_code, reason = "the page uses more of it")]
#[path = "../../../../web/src/model/digit.rs"]
mod digit;

use digit::{Stroke, input, picture};

/// Widths, of the sheet.
const WIDTHS: [f32; 4] = [0.35, 0.4, 0.45, 0.5];
/// Lengths of the middle bar, of the width.
const BARS: [f32; 5] = [0.5, 0.6, 0.7, 0.85, 1.0];
/// Heights of the middle bar from the top, of the letter's height.
const MIDDLES: [f32; 4] = [0.4, 0.45, 0.5, 0.55];
/// How far the top leans to the right, of the sheet.
const SLANTS: [f32; 5] = [-0.06, -0.03, 0.0, 0.06, 0.12];

/// Each letter as the network takes it.
pub fn inputs() -> impl Iterator<Item = Vec<f32>> {
    WIDTHS.into_iter().flat_map(|width| {
        BARS.into_iter().flat_map(move |bar| {
            MIDDLES.into_iter().flat_map(move |middle| {
                SLANTS
                    .into_iter()
                    .map(move |slant| input(&picture(&drawn(width, bar, middle, slant))))
            })
        })
    })
}

/// The upright, then the bars from the top down, the middle one second.
fn drawn(width: f32, bar: f32, middle: f32, slant: f32) -> [Stroke; 4] {
    // Across and down the letter, from 0 to 1.
    let at =
        |across: f32, down: f32| (0.25 + across * width + slant * (1.0 - down), 0.1 + 0.8 * down);
    [
        vec![at(0.0, 0.0), at(0.0, 1.0)],
        vec![at(0.0, 0.0), at(1.0, 0.0)],
        vec![at(0.0, middle), at(bar, middle)],
        vec![at(0.0, 1.0), at(1.0, 1.0)],
    ]
}
