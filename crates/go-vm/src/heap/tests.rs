use std::collections::HashSet;

use super::*;

fn heap() -> Heap {
    Heap::new(64 << 20, false)
}

fn collect(heap: &mut Heap, roots: &[u64]) {
    heap.start();
    for &root in roots {
        heap.mark(root);
    }
    heap.finish(|_| {});
}

fn alive(heap: &Heap, addr: u64) -> bool {
    heap.object(addr).is_some()
}

#[test]
fn objects_are_zero_and_apart() {
    let mut heap = heap();
    let mut seen = HashSet::new();
    for round in 0..3 {
        for size in (1..2000).step_by(7).chain([32_768, 32_769, 100_000]) {
            let shape = if size % 2 == 0 { ShapeId::POINTERS } else { ShapeId::NOSCAN };
            let addr = heap.alloc(size, shape).unwrap();
            assert_eq!(addr % 8, 0);
            assert!(seen.insert(addr));
            let (start, room, _) = heap.object(addr).unwrap();
            assert_eq!(start, addr);
            assert!(
                room >= size && heap.memory.slice(addr, room).iter().all(|&byte| byte == 0),
                "{size}"
            );
            assert_eq!(
                heap.object(addr + size - 1),
                Some((addr, room, if size % 2 == 0 { shape } else { ShapeId::NOSCAN }))
            );
            heap.memory.slice_mut(addr, size).fill(0xff);
        }
        if round < 2 {
            // All of them die; their bytes come back zeroed.
            seen.clear();
            collect(&mut heap, &[]);
            assert_eq!(heap.live(), 0);
        }
    }
}

#[test]
fn what_can_be_reached_stays() {
    let mut heap = heap();
    let pair = heap.shape_of_pointers(24, &[0, 16]);
    // A list long enough to show whether marking is recursive: next, value, other.
    let mut list = 0;
    for value in 0..200_000_u64 {
        let node = heap.alloc(24, pair).unwrap();
        heap.memory.write_u64(node, list);
        heap.memory.write_u64(node + 8, value);
        list = node;
        // Garbage between, and a word that only looks like a pointer.
        let junk = heap.alloc(24, pair).unwrap();
        heap.memory.write_u64(junk, list);
    }
    let mallocs = heap.stats().mallocs;
    collect(&mut heap, &[list]);
    let stats = heap.stats();
    assert_eq!((stats.mallocs, stats.frees), (mallocs, 200_000));
    assert_eq!(heap.live(), 200_000 * 24);
    for _ in 0..200_000 {
        let junk = heap.alloc(24, ShapeId::NOSCAN).unwrap();
        heap.memory.slice_mut(junk, 24).fill(0xee);
    }
    let (mut at, mut value) = (list, 200_000);
    while at != 0 {
        value -= 1;
        assert_eq!(heap.memory.read_u64(at + 8), value);
        at = heap.memory.read_u64(at);
    }
    assert_eq!(value, 0);
}

#[test]
fn pointers_into_objects_keep_them() {
    let mut heap = heap();
    for size in [8, 24, 100, 5000, 40_000, 3_000_000] {
        let addr = heap.alloc(size, ShapeId::NOSCAN).unwrap();
        let other = heap.alloc(size, ShapeId::NOSCAN).unwrap();
        collect(&mut heap, &[addr + size - 1]);
        assert!(alive(&heap, addr), "{size}");
        assert!(!alive(&heap, other), "{size}");
        let end = heap.memory.size();
        collect(&mut heap, &[0, 1, 4095, u64::MAX, end, end - 1]);
        assert!(!alive(&heap, addr));
    }
}

#[test]
fn large_arrays_are_looked_through() {
    let mut heap = heap();
    // Elements of 40 bytes with a pointer at 8, and an array of arrays with holes.
    let simple = heap.shape_of_pointers(40, &[8]);
    let nested =
        heap.shape(&Layout { size: 72, align: 8, pointers: vec![0], repeat: 4, stride: 16 });
    for (shape, stride, offsets) in [(simple, 40, vec![8]), (nested, 72, vec![0, 16, 32, 48])] {
        let count = 30_000;
        let array = heap.alloc(count * stride, shape).unwrap();
        let mut kept = Vec::new();
        for index in (0..count).step_by(997).chain([count - 1]) {
            for at in (0..stride).step_by(8) {
                let object = heap.alloc(16, ShapeId::NOSCAN).unwrap();
                heap.memory.write_u64(array + index * stride + at, object);
                kept.push((object, offsets.contains(&at)));
            }
        }
        collect(&mut heap, &[array + 1000]);
        for (object, pointed) in kept {
            assert_eq!(alive(&heap, object), pointed);
        }
    }
}

#[test]
fn static_data_and_ranges_are_roots() {
    let mut heap = heap();
    let shape = heap.shape_of_pointers(16, &[8]);
    let global = heap.alloc_static(16, shape);
    let [a, b, c, d] = [(); 4].map(|()| heap.alloc(16, ShapeId::NOSCAN).unwrap());
    heap.memory.write_u64(global, a);
    heap.memory.write_u64(global + 8, b);
    let range = heap.alloc(16, ShapeId::NOSCAN).unwrap();
    heap.memory.write_u64(range, c);
    heap.memory.write_u64(range + 8, d);
    heap.start();
    heap.mark_range(range, 16, shape);
    heap.finish(|_| {});
    assert_eq!([a, b, c, d].map(|object| alive(&heap, object)), [false, true, false, true]);
}

