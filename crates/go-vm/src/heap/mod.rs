//! Allocation and collection.
//!
//! Objects up to 32 KB lie in spans of one size class, larger ones in runs of pages of their own. A class has two lists of
//! spans: for objects with pointers (each has a [`Shape`](shape::Shape) that says where) and without. Each list has a cache, a
//! group of at most 64 objects of one span as a bit each, from which the interpreter takes objects itself.
//!
//! Collection is mark and sweep, precise, and happens only between instructions: the machine marks its roots, the rest
//! is done in `collect.rs`. The mark stack is a list, so that long chains need no deep recursion. A pointer into an object keeps it.
//! Sweeping turns marks into free bits; objects are zeroed when they are given out.

mod classes;
mod collect;
mod pages;
mod shape;
mod snapshot;
mod span;
mod special;
mod stats;

use burrow_go_ir::layout::Layout;

use crate::memory::Memory;
use classes::{MAX_SMALL, PAGE, PAGES, SIZES, class_of};
use pages::Pages;
use shape::Shapes;
use span::{LARGE, Span};
use special::Specials;

pub use classes::round_up;
pub use shape::ShapeId;
pub use snapshot::HeapSnapshot;
pub use stats::HeapStats;

/// There is no memory left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfMemory;

/// Objects of one class, ready to be given out. The interpreter reads and writes this.
#[repr(C)]
#[derive(Clone)]
pub struct Cache {
    /// A bit for each free object.
    pub bits: u64,
    /// The address of the object of bit 0.
    pub base: u64,
    /// The bytes of an object.
    pub size: u64,
    /// The shape of the object of bit 0; null where objects have no pointers.
    pub shapes: *mut ShapeId,
    span: u32,
    group: u32,
}

/// The largest object that a cache can give out.
pub const MAX_CACHED: u64 = MAX_SMALL;

/// How many lists of spans there are.
pub const LISTS: usize = 2 * SIZES.len();

/// Pages that hold no objects: stacks, data that is never freed.
const NO_SPAN: u32 = u32::MAX;

/// The heap.
pub struct Heap {
    /// Where it lies.
    pub memory: Memory,
    shapes: Shapes,
    pages: Pages,
    spans: Vec<Span>,
    /// Numbers of spans that are not in use.
    spare: Vec<u32>,
    /// The number of the span, by page.
    of_page: Vec<u32>,
    /// By list; see [`list_of`].
    caches: Box<[Cache; LISTS]>,
    /// Spans with free objects, by list.
    partial: Vec<Vec<u32>>,
    mark_stack: Vec<collect::Grey>,
    special: Specials,
    /// Data that is never freed and has pointers: address, bytes, shape.
    roots: Vec<(u64, u64, ShapeId)>,
    static_next: u64,
    static_end: u64,
    /// Stacks that are free, by the power of two of their bytes.
    stacks: [Vec<u64>; 40],
    /// Bytes given out since the start of the last collection, and what was live then.
    live: u64,
    trigger: u64,
    limit: u64,
    /// Collect before every allocation: finds roots that are missed.
    stress: bool,
    exhausted: bool,
    /// The bytes for which there was no room when they were last asked for.
    refused: u64,
    stats: HeapStats,
}

/// The list of objects of a class.
pub fn list_of(size: u64, pointers: bool) -> usize {
    class_of(size) * 2 + usize::from(pointers)
}

/// Where objects of no bytes lie.
pub const ZERO_BASE: u64 = PAGE;

impl Heap {
    /// A heap of at most `limit` bytes. With `stress` it asks for a collection before every allocation.
    pub fn new(limit: u64, stress: bool) -> Heap {
        let memory = Memory::new(limit);
        let limit = limit.min(memory.size());
        let pages = Pages::new(memory.size(), memory.is_fresh());
        let of_page = vec![NO_SPAN; (memory.size() / PAGE) as usize];
        let cache = |list: usize| Cache {
            bits: 0,
            base: 0,
            size: u64::from(SIZES[list / 2]),
            shapes: std::ptr::null_mut(),
            span: NO_SPAN,
            group: 0,
        };
        let mut heap = Heap {
            memory,
            shapes: Shapes::default(),
            pages,
            spans: Vec::new(),
            spare: Vec::new(),
            of_page,
            caches: Box::new(std::array::from_fn(cache)),
            partial: vec![Vec::new(); LISTS],
            mark_stack: Vec::new(),
            special: Specials::default(),
            roots: Vec::new(),
            static_next: 0,
            static_end: 0,
            stacks: std::array::from_fn(|_| Vec::new()),
            live: 0,
            trigger: 0,
            limit,
            stress,
            exhausted: false,
            refused: 0,
            stats: HeapStats::default(),
        };
        heap.set_trigger();
        // The first static object is that of no bytes.
        let zero = heap.alloc_static(8, ShapeId::NOSCAN);
        debug_assert_eq!(zero, ZERO_BASE);
        heap
    }

