//! A worker that keeps to the protocol and computes nothing: for random sequences, which
//! need answers that make sense, at any moment and any speed.

use std::collections::VecDeque;

use burrow_protocol::message::{Answerer, FromWorker, Run, ToWorker, decode, encode};
use burrow_protocol::recipe::Recipe;
use burrow_protocol::settings::Lab;

use super::{Worker, backend, frame};

/// A checkpoint: when it was made, and of what.
pub type Checkpoint = (u64, Recipe);

pub struct Puppet {
    pub worker: Worker,
    pub is_ready: bool,
    pub inbox: VecDeque<ToWorker>,
    pub run: Option<Running>,
    has_digits: bool,
    credit: bool,
}

pub struct Running {
    pub id: Run,
    pub recipe: Recipe,
    pub playing: bool,
    replay_to: Option<u64>,
}

impl Puppet {
    pub fn new(worker: Worker) -> Self {
        let inbox = VecDeque::new();
        Self { worker, is_ready: false, inbox, run: None, has_digits: false, credit: true }
    }

    pub fn get_ready(&mut self) -> FromWorker {
        self.is_ready = true;
        FromWorker::Ready(backend(self.worker))
    }

    fn running(&mut self, asked: &ToWorker) -> &mut Running {
        let worker = self.worker;
        self.run.as_mut().unwrap_or_else(|| panic!("{worker:?} has no run for {asked:?}"))
    }

    /// Follows the next message; `moment` is now.
    pub fn follow(&mut self, moment: u64) -> Option<FromWorker> {
        let message = self.inbox.pop_front()?;
        match message.clone() {
            ToWorker::Data { .. } => self.has_digits = true,
            ToWorker::Pretrained { .. } => {}
            ToWorker::Open { run, recipe } => return Some(self.open(run, recipe, true)),
            ToWorker::Load { run, bytes } => {
                return Some(match decode::<Checkpoint>(&bytes) {
                    Ok((_, recipe)) => self.open(run, recipe, false),
                    Err(why) => FromWorker::RunRefused { run, why },
                });
            }
            ToWorker::Play => self.running(&message).playing = true,
            ToWorker::Pause => {
                let run = self.running(&message);
                (run.playing, run.replay_to) = (false, None);
            }
            ToWorker::Step => {
                let run = self.running(&message);
                (run.playing, run.replay_to) = (false, None);
                run.recipe.step += 1;
            }
            ToWorker::Edit(edit) => {
                let run = self.running(&message);
                run.replay_to = None;
                run.recipe.note(edit);
                return Some(FromWorker::Edited { run: run.id, recipe: run.recipe.clone() });
            }
            ToWorker::FrameShown => self.credit = true,
            ToWorker::Predict { request, .. } => {
                self.running(&message);
                let (output, units) = (vec![0.5], vec![]);
                return Some(FromWorker::Predicted { request, by: Answerer::Run, output, units });
            }
            ToWorker::Save { request } => {
                let run = self.running(&message);
                let (id, step) = (run.id, run.recipe.step);
                let bytes = encode(&(moment, &run.recipe));
                return Some(FromWorker::Saved { request, run: id, step, bytes });
            }
            ToWorker::Export { request } => {
                self.running(&message);
                return Some(FromWorker::Exported { request, bytes: vec![] });
            }
            ToWorker::Measure { request, .. } => {
                // The GPU is faster in every other moment.
                let step_ms = if moment.is_multiple_of(2) { 0.5 } else { 2.0 };
                return Some(FromWorker::Measured { request, step_ms });
            }
        }
        None
    }

    fn open(&mut self, id: Run, recipe: Recipe, replays: bool) -> FromWorker {
        assert!(
            self.has_digits || recipe.initial.lab != Lab::Digits,
            "{:?} opens the digit reader without digits",
            self.worker
        );
        let replay_to = (replays && recipe.step > 0).then_some(recipe.step);
        let recipe = if replays { Recipe { step: 0, ..recipe } } else { recipe };
        self.run = Some(Running { id, recipe: recipe.clone(), playing: false, replay_to });
        FromWorker::Opened { run: id, recipe }
    }

    /// Trains a little and shows it, if there is leave to.
    pub fn train(&mut self) -> Option<FromWorker> {
        let credit = self.credit;
        let run = self.run.as_mut()?;
        if run.playing || run.replay_to.is_some() {
            run.recipe.step += 3;
        }
        if let Some(to) = run.replay_to.take_if(|to| run.recipe.step >= *to) {
            run.recipe.step = to;
        }
        if !credit {
            return None;
        }
        self.credit = false;
        let mut frame = frame(run.recipe.step);
        (frame.replay_to, frame.playing) = (run.replay_to, run.playing);
        Some(FromWorker::Frame { run: run.id, frame: Box::new(frame) })
    }

    pub fn snapshot(&self, moment: u64) -> Option<FromWorker> {
        let run = self.run.as_ref()?;
        let bytes = encode(&(moment, &run.recipe));
        Some(FromWorker::Snapshot { run: run.id, step: run.recipe.step, bytes })
    }
}
