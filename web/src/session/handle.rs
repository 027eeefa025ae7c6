//! How a view reads the run and asks for changes.

use std::cell::RefCell;
use std::rc::Rc;
#[cfg(target_arch = "wasm32")]
use std::rc::Weak;

use burrow_protocol::frame::Frame;

use super::state::{Command, RunState};
use super::watch::{Listeners, Subscription, Watch};

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

    /// Calls back whenever anything in the state changed, frames included.
    #[must_use = "dropping the subscription ends it"]
    pub fn on_change(&self, callback: impl Fn(&RunState) + 'static) -> Subscription {
        self.0.on_change.add(callback)
    }

    /// Calls back with each new frame: for canvases, which draw without a render of Yew's.
    #[must_use = "dropping the subscription ends it"]
    pub fn on_frame(&self, callback: impl Fn(&Frame) + 'static) -> Subscription {
        self.0.on_frame.add(callback)
    }

    /// A session that shows a run before anybody touched it, for the build's pictures.
    #[cfg(feature = "prerender")]
    pub fn of_recipe(recipe: burrow_protocol::recipe::Recipe) -> Self {
        Self::new(RunState { recipe: Rc::new(recipe), ..RunState::default() })
    }

    /// A session that shows `state` and follows no command.
    pub(super) fn new(state: RunState) -> Self {
        Self(Rc::new(Store {
            state: RefCell::new(state),
            commands: RefCell::new(Rc::new(|_| ())),
            on_frame: Listeners::default(),
            on_change: Listeners::default(),
        }))
    }
}

impl Watch for SessionHandle {
    type State = RunState;

    fn state(&self) -> RunState {
        self.state()
    }

    fn on_change(&self, callback: impl Fn(&RunState) + 'static) -> Subscription {
        self.on_change(callback)
    }
}

/// What the driver does with a handle.
#[cfg(target_arch = "wasm32")]
impl SessionHandle {
    /// From now on `follow` gets the commands.
    pub(super) fn connect(&self, follow: impl Fn(Command) + 'static) {
        self.0.commands.replace(Rc::new(follow));
    }

    pub(super) fn downgrade(&self) -> WeakHandle {
        WeakHandle(Rc::downgrade(&self.0))
    }

    pub(super) fn set_state(&self, state: RunState) {
        self.0.state.replace(state);
    }

    pub(super) fn show(&self, frame: &Frame) {
        self.0.on_frame.call(frame);
    }

    pub(super) fn tell_change(&self) {
        self.0.on_change.call(&self.state());
    }
}

/// A handle that does not keep the session alive.
#[cfg(target_arch = "wasm32")]
pub(super) struct WeakHandle(Weak<Store>);

#[cfg(target_arch = "wasm32")]
impl WeakHandle {
    pub fn upgrade(&self) -> Option<SessionHandle> {
        self.0.upgrade().map(SessionHandle)
    }
}
