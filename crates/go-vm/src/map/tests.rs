use std::collections::{HashMap, HashSet};

use burrow_go_ir::layout::Kind;
use burrow_go_ir::rtype::Shape;

use super::*;
use crate::types::fixture::Fixture;

struct World {
    heap: Heap,
    types: Types,
    code: Fixture,
    random: u64,
    /// Where keys are put that are no words.
    place: u64,
}

impl World {
    fn new() -> World {
        let mut heap = Heap::new(256 << 20, false);
        let place = heap.alloc_static(256, ShapeId::NOSCAN);
        World { heap, types: Types::default(), code: Fixture::default(), random: 1, place }
    }

    fn random(&mut self) -> u64 {
        self.random =
            crate::types::add_word(self.random ^ 0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93)
                .wrapping_add(1);
        self.random
    }

    fn map_type(&mut self, key: RTypeId, value: RTypeId) -> MapType {
        let id = self.code.map(key, value);
        MapType::new(&mut self.types, &mut self.heap, &self.code, id).unwrap()
    }

    fn make(&mut self, typ: &MapType, hint: i64) -> u64 {
        let seed = self.random();
        make(&mut self.heap, typ, hint, seed).unwrap()
    }

    fn set(&mut self, typ: &MapType, map: u64, key: Key, value: u64) {
        let at = insert(&mut self.heap, &self.types, typ, map, key).unwrap();
        self.heap.memory.write_u64(at, value);
    }

    fn value(&self, typ: &MapType, map: u64, key: Key) -> Option<u64> {
        get(&self.heap, &self.types, typ, map, key).unwrap().map(|at| self.heap.memory.read_u64(at))
    }

    fn delete(&mut self, typ: &MapType, map: u64, key: Key) {
        delete(&mut self.heap, &self.types, typ, map, key).unwrap();
    }

    /// A string in memory.
    fn text(&mut self, text: &str) -> Key {
        let bytes = self.heap.static_bytes(text.as_bytes());
        let at = self.heap.alloc_static(16, ShapeId::NOSCAN);
        self.heap.memory.write_u64(at, bytes);
        self.heap.memory.write_u64(at + 8, text.len() as u64);
        Key::At(at)
    }

    fn entries(&mut self, typ: &MapType, map: u64) -> Vec<(u64, u64)> {
        let random = self.random();
        let iter = start(&mut self.heap, map, random).unwrap();
        let mut entries = Vec::new();
        while let Some((key, value)) = next(&mut self.heap.memory, typ, iter) {
            entries.push((self.heap.memory.read_u64(key), self.heap.memory.read_u64(value)));
        }
        entries
    }
}

#[test]
fn random_operations_do_what_another_map_does() {
    let mut world = World::new();
    let int = world.code.int();
    let typ = world.map_type(int, int);
    for (range, rounds) in [(6, 2000), (40, 5000), (3000, 100_000)] {
        let map = world.make(&typ, 0);
        let mut model = HashMap::new();
        for round in 0..rounds {
            let key = world.random() % range;
            match world.random() % 10 {
                0..5 => {
                    world.set(&typ, map, Key::Word(key), round);
                    model.insert(key, round);
                }
                5..8 => {
                    world.delete(&typ, map, Key::Word(key));
                    model.remove(&key);
                }
                _ => assert_eq!(world.value(&typ, map, Key::Word(key)), model.get(&key).copied()),
            }
            assert_eq!(len(&world.heap.memory, map), model.len() as u64);
            if world.random().is_multiple_of(10_000) {
                clear(&mut world.heap, &typ, map);
                model.clear();
            }
        }
        let entries = world.entries(&typ, map);
        assert_eq!(entries.len(), model.len());
        assert_eq!(entries.into_iter().collect::<HashMap<_, _>>(), model);
        let copy = clone(&mut world.heap, &typ, map).unwrap();
        clear(&mut world.heap, &typ, map);
        assert_eq!(world.entries(&typ, copy).into_iter().collect::<HashMap<_, _>>(), model);
        assert_eq!(len(&world.heap.memory, map), 0);
    }
}

