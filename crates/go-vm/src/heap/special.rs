//! Objects whose end is noticed: finalizers, cleanups, weak pointers.

use std::collections::{HashMap, VecDeque};

use super::{Heap, OutOfMemory, ShapeId};

/// A function to run when an object has died.
#[derive(Clone)]
struct Last {
    /// The start of the object.
    object: u64,
    /// A `func()` value.
    closure: u64,
    /// A finalizer: the object lives until it has run. Its closure may hold the object.
    keeps: bool,
}

/// All of them.
#[derive(Clone, Default)]
pub(super) struct Specials {
    last: Vec<Last>,
    queue: VecDeque<u64>,
    /// By address, the handle that weak pointers to it share: an object of one word, the address.
    weak: HashMap<u64, u64>,
}

impl Heap {
    /// Has `closure` (a `func()`) queued when the object at `addr` has died; a finalizer if it `keeps` the object until it has run.
    /// False if there is no such object.
    pub fn add_finalizer(&mut self, addr: u64, closure: u64, keeps: bool) -> bool {
        let Some((object, ..)) = self.object(addr) else { return false };
        self.special.last.push(Last { object, closure, keeps });
        true
    }

    /// Takes the finalizers of the object at `addr` away; cleanups stay.
    pub fn remove_finalizers(&mut self, addr: u64) {
        if let Some((object, ..)) = self.object(addr) {
            self.special.last.retain(|last| last.object != object || !last.keeps);
        }
    }

    /// Takes a cleanup away, by its closure.
    pub fn remove_cleanup(&mut self, closure: u64) {
        self.special.last.retain(|last| last.closure != closure || last.keeps);
    }

    /// The next function to run, of those whose objects have died.
    pub fn next_finalizer(&mut self) -> Option<u64> {
        self.special.queue.pop_front()
    }

    /// The handle for weak pointers to the object at `addr`: a word that becomes 0 when the object has died.
    pub fn weak_handle(&mut self, addr: u64) -> Result<u64, OutOfMemory> {
        if let Some(&handle) = self.special.weak.get(&addr) {
            return Ok(handle);
        }
        let handle = self.alloc(8, ShapeId::NOSCAN)?;
        self.memory.write_u64(handle, addr);
        self.special.weak.insert(addr, handle);
        Ok(handle)
    }

    /// Marks for and queues finalizers once all else is marked. Says whether any is queued.
    pub(super) fn finish_special(&mut self) -> bool {
        let mut special = std::mem::take(&mut self.special);
        self.finish_weak(&mut special);
        for &closure in &special.queue {
            self.mark(closure);
        }
        for last in special.last.iter().filter(|last| !last.keeps) {
            self.mark(last.closure);
        }
        self.drain();
        // What a dead object with a finalizer points to stays, and its own finalizers wait: first the pointing, then the pointed-to.
        for last in special.last.iter().filter(|last| last.keeps) {
            if !self.marked(last.object) {
                self.mark_contents(last.object);
            }
        }
        self.drain();
        self.mark_kept_closures(&special.last);
        let (dead, alive) =
            special.last.into_iter().partition::<Vec<_>, _>(|last| !self.marked(last.object));
        for last in dead {
            self.mark(last.closure);
            if last.keeps {
                self.mark(last.object);
            }
            special.queue.push_back(last.closure);
        }
        self.drain();
        special.last = alive;
        let queued = !special.queue.is_empty();
        self.special = special;
        queued
    }

    /// The closures of finalizers whose objects live, which may keep further such objects alive.
    fn mark_kept_closures(&mut self, last: &[Last]) {
        loop {
            let mut changed = false;
            for last in last.iter().filter(|last| last.keeps) {
                if self.marked(last.object) && !self.marked(last.closure) {
                    self.mark(last.closure);
                    self.drain();
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    fn finish_weak(&mut self, special: &mut Specials) {
        let mut ended = Vec::new();
        special.weak.retain(|&addr, &mut handle| {
            let dead = !self.marked(addr);
            if dead {
                ended.push(handle);
            }
            !dead && self.marked(handle)
        });
        for handle in ended {
            self.memory.write_u64(handle, 0);
        }
    }
}
