//! What is seen of goroutines among each other.

use burrow_go_syntax::Pos;
use burrow_go_trace::{Happening, Moment, Race, Touch, Wait};

use super::values::Viewer;
use crate::machine;
use crate::race::{Access, Found};
use crate::sched::{GoId, Reason, State};

/// Where in a `sync.RWMutex` its semaphores lie.
const WRITER: u64 = 8;
const READER: u64 = 12;

impl Viewer<'_> {
    /// The latest moments.
    pub(super) fn moments(&self) -> Vec<Moment> {
        let moments = &self.machine.log().moments;
        moments.iter().map(|moment| self.moment(moment)).collect()
    }

    fn moment(&self, moment: &machine::Moment) -> Moment {
        use machine::Happening as Own;
        let what = match moment.what {
            Own::Statement(number) => {
                let pos = self.machine.world.statements.get(number as usize).copied();
                Happening::Line(self.place(pos.unwrap_or(Pos::NONE)).map_or(0, |place| place.line))
            }
            Own::Started(other) => Happening::Started(other),
            Own::Waits(reason) => Happening::Waits(reason.text().into()),
            Own::Ended => Happening::Ended,
            Own::Gave { to, channel, buffered } => Happening::Gave { to, channel, buffered },
            Own::Put(channel) => Happening::Put(channel),
            Own::Closed(channel) => Happening::Closed(channel),
        };
        Moment { step: moment.step, goroutine: moment.goroutine, what }
    }

    /// Who waits for something of package sync.
    pub(super) fn waits(&self, ended: bool) -> Vec<Wait> {
        if ended {
            return Vec::new();
        }
        let mut waits: Vec<Wait> =
            self.machine.sched.all().into_iter().filter_map(|id| self.wait(id)).collect();
        waits.sort_by_key(|wait| wait.goroutine);
        waits
    }

    fn wait(&self, id: GoId) -> Option<Wait> {
        let State::Waiting(reason) = self.machine.sched.state(id) else { return None };
        let semaphore = self.machine.sched.awaited(id)?;
        let (address, held) = match reason {
            Reason::Mutex => (semaphore.saturating_sub(4), Some(0)),
            Reason::RwMutexRead => (semaphore.saturating_sub(READER), Some(WRITER)),
            Reason::RwMutexWrite => (semaphore.saturating_sub(WRITER), Some(READER)),
            Reason::WaitGroup => (semaphore.saturating_sub(8), None),
            _ => (semaphore, None),
        };
        let holder = held.and_then(|offset| self.machine.holder(address + offset));
        let goroutine = self.machine.sched.goid(id);
        Some(Wait { goroutine, address: Some(address), holder })
    }

    /// The races so far.
    pub(super) fn races(&self) -> Vec<Race> {
        self.machine.races().iter().map(|found| self.race(found)).collect()
    }

    fn race(&self, found: &Found) -> Race {
        let (first, one) = self.touch(&found.first);
        let (second, other) = self.touch(&found.second);
        let global = || {
            let variables = &self.machine.world.variables;
            let here = |&&(_, typ, start): &&(_, _, u64)| {
                let size = self.machine.world.size(self.machine.world.rtype(typ).kind);
                start <= found.address && found.address < start + size
            };
            variables.iter().find(here).map(|(name, ..)| name.to_string()).unwrap_or_default()
        };
        let named = [other, one].into_iter().find(|name| !name.is_empty());
        Race { what: named.unwrap_or_else(global), first, second }
    }

    fn touch(&self, access: &Access) -> (Touch, String) {
        let (function, pos, name) = match self.machine.site(access.site) {
            Some((made, pos, name)) => (made.function.name.to_string(), pos, name),
            None => (String::new(), Pos::NONE, String::new()),
        };
        let touch = Touch {
            write: access.write,
            goroutine: access.goroutine,
            function,
            place: self.place(pos),
        };
        (touch, name)
    }
}
