//! What a learner is asked to reach in a figure of a lesson.

use std::fmt;

use crate::frame::CurvePoint;

/// The goal of a figure, as it stands in a lesson: `test-loss < 0.1`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    TestLossBelow(f32),
    /// In percent, as the others of accuracy.
    TestAccuracyAbove(f32),
    TrainAccuracyAbove(f32),
    /// How much larger the test loss is than the training loss.
    GapAbove(f32),
    /// Steps done, at least.
    Step(u64),
    /// Digit reader: the network has answered to a drawing.
    Drawn,
}

impl Goal {
    /// Reads what [`Goal`]'s `Display` writes.
    ///
    /// # Errors
    /// A sentence that says which goals there are.
    pub fn parse(text: &str) -> Result<Self, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let percent = |text: &str| number(text).filter(|number| (0.0..100.0).contains(number));
        let above_nought = |text: &str| number(text).filter(|number| *number > 0.0);
        let goal = match words[..] {
            ["test-loss", "<", bound] => above_nought(bound).map(Self::TestLossBelow),
            ["test-accuracy", ">", bound] => percent(bound).map(Self::TestAccuracyAbove),
            ["train-accuracy", ">", bound] => percent(bound).map(Self::TrainAccuracyAbove),
            ["gap", ">", bound] => above_nought(bound).map(Self::GapAbove),
            ["step", ">=", bound] => bound.parse().ok().filter(|step| *step > 0).map(Self::Step),
            ["drawn"] => Some(Self::Drawn),
            _ => None,
        };
        goal.ok_or_else(|| {
            "A goal is one of `test-loss < X`, `test-accuracy > X` and `train-accuracy > X` (in \
             percent, below 100), `gap > X`, `step >= N` and `drawn`."
                .to_string()
        })
    }

    /// Whether it asks how many answers are right, which regression cannot say.
    pub fn needs_classes(self) -> bool {
        matches!(self, Self::TestAccuracyAbove(_) | Self::TrainAccuracyAbove(_))
    }

    /// Whether a run that scored so has reached it. A drawing is no score: `drawn` is never
    /// reached by one.
    pub fn is_reached(self, score: &CurvePoint) -> bool {
        let percent = |accuracy: Option<f32>| accuracy.map_or(0.0, |share| share * 100.0);
        match self {
            Self::TestLossBelow(bound) => score.test.loss < bound,
            Self::TestAccuracyAbove(bound) => percent(score.test.accuracy) > bound,
            Self::TrainAccuracyAbove(bound) => percent(score.train.accuracy) > bound,
            Self::GapAbove(bound) => score.test.loss - score.train.loss > bound,
            Self::Step(step) => score.step >= step,
            Self::Drawn => false,
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TestLossBelow(bound) => write!(f, "test-loss < {bound}"),
            Self::TestAccuracyAbove(bound) => write!(f, "test-accuracy > {bound}"),
            Self::TrainAccuracyAbove(bound) => write!(f, "train-accuracy > {bound}"),
            Self::GapAbove(bound) => write!(f, "gap > {bound}"),
            Self::Step(step) => write!(f, "step >= {step}"),
            Self::Drawn => write!(f, "drawn"),
        }
    }
}

fn number(text: &str) -> Option<f32> {
    text.parse().ok().filter(|number: &f32| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Score;

    #[test]
    fn a_goal_survives_its_text() {
        let goals = [
            "test-loss < 0.1",
            "test-accuracy > 97.5",
            "train-accuracy > 0",
            "gap > 0.2",
            "step >= 500",
            "drawn",
        ];
        for text in goals {
            assert_eq!(Goal::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Goal::parse(" test-loss  <  0.10 "), Ok(Goal::TestLossBelow(0.1)));
    }

    #[test]
    fn what_cannot_be_reached_or_read_is_no_goal() {
        let not_goals = [
            "",
            "test-loss > 0.1",
            "test-loss<0.1",
            "test-loss < 0",
            "test-loss < NaN",
            "test-accuracy > 100",
            "train-accuracy > -1",
            "gap > inf",
            "step >= 0",
            "step >= 1.5",
            "drawn > 1",
        ];
        for text in not_goals {
            assert!(Goal::parse(text).unwrap_err().contains("`gap > X`"), "{text}");
        }
    }

    #[test]
    fn a_score_reaches_a_goal_or_does_not() {
        let score = |loss, accuracy| Score { loss, accuracy };
        let (train, test) = (score(0.125, Some(0.99)), score(0.5, Some(0.9)));
        let point = CurvePoint { step: 200, train, test };
        let is_reached = |text: &str| Goal::parse(text).unwrap().is_reached(&point);
        for text in [
            "test-loss < 0.6",
            "test-accuracy > 89",
            "train-accuracy > 98",
            "gap > 0.3",
            "step >= 200",
        ] {
            assert!(is_reached(text), "{text}");
        }
        for text in [
            "test-loss < 0.5",
            "test-accuracy > 91",
            "train-accuracy > 99.5",
            "gap > 0.375",
            "step >= 201",
            "drawn",
        ] {
            assert!(!is_reached(text), "{text}");
        }
        let regression = CurvePoint { train: score(0.1, None), test: score(0.1, None), ..point };
        assert!(!Goal::TestAccuracyAbove(0.0).is_reached(&regression));
    }
}
