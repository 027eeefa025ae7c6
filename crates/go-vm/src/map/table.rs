//! The table of a map; see the module's comment.

use super::{BITS, COUNT, CURSOR, DELETED, ENTRIES, LOG, MapType, SEED, SMALL, TABLE, USED};
use crate::heap::{Heap, OutOfMemory, ShapeId};
use crate::memory::Memory;
use crate::types::Types;

/// Where an entry is.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// Its number.
    pub entry: u32,
    /// The place in the index; 0 in a small map.
    pub slot: u32,
}

/// A map that is being looked at.
pub struct View<'a> {
    /// Where it lies.
    pub memory: &'a Memory,
    map: u64,
    entries: u64,
    stride: u64,
    table: u64,
}

impl<'a> View<'a> {
    /// Of a map that is not nil.
    #[inline]
    pub fn new(memory: &'a Memory, typ: &MapType, map: u64) -> View<'a> {
        View {
            memory,
            map,
            entries: memory.read_u64(map + ENTRIES),
            stride: typ.stride,
            table: memory.read_u64(map + TABLE),
        }
    }

    /// The seed of its hashes.
    #[inline]
    pub fn seed(&self) -> u64 {
        self.memory.read_u64(self.map + SEED)
    }

    /// Whether it has no table.
    #[inline]
    pub fn is_small(&self) -> bool {
        self.table == 0
    }

    /// The address of an entry.
    #[inline]
    pub fn entry(&self, number: u32) -> u64 {
        self.entries.wrapping_add(u64::from(number).wrapping_mul(self.stride))
    }

    /// The entry with this hash that `is` the one.
    #[inline]
    pub fn find(&self, hash: u64, is: impl Fn(u64) -> bool) -> Option<Spot> {
        if self.is_small() {
            let mut bits = self.memory.read_u64(self.map + BITS);
            while bits != 0 {
                let entry = bits.trailing_zeros();
                if is(self.entry(entry)) {
                    return Some(Spot { entry, slot: 0 });
                }
                bits &= bits - 1;
            }
            return None;
        }
        let index = Index::new(self.memory, self.map, self.table);
        let (mut slot, tag) = index.split(hash);
        for _ in 0..index.places() {
            let number = self.memory.read_u32(index.at(slot));
            if number == 0 {
                return None;
            }
            if number & !index.low() == tag && number & index.low() != index.low() {
                let entry = (number & index.low()) - 1;
                if is(self.entry(entry)) {
                    return Some(Spot { entry, slot });
                }
            }
            slot = (slot + 1) & index.mask();
        }
        None
    }
}

/// Where the index of a map lies. Its length is a power of two, twice the number of places for entries.
#[derive(Clone, Copy)]
struct Index {
    start: u64,
    /// The binary logarithm of its length.
    log: u32,
}

impl Index {
    #[inline]
    fn new(memory: &Memory, map: u64, table: u64) -> Index {
        let places = (memory.read_u32(map + LOG) & 31).min(30);
        Index { start: table + bits_len(1 << places), log: places + 1 }
    }

    /// How many places it has.
    #[inline]
    fn places(self) -> u32 {
        1 << self.log
    }

    #[inline]
    fn mask(self) -> u32 {
        self.places() - 1
    }

    /// The bits of a number that tell the entry. All of them set mark a deleted one.
    #[inline]
    fn low(self) -> u32 {
        self.mask()
    }

    #[inline]
    fn at(self, slot: u32) -> u64 {
        self.start + 4 * u64::from(slot)
    }

