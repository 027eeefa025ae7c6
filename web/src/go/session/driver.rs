//! Does in the browser what the Go session's rules decide.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;

use super::desk;
use super::handle::{GoHandle, WeakHandle};
use super::reducer::{Effect, Event, Session, Timer};
use super::state::{GoState, Program};
use crate::session::Turns;

/// A session whose commands are followed.
pub(super) fn start(state: GoState) -> GoHandle {
    let session = Session::new(state, desk::numbers());
    let handle = GoHandle::new(session.state().clone());
    let driver = Rc::new_cyclic(|this| Driver {
        this: this.clone(),
        handle: handle.downgrade(),
        session: RefCell::new(session),
        turns: Turns::default(),
        timers: RefCell::default(),
    });
    // The handle owns the driver, so it lives as long as somebody can see it.
    handle.connect(move |command| driver.dispatch(Event::Command(command)));
    handle
}

pub(super) struct Driver {
    this: Weak<Self>,
    handle: WeakHandle,
    session: RefCell<Session>,
    turns: Turns<Event>,
    timers: RefCell<Vec<(Timer, Timeout)>>,
}

impl Driver {
    /// A view that is told of a change may send a command: it waits its turn.
    pub(super) fn dispatch(&self, event: Event) {
        self.turns.take(event, |event| {
            let effects = self.session.borrow_mut().handle(event);
            if effects.contains(&Effect::Changed)
                && let Some(handle) = self.handle.upgrade()
            {
                handle.set_state(self.session.borrow().state().clone());
            }
            for effect in effects {
                self.perform(effect);
            }
        });
    }

    /// Whether its program does not run: there is none, or it is stepped through and has halted.
    pub(super) fn is_idle(&self) -> bool {
        let session = self.session.try_borrow();
        session
            .is_ok_and(|session| matches!(session.state().program, Program::None | Program::Halted))
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::Spawn => self.hope(desk::take(&self.this)),
            Effect::Terminate => desk::end(&self.this),
            Effect::Send(message) => self.hope(desk::send(&self.this, &message)),
            Effect::Later(timer, ms) => self.wait(timer, ms),
            Effect::Answer(answer) => {
                if let Some(handle) = self.handle.upgrade() {
                    handle.answer(&answer);
                }
            }
            Effect::Changed => {
                if let Some(handle) = self.handle.upgrade() {
                    handle.tell_change();
                }
            }
        }
    }

    fn hope(&self, done: Result<(), String>) {
        if let Err(why) = done {
            self.dispatch(Event::Failed(why));
        }
    }

    fn wait(&self, timer: Timer, ms: u32) {
        let this = self.this.clone();
        let timeout = Timeout::new(ms, move || dispatch_to(&this, Event::Due(timer)));
        let mut timers = self.timers.borrow_mut();
        timers.retain(|(other, _)| *other != timer);
        timers.push((timer, timeout));
    }
}

/// With the last who could see it, the worker goes too.
impl Drop for Driver {
    fn drop(&mut self) {
        desk::end(&self.this);
    }
}

fn dispatch_to(driver: &Weak<Driver>, event: Event) {
    if let Some(driver) = driver.upgrade() {
        driver.dispatch(event);
    }
}
