//! A drawing as the digit reader sees it: 8 × 8 pixels of 0 to 16.
//!
//! The pictures of the data set were made from 32 × 32 bitmaps: scaled so that the digit
//! fills the frame, then the set pixels of each 4 × 4 block counted. A drawing goes the same
//! way. It is kept as strokes and not as pixels, so that the pen is equally thick in a small
//! drawing and in a large one.

use burrow_protocol::network::DIGIT_SIDE;

pub const PIXELS: usize = DIGIT_SIDE * DIGIT_SIDE;
/// The highest value of a pixel: all 16 pixels of its block are set.
pub const FULL: u8 = 16;

/// Pixels on a side of the bitmap.
const BITMAP: usize = 32;
const BLOCK: usize = BITMAP / DIGIT_SIDE;
/// Half the thickness of the pen, in pixels of the bitmap.
const PEN: f32 = 1.9;
/// The smallest side that a drawing is taken to have, from 0 to 1: a dot stays a dot.
const SMALLEST: f32 = 0.2;

/// A line that was drawn without lifting the pen; places from 0 to 1, y pointing down.
pub type Stroke = Vec<(f32, f32)>;
/// Row by row from the top left corner.
pub type Picture = [u8; PIXELS];

pub const EMPTY: Picture = [0; PIXELS];

/// A three of the kind that is in the data set, to try before drawing.
#[rustfmt::skip]
pub const EXAMPLE: Picture = [
    0, 1, 9, 15, 16, 8, 0, 0,
    0, 7, 14, 8, 12, 15, 0, 0,
    0, 0, 0, 1, 13, 12, 0, 0,
    0, 0, 2, 14, 16, 6, 0, 0,
    0, 0, 1, 8, 13, 15, 2, 0,
    0, 0, 0, 0, 0, 14, 8, 0,
    0, 6, 6, 2, 6, 16, 6, 0,
    0, 1, 11, 16, 16, 9, 0, 0,
];

/// The drawing as the network sees it; empty strokes give an empty picture.
pub fn picture(strokes: &[Stroke]) -> Picture {
    let bitmap = bitmap(strokes);
    let mut picture = EMPTY;
    for (place, set) in bitmap.iter().enumerate() {
        let (row, column) = (place / BITMAP / BLOCK, place % BITMAP / BLOCK);
        picture[row * DIGIT_SIDE + column] += u8::from(*set);
    }
    picture
}

/// Pixels from 0 to 1, as the network takes them.
pub fn input(picture: &Picture) -> Vec<f32> {
    picture.iter().map(|&pixel| f32::from(pixel) / f32::from(FULL)).collect()
}

fn bitmap(strokes: &[Stroke]) -> [bool; BITMAP * BITMAP] {
    let mut bitmap = [false; BITMAP * BITMAP];
    let Some(fit) = Fit::new(strokes) else { return bitmap };
    for stroke in strokes {
        let places: Vec<_> = stroke.iter().map(|&place| fit.apply(place)).collect();
        for (i, pixel) in bitmap.iter_mut().enumerate() {
            let centre = ((i % BITMAP) as f32 + 0.5, (i / BITMAP) as f32 + 0.5);
            *pixel |= is_inked(&places, centre);
        }
    }
    bitmap
}

/// Whether the pen covered a place on its way.
fn is_inked(places: &[(f32, f32)], at: (f32, f32)) -> bool {
    match places {
        [] => false,
        [dot] => distance(*dot, *dot, at) <= PEN,
        _ => places.windows(2).any(|pair| distance(pair[0], pair[1], at) <= PEN),
    }
}

/// From a place to the nearest point of a straight line between two others.
fn distance(a: (f32, f32), b: (f32, f32), at: (f32, f32)) -> f32 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let along = if length == 0.0 {
        0.0
    } else {
        (((at.0 - a.0) * dx + (at.1 - a.1) * dy) / length).clamp(0.0, 1.0)
    };
    (at.0 - a.0 - along * dx).hypot(at.1 - a.1 - along * dy)
}

/// Moves and scales a drawing so that it fills the bitmap, its shape kept.
struct Fit {
    centre: (f32, f32),
    scale: f32,
}

impl Fit {
    fn new(strokes: &[Stroke]) -> Option<Self> {
        let mut places = strokes.iter().flatten().copied();
        let first = places.next()?;
        let (low, high) = places.fold((first, first), |(low, high), (x, y)| {
            ((low.0.min(x), low.1.min(y)), (high.0.max(x), high.1.max(y)))
        });
        let side = (high.0 - low.0).max(high.1 - low.1).max(SMALLEST);
        Some(Self {
            centre: ((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0),
            scale: (BITMAP as f32 - 2.0 * PEN) / side,
        })
    }

    fn apply(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let middle = BITMAP as f32 / 2.0;
        ((x - self.centre.0) * self.scale + middle, (y - self.centre.1) * self.scale + middle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(height: f32, left: f32) -> Stroke {
        vec![(left, 0.1), (left, 0.1 + height)]
    }

    #[test]
    fn nothing_drawn_is_an_empty_picture() {
        assert_eq!(picture(&[]), EMPTY);
        assert_eq!(picture(&[vec![]]), EMPTY);
    }

    #[test]
    fn a_line_fills_the_height_and_stands_in_the_middle() {
        let picture = picture(&[one(0.8, 0.2)]);
        for row in 0..DIGIT_SIDE {
            let row = &picture[row * DIGIT_SIDE..][..DIGIT_SIDE];
            assert!(row[3] > 0 && row[4] > 0, "{row:?}");
            assert_eq!(row[0] + row[1] + row[2] + row[5] + row[6] + row[7], 0, "{row:?}");
            assert_eq!(row[3], row[4]);
        }
        // The pen is 3.8 pixels thick, so it sets the two on either side of the middle:
        // 2 of the 4 columns of each block, in all 4 rows.
        assert_eq!(picture[3 * DIGIT_SIDE + 3], 8);
    }

    #[test]
    fn size_and_place_of_the_drawing_do_not_matter() {
        assert_eq!(picture(&[one(0.8, 0.2)]), picture(&[one(0.4, 0.9)]));
    }

    #[test]
    fn a_dot_stays_small() {
        let picture = picture(&[vec![(0.5, 0.5)]]);
        assert!(picture.iter().filter(|&&pixel| pixel > 0).count() <= 4);
        assert!(picture.iter().any(|&pixel| pixel > 0));
    }

    #[test]
    fn the_network_gets_shares() {
        let input = input(&EXAMPLE);
        assert_eq!(input.len(), 64);
        assert!(input.iter().all(|value| (0.0..=1.0).contains(value)));
        assert_eq!(input[4], 1.0);
    }
}
