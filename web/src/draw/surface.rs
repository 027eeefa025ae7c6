//! The decision surface: a map of its own size, which the stylesheet scales up smoothly.

use burrow_protocol::frame::Maps;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::context;
use super::image::MapPixels;

pub struct SurfacePainter {
    context: CanvasRenderingContext2d,
    pixels: MapPixels,
}

impl SurfacePainter {
    /// For a canvas of [`burrow_protocol::frame::GRID`] pixels on a side.
    pub fn new(canvas: &HtmlCanvasElement, dark: bool) -> Option<Self> {
        Some(Self { context: context(canvas)?, pixels: MapPixels::new(dark) })
    }

    pub fn draw(&mut self, maps: &Maps) {
        self.pixels.put(&maps.surface, &self.context);
    }

    /// No answer yet: the surface is empty.
    pub fn clear(&self) {
        let canvas = self.context.canvas();
        let (width, height) = canvas.map_or((0, 0), |canvas| (canvas.width(), canvas.height()));
        self.context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
    }
}
