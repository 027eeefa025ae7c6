//! The way of an arrow between two boxes.

/// Where a box lies, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// How far an arrow's head stands off the box, and how long it is.
const HEAD: f64 = 7.0;
/// How far an arrow reaches out that leads back into its own column.
const LOOP: f64 = 26.0;

/// An arrow as SVG paths: from the right edge of the value to the box that it leads to, whose top line it meets.
pub fn arrow(from: Area, to: Area) -> String {
    let (x, y) = (from.right + 3.0, (from.top + from.bottom) / 2.0);
    let goal = to.top + ((to.bottom - to.top) / 2.0).min(14.0);
    if to.left > x + 2.0 * HEAD {
        let (end, bend) = (to.left - 1.0, ((to.left - x) / 2.0).max(14.0));
        let line = curve((x, y), (x + bend, y), (end - bend, goal), (end - HEAD, goal));
        return line + &head(end, goal, -1.0);
    }
    // Into the same column: around its right side.
    let end = to.right + 1.0;
    let out = x.max(end) + LOOP;
    let line = curve((x, y), (out, y), (out, goal), (end + HEAD, goal));
    line + &head(end, goal, 1.0)
}

fn curve(a: (f64, f64), b: (f64, f64), c: (f64, f64), d: (f64, f64)) -> String {
    let [a, b, c, d] = [a, b, c, d].map(|(x, y)| format!("{x:.1} {y:.1}"));
    format!("<path class=\"arrow\" d=\"M{a}C{b} {c} {d}\"/>")
}

/// `side`: -1 where the line comes from the left.
fn head(x: f64, y: f64, side: f64) -> String {
    let back = x + side * HEAD;
    let (above, below) = (y - 4.0, y + 4.0);
    format!("<path class=\"arrow__head\" d=\"M{x:.1} {y:.1}L{back:.1} {above:.1}V{below:.1}z\"/>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(left: f64, top: f64) -> Area {
        Area { left, top, right: left + 50.0, bottom: top + 20.0 }
    }

    #[test]
    fn it_meets_what_lies_beside_from_the_left_and_its_own_column_from_the_right() {
        let beside = arrow(area(0.0, 0.0), area(120.0, 40.0));
        assert!(beside.contains("M53.0 10.0C") && beside.contains("M119.0 50.0L112.0"), "{beside}");
        let below = arrow(area(0.0, 0.0), area(10.0, 40.0));
        assert!(below.contains("M61.0 50.0L68.0"), "{below}");
    }
}
