//! Training as a state machine: open or load a run, step it, edit it, look at it.
//!
//! A [`Run`] owns its recipe. Replaying is opening a recipe and stepping to its target:
//! the changes of its log are made on the way, each before its step.

use std::collections::VecDeque;

use burn::tensor::{Device, Tensor};

use burrow_protocol::frame::{Confusion, CurvePoint, Points};
use burrow_protocol::params::{Effect, PARAMS};
use burrow_protocol::recipe::{Change, Edit, MAX_STEP, Recipe, apply_to_settings};
use burrow_protocol::settings::Settings;

use crate::batches::Batches;
use crate::curve::Curve;
use crate::data::plane::features;
use crate::data::{Examples, Files, Split};
use crate::descent::descend;
use crate::network::{Network, matrix, read, vector};
use crate::optimizer::Moments;
use crate::score::{Report, report, softmax};

/// Examples that are judged at once: bounds the memory of a convolutional network.
const SCORE_CHUNK: usize = 512;

/// All that a step changes. Cloning shares the tensors, so a copy is cheap.
#[derive(Clone, Debug)]
pub(crate) struct State {
    /// Weights and biases, `[n]`.
    pub parameters: Tensor<1>,
    pub moments: Moments,
    pub batches: Batches,
    /// Steps done.
    pub step: u64,
}

/// Why training stopped by itself, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// The run cannot go on; it stands at its last good weights.
    Ended(String),
    /// The device failed, and may not even tell the weights any more. The run itself could go on
    /// elsewhere.
    DeviceLost(String),
}

impl From<Stopped> for String {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Ended(why) | Stopped::DeviceLost(why) => why,
        }
    }
}

/// A network, its data, and how far it has learned.
pub struct Run {
    pub(crate) recipe: Recipe,
    /// The recipe's settings after its changes.
    pub(crate) settings: Settings,
    /// Changes that a replay has yet to make.
    pending: VecDeque<Change>,
    /// Where a replay ends.
    target: u64,
    files: Files,
    split: Split,
    pub(crate) network: Network,
    weight_mask: Tensor<1>,
    device: Device,
    pub(crate) state: State,
    /// The last state whose loss was a number.
    good: State,
    /// The loss of the last step, `[1]`, until it is read.
    unread_loss: Option<Tensor<1>>,
    pub(crate) curve: Curve,
    confusion: Option<Confusion>,
}

impl Run {
    /// A run at step 0 that heads for the recipe's step.
    ///
    /// # Errors
    /// A sentence where the lab's file is missing.
    pub fn open(recipe: Recipe, files: &Files, device: &Device) -> Result<Self, String> {
        let settings = &recipe.initial;
        let parameters = Network::new(settings).initial_parameters(settings.seed);
        let state = State {
            parameters: vector(&parameters, device),
            moments: Moments::default(),
            batches: Batches::at(settings.seed, 0, 0, 0),
            step: 0,
        };
        let begun = Recipe::new(settings.clone());
        let mut run = Self::resume(begun, state, Curve::default(), files, device)?;
        run.go_to(0, 0);
        run.pending = recipe.log.into();
        run.target = recipe.step.min(MAX_STEP);
        run.make_due_changes();
        Ok(run)
    }

