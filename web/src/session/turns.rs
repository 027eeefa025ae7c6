//! One event at a time.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// Events that are handled one after the other, those included that come while one is handled.
pub struct Turns<E> {
    waiting: RefCell<VecDeque<E>>,
    is_handling: Cell<bool>,
}

impl<E> Default for Turns<E> {
    fn default() -> Self {
        Self { waiting: RefCell::default(), is_handling: Cell::new(false) }
    }
}

impl<E> Turns<E> {
    /// Handles an event and all that follow from it; within such a call, only puts it behind them.
    pub fn take(&self, event: E, mut handle: impl FnMut(E)) {
        self.waiting.borrow_mut().push_back(event);
        if self.is_handling.replace(true) {
            return;
        }
        while let Some(event) = self.next() {
            handle(event);
        }
        self.is_handling.set(false);
    }

    fn next(&self) -> Option<E> {
        self.waiting.borrow_mut().pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_from_an_event_waits_its_turn() {
        let turns = Turns::default();
        let order = RefCell::new(Vec::new());
        turns.take(1, |event| {
            if event < 4 {
                turns.take(event * 2, |_| panic!("it is not this call's turn"));
                turns.take(event * 2 + 1, |_| panic!("it is not this call's turn"));
            }
            order.borrow_mut().push(event);
        });
        assert_eq!(order.into_inner(), [1, 2, 3, 4, 5, 6, 7]);
    }
}
