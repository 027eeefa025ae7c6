//! Saves one run as it goes on.
//!
//! A run gives a checkpoint a second, and each is a few hundred kilobytes: so a save is followed by a
//! pause, unless the page is hidden or left.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::document;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::Callback;

use super::desk::Desk;
use super::handle::{Found, Kept, Run, Saved, Store};
use super::place::Place;

const PAUSE_MS: u32 = 3000;

/// What the learner may be told of a saver.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveState {
    /// All of it is kept: where.
    Kept(Kept),
    /// Another tab saved a run in this place; nothing is saved before the learner has chosen.
    Conflict(Found),
}

/// Saves the runs that it is brought, the newest counts. Two of them in two tabs do not write over
/// each other.
pub struct Saver {
    place: Place,
    desk: RefCell<Desk<Run>>,
    kept: Cell<Kept>,
    pause: RefCell<Option<Timeout>>,
    /// Whoever waits until nothing is left to write.
    waiting: RefCell<Vec<Function>>,
    tell: Callback<SaveState>,
    /// Saves at once when the page is hidden: it may never come back.
    _hiding: EventListener,
}

impl Saver {
    /// `found` is what [`Store::run`] gave; `tell` is called after each save.
    pub fn new(place: Place, found: Option<&Found>, tell: Callback<SaveState>) -> Rc<Self> {
        let saver = Rc::new_cyclic(|this: &Weak<Self>| Self {
            place,
            desk: RefCell::new(Desk::new(found.map(|found| found.revision.clone()))),
            kept: Cell::new(Kept::Stored),
            pause: RefCell::default(),
            waiting: RefCell::default(),
            tell,
            _hiding: EventListener::new(&document(), "visibilitychange", {
                let this = this.clone();
                move |_| {
                    if let Some(saver) = this.upgrade().filter(|_| document().hidden()) {
                        saver.hurry();
                    }
                }
            }),
        });
        Store::of_this_page().remember(&saver);
        saver
    }

    /// Saves this, now or as soon as the last save is a while ago.
    pub fn save(self: &Rc<Self>, run: Run) {
        self.desk.borrow_mut().bring(run);
        if self.pause.borrow().is_none() {
            self.write();
        }
    }

    /// After a conflict: this tab's run goes over the other's.
    pub fn keep_mine(self: &Rc<Self>) {
        self.desk.borrow_mut().keep_mine();
        self.hurry();
    }

    /// After a conflict: the other's run, to be opened in place of this tab's.
    pub fn take_theirs(&self) -> Option<Run> {
        self.desk.borrow_mut().take_theirs().map(|found| found.run)
    }

    /// Saves what is left without a pause. Whether all of it is stored.
    pub async fn settle(self: &Rc<Self>) -> bool {
        self.hurry();
        let is_busy = self.desk.borrow().is_writing();
        if is_busy {
            let mut wait = |resolve: Function, _| self.waiting.borrow_mut().push(resolve);
            // The promise has no way to fail.
            let _ = JsFuture::from(Promise::new(&mut wait)).await;
        }
        self.desk.borrow().theirs().is_none() && self.kept.get() == Kept::Stored
    }

    /// Saves what is left, without a pause.
    pub fn hurry(self: &Rc<Self>) {
        self.pause.take();
        self.write();
    }

    fn write(self: &Rc<Self>) {
        let Some((run, base)) = self.desk.borrow_mut().begin() else { return };
        let this = self.clone();
        spawn_local(async move {
            let store = Store::of_this_page();
            let saved = store.keep_run(&this.place, &run, base.as_deref()).await;
            this.wrote(run, saved);
        });
    }

    fn wrote(self: &Rc<Self>, run: Run, saved: Saved) {
        let state = match saved {
            Saved::At { revision, kept } => {
                self.desk.borrow_mut().written(revision);
                self.kept.set(kept);
                SaveState::Kept(kept)
            }
            Saved::Conflict(theirs) => {
                self.desk.borrow_mut().met(run, theirs.clone());
                SaveState::Conflict(theirs)
            }
        };
        self.tell.emit(state);
        if !self.waiting.borrow().is_empty() && self.desk.borrow().has_next() {
            return self.write();
        }
        for resolve in self.waiting.take() {
            // Whoever waited may be gone.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
        let this = Rc::downgrade(self);
        self.pause.replace(Some(Timeout::new(PAUSE_MS, move || {
            if let Some(saver) = this.upgrade() {
                // It is over, so there is nothing to cancel when it is dropped.
                drop(saver.pause.take());
                saver.write();
            }
        })));
    }
}
