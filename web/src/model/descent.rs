//! The picture of the home page: gradient descent with momentum into a long valley.
//!
//! The valley is f(x, y) = (x² + 6 y²) / 2, turned a little; the path is what the update
//! rule gives, not a drawing.

/// A place of the valley; its lowest point is (0, 0).
type Place = (f64, f64);

const STEEP: f64 = 6.0;
const RATE: f64 = 0.12;
const MOMENTUM: f64 = 0.72;
const TURN: f64 = -0.42;

/// The places that the descent visits, from its start.
pub fn path(steps: usize) -> Vec<Place> {
    let (mut at, mut velocity) = ((-8.2, 2.6), (0.0, 0.0));
    let mut places = vec![turned(at)];
    for _ in 0..steps {
        let gradient = (at.0, STEEP * at.1);
        velocity =
            (MOMENTUM * velocity.0 - RATE * gradient.0, MOMENTUM * velocity.1 - RATE * gradient.1);
        at = (at.0 + velocity.0, at.1 + velocity.1);
        places.push(turned(at));
    }
    places
}

/// The contour of the valley where it is this high, as an ellipse: half its length, half
/// its width.
pub fn contour(height: f64) -> (f64, f64) {
    ((2.0 * height).sqrt(), (2.0 * height / STEEP).sqrt())
}

/// How far the valley is turned, in degrees.
pub fn turn() -> f64 {
    TURN.to_degrees()
}

fn turned((x, y): Place) -> Place {
    (x * TURN.cos() - y * TURN.sin(), x * TURN.sin() + y * TURN.cos())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_ends_in_the_valley() {
        let end = path(60).last().copied().unwrap();
        assert!(end.0.hypot(end.1) < 0.01, "{end:?}");
    }

    #[test]
    fn a_contour_is_where_the_valley_has_its_height() {
        let (length, width) = contour(2.0);
        assert!((length * length / 2.0 - 2.0).abs() < 1e-12);
        assert!((STEEP * width * width / 2.0 - 2.0).abs() < 1e-12);
    }
}
