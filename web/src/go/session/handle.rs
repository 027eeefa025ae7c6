//! How a view reads the Go playground and asks for changes.

use std::cell::RefCell;
use std::rc::Rc;

use super::state::{Answer, Command, GoState};
use crate::session::{Listeners, Subscription, Watch};

/// The session of this page's Go playground. Clones are the same session.
#[derive(Clone)]
pub struct GoHandle(Rc<Store>);

struct Store {
    state: RefCell<GoState>,
    commands: RefCell<Rc<dyn Fn(Command)>>,
    on_change: Listeners<GoState>,
    on_answer: Listeners<Answer>,
}

impl PartialEq for GoHandle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl GoHandle {
    pub fn send(&self, command: Command) {
        let commands = self.0.commands.borrow().clone();
        commands(command);
    }

    pub fn state(&self) -> GoState {
        self.0.state.borrow().clone()
    }

    /// Calls back whenever anything in the state changed.
    #[must_use = "dropping the subscription ends it"]
    pub fn on_change(&self, callback: impl Fn(&GoState) + 'static) -> Subscription {
        self.0.on_change.add(callback)
    }

    /// Calls back with the answer to each [`Command::Complete`].
    #[must_use = "dropping the subscription ends it"]
    pub fn on_answer(&self, callback: impl Fn(&Answer) + 'static) -> Subscription {
        self.0.on_answer.add(callback)
    }

    /// A session that shows `state` and follows no command.
    pub(super) fn new(state: GoState) -> Self {
        Self(Rc::new(Store {
            state: RefCell::new(state),
            commands: RefCell::new(Rc::new(|_| ())),
            on_change: Listeners::default(),
            on_answer: Listeners::default(),
        }))
    }
}

impl Watch for GoHandle {
    type State = GoState;

    fn state(&self) -> GoState {
        self.state()
    }

    fn on_change(&self, callback: impl Fn(&GoState) + 'static) -> Subscription {
        self.on_change(callback)
    }
}

/// What the driver does with a handle.
#[cfg(target_arch = "wasm32")]
mod driving {
    use std::rc::Weak;

    use super::*;

    impl GoHandle {
        /// From now on `follow` gets the commands.
        pub(in crate::go::session) fn connect(&self, follow: impl Fn(Command) + 'static) {
            self.0.commands.replace(Rc::new(follow));
        }

        pub(in crate::go::session) fn downgrade(&self) -> WeakHandle {
            WeakHandle(Rc::downgrade(&self.0))
        }

        pub(in crate::go::session) fn set_state(&self, state: GoState) {
            self.0.state.replace(state);
        }

        pub(in crate::go::session) fn tell_change(&self) {
            self.0.on_change.call(&self.state());
        }

        pub(in crate::go::session) fn answer(&self, answer: &Answer) {
            self.0.on_answer.call(answer);
        }
    }

    /// A handle that does not keep the session alive.
    pub(in crate::go::session) struct WeakHandle(Weak<Store>);

    impl WeakHandle {
        pub fn upgrade(&self) -> Option<GoHandle> {
            self.0.upgrade().map(GoHandle)
        }
    }
}

#[cfg(target_arch = "wasm32")]
pub(super) use driving::WeakHandle;
