//! Stepping through a program, forwards and backwards.
//!
//! A [`Debugger`] runs a machine whose code is made for it: statements are marked, variables keep places of their own. The machine
//! pauses where a step begins (`machine/pause.rs`); the debugger looks at it and says what is seen ([`State`]). A program's way
//! depends on its input alone: time is virtual, chance is seeded, what it reads is recorded. So a step that lies behind is
//! reached by running again from the nearest of the snapshots that were taken on the way (`history.rs`), also when
//! what is looked for is the last place before this one that fits.
//!
//! Nothing here takes long: [`Debugger::advance`] does as much as it is told and says whether there is more to do.

mod condition;
mod history;
mod inspect;
mod io;
mod lines;
mod objects;
mod order;
#[cfg(test)]
mod tests;
mod text;
mod values;

use std::cell::RefCell;
use std::rc::Rc;

use burrow_go_ir::{Code, Lowering};
use burrow_go_trace::{Command, Line, Settings, State, Stop, limits};

use crate::files::Files;
use crate::machine::{Machine, Options, Status};
use crate::world::Stepping;
use condition::{Call, Goal, doings};
use history::History;
use io::{Io, Recorded};
use lines::{Lines, Stops};

pub(crate) use condition::Condition;

/// How a program is stepped through.
pub struct Setup {
    /// The most bytes that its memory may take.
    pub memory: u64,
    /// What all that is random in it comes from.
    pub seed: u64,
    /// Its name and its arguments.
    pub args: Vec<String>,
    /// Its environment, as `name=value`.
    pub env: Vec<String>,
    /// The files that it sees. Those in memory go back with it, others do not.
    pub files: Files,
    /// Where to stop. [`Settings::library`] holds for as long as the program is stepped through.
    pub settings: Settings,
}

/// How far a command is.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// There is more to do.
    Running,
    /// The program waits for input; see [`Debugger::input`].
    Input,
    /// It has stopped.
    Stopped(Box<State>),
}

/// What is to be done.
#[derive(Clone, Copy, Debug)]
enum Task {
    /// On to where the machine pauses.
    Forwards,
    /// Likewise, but not far.
    Halt,
    /// On to where it pauses; then to the last step before that at which the condition held, or to the snapshot before that.
    Backwards { snapshot: usize },
}

/// A program that is stepped through.
pub struct Debugger {
    machine: Machine,
    io: Rc<RefCell<Io>>,
    history: History,
    stops: Stops,
    settings: Settings,
    task: Option<Task>,
    /// The step at which it stopped last, and the call that it stopped in.
    step: u64,
    call: Option<Call>,
}

impl Debugger {
    /// Loads a program without errors. The first [`Debugger::advance`] leads to its first statement.
    pub fn new(mut code: Lowering, setup: Setup) -> Debugger {
        code.keep_calls(true);
        let stops = Stops::of(&code);
        let io = Rc::new(RefCell::new(Io::default()));
        let host = Recorded { io: io.clone(), args: setup.args, env: setup.env };
        let stepping = if setup.settings.library { Stepping::Library } else { Stepping::Program };
        let options = Options {
            memory: setup.memory,
            seed: Some(setup.seed),
            virtual_time: true,
            step: Some(stepping),
            stress: false,
        };
        let mut machine = Machine::new(Box::new(code), &options, Box::new(host));
        machine.files = setup.files;
        machine.world.place_variables();
        let mut history = History::default();
        history.note(&machine, io.borrow().at);
        let mut debugger = Debugger {
            machine,
            io,
            history,
            stops,
            settings: Settings::default(),
            task: None,
            step: 0,
            call: None,
        };
        debugger.set(setup.settings);
        debugger.seek(0);
        debugger
    }

    /// Changes where else than at the end of a command to stop, from the next command on.
    pub fn set(&mut self, mut settings: Settings) {
        settings.breakpoints.truncate(limits::BREAKPOINTS);
        for line in &mut settings.breakpoints {
            *line = self.stops.next(line.clone());
        }
        self.settings = settings;
    }

    /// More standard input.
    pub fn input(&mut self, bytes: &[u8]) {
        self.io.borrow_mut().add(bytes.to_vec());
    }

    /// There will be no more of it.
    pub fn end_input(&mut self) {
        self.io.borrow_mut().end();
    }

    /// The output from this byte on, as far as the program is now: file descriptor (1 or 2) and bytes. Of long output the last
    /// megabyte at least is there.
    pub fn output(&self, from: u64) -> Vec<(u32, Vec<u8>)> {
        let io = self.io.borrow();
        io.written(from).into_iter().map(|(stream, bytes)| (stream, bytes.to_vec())).collect()
    }

    /// The files that the program sees.
    pub fn files(&mut self) -> &mut Files {
        &mut self.machine.files
    }

