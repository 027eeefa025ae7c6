//! Data races, found by happens-before: two goroutines touch the same memory, one of them writes, and nothing orders the two.
//!
//! The algorithm is FastTrack (Flanagan, Freund: "FastTrack: efficient and precise dynamic race detection", PLDI 2009), as
//! Go's own detector has it: each goroutine has a vector clock, each thing that synchronises carries one, and each word of memory
//! remembers who read and wrote it last, and when. What orders is what Go's memory model names: a `go` statement and what
//! the new goroutine does, the halves of a channel operation (the k-th receive and the (k+C)-th send, too), closing and finding
//! closed, starting a timer and what it calls, atomic operations on one variable. What package sync orders it says itself: its
//! sources have calls of package `internal/race` for Go's detector, which lead here (`natives/race.rs`).
//!
//! Only the program's own code is watched (`Op::Watch` stands before each of its instructions that touch memory), and only in code that
//! is made for the stepper: all other runs pay nothing. Before a second goroutine is started there is nothing to remember.

mod clock;
mod shadow;

use std::collections::{BTreeMap, HashMap};

use clock::Clock;
use shadow::Shadow;

pub use shadow::Access;

/// Goroutines that a program may start, all in all; beyond that nothing is watched any more.
const MOST_GOROUTINES: u64 = 4096;
/// Words of memory that are remembered.
const MOST_WORDS: usize = 1 << 16;
/// Races that are kept.
const MOST_RACES: usize = 16;

/// What orders goroutines: memory that they synchronise by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Sync {
    /// A variable: a mutex, an atomic, a timer.
    Variable(u64),
    /// A place in a channel's buffer.
    Slot(u64, u64),
    /// That a channel is closed.
    Closed(u64),
}

impl Sync {
    fn address(self) -> u64 {
        match self {
            Sync::Variable(address) | Sync::Slot(address, _) | Sync::Closed(address) => address,
        }
    }
}

/// Two accesses that nothing orders.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Found {
    pub address: u64,
    pub first: Access,
    pub second: Access,
}

#[derive(Clone)]
struct Thread {
    clock: Clock,
    /// How often it was told to take no notice of what synchronises.
    ignores: u32,
}

/// The detector.
#[derive(Clone, Default)]
pub struct Detector {
    /// By number of goroutine.
    threads: BTreeMap<u64, Thread>,
    /// What those knew that have ended.
    ended: Clock,
    syncs: HashMap<Sync, Clock>,
    shadow: Shadow,
    /// Who holds a mutex, by its address.
    holders: HashMap<u64, u64>,
    /// The races so far, each pair of places once.
    pub found: Vec<Found>,
    /// Whether there has been a second goroutine.
    shared: bool,
}

impl Detector {
    /// Whether accesses are to be told.
    pub fn is_watching(&self) -> bool {
        self.shared
    }

