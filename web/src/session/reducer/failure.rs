//! Workers come and go; the run goes on.

use burrow_protocol::settings::Processor;

use super::compare::Comparison;
use super::slot::{Slot, patience_ms};
use super::stage::Stage;
use super::words::{goes_on, sentence};
use super::{Effect, Session, Worker};
use crate::model::format;
use crate::words::{Key, fill, text};

/// A CPU worker is started once, and again at most three times within a minute.
const MAX_SPAWNS: usize = 4;
const SPAWNS_WITHIN_MS: f64 = 60_000.0;
/// A page that was asleep does not count its sleep as its workers' silence.
const LONGEST_TICK_MS: f64 = 1_000.0;

/// When the CPU worker was started.
#[derive(Default)]
pub(super) struct Spawns(Vec<f64>);

impl Spawns {
    /// Notes a start at `now_ms`, if one more is allowed.
    fn allow(&mut self, now_ms: f64) -> bool {
        self.0.retain(|then| now_ms - then < SPAWNS_WITHIN_MS);
        let allowed = self.0.len() < MAX_SPAWNS;
        if allowed {
            self.0.push(now_ms);
        }
        allowed
    }

    /// The learner asks for another try.
    pub fn forgive(&mut self) {
        self.0.clear();
    }
}

impl Session {
    pub(super) fn spawn(&mut self, worker: Worker) {
        *self.slot_mut(worker) = Slot::spawned();
        self.effects.push(Effect::Spawn(worker));
    }

    /// Starts a CPU worker, unless too many have died lately.
    pub(super) fn spawn_cpu(&mut self) -> bool {
        let allowed = self.spawns.allow(self.now_ms);
        if allowed {
            self.spawn(Worker::Cpu);
        }
        allowed
    }

    pub(super) fn spawn_cpu_or_stop(&mut self) {
        if !self.spawn_cpu() {
            self.playing = false;
            self.stopped = Some(text(Key::SessionGaveUp).to_string());
        }
    }

    pub(super) fn tick(&mut self, now_ms: f64) {
        let elapsed_ms = (now_ms - self.now_ms).clamp(0.0, LONGEST_TICK_MS);
        self.now_ms = now_ms;
        for worker in Worker::ALL {
            let replays = self.stage == Stage::With(worker)
                && self.replay.as_ref().is_some_and(|replay| !replay.is_ending);
            if self.slot_mut(worker).is_too_silent(worker, elapsed_ms, replays) {
                let seconds = format::number(&(patience_ms(worker) / 1000.0).to_string());
                self.fail(worker, &fill(Key::SessionSilent, &[("seconds", &seconds)]));
            }
        }
    }

    /// A worker is of no more use: the run goes on without it.
    pub(super) fn fail(&mut self, worker: Worker, why: &str) {
        if self.slot(worker).is_absent() {
            return;
        }
        let was_ready = self.slot(worker).is_ready();
        self.effects.push(Effect::Terminate(worker));
        *self.slot_mut(worker) = Slot::default();
        self.predictions.lost_with(worker);
        for command in self.saves.requests_lost_with(worker) {
            self.queue.push_back(command);
        }
        self.comparison = Comparison::None;

        let was_there = self.stage.holder() == Some(worker);
        let was_heading_there = self.stage.is_handover() && !was_there;
        // Once the other worker has the checkpoint, this one is needed no more.
        let held = was_there && !matches!(self.stage, Stage::Loading { .. });
        if was_heading_there {
            self.end_handover();
        } else if held || self.is_opening_on(worker) {
            self.stage = Stage::Waiting;
            self.replay = None;
            self.loads.lose_sent();
        }
        match worker {
            Worker::Gpu => self.tell_gpu_failed(why, was_there || was_heading_there, held),
            Worker::Cpu if was_heading_there => {
                self.warn(fill(Key::SessionCpuFailedMoving, &[("why", &sentence(why))]));
            }
            Worker::Cpu => self.tell_cpu_failed(why, was_ready, held),
        }
    }

    fn is_opening_on(&self, worker: Worker) -> bool {
        worker == Worker::Cpu && matches!(self.stage, Stage::Opening { .. })
    }

    /// `concerned`: the run was there or on its way; `held`: it was there alone.
    fn tell_gpu_failed(&mut self, why: &str, concerned: bool, held: bool) {
        let why = sentence(why);
        self.gpu_failure = Some(why.clone());
        if held {
            let rest = self.what_was_lost();
            self.warn(fill(Key::SessionGpuFailed, &[("why", &why), ("rest", &rest)]));
        } else if concerned {
            self.warn(fill(Key::SessionGpuFailedApart, &[("why", &why)]));
        } else if self.processor == Processor::Gpu {
            self.warn(fill(Key::SessionGpuUnusable, &[("why", &why)]));
        }
    }

    fn tell_cpu_failed(&mut self, why: &str, was_ready: bool, held: bool) {
        let why = sentence(why);
        if held {
            let rest = self.what_was_lost();
            self.warn(fill(Key::SessionCpuFailed, &[("why", &why), ("rest", &rest)]));
        } else if !was_ready {
            self.warn(fill(Key::SessionCpuNotStarted, &[("why", &why)]));
        }
    }

    fn what_was_lost(&self) -> String {
        goes_on(self.state.recipe.step, self.saves.snapshot_step())
    }
}
