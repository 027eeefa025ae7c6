//! Go's maps.
//!
//! A map is a header that points to two objects of the heap. *Entries* is an array of keys and values; an entry never changes its place
//! in it, whatever happens to the map: growing copies the array into the first half of a larger one. *Table* is a bit for each
//! entry that says whether it is in use, and an index from hashes to entries, twice as long as the array, with linear probing. A number of the
//! index has the entry's number plus one in its low bits and, above, those bits of the hash that did not choose its place, so that
//! a different key is seldom looked at. Maps of at most eight entries have no table; their bits stand in the header.
//!
//! Since entries stay where they are, an iterator is a number that counts through the places in an order drawn when it
//! starts. Whatever the program adds or deletes meanwhile, it meets no entry twice and none that is gone.
//!
//! Values of more than 128 bytes lie in objects of their own. A deleted entry is zero.

mod iter;
mod keys;
mod table;

use std::rc::Rc;

use burrow_go_ir::Code;
use burrow_go_ir::rtype::{RTypeId, Shape};

use crate::heap::{Heap, OutOfMemory, ShapeId};
use crate::memory::Memory;
use crate::types::{NotComparable, TypeInfo, Types};
use keys::Keys;
use table::View;

pub use iter::{entries, next, start};

/// The number of entries (64 bits), where `len` finds it.
pub const COUNT: u64 = 0;
/// A pointer to the entries; 0 before the first is made.
const ENTRIES: u64 = 8;
/// A pointer to the table; 0 for small maps.
const TABLE: u64 = 16;
/// The seed of the hashes.
const SEED: u64 = 24;
/// How many places for entries have been used, from the first on (32 bits, as all below).
const USED: u64 = 32;
/// How many numbers of the index stand for deleted entries.
const DELETED: u64 = 36;
/// The binary logarithm of the number of places.
const LOG: u64 = 40;
/// The word of bits where a free place was found last.
const CURSOR: u64 = 44;
/// The bits of a small map.
const BITS: u64 = 48;
const HEADER: u64 = 56;

/// Places of a small map.
const SMALL: u32 = 8;
/// The largest value that lies in its entry.
const MAX_VALUE: u64 = 128;
/// The largest number of entries that a map is made for at once.
const MAX_HINT: u64 = 1 << 28;

/// What the machine knows of a map type.
#[derive(Debug)]
pub struct MapType {
    /// Of its keys.
    pub key: Rc<TypeInfo>,
    /// Of its values.
    pub value: Rc<TypeInfo>,
    keys: Keys,
    /// Bytes from an entry's start to the value, or the pointer to it.
    value_at: u64,
    /// Whether entries hold pointers to values.
    indirect: bool,
    /// Bytes of an entry.
    stride: u64,
    /// Where entries have pointers.
    shape: ShapeId,
    /// Where a header has pointers.
    header: ShapeId,
}

/// A key: as a local has it if it is a scalar, else where it lies.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    /// A scalar's word.
    Word(u64),
    /// An address.
    At(u64),
}

/// Why an entry cannot be made. The map is as it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MapError {
    /// The map is nil.
    Nil,
    /// A key of this type has no hash.
    NotHashable(RTypeId),
    /// There is no room: after a collection there may be.
    OutOfMemory,
}

impl From<NotComparable> for MapError {
    fn from(NotComparable(typ): NotComparable) -> MapError {
        MapError::NotHashable(typ)
    }
}

impl From<OutOfMemory> for MapError {
    fn from(_: OutOfMemory) -> MapError {
        MapError::OutOfMemory
    }
}

impl MapType {
    /// Of the map type with this number; none if it is of another kind.
    pub fn new(
        types: &mut Types,
        heap: &mut Heap,
        code: &dyn Code,
        id: RTypeId,
    ) -> Option<MapType> {
        let Shape::Map { key, value } = code.rtype(id).shape else { return None };
        let (key, value) = (types.info(heap, code, key), types.info(heap, code, value));
        let indirect = value.size > MAX_VALUE;
        let (value_size, value_align) = if indirect { (8, 8) } else { (value.size, value.align) };
        let value_at = key.size.next_multiple_of(value_align);
        let stride = (value_at + value_size).next_multiple_of(key.align.max(value_align));
        let mut pointers = heap.pointers_of(key.shape, key.size);
        if indirect {
            pointers.push(value_at as u32);
        } else {
            pointers.extend(
                heap.pointers_of(value.shape, value.size).iter().map(|at| at + value_at as u32),
            );
        }
        let shape = heap.shape_of_pointers(stride, &pointers);
        let header = heap.shape_of_pointers(HEADER, &[ENTRIES as u32, TABLE as u32]);
        Some(MapType {
            keys: Keys::of(&key),
            key,
            value,
            value_at,
            indirect,
            stride,
            shape,
            header,
        })
    }

    /// The key at an address.
    pub fn key_at(&self, memory: &Memory, addr: u64) -> Key {
        match self.key.rtype.kind.scalar_size() {
            Some(1) => Key::Word(u64::from(memory.read_u8(addr))),
            Some(2) => Key::Word(u64::from(memory.read_u16(addr))),
            Some(4) => Key::Word(u64::from(memory.read_u32(addr))),
            Some(_) => Key::Word(memory.read_u64(addr)),
            None => Key::At(addr),
        }
    }

