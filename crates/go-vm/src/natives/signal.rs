//! Signals for `os/signal`: the host sends them (an interrupt is number 2), a goroutine of that package waits for them.

use std::collections::VecDeque;

use super::{Flow, Frame, Native};
use crate::machine::Machine;
use crate::sched::{GoId, Reason};
use crate::trap::Trap;

/// What is known of signals.
#[derive(Clone, Default)]
pub struct Signals {
    /// Those that the program wants to have, a bit each.
    wanted: u64,
    /// Those that it ignores.
    ignored: u64,
    pending: VecDeque<u32>,
    waiter: Option<GoId>,
}

/// These functions.
pub const NATIVES: &[(&str, Native)] = &[
    ("os/signal.signal_enable", enable),
    ("os/signal.signal_disable", disable),
    ("os/signal.signal_ignore", ignore),
    ("os/signal.signal_ignored", ignored),
    ("os/signal.signal_recv", receive),
    ("os/signal.signalWaitUntilIdle", |_, _| Ok(Flow::Return)),
];

/// Sends a signal. False if the program does not handle it, so that it has its usual effect.
pub fn deliver(m: &mut Machine, signal: u32) -> bool {
    let bit = 1u64.checked_shl(signal).unwrap_or(0);
    if m.signals.wanted & bit == 0 {
        return m.signals.ignored & bit != 0;
    }
    if !m.signals.pending.contains(&signal) {
        m.signals.pending.push_back(signal);
    }
    if let Some(waiter) = m.signals.waiter.take() {
        m.sched.wake(waiter);
    }
    true
}

fn bit(m: &Machine, frame: Frame) -> u64 {
    1u64.checked_shl(m.arg(frame, 0) as u32).unwrap_or(0)
}

fn enable(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let bit = bit(m, frame);
    m.signals.wanted |= bit;
    m.signals.ignored &= !bit;
    Ok(Flow::Return)
}

fn disable(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let bit = bit(m, frame);
    m.signals.wanted &= !bit;
    m.signals.ignored &= !bit;
    Ok(Flow::Return)
}

fn ignore(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let bit = bit(m, frame);
    m.signals.wanted &= !bit;
    m.signals.ignored |= bit;
    Ok(Flow::Return)
}

fn ignored(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let ignored = m.signals.ignored & bit(m, frame) != 0;
    m.set_result(frame, 0, ignored.into());
    Ok(Flow::Return)
}

fn receive(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    if let Some(signal) = m.signals.pending.pop_front() {
        m.set_result(frame, 0, signal.into());
        return Ok(Flow::Return);
    }
    m.signals.waiter = m.sched.current();
    m.sched.park(Reason::Host);
    Ok(Flow::Retry)
}
