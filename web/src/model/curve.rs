//! The loss curve as columns for a chart.

use burrow_protocol::frame::CurvePoint;

/// One column for each thing drawn; all of one length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    pub step: Vec<f64>,
    pub train: Vec<f64>,
    pub test: Vec<f64>,
}

/// A logarithmic axis has no nought: smaller losses are drawn at this one.
pub const FLOOR: f64 = 1e-7;

pub fn columns(curve: &[CurvePoint], logarithmic: bool) -> Columns {
    let height = |loss: f32| {
        let loss = f64::from(loss);
        if logarithmic { loss.max(FLOOR) } else { loss }
    };
    Columns {
        step: curve.iter().map(|point| point.step as f64).collect(),
        train: curve.iter().map(|point| height(point.train.loss)).collect(),
        test: curve.iter().map(|point| height(point.test.loss)).collect(),
    }
}

/// At most `count` points, evenly spread over the curve, first and last among them.
pub fn sampled(curve: &[CurvePoint], count: usize) -> Vec<CurvePoint> {
    if curve.len() <= count || count < 2 {
        return curve.to_vec();
    }
    (0..count).map(|place| curve[place * (curve.len() - 1) / (count - 1)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use burrow_protocol::frame::Score;

    fn point(step: u64, loss: f32) -> CurvePoint {
        let score = Score { loss, accuracy: None };
        CurvePoint { step, train: score, test: score }
    }

    #[test]
    fn nought_stays_on_a_logarithmic_axis() {
        let curve = [point(0, 0.5), point(1, 0.0)];
        assert_eq!(columns(&curve, true).train, [0.5, FLOOR]);
        assert_eq!(columns(&curve, false).train, [0.5, 0.0]);
        assert_eq!(columns(&curve, false).step, [0.0, 1.0]);
    }

    #[test]
    fn a_sample_keeps_the_ends() {
        let curve: Vec<_> = (0..100).map(|step| point(step, 1.0)).collect();
        let steps: Vec<_> = sampled(&curve, 4).iter().map(|p| p.step).collect();
        assert_eq!(steps, [0, 33, 66, 99]);
        assert_eq!(sampled(&curve[..3], 4).len(), 3);
    }
}
