//! How a view reads the run and asks for changes.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use burrow_protocol::frame::Frame;

use super::state::{Command, RunState};

/// The session of this page. Clones are the same session.
#[derive(Clone)]
pub struct SessionHandle(Rc<Store>);

/// What the driver writes and the views read.
pub(super) struct Store {
    state: RefCell<RunState>,
    commands: RefCell<Rc<dyn Fn(Command)>>,
    on_frame: Listeners<Frame>,
    on_change: Listeners<RunState>,
}

impl PartialEq for SessionHandle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl SessionHandle {
    pub fn send(&self, command: Command) {
        let commands = self.0.commands.borrow().clone();
        commands(command);
    }

    pub fn state(&self) -> RunState {
        self.0.state.borrow().clone()
    }

    /// Calls back with each new frame: for canvases, which draw without a render of Yew's.
    #[must_use = "dropping the subscription ends it"]
    pub fn on_frame(&self, callback: impl Fn(&Frame) + 'static) -> Subscription {
        self.0.on_frame.add(callback)
    }

    /// Calls back whenever anything in the state changed, frames included.
    #[must_use = "dropping the subscription ends it"]
    pub fn on_change(&self, callback: impl Fn(&RunState) + 'static) -> Subscription {
        self.0.on_change.add(callback)
    }

    /// A session that shows `state` and follows no command yet.
    pub(super) fn new(state: RunState) -> Self {
        Self(Rc::new(Store {
            state: RefCell::new(state),
            commands: RefCell::new(Rc::new(|_| ())),
            on_frame: Listeners::default(),
            on_change: Listeners::default(),
        }))
    }
}

type Callback<T> = Rc<dyn Fn(&T)>;

/// Ends when dropped.
pub struct Subscription {
    /// Keeps the callback alive.
    _callback: Rc<dyn std::any::Any>,
}

/// Callbacks, for as long as their subscriptions live.
struct Listeners<T: 'static>(RefCell<Vec<Weak<Callback<T>>>>);

impl<T> Default for Listeners<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T> Listeners<T> {
    fn add(&self, callback: impl Fn(&T) + 'static) -> Subscription {
        let callback: Rc<Callback<T>> = Rc::new(Rc::new(callback));
        self.0.borrow_mut().push(Rc::downgrade(&callback));
        Subscription { _callback: callback }
    }

    /// A callback may subscribe, unsubscribe and send commands: nothing is borrowed meanwhile.
    fn call(&self, value: &T) {
        self.0.borrow_mut().retain(|callback| callback.strong_count() > 0);
        let callbacks = self.0.borrow().clone();
        for callback in callbacks.iter().filter_map(Weak::upgrade) {
            callback(value);
        }
    }
}
