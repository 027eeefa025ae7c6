//! Messages from the page, in order, for one reader that waits for them.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use crate::host;

struct Inner<M> {
    messages: VecDeque<M>,
    waker: Option<Waker>,
    /// A timer of [`Inbox::wait`] has run out.
    rung: bool,
}

/// The queue; clones share it.
pub struct Inbox<M>(Rc<RefCell<Inner<M>>>);

impl<M> Default for Inbox<M> {
    fn default() -> Self {
        Inbox(Rc::new(RefCell::new(Inner { messages: VecDeque::new(), waker: None, rung: false })))
    }
}

impl<M> Clone for Inbox<M> {
    fn clone(&self) -> Self {
        Inbox(self.0.clone())
    }
}

impl<M: 'static> Inbox<M> {
    /// Adds a message and wakes the reader.
    pub fn push(&self, message: M) {
        self.0.borrow_mut().messages.push_back(message);
        self.wake();
    }

    /// The message that has waited longest.
    pub fn pop(&self) -> Option<M> {
        self.0.borrow_mut().messages.pop_front()
    }

    /// Waits for a message, or for some milliseconds.
    pub async fn wait(&self, milliseconds: Option<f64>) {
        self.0.borrow_mut().rung = false;
        if let Some(milliseconds) = milliseconds {
            let inbox = self.clone();
            host::later(milliseconds, move || {
                inbox.0.borrow_mut().rung = true;
                inbox.wake();
            });
        }
        poll_fn(|context| {
            let mut inner = self.0.borrow_mut();
            if inner.rung || !inner.messages.is_empty() {
                return Poll::Ready(());
            }
            inner.waker = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    fn wake(&self) {
        let waker = self.0.borrow_mut().waker.take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
