//! The files that a lab needs: fetched once, kept, and handed to each worker once.

use std::rc::Rc;

use burrow_protocol::message::ToWorker;
use burrow_protocol::settings::Lab;

use super::words::sentence;
use super::{Effect, Session, Worker};
use crate::words::{Key, fill};

/// A file beside the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// The hand-written digits: without them there is no digit reader.
    Digits,
    /// A digit reader that was trained before: answers until the learner's own has begun.
    Pretrained,
}

#[derive(Clone, Default)]
enum State {
    #[default]
    Unasked,
    Coming,
    Here(Rc<Vec<u8>>),
    Failed(String),
}

#[derive(Default)]
pub(super) struct Files {
    digits: State,
    pretrained: State,
}

impl Files {
    fn of(&mut self, file: File) -> &mut State {
        match file {
            File::Digits => &mut self.digits,
            File::Pretrained => &mut self.pretrained,
        }
    }

    pub fn arrived(&mut self, file: File, bytes: Rc<Vec<u8>>) {
        *self.of(file) = State::Here(bytes);
    }

    /// What could not be fetched is asked for again.
    pub fn retry(&mut self) {
        for file in [File::Digits, File::Pretrained] {
            if let state @ State::Failed(_) = self.of(file) {
                *state = State::Unasked;
            }
        }
    }
}

impl Session {
    /// Whether the lab's files are here; asks for them if not.
    ///
    /// Digits that cannot be fetched stop the lab. A pretrained model that cannot is missed,
    /// no more.
    pub(super) fn has_lab_files(&mut self) -> bool {
        if self.lab() != Lab::Digits {
            return true;
        }
        let settled = self.files_are_settled();
        if let State::Failed(why) = &self.files.digits {
            self.stopped = Some(fill(Key::SessionNoDigits, &[("why", &sentence(why))]));
            return false;
        }
        settled
    }

    /// Whether each file has arrived or failed; asks for those that nobody asked for.
    pub(super) fn files_are_settled(&mut self) -> bool {
        let mut settled = true;
        for file in [File::Digits, File::Pretrained] {
            match self.files.of(file) {
                state @ State::Unasked => {
                    *state = State::Coming;
                    self.effects.push(Effect::Fetch(file));
                    settled = false;
                }
                State::Coming => settled = false,
                State::Here(_) | State::Failed(_) => {}
            }
        }
        settled
    }

    pub(super) fn file_failed(&mut self, file: File, why: &str) {
        *self.files.of(file) = State::Failed(why.to_string());
        if file == File::Pretrained {
            self.warn(fill(Key::SessionNoPretrained, &[("why", &sentence(why))]));
        }
    }

    /// Gives `worker` the digits, unless it has them or there are none.
    pub(super) fn hand_files_to(&mut self, worker: Worker) {
        let State::Here(digits) = &self.files.digits else { return };
        if self.slot(worker).has_files {
            return;
        }
        let digits = ToWorker::Data { lab: Lab::Digits, bytes: digits.to_vec() };
        self.slot_mut(worker).has_files = true;
        self.send(worker, digits);
        if let State::Here(pretrained) = &self.files.pretrained {
            let pretrained = ToWorker::Pretrained { bytes: pretrained.to_vec() };
            self.send(worker, pretrained);
        }
    }
}
