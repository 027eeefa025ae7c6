//! Time that stands still while anybody can run, for `testing/synctest`.
//!
//! Go gives the goroutines of a test a time of their own. Here all of the program has it while such a test runs: virtual time,
//! which jumps ahead when everybody waits. So a test that runs beside others that need real time is not for this machine.

use super::{Flow, Frame, Native};
use crate::machine::Machine;
use crate::sched::{GoId, Reason};
use crate::trap::Trap;

/// These functions.
pub const NATIVES: &[(&str, Native)] =
    &[("runtime.bubblestart", start), ("runtime.bubbleend", end), ("runtime.waitidle", wait)];

/// What has been made of time.
#[derive(Clone, Default)]
pub struct Bubble {
    /// The virtual time when it began.
    pub start: Option<i64>,
    /// Whether time was virtual before.
    before: bool,
    /// Who waits until all others do.
    pub waiting: Vec<GoId>,
}

impl Bubble {
    /// The wall clock's time: it begins at the start of 2000, as in Go.
    pub fn wall(&self, start: i64, clock: i64) -> i64 {
        const BEGINNING: i64 = 946_684_800_000_000_000;
        BEGINNING + (clock - start)
    }
}

fn start(m: &mut Machine, _frame: Frame) -> Result<Flow, Trap> {
    m.bubble.before = m.set_virtual_time(true);
    m.bubble.start = Some(m.now());
    Ok(Flow::Return)
}

fn end(m: &mut Machine, _frame: Frame) -> Result<Flow, Trap> {
    m.set_virtual_time(m.bubble.before);
    m.bubble.start = None;
    Ok(Flow::Return)
}

fn wait(m: &mut Machine, _frame: Frame) -> Result<Flow, Trap> {
    m.bubble.waiting.extend(m.sched.current());
    m.sched.park(Reason::Idle);
    Ok(Flow::Wait)
}
