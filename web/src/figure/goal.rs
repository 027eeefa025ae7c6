//! What a figure asks the learner to reach, in words, and whether a run has reached it.

use burrow_protocol::goal::Goal;
use burrow_protocol::recipe::Recipe;

use crate::model::format;
use crate::session::RunState;
use crate::words::{Key, fill, text};

pub fn words(goal: Goal) -> String {
    let (key, bound) = match goal {
        Goal::TestLossBelow(bound) => (Key::FigureGoalTestLoss, bound),
        Goal::TestAccuracyAbove(bound) => (Key::FigureGoalTestAccuracy, bound),
        Goal::TrainAccuracyAbove(bound) => (Key::FigureGoalTrainAccuracy, bound),
        Goal::GapAbove(bound) => (Key::FigureGoalGap, bound),
        Goal::Step(step) => return fill(Key::FigureGoalStep, &[("step", &format::whole(step))]),
        Goal::Drawn => return text(Key::FigureGoalDrawn).to_string(),
    };
    fill(key, &[("bound", &format::number(&bound.to_string()))])
}

/// `opened`: the run as the figure opens it. What a figure shows before anybody touched it is
/// nobody's merit.
pub fn is_reached(goal: Goal, opened: &Recipe, state: &RunState) -> bool {
    if goal == Goal::Drawn {
        return state.prediction.is_some();
    }
    let score = state.frame.as_ref().and_then(|frame| frame.score());
    *state.recipe != *opened && score.is_some_and(|score| goal.is_reached(score))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use burrow_protocol::frame::{CurvePoint, Frame, Score};
    use burrow_protocol::settings::{Lab, Settings};

    use super::*;

    fn state(step: u64, test: f32) -> RunState {
        let mut recipe = Recipe::new(Settings::for_lab(Lab::Boundary));
        recipe.step = step;
        let score = Score { loss: test, accuracy: None };
        let frame = Frame {
            step,
            epoch: 1,
            playing: true,
            replay_to: None,
            step_ms: None,
            steps_per_second: 0.0,
            curve: vec![CurvePoint { step, train: score, test: score }],
            confusion: None,
            maps: None,
        };
        RunState { recipe: Rc::new(recipe), frame: Some(Rc::new(frame)), ..RunState::default() }
    }

    #[test]
    fn what_the_figure_opened_with_is_nobodys_merit() {
        let goal = Goal::TestLossBelow(0.1);
        let opened = state(200, 0.01);
        assert!(!is_reached(goal, &opened.recipe, &opened));
        assert!(is_reached(goal, &opened.recipe, &state(201, 0.01)));
        assert!(!is_reached(goal, &opened.recipe, &state(201, 0.2)));
    }

    #[test]
    fn a_change_without_a_step_counts() {
        let opened = state(200, 0.01);
        let mut changed = opened.clone();
        Rc::make_mut(&mut changed.recipe).initial.split = 10.0;
        assert!(is_reached(Goal::TestLossBelow(0.1), &opened.recipe, &changed));
    }

    #[test]
    fn every_goal_has_its_words() {
        assert_eq!(words(Goal::TestLossBelow(0.1)), "a test loss below 0.1");
        assert_eq!(words(Goal::Step(500)), "step 500");
        assert!(words(Goal::GapAbove(0.2)).contains("0.2"));
    }
}
