//! Snapshots of a program on its way, to go back to. Between them it is run again.

use super::io::Position;
use crate::machine::{Machine, Snapshot};

/// How much a program does from one snapshot to the next, in jumps, calls and steps: what is run again in a few milliseconds.
const APART: u64 = 200_000;
/// What a step counts for: it leaves the interpreter's loop.
const STEP: u64 = 4;
/// Bytes of memory that are copied in no time.
const LITTLE: u64 = 4 << 20;
/// Bytes that all snapshots may take together.
const ROOM: u64 = 64 << 20;

struct Entry {
    snapshot: Snapshot,
    io: Position,
    /// What had been done there.
    done: u64,
}

/// The snapshots of a program, the oldest first. The first one is its start.
pub struct History {
    entries: Vec<Entry>,
    /// How far apart they are by now: twice as far each time that there is no more room.
    pub apart: u64,
}

/// What a machine has done, as [`APART`] counts.
fn done(machine: &Machine) -> u64 {
    machine.steps + STEP * machine.pause.steps
}

impl Default for History {
    fn default() -> Self {
        History { entries: Vec::new(), apart: APART }
    }
}

impl History {
    /// Takes a snapshot if it is time: the program is further than it ever was, and has done enough since.
    pub fn note(&mut self, machine: &Machine, io: Position) {
        // What takes long to copy is copied seldom, or not at all.
        let touched = machine.world.heap.touched_end();
        let apart = self.apart * (touched / LITTLE).max(1);
        let newest = self.newest();
        let further = newest.is_none_or(|newest| {
            machine.pause.steps > newest.steps()
                && done(machine) >= self.entries.last().map_or(0, |last| last.done) + apart
                && touched <= ROOM / 2
        });
        if !further {
            return;
        }
        let snapshot = machine.snapshot(newest);
        self.entries.push(Entry { snapshot, io, done: done(machine) });
        if self.entries.iter().map(|entry| entry.snapshot.own_bytes()).sum::<u64>() > ROOM {
            self.thin();
        }
    }

    /// Lets every second one go.
    fn thin(&mut self) {
        let mut keep = false;
        self.entries.retain(|_| {
            keep = !keep;
            keep
        });
        self.apart *= 2;
    }

    /// The newest snapshot from which a step can be reached, or at which the machine has paused for it.
    pub fn before(&self, step: u64) -> usize {
        let behind = |entry: &Entry| entry.snapshot.steps() <= step;
        self.entries.partition_point(behind).saturating_sub(1)
    }

    /// Forgets what lies behind a step: from there on all is different.
    pub fn cut(&mut self, step: u64) {
        self.entries.retain(|entry| entry.snapshot.steps() <= step + 1);
    }

    /// The newest one.
    pub fn newest(&self) -> Option<&Snapshot> {
        self.entries.last().map(|newest| &newest.snapshot)
    }

    /// How many steps lie behind a snapshot.
    pub fn steps(&self, index: usize) -> u64 {
        self.entries.get(index).map_or(0, |entry| entry.snapshot.steps())
    }

    /// Makes a machine what it was.
    pub fn restore(&self, index: usize, machine: &mut Machine) -> Option<Position> {
        let entry = self.entries.get(index)?;
        machine.restore(&entry.snapshot);
        Some(entry.io)
    }
}
