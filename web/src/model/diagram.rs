//! Where the tiles and lines of a network's diagram lie.
//!
//! Lengths are in the diagram's own pixels; the view scales all of it. Columns stand from
//! left to right: features, hidden layers, outputs. Each feature and hidden unit is a
//! square tile that shows its heat-map; an output is a small disc in its colour.

use burrow_protocol::network::{self, Layer};
use burrow_protocol::settings::Settings;

use super::weights::Place;

/// Lines are drawn between layers of at most this many units; more would be a grey block.
pub const MAX_LINED_UNITS: usize = 16;

const HEADING: f64 = 22.0;
const LABEL: f64 = 40.0;
/// All columns together are about this wide, as long as each keeps room for its lines.
const WIDE: f64 = 520.0;
const NARROWEST_COLUMN: f64 = 70.0;
const WIDEST_COLUMN: f64 = 104.0;
const GAP: f64 = 8.0;
const TALL: f64 = 352.0;
const LARGEST_TILE: f64 = 40.0;
const SMALLEST_TILE: f64 = 16.0;

/// The top left corner of a unit's tile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Corner {
    pub x: f64,
    pub y: f64,
}

/// A weight drawn as a curve from the right side of one tile to the left side of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub place: Place,
    pub from: (f64, f64),
    pub to: (f64, f64),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Diagram {
    pub width: f64,
    pub height: f64,
    /// The side of a tile.
    pub tile: f64,
    /// The corner of each unit, column by column.
    pub columns: Vec<Vec<Corner>>,
    pub lines: Vec<Line>,
    /// Whether there are weights too many to be drawn as lines.
    pub lines_left_out: bool,
}

impl Diagram {
    /// Lays the network of the boundary lab out.
    pub fn new(settings: &Settings) -> Self {
        let layers = network::layers(settings);
        let units = columns(&layers);
        let most = units.iter().copied().max().unwrap_or(1);
        let tile = ((TALL + GAP) / most as f64 - GAP).clamp(SMALLEST_TILE, LARGEST_TILE).floor();
        let gap = if tile < 24.0 { GAP / 2.0 } else { GAP };
        let height = HEADING + (most as f64 * (tile + gap)).max(3.0 * (LARGEST_TILE + GAP));
        let pitch = (WIDE / (units.len() - 1) as f64).clamp(NARROWEST_COLUMN, WIDEST_COLUMN);
        let columns: Vec<Vec<Corner>> = units
            .iter()
            .enumerate()
            .map(|(column, &count)| {
                let top = HEADING + (height - HEADING - count as f64 * (tile + gap) + gap) / 2.0;
                (0..count)
                    .map(|unit| Corner {
                        x: LABEL + column as f64 * pitch,
                        y: top + unit as f64 * (tile + gap),
                    })
                    .collect()
            })
            .collect();
        let width = LABEL + (columns.len() - 1) as f64 * pitch + tile + LABEL;
        let (lines, lines_left_out) = lines(&layers, &columns, tile);
        Self { width, height, tile, columns, lines, lines_left_out }
    }

    /// How many units have a heat-map: all but the outputs.
    pub fn map_count(&self) -> usize {
        self.mapped().count()
    }

    /// The corners of the units with a heat-map, in the order of the maps.
    pub fn mapped(&self) -> impl Iterator<Item = Corner> {
        self.columns[..self.columns.len() - 1].iter().flatten().copied()
    }

    /// The nearest line within `reach` of a place.
    pub fn line_at(&self, x: f64, y: f64, reach: f64) -> Option<usize> {
        self.lines
            .iter()
            .enumerate()
            .map(|(index, line)| (index, line.distance(x, y)))
            .filter(|(_, distance)| *distance <= reach)
            .min_by(|(_, a), (_, b)| a.total_cmp(b))
            .map(|(index, _)| index)
    }

    /// The unit whose tile is at a place: its column and its number.
    pub fn unit_at(&self, x: f64, y: f64) -> Option<(usize, usize)> {
        let inside = |corner: &Corner| {
            (corner.x..=corner.x + self.tile).contains(&x)
                && (corner.y..=corner.y + self.tile).contains(&y)
        };
        self.columns.iter().enumerate().find_map(|(column, corners)| {
            corners.iter().position(inside).map(|unit| (column, unit))
        })
    }
}

/// Units of each column.
fn columns(layers: &[Layer]) -> Vec<usize> {
    let inputs = layers.first().map(Layer::inputs);
    inputs.into_iter().chain(layers.iter().map(Layer::outputs)).collect()
}

