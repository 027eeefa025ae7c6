//! What the worker says.

use std::rc::Rc;

use burrow_go_trace::State;
use burrow_protocol::go::{Completion, Diagnostic, End, FromGo, How, Stream};
use burrow_protocol::message::Request;

use super::wanted::{Formatting, Wanted};
use super::{Effect, Session};
use crate::go::session::output::Writer;
use crate::go::session::state::{Answer, Moment, Outcome, Program};

impl Session {
    pub(super) fn message(&mut self, message: FromGo) {
        match message {
            FromGo::Ready => self.ready(),
            FromGo::Loading { loaded, total } => self.loading(loaded, total),
            FromGo::Checked { request, diagnostics } => self.checked(request, diagnostics),
            FromGo::Started { request } if self.is_program(request) => self.started(),
            FromGo::Output { request, stream, bytes } if self.is_program(request) => {
                self.write(writer(stream), &bytes);
            }
            FromGo::WantsInput { request } if self.is_program(request) => {
                if self.state.program == Program::Running {
                    self.state.program = Program::Input;
                    self.state.asks = true;
                }
            }
            FromGo::State { request, state } if self.is_program(request) => self.halted(*state),
            FromGo::Ended { request, end } if self.is_program(request) => self.ended(end),
            FromGo::Formatted { request, outcome } => self.formatted(request, outcome),
            FromGo::Stages { request, stages } if self.staging == Some(request) => {
                self.thrives();
                self.staging = None;
                self.state.stages = Some(Rc::new(*stages));
            }
            FromGo::Completions { request, items, .. } => self.answer(request, items),
            FromGo::Refused { request, why } => self.refused(request, why),
            // About a program that is not the learner's any more.
            FromGo::Started { .. }
            | FromGo::Output { .. }
            | FromGo::WantsInput { .. }
            | FromGo::State { .. }
            | FromGo::Stages { .. }
            | FromGo::Ended { .. } => {}
        }
    }

    fn is_program(&self, request: Request) -> bool {
        self.program == Some(request)
    }

    fn checked(&mut self, request: Request, diagnostics: Vec<Diagnostic>) {
        self.thrives();
        if self.check == Some(request) || self.is_program(request) {
            self.state.problems = Rc::new(diagnostics);
        }
    }

    fn started(&mut self) {
        self.thrives();
        if self.state.program == Program::Building {
            self.state.program = Program::Running;
        }
    }

    /// It has halted; what it had written later than this moment is not written yet.
    fn halted(&mut self, state: State) {
        if self.state.program == Program::Stopping {
            return;
        }
        self.thrives();
        Rc::make_mut(&mut self.state.output).keep(state.output);
        self.state.program = Program::Halted;
        self.state.moment_before = self.state.moment.replace(Moment(Rc::new(state)));
    }

    fn ended(&mut self, end: End) {
        // The problems are those of the text as it was sent.
        self.unchecked |= end.how == How::NotBuilt && self.check.is_some();
        self.end_program(Outcome::Ended(end));
    }

    fn formatted(&mut self, request: Request, outcome: Result<String, Vec<Diagnostic>>) {
        self.thrives();
        let Some(Formatting { name, text, .. }) =
            self.formatting.take_if(|asked| asked.request == request)
        else {
            return;
        };
        let Some(at) = self.state.work.files.iter().position(|file| file.name == name) else {
            return;
        };
        if self.state.work.files[at].text != text {
            // Typed on meanwhile: what stands there now is to be formatted.
            self.wanted.get_or_insert(Wanted::Format);
            return;
        }
        match outcome {
            Ok(formatted) => {
                let changed = *formatted != *text;
                if changed {
                    self.set_text(at, formatted.into());
                    self.state.written += 1;
                    self.unchecked = true;
                }
                self.state.outcome = Some(Outcome::Formatted { changed });
            }
            Err(diagnostics) => {
                self.state.problems = Rc::new(diagnostics);
                self.state.outcome = Some(Outcome::NotFormatted);
            }
        }
    }

    fn refused(&mut self, request: Option<Request>, why: String) {
        let Some(request) = request else { return };
        if self.is_program(request) {
            self.end_program(Outcome::Refused(why));
        } else if self.formatting.take_if(|asked| asked.request == request).is_some()
            || self.staging.take_if(|asked| *asked == request).is_some()
        {
            self.state.outcome = Some(Outcome::Refused(why));
        } else if self.check == Some(request) {
            self.check = None;
        } else {
            self.answer(request, Vec::new());
        }
    }

    /// Hands completions to the view that asked for them.
    fn answer(&mut self, request: Request, items: Vec<Completion>) {
        let Some(at) = self.completing.iter().position(|(asked, _)| *asked == request) else {
            return;
        };
        let (_, ticket) = self.completing.remove(at);
        self.effects.push(Effect::Answer(Answer { ticket, items }));
    }
}

fn writer(stream: Stream) -> Writer {
    match stream {
        Stream::Out => Writer::Out,
        Stream::Err => Writer::Err,
        Stream::Notice => Writer::Engine,
    }
}
