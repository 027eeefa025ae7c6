//! What goroutines did lately, for who looks at a program that is stepped through.

use std::collections::{HashMap, VecDeque};

use burrow_go_trace::limits;

use super::Machine;
use crate::sched::chan::Meeting;
use crate::sched::{Reason, State};

/// Something that happened.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Moment {
    pub step: u64,
    pub goroutine: u64,
    pub what: Happening,
}

/// What a goroutine did.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Happening {
    /// It came to the statement with this number.
    Statement(u32),
    Started(u64),
    Waits(Reason),
    Ended,
    Gave {
        to: u64,
        channel: u64,
        buffered: bool,
    },
    Put(u64),
    Closed(u64),
}

/// The latest moments.
#[derive(Clone, Default)]
pub struct Log {
    pub moments: VecDeque<Moment>,
    /// Who has put in what lies in a place of a channel's buffer.
    put: HashMap<(u64, u64), u64>,
}

impl Log {
    fn push(&mut self, moment: Moment) {
        if self.moments.len() == limits::MOMENTS {
            self.moments.pop_front();
        }
        self.moments.push_back(moment);
    }
}

impl Machine {
    /// The running program's latest moments.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// A goroutine has done something.
    pub(super) fn note(&mut self, goroutine: u64, what: Happening) {
        if self.world.step.is_some() {
            let step = self.pause.steps.saturating_sub(1);
            self.log.push(Moment { step, goroutine, what });
        }
    }

    /// The goroutine whose turn is over may have begun to wait.
    pub(super) fn note_wait(&mut self) {
        let Some(id) = self.current.filter(|&id| !self.sched.is_system(id)) else { return };
        if let State::Waiting(reason) = self.sched.state(id) {
            let goid = self.sched.goid(id);
            self.note(goid, Happening::Waits(reason));
        }
    }

    /// Something has happened at a channel.
    pub(super) fn note_meeting(&mut self, meeting: Meeting) {
        let goid = |id| self.sched.goid(id);
        let (goroutine, what) = match meeting {
            Meeting::Direct { from, to, chan } => {
                (goid(from), Happening::Gave { to: goid(to), channel: chan, buffered: false })
            }
            Meeting::Slot { by, chan, index, fills: true } => {
                let by = goid(by);
                self.log.put.insert((chan, index), by);
                (by, Happening::Put(chan))
            }
            Meeting::Slot { by, chan, index, fills: false } => {
                let to = goid(by);
                let from = self.log.put.remove(&(chan, index)).unwrap_or(to);
                (from, Happening::Gave { to, channel: chan, buffered: true })
            }
            Meeting::Close { by, chan } => (goid(by), Happening::Closed(chan)),
            Meeting::Closed { .. } => return,
        };
        self.note(goroutine, what);
    }
}
