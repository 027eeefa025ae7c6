//! Messages from the page, in order, for one reader that waits for them.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use burrow_protocol::message::ToWorker;

use crate::host;

#[derive(Default)]
struct Inner {
    messages: VecDeque<ToWorker>,
    waker: Option<Waker>,
    /// A timer of [`Inbox::wait`] has run out.
    rung: bool,
}

/// The queue; clones share it.
#[derive(Clone, Default)]
pub struct Inbox(Rc<RefCell<Inner>>);

impl Inbox {
    pub fn push(&self, message: ToWorker) {
        self.0.borrow_mut().messages.push_back(message);
        self.wake();
    }

    pub fn pop(&self) -> Option<ToWorker> {
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
