//! Runs of pages that hold objects of one size.

use super::shape::ShapeId;

/// A run of pages with objects of one size, or with one large object.
#[derive(Clone)]
pub struct Span {
    /// The address of the first object.
    pub base: u64,
    /// Bytes of an object.
    pub size: u64,
    /// How many objects.
    pub count: u32,
    /// How many pages; 0 marks a span that is not in use.
    pub pages: u32,
    /// Which list of spans it belongs to; [`LARGE`] for one large object.
    pub list: u8,
    /// What turns a distance from the base into the number of the object, as `distance * magic >> 32`.
    magic: u64,
    /// A bit for each object that is free; the objects of a group of 64 that an allocation cache holds are not.
    pub free: Box<[u64]>,
    /// A bit for each object that the collection at work has reached.
    pub marks: Box<[u64]>,
    /// The shape of each object; empty where none has pointers.
    pub shapes: Box<[ShapeId]>,
}

/// The list of large objects.
pub const LARGE: u8 = u8::MAX;

impl Span {
    /// A span of free objects.
    pub fn new(base: u64, size: u64, count: u32, pages: u32, list: u8, scan: bool) -> Span {
        let groups = count.div_ceil(64) as usize;
        let mut free = vec![u64::MAX; groups].into_boxed_slice();
        if !count.is_multiple_of(64) {
            free[groups - 1] = (1 << (count % 64)) - 1;
        }
        let shapes = if scan {
            vec![ShapeId::NOSCAN; groups * 64].into_boxed_slice()
        } else {
            Box::default()
        };
        let magic = if list == LARGE { 0 } else { (u64::from(u32::MAX) / size) + 1 };
        Span {
            base,
            size,
            count,
            pages,
            list,
            magic,
            free,
            marks: vec![0; groups].into_boxed_slice(),
            shapes,
        }
    }

    /// The number of the object that an address of the span lies in; none behind the last one.
    #[inline]
    pub fn index(&self, addr: u64) -> Option<usize> {
        let index = ((addr - self.base) * self.magic) >> 32;
        (index < u64::from(self.count)).then_some(index as usize)
    }

    /// The address of an object.
    #[inline]
    pub fn address(&self, index: usize) -> u64 {
        self.base + index as u64 * self.size
    }

    /// The shape of an object.
    #[inline]
    pub fn shape(&self, index: usize) -> ShapeId {
        self.shapes.get(index).copied().unwrap_or(ShapeId::NOSCAN)
    }

    /// Whether an object is in use.
    #[inline]
    pub fn in_use(&self, index: usize) -> bool {
        self.free[index / 64] & (1 << (index % 64)) == 0
    }

    /// Marks an object.
    #[inline]
    pub fn mark(&mut self, index: usize) {
        self.marks[index / 64] |= 1 << (index % 64);
    }

    /// Whether an object is marked.
    #[inline]
    pub fn marked(&self, index: usize) -> bool {
        self.marks[index / 64] & (1 << (index % 64)) != 0
    }

    /// All objects that are not marked become free. How many are in use then.
    pub fn sweep(&mut self) -> u32 {
        let mut used = 0;
        for (group, (free, marks)) in self.free.iter_mut().zip(&mut self.marks).enumerate() {
            let here = (self.count - group as u32 * 64).min(64);
            let all = if here == 64 { u64::MAX } else { (1 << here) - 1 };
            *free = all & !*marks;
            used += marks.count_ones();
            *marks = 0;
        }
        used
    }
}
