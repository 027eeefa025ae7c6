//! What is remembered of memory: for each word who touched which of its bytes, and when.
//!
//! Of one goroutine only what later accesses cannot stand for is kept: a write stands for what it covers, a read for reads. A
//! write that happens after all others that it covers takes their place, so that most words have one entry: FastTrack's epoch.

use std::collections::HashMap;

use super::clock::Clock;

/// An access.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Access {
    /// The number of the goroutine.
    pub goroutine: u64,
    /// How far it was.
    pub time: u32,
    /// Where: function and instruction; see `watch.rs`.
    pub site: u64,
    pub write: bool,
    /// Whether it is one of package `sync/atomic`: two such are no race.
    pub atomic: bool,
}

#[derive(Clone, Copy)]
struct Entry {
    /// Which bytes of the word.
    bytes: u8,
    access: Access,
}

impl Entry {
    fn conflicts(&self, other: &Entry) -> bool {
        let (one, two) = (&self.access, &other.access);
        self.bytes & other.bytes != 0
            && one.goroutine != two.goroutine
            && (one.write || two.write)
            && !(one.atomic && two.atomic)
    }

    /// Whether whatever conflicts with the other one conflicts with this one too.
    fn stands_for(&self, other: &Entry) -> bool {
        let (one, two) = (&self.access, &other.access);
        other.bytes & !self.bytes == 0 && (one.write || !two.write) && (!one.atomic || two.atomic)
    }
}

/// What is remembered, by number of word.
#[derive(Clone, Default)]
pub struct Shadow(HashMap<u64, Vec<Entry>>);

impl Shadow {
    /// How many words are remembered.
    pub fn words(&self) -> usize {
        self.0.len()
    }

    /// Somebody, whose clock this is, touches some bytes. Gives an address and the access before with which that is a race.
    pub fn touch(
        &mut self,
        address: u64,
        size: u64,
        access: Access,
        clock: &Clock,
    ) -> Option<(u64, Access)> {
        let (mut at, end) = (address, address.saturating_add(size));
        let mut race = None;
        while at < end {
            let word = at / 8;
            let next = ((word + 1) * 8).min(end);
            let bytes = ((1u16 << (next - at)) - 1) << (at % 8);
            let found = self.touch_word(word, Entry { bytes: bytes as u8, access }, clock);
            race = race.or(found.map(|first| (at, first)));
            at = next;
        }
        race
    }

    fn touch_word(&mut self, word: u64, new: Entry, clock: &Clock) -> Option<Access> {
        let entries = self.0.entry(word).or_default();
        let before = |entry: &Entry| entry.access.time <= clock.of(entry.access.goroutine);
        let race = entries.iter().find(|old| old.conflicts(&new) && !before(old));
        let race = race.map(|old| old.access);
        entries.retain(|old| !(new.stands_for(old) && before(old)));
        entries.push(new);
        race
    }

    /// Keeps only what lives.
    pub fn forget(&mut self, lives: &impl Fn(u64) -> bool) {
        self.0.retain(|&word, _| lives(8 * word));
    }
}
