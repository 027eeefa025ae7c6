//! A machine as it was at a step, to go back to.
//!
//! A snapshot has all that the program can see or change. What the machine only remembers of code and types may be ahead of
//! it; code that was made later is made again, at the same addresses. Memory is kept in chunks that are shared with the
//! snapshot before where they are equal.

use std::rc::Rc;

use super::fatal::Dying;
use super::frames::Stack;
use super::log::Log;
use super::{Limit, Machine};
use crate::files::Files;
use crate::heap::HeapSnapshot;
use crate::interp::Regs;
use crate::natives::bubble::Bubble;
use crate::natives::signal::Signals;
use crate::race::Detector;
use crate::sched::{GoId, Sched};
use crate::world::WorldSnapshot;

/// A machine as it was.
pub struct Snapshot {
    /// The step it is at.
    steps: u64,
    work: u64,
    limit: Option<Limit>,
    heap: HeapSnapshot,
    world: Rc<WorldSnapshot>,
    sched: Sched,
    files: Option<Files>,
    regs: Regs,
    stacks: Vec<Option<Box<Stack>>>,
    current: Option<GoId>,
    exited: Option<i32>,
    dying: Option<Dying>,
    clock: i64,
    virtual_time: bool,
    bubble: Bubble,
    signals: Signals,
    finalizing: bool,
    finalizer: Option<GoId>,
    paused: bool,
    at_panic: bool,
    panicked: bool,
    race: Option<Rc<Detector>>,
    log: Log,
    chosen: Option<GoId>,
    idle: bool,
}

impl Snapshot {
    /// How many steps lie behind it.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Bytes of memory that it does not share with the snapshot before.
    pub fn own_bytes(&self) -> u64 {
        self.heap.own_bytes + self.race.as_ref().map_or(0, |race| race.bytes())
    }
}

impl Machine {
    /// The machine as it is now; `before` is an earlier snapshot.
    pub fn snapshot(&self, before: Option<&Snapshot>) -> Snapshot {
        Snapshot {
            steps: self.pause.steps,
            work: self.steps,
            limit: self.limit,
            heap: self.world.heap.snapshot(before.map(|before| &before.heap)),
            world: self.world.snapshot(before.map(|before| &before.world)),
            sched: self.sched.clone(),
            files: self.files.copy(),
            regs: self.regs.clone(),
            stacks: self.stacks.clone(),
            current: self.current,
            exited: self.exited,
            dying: self.dying.clone(),
            clock: self.clock,
            virtual_time: self.virtual_time,
            bubble: self.bubble.clone(),
            signals: self.signals.clone(),
            finalizing: self.finalizing,
            finalizer: self.finalizer,
            paused: self.paused,
            at_panic: self.pause.at_panic,
            panicked: self.pause.panicked,
            race: self.race.clone(),
            log: self.log.clone(),
            chosen: self.pause.chosen,
            idle: self.pause.idle,
        }
    }

    /// Makes the machine what it was.
    pub fn restore(&mut self, snapshot: &Snapshot) {
        self.world.heap.restore(&snapshot.heap);
        self.world.restore(&snapshot.world);
        self.sched.clone_from(&snapshot.sched);
        if let Some(files) = snapshot.files.as_ref().and_then(Files::copy) {
            self.files = files;
        }
        self.regs = snapshot.regs.clone();
        self.stacks.clone_from(&snapshot.stacks);
        self.current = snapshot.current;
        self.exited = snapshot.exited;
        self.dying.clone_from(&snapshot.dying);
        self.clock = snapshot.clock;
        self.virtual_time = snapshot.virtual_time;
        self.bubble = snapshot.bubble.clone();
        self.signals = snapshot.signals.clone();
        self.finalizing = snapshot.finalizing;
        self.finalizer = snapshot.finalizer;
        self.paused = snapshot.paused;
        self.pause.steps = snapshot.steps;
        self.steps = snapshot.work;
        self.limit = snapshot.limit;
        self.race.clone_from(&snapshot.race);
        self.log.clone_from(&snapshot.log);
        self.pause.chosen = snapshot.chosen;
        self.pause.idle = snapshot.idle;
        self.pause.at_panic = snapshot.at_panic;
        self.pause.panicked = snapshot.panicked;
        self.pause.starved = false;
    }
}