fn lines(layers: &[Layer], columns: &[Vec<Corner>], tile: f64) -> (Vec<Line>, bool) {
    let mut lines = Vec::new();
    let mut left_out = false;
    for (before, pair) in columns.windows(2).enumerate() {
        if pair.iter().any(|column| column.len() > MAX_LINED_UNITS) {
            left_out = true;
            continue;
        }
        for (from, start) in pair[0].iter().enumerate() {
            for (to, end) in pair[1].iter().enumerate() {
                let place = Place::weight(layers, before + 1, from, to);
                lines.extend(place.map(|place| Line {
                    place,
                    from: (start.x + tile, start.y + tile / 2.0),
                    to: (end.x, end.y + tile / 2.0),
                }));
            }
        }
    }
    (lines, left_out)
}

impl Line {
    /// The curve as an SVG path: level at both ends.
    pub fn path(&self) -> String {
        let ((x0, y0), (x1, y1)) = (self.from, self.to);
        let middle = (x0 + x1) / 2.0;
        format!("M{x0} {y0}C{middle} {y0} {middle} {y1} {x1} {y1}")
    }

    fn point(&self, t: f64) -> (f64, f64) {
        let ((x0, y0), (x1, y1)) = (self.from, self.to);
        let middle = (x0 + x1) / 2.0;
        let ends = (1.0 - t).powi(3);
        let near = 3.0 * t * (1.0 - t).powi(2);
        let far = 3.0 * t * t * (1.0 - t);
        (
            x0 * ends + middle * (near + far) + x1 * t.powi(3),
            y0 * (ends + near) + y1 * (far + t.powi(3)),
        )
    }

    fn distance(&self, x: f64, y: f64) -> f64 {
        (0..=24)
            .map(|step| self.point(f64::from(step) / 24.0))
            .map(|(px, py)| (px - x).hypot(py - y))
            .fold(f64::INFINITY, f64::min)
    }
}

/// How a weight is drawn: a width in quarters of a pixel, so that a line is touched only
/// when it looks different.
pub fn line_width(weight: f32) -> f64 {
    let width = (0.5 + 1.5 * f64::from(weight.abs())).min(8.0);
    (width * 4.0).round() / 4.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use burrow_protocol::settings::Lab;

    fn with_layers(layers: &[u16]) -> Diagram {
        let settings = Settings { layers: layers.to_vec(), ..Settings::for_lab(Lab::Boundary) };
        Diagram::new(&settings)
    }

    #[test]
    fn the_default_network_has_its_tiles_and_lines() {
        let diagram = with_layers(&[4, 2]);
        assert_eq!(diagram.map_count(), 2 + 4 + 2);
        assert_eq!(diagram.lines.len(), 2 * 4 + 4 * 2 + 2 * 2);
        assert!(!diagram.lines_left_out);
    }

    #[test]
    fn every_tile_lies_inside_whatever_the_network() {
        for layers in [&[][..], &[1], &[8; 6], &[64; 6], &[64, 1]] {
            let diagram = with_layers(layers);
            for corner in diagram.columns.iter().flatten() {
                assert!(corner.x >= 0.0 && corner.x + diagram.tile <= diagram.width);
                assert!(corner.y >= HEADING - 1.0, "{layers:?} {corner:?}");
                assert!(corner.y + diagram.tile <= diagram.height + 0.1, "{layers:?} {corner:?}");
            }
        }
    }

    #[test]
    fn wide_layers_have_no_lines_and_say_so() {
        let diagram = with_layers(&[64, 64]);
        assert!(diagram.lines_left_out);
        assert!(diagram.lines.is_empty());
    }

    #[test]
    fn a_line_is_found_at_both_its_ends_and_nowhere_else() {
        let diagram = with_layers(&[1]);
        let line = &diagram.lines[0];
        assert_eq!(diagram.line_at(line.from.0, line.from.1, 4.0), Some(0));
        assert_eq!(diagram.line_at(line.from.0, line.from.1 - 40.0, 4.0), None);
        let corner = diagram.columns[1][0];
        assert_eq!(diagram.unit_at(corner.x + 1.0, corner.y + 1.0), Some((1, 0)));
        assert_eq!(diagram.unit_at(0.0, 0.0), None);
    }

    #[test]
    fn a_line_grows_with_its_weight_and_stays_thin_enough() {
        assert_eq!(line_width(0.0), 0.5);
        assert_eq!(line_width(-1.0), 2.0);
        assert_eq!(line_width(900.0), 8.0);
    }
}
