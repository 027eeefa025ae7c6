//! All that it takes to replay a run: how it started, what was changed on the way, how far
//! it went.

use serde::{Deserialize, Serialize};

use crate::network;
use crate::params::{Effect, PARAMS, Param, Value};
use crate::settings::Settings;

/// A run is replayed from step 0, so this bounds the work that a link can ask for.
pub const MAX_STEP: u64 = 1_000_000;
/// Bounds the memory that a log can ask for; past it a run can go on but not be shared.
pub const MAX_CHANGES: usize = 10_000;

/// What a learner can change while a run goes on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// A parameter, by its place in [`PARAMS`].
    Param { index: u16, value: Value },
    /// A weight or bias, by its place in the flat list (see [`network`]).
    Weight { index: u32, value: f32 },
}

impl Edit {
    /// The edit of one parameter; none where the table does not hold it.
    pub fn param(param: &Param, value: Value) -> Option<Self> {
        let index = PARAMS.iter().position(|p| p.key == param.key)?;
        Some(Self::Param { index: index as u16, value })
    }

    /// What the edit does to a run; none where the table does not hold its parameter.
    pub fn effect(&self) -> Option<Effect> {
        match self {
            Self::Weight { .. } => Some(Effect::Live),
            Self::Param { index, .. } => PARAMS.get(usize::from(*index)).map(|p| p.effect),
        }
    }

    /// Whether this edits the same thing as `other`.
    fn same_target(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Param { index: a, .. }, Self::Param { index: b, .. }) => a == b,
            (Self::Weight { index: a, .. }, Self::Weight { index: b, .. }) => a == b,
            _ => false,
        }
    }
}

/// An edit and the step before which it was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    pub step: u64,
    pub edit: Edit,
}

/// Replaying a recipe gives the run again: to the last digit on the CPU.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    /// The settings at step 0.
    pub initial: Settings,
    /// In the order in which they were made; steps never fall.
    pub log: Vec<Change>,
    /// Steps done.
    pub step: u64,
}

impl Recipe {
    pub fn new(initial: Settings) -> Self {
        Self { initial, log: Vec::new(), step: 0 }
    }

    /// The settings after all changes.
    pub fn current(&self) -> Settings {
        let mut settings = self.initial.clone();
        for change in &self.log {
            apply_to_settings(&mut settings, &change.edit);
        }
        settings
    }

    /// Notes an edit at the present step; a view parameter changes the settings alone.
    ///
    /// At step 0 a parameter's edit changes the start itself. An edit of the same thing at
    /// the same step replaces the one before it.
    pub fn note(&mut self, edit: Edit) {
        let is_weight = matches!(edit, Edit::Weight { .. });
        let logged = is_weight || (self.step > 0 && edit.effect() == Some(Effect::Live));
        if !logged {
            apply_to_settings(&mut self.initial, &edit);
            return;
        }
        let step = self.step;
        self.log.retain(|c| c.step != step || !c.edit.same_target(&edit));
        self.log.push(Change { step, edit });
    }

    /// How many weights and biases the network has.
    pub fn parameter_count(&self) -> usize {
        network::parameter_count(&self.initial)
    }
}

/// Applies a parameter's edit; a weight's edit leaves the settings as they are.
pub fn apply_to_settings(settings: &mut Settings, edit: &Edit) {
    if let Edit::Param { index, value } = edit
        && let Some(param) = PARAMS.get(usize::from(*index))
    {
        // The nearest valid value is what we want; whoever read the edit has complained.
        let _ = param.set(settings, value.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::param_by_key;
    use crate::settings::Lab;

    fn edit(key: &str, value: f64) -> Edit {
        Edit::param(param_by_key(key).unwrap(), Value::Number(value)).unwrap()
    }

    #[test]
    fn at_step_0_a_parameter_changes_the_start() {
        let mut recipe = Recipe::new(Settings::for_lab(Lab::Boundary));
        recipe.note(edit("rate", 0.1));
        assert_eq!(recipe.initial.learning_rate, 0.1);
        assert!(recipe.log.is_empty());
    }

    #[test]
    fn later_it_is_logged_and_the_last_of_a_step_counts() {
        let mut recipe = Recipe::new(Settings::for_lab(Lab::Boundary));
        recipe.step = 5;
        recipe.note(edit("rate", 0.1));
        recipe.note(edit("l2", 0.01));
        recipe.note(edit("rate", 0.3));
        recipe.step = 6;
        recipe.note(edit("rate", 1.0));
        assert_eq!(recipe.log.len(), 3);
        assert_eq!(recipe.initial.learning_rate, 0.03);
        assert_eq!(recipe.current().learning_rate, 1.0);
        assert_eq!(recipe.current().l2, 0.01);
    }

    #[test]
    fn a_weight_is_logged_even_at_step_0() {
        let mut recipe = Recipe::new(Settings::for_lab(Lab::Boundary));
        recipe.note(Edit::Weight { index: 3, value: 0.5 });
        assert_eq!(recipe.log.len(), 1);
    }
}
