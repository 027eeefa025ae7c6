//! Frames for views that render: seldom enough that people can read them.

use std::cell::RefCell;
use std::rc::Rc;

use burrow_protocol::frame::Frame;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::session::use_session;

/// The newest frame, renewed at most once in `every` milliseconds.
#[hook]
pub fn use_frame(every: u32) -> Option<Rc<Frame>> {
    let session = use_session();
    let shown = use_state(|| session.state().frame);
    let setter = shown.setter();
    use_effect_with((session, every), move |(session, every)| {
        setter.set(session.state().frame);
        let waiting: Rc<RefCell<Option<Timeout>>> = Rc::default();
        let (every, reader) = (*every, session.clone());
        let subscription = session.on_change({
            let waiting = waiting.clone();
            move |_| {
                if waiting.borrow().is_some() {
                    return;
                }
                let (setter, reader, done) = (setter.clone(), reader.clone(), waiting.clone());
                let timeout = Timeout::new(every, move || {
                    done.borrow_mut().take();
                    setter.set(reader.state().frame);
                });
                *waiting.borrow_mut() = Some(timeout);
            }
        });
        move || {
            drop(subscription);
            waiting.borrow_mut().take();
        }
    });
    (*shown).clone()
}

/// Milliseconds since the page began; for how long ago something was.
pub fn now() -> f64 {
    gloo::utils::window().performance().map_or(0.0, |performance| performance.now())
}