#[test]
fn a_queue_does_not_grow() {
    let mut world = World::new();
    let int = world.code.int();
    let typ = world.map_type(int, int);
    let map = world.make(&typ, 0);
    for key in 0..20_000_u64 {
        world.set(&typ, map, Key::Word(key), key);
        if key >= 20 {
            world.delete(&typ, map, Key::Word(key - 20));
        }
    }
    assert_eq!(len(&world.heap.memory, map), 20);
    assert!(world.heap.memory.read_u32(map + LOG) <= 6);
    assert_eq!(world.value(&typ, map, Key::Word(19_990)), Some(19_990));
}

#[test]
fn what_changes_during_an_iteration_is_met_once_at_most() {
    let mut world = World::new();
    let int = world.code.int();
    let typ = world.map_type(int, int);
    for size in [3, 8, 9, 100, 1000] {
        let map = world.make(&typ, 0);
        for key in 0..size {
            world.set(&typ, map, Key::Word(key), key);
        }
        let random = world.random();
        let iter = start(&mut world.heap, map, random).unwrap();
        let (mut seen, mut deleted) = (HashSet::new(), HashSet::new());
        while let Some((key, _)) = next(&mut world.heap.memory, &typ, iter) {
            let key = world.heap.memory.read_u64(key);
            assert!(seen.insert(key), "{key} twice");
            assert!(!deleted.contains(&key), "{key} is gone");
            // New keys make the map grow; every third key that waits goes.
            for new in 0..3 {
                world.set(&typ, map, Key::Word(1_000_000 + key * 3 + new), 0);
            }
            let victim = world.random() % size;
            if !seen.contains(&victim) && victim.is_multiple_of(3) {
                world.delete(&typ, map, Key::Word(victim));
                deleted.insert(victim);
            }
            assert!(seen.len() < 100_000, "endless");
        }
        for key in 0..size {
            assert!(seen.contains(&key) || deleted.contains(&key), "{key} of {size} was left out");
        }
    }
}

#[test]
fn the_order_differs_from_run_to_run() {
    let mut world = World::new();
    let int = world.code.int();
    let typ = world.map_type(int, int);
    for size in [3, 9, 40] {
        let map = world.make(&typ, 0);
        for key in 0..size {
            world.set(&typ, map, Key::Word(key), key);
        }
        let orders: HashSet<_> = (0..50).map(|_| world.entries(&typ, map)).collect();
        assert!(orders.len() >= 3, "{} orders of {size}", orders.len());
    }
}

#[test]
fn strings_are_found_by_their_bytes() {
    let mut world = World::new();
    let (string, int) = (world.code.string(), world.code.int());
    let typ = world.map_type(string, int);
    let map = world.make(&typ, 0);
    for number in 0..500 {
        let key = world.text(&format!("key {number}"));
        world.set(&typ, map, key, number);
        let last = world.text(&format!("key {}", number / 2));
        assert_eq!(world.value(&typ, map, last), Some(number / 2));
    }
    let absent = world.text("key 500");
    assert_eq!(world.value(&typ, map, absent), None);
    assert_eq!(len(&world.heap.memory, map), 500);
}

#[test]
fn zeros_are_one_key_and_nan_never_is() {
    let mut world = World::new();
    let float = world.code.float();
    let int = world.code.int();
    let typ = world.map_type(float, int);
    let map = world.make(&typ, 0);
    world.set(&typ, map, Key::Word(0.0_f64.to_bits()), 1);
    world.set(&typ, map, Key::Word((-0.0_f64).to_bits()), 2);
    assert_eq!(world.entries(&typ, map), [((-0.0_f64).to_bits(), 2)]);
    for round in 0..100 {
        world.set(&typ, map, Key::Word(f64::NAN.to_bits()), round);
        assert_eq!(world.value(&typ, map, Key::Word(f64::NAN.to_bits())), None);
    }
    assert_eq!(len(&world.heap.memory, map), 101);
    assert_eq!(world.entries(&typ, map).len(), 101);
    clear(&mut world.heap, &typ, map);
    assert!(world.entries(&typ, map).is_empty());
}

