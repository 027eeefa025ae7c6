//! A figure's program, joined with the Go session around it.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use js_sys::RegExp;
use yew::prelude::*;

use super::rules::{Effect, Event, Rules};
use super::state::{Command, Play, Step};
use crate::go::session::{
    Command as Ask, GoHandle, GoState, Moment, Outcome, Program, use_go_session,
};
use crate::go::wording;
use crate::gofigure::spec::GoSpec;
use crate::session::Turns;

/// The program of a figure, how to move it, and who hears of its goal.
#[hook]
pub fn use_player(spec: &Rc<GoSpec>, on_goal: Callback<()>) -> (Play, Callback<Command>) {
    let session = use_go_session();
    let renders = use_force_update();
    let driver = use_memo((), |()| {
        Rc::new_cyclic(|this| Driver {
            this: this.clone(),
            rules: RefCell::new(Rules::new(spec.open, spec.goal.clone(), matches)),
            session: session.clone(),
            turns: Turns::default(),
            heard: RefCell::default(),
            is_begun: Cell::new(false),
            timer: RefCell::default(),
            on_change: Box::new(move || renders.force_update()),
            on_goal,
        })
    });
    use_effect_with((session, driver.clone()), |(session, driver)| {
        let driver = Rc::downgrade(driver);
        let subscription = session.on_change(move |state| {
            if let Some(driver) = driver.upgrade() {
                driver.hear(state);
            }
        });
        move || drop(subscription)
    });
    let send =
        use_callback(driver.clone(), |command, driver| driver.dispatch(Event::Command(command)));
    let play = driver.rules.borrow().play().clone();
    (play, send)
}

struct Driver {
    this: Weak<Self>,
    rules: RefCell<Rules>,
    session: GoHandle,
    turns: Turns<Event>,
    /// The moment that was heard of last.
    heard: RefCell<Option<Moment>>,
    /// Whether the session was asked for the program, and has not lost it since.
    is_begun: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
    on_change: Box<dyn Fn()>,
    on_goal: Callback<()>,
}

impl PartialEq for Driver {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Driver {
    /// The session tells while it is asked: each event waits its turn.
    fn dispatch(&self, event: Event) {
        self.turns.take(event, |event| {
            let before = self.rules.borrow().play().clone();
            let effects = self.rules.borrow_mut().handle(event);
            if *self.rules.borrow().play() != before {
                (self.on_change)();
            }
            for effect in effects {
                self.perform(effect);
            }
        });
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::Begin => {
                self.is_begun.set(true);
                self.session.send(Ask::Debug);
            }
            Effect::Move(step) => self.session.send(Ask::Step(step)),
            Effect::Tick(ms) => {
                let this = self.this.clone();
                let timeout = Timeout::new(ms, move || {
                    if let Some(this) = this.upgrade() {
                        this.dispatch(Event::Tick);
                    }
                });
                self.timer.replace(Some(timeout));
            }
            Effect::Reached => self.on_goal.emit(()),
        }
    }

    fn hear(&self, state: &GoState) {
        if state.program == Program::Halted {
            let Some(moment) = state.moment.clone() else { return };
            if self.heard.replace(Some(moment.clone())) != Some(moment.clone()) {
                let output = state.output.clone();
                self.dispatch(Event::Halted(Step { moment, output }));
            }
        } else if state.program == Program::None && self.is_begun.get() {
            self.is_begun.set(false);
            let event = match &state.outcome {
                Some(Outcome::Rests) => Event::Rests,
                _ => Event::Lost(wording::status(state)),
            };
            self.dispatch(event);
        }
    }
}

/// Whether a regular expression, as Go writes it, describes a part of a text.
pub fn matches(pattern: &str, text: &str) -> bool {
    // Flags stand in front of it there, and beside it here.
    let flagged = pattern.strip_prefix("(?").and_then(|rest| rest.split_once(')'));
    let flagged = flagged.filter(|(flags, _)| flags.chars().all(|flag| "ims".contains(flag)));
    let (flags, pattern) = flagged.unwrap_or(("", pattern));
    RegExp::new(pattern, flags).test(text)
}