    /// The place that a hash asks for, and what a number there has above the entry.
    #[inline]
    fn split(self, hash: u64) -> (u32, u32) {
        let top = (hash >> 32) as u32;
        (top >> (32 - self.log), top << self.log)
    }
}

/// Bytes of the bits of so many places.
fn bits_len(places: u32) -> u64 {
    u64::from(places.div_ceil(64)) * 8
}

/// Bytes of a table for so many places.
fn table_len(places: u32) -> u64 {
    bits_len(places) + 8 * u64::from(places)
}

/// Whether an entry is in use.
#[inline]
pub fn in_use(memory: &Memory, map: u64, entry: u32) -> bool {
    memory.read_u64(bits_word(memory, map, entry)) & bit(entry) != 0
}

/// The address of the word with the bit of an entry.
#[inline]
fn bits_word(memory: &Memory, map: u64, entry: u32) -> u64 {
    match memory.read_u64(map + TABLE) {
        0 => map + BITS,
        table => table + u64::from(entry / 64) * 8,
    }
}

fn bit(entry: u32) -> u64 {
    1 << (entry % 64)
}

/// Gives a map that has none its entries and table.
pub fn reserve(heap: &mut Heap, typ: &MapType, map: u64, places: u32) -> Result<(), OutOfMemory> {
    let entries = heap.alloc(u64::from(places) * typ.stride, typ.shape)?;
    let table = if places > SMALL { heap.alloc(table_len(places), ShapeId::NOSCAN)? } else { 0 };
    heap.memory.write_u64(map + ENTRIES, entries);
    heap.memory.write_u64(map + TABLE, table);
    heap.memory.write_u32(map + LOG, places.trailing_zeros());
    Ok(())
}

/// The number of a place for a new entry, and whether the map has grown for it.
pub fn place(
    heap: &mut Heap,
    types: &Types,
    typ: &MapType,
    map: u64,
) -> Result<(u32, bool), OutOfMemory> {
    if heap.memory.read_u64(map + ENTRIES) == 0 {
        reserve(heap, typ, map, SMALL)?;
    }
    if let Some(entry) = free_place(&mut heap.memory, map) {
        return Ok((entry, false));
    }
    grow(heap, types, typ, map)?;
    free_place(&mut heap.memory, map).map(|entry| (entry, true)).ok_or(OutOfMemory)
}

/// A place that no entry is in; none if the map should grow.
fn free_place(memory: &mut Memory, map: u64) -> Option<u32> {
    let places = places(memory, map);
    let used = memory.read_u32(map + USED);
    if used < places {
        return Some(used);
    }
    let table = memory.read_u64(map + TABLE);
    if table == 0 {
        let entry = (!memory.read_u64(map + BITS)).trailing_zeros();
        return (entry < places).then_some(entry);
    }
    // With few places left the search for one would be long.
    if memory.read_u64(map + COUNT) > u64::from(places - places / 8) {
        return None;
    }
    let words = places.div_ceil(64);
    let valid = if places < 64 { bit(places) - 1 } else { u64::MAX };
    let mut word = memory.read_u32(map + CURSOR) % words;
    for _ in 0..words {
        let free = !memory.read_u64(table + 8 * u64::from(word)) & valid;
        if free != 0 {
            memory.write_u32(map + CURSOR, word);
            return Some(word * 64 + free.trailing_zeros());
        }
        word = (word + 1) % words;
    }
    None
}

fn places(memory: &Memory, map: u64) -> u32 {
    1 << (memory.read_u32(map + LOG) & 31).min(30)
}

fn grow(heap: &mut Heap, types: &Types, typ: &MapType, map: u64) -> Result<(), OutOfMemory> {
    let before = places(&heap.memory, map);
    if before >= 1 << 30 {
        return Err(OutOfMemory);
    }
    let (old_entries, old_table) =
        (heap.memory.read_u64(map + ENTRIES), heap.memory.read_u64(map + TABLE));
    reserve(heap, typ, map, before * 2)?;
    let memory = &mut heap.memory;
    memory.copy(old_entries, memory.read_u64(map + ENTRIES), u64::from(before) * typ.stride);
    let table = memory.read_u64(map + TABLE);
    if old_table == 0 {
        memory.write_u64(table, memory.read_u64(map + BITS));
    } else {
        memory.copy(old_table, table, bits_len(before));
    }
    index_all(memory, types, typ, map);
    Ok(())
}

/// Fills the index from the entries.
fn index_all(memory: &mut Memory, types: &Types, typ: &MapType, map: u64) {
    let table = memory.read_u64(map + TABLE);
    let seed = memory.read_u64(map + SEED);
    let index = Index::new(memory, map, table);
    memory.zero(index.start, 4 * u64::from(index.places()));
    memory.write_u32(map + DELETED, 0);
    let entries = memory.read_u64(map + ENTRIES);
    for entry in 0..memory.read_u32(map + USED) {
        if in_use(memory, map, entry) {
            let hash = typ.keys.hash_entry(
                memory,
                types,
                typ,
                entries + u64::from(entry) * typ.stride,
                seed,
            );
            put(memory, map, index, entry, hash);
        }
    }
}

/// Puts an entry into the index.
fn put(memory: &mut Memory, map: u64, index: Index, entry: u32, hash: u64) {
    let (mut slot, tag) = index.split(hash);
    for _ in 0..index.places() {
        let at = index.at(slot);
        let number = memory.read_u32(at);
        if number == 0 || number == index.low() {
            if number != 0 {
                let deleted = memory.read_u32(map + DELETED);
                memory.write_u32(map + DELETED, deleted.saturating_sub(1));
            }
            memory.write_u32(at, tag | (entry + 1));
            return;
        }
        slot = (slot + 1) & index.mask();
    }
}

/// Makes an entry, whose key is in its place, part of the map.
pub fn link(memory: &mut Memory, types: &Types, typ: &MapType, map: u64, entry: u32, hash: u64) {
    let count = memory.read_u64(map + COUNT);
    let table = memory.read_u64(map + TABLE);
    if table != 0 {
        let index = Index::new(memory, map, table);
        let taken = count.wrapping_add(u64::from(memory.read_u32(map + DELETED)));
        if taken >= u64::from(index.places() / 4 * 3) {
            index_all(memory, types, typ, map);
        }
        put(memory, map, index, entry, hash);
    }
    let word = bits_word(memory, map, entry);
    memory.write_u64(word, memory.read_u64(word) | bit(entry));
    let used = memory.read_u32(map + USED);
    memory.write_u32(map + USED, used.max(entry + 1));
    memory.write_u64(map + COUNT, count.wrapping_add(1));
}

/// Takes an entry out of bits, index and count.
pub fn remove(memory: &mut Memory, map: u64, spot: Spot) {
    let word = bits_word(memory, map, spot.entry);
    memory.write_u64(word, memory.read_u64(word) & !bit(spot.entry));
    memory.write_u64(map + COUNT, memory.read_u64(map + COUNT).saturating_sub(1));
    let table = memory.read_u64(map + TABLE);
    if table == 0 {
        return;
    }
    let index = Index::new(memory, map, table);
    // Where no search goes on behind it, the place becomes empty again.
    let behind = memory.read_u32(index.at((spot.slot + 1) & index.mask()));
    if behind == 0 {
        memory.write_u32(index.at(spot.slot), 0);
    } else {
        memory.write_u32(index.at(spot.slot), index.low());
        memory.write_u32(map + DELETED, memory.read_u32(map + DELETED).wrapping_add(1));
    }
}

/// Takes all entries out and makes them zero.
pub fn clear(memory: &mut Memory, typ: &MapType, map: u64) {
    let places = places(memory, map);
    memory.zero(memory.read_u64(map + ENTRIES), u64::from(places) * typ.stride);
    match memory.read_u64(map + TABLE) {
        0 => memory.write_u64(map + BITS, 0),
        table => memory.zero(table, table_len(places)),
    }
    memory.write_u64(map + COUNT, 0);
    memory.write_u32(map + USED, 0);
    memory.write_u32(map + DELETED, 0);
    memory.write_u32(map + CURSOR, 0);
}

/// Gives the header of a copied map entries and a table of its own.
pub fn unshare(heap: &mut Heap, typ: &MapType, map: u64) -> Result<(), OutOfMemory> {
    let (old_entries, old_table) =
        (heap.memory.read_u64(map + ENTRIES), heap.memory.read_u64(map + TABLE));
    if old_entries == 0 {
        return Ok(());
    }
    let places = places(&heap.memory, map);
    reserve(heap, typ, map, places)?;
    let entries = heap.memory.read_u64(map + ENTRIES);
    heap.memory.copy(old_entries, entries, u64::from(places) * typ.stride);
    if old_table != 0 {
        let table = heap.memory.read_u64(map + TABLE);
        heap.memory.copy(old_table, table, table_len(places));
    }
    if !typ.indirect {
        return Ok(());
    }
    for entry in 0..heap.memory.read_u32(map + USED) {
        if in_use(&heap.memory, map, entry) {
            let at = entries + u64::from(entry) * typ.stride + typ.value_at;
            let value = heap.alloc(typ.value.size, typ.value.shape)?;
            heap.memory.copy(heap.memory.read_u64(at), value, typ.value.size);
            heap.memory.write_u64(at, value);
        }
    }
    Ok(())
}
