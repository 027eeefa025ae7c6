//! Iteration over a map; see the module's comment.

use super::table::{View, in_use};
use super::{MapType, USED};
use crate::heap::{Heap, OutOfMemory};
use crate::memory::Memory;

/// The map; nil once there is nothing left.
const MAP: u64 = 0;
/// How many places have been looked at (32 bits, as all below).
const DONE: u64 = 8;
/// How many there are: a power of two, or 0.
const LIMIT: u64 = 12;
/// The first place.
const FIRST: u64 = 16;
/// How far the next place lies; odd, so that all are met.
const STEP: u64 = 20;
const SIZE: u64 = 24;

/// A new iterator, an object of the heap. The order depends on `random`.
pub fn start(heap: &mut Heap, map: u64, random: u64) -> Result<u64, OutOfMemory> {
    let shape = heap.shape_of_pointers(SIZE, &[MAP as u32]);
    let iter = heap.alloc(SIZE, shape)?;
    let memory = &mut heap.memory;
    if super::len(memory, map) == 0 {
        return Ok(iter);
    }
    let limit = memory.read_u32(memory.cut(map) + USED).checked_next_power_of_two().unwrap_or(0);
    memory.write_u64(iter + MAP, map);
    memory.write_u32(iter + LIMIT, limit);
    memory.write_u32(iter + FIRST, random as u32 & limit.wrapping_sub(1));
    // Small steps, so that neighbours are met while they are near.
    memory.write_u32(iter + STEP, if limit > 8 { (random >> 32) as u32 % 8 * 2 + 1 } else { 1 });
    Ok(iter)
}

/// Goes to the next entry: where its key and its value lie. None at the end.
pub fn next(memory: &mut Memory, typ: &MapType, iter: u64) -> Option<(u64, u64)> {
    let iter = memory.cut(iter);
    let map = memory.cut(memory.read_u64(iter + MAP));
    if map == 0 {
        return None;
    }
    let limit = memory.read_u32(iter + LIMIT);
    let (first, step) = (memory.read_u32(iter + FIRST), memory.read_u32(iter + STEP));
    let used = memory.read_u32(map + USED);
    for done in memory.read_u32(iter + DONE)..limit {
        let place = first.wrapping_add(done.wrapping_mul(step)) & limit.wrapping_sub(1);
        if place < used && in_use(memory, map, place) {
            memory.write_u32(iter + DONE, done + 1);
            let entry = View::new(memory, typ, map).entry(place);
            return Some((entry, typ.value_of(memory, entry)));
        }
    }
    memory.write_u64(iter + MAP, 0);
    None
}

/// Where keys and values lie, of at most `most` entries in the order in which they were made, to be looked at.
pub fn entries(memory: &Memory, typ: &MapType, map: u64, most: usize) -> Vec<(u64, u64)> {
    let map = memory.cut(map);
    let places = (0..memory.read_u32(map + USED)).filter(|&place| in_use(memory, map, place));
    let entry = |place| {
        let entry = View::new(memory, typ, map).entry(place);
        (entry, typ.value_of(memory, entry))
    };
    places.map(entry).take(most).collect()
}