    /// Where the value of an entry lies.
    fn value_of(&self, memory: &Memory, entry: u64) -> u64 {
        if self.indirect { memory.read_u64(entry + self.value_at) } else { entry + self.value_at }
    }
}

/// A new map for about `hint` entries; its hashes depend on `seed`.
pub fn make(heap: &mut Heap, typ: &MapType, hint: i64, seed: u64) -> Result<u64, OutOfMemory> {
    let hint = u64::try_from(hint).unwrap_or(0);
    let places = if hint > MAX_HINT { 0 } else { hint.next_power_of_two() as u32 };
    let map = heap.alloc(HEADER, typ.header)?;
    heap.memory.write_u64(map + SEED, seed);
    if places > SMALL {
        table::reserve(heap, typ, map, places)?;
    }
    Ok(map)
}

/// The number of entries.
#[inline]
pub fn len(memory: &Memory, map: u64) -> u64 {
    if map == 0 { 0 } else { memory.read_u64(memory.cut(map) + COUNT) }
}

/// Where the value for a key lies; none if there is no such entry.
#[inline]
pub fn get(
    heap: &Heap,
    types: &Types,
    typ: &MapType,
    map: u64,
    key: Key,
) -> Result<Option<u64>, NotComparable> {
    let memory = &heap.memory;
    let map = memory.cut(map);
    if len(memory, map) == 0 {
        typ.keys.check(memory, types, &typ.key, key)?;
        return Ok(None);
    }
    let view = View::new(memory, typ, map);
    let (_, spot) = typ.keys.find(&view, types, &typ.key, key)?;
    Ok(spot.map(|spot| typ.value_of(memory, view.entry(spot.entry))))
}

/// Where the value for a key belongs: that of the entry that is there, else of a new one, which is zero.
#[inline]
pub fn insert(
    heap: &mut Heap,
    types: &Types,
    typ: &MapType,
    map: u64,
    key: Key,
) -> Result<u64, MapError> {
    if map == 0 {
        return Err(MapError::Nil);
    }
    let map = heap.memory.cut(map);
    let view = View::new(&heap.memory, typ, map);
    let (hash, spot) = typ.keys.find(&view, types, &typ.key, key)?;
    if let Some(spot) = spot {
        let entry = view.entry(spot.entry);
        if typ.keys.may_differ() {
            write_key(&mut heap.memory, typ, entry, key);
        }
        return Ok(typ.value_of(&heap.memory, entry));
    }
    add(heap, types, typ, map, key, hash)
}

fn add(
    heap: &mut Heap,
    types: &Types,
    typ: &MapType,
    map: u64,
    key: Key,
    hash: u64,
) -> Result<u64, MapError> {
    let value = if typ.indirect { heap.alloc(typ.value.size, typ.value.shape)? } else { 0 };
    let (number, grown) = table::place(heap, types, typ, map)?;
    let memory = &mut heap.memory;
    let entry = View::new(memory, typ, map).entry(number);
    write_key(memory, typ, entry, key);
    if typ.indirect {
        memory.write_u64(entry + typ.value_at, value);
    }
    // A small map may have had no use for the hash.
    let hash = if grown {
        typ.keys.hash_entry(memory, types, typ, entry, memory.read_u64(map + SEED))
    } else {
        hash
    };
    table::link(memory, types, typ, map, number, hash);
    Ok(typ.value_of(memory, entry))
}

fn write_key(memory: &mut Memory, typ: &MapType, entry: u64, key: Key) {
    match (key, typ.key.size) {
        (Key::Word(word), 1) => memory.write_u8(entry, word as u8),
        (Key::Word(word), 2) => memory.write_u16(entry, word as u16),
        (Key::Word(word), 4) => memory.write_u32(entry, word as u32),
        (Key::Word(word), _) => memory.write_u64(entry, word),
        (Key::At(addr), size) => memory.copy(addr, entry, size),
    }
}

/// Deletes the entry for a key, if there is one.
pub fn delete(
    heap: &mut Heap,
    types: &Types,
    typ: &MapType,
    map: u64,
    key: Key,
) -> Result<(), NotComparable> {
    let memory = &mut heap.memory;
    let map = memory.cut(map);
    if len(memory, map) == 0 {
        return typ.keys.check(memory, types, &typ.key, key);
    }
    let view = View::new(memory, typ, map);
    let (_, spot) = typ.keys.find(&view, types, &typ.key, key)?;
    if let Some(spot) = spot {
        let entry = view.entry(spot.entry);
        table::remove(memory, map, spot);
        memory.zero(entry, typ.stride);
    }
    Ok(())
}

/// Deletes all entries.
pub fn clear(heap: &mut Heap, typ: &MapType, map: u64) {
    let map = heap.memory.cut(map);
    if len(&heap.memory, map) > 0 {
        table::clear(&mut heap.memory, typ, map);
    }
}

/// A map with the same entries.
pub fn clone(heap: &mut Heap, typ: &MapType, map: u64) -> Result<u64, OutOfMemory> {
    if map == 0 {
        return Ok(0);
    }
    let copy = heap.alloc(HEADER, typ.header)?;
    heap.memory.copy(heap.memory.cut(map), copy, HEADER);
    table::unshare(heap, typ, copy)?;
    Ok(copy)
}

#[cfg(test)]
mod tests;