    /// The shape of values of this layout, or of arrays of them.
    pub fn shape(&mut self, layout: &Layout) -> ShapeId {
        self.shapes.of(layout)
    }

    /// The shape of a structure with pointers at these bytes.
    pub fn shape_of_pointers(&mut self, stride: u64, offsets: &[u32]) -> ShapeId {
        self.shapes.of_pointers(stride, offsets)
    }

    /// Where an object of `size` bytes has pointers.
    pub fn pointers_of(&self, shape: ShapeId, size: u64) -> Vec<u32> {
        let mut pointers = Vec::new();
        self.shapes.get(shape).for_each(size, |at| pointers.push(at as u32));
        pointers
    }

    /// The caches, for the interpreter.
    pub fn caches(&mut self) -> *mut Cache {
        self.caches.as_mut_ptr()
    }

    /// Whether to collect before `size` more bytes are given out.
    pub fn should_collect(&self, size: u64) -> bool {
        self.stress || self.live.saturating_add(size) > self.trigger
    }

    /// A zeroed object. Never collects.
    pub fn alloc(&mut self, size: u64, shape: ShapeId) -> Result<u64, OutOfMemory> {
        if size == 0 {
            return Ok(ZERO_BASE);
        }
        if size > MAX_SMALL {
            return self.alloc_large(size, shape);
        }
        let list = list_of(size, shape != ShapeId::NOSCAN);
        if self.caches[list].bits == 0 {
            self.refill(list)?;
        }
        let cache = &mut self.caches[list];
        let index = cache.bits.trailing_zeros();
        cache.bits &= cache.bits - 1;
        let addr = cache.base + u64::from(index) * cache.size;
        if shape != ShapeId::NOSCAN {
            let at = cache.group as usize * 64 + index as usize;
            self.spans[cache.span as usize].shapes[at] = shape;
        }
        let size = cache.size;
        self.memory.zero(addr, size);
        if self.stress {
            self.flush(list);
        }
        Ok(addr)
    }

    fn alloc_large(&mut self, size: u64, shape: ShapeId) -> Result<u64, OutOfMemory> {
        if size > self.limit {
            self.refused = size;
            return Err(OutOfMemory);
        }
        let count = size.div_ceil(PAGE) as u32;
        let (start, zero) = self.take(count)?;
        let base = u64::from(start) * PAGE;
        let bytes = u64::from(count) * PAGE;
        if !zero {
            self.memory.zero(base, bytes);
        }
        let mut span = Span::new(base, bytes, 1, count, LARGE, shape != ShapeId::NOSCAN);
        span.free[0] = 0;
        if let Some(first) = span.shapes.first_mut() {
            *first = shape;
        }
        self.add_span(span);
        self.live += bytes;
        self.stats.mallocs += 1;
        self.stats.total_alloc += bytes;
        Ok(base)
    }

    /// Gives the cache of a list its next group of free objects.
    pub fn refill(&mut self, list: usize) -> Result<(), OutOfMemory> {
        loop {
            let (span, group) = (self.caches[list].span, self.caches[list].group as usize);
            if span != NO_SPAN {
                let free = &self.spans[span as usize].free;
                if let Some(next) = (group..free.len()).find(|&group| free[group] != 0) {
                    self.fill(list, span, next);
                    return Ok(());
                }
            }
            let span = match self.partial[list].pop() {
                Some(span) => span,
                None => self.new_span(list)?,
            };
            self.caches[list].span = span;
            self.caches[list].group = 0;
        }
    }

    fn fill(&mut self, list: usize, number: u32, group: usize) {
        let span = &mut self.spans[number as usize];
        let cache = &mut self.caches[list];
        cache.bits = std::mem::take(&mut span.free[group]);
        cache.base = span.address(group * 64);
        cache.group = group as u32;
        cache.shapes = if span.shapes.is_empty() {
            std::ptr::null_mut()
        } else {
            span.shapes[group * 64..].as_mut_ptr()
        };
        let objects = u64::from(cache.bits.count_ones());
        self.live += objects * cache.size;
        self.stats.mallocs += objects;
        self.stats.total_alloc += objects * cache.size;
    }

    /// Gives the objects in a cache back to their span.
    fn flush(&mut self, list: usize) {
        let cache = &mut self.caches[list];
        if cache.bits == 0 {
            return;
        }
        let bits = std::mem::take(&mut cache.bits);
        self.spans[cache.span as usize].free[cache.group as usize] |= bits;
        let objects = u64::from(bits.count_ones());
        self.live -= objects * cache.size;
        self.stats.mallocs -= objects;
        self.stats.total_alloc -= objects * cache.size;
    }

