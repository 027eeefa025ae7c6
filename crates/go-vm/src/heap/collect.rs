//! Collection: [`Heap::start`], then the roots by [`Heap::mark`] and [`Heap::mark_range`], then [`Heap::finish`].

use super::classes::PAGE;
use super::shape::Shapes;
use super::span::{LARGE, Span};
use super::{Heap, LISTS, NO_SPAN, ShapeId};
use crate::memory::Memory;

/// No collection before this many bytes are in use.
const MIN_TRIGGER: u64 = 8 << 20;

/// An object that is marked, and whose pointers are not yet followed.
#[derive(Clone, Copy)]
pub(super) struct Grey {
    addr: u64,
    size: u64,
    shape: ShapeId,
}

struct Marker<'a> {
    memory: &'a Memory,
    of_page: &'a [u32],
    spans: &'a mut [Span],
    shapes: &'a Shapes,
    stack: &'a mut Vec<Grey>,
}

impl Marker<'_> {
    #[inline]
    fn mark(&mut self, word: u64) {
        // Compared as 64 bits: a host may have less.
        if word >= self.memory.size() {
            return;
        }
        let number = self.of_page[(word / PAGE) as usize];
        if number == NO_SPAN {
            return;
        }
        let span = &mut self.spans[number as usize];
        let Some(index) = span.index(word) else { return };
        if span.marked(index) || !span.in_use(index) {
            return;
        }
        span.mark(index);
        let shape = span.shape(index);
        if shape != ShapeId::NOSCAN {
            self.stack.push(Grey { addr: span.address(index), size: span.size, shape });
        }
    }

    /// Marks what an object points to.
    fn scan(&mut self, grey: Grey) {
        if grey.shape == ShapeId::NOSCAN {
            return;
        }
        let shapes = self.shapes;
        shapes.get(grey.shape).for_each(grey.size, |offset| {
            self.mark(self.memory.read_u64(grey.addr + offset));
        });
    }
}

impl Heap {
    /// Starts a collection: marks what is never freed.
    pub fn start(&mut self) {
        self.flush_all();
        for index in 0..self.roots.len() {
            let (addr, size, shape) = self.roots[index];
            self.mark_range(addr, size, shape);
        }
    }

    /// Keeps the object that a word points into, if it does.
    #[inline]
    pub fn mark(&mut self, word: u64) {
        self.marker().mark(word);
    }

    /// Keeps the objects that the pointers of a value point into.
    pub fn mark_range(&mut self, addr: u64, size: u64, shape: ShapeId) {
        self.marker().scan(Grey { addr, size, shape });
    }

    /// The parts of the heap that marking needs.
    fn marker(&mut self) -> Marker<'_> {
        Marker {
            memory: &self.memory,
            of_page: &self.of_page,
            spans: &mut self.spans,
            shapes: &self.shapes,
            stack: &mut self.mark_stack,
        }
    }

    /// Whether the object that a word points into has been marked; true for what is no object.
    pub fn marked(&self, word: u64) -> bool {
        self.find(word).is_none_or(|(span, index)| self.spans[span].marked(index))
    }

    /// Marks all that is reached from what is marked.
    pub fn drain(&mut self) {
        let mut marker = self.marker();
        while let Some(grey) = marker.stack.pop() {
            marker.scan(grey);
        }
    }

    /// Marks what the object at this address points to.
    pub(super) fn mark_contents(&mut self, addr: u64) {
        if let Some((start, size, shape)) = self.object(addr) {
            self.mark_range(start, size, shape);
        }
    }

    /// Ends a collection: all that is not reached becomes free. Says whether there are finalizers to run. `before` sees the
    /// heap when it is known what lives ([`Heap::marked`]).
    pub fn finish(&mut self, before: impl FnOnce(&Heap)) -> bool {
        self.drain();
        let queued = self.finish_special();
        before(self);
        self.sweep();
        self.stats.num_gc += 1;
        self.set_trigger();
        queued
    }

    fn sweep(&mut self) {
        let (mut live, mut objects) = (0, 0);
        for list in 0..LISTS {
            self.partial[list].clear();
            self.caches[list].span = NO_SPAN;
        }
        // From the back, so that spans of low addresses come first when they are taken from the lists' ends.
        for number in (0..self.spans.len()).rev() {
            let span = &mut self.spans[number];
            if span.pages == 0 {
                continue;
            }
            let used = span.sweep();
            live += u64::from(used) * span.size;
            objects += u64::from(used);
            let (first, pages, list, count) =
                ((span.base / PAGE) as usize, span.pages, span.list, span.count);
            if used == 0 {
                span.pages = 0;
                span.free = Box::default();
                span.marks = Box::default();
                span.shapes = Box::default();
                self.of_page[first..first + pages as usize].fill(NO_SPAN);
                self.pages.give(first as u32, pages);
                self.spare.push(number as u32);
            } else if used < count && list != LARGE {
                self.partial[list as usize].push(number as u32);
            }
        }
        self.live = live;
        self.stats.frees = self.stats.mallocs - objects;
    }

    pub(super) fn set_trigger(&mut self) {
        let room = self.limit - self.limit / 8;
        self.trigger = (self.live * 2).max(MIN_TRIGGER).min(room.max(self.live + self.limit / 64));
    }
}
