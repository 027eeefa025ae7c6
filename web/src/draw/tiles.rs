//! The heat-maps of all units of the diagram, on one canvas.

use burrow_protocol::frame::{GRID, Maps};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::context;
use super::image::MapPixels;
use crate::model::diagram::{Corner, Diagram};

/// Cells of one map.
const CELLS: usize = GRID * GRID;
/// Maps that go to the canvas at once; keeps the atlas below every browser's limit.
const AT_ONCE: usize = 64;

pub struct TilePainter {
    context: CanvasRenderingContext2d,
    /// Where maps become an image, one below the other, before they are drawn to size.
    atlas: HtmlCanvasElement,
    atlas_context: CanvasRenderingContext2d,
    pixels: MapPixels,
    corners: Vec<Corner>,
    /// The side of a tile on the canvas.
    tile: f64,
}

impl TilePainter {
    /// For a canvas with `scale` pixels for each of the diagram's.
    pub fn new(
        canvas: &HtmlCanvasElement,
        diagram: &Diagram,
        scale: f64,
        dark: bool,
    ) -> Option<Self> {
        let atlas = document().create_element("canvas").ok()?;
        let atlas = atlas.dyn_into::<HtmlCanvasElement>().ok()?;
        atlas.set_width(GRID as u32);
        atlas.set_height((GRID * AT_ONCE.min(diagram.map_count())) as u32);
        let corners = diagram
            .mapped()
            .map(|corner| Corner { x: corner.x * scale, y: corner.y * scale })
            .collect();
        Some(Self {
            context: context(canvas)?,
            atlas_context: context(&atlas)?,
            atlas,
            pixels: MapPixels::new(dark),
            corners,
            tile: diagram.tile * scale,
        })
    }

    /// Draws the maps of a network; those of another one are left out.
    pub fn draw(&mut self, maps: &Maps) {
        if maps.units.len() != self.corners.len() * CELLS {
            return;
        }
        let batches = maps.units.chunks(AT_ONCE * CELLS).zip(self.corners.chunks(AT_ONCE));
        for (cells, corners) in batches {
            self.pixels.put(cells, &self.atlas_context);
            for (place, corner) in corners.iter().enumerate() {
                draw_tile(&self.context, &self.atlas, place, *corner, self.tile);
            }
        }
    }
}

fn draw_tile(
    context: &CanvasRenderingContext2d,
    atlas: &HtmlCanvasElement,
    place: usize,
    corner: Corner,
    side: f64,
) {
    let (grid, top) = (GRID as f64, (place * GRID) as f64);
    // Fails only for an image without pixels: then there is nothing to draw.
    let _ = context.draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
        atlas, 0.0, top, grid, grid, corner.x, corner.y, side, side,
    );
}
