//! How a run begins: from a recipe, from the session's own snapshot, or from a checkpoint
//! that the learner chose.

use std::rc::Rc;

use burrow_protocol::message::{Run, ToWorker};
use burrow_protocol::params::{Value, param_by_key};
use burrow_protocol::recipe::{Edit, Recipe};
use burrow_protocol::settings::{Choice, Lab};

use super::compare::Comparison;
use super::stage::Stage;
use super::words::sentence;
use super::{Command, Session, Worker};
use crate::session::state::Snapshot;
use crate::words::{Key, fill};

/// A recipe that is being replayed. Until it is done, the session's recipe is the whole of
/// it, so that a link copied meanwhile is the link that was opened.
pub(super) struct Replay {
    pub done: u64,
    pub to: u64,
    /// The learner pressed pause: the worker ends it, and the next frame says where.
    pub is_ending: bool,
    /// The recipe as far as the worker has come, if an edit ended the replay.
    pub told: Option<Recipe>,
}

/// Checkpoints that the learner chose.
#[derive(Default)]
pub(super) struct Loads {
    /// Waits for the lab's files.
    pub waiting: Option<Vec<u8>>,
    /// Under way: it counts once the worker has opened this run.
    sent: Option<(Run, Vec<u8>)>,
    /// The learner pressed play since: not for the old run alone.
    pub then_play: bool,
}

impl Loads {
    /// Whether a worker is still reading a checkpoint.
    pub fn is_pending(&self) -> bool {
        self.waiting.is_some() || self.sent.is_some()
    }

    /// The worker that was reading is gone. If the checkpoint did it, once is enough.
    pub fn lose_sent(&mut self) {
        self.sent = None;
    }
}

impl Session {
    /// A new run; what was asked of the old one is forgotten.
    pub(super) fn begin(&mut self, recipe: Recipe) {
        self.stage = Stage::Waiting;
        self.queue.clear();
        self.loads = Loads::default();
        self.saves.forget_snapshot();
        self.stopped = None;
        self.replay = None;
        self.take_run(recipe);
    }

    /// Shows another run than before: nothing of the old one is true of it.
    fn take_run(&mut self, recipe: Recipe) {
        if recipe.initial.lab != self.state.recipe.initial.lab {
            self.state.points = Rc::default();
        }
        self.state.frame = None;
        self.state.prediction = None;
        self.predictions.forget();
        self.comparison = Comparison::None;
        self.processor = recipe.current().processor;
        self.set_recipe(recipe);
    }

    pub(super) fn set_recipe(&mut self, recipe: Recipe) {
        self.state.recipe = Rc::new(recipe);
        self.changed = true;
    }

    /// Opens the run on the CPU once the worker and the files are there.
    pub(super) fn open_when_ready(&mut self) {
        if self.stage != Stage::Waiting || !self.interest || self.stopped.is_some() {
            return;
        }
        // The files travel while the worker loads.
        let has_files = self.has_lab_files();
        if self.cpu.is_absent() {
            self.spawn_cpu_or_stop();
        }
        if !self.cpu.is_ready() || !has_files || self.stopped.is_some() {
            return;
        }
        self.hand_files_to(Worker::Cpu);
        let run = self.next_run();
        let snapshot = self.saves.snapshot_bytes();
        self.stage = Stage::Opening { run, from_snapshot: snapshot.is_some() };
        let message = match snapshot {
            Some(bytes) => ToWorker::Load { run, bytes },
            None => {
                let recipe = Recipe::clone(&self.state.recipe);
                let to = recipe.step;
                self.replay =
                    (to > 0).then_some(Replay { done: 0, to, is_ending: false, told: None });
                ToWorker::Open { run, recipe }
            }
        };
        self.send(Worker::Cpu, message);
    }

