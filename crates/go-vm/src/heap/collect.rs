//! Collection: [`Heap::start`], then the roots by [`Heap::mark`] and [`Heap::mark_range`], then [`Heap::finish`].

use super::classes::PAGE;
use super::span::LARGE;
use super::{Heap, LISTS, NO_SPAN, ShapeId};

/// No collection before this many bytes are in use.
const MIN_TRIGGER: u64 = 8 << 20;

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
        if span.in_use(index) && span.mark(index) && !span.shapes.is_empty() {
            let addr = span.address(index);
            self.mark_stack.push(addr);
        }
    }

    /// Keeps the objects that the pointers of a value point into.
    pub fn mark_range(&mut self, addr: u64, size: u64, shape: ShapeId) {
        if shape == ShapeId::NOSCAN {
            return;
        }
        if shape == ShapeId::POINTERS {
            for at in (addr..addr + size).step_by(8) {
                self.mark(self.memory.read_u64(at));
            }
            return;
        }
        // The shape is taken out for a moment, so that the heap can be changed meanwhile.
        let offsets = self.shapes.take(shape);
        offsets.for_each(size, |offset| self.mark(self.memory.read_u64(addr + offset)));
        self.shapes.put(shape, offsets);
    }

    /// Whether the object that a word points into has been marked; true for what is no object.
    pub fn marked(&self, word: u64) -> bool {
        self.find(word).is_none_or(|(span, index)| self.spans[span].marked(index))
    }

    /// Marks all that is reached from what is marked.
    pub(super) fn drain(&mut self) {
        while let Some(addr) = self.mark_stack.pop() {
            self.mark_contents(addr);
        }
    }

    /// Marks what the object at this address points to.
    pub(super) fn mark_contents(&mut self, addr: u64) {
        if let Some((start, size, shape)) = self.object(addr) {
            self.mark_range(start, size, shape);
        }
    }

    /// Ends a collection: all that is not reached becomes free. Says whether there are finalizers to run.
    pub fn finish(&mut self) -> bool {
        self.drain();
        let queued = self.finish_special();
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
