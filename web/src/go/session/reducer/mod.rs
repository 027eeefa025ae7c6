//! The rules of a session with the Go engine: a state machine without browser and clock.
//!
//! [`Session::handle`] takes an [`Event`] and gives [`Effect`]s. As in [`crate::session`], an event
//! first changes what it is about; then [`Session::proceed`] takes every step that is possible now. So
//! it does not matter whether the worker is there yet when the learner presses a key.
//!
//! What holds at all times:
//! - What a learner asks of the engine waits until the worker is ready, and survives its death.
//! - Messages about an earlier program, check or formatting change nothing.
//! - A program that does not stop when told is ended with its worker.

mod commands;
mod engine;
mod messages;
#[cfg(test)]
mod tests;
mod wanted;

use std::mem::take;

use burrow_go_trace::Settings;
use burrow_protocol::go::{File, FromGo, Job, ToGo, What};
use burrow_protocol::message::Request;

use super::state::{Answer, Command, Engine, GoState, Halts, Program};
use crate::go::files::Source;
use wanted::Wanted;

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Command(Command),
    /// Bytes of its wasm file that the worker has got so far.
    Loading {
        loaded: u64,
        total: u64,
    },
    Message(Box<FromGo>),
    /// The worker cannot go on; the words are for people.
    Failed(String),
    /// Another session of the page has the worker now.
    Taken,
    /// The time that [`Effect::Later`] asked for is over.
    Due(Timer),
}

/// What to do about it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Gets the page's worker, which may have been another session's.
    Spawn,
    /// Nothing of this worker may arrive any more.
    Terminate,
    Send(ToGo),
    /// [`Event::Due`] in so many milliseconds; an earlier one of the same kind is forgotten.
    Later(Timer, u32),
    Answer(Answer),
    /// [`Session::state`] is not what it was.
    Changed,
}

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// The learner's next key: then the text is checked.
    Check,
    /// The end of a program that was told to stop.
    Stop,
}

/// One program and what becomes of it.
pub struct Session {
    state: GoState,
    engine: Slot,
    interest: bool,
    /// Times that the worker died since it last did something.
    deaths: u32,
    last_request: Request,
    /// What the learner asked for and the worker has not been sent.
    wanted: Option<Wanted>,
    /// The program that the worker has.
    program: Option<Request>,
    /// Whether the text is to be checked, and the check that was asked for last.
    unchecked: bool,
    check: Option<Request>,
    formatting: Option<wanted::Formatting>,
    /// Whether the stages of the text are looked at, are to be asked for, and which were asked for last.
    looks: bool,
    unstaged: bool,
    staging: Option<Request>,
    /// Completions that were asked for, and the tickets of those who asked.
    completing: Vec<(Request, u32)>,
    effects: Vec<Effect>,
    before: GoState,
}

/// The worker, as far as it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Slot {
    #[default]
    Absent,
    Coming,
    Ready,
}

impl Session {
    /// The first request has the number behind `numbered`.
    pub fn new(state: GoState, numbered: Request) -> Self {
        Self {
            before: state.clone(),
            state,
            engine: Slot::Absent,
            interest: false,
            deaths: 0,
            last_request: numbered,
            wanted: None,
            program: None,
            unchecked: true,
            check: None,
            formatting: None,
            looks: false,
            unstaged: false,
            staging: None,
            completing: Vec::new(),
            effects: Vec::new(),
        }
    }

    /// What the views read.
    pub fn state(&self) -> &GoState {
        &self.state
    }

    /// Takes an event in, and says what to do about it, in this order.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Command(command) => self.command(command),
            Event::Loading { loaded, total } => self.loading(loaded, total),
            Event::Message(message) => self.message(*message),
            Event::Failed(why) => self.fail(&why),
            Event::Taken => self.rest(),
            Event::Due(Timer::Check) => {
                self.unchecked = true;
                self.unstaged = self.looks;
            }
            Event::Due(Timer::Stop) => self.stop_for_good(),
        }
        self.proceed();
        if self.state != self.before {
            self.before = self.state.clone();
            self.effects.push(Effect::Changed);
        }
        take(&mut self.effects)
    }

    /// Takes every step that is possible now.
    fn proceed(&mut self) {
        if self.interest && self.engine == Slot::Absent && self.state.engine != Engine::Gone {
            self.spawn();
        }
        if self.engine == Slot::Ready {
            self.send_wanted();
            self.send_check();
            self.send_stages();
        }
    }

    fn send_check(&mut self) {
        // A program that is about to be built is checked with it.
        let is_built = matches!(self.state.program, Program::Waiting | Program::Building);
        if !take(&mut self.unchecked) || is_built {
            return;
        }
        let request = self.next_request();
        self.check = Some(request);
        let files = self.files(&What::Program);
        self.send(ToGo::Check { request, files });
    }

    fn send(&mut self, message: ToGo) {
        self.effects.push(Effect::Send(message));
    }

    fn next_request(&mut self) -> Request {
        self.last_request += 1;
        self.last_request
    }

    /// The learner's files, and what stands beside them; tests only for those who test.
    fn files(&self, what: &What) -> Vec<File> {
        let file = |source: &Source| File {
            name: source.name.to_string(),
            contents: source.text.as_bytes().to_vec(),
        };
        let is_wanted = |source: &&Source| {
            matches!(what, What::Tests { .. }) || !source.name.ends_with("_test.go")
        };
        let beside = self.state.beside.iter().filter(is_wanted);
        self.state.work.files.iter().chain(beside).map(file).collect()
    }

    fn job(&self, what: What) -> Job {
        let args = self.state.work.arguments();
        let conditions = self.state.conditions.clone();
        Job { files: self.files(&what), what, args, conditions }
    }

    /// Where a program that is stepped through halts by itself.
    fn halts(&self) -> Settings {
        let breakpoints = self.state.breakpoints.to_vec();
        let Halts { goroutines, races } = self.state.halts;
        Settings { breakpoints, panics: true, goroutines, races, ..Settings::default() }
    }
}
