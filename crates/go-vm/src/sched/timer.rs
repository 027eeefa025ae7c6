//! Times that are waited for: sleeping goroutines and `time.Timer`.
//!
//! A timer is stopped by forgetting its number; its entry in the heap then means nothing when its time comes.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::{GoId, Reason, Sched};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Sleeper(GoId, u32),
    /// The address of the timer's object, and its number.
    Timer(u64, u64),
}

/// All times that are waited for.
#[derive(Clone, Default)]
pub struct Timers {
    heap: BinaryHeap<Reverse<(i64, u64, What)>>,
    /// By address of its object, what a running timer is.
    running: HashMap<u64, Running>,
    /// Entries so far: those of one time come in the order in which they were made.
    made: u64,
}

#[derive(Clone)]
struct Running {
    number: u64,
    when: i64,
    period: i64,
}

/// A timer whose time has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Due {
    /// The address of its object.
    pub timer: u64,
    /// For when it was set.
    pub when: i64,
}

impl Timers {
    fn push(&mut self, when: i64, what: impl FnOnce(u64) -> What) {
        self.made += 1;
        self.heap.push(Reverse((when, self.made, what(self.made))));
    }

    /// Starts the timer whose object is at this address, or sets it anew. Says whether it was running.
    pub fn start(&mut self, timer: u64, when: i64, period: i64) -> bool {
        let when = when.max(0);
        self.push(when, |number| What::Timer(timer, number));
        self.running.insert(timer, Running { number: self.made, when, period }).is_some()
    }

    /// Stops a timer. Says whether it was running.
    pub fn stop(&mut self, timer: u64) -> bool {
        let stopped = self.running.remove(&timer).is_some();
        // Timers that are set and stopped over and over must not fill the heap.
        if self.heap.len() > 64 && self.heap.len() > 4 * self.running.len() {
            let running = &self.running;
            self.heap.retain(|Reverse((.., what))| match what {
                What::Sleeper(..) => true,
                What::Timer(timer, number) => {
                    running.get(timer).is_some_and(|running| running.number == *number)
                }
            });
        }
        stopped
    }

    /// The time of the next one.
    pub fn next(&mut self) -> Option<i64> {
        while let Some(&Reverse((when, _, what))) = self.heap.peek() {
            match what {
                What::Timer(timer, number)
                    if self.running.get(&timer).is_none_or(|running| running.number != number) =>
                {
                    self.heap.pop();
                }
                _ => return Some(when),
            }
        }
        None
    }

    /// Calls `f` with the objects of all running timers.
    pub fn roots(&self, f: &mut dyn FnMut(u64)) {
        self.running.keys().for_each(|&timer| f(timer));
    }

    /// Stops all timers but those whose objects are wanted.
    pub fn retain(&mut self, mut wanted: impl FnMut(u64) -> bool) {
        self.running.retain(|&timer, _| wanted(timer));
    }
}

impl Sched {
    /// The running goroutine sleeps until this time.
    pub fn sleep_until(&mut self, when: i64) {
        let Some(id) = self.current() else { return };
        let ticket = self.ticket(id);
        self.timers.push(when, |_| What::Sleeper(id, ticket));
        self.park(Reason::Sleep);
    }

    /// Wakes the sleepers whose time has come, up to the first timer that is due: its function must be called before this is
    /// called again. A timer that repeats runs on.
    pub fn due(&mut self, now: i64) -> Option<Due> {
        while self.timers.next().is_some_and(|when| when <= now) {
            let Some(Reverse((when, _, what))) = self.timers.heap.pop() else { break };
            match what {
                // The first to wake is the first to run, so they stand in line.
                What::Sleeper(id, ticket) if self.waits(id, ticket) => {
                    self.wake(id);
                    self.settle();
                }
                What::Sleeper(..) => {}
                What::Timer(timer, _) => {
                    if let Some(running) = self.timers.running.remove(&timer)
                        && running.period > 0
                    {
                        let missed = (now - running.when) / running.period;
                        let next =
                            running.when.saturating_add(running.period.saturating_mul(missed + 1));
                        self.timers.start(timer, next, running.period);
                    }
                    return Some(Due { timer, when });
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sched::Next;

    #[test]
    fn sleepers_wake_in_order_and_stopped_timers_are_silent() {
        let mut sched = Sched::new(1);
        let first = sched.spawn(false);
        assert_eq!(sched.pick(), Next::Run(first));
        sched.sleep_until(20);
        let second = sched.spawn(false);
        assert_eq!(sched.pick(), Next::Run(second));
        sched.sleep_until(10);
        sched.timers.start(8192, 5, 0);
        assert!(sched.timers.stop(8192));
        assert_eq!(sched.pick(), Next::Sleep(10));
        assert_eq!(sched.due(25), None);
        assert_eq!(sched.pick(), Next::Run(second));
    }

    #[test]
    fn a_ticker_skips_what_it_missed() {
        let mut sched = Sched::new(1);
        sched.timers.start(8192, 10, 10);
        assert_eq!(sched.due(35), Some(Due { timer: 8192, when: 10 }));
        assert_eq!(sched.due(35), None);
        assert_eq!(sched.timers.next(), Some(40));
    }
}
