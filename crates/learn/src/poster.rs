//! The picture that stands in a figure's place until its lab is there, as PNG.
//!
//! The boundary lab's is drawn as the page draws it: the surface's cells scaled up smoothly, the
//! points that are trained on filled, those of the test set as rings, one class as diamonds. The
//! digit reader's shows digits of its test set. The same run gives the same bytes.

mod palette;

use burrow_protocol::colour::{ColourMap, ink, paper, sheet};
use burrow_protocol::frame::{GRID, PLANE, Point, Points};
use burrow_protocol::network::DIGIT_SIDE;
use burrow_protocol::settings::Lab;

use crate::data::{Examples, Files, Split};
use crate::maps::maps;
use crate::run::Run;

/// Pixels on a side.
pub const SIDE: usize = 480;

/// Half the size of a marker, and the thickness of its edge and of a ring, as the page has them.
const MARKER: f32 = 0.0105 * SIDE as f32;
const EDGE: f32 = 0.003 * SIDE as f32;
const RING: f32 = 0.006 * SIDE as f32;
/// A diamond is larger than a circle by this, to look as large.
const DIAMOND: f32 = 1.3;

/// Digits on a side, and pixels for a pixel of theirs: the rest is the space between them.
const DIGITS: usize = 5;
const SCALE: usize = 10;

/// The run at this moment, on light paper and on dark.
///
/// # Errors
/// A sentence where the lab's file is missing or the device failed.
pub async fn posters(run: &Run, files: &Files) -> Result<[Vec<u8>; 2], String> {
    let [light, dark] = match run.settings().lab {
        Lab::Boundary => {
            let maps = maps(run, &mut None).await?;
            [false, true].map(|dark| boundary(&maps.surface, run.points(), dark))
        }
        Lab::Digits => {
            let split = Split::new(run.settings(), files)?;
            [false, true].map(|dark| digits(&split.test, dark))
        }
    };
    Ok([light.png()?, dark.png()?])
}

/// `surface`: [`GRID`] × [`GRID`] cells.
fn boundary(surface: &[u8], points: &Points, dark: bool) -> Picture {
    let mut picture = Picture::smooth(surface, &ColourMap::surface(dark));
    let markers = ColourMap::markers(dark);
    let paper = rgb(paper(dark));
    for point in &points.train {
        let colour = rgb(markers.of(point.target));
        picture.mark(point, colour, paper, EDGE);
    }
    for point in &points.test {
        let colour = rgb(markers.of(point.target));
        picture.mark(point, paper, colour, RING);
    }
    picture
}

/// The first of the examples, row by row.
fn digits(examples: &Examples, dark: bool) -> Picture {
    let (sheet, ink) = (rgb(sheet(dark)), rgb(ink(dark)));
    let mut picture = Picture { pixels: vec![sheet; SIDE * SIDE] };
    let cell = SIDE / DIGITS;
    let margin = (cell - DIGIT_SIDE * SCALE) / 2;
    for digit in 0..examples.len().min(DIGITS * DIGITS) {
        let (left, top) = (digit % DIGITS * cell + margin, digit / DIGITS * cell + margin);
        for (place, &shade) in examples.input(digit).iter().enumerate() {
            let (column, row) = (place % DIGIT_SIDE, place / DIGIT_SIDE);
            let colour = mix(sheet, ink, shade);
            picture.fill(left + column * SCALE, top + row * SCALE, colour);
        }
    }
    picture
}

/// Red, green and blue from 0 to 255.
type Rgb = [f32; 3];

fn rgb([red, green, blue, _]: [u8; 4]) -> Rgb {
    [red, green, blue].map(f32::from)
}

fn mix(from: Rgb, to: Rgb, share: f32) -> Rgb {
    std::array::from_fn(|i| from[i] + (to[i] - from[i]) * share)
}

/// [`SIDE`] × [`SIDE`] pixels, row by row from the top left corner.
struct Picture {
    pixels: Vec<Rgb>,
}

