//! What the page draws: the state of a run at one moment.

use serde::{Deserialize, Serialize};

/// Half the side of the plane that the boundary lab shows: x and y go from −6 to 6.
pub const PLANE: f32 = 6.0;
/// Cells on a side of the decision surface and of each unit's heat-map.
pub const GRID: usize = 48;

/// A point of the boundary lab; `target` is −1 or 1 for classes, else a number between.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub x: f32,
    pub y: f32,
    pub target: f32,
}

/// The points of the boundary lab, sent when they change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Points {
    pub train: Vec<Point>,
    pub test: Vec<Point>,
}

/// How well the network does on one set of examples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Mean cross-entropy in nats, or mean squared error for regression.
    pub loss: f32,
    /// Share of right answers, 0 to 1; none for regression.
    pub accuracy: Option<f32>,
}

/// A point of the loss curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    pub step: u64,
    pub train: Score,
    pub test: Score,
}

/// Counts of answers: `cells[truth * classes + answer]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Confusion {
    pub classes: u16,
    pub cells: Vec<u32>,
}

/// What the boundary lab shows of its network.
///
/// A map is [`GRID`] × [`GRID`] cells, row by row from the top left corner (x = −6, y = 6);
/// a cell holds a value from −1 to 1 as 1 to 255, 128 being nought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Maps {
    /// The network's answer: −1 is one class, 1 the other.
    #[serde(with = "serde_bytes")]
    pub surface: Vec<u8>,
    /// Each input feature, then each hidden unit layer by layer, one map after the other.
    #[serde(with = "serde_bytes")]
    pub units: Vec<u8>,
    /// All weights and biases, in the order of [`crate::network`].
    pub parameters: Vec<f32>,
}

/// A value from −1 to 1 as a cell of a map.
pub fn to_cell(value: f32) -> u8 {
    (value.clamp(-1.0, 1.0) * 127.0 + 128.0) as u8
}

/// The value that a cell of a map holds.
pub fn from_cell(cell: u8) -> f32 {
    (f32::from(cell) - 128.0) / 127.0
}

/// The state of a run at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    pub step: u64,
    /// Passes through the training set begun so far, from 1.
    pub epoch: u64,
    pub playing: bool,
    /// The step that a replay is heading for.
    pub replay_to: Option<u64>,
    /// Milliseconds that a step takes, averaged over the last ones.
    pub step_ms: Option<f32>,
    /// Steps done in the last second or so, for people.
    pub steps_per_second: f32,
    /// At most a few hundred points; the last one is the newest score.
    pub curve: Vec<CurvePoint>,
    /// Of the test set; none for regression.
    pub confusion: Option<Confusion>,
    /// Boundary lab only.
    pub maps: Option<Maps>,
}

impl Frame {
    /// The newest score.
    pub fn score(&self) -> Option<&CurvePoint> {
        self.curve.last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_its_value_to_half_a_step() {
        for value in [-1.0, -0.5, 0.0, 0.3, 1.0f32] {
            assert!((from_cell(to_cell(value)) - value).abs() <= 1.0 / 127.0);
        }
        assert_eq!(from_cell(to_cell(0.0)), 0.0);
        assert_eq!(to_cell(f32::NAN), 0);
    }
}
