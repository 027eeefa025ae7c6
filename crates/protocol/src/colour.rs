//! The colours of what is drawn from numbers, for the page's canvases and for posters.
//!
//! The diverging colour map of decision surfaces and heat-maps goes from orange over nought to
//! blue. Orange and blue stay apart for the common kinds of colour blindness, and both ends
//! differ from the middle in lightness too.

use crate::frame::{from_cell, to_cell};

/// Red, green and blue from 0 to 255, with fractions on the way.
type Rgb = [f32; 3];

/// The colours of −1, 0 and 1.
type Ends = [Rgb; 3];

/// Surfaces on light paper, soft enough for points to stand out.
const LIGHT: Ends = [[237.0, 160.0, 92.0], [247.0, 246.0, 242.0], [105.0, 166.0, 222.0]];
/// And on dark: the middle recedes into the page.
const DARK: Ends = [[178.0, 97.0, 28.0], [27.0, 31.0, 30.0], [38.0, 102.0, 164.0]];
/// Points on light surfaces are darker than these, on dark ones lighter.
const MARKERS_ON_LIGHT: Ends = [[168.0, 70.0, 4.0], [110.0, 110.0, 110.0], [13.0, 80.0, 150.0]];
const MARKERS_ON_DARK: Ends = [[255.0, 186.0, 122.0], [190.0, 190.0, 190.0], [150.0, 207.0, 255.0]];

/// What a marker is edged with and a ring is filled with.
pub fn paper(dark: bool) -> [u8; 4] {
    if dark { [0x13, 0x16, 0x15, 0xff] } else { [0xff, 0xff, 0xff, 0xff] }
}

/// What a digit is written on.
pub fn sheet(dark: bool) -> [u8; 4] {
    if dark { [0x1b, 0x1f, 0x1e, 0xff] } else { [0xff, 0xff, 0xff, 0xff] }
}

/// What a digit is written with.
pub fn ink(dark: bool) -> [u8; 4] {
    if dark { [0xe9, 0xeb, 0xe7, 0xff] } else { [0x1d, 0x21, 0x20, 0xff] }
}

/// A colour for each of the 256 values of a map's cell.
#[derive(Clone, Debug, PartialEq)]
pub struct ColourMap([[u8; 4]; 256]);

impl ColourMap {
    /// For decision surfaces and heat-maps.
    pub fn surface(dark: bool) -> Self {
        Self::between(if dark { DARK } else { LIGHT })
    }

    /// For the points on them.
    pub fn markers(dark: bool) -> Self {
        Self::between(if dark { MARKERS_ON_DARK } else { MARKERS_ON_LIGHT })
    }

    fn between([low, middle, high]: Ends) -> Self {
        let mut colours = [[0; 4]; 256];
        for (cell, colour) in colours.iter_mut().enumerate() {
            let value = from_cell(cell as u8).clamp(-1.0, 1.0);
            *colour = mix(middle, if value < 0.0 { low } else { high }, value.abs());
        }
        Self(colours)
    }

    /// Red, green, blue and alpha of a value from −1 to 1.
    pub fn of(&self, value: f32) -> [u8; 4] {
        self.of_cell(to_cell(value))
    }

    /// Red, green, blue and alpha of a map's cell.
    pub fn of_cell(&self, cell: u8) -> [u8; 4] {
        self.0[usize::from(cell)]
    }

    /// Writes the four bytes of each cell's pixel.
    pub fn paint(&self, cells: &[u8], pixels: &mut Vec<u8>) {
        pixels.clear();
        pixels.extend(cells.iter().flat_map(|&cell| self.of_cell(cell)));
    }
}

fn mix(from: Rgb, to: Rgb, share: f32) -> [u8; 4] {
    // A root makes small values visible: the boundary between the classes is what matters.
    let share = share.powf(0.8);
    let channel = |i: usize| (from[i] + (to[i] - from[i]) * share).round() as u8;
    [channel(0), channel(1), channel(2), 255]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_and_the_middle_are_what_they_are_called() {
        for dark in [false, true] {
            let map = ColourMap::surface(dark);
            let [orange, nought, blue] = [map.of(-1.0), map.of(0.0), map.of(1.0)];
            assert!(orange[0] > orange[2] + 100, "red beats blue in {orange:?}");
            assert!(blue[2] > blue[0] + 100, "blue beats red in {blue:?}");
            assert!(nought[0].abs_diff(nought[2]) < 10, "{nought:?} is grey");
        }
    }

    #[test]
    fn a_digit_stands_out_from_its_sheet_and_a_point_from_its_edge() {
        for dark in [false, true] {
            assert!(ink(dark)[0].abs_diff(sheet(dark)[0]) > 150);
            let edge = paper(dark)[0];
            assert_eq!(ColourMap::markers(dark).of(0.0)[0] > edge, dark);
        }
    }

    #[test]
    fn a_point_stands_out_from_the_surface_of_its_own_class() {
        let lightness = |[r, g, b, _]: [u8; 4]| {
            0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b)
        };
        for (dark, value) in [(false, -1.0), (false, 1.0), (true, -1.0), (true, 1.0)] {
            let surface = lightness(ColourMap::surface(dark).of(value));
            let point = lightness(ColourMap::markers(dark).of(value));
            assert!((surface - point).abs() > 60.0, "{dark} {value}: {surface} {point}");
        }
    }

    #[test]
    fn every_cell_gives_one_opaque_pixel() {
        let mut pixels = vec![7; 3];
        ColourMap::surface(false).paint(&[0, 128, 255], &mut pixels);
        assert_eq!(pixels.len(), 12);
        assert_eq!(pixels[4..8], [247, 246, 242, 255]);
        assert!(pixels.iter().skip(3).step_by(4).all(|&alpha| alpha == 255));
    }
}
