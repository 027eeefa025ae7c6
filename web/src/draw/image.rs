//! Maps as pixels.

use burrow_protocol::frame::GRID;
use wasm_bindgen::Clamped;
use web_sys::{CanvasRenderingContext2d, ImageData};

use burrow_protocol::colour::ColourMap;

/// Turns maps into pixels; keeps its buffer from one frame to the next.
pub struct MapPixels {
    colours: ColourMap,
    pixels: Vec<u8>,
}

impl MapPixels {
    pub fn new(dark: bool) -> Self {
        Self { colours: ColourMap::surface(dark), pixels: Vec::new() }
    }

    /// Puts maps, one below the other, into the context's top left corner.
    pub fn put(&mut self, cells: &[u8], context: &CanvasRenderingContext2d) {
        let rows = cells.len() / GRID;
        if rows == 0 {
            return;
        }
        self.colours.paint(&cells[..rows * GRID], &mut self.pixels);
        let size = (GRID as u32, rows as u32);
        let image =
            ImageData::new_with_u8_clamped_array_and_sh(Clamped(&self.pixels), size.0, size.1);
        if let Ok(image) = image {
            // Refused only for a canvas without pixels: then there is nothing to see.
            let _ = context.put_image_data(&image, 0.0, 0.0);
        }
    }
}
