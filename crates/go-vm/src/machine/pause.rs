//! Pausing between statements, for the stepper.
//!
//! Steps are numbered: the beginning of each statement in code that is made for the stepper, and of each panic that such code sees.
//! A machine that is paused goes on exactly as it would have without: with the same goroutine, and with what is left of its
//! turn. So where a program is at a step depends on its input alone.
#![allow(unsafe_code)]

use super::Machine;
use super::calls::Turn;
use super::own::UNWIND;
use crate::sched::GoId;
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
        let event = Event { goroutine, frame, func: self.func(), statement, before };
        let number = self.pause.steps;
        self.pause.steps += 1;
        self.pause.at_panic = statement.is_none();
        let mut condition = self.pause.condition.take();
        let holds = condition.as_mut().is_some_and(|condition| condition.holds(self, &event));
        self.pause.condition = condition;
        if holds || number >= self.pause.until { Turn::Pause } else { Turn::GoOn }
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