#[test]
fn memory_ends_and_comes_back() {
    let mut heap = Heap::new(16 << 20, false);
    for round in 0..3 {
        let mut count = 0;
        while heap.alloc(100_000, ShapeId::NOSCAN).is_ok() {
            count += 1;
        }
        assert!((140..=165).contains(&count), "{count} in round {round}");
        collect(&mut heap, &[]);
        let mut count = 0;
        while heap.alloc(64, ShapeId::POINTERS).is_ok() {
            count += 1;
        }
        assert!((200_000..=262_144).contains(&count), "{count} in round {round}");
        assert_eq!(heap.alloc(u64::MAX, ShapeId::NOSCAN), Err(OutOfMemory));
        collect(&mut heap, &[]);
    }
}

#[test]
fn a_collection_is_due_when_much_has_been_given_out() {
    let mut heap = heap();
    let mut due = 0;
    while !heap.should_collect(1024) {
        heap.alloc(1024, ShapeId::NOSCAN).unwrap();
        due += 1;
    }
    assert!((4000..20_000).contains(&due));
    collect(&mut heap, &[]);
    assert!(!heap.should_collect(1024));
    assert!(Heap::new(16 << 20, true).should_collect(8));
}

#[test]
fn finalizers_run_once_and_cleanups_after_death() {
    let mut heap = heap();
    let object = heap.alloc(8, ShapeId::POINTERS).unwrap();
    let inner = heap.alloc(8, ShapeId::NOSCAN).unwrap();
    heap.memory.write_u64(object, inner);
    let [finalizer, cleanup] = [(); 2].map(|()| heap.alloc(16, ShapeId::NOSCAN).unwrap());
    assert!(heap.add_finalizer(object, finalizer, true));
    assert!(heap.add_finalizer(inner + 4, cleanup, false));
    assert!(!heap.add_finalizer(12, cleanup, false));
    collect(&mut heap, &[object]);
    assert_eq!(heap.next_finalizer(), None);
    collect(&mut heap, &[]);
    // The object and what it holds live on for the finalizer.
    assert_eq!(heap.next_finalizer(), Some(finalizer));
    assert_eq!(heap.next_finalizer(), None);
    assert!(alive(&heap, object) && alive(&heap, inner));
    collect(&mut heap, &[]);
    assert!(!alive(&heap, object) && !alive(&heap, inner));
    assert_eq!(heap.next_finalizer(), Some(cleanup));
}

#[test]
fn weak_handles_become_zero() {
    let mut heap = heap();
    let object = heap.alloc(32, ShapeId::NOSCAN).unwrap();
    let handle = heap.weak_handle(object).unwrap();
    let inside = heap.weak_handle(object + 8).unwrap();
    assert_eq!(heap.weak_handle(object).unwrap(), handle);
    assert_ne!(inside, handle);
    collect(&mut heap, &[object, handle, inside]);
    assert_eq!((heap.memory.read_u64(handle), heap.memory.read_u64(inside)), (object, object + 8));
    collect(&mut heap, &[handle, inside]);
    assert_eq!((heap.memory.read_u64(handle), heap.memory.read_u64(inside)), (0, 0));
}

#[test]
fn stacks_are_used_again() {
    let mut heap = heap();
    let mut stacks = Vec::new();
    for round in 0..3 {
        for _ in 0..1000 {
            stacks.push((heap.alloc_stack(512).unwrap(), 512));
            stacks.push((heap.alloc_stack(1 << 16).unwrap(), 1 << 16));
        }
        let starts: HashSet<_> = stacks.iter().map(|stack| stack.0).collect();
        assert_eq!(starts.len(), 2000);
        if round == 0 {
            assert_eq!(heap.alloc_stack(1 << 26), Err(OutOfMemory));
        }
        for (addr, bytes) in stacks.drain(..) {
            assert!(heap.object(addr).is_none());
            heap.free_stack(addr, bytes);
        }
        assert_eq!(heap.stats().stack_inuse, 0);
    }
}

/// A graph that changes at random, beside a model of it: what is reached from the roots keeps its contents, all else goes.
#[test]
fn a_changing_graph_keeps_its_contents() {
    let mut heap = Heap::new(64 << 20, false);
    let mut random = 12_345_u64;
    let mut next = move |bound: u64| {
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % bound
    };
    let sizes = [16_u64, 24, 48, 160, 1024, 9000, 40_000];
    let mut roots = vec![0_u64; 50];
    for round in 0..30_000_u64 {
        let size = sizes[next(if round % 50 == 0 { 7 } else { 5 }) as usize];
        // Word 0: the number of words; then pointers but for the last word, a check.
        let words = size / 8;
        let offsets: Vec<u32> = (1..words - 1).map(|word| word as u32 * 8).collect();
        let shape = heap.shape_of_pointers(size, &offsets);
        if heap.should_collect(size) || round % 3000 == 0 {
            collect(&mut heap, &roots);
        }
        let object = heap.alloc(size, shape).unwrap();
        heap.memory.write_u64(object, words);
        heap.memory.write_u64(object + size - 8, !object);
        for _ in 0..3.min(words - 2) {
            let at = 1 + next(words.saturating_sub(2).max(1));
            if at < words - 1 {
                heap.memory.write_u64(object + 8 * at, roots[next(50) as usize]);
            }
        }
        roots[next(50) as usize] = object;
        if round % 1000 == 0 {
            let mut seen = HashSet::new();
            let mut open: Vec<u64> = roots.iter().copied().filter(|&root| root != 0).collect();
            while let Some(object) = open.pop() {
                if seen.insert(object) {
                    let words = heap.memory.read_u64(object);
                    assert_eq!(heap.memory.read_u64(object + 8 * (words - 1)), !object);
                    open.extend(
                        (1..words - 1)
                            .map(|word| heap.memory.read_u64(object + 8 * word))
                            .filter(|&to| to != 0),
                    );
                }
            }
            // Old parts are cut off now and then, or all would live.
            if round % 5000 == 0 {
                roots.fill(0);
            }
        }
    }
}