    /// A run at the state of a checkpoint; `recipe` holds only changes that were made. Its place
    /// in the epochs is set by [`go_to`](Self::go_to): how long they are is known only now.
    pub(crate) fn resume(
        recipe: Recipe,
        state: State,
        curve: Curve,
        files: &Files,
        device: &Device,
    ) -> Result<Self, String> {
        let (settings, network) = (recipe.current(), Network::new(&recipe.initial));
        Ok(Self {
            pending: VecDeque::new(),
            target: recipe.step,
            recipe,
            files: files.clone(),
            split: Split::new(&settings, files)?,
            settings,
            weight_mask: vector(&network.weight_mask(), device),
            network,
            device: device.clone(),
            good: state.clone(),
            state,
            unread_loss: None,
            curve,
            confusion: None,
        })
    }

    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// The settings after the changes made so far.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub fn points(&self) -> &Points {
        &self.split.points
    }

    /// Passes through the training set begun so far, from 1.
    pub fn epoch(&self) -> u64 {
        self.state.batches.epoch + 1
    }

    /// The step that a replay heads for, until it is there.
    pub fn replay_to(&self) -> Option<u64> {
        (self.state.step < self.target).then_some(self.target)
    }

    /// Ends a replay where it is; the changes that were not made are forgotten.
    pub fn stop_replay(&mut self) {
        self.target = self.state.step;
        self.pending.clear();
    }

    /// The loss curve, the newest score last.
    pub fn curve(&self) -> Vec<CurvePoint> {
        self.curve.points()
    }

    /// Of the test set, as of the newest score; none for regression.
    pub fn confusion(&self) -> Option<&Confusion> {
        self.confusion.as_ref()
    }

    /// Does `n` steps, then waits until the device has done them.
    ///
    /// On a GPU the steps are queued together, so `n` trades speed for a prompt answer.
    ///
    /// # Errors
    /// Where the loss is no longer a number, or the device failed.
    pub async fn steps(&mut self, n: u32) -> Result<(), Stopped> {
        for _ in 0..n {
            if self.state.step >= MAX_STEP {
                return Err(Stopped::Ended(format!(
                    "A run ends at {MAX_STEP} steps, so that its link can be replayed."
                )));
            }
            self.queue_step();
        }
        self.settle().await
    }

    fn queue_step(&mut self) {
        let batch = self.state.batches.next(self.settings.batch as usize);
        let examples = self.split.train.select(&batch);
        let (loss, parameters) = descend(
            &self.settings,
            &self.network,
            &self.weight_mask,
            &mut self.state.moments,
            self.state.parameters.clone(),
            &examples,
            &self.device,
        );
        self.state.parameters = parameters;
        self.unread_loss = Some(loss);
        self.state.step += 1;
        self.recipe.step = self.state.step;
        self.make_due_changes();
    }

    /// Waits for the last step's loss and keeps the state if it is a number.
    async fn settle(&mut self) -> Result<(), Stopped> {
        let Some(loss) = self.unread_loss.take() else { return Ok(()) };
        let loss = read(loss).await.map_err(Stopped::DeviceLost)?;
        if loss.iter().all(|loss| loss.is_finite()) {
            self.good = self.state.clone();
            return Ok(());
        }
        Err(self.back_to_good())
    }

    /// Goes back to the last good state and says why.
    fn back_to_good(&mut self) -> Stopped {
        let lost_at = self.state.step;
        self.state = self.good.clone();
        self.recipe.step = self.state.step;
        self.recipe.log.retain(|change| change.step <= self.good.step);
        self.stop_replay();
        self.settings = self.recipe.current();
        Stopped::Ended(format!(
            "At step {lost_at} the loss was no longer a number: the weights had grown beyond all \
             bounds. The network is back at step {}. A smaller learning rate usually helps.",
            self.good.step
        ))
    }

    /// Makes the changes of the log whose step has come.
    fn make_due_changes(&mut self) {
        while self.pending.front().is_some_and(|change| change.step <= self.state.step) {
            if let Some(change) = self.pending.pop_front() {
                // A change that cannot be made was told when the link was read.
                let _ = self.make(change.edit);
            }
        }
    }

    /// Changes a parameter or a weight from the next step on, and logs it. A replay ends with
    /// it, unless only pace or place change.
    ///
    /// # Errors
    /// A sentence where the change would need a new run, or there is no such weight.
    pub fn edit(&mut self, edit: Edit) -> Result<(), String> {
        if edit.effect() != Some(Effect::View) {
            self.stop_replay();
        }
        self.make(edit)
    }

    fn make(&mut self, edit: Edit) -> Result<(), String> {
        match &edit {
            Edit::Weight { index, value } => self.set_parameter(*index as usize, *value)?,
            Edit::Param { index, .. } => {
                let param = PARAMS.get(usize::from(*index)).ok_or("There is no such parameter.")?;
                if param.effect == Effect::Restart {
                    return Err(format!("{} needs a new run.", param.label));
                }
                self.change_settings(&edit)?;
            }
        }
        self.recipe.note(edit);
        Ok(())
    }

    fn change_settings(&mut self, edit: &Edit) -> Result<(), String> {
        let before = self.settings.clone();
        apply_to_settings(&mut self.settings, edit);
        if self.settings.optimizer != before.optimizer {
            self.state.moments = Moments::default();
        }
        if self.settings.split != before.split {
            self.split = Split::new(&self.settings, &self.files)?;
            let epoch = self.state.batches.epoch + u64::from(self.state.step > 0);
            self.state.batches = Batches::at(self.settings.seed, self.split.train.len(), epoch, 0);
        }
        Ok(())
    }

    fn set_parameter(&mut self, index: usize, value: f32) -> Result<(), String> {
        if index >= self.network.n_parameters() || !value.is_finite() {
            return Err("There is no such weight, or its value is not a number.".to_string());
        }
        let place = index..index + 1;
        let value = vector(&[value], &self.device);
        self.state.parameters = self.state.parameters.clone().slice_assign([place], value);
        self.good = self.state.clone();
        Ok(())
    }

    /// Judges the network on all examples and notes it on the curve.
    ///
    /// # Errors
    /// Where the loss is no longer a number, or the device failed.
    pub async fn score(&mut self) -> Result<CurvePoint, Stopped> {
        self.settle().await?;
        let train = self.judge(&self.split.train).await.map_err(Stopped::DeviceLost)?;
        let test = self.judge(&self.split.test).await.map_err(Stopped::DeviceLost)?;
        if !train.score.loss.is_finite() || !test.score.loss.is_finite() {
            return Err(self.back_to_good());
        }
        let point = CurvePoint { step: self.state.step, train: train.score, test: test.score };
        self.curve.push(point);
        self.confusion = test.confusion;
        Ok(point)
    }

    async fn judge(&self, examples: &Examples) -> Result<Report, String> {
        let leaves = self.network.leaves(&self.state.parameters);
        let mut outputs = Vec::with_capacity(examples.len() * examples.outputs());
        for inputs in examples.inputs.chunks(SCORE_CHUNK * examples.width) {
            let inputs = matrix(inputs, examples.width, &self.device);
            outputs.extend(read(self.network.forward(&leaves, inputs)).await?);
        }
        Ok(report(&outputs, examples))
    }

    /// The network's answer to one example: probabilities, or the value; and what each input
    /// and hidden unit of a perceptron holds.
    ///
    /// `input`: a point `[x, y]` of the plane, or the pixels of a digit from 0 to 1.
    ///
    /// # Errors
    /// A sentence where the input is of another length, or the device failed.
    pub async fn predict(&self, input: &[f32]) -> Result<(Vec<f32>, Vec<f32>), String> {
        let width = self.split.train.width;
        let inputs = match (self.split.points.train.is_empty(), input) {
            (false, &[x, y]) => features(self.settings.features, x, y),
            (true, pixels) if pixels.len() == width => pixels.to_vec(),
            _ => return Err("This is not an example that the network can read.".to_string()),
        };
        let leaves = self.network.leaves(&self.state.parameters);
        let mut units = vec![matrix(&inputs, width, &self.device)];
        let output = self.network.forward_with(&leaves, units[0].clone(), |hidden| {
            units.push(hidden.clone());
        });
        let output = read(output).await?;
        let output = if self.split.train.classes.is_some() { softmax(&output) } else { output };
        Ok((output, read(Tensor::cat(units, 1)).await?))
    }

    /// All weights and biases, in the order of [`burrow_protocol::network`].
    ///
    /// # Errors
    /// A sentence where the device failed.
    pub async fn parameters(&self) -> Result<Vec<f32>, String> {
        read(self.state.parameters.clone()).await
    }

    pub(crate) fn device(&self) -> &Device {
        &self.device
    }

    /// Goes to a place in the epochs; `cursor` is below the number of training examples.
    pub(crate) fn go_to(&mut self, epoch: u64, cursor: usize) {
        self.state.batches = Batches::at(self.settings.seed, self.n_train(), epoch, cursor);
        self.good = self.state.clone();
    }

    pub(crate) fn n_train(&self) -> usize {
        self.split.train.len()
    }
}
