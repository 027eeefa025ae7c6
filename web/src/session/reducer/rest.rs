//! A run that nobody looks at: it is saved, and its workers are let go. A lesson has several
//! figures, and a phone has not the memory for a training program in each.

use std::mem::replace;

use burrow_protocol::message::{Request, ToWorker};

use super::compare::Comparison;
use super::slot::Slot;
use super::stage::Stage;
use super::{Effect, Session, Worker};

/// Any other command of the learner's ends it.
#[derive(Default, PartialEq)]
pub(super) enum Rest {
    #[default]
    No,
    Wanted,
    /// The worker that holds the run makes its last checkpoint.
    Saving(Request),
}

impl Session {
    /// Somebody is there. After a rest, what failed before it is forgotten, and to start a worker
    /// that was let go is no further try.
    pub(super) fn come_near(&mut self) {
        if !replace(&mut self.interest, true) {
            self.spawns.forgive();
            self.files.retry();
        }
    }

    pub(super) fn go_to_rest(&mut self) {
        if self.rest == Rest::No {
            return;
        }
        // The worker finishes what was asked of it first.
        let busy = self.replay.is_some() || self.loads.is_pending();
        match self.stage {
            Stage::Waiting => self.fall_asleep(),
            Stage::With(worker) if self.rest == Rest::Wanted && !busy => {
                let request = self.next_request();
                self.rest = Rest::Saving(request);
                self.send(worker, ToWorker::Save { request });
            }
            _ => {}
        }
    }

    /// The last checkpoint has arrived, if it is this one.
    pub(super) fn fall_asleep_after(&mut self, request: Request) {
        if self.rest == Rest::Saving(request) {
            self.fall_asleep();
        }
    }

    fn fall_asleep(&mut self) {
        self.rest = Rest::No;
        self.interest = false;
        self.stage = Stage::Waiting;
        self.comparison = Comparison::None;
        for worker in Worker::ALL {
            if !self.slot(worker).is_absent() {
                self.effects.push(Effect::Terminate(worker));
                *self.slot_mut(worker) = Slot::default();
                self.predictions.lost_with(worker);
            }
        }
    }
}