    /// The code, as it was given; the program is gone.
    pub fn into_code(self) -> Box<dyn Code> {
        self.machine.world.code
    }

    /// Begins a command; one that is under way is given up.
    pub fn command(&mut self, command: Command) {
        let call = self.call.clone();
        match (command, call) {
            (Command::Into, _) | (Command::Over | Command::Out, None) => self.into(),
            (Command::Run(goid), _) => self.run(goid),
            (Command::Over, Some(call)) => self.forwards(Goal::Over(call), None),
            (Command::Out, Some(call)) => self.forwards(Goal::Out(call), None),
            (Command::Continue, _) => self.forwards(Goal::Never, None),
            (Command::To(line), _) => self.forwards(Goal::Line, Some(line)),
            (Command::Back, _) | (Command::BackOver, None) => {
                self.seek(self.step.saturating_sub(1))
            }
            (Command::BackOver, Some(call)) => self.backwards(Goal::Over(call)),
            (Command::BackContinue, _) => self.backwards(Goal::Never),
            (Command::Seek(step), _) => self.seek(step),
        }
    }

    /// Stops at the next step; if that does not come soon, or the program waits for input, in the midst of one.
    pub fn halt(&mut self) {
        self.into();
        self.task = Some(Task::Halt);
    }

    fn into(&mut self) {
        self.machine.pause.until = 0;
        self.machine.pause.condition = None;
        self.task = Some(Task::Forwards);
    }

    fn condition(&self, goal: Goal, line: Option<Line>) -> Condition {
        Condition {
            goal,
            lines: Lines::new(
                self.settings.breakpoints.clone(),
                line.map(|line| self.stops.next(line)),
            ),
            panics: self.settings.panics,
            goroutines: self.settings.goroutines.then(|| doings(&self.machine)),
            races: self.settings.races.then(|| self.machine.races().len()),
            backwards: false,
            last: None,
            before: self.step,
            found: None,
        }
    }

    fn forwards(&mut self, goal: Goal, line: Option<Line>) {
        self.machine.pause.condition = Some(self.condition(goal, line));
        self.machine.pause.until = u64::MAX;
        self.task = Some(Task::Forwards);
    }

    /// Has a goroutine go on from here.
    fn run(&mut self, goid: u64) {
        let Some(id) = self.machine.ready(goid).filter(|_| self.machine.is_paused()) else {
            return self.seek(self.step);
        };
        let choices = &mut self.machine.pause.choices;
        if choices.get(&self.step) != Some(&goid) {
            choices.split_off(&self.step);
            choices.insert(self.step, goid);
            self.history.cut(self.step);
            self.io.borrow_mut().cut();
        }
        // One that has only been started is at no statement yet.
        let fresh = self.machine.stack_of(id).is_some_and(|stack| stack.statement.is_none());
        self.forwards(Goal::Choice { goid, left: 1 + u32::from(fresh) }, None);
    }

    /// To a step, whichever way is shorter.
    fn seek(&mut self, step: u64) {
        let index = self.history.before(step);
        let (here, there) = (self.machine.pause.steps, self.history.steps(index));
        if here > step || here < there {
            self.restore(index);
        }
        self.machine.pause.until = step;
        self.machine.pause.condition = None;
        self.task = Some(Task::Forwards);
    }

    /// To the last step before the one at hand at which a condition holds.
    fn backwards(&mut self, goal: Goal) {
        let condition = Condition { backwards: true, ..self.condition(goal, None) };
        self.machine.pause.condition = Some(condition);
        self.search(self.history.before(self.step.saturating_sub(1)), self.step);
    }

    /// Goes through the steps from a snapshot on, up to the one with the number `end`.
    fn search(&mut self, snapshot: usize, end: u64) {
        self.restore(snapshot);
        let now = self.settings.goroutines.then(|| doings(&self.machine));
        let races = self.settings.races.then(|| self.machine.races().len());
        if let Some(condition) = &mut self.machine.pause.condition {
            condition.goroutines = now;
            condition.races = races;
        }
        self.machine.pause.until = end;
        self.task = Some(Task::Backwards { snapshot });
    }

    fn restore(&mut self, snapshot: usize) {
        if let Some(at) = self.history.restore(snapshot, &mut self.machine) {
            self.io.borrow_mut().at = at;
        }
    }

