//! Where a point of the boundary lab's plane lies on its figure, and back.

use burrow_protocol::frame::{GRID, PLANE, Point, from_cell};

/// The shape of a class's marker, so that colour is never alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// The orange class, or a negative target.
    Diamond,
    /// The blue class, or a positive target.
    Circle,
}

impl Marker {
    pub fn of(point: &Point) -> Self {
        if point.target < 0.0 { Self::Diamond } else { Self::Circle }
    }
}

/// From the plane to a figure of `side` × `side`, y pointing up.
pub fn to_figure(x: f32, y: f32, side: f64) -> (f64, f64) {
    let plane = f64::from(PLANE);
    ((f64::from(x) + plane) / (2.0 * plane) * side, (plane - f64::from(y)) / (2.0 * plane) * side)
}

/// From a figure's place, each from 0 to 1, to the plane, kept inside.
pub fn from_figure(across: f64, down: f64) -> [f32; 2] {
    let plane = f64::from(PLANE);
    let x = (across.clamp(0.0, 1.0) * 2.0 - 1.0) * plane;
    let y = (1.0 - down.clamp(0.0, 1.0) * 2.0) * plane;
    [x as f32, y as f32]
}

/// Places on each axis at which the surface is told in a table.
pub const SAMPLES: [f32; 7] = [-6.0, -4.0, -2.0, 0.0, 2.0, 4.0, 6.0];

/// What a map of [`GRID`] × [`GRID`] cells holds at a place.
pub fn cell_at(map: &[u8], x: f32, y: f32) -> Option<f32> {
    let last = GRID - 1;
    let (across, down) = to_figure(x, y, last as f64);
    let cell = |place: f64| (place.round().max(0.0) as usize).min(last);
    map.get(cell(down) * GRID + cell(across)).map(|cell| from_cell(*cell))
}

/// The cursor after an arrow key, or none for another key.
pub fn moved(at: [f32; 2], key: &str, far: bool) -> Option<[f32; 2]> {
    let by = if far { 1.0 } else { 0.25 };
    let (dx, dy) = match key {
        "ArrowLeft" => (-by, 0.0),
        "ArrowRight" => (by, 0.0),
        "ArrowUp" => (0.0, by),
        "ArrowDown" => (0.0, -by),
        _ => return None,
    };
    Some([(at[0] + dx).clamp(-PLANE, PLANE), (at[1] + dy).clamp(-PLANE, PLANE)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_read_at_its_corners_and_its_middle() {
        let mut map = vec![128; GRID * GRID];
        map[0] = 1;
        map[GRID * GRID - 1] = 255;
        assert_eq!(cell_at(&map, -6.0, 6.0), Some(-1.0));
        assert_eq!(cell_at(&map, 6.0, -6.0), Some(1.0));
        assert_eq!(cell_at(&map, 0.0, 0.0), Some(0.0));
        assert_eq!(cell_at(&[], 0.0, 0.0), None);
    }

    #[test]
    fn the_corners_are_where_they_belong() {
        assert_eq!(to_figure(-6.0, 6.0, 300.0), (0.0, 0.0));
        assert_eq!(to_figure(6.0, -6.0, 300.0), (300.0, 300.0));
        assert_eq!(from_figure(0.0, 0.0), [-6.0, 6.0]);
        assert_eq!(from_figure(2.0, 0.5), [6.0, 0.0]);
    }

    #[test]
    fn arrows_move_the_cursor_and_stop_at_the_edge() {
        assert_eq!(moved([0.0, 0.0], "ArrowUp", false), Some([0.0, 0.25]));
        assert_eq!(moved([5.5, 0.0], "ArrowRight", true), Some([6.0, 0.0]));
        assert_eq!(moved([0.0, 0.0], "a", false), None);
    }
}