impl Picture {
    /// A map scaled up as a browser does it: each pixel is a mixture of the four cells whose
    /// middles are around it; at the edge the outermost cells go on.
    fn smooth(cells: &[u8], colours: &ColourMap) -> Self {
        let colour = |column: usize, row: usize| {
            rgb(colours.of_cell(cells.get(row * GRID + column).copied().unwrap_or_default()))
        };
        let last = GRID - 1;
        let neighbours = |pixel: usize| {
            let at = (pixel as f32 + 0.5) * GRID as f32 / SIDE as f32 - 0.5;
            let at = at.clamp(0.0, last as f32);
            (at as usize, (at as usize + 1).min(last), at.fract())
        };
        let pixels = (0..SIDE * SIDE).map(|place| {
            let (left, right, across) = neighbours(place % SIDE);
            let (above, below, down) = neighbours(place / SIDE);
            let upper = mix(colour(left, above), colour(right, above), across);
            let lower = mix(colour(left, below), colour(right, below), across);
            mix(upper, lower, down)
        });
        Self { pixels: pixels.collect() }
    }

    /// Draws a marker: its inside, then a line along its outline.
    fn mark(&mut self, point: &Point, inside: Rgb, line: Rgb, thickness: f32) {
        let side = SIDE as f32;
        let (x, y) =
            ((point.x + PLANE) / (2.0 * PLANE) * side, (PLANE - point.y) / (2.0 * PLANE) * side);
        let reach = MARKER * DIAMOND + thickness + 1.0;
        for row in pixels_around(y, reach) {
            for column in pixels_around(x, reach) {
                let (across, down) = (column as f32 + 0.5 - x, row as f32 + 0.5 - y);
                let outside = if point.target < 0.0 {
                    (across.abs() + down.abs() - MARKER * DIAMOND) * std::f32::consts::FRAC_1_SQRT_2
                } else {
                    (across * across + down * down).sqrt() - MARKER
                };
                let pixel = &mut self.pixels[row * SIDE + column];
                *pixel = mix(*pixel, inside, coverage(outside));
                *pixel = mix(*pixel, line, coverage(outside.abs() - thickness / 2.0));
            }
        }
    }

    /// Fills the square of one pixel of a digit.
    fn fill(&mut self, left: usize, top: usize, colour: Rgb) {
        for row in top..top + SCALE {
            self.pixels[row * SIDE + left..][..SCALE].fill(colour);
        }
    }

    fn png(&self) -> Result<Vec<u8>, String> {
        let pixels: Vec<[u8; 3]> =
            self.pixels.iter().map(|pixel| pixel.map(|channel| channel.round() as u8)).collect();
        let indexed = palette::index(&pixels);
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, SIDE as u32, SIDE as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(indexed.palette);
        encoder.set_compression(png::Compression::High);
        // Neighbouring numbers are no neighbouring colours, so there is nothing to filter.
        encoder.set_filter(png::Filter::NoFilter);
        encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&indexed.pixels))
            .map_err(|error| format!("The poster could not be written: {error}."))?;
        Ok(file)
    }
}

/// The rows or columns that a marker can touch.
fn pixels_around(at: f32, reach: f32) -> std::ops::Range<usize> {
    // A cast of a negative number is nought, and one of a large number is cut.
    (at - reach).floor() as usize..((at + reach).ceil() as usize).min(SIDE)
}

