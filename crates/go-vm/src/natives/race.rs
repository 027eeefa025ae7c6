//! Package `internal/race`: what the library says of its own synchronising to the detector of data races.
//!
//! Its calls stand behind `if race.Enabled`, which is false but in code that is made for the stepper. Atomic operations say
//! themselves when they begin and end.

use super::{Flow, Frame, Native};
use crate::machine::Machine;
use crate::race::Sync;
use crate::trap::Trap;

/// These functions.
pub const NATIVES: &[(&str, Native)] = &[
    ("internal/race.Acquire", acquire),
    ("internal/race.Release", |m, frame| release(m, frame, false)),
    ("internal/race.ReleaseMerge", |m, frame| release(m, frame, true)),
    ("internal/race.Disable", |m, _| ignore(m, true)),
    ("internal/race.Enable", |m, _| ignore(m, false)),
    ("internal/race.Read", |m, frame| touch(m, frame, false)),
    ("internal/race.Write", |m, frame| touch(m, frame, true)),
    ("internal/race.ReadRange", |m, frame| range(m, frame, false)),
    ("internal/race.WriteRange", |m, frame| range(m, frame, true)),
    ("runtime.atomicbegins", atomic_begins),
    ("runtime.atomicends", atomic_ends),
];

fn goid(m: &Machine) -> u64 {
    m.sched.current().map_or(0, |id| m.sched.goid(id))
}

/// `func Acquire(addr unsafe.Pointer)`
fn acquire(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let (goid, address) = (goid(m), m.arg(frame, 0));
    if let Some(race) = m.detector() {
        race.acquire(goid, Sync::Variable(address));
        race.hold(address, Some(goid));
    }
    Ok(Flow::Return)
}

/// `func Release(addr unsafe.Pointer)`
fn release(m: &mut Machine, frame: Frame, merges: bool) -> Result<Flow, Trap> {
    let (goid, address) = (goid(m), m.arg(frame, 0));
    if let Some(race) = m.detector() {
        race.release(goid, Sync::Variable(address), merges);
        race.hold(address, None);
    }
    Ok(Flow::Return)
}

fn ignore(m: &mut Machine, on: bool) -> Result<Flow, Trap> {
    let goid = goid(m);
    if let Some(race) = m.detector() {
        race.ignore(goid, on);
    }
    Ok(Flow::Return)
}

/// `func Read(addr unsafe.Pointer)`
fn touch(m: &mut Machine, frame: Frame, write: bool) -> Result<Flow, Trap> {
    let address = m.arg(frame, 0);
    m.touch_from_library(address, 1, write, false);
    Ok(Flow::Return)
}

/// `func ReadRange(addr unsafe.Pointer, len int)`
fn range(m: &mut Machine, frame: Frame, write: bool) -> Result<Flow, Trap> {
    let (address, len) = (m.arg(frame, 0), m.arg(frame, 1));
    m.touch_from_library(address, len, write, false);
    Ok(Flow::Return)
}

/// `func atomicbegins(addr unsafe.Pointer, size uintptr, writes bool)`: what is released before the value changes is acquired by
/// whoever sees it.
fn atomic_begins(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let [address, size, writes] = [0, 1, 2].map(|index| m.arg(frame, index));
    let goid = goid(m);
    if m.detector().is_some_and(|race| race.ignores(goid)) {
        return Ok(Flow::Return);
    }
    m.touch_from_library(address, size, writes != 0, true);
    if writes != 0
        && let Some(race) = m.detector()
    {
        race.release(goid, Sync::Variable(address), true);
    }
    Ok(Flow::Return)
}

/// `func atomicends(addr unsafe.Pointer)`
fn atomic_ends(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let (goid, address) = (goid(m), m.arg(frame, 0));
    if let Some(race) = m.detector() {
        race.acquire(goid, Sync::Variable(address));
    }
    Ok(Flow::Return)
}
