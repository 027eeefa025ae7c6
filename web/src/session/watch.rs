//! Who can be listened to, and how a component follows a part of its state.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use yew::prelude::*;

/// A session whose state can be read and followed.
pub trait Watch: Clone + PartialEq + 'static {
    type State: 'static;

    fn state(&self) -> Self::State;

    /// Calls back whenever anything in the state changed.
    #[must_use = "dropping the subscription ends it"]
    fn on_change(&self, callback: impl Fn(&Self::State) + 'static) -> Subscription;
}

/// A part of the state of `watched`; the component renders again only when that part changes.
///
/// `select` may read the component's properties: it is called anew on each render.
#[hook]
pub fn use_watched<W, T, F>(watched: W, select: F) -> T
where
    W: Watch,
    T: PartialEq + Clone + 'static,
    F: Fn(&W::State) -> T + 'static,
{
    let renders = use_force_update();
    let shown = select(&watched.state());
    // What the screen shows, and how to find out whether it still holds.
    let latest = use_mut_ref(|| None::<(T, Rc<dyn Fn(&W::State) -> T>)>);
    *latest.borrow_mut() = Some((shown.clone(), Rc::new(select)));

    use_effect_with(watched, move |watched| {
        let check = move |state: &W::State| {
            let held = latest.borrow().clone();
            if held.is_some_and(|(shown, select)| select(state) != shown) {
                renders.force_update();
            }
        };
        // The state may have changed between the render and this effect.
        check(&watched.state());
        let subscription = watched.on_change(check);
        move || drop(subscription)
    });
    shown
}

type Callback<T> = Rc<dyn Fn(&T)>;

/// Ends when dropped.
pub struct Subscription {
    /// Keeps the callback alive.
    _callback: Rc<dyn std::any::Any>,
}

/// Callbacks, for as long as their subscriptions live.
pub struct Listeners<T: 'static>(RefCell<Vec<Weak<Callback<T>>>>);

impl<T> Default for Listeners<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T> Listeners<T> {
    pub fn add(&self, callback: impl Fn(&T) + 'static) -> Subscription {
        let callback: Rc<Callback<T>> = Rc::new(Rc::new(callback));
        self.0.borrow_mut().push(Rc::downgrade(&callback));
        Subscription { _callback: callback }
    }

    /// A callback may subscribe, unsubscribe and send commands: nothing is borrowed meanwhile.
    #[cfg(any(target_arch = "wasm32", test))]
    pub fn call(&self, value: &T) {
        self.0.borrow_mut().retain(|callback| callback.strong_count() > 0);
        let callbacks = self.0.borrow().clone();
        for callback in callbacks.iter().filter_map(Weak::upgrade) {
            callback(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_listener_hears_until_its_subscription_is_dropped() {
        let listeners = Rc::new(Listeners::<u32>::default());
        let heard = Rc::new(Cell::new(0));
        let subscription = listeners.add({
            let heard = heard.clone();
            move |value| heard.set(heard.get() + value)
        });
        listeners.call(&2);
        drop(subscription);
        listeners.call(&3);
        assert_eq!(heard.get(), 2);
    }

    #[test]
    fn a_listener_may_subscribe_another() {
        let listeners = Rc::new(Listeners::<u32>::default());
        let kept = Rc::new(RefCell::new(Vec::new()));
        let _subscription = listeners.add({
            let (listeners, kept) = (listeners.clone(), kept.clone());
            move |_| kept.borrow_mut().push(listeners.add(|_| ()))
        });
        listeners.call(&0);
        listeners.call(&0);
        assert_eq!(kept.borrow().len(), 2);
    }
}