/// How much of a pixel lies inside of an outline that its middle is `outside` of, in pixels.
fn coverage(outside: f32) -> f32 {
    (0.5 - outside).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::digits as digits_file;
    use crate::device::cpu;
    use burrow_protocol::frame::to_cell;
    use burrow_protocol::link::from_text;
    use pollster::block_on;

    fn at(picture: &Picture, column: usize, row: usize) -> Rgb {
        picture.pixels[row * SIDE + column]
    }

    #[test]
    fn the_middle_of_a_cell_has_its_colour_and_its_border_the_mixture() {
        let mut cells = vec![to_cell(0.0); GRID * GRID];
        cells[0] = to_cell(1.0);
        let picture = boundary(&cells, &Points::default(), false);
        // The blue and the nought of the page's colour map.
        let (blue, nought) = ([105.0, 166.0, 222.0], [247.0, 246.0, 242.0]);
        assert_eq!(at(&picture, 0, 0), blue);
        assert_eq!(at(&picture, 15, 0), mix(blue, nought, 1.0));
        let border = [at(&picture, 9, 0), at(&picture, 10, 0)];
        for (share, colour) in [0.45, 0.55].into_iter().zip(border) {
            let expected = mix(blue, nought, share);
            assert!((0..3).all(|i| (colour[i] - expected[i]).abs() < 0.01), "{colour:?}");
        }
    }

    #[test]
    fn a_training_point_is_filled_and_a_test_point_is_a_ring() {
        let cells = vec![to_cell(0.0); GRID * GRID];
        let point = |x, target| Point { x, y: 0.0, target };
        let points = Points { train: vec![point(-3.0, 1.0)], test: vec![point(3.0, 1.0)] };
        for dark in [false, true] {
            let picture = boundary(&cells, &points, dark);
            let blue = rgb(ColourMap::markers(dark).of(1.0));
            let paper = rgb(paper(dark));
            // x = −3 and 3 are a quarter from either side.
            assert_eq!(at(&picture, 120, 240), blue);
            assert_eq!(at(&picture, 360, 240), paper);
            // Five pixels from the middle is the line along the outline.
            assert_eq!(at(&picture, 360 + 4, 240), blue);
            let edge = at(&picture, 120 + 5, 240);
            assert!((0..3).all(|i| (edge[i] - paper[i]).abs() < 20.0), "{edge:?}");
        }
    }

    #[test]
    fn one_class_is_a_diamond() {
        let cells = vec![to_cell(0.0); GRID * GRID];
        let nought = at(&boundary(&cells, &Points::default(), false), 0, 0);
        for (target, is_diamond) in [(-1.0, true), (1.0, false)] {
            let points = Points { train: vec![Point { x: 0.0, y: 0.0, target }], test: Vec::new() };
            let picture = boundary(&cells, &points, false);
            // Its corner on the right is farther out than a circle.
            assert_eq!(at(&picture, 246, 240) != nought, is_diamond);
        }
    }

    #[test]
    fn a_point_at_the_edge_is_cut_there() {
        let cells = vec![to_cell(0.0); GRID * GRID];
        let corner = |x, y| Point { x, y, target: -1.0 };
        let train = vec![corner(-6.0, 6.0), corner(6.0, -6.0), corner(40.0, -40.0)];
        let picture = boundary(&cells, &Points { train, test: Vec::new() }, false);
        let orange = rgb(ColourMap::markers(false).of(-1.0));
        assert_eq!(at(&picture, 0, 0), orange);
        assert_eq!(at(&picture, SIDE - 1, SIDE - 1), orange);
    }

    #[test]
    fn posters_are_pictures_and_the_same_each_time() {
        const FILE: &[u8] = include_bytes!("../../../models/digits.bin");
        let files = Files { digits: Some(digits_file::parse(FILE).unwrap()) };
        for text in ["lab=boundary&data=spiral", "lab=digits"] {
            let draw = || {
                let run = Run::open(from_text(text).0, &files, &cpu()).unwrap();
                block_on(posters(&run, &files)).unwrap()
            };
            let [light, dark] = draw();
            assert_eq!([&light, &dark], [&draw()[0], &draw()[1]]);
            assert_ne!(light, dark);
            for file in [light, dark] {
                let mut reader =
                    png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
                let mut pixels = vec![0; SIDE * SIDE];
                reader.next_frame(&mut pixels).unwrap();
                assert_eq!((reader.info().width, reader.info().height), (480, 480));
                // It is part of a page: a picture of this size can be small.
                assert!(file.len() < 60_000, "{text}: {} bytes", file.len());
            }
        }
    }

    #[test]
    fn a_digit_is_ink_on_its_sheet() {
        let inputs: Vec<f32> = (0..64).map(|i| if i == 9 { 1.0 } else { 0.0 }).collect();
        let examples = Examples { inputs, width: 64, targets: vec![0.0], classes: Some(10) };
        let picture = digits(&examples, true);
        // The margin is 8, and pixel 9 is the second of the second row.
        assert_eq!(at(&picture, 18, 18), [233.0, 235.0, 231.0]);
        assert_eq!(at(&picture, 27, 27), [233.0, 235.0, 231.0]);
        for (column, row) in [(17, 18), (28, 18), (18, 17), (18, 28), (8, 8), (479, 479)] {
            assert_eq!(at(&picture, column, row), [27.0, 31.0, 30.0], "{column} {row}");
        }
    }
}
