//! What `runtime.MemStats` tells.

use super::Heap;
use super::classes::PAGE;

/// Numbers about the heap; bytes unless said otherwise.
#[derive(Clone, Copy, Default, Debug)]
#[allow(missing_docs)]
pub struct HeapStats {
    /// Of live objects, and those that are dead but not yet known to be.
    pub alloc: u64,
    pub total_alloc: u64,
    /// Objects ever.
    pub mallocs: u64,
    /// Objects.
    pub frees: u64,
    /// Taken from the host.
    pub sys: u64,
    /// Of pages that are free.
    pub heap_idle: u64,
    pub stack_inuse: u64,
    /// When the next collection starts.
    pub next_gc: u64,
    /// Collections.
    pub num_gc: u64,
    /// Nanoseconds that collections took.
    pub pause_total: u64,
    /// When the last one ended, in nanoseconds since 1970.
    pub last_gc: u64,
}

impl Heap {
    /// Numbers as of now.
    pub fn stats(&mut self) -> HeapStats {
        self.flush_all();
        let used = u64::from(self.pages.used()) * PAGE;
        let sys = u64::from(self.pages.touched()) * PAGE;
        HeapStats {
            alloc: self.live,
            sys,
            heap_idle: sys - used.min(sys),
            next_gc: self.trigger,
            ..self.stats
        }
    }

    /// Notes how long a collection took and when it ended, in nanoseconds.
    pub fn note_pause(&mut self, took: u64, ended: u64) {
        self.stats.pause_total += took;
        self.stats.last_gc = ended;
    }

    /// Bytes of live objects, and those that are dead but not yet known to be.
    pub fn live(&self) -> u64 {
        self.live
    }
}
