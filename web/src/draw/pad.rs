//! The strokes of a drawn digit.

use std::f64::consts::TAU;

use burrow_protocol::colour::ink;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::{context, css};
use crate::model::digit::Stroke;

/// The pen's thickness, as a share of the pad's side.
const PEN: f64 = 0.075;

pub fn draw(canvas: &HtmlCanvasElement, strokes: &[Stroke], dark: bool) {
    let Some(context) = context(canvas) else { return };
    let side = f64::from(canvas.width());
    let ink = css(ink(dark));
    context.clear_rect(0.0, 0.0, side, side);
    context.set_line_width(side * PEN);
    context.set_line_cap("round");
    context.set_line_join("round");
    context.set_stroke_style_str(&ink);
    context.set_fill_style_str(&ink);
    for stroke in strokes {
        trace(&context, stroke, side);
    }
}

fn trace(context: &CanvasRenderingContext2d, stroke: &Stroke, side: f64) {
    let at = |(x, y): (f32, f32)| (f64::from(x) * side, f64::from(y) * side);
    let Some((first, rest)) = stroke.split_first() else { return };
    let (x, y) = at(*first);
    context.begin_path();
    if rest.is_empty() {
        // Fails only for a negative radius.
        let _ = context.arc(x, y, side * PEN / 2.0, 0.0, TAU);
        context.fill();
        return;
    }
    context.move_to(x, y);
    for place in rest {
        let (x, y) = at(*place);
        context.line_to(x, y);
    }
    context.stroke();
}
