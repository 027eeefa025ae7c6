//! The collector as package `runtime` shows it: numbers, finalizers, cleanups, weak pointers.

use super::{Flow, Frame, Native};
use crate::machine::Machine;
use crate::trap::Trap;

/// These functions.
pub const NATIVES: &[(&str, Native)] = &[
    ("runtime.collect", collect),
    ("runtime.gcstats", gcstats),
    ("runtime.addfinalizer", addfinalizer),
    ("runtime.removefinalizers", removefinalizers),
    ("runtime.removecleanup", removecleanup),
    ("runtime.nextfinalizer", nextfinalizer),
    ("weak.runtime_registerWeakPointer", register_weak),
    ("weak.runtime_makeStrongFromWeak", strong_from_weak),
];

fn collect(m: &mut Machine, _: Frame) -> Result<Flow, Trap> {
    m.collect();
    Ok(Flow::Return)
}

/// `func gcstats(into *[16]uint64)`: the order is the overlay's.
fn gcstats(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let into = m.arg(frame, 0);
    let stats = m.world.heap.stats();
    let numbers = [
        stats.alloc,
        stats.total_alloc,
        stats.mallocs,
        stats.frees,
        stats.sys,
        stats.heap_idle,
        stats.stack_inuse,
        stats.next_gc,
        stats.num_gc,
        stats.pause_total,
        stats.last_gc,
    ];
    for (at, number) in (into..).step_by(8).zip(numbers) {
        m.memory().write_u64(at, number);
    }
    Ok(Flow::Return)
}

/// `func addfinalizer(p unsafe.Pointer, fn func(), keeps bool) bool`
fn addfinalizer(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let [object, closure, keeps] = [0, 1, 2].map(|index| m.arg(frame, index));
    if let Some(race) = m.detector() {
        race.share();
    }
    let added = m.world.heap.add_finalizer(object, closure, keeps != 0);
    m.set_result(frame, 0, u64::from(added));
    Ok(Flow::Return)
}

/// `func removefinalizers(p unsafe.Pointer)`
fn removefinalizers(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let object = m.arg(frame, 0);
    m.world.heap.remove_finalizers(object);
    Ok(Flow::Return)
}

/// `func removecleanup(fn func())`
fn removecleanup(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let closure = m.arg(frame, 0);
    m.world.heap.remove_cleanup(closure);
    Ok(Flow::Return)
}

/// `func nextfinalizer() func()`
fn nextfinalizer(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let closure = m.world.heap.next_finalizer().unwrap_or(0);
    m.set_result(frame, 0, closure);
    Ok(Flow::Return)
}

/// `func runtime_registerWeakPointer(unsafe.Pointer) unsafe.Pointer`
fn register_weak(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let addr = m.arg(frame, 0);
    let handle = if addr == 0 { 0 } else { m.world.heap.weak_handle(addr)? };
    m.set_result(frame, 0, handle);
    Ok(Flow::Return)
}

/// `func runtime_makeStrongFromWeak(unsafe.Pointer) unsafe.Pointer`
fn strong_from_weak(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let handle = m.arg(frame, 0);
    let addr = if handle == 0 { 0 } else { m.memory().read_u64(handle) };
    m.set_result(frame, 0, addr);
    Ok(Flow::Return)
}
