//! The table of events and effects, told as small stories.

mod edits;
mod failures;
mod files;
mod frames;
mod handover;
mod learner;
mod no_gpu;
mod opening;
mod puppet;
mod random;
mod rest;
mod silence;
mod world;

use burrow_protocol::frame::Frame;
use burrow_protocol::message::{Backend, FromWorker, Request, Run, ToWorker};
use burrow_protocol::params::{Value, param_by_key};
use burrow_protocol::recipe::{Edit, Recipe};
use burrow_protocol::settings::{Choice, Lab, Processor, Settings};

use super::Worker::{Cpu, Gpu};
use super::{Effect, Event, Session, Worker};
use crate::session::state::{Command, GpuState, RunState, Status};

/// A session, and all that it asked for and nobody looked at yet.
struct Desk {
    session: Session,
    effects: Vec<Effect>,
}

impl Desk {
    fn new() -> Self {
        Self { session: Session::new(true), effects: Vec::new() }
    }

    fn without_webgpu() -> Self {
        Self { session: Session::new(false), effects: Vec::new() }
    }

    /// The boundary lab, open on the CPU and paused at step 0.
    fn open() -> Self {
        let mut desk = Self::new();
        desk.command(Command::Interest);
        desk.ready(Cpu);
        desk.opened(Cpu);
        desk.forget();
        desk
    }

    /// Playing on the CPU at step 10, of 1 ms each; the GPU worker is on its way.
    fn playing() -> Self {
        let mut desk = Self::open();
        desk.command(Command::Play);
        desk.frame(Cpu, 10);
        desk.forget();
        desk
    }

    /// Playing on the GPU at step 10.
    fn playing_on_gpu() -> Self {
        let mut desk = Self::playing();
        desk.hand_over_to_gpu();
        desk
    }

    fn hand_over_to_gpu(&mut self) {
        self.saving();
        self.saved(Cpu, b"at 10");
        self.opened(Gpu);
        self.forget();
    }

    /// The GPU was measured to be faster: the CPU has been asked for its checkpoint.
    fn saving(&mut self) {
        self.ready(Gpu);
        self.saved(Cpu, b"to measure");
        self.measured(Gpu, 0.5);
    }

    fn event(&mut self, event: Event) {
        self.effects.extend(self.session.handle(event));
    }

    fn command(&mut self, command: Command) {
        self.event(Event::Command(command));
    }

    fn says(&mut self, worker: Worker, message: FromWorker) {
        self.event(Event::Message(worker, Box::new(message)));
    }

    fn ready(&mut self, worker: Worker) {
        self.says(worker, FromWorker::Ready(backend(worker)));
    }

    fn dies(&mut self, worker: Worker) {
        self.event(Event::Failed { worker, why: "it crashed".to_string() });
    }

    /// Time goes by, with a tick four times a second.
    fn wait(&mut self, seconds: f64) {
        for _ in 0..(seconds * 4.0) as usize {
            let now_ms = self.session.now_ms + 250.0;
            self.event(Event::Tick { now_ms });
        }
    }

    /// `worker` opens what it was last asked to open, at the step the session thinks it is at.
    fn opened(&mut self, worker: Worker) {
        let recipe = Recipe::clone(&self.state().recipe);
        self.opened_as(worker, recipe);
    }

    fn opened_as(&mut self, worker: Worker, recipe: Recipe) {
        let run = self.last_run_of(worker);
        self.says(worker, FromWorker::Opened { run, recipe });
    }

    /// `worker` answers the last request for a checkpoint.
    fn saved(&mut self, worker: Worker, bytes: &[u8]) {
        let request = self.last_request(worker, |m| matches!(m, ToWorker::Save { .. }));
        let (run, step) = (self.session.run, self.state().recipe.step);
        self.says(worker, FromWorker::Saved { request, run, step, bytes: bytes.to_vec() });
    }

    fn measured(&mut self, worker: Worker, step_ms: f32) {
        let request = self.last_request(worker, |m| matches!(m, ToWorker::Measure { .. }));
        self.says(worker, FromWorker::Measured { request, step_ms });
    }

    fn frame(&mut self, worker: Worker, step: u64) {
        let run = self.session.run;
        self.says(worker, FromWorker::Frame { run, frame: Box::new(frame(step)) });
    }

    fn snapshot(&mut self, worker: Worker, step: u64, bytes: &[u8]) {
        let run = self.session.run;
        self.says(worker, FromWorker::Snapshot { run, step, bytes: bytes.to_vec() });
    }

    fn state(&self) -> &RunState {
        self.session.state()
    }

    fn forget(&mut self) {
        self.effects.clear();
    }

    /// What was sent to `worker` since the last [`Desk::forget`].
    fn sent(&self, worker: Worker) -> Vec<ToWorker> {
        let to_worker = |effect: &Effect| match effect {
            Effect::Send(to, message) if *to == worker => Some(message.clone()),
            _ => None,
        };
        self.effects.iter().filter_map(to_worker).collect()
    }

    fn did(&self, effect: &Effect) -> bool {
        self.effects.contains(effect)
    }

    fn last_run_of(&self, worker: Worker) -> Run {
        let run = |message: &ToWorker| match message {
            ToWorker::Open { run, .. } | ToWorker::Load { run, .. } => Some(*run),
            _ => None,
        };
        self.sent(worker).iter().filter_map(run).next_back().expect("nothing to open")
    }

    fn last_request(&self, worker: Worker, is_it: fn(&ToWorker) -> bool) -> Request {
        let message = self.sent(worker).into_iter().rfind(is_it);
        match message.expect("nothing was asked") {
            ToWorker::Save { request }
            | ToWorker::Export { request }
            | ToWorker::Predict { request, .. }
            | ToWorker::Measure { request, .. } => request,
            other => panic!("{other:?} has no request"),
        }
    }

    fn last_notice(&self) -> &str {
        self.state().notices.last().map_or("", |notice| &notice.text)
    }

    fn n_warnings(&self) -> usize {
        self.state().notices.iter().filter(|notice| notice.warning).count()
    }
}

fn backend(worker: Worker) -> Backend {
    let gpu = worker == Gpu;
    let adapter = if gpu { "Example adapter" } else { "" };
    Backend { gpu, adapter: adapter.to_string(), software: false }
}

fn frame(step: u64) -> Frame {
    Frame {
        step,
        epoch: 1,
        playing: true,
        replay_to: None,
        step_ms: Some(1.0),
        steps_per_second: 100.0,
        curve: Vec::new(),
        confusion: None,
        maps: None,
    }
}

fn edit(key: &str, value: Value) -> Edit {
    param_by_key(key).and_then(|param| Edit::param(param, value)).expect("a parameter")
}

fn rate(value: f64) -> Edit {
    edit("rate", Value::Number(value))
}

fn processor(choice: Processor) -> Command {
    Command::Edit(edit("processor", Value::Choice(choice.index())))
}

fn recipe_of(lab: Lab) -> Recipe {
    Recipe::new(Settings::for_lab(lab))
}
