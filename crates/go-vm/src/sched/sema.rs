//! Semaphores (what mutexes and wait groups sleep on) and the lists of `sync.Cond`.
//!
//! A semaphore is a word of the program's memory; who waits for it stands in a queue by its address. A release with
//! somebody in the queue gives the unit straight to the first, who need not look again.

use std::collections::{HashMap, VecDeque};

use super::{GoId, Reason, Sched};
use crate::memory::Memory;

#[derive(Clone, Copy)]
struct Waiter {
    id: GoId,
    ticket: u32,
    /// The number of its turn, in the list of a condition.
    turn: u32,
}

/// All queues, by address.
#[derive(Clone, Default)]
pub(super) struct Semaphores {
    queues: HashMap<u64, VecDeque<Waiter>>,
}

/// Where a `sync.notifyList` has the number of the next to wait, and of the next to be woken.
const WAIT: u64 = 0;
const NOTIFY: u64 = 4;

impl Sched {
    /// Takes a unit of the semaphore. False if the running goroutine now waits for one; `lifo` puts it first in the queue.
    pub fn acquire(&mut self, memory: &mut Memory, addr: u64, lifo: bool, reason: Reason) -> bool {
        let units = memory.read_u32(addr);
        if units > 0 {
            memory.write_u32(addr, units - 1);
            return true;
        }
        self.enqueue(addr, lifo, 0, reason);
        false
    }

    /// Gives a unit back. Says whether somebody waited for it.
    pub fn release(&mut self, memory: &mut Memory, addr: u64) -> bool {
        if let Some(id) = self.dequeue(addr, |_| true) {
            self.wake(id);
            return true;
        }
        let units = memory.read_u32(addr);
        memory.write_u32(addr, units.wrapping_add(1));
        false
    }

    /// The semaphore, or the list of a condition, that a goroutine waits for.
    pub fn awaited(&self, id: GoId) -> Option<u64> {
        let waits = |waiter: &Waiter| waiter.id == id && self.waits(waiter.id, waiter.ticket);
        let mut queues = self.semaphores.queues.iter();
        queues.find(|(_, queue)| queue.iter().any(waits)).map(|(&address, _)| address)
    }

    /// The number of a turn in the list of a condition at this address.
    pub fn notify_add(&mut self, memory: &mut Memory, list: u64) -> u32 {
        let turn = memory.read_u32(list + WAIT);
        memory.write_u32(list + WAIT, turn.wrapping_add(1));
        turn
    }

    /// Waits for that turn. False if the running goroutine now waits.
    pub fn notify_wait(&mut self, memory: &Memory, list: u64, turn: u32) -> bool {
        if (turn.wrapping_sub(memory.read_u32(list + NOTIFY)) as i32) < 0 {
            return true;
        }
        self.enqueue(list, false, turn, Reason::Cond);
        false
    }

    /// Wakes the one whose turn is next.
    pub fn notify_one(&mut self, memory: &mut Memory, list: u64) {
        let turn = memory.read_u32(list + NOTIFY);
        if turn == memory.read_u32(list + WAIT) {
            return;
        }
        memory.write_u32(list + NOTIFY, turn.wrapping_add(1));
        if let Some(id) = self.dequeue(list, |waiter| waiter.turn == turn) {
            self.wake(id);
        }
    }

    /// Wakes all.
    pub fn notify_all(&mut self, memory: &mut Memory, list: u64) {
        memory.write_u32(list + NOTIFY, memory.read_u32(list + WAIT));
        for waiter in self.semaphores.queues.remove(&list).unwrap_or_default() {
            if self.waits(waiter.id, waiter.ticket) {
                self.wake(waiter.id);
            }
        }
    }

    fn enqueue(&mut self, addr: u64, lifo: bool, turn: u32, reason: Reason) {
        let Some(id) = self.current() else { return };
        let waiter = Waiter { id, ticket: self.ticket(id), turn };
        let queue = self.semaphores.queues.entry(addr).or_default();
        if lifo {
            queue.push_front(waiter);
        } else {
            queue.push_back(waiter);
        }
        self.park(reason);
    }

    fn dequeue(&mut self, addr: u64, wanted: impl Fn(&Waiter) -> bool) -> Option<GoId> {
        let queue = self.semaphores.queues.get_mut(&addr)?;
        let waiter = queue.iter().position(wanted).and_then(|at| queue.remove(at));
        if queue.is_empty() {
            self.semaphores.queues.remove(&addr);
        }
        waiter.filter(|waiter| self.waits(waiter.id, waiter.ticket)).map(|waiter| waiter.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sched::{Next, State};

    #[test]
    fn a_released_unit_goes_to_the_first_in_the_queue() {
        let mut memory = Memory::new(1 << 20);
        let mut sched = Sched::new(1);
        let word = 8192;
        let first = sched.spawn(false);
        sched.pick();
        assert!(!sched.acquire(&mut memory, word, false, Reason::Mutex));
        assert_eq!(sched.pick(), Next::Deadlock);
        assert!(sched.release(&mut memory, word));
        assert_eq!(sched.state(first), State::Ready);
        assert_eq!(memory.read_u32(word), 0);
        assert!(!sched.release(&mut memory, word));
        assert_eq!(memory.read_u32(word), 1);
    }
}
