//! What `make` and `append` do with slices.

use crate::heap::{Heap, OutOfMemory, ZERO_BASE, round_up};
use crate::types::TypeInfo;

/// Larger objects are a mistake of the program, not a want of memory.
const MAX_BYTES: u64 = 1 << 48;
/// Slices of fewer elements double.
const DOUBLING: u64 = 256;

/// Why a slice cannot be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SliceError {
    /// The length is negative or absurd.
    Length,
    /// The capacity is less than the length, or absurd.
    Capacity,
    /// There is no room: after a collection there may be.
    OutOfMemory,
}

impl From<OutOfMemory> for SliceError {
    fn from(_: OutOfMemory) -> SliceError {
        SliceError::OutOfMemory
    }
}

/// The array of a new slice.
pub fn make(heap: &mut Heap, elem: &TypeInfo, len: i64, cap: i64) -> Result<u64, SliceError> {
    let bytes = |count: i64| {
        let count = u64::try_from(count).ok()?;
        count.checked_mul(elem.size).filter(|&bytes| bytes <= MAX_BYTES)
    };
    bytes(len).ok_or(SliceError::Length)?;
    let size = bytes(cap).filter(|_| len <= cap).ok_or(SliceError::Capacity)?;
    Ok(heap.alloc(size, elem.shape)?)
}

/// A larger array for a slice of `len` elements in room for `cap`, to which others are appended, `needed` in all: the array with
/// a copy of the elements, and its capacity.
pub fn grow(
    heap: &mut Heap,
    elem: &TypeInfo,
    (array, len, cap): (u64, u64, u64),
    needed: u64,
) -> Result<(u64, u64), SliceError> {
    if needed > i64::MAX as u64 || needed < len {
        return Err(SliceError::Length);
    }
    if elem.size == 0 {
        return Ok((ZERO_BASE, needed));
    }
    let wanted = next_capacity(needed, cap);
    let size = wanted
        .checked_mul(elem.size)
        .filter(|&size| size <= MAX_BYTES)
        .ok_or(SliceError::Length)?;
    let cap = round_up(size, elem.pointer_bytes != 0) / elem.size;
    let new = heap.alloc(cap * elem.size, elem.shape)?;
    heap.memory.copy(array, new, len.saturating_mul(elem.size));
    Ok((new, cap))
}