#[test]
fn interfaces_may_hold_what_has_no_hash() {
    let mut world = World::new();
    let (any, int) = (world.code.any(), world.code.int());
    let slice = world.code.slice(int);
    let typ = world.map_type(any, int);
    let map = world.make(&typ, 0);
    let World { heap, types, code, place, .. } = &mut world;
    let descriptor = types.descriptor(heap, code, slice);
    heap.memory.write_u64(*place, descriptor);
    let key = Key::At(*place);
    assert_eq!(get(heap, types, &typ, 0, key), Err(NotComparable(slice)));
    assert_eq!(delete(heap, types, &typ, map, key), Err(NotComparable(slice)));
    assert_eq!(insert(heap, types, &typ, map, key), Err(MapError::NotHashable(slice)));
    assert_eq!(insert(heap, types, &typ, 0, key), Err(MapError::Nil));
    let number = types.descriptor(heap, code, int);
    for value in 0..30 {
        let data = heap.static_bytes(&u64::to_le_bytes(value));
        heap.memory.write_u64(*place, number);
        heap.memory.write_u64(*place + 8, data);
        let at = insert(heap, types, &typ, map, key).unwrap();
        heap.memory.write_u64(at, value);
    }
    let data = heap.static_bytes(&u64::to_le_bytes(17));
    heap.memory.write_u64(*place + 8, data);
    let at = get(heap, types, &typ, map, key).unwrap().unwrap();
    assert_eq!(heap.memory.read_u64(at), 17);
}

#[test]
fn small_keys_and_large_values_keep_their_places() {
    let mut world = World::new();
    let byte = world.code.scalar("uint8", Kind::U8, Shape::Uint8);
    let int = world.code.int();
    let pointer = world.code.pointer(int);
    let large = world.code.array(40, pointer);
    let typ = world.map_type(byte, large);
    let map = world.make(&typ, 4);
    for key in 0..200 {
        let object = world.heap.alloc(8, ShapeId::NOSCAN).unwrap();
        world.heap.memory.write_u64(object, key);
        let at = insert(&mut world.heap, &world.types, &typ, map, Key::Word(key)).unwrap();
        world.heap.memory.write_u64(at + 39 * 8, object);
    }
    let copy = clone(&mut world.heap, &typ, map).unwrap();
    clear(&mut world.heap, &typ, map);
    // Only the copy is a root: what it holds must live.
    world.heap.start();
    world.heap.mark(copy);
    world.heap.finish(|_| {});
    for _ in 0..10_000 {
        let junk = world.heap.alloc(8, ShapeId::NOSCAN).unwrap();
        world.heap.memory.write_u64(junk, u64::MAX);
    }
    for key in 0..200 {
        let at = get(&world.heap, &world.types, &typ, copy, Key::Word(key)).unwrap().unwrap();
        let object = world.heap.memory.read_u64(at + 39 * 8);
        assert_eq!(world.heap.memory.read_u64(object), key);
    }
}

#[test]
fn structures_without_size_are_one_key() {
    let mut world = World::new();
    let empty = world.code.structure(&[]);
    let typ = world.map_type(empty, empty);
    let map = world.make(&typ, 100);
    for _ in 0..10 {
        insert(&mut world.heap, &world.types, &typ, map, Key::At(world.place)).unwrap();
    }
    assert_eq!(len(&world.heap.memory, map), 1);
    assert_eq!(world.entries(&typ, map).len(), 1);
    delete(&mut world.heap, &world.types, &typ, map, Key::At(world.place)).unwrap();
    assert_eq!(len(&world.heap.memory, map), 0);
}
