//! Who runs, who waits for what, and who is next.
//!
//! The scheduler knows goroutines by number only: their stacks are the machine's business. What a goroutine waits for
//! lies in queues: of channels (`chan.rs`), of semaphores and conditions (`sema.rs`), of times (`timer.rs`). An entry of a queue
//! holds the goroutine's ticket, which changes whenever it is woken, so that entries left behind mean nothing.
//!
//! As in Go's own scheduler, a goroutine that has just been made or woken runs next, and moves the one that was to
//! run next to the end of the line. Two goroutines that keep waking each other do so only for a while when others wait.

pub mod chan;
pub mod sema;
pub mod timer;

use std::collections::VecDeque;

use chan::{Channels, Meeting};
use sema::Semaphores;
use timer::Timers;

/// The number of a goroutine. Numbers of those that have ended are used again; [`Sched::goid`] is the one that traces show.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct GoId(pub u32);

/// Why a goroutine waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Reason {
    ChanReceive,
    ChanSend,
    ChanReceiveNil,
    ChanSendNil,
    Select,
    SelectNoCases,
    Sleep,
    Semacquire,
    WaitGroup,
    Mutex,
    RwMutexRead,
    RwMutexWrite,
    Cond,
    Coroutine,
    /// For the host: input, a signal. Never a deadlock.
    Host,
    /// Until all others wait too (`testing/synctest`).
    Idle,
}

impl Reason {
    /// As Go's traces show it.
    pub fn text(self) -> &'static str {
        match self {
            Reason::ChanReceive => "chan receive",
            Reason::ChanSend => "chan send",
            Reason::ChanReceiveNil => "chan receive (nil chan)",
            Reason::ChanSendNil => "chan send (nil chan)",
            Reason::Select => "select",
            Reason::SelectNoCases => "select (no cases)",
            Reason::Sleep => "sleep",
            Reason::Semacquire => "semacquire",
            Reason::WaitGroup => "sync.WaitGroup.Wait",
            Reason::Mutex => "sync.Mutex.Lock",
            Reason::RwMutexRead => "sync.RWMutex.RLock",
            Reason::RwMutexWrite => "sync.RWMutex.Lock",
            Reason::Cond => "sync.Cond.Wait",
            Reason::Coroutine => "coroutine",
            Reason::Host => "IO wait",
            Reason::Idle => "synctest.Wait",
        }
    }
}

/// What a goroutine does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// There is none of this number.
    Ended,
    /// It waits for its turn.
    Ready,
    /// It has its turn.
    Running,
    /// It waits for something else.
    Waiting(Reason),
}

/// What to do next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Next {
    /// This goroutine has its turn now.
    Run(GoId),
    /// Nobody can run before this time on the monotonic clock.
    Sleep(i64),
    /// Nobody can run before the host has something.
    Host,
    /// Nobody will ever run.
    Deadlock,
}

#[derive(Clone)]
struct Slot {
    goid: u64,
    state: State,
    /// Made by the machine itself: it neither counts nor keeps the program alive.
    system: bool,
    /// Changes whenever the goroutine is woken.
    ticket: u32,
    /// What it must call when it goes on.
    panic: Option<&'static str>,
    /// The channels in whose queues it stands for a `select`.
    queued: Vec<u64>,
}

/// How many turns in a row may go to those that have just been woken while others are in line.
const MAX_FAVOURS: u32 = 64;

/// The scheduler.
#[derive(Clone)]
pub struct Sched {
    slots: Vec<Slot>,
    free: Vec<GoId>,
    line: VecDeque<GoId>,
    next: Option<GoId>,
    favours: u32,
    current: Option<GoId>,
    last_goid: u64,
    /// Goroutines that are not the machine's own.
    count: usize,
    /// Those that wait for the host.
    host: usize,
    /// Those of them that wait for input.
    readers: Vec<GoId>,
    random: u64,
    channels: Channels,
    semaphores: Semaphores,
    /// Times that are waited for.
    pub timers: Timers,
    /// Whether meetings at channels are noted.
    pub notes: bool,
    /// Those since they were last taken.
    pub meetings: Vec<Meeting>,
}

impl Sched {
    /// A scheduler without goroutines. All that is random in a run comes from the seed.
    pub fn new(seed: u64) -> Sched {
        Sched {
            slots: Vec::new(),
            free: Vec::new(),
            line: VecDeque::new(),
            next: None,
            favours: 0,
            current: None,
            last_goid: 0,
            count: 0,
            host: 0,
            readers: Vec::new(),
            random: seed,
            channels: Channels::default(),
            semaphores: Semaphores::default(),
            timers: Timers::default(),
            notes: false,
            meetings: Vec::new(),
        }
    }

    /// A new goroutine, which runs next.
    pub fn spawn(&mut self, system: bool) -> GoId {
        self.last_goid += 1;
        self.count += usize::from(!system);
        let ticket = self.free.last().map_or(0, |id| self.slots[id.0 as usize].ticket);
        let slot = Slot {
            goid: self.last_goid,
            state: State::Ready,
            system,
            ticket,
            panic: None,
            queued: Vec::new(),
        };
        let id = match self.free.pop() {
            Some(id) => {
                self.slots[id.0 as usize] = slot;
                id
            }
            None => {
                self.slots.push(slot);
                GoId(self.slots.len() as u32 - 1)
            }
        };
        self.favour(id);
        id
    }

