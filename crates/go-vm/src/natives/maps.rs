//! Maps as `reflect` and the library use them: by descriptor and address.

use std::rc::Rc;

use super::{Flow, Frame, Native};
use crate::heap::ZERO_BASE;
use crate::machine::Machine;
use crate::map::{self, MapError, MapType};
use crate::trap::Trap;
use crate::types::NotComparable;

/// These functions.
pub const NATIVES: &[(&str, Native)] = &[
    ("runtime.makemap", makemap),
    ("runtime.maplen", maplen),
    ("runtime.mapaccess", mapaccess),
    ("runtime.mapassign", mapassign),
    ("runtime.mapdelete", mapdelete),
    ("runtime.mapclear", mapclear),
    ("runtime.mapclone", mapclone),
    ("runtime.mapiterinit", mapiterinit),
    ("runtime.mapiternext", mapiternext),
    // Go's own tests ask whether a map makes room without growing; ours does so at once, never bit by bit.
    ("runtime.sameSizeGrowForIssue69110Test", never),
];

/// The map type whose descriptor is the first argument.
fn map_type(m: &mut Machine, frame: Frame) -> Result<Rc<MapType>, Trap> {
    let addr = m.arg(frame, 0);
    let typ = m.world.type_at(addr).and_then(|id| m.world.map_type(id));
    typ.ok_or_else(|| Trap::Panic("runtime.panicmem", Vec::new()))
}

fn unhashable(m: &mut Machine, NotComparable(typ): NotComparable) -> Trap {
    Trap::Panic("runtime.panicunhashable", vec![m.world.descriptor(typ)])
}

/// `func makemap(t *_type, hint int) unsafe.Pointer`
fn makemap(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let typ = map_type(m, frame)?;
    let hint = m.arg(frame, 1) as i64;
    let seed = m.sched.random();
    let made = map::make(&mut m.world.heap, &typ, hint, seed)?;
    m.set_result(frame, 0, made);
    Ok(Flow::Return)
}

/// `func maplen(m unsafe.Pointer) int`
fn maplen(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let map = m.arg(frame, 0);
    let len = map::len(m.memory(), map);
    m.set_result(frame, 0, len);
    Ok(Flow::Return)
}

/// `func mapaccess(t *_type, m, key unsafe.Pointer) unsafe.Pointer`
fn mapaccess(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let typ = map_type(m, frame)?;
    let (map, key) = (m.arg(frame, 1), m.arg(frame, 2));
    let key = typ.key_at(m.memory(), key);
    let found = map::get(&m.world.heap, &m.world.types, &typ, map, key)
        .map_err(|error| unhashable(m, error))?;
    m.set_result(frame, 0, found.map_or(0, |at| place(at, typ.value.size)));
    Ok(Flow::Return)
}

/// Where something lies, if it has a size; else a place where nothing lies, not one behind its object.
fn place(at: u64, size: u64) -> u64 {
    if size == 0 { ZERO_BASE } else { at }
}

/// `func mapassign(t *_type, m, key, value unsafe.Pointer)`
fn mapassign(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let typ = map_type(m, frame)?;
    let [map, key, value] = [1, 2, 3].map(|index| m.arg(frame, index));
    let key = typ.key_at(m.memory(), key);
    let at =
        map::insert(&mut m.world.heap, &m.world.types, &typ, map, key).map_err(
            |error| match error {
                MapError::Nil => Trap::Panic("runtime.panicnilmap", Vec::new()),
                MapError::NotHashable(typ) => unhashable(m, NotComparable(typ)),
                MapError::OutOfMemory => Trap::OutOfMemory,
            },
        )?;
    m.memory().copy(value, at, typ.value.size);
    Ok(Flow::Return)
}

/// `func mapdelete(t *_type, m, key unsafe.Pointer)`
fn mapdelete(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let typ = map_type(m, frame)?;
    let (map, key) = (m.arg(frame, 1), m.arg(frame, 2));
    let key = typ.key_at(m.memory(), key);
    map::delete(&mut m.world.heap, &m.world.types, &typ, map, key)
        .map_err(|error| unhashable(m, error))?;
    Ok(Flow::Return)
}

/// `func mapclear(t *_type, m unsafe.Pointer)`
fn mapclear(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let typ = map_type(m, frame)?;
    let map = m.arg(frame, 1);
    map::clear(&mut m.world.heap, &typ, map);
    Ok(Flow::Return)
}

/// `func mapclone(t *_type, m unsafe.Pointer) unsafe.Pointer`
fn mapclone(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let typ = map_type(m, frame)?;
    let map = m.arg(frame, 1);
    let copy = map::clone(&mut m.world.heap, &typ, map)?;
    m.set_result(frame, 0, copy);
    Ok(Flow::Return)
}

/// `func mapiterinit(t *_type, m unsafe.Pointer) unsafe.Pointer`
fn mapiterinit(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let map = m.arg(frame, 1);
    let random = m.sched.random();
    let iter = map::start(&mut m.world.heap, map, random)?;
    m.set_result(frame, 0, iter);
    Ok(Flow::Return)
}

/// `func mapiternext(t *_type, it unsafe.Pointer) (key, value unsafe.Pointer)`: nil at the end.
fn mapiternext(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let typ = map_type(m, frame)?;
    let iter = m.arg(frame, 1);
    let entry = map::next(m.memory(), &typ, iter);
    let (key, value) = entry
        .map_or((0, 0), |(key, value)| (place(key, typ.key.size), place(value, typ.value.size)));
    m.set_result(frame, 0, key);
    m.set_result(frame, 1, value);
    Ok(Flow::Return)
}

fn never(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    m.set_result(frame, 0, 0);
    Ok(Flow::Return)
}
