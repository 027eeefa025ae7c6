//! A few points in the manner of each data set, for the small picture beside its name.

use std::f64::consts::{PI, TAU};

use burrow_protocol::settings::DataSet;

/// A dot of the picture: its place from −1 to 1, y pointing up, and its class.
pub type Dot = (f64, f64, bool);

pub fn dots(data: DataSet) -> Vec<Dot> {
    match data {
        DataSet::Circle => {
            ring(12, 0.85).map(|(x, y)| (x, y, false)).chain(ring(5, 0.3).map(blue)).collect()
        }
        DataSet::Xor => grid().map(|(x, y)| (x, y, x * y > 0.0)).collect(),
        DataSet::Gauss => ring(6, 0.35)
            .flat_map(|(x, y)| [(x + 0.45, y + 0.45, true), (x - 0.45, y - 0.45, false)])
            .collect(),
        DataSet::Spiral => (1..10).flat_map(spiral).collect(),
        DataSet::Moons => (0..9).flat_map(moons).collect(),
        DataSet::Plane => grid().map(|(x, y)| (x, y, x + y > 0.0)).collect(),
        DataSet::MultiGauss => grid().map(|(x, y)| (x, y, (x * PI).sin() * y > 0.0)).collect(),
    }
}

fn ring(count: u32, radius: f64) -> impl Iterator<Item = (f64, f64)> {
    (0..count).map(move |i| {
        let angle = TAU * f64::from(i) / f64::from(count);
        (radius * angle.cos(), radius * angle.sin())
    })
}

fn blue((x, y): (f64, f64)) -> Dot {
    (x, y, true)
}

/// 4 × 4 places without a nought among them.
fn grid() -> impl Iterator<Item = (f64, f64)> {
    (0..16).map(|i| (f64::from(i % 4) * 0.5 - 0.75, f64::from(i / 4) * 0.5 - 0.75))
}

fn spiral(i: u32) -> [Dot; 2] {
    let share = f64::from(i) / 10.0;
    let (x, y) = (share * (share * 5.0).sin(), share * (share * 5.0).cos());
    [(x, y, true), (-x, -y, false)]
}

fn moons(i: u32) -> [Dot; 2] {
    let angle = PI * f64::from(i) / 8.0;
    let (x, y) = (0.6 * angle.cos(), 0.6 * angle.sin());
    [(x - 0.3, y - 0.1, false), (x + 0.3, 0.1 - y, true)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use burrow_protocol::settings::Choice;

    #[test]
    fn every_picture_has_both_classes_inside_its_frame() {
        for (data, ..) in DataSet::ALL {
            let dots = dots(*data);
            assert!(dots.iter().any(|dot| dot.2) && dots.iter().any(|dot| !dot.2), "{data:?}");
            assert!(dots.iter().all(|(x, y, _)| x.abs() <= 1.0 && y.abs() <= 1.0), "{data:?}");
        }
    }
}
