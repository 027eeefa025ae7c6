//! The loss curve, kept short.

use burrow_protocol::frame::CurvePoint;

/// Points that a curve holds at most.
pub const MAX_POINTS: usize = 400;

/// A loss curve that thins itself out: when it is full, every second point goes, and from
/// then on half as many come in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    points: Vec<CurvePoint>,
    /// The newest score, whether it is one of the points or not.
    newest: Option<CurvePoint>,
    /// Steps that lie between two points at least.
    gap: u64,
}

impl Curve {
    /// A curve from points that [`Curve::points`] gave.
    pub fn from_points(points: Vec<CurvePoint>) -> Self {
        let gap = match points.as_slice() {
            [first, .., last] => (last.step.saturating_sub(first.step)) / points.len() as u64,
            _ => 0,
        };
        Self { newest: points.last().copied(), points, gap }
    }

    pub fn push(&mut self, point: CurvePoint) {
        self.newest = Some(point);
        match self.points.last() {
            Some(last) if last.step == point.step => {
                self.points.pop();
                self.points.push(point);
            }
            Some(last) if point.step < last.step + self.gap => {}
            _ => self.points.push(point),
        }
        if self.points.len() == MAX_POINTS {
            let mut index = 0;
            self.points.retain(|_| {
                index += 1;
                index % 2 == 1
            });
            let span = point.step - self.points.first().map_or(0, |first| first.step);
            self.gap = span / (MAX_POINTS as u64 / 2);
        }
    }

    /// The points, the newest score last.
    pub fn points(&self) -> Vec<CurvePoint> {
        let mut points = self.points.clone();
        let newest = self.newest.filter(|n| points.last().is_none_or(|last| last.step < n.step));
        points.extend(newest);
        points
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burrow_protocol::frame::Score;

    fn point(step: u64) -> CurvePoint {
        let score = Score { loss: step as f32, accuracy: None };
        CurvePoint { step, train: score, test: score }
    }

    #[test]
    fn a_long_run_stays_short_even_and_up_to_date() {
        let mut curve = Curve::default();
        (0..=100_000).for_each(|step| curve.push(point(step)));
        let points = curve.points();
        assert!((MAX_POINTS / 4..=MAX_POINTS).contains(&points.len()), "{}", points.len());
        assert_eq!((points[0].step, points[points.len() - 1].step), (0, 100_000));
        let gaps = points.windows(2).map(|w| w[1].step - w[0].step);
        let widest = gaps.max().unwrap();
        assert!(widest < 2000, "{widest}");
    }

    #[test]
    fn a_second_score_of_a_step_replaces_the_first() {
        let mut curve = Curve::default();
        curve.push(point(3));
        curve.push(point(3));
        assert_eq!(curve.points().len(), 1);
    }
}
