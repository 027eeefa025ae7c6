//! Does in the browser what the Go session's rules decide.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use burrow_protocol::go::FromGo;
use burrow_protocol::message::{decode, encode};
use gloo::timers::callback::Timeout;

use super::handle::{GoHandle, WeakHandle};
use super::reducer::{Effect, Event, Session, Timer};
use super::state::GoState;
use crate::dom::asset;
use crate::session::Turns;
use crate::words::{Key, text};
use crate::worker::{Heard, RunningWorker};

/// A session whose commands are followed.
pub(super) fn start(state: GoState) -> GoHandle {
    let session = Session::new(state);
    let handle = GoHandle::new(session.state().clone());
    let driver = Rc::new_cyclic(|this| Driver {
        this: this.clone(),
        handle: handle.downgrade(),
        session: RefCell::new(session),
        turns: Turns::default(),
        worker: RefCell::default(),
        timers: RefCell::default(),
    });
    // The handle owns the driver, so the worker lives as long as somebody can see it.
    handle.connect(move |command| driver.dispatch(Event::Command(command)));
    handle
}

struct Driver {
    this: Weak<Self>,
    handle: WeakHandle,
    session: RefCell<Session>,
    turns: Turns<Event>,
    worker: RefCell<Option<RunningWorker>>,
    timers: RefCell<Vec<(Timer, Timeout)>>,
}

impl Driver {
    /// A view that is told of a change may send a command: it waits its turn.
    fn dispatch(&self, event: Event) {
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

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::Spawn => self.spawn(),
            Effect::Terminate => drop(self.worker.take()),
            Effect::Send(message) => {
                let sent = match &*self.worker.borrow() {
                    Some(worker) => worker.send(&encode(&message)),
                    None => Ok(()),
                };
                if let Err(why) = sent {
                    self.dispatch(Event::Failed(why));
                }
            }
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

    fn spawn(&self) {
        let on_event = {
            let this = self.this.clone();
            move |heard| dispatch_to(&this, event(heard))
        };
        let started = asset("go_worker")
            .ok_or_else(|| text(Key::TroubleNoAddresses).to_string())
            .and_then(|address| RunningWorker::start("go", &address, on_event));
        match started {
            Ok(running) => {
                self.worker.replace(Some(running));
            }
            Err(why) => self.dispatch(Event::Failed(why)),
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

fn event(heard: Heard) -> Event {
    match heard {
        Heard::Message(bytes) => match decode::<FromGo>(&bytes) {
            Ok(message) => Event::Message(Box::new(message)),
            Err(why) => Event::Failed(why),
        },
        Heard::Loading { loaded, total } => Event::Loading { loaded, total },
        Heard::Failed(why) => Event::Failed(why),
    }
}

fn dispatch_to(driver: &Weak<Driver>, event: Event) {
    if let Some(driver) = driver.upgrade() {
        driver.dispatch(event);
    }
}
