//! Pausing between statements, for the stepper.
//!
//! Steps are numbered: the beginning of each statement in code that is made for the stepper, and of each panic that such code sees.
//! A machine that is paused goes on exactly as it would have without: with the same goroutine, and with what is left of its
//! turn. So where a program is at a step depends on its input alone.
#![allow(unsafe_code)]

use std::collections::BTreeMap;

use super::Machine;
use super::calls::Turn;
use super::log::Happening;
use super::own::UNWIND;
use crate::sched::{GoId, State};
use crate::step::Condition;

/// When to pause, and how far the program is.
#[derive(Default)]
pub struct Pause {
    /// Steps so far; that with the last number below this one is under way.
    pub steps: u64,
    /// Pause at the step with this number.
    pub until: u64,
    /// Or where this says so.
    pub condition: Option<Condition>,
    /// Whether the step under way is a panic.
    pub at_panic: bool,
    /// Whether the program waits for input that is not there yet.
    pub starved: bool,
    /// By number of step, the number of the goroutine that gets the turn there instead of whoever has it.
    pub choices: BTreeMap<u64, u64>,
    /// The goroutine that has been given the turn so, until the next step.
    pub(super) chosen: Option<GoId>,
    /// Whether it has paused between turns: nobody has one.
    pub(super) idle: bool,
    /// Whether a panic has begun that has not been counted yet.
    pub(super) panicked: bool,
}

/// A step that is about to be made.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// The goroutine.
    pub goroutine: GoId,
    /// Its frame, as the distance from the start of its stack.
    pub frame: u32,
    /// The number of the function that runs in the frame.
    pub func: u32,
    /// The number of the statement; none for a panic.
    pub statement: Option<u32>,
    /// Frame and statement of the goroutine's step before.
    pub before: Option<(u32, u32)>,
}

impl Machine {
    /// Whether it has paused.
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// A statement begins.
    pub(super) fn statement(&mut self, number: u32) -> Turn {
        // SAFETY: there is an instruction behind.
        self.regs.pc = unsafe { self.regs.pc.add(1) };
        let frame = self.frame();
        let before = self.stack().statement.replace((frame, number));
        self.step(frame, Some(number), before)
    }

    /// A panic goes on; it may have just begun.
    pub(super) fn panic_begun(&mut self) -> Option<Turn> {
        if !std::mem::take(&mut self.pause.panicked) || !self.is_seen() {
            return None;
        }
        let frame = self.frame();
        let before = self.stack().statement;
        Some(self.step(frame, None, before))
    }

    fn step(&mut self, frame: u32, statement: Option<u32>, before: Option<(u32, u32)>) -> Turn {
        let Some(goroutine) = self.current else { return Turn::GoOn };
        self.pause.chosen = None;
        let event = Event { goroutine, frame, func: self.func(), statement, before };
        let number = self.pause.steps;
        self.pause.steps += 1;
        self.pause.at_panic = statement.is_none();
        if let Some(statement) = statement {
            let goid = self.sched.goid(goroutine);
            self.note(goid, Happening::Statement(statement));
        }
        let mut condition = self.pause.condition.take();
        let holds = condition.as_mut().is_some_and(|condition| condition.holds(self, &event));
        self.pause.condition = condition;
        if holds || number >= self.pause.until { Turn::Pause } else { self.obey(number) }
    }

    /// Goes on from a pause: who had the turn keeps it, unless somebody else has been chosen.
    pub(super) fn go_on(&mut self) {
        let turn = self.obey(self.pause.steps.saturating_sub(1));
        if turn == Turn::Switch && self.current.is_some() {
            self.save();
        }
        self.paused = turn == Turn::GoOn && !std::mem::take(&mut self.pause.idle);
    }

    /// Gives the turn to the goroutine that has been chosen at a step, if one has.
    fn obey(&mut self, step: u64) -> Turn {
        let Some(&goid) = self.pause.choices.get(&step) else { return Turn::GoOn };
        let Some(id) = self.ready(goid) else { return Turn::GoOn };
        self.pause.chosen = Some(id);
        if self.current == Some(id) {
            return Turn::GoOn;
        }
        self.sched.prefer(id);
        self.pause.idle = false;
        Turn::Switch
    }

    /// The goroutine with a number, if it can run.
    pub fn ready(&self, goid: u64) -> Option<GoId> {
        let can = |&id: &GoId| {
            self.sched.goid(id) == goid
                && matches!(self.sched.state(id), State::Ready | State::Running)
        };
        self.sched.all().into_iter().find(can)
    }

    /// Keeps the turn with the goroutine that was chosen. If that one cannot go on and somebody else could, that is a step
    /// at which nobody has the turn; whether to pause there.
    pub(super) fn keep_to_choice(&mut self) -> bool {
        let Some(id) = self.pause.chosen else { return false };
        match self.sched.state(id) {
            State::Running => return false,
            State::Ready => {
                self.sched.prefer(id);
                return false;
            }
            State::Waiting(_) | State::Ended => self.pause.chosen = None,
        }
        if !self.sched.others() {
            return false;
        }
        let number = self.pause.steps;
        self.pause.steps += 1;
        self.pause.at_panic = false;
        let ends = self.pause.condition.as_ref().is_some_and(Condition::is_choice);
        if ends || number >= self.pause.until {
            self.pause.idle = true;
            self.paused = true;
        } else {
            self.obey(number);
        }
        self.paused
    }

    /// Whether a panic that has just begun is one that code made for the stepper sees: it happens there, or the next deferred
    /// call is there, or there is none.
    fn is_seen(&self) -> bool {
        let Some(id) = self.current else { return false };
        let next = self.stacks[id.0 as usize].as_ref().and_then(|stack| stack.panics.next_frame());
        let (mut origin, mut deferring) = (None, next.is_none());
        self.walk(id, &mut |frame| {
            let Some(made) = self.made(frame.func) else { return true };
            let own = !self.world.is_passed_over(made.function.pos);
            let runtime = frame.func == UNWIND
                || made.function.wrapper
                || made.function.name.starts_with("runtime.");
            if origin.is_none() && !runtime {
                origin = Some(own);
            }
            deferring |= next == Some(frame.fp) && own;
            true
        });
        deferring || origin == Some(true)
    }
}