    fn flush_all(&mut self) {
        for list in 0..LISTS {
            self.flush(list);
        }
    }

    fn new_span(&mut self, list: usize) -> Result<u32, OutOfMemory> {
        let class = list / 2;
        let pages = u32::from(PAGES[class]);
        let (start, _) = self.take(pages)?;
        let size = u64::from(SIZES[class]);
        let count = u64::from(pages) * PAGE / size;
        Ok(self.add_span(Span::new(
            u64::from(start) * PAGE,
            size,
            count as u32,
            pages,
            list as u8,
            list % 2 == 1,
        )))
    }

    fn add_span(&mut self, span: Span) -> u32 {
        let first = (span.base / PAGE) as usize;
        let pages = span.pages as usize;
        let number = match self.spare.pop() {
            Some(number) => {
                self.spans[number as usize] = span;
                number
            }
            None => {
                self.spans.push(span);
                self.spans.len() as u32 - 1
            }
        };
        self.of_page[first..first + pages].fill(number);
        number
    }

    fn take(&mut self, pages: u32) -> Result<(u32, bool), OutOfMemory> {
        let allowed = u64::from(self.pages.used() + pages) * PAGE <= self.limit;
        let taken = if allowed { self.pages.take(pages) } else { None };
        taken.ok_or_else(|| {
            self.refused = u64::from(pages) * PAGE;
            OutOfMemory
        })
    }

    /// The bytes for which there was no room when they were last asked for.
    pub fn refused(&self) -> u64 {
        self.refused
    }

    /// Zeroed data that is never freed; a root if it has pointers. Without room it lies over other static data, and
    /// [`Heap::exhausted`] tells, so that the machine stops.
    pub fn alloc_static(&mut self, size: u64, shape: ShapeId) -> u64 {
        let size = size.next_multiple_of(8).max(8);
        if size > self.static_end - self.static_next {
            let pages = size.div_ceil(PAGE).max(8) as u32;
            let Some((start, zero)) = self.pages.take(pages) else {
                self.exhausted = true;
                return ZERO_BASE;
            };
            self.static_next = u64::from(start) * PAGE;
            self.static_end = self.static_next + u64::from(pages) * PAGE;
            if !zero {
                self.memory.zero(self.static_next, self.static_end - self.static_next);
            }
        }
        let addr = self.static_next;
        self.static_next += size;
        if shape != ShapeId::NOSCAN {
            self.roots.push((addr, size, shape));
        }
        addr
    }

    /// Static data with these bytes.
    pub fn static_bytes(&mut self, bytes: &[u8]) -> u64 {
        let addr = self.alloc_static(bytes.len() as u64, ShapeId::NOSCAN);
        self.memory.write(addr, bytes);
        addr
    }

    /// Memory for a stack of a power of two of bytes, not zeroed.
    pub fn alloc_stack(&mut self, bytes: u64) -> Result<u64, OutOfMemory> {
        let class = bytes.trailing_zeros() as usize;
        if let Some(stack) = self.stacks[class].pop() {
            self.stats.stack_inuse += bytes;
            return Ok(stack);
        }
        if bytes >= PAGE {
            let (start, _) = self.take((bytes / PAGE) as u32)?;
            self.stats.stack_inuse += bytes;
            return Ok(u64::from(start) * PAGE);
        }
        let (start, _) = self.take(1)?;
        let first = u64::from(start) * PAGE;
        self.stacks[class].extend((1..PAGE / bytes).map(|index| first + index * bytes));
        self.stats.stack_inuse += bytes;
        Ok(first)
    }

    /// Gives a stack back.
    pub fn free_stack(&mut self, addr: u64, bytes: u64) {
        self.stats.stack_inuse -= bytes;
        if bytes >= 8 * PAGE {
            self.pages.give((addr / PAGE) as u32, (bytes / PAGE) as u32);
        } else {
            self.stacks[bytes.trailing_zeros() as usize].push(addr);
        }
    }

    /// Whether static data has found no room.
    pub fn exhausted(&self) -> bool {
        self.exhausted
    }

    /// The object that an address lies in: its start, its bytes, its shape.
    pub fn object(&self, addr: u64) -> Option<(u64, u64, ShapeId)> {
        let (span, index) = self.find(addr)?;
        let span = &self.spans[span];
        Some((span.address(index), span.size, span.shape(index)))
    }

    /// Span and number of the object that an address lies in.
    #[inline]
    fn find(&self, addr: u64) -> Option<(usize, usize)> {
        if addr >= self.memory.size() {
            return None;
        }
        let number = self.of_page[(addr / PAGE) as usize];
        if number == NO_SPAN {
            return None;
        }
        let span = &self.spans[number as usize];
        let index = span.index(addr)?;
        span.in_use(index).then_some((number as usize, index))
    }
}

#[cfg(test)]
mod tests;
