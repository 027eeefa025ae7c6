//! Points in the plane: the generated data sets of the boundary lab.
//!
//! Coordinates go from −6 to 6. Noise moves each point by a Gaussian whose standard
//! deviation is `noise · 2`: at 50 % a point strays by 1, the distance between the arms of
//! the spiral. Points are kept inside the plane.

use core::f32::consts::{PI, TAU};

use burrow_protocol::frame::{PLANE, Point};
use burrow_protocol::settings::{DataSet, Features, Settings};

use super::Examples;
use crate::random::{Purpose, Stream};

/// Points in a data set.
pub const N_POINTS: usize = 500;

/// The points of these settings, the classes by turns.
pub fn points(settings: &Settings) -> Vec<Point> {
    let mut stream = Stream::new(settings.seed, Purpose::Points, 0);
    let deviation = settings.noise as f32 / 100.0 * 2.0;
    (0..N_POINTS)
        .map(|i| {
            let class = i % 2;
            // From 0 to 1 along the figure, the same for both classes.
            let along = (i / 2) as f32 / (N_POINTS / 2) as f32;
            let clean = point(settings.data, class, along, &mut stream);
            let mut stray = |at: f32| (at + deviation * stream.normal()).clamp(-PLANE, PLANE);
            Point { x: stray(clean.x), y: stray(clean.y), target: clean.target }
        })
        .collect()
}

/// A point without noise.
fn point(data: DataSet, class: usize, along: f32, stream: &mut Stream) -> Point {
    let target = if class == 1 { 1.0 } else { -1.0 };
    let (x, y) = match data {
        // A disc of radius 2.5 inside a ring from 3.5 to 5, uniform in angle and radius.
        DataSet::Circle => {
            let radius =
                if class == 1 { stream.uniform(0.0, 2.5) } else { stream.uniform(3.5, 5.0) };
            polar(radius, stream.uniform(0.0, TAU))
        }
        // Opposite quadrants are of one class; a gap of 0.3 keeps them apart.
        DataSet::Xor => {
            let mut side = || stream.uniform(0.3, 5.0);
            let (x, y) = (side(), side());
            let flip = if stream.unit() < 0.5 { -1.0 } else { 1.0 };
            (x * flip, y * flip * target)
        }
        // Deviation 1 around (2, 2) and (−2, −2).
        DataSet::Gauss => (2.0 * target + stream.normal(), 2.0 * target + stream.normal()),
        // Archimedes' spiral, 1.75 turns from radius 0.5 to 5, and the same turned by 180°.
        DataSet::Spiral => polar(0.5 + 4.5 * along, 1.75 * TAU * along + class as f32 * PI),
        // Two half circles of radius 3 that reach into each other.
        DataSet::Moons => {
            let (x, y) = polar(3.0, PI * along);
            if class == 0 { (x - 1.5, y - 0.75) } else { (1.5 - x, 0.75 - y) }
        }
        DataSet::Plane | DataSet::MultiGauss => {
            let (x, y) = (stream.uniform(-PLANE, PLANE), stream.uniform(-PLANE, PLANE));
            return Point { x, y, target: height(data, x, y) };
        }
    };
    Point { x, y, target }
}

/// The target of the regression data sets, from −1 to 1.
fn height(data: DataSet, x: f32, y: f32) -> f32 {
    if data == DataSet::Plane {
        return (x + y) / (2.0 * PLANE);
    }
    // Bumps of width 1.2 and alternating sign.
    const BUMPS: [(f32, f32, f32); 6] = [
        (-4.0, 2.5, 1.0),
        (0.0, 2.5, -1.0),
        (4.0, 2.5, 1.0),
        (-4.0, -2.5, -1.0),
        (0.0, -2.5, 1.0),
        (4.0, -2.5, -1.0),
    ];
    let bump = |&(bx, by, sign): &(f32, f32, f32)| {
        let squared = (x - bx) * (x - bx) + (y - by) * (y - by);
        sign * libm::expf(-squared / (2.0 * 1.2 * 1.2))
    };
    BUMPS.iter().map(bump).sum()
}

