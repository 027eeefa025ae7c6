//! The clock, sleeping, and the timers of package `time`.
//!
//! A timer is an object that begins as `time.Timer` does: its channel, and whether it was made properly. A timer with a channel
//! behaves as if the channel had no buffer: stopping or setting it takes back a time that nobody has received.

use super::{Flow, Frame, Native};
use crate::machine::Machine;
use crate::memory::Memory;
use crate::race::Sync;
use crate::sched::timer::Due;
use crate::sched::{GoId, chan};
use crate::trap::Trap;

/// Whether it was made by `newTimer`.
const MADE: u64 = 8;
/// What to call when the time has come: a `func(arg any, seq uintptr, late int64)`.
const CALL: u64 = 16;
/// Its first argument, two words.
const ARG: u64 = 24;
/// The channel, if it is a timer with one.
const CHANNEL: u64 = 40;
/// The goroutine that sends to it, by its number and 1; 0 if none has.
const SENDER: u64 = 48;
const SIZE: u64 = 56;
const POINTERS: [u32; 4] = [0, 16, 32, 40];

const SECOND: i64 = 1_000_000_000;

/// These functions.
pub const NATIVES: &[(&str, Native)] = &[
    ("time.Sleep", sleep),
    ("time.newTimer", new_timer),
    ("time.stopTimer", stop_timer),
    ("time.resetTimer", reset_timer),
    ("time.now", now),
    ("time.runtimeNow", now),
    ("time.runtimeNano", nanotime),
    ("runtime.nanotime", nanotime),
    ("runtime.walltime", walltime),
];

fn sleep(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let duration = m.arg(frame, 0) as i64;
    if duration <= 0 {
        return Ok(Flow::Return);
    }
    let until = m.now().saturating_add(duration);
    m.sched.sleep_until(until);
    Ok(Flow::Wait)
}

/// `func newTimer(when, period int64, f func(any, uintptr, int64), arg any, cp unsafe.Pointer) *Timer`
fn new_timer(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let [when, period, call, channel] = [0, 1, 2, 4].map(|index| m.arg(frame, index));
    let arg = m.arg_addr(frame, 3);
    let shape = m.world.heap.shape_of_pointers(SIZE, &POINTERS);
    let timer = m.world.heap.alloc(SIZE, shape)?;
    let memory = &mut m.world.heap.memory;
    memory.write_u8(timer + MADE, 1);
    memory.write_u64(timer + CALL, call);
    memory.copy(arg, timer + ARG, 16);
    memory.write_u64(timer + CHANNEL, channel);
    if channel != 0 {
        chan::set_timer(memory, channel);
    }
    m.release_for_later(Sync::Variable(timer));
    m.sched.timers.start(timer, when as i64, period as i64);
    m.set_result(frame, 0, timer);
    Ok(Flow::Return)
}

fn stop_timer(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let timer = m.arg(frame, 0);
    let running = m.sched.timers.stop(timer);
    let pending = take_back(m, timer) || running;
    m.set_result(frame, 0, pending.into());
    Ok(Flow::Return)
}

/// `func resetTimer(t *Timer, when, period int64) bool`
fn reset_timer(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let [timer, when, period] = [0, 1, 2].map(|index| m.arg(frame, index));
    m.release_for_later(Sync::Variable(timer));
    let running = m.sched.timers.start(timer, when as i64, period as i64);
    let pending = take_back(m, timer) || running;
    m.set_result(frame, 0, pending.into());
    Ok(Flow::Return)
}

fn take_back(m: &mut Machine, timer: u64) -> bool {
    let channel = channel(m.memory(), timer);
    if channel == 0 {
        return false;
    }
    // Its time may have come, but what sends had no turn: it must not send any more.
    let sender = sender(m, timer);
    sender.into_iter().for_each(|id| m.cancel(id));
    chan::drain(m.memory(), channel) || sender.is_some()
}

/// The goroutine that is to send to the timer's channel and has not begun.
fn sender(m: &mut Machine, timer: u64) -> Option<GoId> {
    let number = m.memory().read_u64(timer + SENDER);
    let id = GoId(number.checked_sub(1)? as u32);
    m.is_to_begin(id, timer).then_some(id)
}

/// The channel of a timer that does nothing but send; 0 if it has none.
pub fn channel(memory: &Memory, timer: u64) -> u64 {
    memory.read_u64(timer + CHANNEL)
}

/// Calls what a timer is for, on a goroutine of the machine's own.
pub fn fire(m: &mut Machine, due: Due) -> Result<(), Trap> {
    if channel(m.memory(), due.timer) != 0 && sender(m, due.timer).is_some() {
        // There is room for one time only.
        return Ok(());
    }
    let late = m.now() - due.when;
    let memory = &m.world.heap.memory;
    let word = |at: u64| memory.read_u64(due.timer + at);
    // No function looks at the third one.
    let (call, args) = (word(CALL), [word(ARG), word(ARG + 8), due.timer, late as u64]);
    let id = m.spawn(call, &args, true)?;
    m.memory().write_u64(due.timer + SENDER, u64::from(id.0) + 1);
    let goid = m.sched.goid(id);
    if let Some(race) = m.detector() {
        race.acquire(goid, Sync::Variable(due.timer));
    }
    m.sched.settle();
    Ok(())
}

/// `func now() (sec int64, nsec int32, mono int64)`
fn now(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let mono = m.now();
    m.set_result(frame, 2, mono as u64);
    walltime(m, frame)
}

fn walltime(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let wall = m.wall();
    m.set_result(frame, 0, wall.div_euclid(SECOND) as u64);
    m.set_result(frame, 1, wall.rem_euclid(SECOND) as u64);
    Ok(Flow::Return)
}

fn nanotime(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let now = m.now();
    m.set_result(frame, 0, now as u64);
    Ok(Flow::Return)
}