/// How many elements there should be room for, before the size is rounded up to what an object holds.
fn next_capacity(needed: u64, cap: u64) -> u64 {
    if needed > cap.saturating_mul(2) {
        return needed;
    }
    if cap < DOUBLING {
        return cap * 2;
    }
    let mut next = cap;
    while next < needed {
        next = next.saturating_add(next.saturating_add(3 * DOUBLING) / 4);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::Types;
    use crate::types::fixture::Fixture;
    use burrow_go_ir::layout::Kind;
    use burrow_go_ir::rtype::{RTypeId, Shape};

    /// The capacities of a slice that grows by one, and of slices of some lengths that grow by more, are Go's (1.27, amd64).
    fn check(elem: impl FnOnce(&mut Fixture) -> RTypeId, one_by_one: &[u64], jumps: &[u64]) {
        let mut code = Fixture::default();
        let id = elem(&mut code);
        let mut heap = Heap::new(256 << 20, false);
        let info = Types::default().info(&mut heap, &code, id);
        let (mut array, mut cap, mut caps) = (0, 0, Vec::new());
        for len in 0..5000 {
            if len == cap {
                (array, cap) = grow(&mut heap, &info, (array, len, cap), len + 1).unwrap();
                caps.push(cap);
            }
        }
        assert_eq!(caps, one_by_one);
        let mut caps = Vec::new();
        for len in [
            0, 1, 2, 3, 5, 7, 11, 31, 63, 64, 65, 100, 128, 255, 256, 257, 500, 511, 512, 513,
            1000, 3000, 10000,
        ] {
            for more in [len / 2 + 3, 3 * len + 1] {
                let array = make(&mut heap, &info, len as i64, len as i64).unwrap();
                caps.push(grow(&mut heap, &info, (array, len, len), len + more).unwrap().1);
            }
        }
        assert_eq!(caps, jumps);
    }

    #[test]
    fn bytes_grow_as_in_go() {
        check(
            |code| code.scalar("uint8", Kind::U8, Shape::Uint8),
            &[8, 16, 32, 64, 128, 256, 512, 896, 1408, 2048, 3072, 4096, 5376],
            &[
                8, 8, 8, 8, 8, 16, 8, 16, 16, 24, 16, 32, 24, 48, 64, 128, 128, 256, 128, 288, 144,
                288, 208, 416, 256, 576, 512, 1024, 512, 1152, 576, 1152, 896, 2048, 896, 2048,
                896, 2304, 896, 2304, 2048, 4096, 5376, 12288, 16384, 40960,
            ],
        );
    }

    #[test]
    fn pointers_grow_as_in_go() {
        check(
            |code| {
                let int = code.int();
                code.pointer(int)
            },
            &[1, 2, 4, 8, 16, 32, 64, 143, 287, 607, 1023, 1535, 2303, 3071, 4095, 6144],
            &[
                3, 1, 4, 6, 6, 10, 8, 14, 10, 22, 14, 30, 22, 48, 64, 127, 127, 255, 143, 287, 143,
                287, 223, 431, 287, 607, 511, 1023, 607, 1183, 607, 1183, 847, 2047, 847, 2047,
                847, 2303, 847, 2303, 2047, 4095, 5120, 12288, 16384, 40960,
            ],
        );
    }

    #[test]
    fn odd_sizes_grow_as_in_go() {
        check(
            |code| {
                let byte = code.scalar("uint8", Kind::U8, Shape::Uint8);
                code.array(5, byte)
            },
            &[1, 3, 6, 12, 25, 51, 102, 204, 409, 819, 1228, 1894, 2713, 3686, 4915, 6553],
            &[
                3, 1, 4, 6, 6, 9, 9, 16, 12, 22, 16, 32, 22, 48, 64, 128, 128, 256, 128, 281, 140,
                281, 204, 409, 256, 537, 537, 1075, 537, 1075, 537, 1075, 819, 2048, 972, 2048,
                972, 2176, 972, 2176, 2048, 4096, 5452, 13107, 16384, 40960,
            ],
        );
    }

    #[test]
    fn large_elements_grow_as_in_go() {
        check(
            |code| {
                let int = code.int();
                let (pointer, array) = (code.pointer(int), code.array(70, int));
                code.structure(&[("p", pointer), ("a", array)])
            },
            &[1, 2, 4, 8, 16, 32, 72, 144, 288, 562, 894, 1312, 1846, 2509, 3331, 4355, 5639],
            &[
                3, 1, 4, 5, 6, 9, 7, 14, 10, 21, 14, 32, 23, 47, 72, 129, 129, 259, 129, 259, 144,
                274, 201, 403, 259, 519, 519, 1024, 519, 1038, 519, 1038, 822, 2004, 836, 2048,
                836, 2062, 836, 2062, 2004, 4009, 5120, 12013, 16066, 40008,
            ],
        );
    }

    #[test]
    fn absurd_lengths_are_told_apart() {
        let mut code = Fixture::default();
        let int = code.int();
        let mut heap = Heap::new(64 << 20, false);
        let info = Types::default().info(&mut heap, &code, int);
        assert_eq!(make(&mut heap, &info, -1, 5), Err(SliceError::Length));
        assert_eq!(make(&mut heap, &info, 6, 5), Err(SliceError::Capacity));
        assert_eq!(make(&mut heap, &info, 1 << 60, 1 << 60), Err(SliceError::Length));
        assert_eq!(make(&mut heap, &info, 1, 1 << 60), Err(SliceError::Capacity));
        assert_eq!(make(&mut heap, &info, 1 << 30, 1 << 30), Err(SliceError::OutOfMemory));
        assert_eq!(grow(&mut heap, &info, (0, 0, 0), 1 << 62), Err(SliceError::Length));
    }
}