fn polar(radius: f32, angle: f32) -> (f32, f32) {
    (radius * libm::cosf(angle), radius * libm::sinf(angle))
}

/// What the network is told about a point: the chosen features, scaled to about −2 to 2.
///
/// x and y are divided by 3, the squares and the product by 18; the sines stay as they are.
pub fn features(chosen: Features, x: f32, y: f32) -> Vec<f32> {
    chosen
        .iter()
        .map(|bit| match bit {
            0 => x / 3.0,
            1 => y / 3.0,
            2 => x * x / 18.0,
            3 => y * y / 18.0,
            4 => x * y / 18.0,
            5 => libm::sinf(x),
            _ => libm::sinf(y),
        })
        .collect()
}

/// The points as examples.
pub fn examples(settings: &Settings, points: &[Point]) -> Examples {
    let regression = settings.is_regression();
    let target = |p: &Point| if regression { p.target } else { (p.target + 1.0) / 2.0 };
    Examples {
        inputs: points.iter().flat_map(|p| features(settings.features, p.x, p.y)).collect(),
        width: settings.features.count(),
        targets: points.iter().map(target).collect(),
        classes: (!regression).then_some(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burrow_protocol::settings::{Choice, Lab};

    fn settings(data: DataSet, noise: f64) -> Settings {
        Settings { data, noise, ..Settings::for_lab(Lab::Boundary) }
    }

    #[test]
    fn every_data_set_is_inside_the_plane_and_its_classes_are_level() {
        for &(data, key, _) in DataSet::ALL {
            for noise in [0.0, 50.0] {
                let points = points(&settings(data, noise));
                assert_eq!(points.len(), N_POINTS);
                assert!(points.iter().all(|p| p.x.abs() <= PLANE && p.y.abs() <= PLANE), "{key}");
                assert!(points.iter().all(|p| p.target.abs() <= 1.0), "{key}");
                if !data.is_regression() {
                    let sum: f32 = points.iter().map(|p| p.target).sum();
                    assert_eq!(sum, 0.0, "{key}");
                }
            }
        }
    }

    #[test]
    fn without_noise_the_figures_are_where_they_belong() {
        for p in points(&settings(DataSet::Circle, 0.0)) {
            let radius = p.x.hypot(p.y);
            assert!(if p.target > 0.0 { radius <= 2.51 } else { (3.49..=5.01).contains(&radius) });
        }
        for p in points(&settings(DataSet::Xor, 0.0)) {
            assert_eq!((p.x * p.y).signum(), p.target);
        }
        // A quarter turn along the spiral: radius 0.5 + 4.5 / 7, angle 90°.
        let spiral = points(&settings(DataSet::Spiral, 0.0));
        let p = spiral[2 * 36]; // 36/250 ≈ 1/7 of the way
        assert!((p.x.hypot(p.y) - 0.5 - 4.5 * 36.0 / 250.0).abs() < 1e-5);
        assert!(p.y > 1.1 && p.x.abs() < 0.05);
    }

    #[test]
    fn noise_moves_points_by_twice_its_share() {
        let clean = points(&settings(DataSet::Spiral, 0.0));
        let noisy = points(&settings(DataSet::Spiral, 10.0));
        let squares: f32 = clean.iter().zip(&noisy).map(|(a, b)| (a.x - b.x).powi(2)).sum();
        let deviation = (squares / N_POINTS as f32).sqrt();
        // 0.2, to four standard errors of a deviation: 4 · 0.2 / √1000.
        assert!((deviation - 0.2).abs() < 0.026, "{deviation}");
    }

    #[test]
    fn features_are_what_they_are_called() {
        let all = features(Features(0x7f), 3.0, -1.5);
        let expected = [1.0, -0.5, 0.5, 0.125, -0.25, 3.0f32.sin(), (-1.5f32).sin()];
        for (feature, expected) in all.iter().zip(expected) {
            assert!((feature - expected).abs() < 1e-6);
        }
        assert_eq!(features(Features(0b10), 3.0, -1.5), [-0.5]);
    }
}