    fn favour(&mut self, id: GoId) {
        if let Some(before) = self.next.replace(id) {
            self.line.push_back(before);
        }
    }

    /// Whoever was to run next stands in line: those that are made or woken at one time run in that order.
    pub fn settle(&mut self) {
        self.line.extend(self.next.take());
    }

    /// The goroutine that has its turn.
    pub fn current(&self) -> Option<GoId> {
        self.current
    }

    /// The turn of the running goroutine is over; it stands at the end of the line.
    pub fn yield_now(&mut self) {
        if let Some(id) = self.current.take() {
            self.slot(id).state = State::Ready;
            self.line.push_back(id);
        }
    }

    /// The running goroutine waits until [`Sched::wake`].
    pub fn park(&mut self, reason: Reason) {
        if let Some(id) = self.current.take() {
            self.slot(id).state = State::Waiting(reason);
            self.host += usize::from(reason == Reason::Host);
        }
    }

    /// The running goroutine waits for input.
    pub fn park_reader(&mut self) {
        self.readers.extend(self.current);
        self.park(Reason::Host);
    }

    /// There is input, or its end: who waits for it asks again.
    pub fn wake_readers(&mut self) {
        for id in std::mem::take(&mut self.readers) {
            self.wake(id);
        }
    }

    /// A goroutine that waits can run again, and does so next.
    pub fn wake(&mut self, id: GoId) {
        let slot = self.slot(id);
        let State::Waiting(reason) = slot.state else { return };
        slot.state = State::Ready;
        slot.ticket = slot.ticket.wrapping_add(1);
        self.host -= usize::from(reason == Reason::Host);
        self.favour(id);
    }

    /// The running goroutine has ended.
    pub fn end(&mut self) {
        if let Some(id) = self.current.take() {
            let slot = self.slot(id);
            slot.state = State::Ended;
            slot.ticket = slot.ticket.wrapping_add(1);
            let system = slot.system;
            self.count -= usize::from(!system);
            self.free.push(id);
        }
    }

    /// Gives somebody the turn. The timers that are due must have been run.
    pub fn pick(&mut self) -> Next {
        if let Some(id) = self.current {
            return Next::Run(id);
        }
        if self.favours >= MAX_FAVOURS && !self.line.is_empty() {
            self.favours = 0;
            self.line.extend(self.next.take());
        }
        let favoured = self.next.take();
        self.favours = if favoured.is_some() { self.favours + 1 } else { 0 };
        if let Some(id) = favoured.or_else(|| self.line.pop_front()) {
            self.slot(id).state = State::Running;
            self.current = Some(id);
            return Next::Run(id);
        }
        match self.timers.next() {
            Some(when) => Next::Sleep(when),
            None if self.host > 0 => Next::Host,
            None => Next::Deadlock,
        }
    }

    /// A goroutine that waits for its turn only gets it next, before all others; who has it now is the first of those.
    pub fn prefer(&mut self, id: GoId) {
        let before = self.current.take();
        for other in before.into_iter().chain(self.next.take()).filter(|&other| other != id) {
            self.line.push_front(other);
        }
        if let Some(current) = before {
            self.slot(current).state = State::Ready;
        }
        self.line.retain(|&other| other != id);
        self.next = Some(id);
        self.favours = 0;
    }

    /// Whether somebody else could run now.
    pub fn others(&self) -> bool {
        self.next.is_some() || !self.line.is_empty()
    }

    /// How many goroutines there are, without the machine's own.
    pub fn count(&self) -> usize {
        self.count
    }

    /// All goroutines, the running one first, then by age.
    pub fn all(&self) -> Vec<GoId> {
        let numbers = (0..self.slots.len() as u32).map(GoId);
        let mut all: Vec<GoId> = numbers.filter(|&id| self.state(id) != State::Ended).collect();
        all.sort_by_key(|&id| (Some(id) != self.current, self.goid(id)));
        all
    }

    /// What a goroutine does.
    pub fn state(&self, id: GoId) -> State {
        self.slots.get(id.0 as usize).map_or(State::Ended, |slot| slot.state)
    }

    /// The number that traces show.
    pub fn goid(&self, id: GoId) -> u64 {
        self.slots.get(id.0 as usize).map_or(0, |slot| slot.goid)
    }

    /// Whether it is the machine's own.
    pub fn is_system(&self, id: GoId) -> bool {
        self.slots.get(id.0 as usize).is_some_and(|slot| slot.system)
    }

    /// The function of package runtime that a goroutine must call where it stopped, before it goes on.
    pub fn take_panic(&mut self, id: GoId) -> Option<&'static str> {
        self.slot(id).panic.take()
    }

    /// A random number.
    pub fn random(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.random;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn slot(&mut self, id: GoId) -> &mut Slot {
        &mut self.slots[id.0 as usize]
    }

    fn ticket(&self, id: GoId) -> u32 {
        self.slots[id.0 as usize].ticket
    }

    /// Whether an entry of a queue still means something.
    fn waits(&self, id: GoId, ticket: u32) -> bool {
        let slot = &self.slots[id.0 as usize];
        slot.ticket == ticket && matches!(slot.state, State::Waiting(_))
    }
}
