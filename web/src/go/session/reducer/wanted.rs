//! What the learner asked the engine for, until the worker is there to be sent it.

use std::rc::Rc;

use burrow_protocol::go::{File, ToGo, What};
use burrow_protocol::message::Request;

use super::Session;
use crate::go::session::state::Program;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wanted {
    Run(What),
    Debug,
    Format,
}

/// A source that is being formatted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Formatting {
    pub request: Request,
    pub name: Rc<str>,
    /// As it was sent: what the learner types meanwhile is not written over.
    pub text: Rc<str>,
}

impl Session {
    /// The last thing asked for counts; a program that runs makes way for the next one.
    pub(super) fn want(&mut self, wanted: Wanted) {
        self.come_near();
        self.state.outcome = None;
        if wanted != Wanted::Format {
            self.state.output = Rc::default();
            self.state.asks = false;
            self.leave_steps();
            self.state.is_stepped = wanted == Wanted::Debug;
            self.state.program = Program::Waiting;
            self.program = None;
        }
        self.wanted = Some(wanted);
    }

    pub(super) fn send_wanted(&mut self) {
        let Some(wanted) = self.wanted.take() else { return };
        let request = self.next_request();
        let message = match wanted {
            Wanted::Format => return self.send_format(request),
            Wanted::Run(what) => ToGo::Run { request, job: self.job(what) },
            Wanted::Debug => {
                ToGo::Debug { request, job: self.job(What::Program), settings: self.halts() }
            }
        };
        self.program = Some(request);
        self.state.program = Program::Building;
        // It is checked with this.
        (self.unchecked, self.check) = (false, None);
        self.send(message);
    }

    /// Asks what the text becomes, where somebody looks at that and it has changed.
    pub(super) fn send_stages(&mut self) {
        if !std::mem::take(&mut self.unstaged) {
            return;
        }
        let Some(source) = self.state.work.files.get(self.state.shown).cloned() else { return };
        let file =
            File { name: source.name.to_string(), contents: source.text.as_bytes().to_vec() };
        let request = self.next_request();
        self.staging = Some(request);
        self.send(ToGo::Stages { request, file });
    }

    fn send_format(&mut self, request: Request) {
        let Some(source) = self.state.work.files.get(self.state.shown).cloned() else { return };
        let file =
            File { name: source.name.to_string(), contents: source.text.as_bytes().to_vec() };
        self.formatting = Some(Formatting { request, name: source.name, text: source.text });
        self.send(ToGo::Format { request, file });
    }
}