    /// Others will run beside the main goroutine without being started by a `go` statement.
    pub fn share(&mut self) {
        self.shared = true;
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> u64 {
        64 * self.shadow.words() as u64
    }

    fn thread(&mut self, goid: u64) -> &mut Thread {
        self.threads
            .entry(goid)
            .or_insert_with(|| Thread { clock: Clock::starting(goid), ignores: 0 })
    }

    /// A goroutine is started by another, or by nobody.
    pub fn start(&mut self, goid: u64, by: Option<u64>) {
        if goid > MOST_GOROUTINES {
            *self = Detector { found: std::mem::take(&mut self.found), ..Detector::default() };
            return;
        }
        let mut clock = Clock::starting(goid);
        if let Some(by) = by {
            let parent = &mut self.thread(by).clock;
            clock.join(parent);
            parent.tick(by);
            self.shared = true;
        }
        self.threads.insert(goid, Thread { clock, ignores: 0 });
    }

    /// A goroutine has ended.
    pub fn end(&mut self, goid: u64) {
        if let Some(thread) = self.threads.remove(&goid) {
            self.ended.join(&thread.clock);
        }
    }

    /// All that was done so far happens before what the goroutine does: it runs finalizers, of objects that nobody has any more.
    pub fn acquire_all(&mut self, goid: u64) {
        let mut all = self.ended.clone();
        self.threads.values().for_each(|thread| all.join(&thread.clock));
        self.thread(goid).clock.join(&all);
        for (&other, thread) in self.threads.iter_mut().filter(|&(&other, _)| other != goid) {
            thread.clock.tick(other);
        }
    }

    /// What was released before happens before what the goroutine does from now on.
    pub fn acquire(&mut self, goid: u64, sync: Sync) {
        let carried = self.syncs.get(&sync).cloned();
        let thread = self.thread(goid);
        if thread.ignores == 0
            && let Some(carried) = carried
        {
            thread.clock.join(&carried);
        }
    }

    /// What the goroutine has done happens before what others do that acquire later. `merges` says whether also what was
    /// released before goes on to do so.
    pub fn release(&mut self, goid: u64, sync: Sync, merges: bool) {
        let thread = self.thread(goid);
        if thread.ignores > 0 {
            return;
        }
        let clock = thread.clock.clone();
        thread.clock.tick(goid);
        let carried = self.syncs.entry(sync).or_default();
        if merges {
            carried.join(&clock);
        } else {
            *carried = clock;
        }
    }

    /// Both: of two that do so, the earlier happens before the later.
    pub fn pass(&mut self, goid: u64, sync: Sync) {
        self.acquire(goid, sync);
        self.release(goid, sync, false);
    }

    /// Two goroutines meet: what either has done happens before what the other does next.
    pub fn meet(&mut self, one: u64, other: u64) {
        let first = self.thread(one).clock.clone();
        let second = &mut self.thread(other).clock;
        second.join(&first);
        let both = second.clone();
        second.tick(other);
        let first = &mut self.thread(one).clock;
        first.join(&both);
        first.tick(one);
    }

    /// From now on the goroutine's synchronising counts for nothing, or counts again.
    pub fn ignore(&mut self, goid: u64, on: bool) {
        let ignores = &mut self.thread(goid).ignores;
        *ignores = if on { *ignores + 1 } else { ignores.saturating_sub(1) };
    }

    /// Whether the goroutine's synchronising counts for nothing: then its atomic operations are not looked at either.
    pub fn ignores(&self, goid: u64) -> bool {
        self.threads.get(&goid).is_some_and(|thread| thread.ignores > 0)
    }

    /// A goroutine has locked a mutex, or unlocked it.
    pub fn hold(&mut self, mutex: u64, goid: Option<u64>) {
        match goid {
            Some(goid) => self.holders.insert(mutex, goid),
            None => self.holders.remove(&mutex),
        };
    }

    /// Who holds a mutex.
    pub fn holder(&self, mutex: u64) -> Option<u64> {
        self.holders.get(&mutex).copied()
    }

    /// A goroutine touches `size` bytes.
    pub fn touch(&mut self, address: u64, size: u64, access: Access) {
        if !self.shared || size == 0 {
            return;
        }
        if self.shadow.words() > MOST_WORDS {
            self.shadow = Shadow::default();
        }
        let thread = self.thread(access.goroutine);
        let clock = std::mem::take(&mut thread.clock);
        let access = Access { time: clock.of(access.goroutine), ..access };
        let race = self.shadow.touch(address, size, access, &clock);
        self.thread(access.goroutine).clock = clock;
        if let Some((address, first)) = race {
            self.tell(Found { address, first, second: access });
        }
    }

    fn tell(&mut self, race: Found) {
        let sites = |found: &Found| {
            let (one, other) = (found.first.site, found.second.site);
            (one.min(other), one.max(other))
        };
        let known = self.found.iter().any(|found| sites(found) == sites(&race));
        if !known && self.found.len() < MOST_RACES {
            self.found.push(race);
        }
    }

    /// After a collection: forgets what was known of objects that are gone.
    pub fn forget(&mut self, lives: impl Fn(u64) -> bool) {
        self.shadow.forget(&lives);
        self.syncs.retain(|sync, _| lives(sync.address()));
        self.holders.retain(|&mutex, _| lives(mutex));
    }
}
