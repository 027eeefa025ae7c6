//! The examples on the decision surface.

use std::f64::consts::TAU;

use burrow_protocol::colour::{ColourMap, paper};
use burrow_protocol::frame::{Point, Points};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::{context, css};
use crate::model::plane::{Marker, to_figure};

/// Half the size of a marker, as a share of the figure's side.
const MARKER: f64 = 0.0105;

/// Draws all points: those to train on filled, those to test on as rings.
pub fn draw(canvas: &HtmlCanvasElement, points: &Points, dark: bool) {
    let Some(context) = context(canvas) else { return };
    let side = f64::from(canvas.width());
    let colours = ColourMap::markers(dark);
    let (paper, colour) = (css(paper(dark)), |point: &Point| css(colours.of(point.target)));
    context.clear_rect(0.0, 0.0, side, side);
    context.set_line_width(side * 0.003);
    context.set_stroke_style_str(&paper);
    for point in &points.train {
        trace(&context, point, side);
        context.set_fill_style_str(&colour(point));
        context.fill();
        context.stroke();
    }
    context.set_line_width(side * 0.006);
    context.set_fill_style_str(&paper);
    for point in &points.test {
        trace(&context, point, side);
        context.set_stroke_style_str(&colour(point));
        context.fill();
        context.stroke();
    }
}

fn trace(context: &CanvasRenderingContext2d, point: &Point, side: f64) {
    let (x, y) = to_figure(point.x, point.y, side);
    let half = side * MARKER;
    context.begin_path();
    match Marker::of(point) {
        Marker::Circle => {
            // Fails only for a negative radius.
            let _ = context.arc(x, y, half, 0.0, TAU);
        }
        Marker::Diamond => {
            let half = half * 1.3;
            context.move_to(x, y - half);
            context.line_to(x + half, y);
            context.line_to(x, y + half);
            context.line_to(x - half, y);
            context.close_path();
        }
    }
}
