//! The heap and its memory as they were, for the stepper.

use std::rc::Rc;

use super::classes::PAGE;
use super::pages::Pages;
use super::span::Span;
use super::special::Specials;
use super::{Cache, Heap, HeapStats, LISTS, NO_SPAN, ShapeId};

/// Bytes that snapshots share or do not.
const CHUNK: u64 = 4 * PAGE;

/// The heap as it was.
pub struct HeapSnapshot {
    /// The memory from its start to the last page that has been used.
    chunks: Vec<Rc<[u8]>>,
    /// Bytes of chunks that are not those of the snapshot before.
    pub own_bytes: u64,
    pages: Pages,
    spans: Vec<Span>,
    spare: Vec<u32>,
    of_page: Vec<u32>,
    caches: Box<[Cache; LISTS]>,
    partial: Vec<Vec<u32>>,
    special: Specials,
    roots: Vec<(u64, u64, ShapeId)>,
    static_next: u64,
    static_end: u64,
    stacks: [Vec<u64>; 40],
    live: u64,
    trigger: u64,
    exhausted: bool,
    stats: HeapStats,
}

impl Heap {
    /// Behind the last page that has been used.
    pub fn touched_end(&self) -> u64 {
        (u64::from(self.pages.touched()) + 1) * PAGE
    }

    /// All of it as it is now; chunks that are equal to those of `before` are shared.
    pub fn snapshot(&self, before: Option<&HeapSnapshot>) -> HeapSnapshot {
        let end = self.touched_end();
        let mut own_bytes = 0;
        let mut chunks = Vec::with_capacity((end / CHUNK) as usize + 1);
        let mut at = PAGE;
        while at < end {
            let bytes = self.memory.slice(at, CHUNK.min(end - at));
            let known = before.and_then(|before| before.chunks.get(chunks.len()));
            chunks.push(match known {
                Some(known) if **known == *bytes => known.clone(),
                _ => {
                    own_bytes += bytes.len() as u64;
                    Rc::from(bytes)
                }
            });
            at += CHUNK;
        }
        HeapSnapshot {
            chunks,
            own_bytes,
            pages: self.pages.clone(),
            spans: self.spans.clone(),
            spare: self.spare.clone(),
            of_page: self.of_page[..(end / PAGE) as usize].to_vec(),
            caches: self.caches.clone(),
            partial: self.partial.clone(),
            special: self.special.clone(),
            roots: self.roots.clone(),
            static_next: self.static_next,
            static_end: self.static_end,
            stacks: self.stacks.clone(),
            live: self.live,
            trigger: self.trigger,
            exhausted: self.exhausted,
            stats: self.stats,
        }
    }

    /// Makes it what it was.
    pub fn restore(&mut self, snapshot: &HeapSnapshot) {
        let touched = self.touched_end();
        let mut at = PAGE;
        for chunk in &snapshot.chunks {
            self.memory.write(at, chunk);
            at += chunk.len() as u64;
        }
        // Pages that have never been used are zero.
        self.memory.zero(at, touched.saturating_sub(at));
        self.pages = snapshot.pages.clone();
        self.spans.clone_from(&snapshot.spans);
        self.spare.clone_from(&snapshot.spare);
        let (known, others) = self.of_page.split_at_mut(snapshot.of_page.len());
        known.copy_from_slice(&snapshot.of_page);
        let gone = ((touched / PAGE) as usize).saturating_sub(known.len());
        others[..gone].fill(NO_SPAN);
        // The interpreter knows where the caches lie.
        self.caches.clone_from_slice(snapshot.caches.as_slice());
        for cache in self.caches.iter_mut().filter(|cache| cache.span != NO_SPAN) {
            let shapes = &mut self.spans[cache.span as usize].shapes;
            if !shapes.is_empty() {
                cache.shapes = shapes[cache.group as usize * 64..].as_mut_ptr();
            }
        }
        self.partial.clone_from(&snapshot.partial);
        self.special = snapshot.special.clone();
        self.roots.clone_from(&snapshot.roots);
        self.static_next = snapshot.static_next;
        self.static_end = snapshot.static_end;
        self.stacks.clone_from(&snapshot.stacks);
        self.live = snapshot.live;
        self.trigger = snapshot.trigger;
        self.exhausted = snapshot.exhausted;
        self.stats = snapshot.stats;
    }
}