    /// Goes on with the command at hand for about so many jumps and calls (20,000 at least).
    pub fn advance(&mut self, budget: u64) -> Progress {
        let end = self.machine.steps.saturating_add(budget);
        let mut done = 0;
        while let Some(task) = self.task {
            let before = self.machine.steps;
            let status = self.machine.run(end.saturating_sub(before).clamp(1, MOST));
            self.history.note(&self.machine, self.io.borrow().at);
            done += self.machine.steps.saturating_sub(before) + 1;
            let halt = matches!(task, Task::Halt);
            match std::mem::take(&mut self.machine.pause.starved) {
                true if halt => return self.stop(Stop::Limit(STARVED.into())),
                true => return Progress::Input,
                false => {}
            }
            match status {
                Status::Running if !self.machine.is_paused() => {}
                Status::Running | Status::Exited(_) => {
                    if let Some(stop) = self.arrive(task, status) {
                        return self.stop(stop);
                    }
                }
                Status::Sleeping(_) | Status::WaitingForInput => {
                    return self.stop(Stop::Limit(NO_SIGNAL.into()));
                }
            }
            if done >= budget && halt {
                return self.stop(Stop::Limit(BUSY.into()));
            }
            if done >= budget {
                return Progress::Running;
            }
        }
        self.stop(Stop::Step)
    }

    /// The machine has paused or ended: why the command is over, or none if it is not.
    fn arrive(&mut self, task: Task, status: Status) -> Option<Stop> {
        let condition = self.machine.pause.condition.take();
        if let Task::Backwards { snapshot } = task {
            match condition.as_ref().and_then(|condition| condition.last) {
                Some(step) => self.seek(step),
                None if snapshot == 0 => self.seek(0),
                None => {
                    self.machine.pause.condition = condition;
                    self.search(snapshot - 1, self.history.steps(snapshot));
                }
            }
            return None;
        }
        let found = condition.and_then(|condition| condition.found);
        Some(match status {
            Status::Exited(code) => Stop::End(code),
            _ => found.unwrap_or(Stop::Step),
        })
    }

    fn stop(&mut self, stop: Stop) -> Progress {
        self.task = None;
        let paused = self.machine.is_paused();
        let steps = self.machine.pause.steps;
        // The last one that has begun is under way, unless the program has ended.
        self.step = if matches!(stop, Stop::End(_)) { steps } else { steps.saturating_sub(1) };
        self.call = if paused { self.call_at_hand() } else { None };
        let stop = match stop {
            Stop::Step | Stop::Panic(_) if paused && self.machine.pause.at_panic => {
                Stop::Panic(self.panic_text())
            }
            Stop::Step if paused && self.step == 0 => Stop::Start,
            stop => stop,
        };
        let output = self.io.borrow().at.written;
        Progress::Stopped(Box::new(inspect::state(&mut self.machine, self.step, stop, output)))
    }

    /// What Go would print of the panic at hand behind `panic: `. Its methods are called to find out, and what they do is undone.
    fn panic_text(&mut self) -> String {
        let before = self.machine.snapshot(self.history.newest());
        let at = self.io.borrow().at;
        self.io.borrow_mut().tried = Some(Vec::new());
        self.machine.die_of_newest();
        self.machine.pause.until = u64::MAX;
        let status = self.machine.run(MOST_FOR_TEXT);
        self.machine.restore(&before);
        let mut io = self.io.borrow_mut();
        io.at = at;
        let tried = io.tried.take().unwrap_or_default();
        let text = String::from_utf8_lossy(&tried);
        let text = text.strip_prefix("panic: ").unwrap_or(&text);
        match (status, text.rsplit_once("\n\ngoroutine ")) {
            (Status::Exited(_), Some((text, _))) => text::cut(text),
            _ => String::new(),
        }
    }

    /// The call that the statement at hand belongs to. The body of a loop over a function belongs to the function with the loop.
    fn call_at_hand(&self) -> Option<Call> {
        let goroutine = self.machine.sched.current()?;
        let (frame, _) = self.machine.stack_of(goroutine)?.statement?;
        let mut calls: Vec<(u32, Rc<str>)> = Vec::new();
        self.machine.walk(goroutine, &mut |at| {
            if at.fp <= frame
                && let Some(Some(made)) = self.machine.world.made.get(at.func as usize)
            {
                calls.push((at.fp, made.function.name.clone()));
            }
            true
        });
        let whole = calls.first()?.1.split("-range").next()?.to_owned();
        let (frame, function) =
            calls.iter().find(|(_, name)| **name == *whole).or(calls.first())?.clone();
        let goid = self.machine.sched.goid(goroutine);
        Some(Call { goroutine, goid, frame, function: function.to_string() })
    }
}

const NO_SIGNAL: &str =
    "The program waits for a signal, and none comes while it is stepped through.";
const STARVED: &str = "The program waits for input in the midst of a statement.";
const BUSY: &str = "The program is busy in the midst of a statement.";

/// Jumps and calls that making the text of a panic may take.
const MOST_FOR_TEXT: u64 = 1_000_000;
/// Jumps and calls that the machine does at once: snapshots are taken in between.
const MOST: u64 = 50_000;