    /// A worker has opened a run.
    pub(super) fn opened(&mut self, worker: Worker, run: Run, recipe: Recipe) {
        match self.stage {
            Stage::Opening { run: expected, .. } if (worker, run) == (Worker::Cpu, expected) => {
                self.settle(worker, run, recipe);
            }
            Stage::Loading { from, run: expected } if (worker, run) == (from.other(), expected) => {
                self.settle(worker, run, recipe);
            }
            _ if self.stage.holder() == Some(worker) => self.loaded(worker, run, recipe),
            // A run that nobody waits for any more.
            _ => {}
        }
    }

    /// The same run as before now stands with `worker`.
    fn settle(&mut self, worker: Worker, run: Run, recipe: Recipe) {
        self.stage = Stage::With(worker);
        self.run = run;
        self.stopped = None;
        if self.replay.is_some() {
            return;
        }
        // The checkpoint may be older than the learner's last choice.
        let processor = Value::Choice(self.processor.index());
        if recipe.current().processor != self.processor
            && let Some(param) = param_by_key("processor")
            && let Some(edit) = Edit::param(param, processor)
        {
            self.queue.push_front(Command::Edit(edit));
        }
        self.set_recipe(recipe);
    }

    /// Sends the learner's checkpoint to the worker that holds the run.
    pub(super) fn send_load(&mut self) {
        let Stage::With(worker) = self.stage else { return };
        // One at a time, so that it is clear which of them the worker opened.
        if self.loads.waiting.is_none() || self.loads.sent.is_some() {
            return;
        }
        // Nobody knows which lab it is of before it is read.
        if !self.files_are_settled() {
            return;
        }
        self.hand_files_to(worker);
        if let Some(bytes) = self.loads.waiting.take() {
            let run = self.next_run();
            self.loads.sent = Some((run, bytes.clone()));
            self.send(worker, ToWorker::Load { run, bytes });
        }
    }

    /// The learner's checkpoint was good: it is the run from now on, and waits for play.
    fn loaded(&mut self, worker: Worker, run: Run, recipe: Recipe) {
        let Some((_, bytes)) = self.loads.sent.take_if(|(sent, _)| *sent == run) else { return };
        self.run = run;
        // What played was the old run.
        self.pause_worker(worker);
        self.playing = self.loads.then_play;
        self.stopped = None;
        self.replay = None;
        self.saves.keep(Snapshot { step: recipe.step, bytes });
        self.take_run(recipe);
    }

    /// A worker did not open a run; `why` is for people.
    pub(super) fn opening_refused(&mut self, run: Run, why: &str) {
        match self.stage {
            Stage::Opening { run: expected, from_snapshot } if run == expected => {
                self.stage = Stage::Waiting;
                self.replay = None;
                if from_snapshot {
                    // The recipe makes the same run again.
                    self.saves.forget_snapshot();
                } else {
                    self.playing = false;
                    self.stopped = Some(sentence(why));
                }
            }
            Stage::Loading { run: expected, .. } if run == expected => self.handover_refused(why),
            _ if self.loads.sent.take_if(|(sent, _)| *sent == run).is_some() => {
                self.warn(fill(Key::SessionNotOpened, &[("why", &sentence(why))]));
            }
            _ => {}
        }
    }

    /// The run is at `step` now, and replays if `replay_to` is some.
    pub(super) fn follow(&mut self, step: u64, replay_to: Option<u64>) {
        match (&mut self.replay, replay_to) {
            (Some(replay), Some(to)) => (replay.done, replay.to) = (step, to),
            (Some(_), None) => {
                self.end_replay();
                self.go_to(step);
            }
            (None, _) => self.go_to(step),
        }
    }

    pub(super) fn end_replay(&mut self) {
        if let Some(recipe) = self.replay.take().and_then(|replay| replay.told) {
            self.set_recipe(recipe);
        }
    }

    fn go_to(&mut self, step: u64) {
        if self.state.recipe.step != step {
            let recipe = Rc::make_mut(&mut self.state.recipe);
            recipe.step = step;
            // Where a replay ended early, or the run went back to its last good weights.
            recipe.log.retain(|change| change.step <= step);
            self.changed = true;
        }
    }

    pub(super) fn lab(&self) -> Lab {
        self.state.recipe.initial.lab
    }
}
