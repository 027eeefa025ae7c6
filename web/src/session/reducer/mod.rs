//! The session's rules: a state machine without browser and clock.
//!
//! [`Session::handle`] takes an [`Event`] and gives [`Effect`]s. An event first changes what
//! it is about; then [`Session::proceed`] looks at all of the state and takes every step
//! that is possible now. So it does not matter in which order a worker gets ready, a file
//! arrives and the learner presses play.
//!
//! What holds at all times:
//! - One worker at most holds the run and one at most has been told to play ([`stage`]).
//! - A command that needs the run waits in a queue while the run is between two workers, so
//!   none is lost and none overtakes another.
//! - Messages of a worker that does not hold the run, and of an earlier run, change nothing.

mod commands;
mod compare;
mod event;
mod failure;
mod files;
mod handover;
mod messages;
mod notices;
mod opening;
mod predict;
mod publish;
mod rest;
mod saving;
mod slot;
mod stage;
#[cfg(test)]
mod tests;
mod words;

use std::collections::VecDeque;
use std::mem::take;

use burrow_protocol::message::{Request, Run, ToWorker};
use burrow_protocol::settings::Processor;

use super::state::{Command, RunState};
use compare::Comparison;
use failure::Spawns;
use files::Files;
use notices::Notices;
use opening::{Loads, Replay};
use predict::Predictions;
use rest::Rest;
use saving::Saves;
use slot::Slot;
use stage::Stage;

pub use event::{Effect, Event};
pub use files::File;
pub use stage::Worker;

/// One page's session.
pub struct Session {
    state: RunState,
    cpu: Slot,
    gpu: Slot,
    stage: Stage,
    /// The run that is shown; frames of others are dropped.
    run: Run,
    last_run: Run,
    last_request: Request,
    /// The learner came near: workers may be fetched.
    interest: bool,
    /// What the learner wants, whatever a worker is doing at the moment.
    playing: bool,
    /// What the learner wants to train on; the recipe may lag behind.
    processor: Processor,
    has_webgpu: bool,
    /// Why training stopped by itself, or cannot begin.
    stopped: Option<String>,
    replay: Option<Replay>,
    rest: Rest,
    /// Commands for the worker that holds the run, while none does.
    queue: VecDeque<Command>,
    loads: Loads,
    saves: Saves,
    predictions: Predictions,
    files: Files,
    comparison: Comparison,
    gpu_failure: Option<String>,
    spawns: Spawns,
    notices: Notices,
    now_ms: f64,
    effects: Vec<Effect>,
    changed: bool,
}

impl Session {
    /// A session that nobody has touched; `has_webgpu`: the browser knows WebGPU.
    pub fn new(has_webgpu: bool) -> Self {
        let state = RunState::default();
        Self {
            processor: state.recipe.initial.processor,
            state,
            cpu: Slot::default(),
            gpu: Slot::default(),
            stage: Stage::Waiting,
            run: 0,
            last_run: 0,
            last_request: 0,
            interest: false,
            playing: false,
            has_webgpu,
            stopped: None,
            replay: None,
            rest: Rest::default(),
            queue: VecDeque::new(),
            loads: Loads::default(),
            saves: Saves::default(),
            predictions: Predictions::default(),
            files: Files::default(),
            comparison: Comparison::None,
            gpu_failure: None,
            spawns: Spawns::default(),
            notices: Notices::default(),
            now_ms: 0.0,
            effects: Vec::new(),
            changed: false,
        }
    }

    /// What the views read.
    pub fn state(&self) -> &RunState {
        &self.state
    }

    /// Takes an event in, and says what to do about it, in this order.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Command(command) => self.command(command),
            Event::Loading { worker, loaded, total } => {
                self.slot_mut(worker).loading(loaded, total);
            }
            Event::Message(worker, message) => self.message(worker, *message),
            Event::Failed { worker, why } => self.fail(worker, &why),
            Event::FileArrived(file, bytes) => self.files.arrived(file, bytes),
            Event::FileFailed(file, why) => self.file_failed(file, &why),
            Event::Tick { now_ms } => self.tick(now_ms),
            Event::FrameDrawn => self.frame_drawn(),
        }
        self.proceed();
        self.publish();
        take(&mut self.effects)
    }

    /// Takes every step that is possible now.
    fn proceed(&mut self) {
        // Who must not play is paused before anything else; who may, plays after all else.
        self.pause_workers();
        self.open_when_ready();
        self.drain_queue();
        self.send_load();
        self.send_prediction();
        self.play_on();
        self.choose_worker();
        self.go_to_rest();
    }

    fn slot(&self, worker: Worker) -> &Slot {
        match worker {
            Worker::Cpu => &self.cpu,
            Worker::Gpu => &self.gpu,
        }
    }

    fn slot_mut(&mut self, worker: Worker) -> &mut Slot {
        match worker {
            Worker::Cpu => &mut self.cpu,
            Worker::Gpu => &mut self.gpu,
        }
    }

    fn send(&mut self, worker: Worker, message: ToWorker) {
        self.slot_mut(worker).sent(&message);
        self.effects.push(Effect::Send(worker, message));
    }

    fn next_run(&mut self) -> Run {
        self.last_run += 1;
        self.last_run
    }

    fn next_request(&mut self) -> Request {
        self.last_request += 1;
        self.last_request
    }

    fn should_play(&self, worker: Worker) -> bool {
        self.playing && self.stage == Stage::With(worker)
    }

    fn pause_workers(&mut self) {
        for worker in Worker::ALL {
            if !self.should_play(worker) {
                self.pause_worker(worker);
            }
        }
    }

    fn pause_worker(&mut self, worker: Worker) {
        if take(&mut self.slot_mut(worker).playing) {
            self.send(worker, ToWorker::Pause);
        }
    }

    fn play_on(&mut self) {
        for worker in Worker::ALL {
            if self.should_play(worker) && !self.slot(worker).playing {
                self.slot_mut(worker).playing = true;
                self.send(worker, ToWorker::Play);
            }
        }
    }

    /// Commands that waited go to the worker that now holds the run.
    fn drain_queue(&mut self) {
        let Stage::With(worker) = self.stage else { return };
        while let Some(command) = self.queue.pop_front() {
            match command {
                Command::Edit(edit) => self.send(worker, ToWorker::Edit(edit)),
                Command::Step => self.send(worker, ToWorker::Step),
                Command::Save => self.save_for_learner(worker),
                Command::Export => self.export_for_learner(worker),
                // Nothing else is ever queued.
                _ => {}
            }
        }
    }

    fn frame_drawn(&mut self) {
        for worker in Worker::ALL {
            if take(&mut self.slot_mut(worker).unshown) {
                self.send(worker, ToWorker::FrameShown);
            }
        }
    }
}
