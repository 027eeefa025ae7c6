//! The worker's life: fetched when a learner comes near, started again when it died.

use std::rc::Rc;

use super::{Effect, Session, Slot, Timer};
use crate::go::session::output::Writer;
use crate::go::session::state::{Answer, Engine, Outcome, Program};

/// So often the worker is started again by itself.
const MAX_DEATHS: u32 = 3;
/// A program that was told to stop has so long.
const STOP_MS: u32 = 1000;

impl Session {
    /// The engine is needed: one that was given up is tried again.
    pub(super) fn come_near(&mut self) {
        self.interest = true;
        if self.state.engine == Engine::Gone {
            self.state.engine = Engine::Absent;
            self.deaths = 0;
        }
    }

    pub(super) fn spawn(&mut self) {
        self.engine = Slot::Coming;
        self.state.engine = Engine::Coming { loaded: 0, total: 0 };
        self.effects.push(Effect::Spawn);
    }

    pub(super) fn loading(&mut self, loaded: u64, total: u64) {
        self.state.engine = Engine::Coming { loaded, total };
    }

    pub(super) fn ready(&mut self) {
        self.engine = Slot::Ready;
        self.state.engine = Engine::Ready;
    }

    /// It did something: it is well.
    pub(super) fn thrives(&mut self) {
        self.deaths = 0;
        self.state.engine = Engine::Ready;
    }

    pub(super) fn fail(&mut self, why: &str) {
        let was_ready = self.engine == Slot::Ready;
        self.let_go();
        self.deaths += 1;
        if self.deaths > MAX_DEATHS || !was_ready {
            // What cannot even start would only fail again.
            self.state.engine = Engine::Gone;
            self.wanted = None;
        }
        let is_lost = self.state.program.is_active() && self.wanted.is_none();
        if self.state.engine == Engine::Gone {
            self.end_program(Outcome::NoEngine(why.to_string()));
        } else if is_lost {
            self.end_program(Outcome::Crashed(why.to_string()));
        }
    }

    /// Another session has the worker: what goes on here is over, and begins again when it is asked for.
    pub(super) fn rest(&mut self) {
        self.forget_worker();
        self.interest = false;
        self.wanted = None;
        if self.state.program.is_active() {
            // Where it was stepped through, the moment is still to be seen.
            self.state.program = Program::None;
            self.state.outcome = Some(Outcome::Rests);
        }
    }

    /// Ends the worker; the next one knows nothing.
    fn let_go(&mut self) {
        self.effects.push(Effect::Terminate);
        self.forget_worker();
    }

    fn forget_worker(&mut self) {
        self.engine = Slot::Absent;
        self.state.engine = Engine::Absent;
        self.program = None;
        self.formatting = None;
        self.unstaged |= self.staging.take().is_some();
        for (_, ticket) in std::mem::take(&mut self.completing) {
            self.effects.push(Effect::Answer(Answer { ticket, items: Vec::new() }));
        }
        self.check = None;
        self.unchecked = true;
    }

    pub(super) fn end_program(&mut self, outcome: Outcome) {
        self.program = None;
        self.state.program = Program::None;
        self.state.outcome = Some(outcome);
        self.leave_steps();
    }

    /// The program is not stepped through any more: its text can be changed again.
    pub(super) fn leave_steps(&mut self) {
        self.state.is_stepped = false;
        self.state.moment = None;
        self.state.moment_before = None;
    }

    pub(super) fn stop(&mut self) {
        match self.state.program {
            Program::None | Program::Stopping => {}
            // Nobody has begun yet.
            Program::Waiting => {
                self.wanted = None;
                self.state.program = Program::None;
                self.leave_steps();
            }
            Program::Building | Program::Halted | Program::Running | Program::Input => {
                self.state.program = Program::Stopping;
                self.send(burrow_protocol::go::ToGo::Stop);
                self.effects.push(Effect::Later(Timer::Stop, STOP_MS));
            }
        }
    }

    /// It has had its time to stop.
    pub(super) fn stop_for_good(&mut self) {
        if self.state.program == Program::Stopping {
            self.let_go();
            self.end_program(Outcome::Silent);
        }
    }

    pub(super) fn write(&mut self, writer: Writer, bytes: &[u8]) {
        Rc::make_mut(&mut self.state.output).write(writer, bytes);
    }
}
