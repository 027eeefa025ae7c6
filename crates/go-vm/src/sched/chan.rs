//! Channels: an object with the state, a buffer, and queues of goroutines that wait.
//!
//! The object lies in the program's memory (offsets below), the queues do not: they are found by its address and exist
//! only while somebody waits. Who waits says where its value lies or goes, which may be a local in its frame (a stack does
//! not move while its goroutine waits); whoever comes later does the copying for both.

use std::collections::{HashMap, VecDeque};

use burrow_go_ir::layout::Kind;

use super::{GoId, Reason, Sched};
use crate::heap::{Heap, OutOfMemory, ShapeId};
use crate::memory::Memory;

/// Elements in the buffer.
const COUNT: u64 = 0;
/// Room in the buffer.
const CAP: u64 = 8;
const BUFFER: u64 = 16;
/// Bytes of an element.
const ELEM: u64 = 24;
/// 1 if closed.
const CLOSED: u64 = 32;
/// 1 if it is a timer's: it then looks as if it had no buffer.
const TIMER: u64 = 36;
/// Number of the element that is received next.
const FIRST: u64 = 40;
const SIZE: u64 = 48;

/// Where a value lies or goes.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its address; 0 where a received value goes nowhere.
    pub addr: u64,
    /// The kind of the local that it is, whose word is then extended; none for a value as it lies in memory.
    pub kind: Option<Kind>,
}

impl Place {
    /// Nowhere.
    pub const NOWHERE: Place = Place { addr: 0, kind: None };

    /// Fills it with the value of `size` bytes at `from`.
    fn fill(self, memory: &mut Memory, from: u64, size: u64) {
        if self.addr == 0 {
            return;
        }
        let word = match self.kind {
            Some(Kind::I8) => i64::from(memory.read_u8(from) as i8) as u64,
            Some(Kind::I16) => i64::from(memory.read_u16(from) as i16) as u64,
            Some(Kind::I32) => i64::from(memory.read_u32(from) as i32) as u64,
            Some(Kind::U8) => memory.read_u8(from).into(),
            Some(Kind::U16) => memory.read_u16(from).into(),
            Some(Kind::U32 | Kind::F32) => memory.read_u32(from).into(),
            Some(Kind::I64 | Kind::U64 | Kind::F64 | Kind::Ptr) => memory.read_u64(from),
            Some(Kind::Aggregate(_)) | None => return memory.copy(from, self.addr, size),
        };
        memory.write_u64(self.addr, word);
    }

    fn clear(self, memory: &mut Memory, size: u64) {
        match self.kind.and_then(Kind::scalar_size) {
            _ if self.addr == 0 => {}
            Some(_) => memory.write_u64(self.addr, 0),
            None => memory.zero(self.addr, size),
        }
    }
}

/// What the running goroutine learns of an operation: addresses of locals, 0 for none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Report {
    /// Becomes 1 if a value was received, 0 if the channel is closed.
    pub ok: u64,
    /// Becomes the number of the case.
    pub chosen: u64,
    /// That number.
    pub case: u64,
}

impl Report {
    fn write(self, memory: &mut Memory, ok: bool) {
        if self.ok != 0 {
            memory.write_u64(self.ok, ok.into());
        }
        if self.chosen != 0 {
            memory.write_u64(self.chosen, self.case);
        }
    }
}

/// One case of a `select`.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The channel; nil never goes on.
    pub chan: u64,
    /// Whether it sends.
    pub send: bool,
    /// The value, or where it goes.
    pub place: Place,
}

/// What happened at a channel between goroutines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meeting {
    /// A value went straight from one to the other.
    Direct { from: GoId, to: GoId, chan: u64 },
    /// This place of the buffer was filled or emptied.
    Slot { by: GoId, chan: u64, index: u64, fills: bool },
    /// It was closed.
    Close { by: GoId, chan: u64 },
    /// It was found closed.
    Closed { by: GoId, chan: u64 },
}

/// How an operation went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It is done.
    Done,
    /// The running goroutine waits. When it goes on, it is done (or see [`Sched::take_panic`]).
    Waits,
    /// It would have to wait but must not.
    Refused,
    /// This function of package runtime must be called instead.
    Panic(&'static str),
}

const SEND_CLOSED: &str = "runtime.panicsendclosed";

#[derive(Clone, Copy)]
struct Waiter {
    id: GoId,
    ticket: u32,
    place: Place,
    report: Report,
}

#[derive(Clone, Default)]
struct Queues {
    senders: VecDeque<Waiter>,
    receivers: VecDeque<Waiter>,
    /// How many of both belong to a `select` that is over. They are swept out when they are the larger part, so that a
    /// `select` leaves its queues in constant time.
    stale: usize,
}

impl Queues {
    fn len(&self) -> usize {
        self.senders.len() + self.receivers.len()
    }
}

/// The queues of all channels that somebody waits for.
#[derive(Clone, Default)]
pub(super) struct Channels {
    queues: HashMap<u64, Queues>,
}

/// A new channel for `cap` elements of `elem` bytes. The size must have been checked.
pub fn make(heap: &mut Heap, cap: u64, elem: u64, shape: ShapeId) -> Result<u64, OutOfMemory> {
    let buffer = heap.alloc(cap.checked_mul(elem).ok_or(OutOfMemory)?, shape)?;
    let of_channel = heap.shape_of_pointers(SIZE, &[BUFFER as u32]);
    let chan = heap.alloc(SIZE, of_channel)?;
    heap.memory.write_u64(chan + CAP, cap);
    heap.memory.write_u64(chan + BUFFER, buffer);
    heap.memory.write_u64(chan + ELEM, elem);
    Ok(chan)
}

/// `len`.
pub fn len(memory: &Memory, chan: u64) -> u64 {
    if chan == 0 || memory.read_u32(chan + TIMER) != 0 { 0 } else { memory.read_u64(chan + COUNT) }
}

/// `cap`.
pub fn cap(memory: &Memory, chan: u64) -> u64 {
    if chan == 0 || memory.read_u32(chan + TIMER) != 0 { 0 } else { memory.read_u64(chan + CAP) }
}

/// What a channel holds, to be looked at.
#[derive(Clone, Debug)]
pub struct Look {
    /// Elements in the buffer.
    pub len: u64,
    /// Room in the buffer.
    pub cap: u64,
    /// Whether it is closed.
    pub closed: bool,
    /// Where the first elements lie, the next to be received first.
    pub buffer: Vec<u64>,
}

/// What a channel holds: at most `most` elements of its buffer.
pub fn look(memory: &Memory, chan: u64, most: u64) -> Look {
    let (len, cap) = (memory.read_u64(chan + COUNT), memory.read_u64(chan + CAP));
    let buffer = (0..len.min(most)).map(|index| element(memory, chan, index)).collect();
    Look { len, cap, closed: memory.read_u32(chan + CLOSED) != 0, buffer }
}

/// A goroutine that waits for a channel, to be looked at.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    /// The goroutine.
    pub id: GoId,
    /// The channel.
    pub chan: u64,
    /// Where the value lies that it wants to send; none if it wants to receive.
    pub sends: Option<u64>,
    /// The number of the case of its `select`, 0 otherwise.
    pub case: u64,
}

/// Makes a channel a timer's.
pub fn set_timer(memory: &mut Memory, chan: u64) {
    memory.write_u32(chan + TIMER, 1);
}

/// Takes the elements out of the buffer. Says whether there were any.
pub fn drain(memory: &mut Memory, chan: u64) -> bool {
    let count = memory.read_u64(chan + COUNT);
    memory.write_u64(chan + COUNT, 0);
    count > 0
}

/// The number of the place in the buffer of an element, the one that is received next being 0.
fn place_of(memory: &Memory, chan: u64, index: u64) -> u64 {
    memory.read_u64(chan + FIRST).wrapping_add(index) % memory.read_u64(chan + CAP).max(1)
}

/// The address of an element in the buffer, likewise. The buffer is not empty.
fn element(memory: &Memory, chan: u64, index: u64) -> u64 {
    let at = place_of(memory, chan, index);
    memory.read_u64(chan + BUFFER).wrapping_add(at.wrapping_mul(memory.read_u64(chan + ELEM)))
}

impl Sched {
    /// `chan <- value`.
    pub fn send(&mut self, memory: &mut Memory, chan: u64, value: Place, block: bool) -> Outcome {
        if chan == 0 {
            return self.wait_forever(block, Reason::ChanSendNil);
        }
        match self.try_send(memory, chan, value) {
            Outcome::Refused if block => {
                self.wait(&[Case { chan, send: true, place: value }], None, Reason::ChanSend)
            }
            outcome => outcome,
        }
    }

    /// `<-chan`; `report` has where `ok` is.
    pub fn receive(
        &mut self,
        memory: &mut Memory,
        chan: u64,
        to: Place,
        report: Report,
        block: bool,
    ) -> Outcome {
        if chan == 0 {
            return self.wait_forever(block, Reason::ChanReceiveNil);
        }
        match self.try_receive(memory, chan, to, report) {
            Outcome::Refused if block => self.wait(
                &[Case { chan, send: false, place: to }],
                Some(report),
                Reason::ChanReceive,
            ),
            outcome => outcome,
        }
    }

    /// A `select`; the number of the case goes to `report.chosen`. Refused if it would have to wait and must not.
    pub fn select(
        &mut self,
        memory: &mut Memory,
        cases: &[Case],
        report: Report,
        block: bool,
    ) -> Outcome {
        let mut order: Vec<usize> =
            (0..cases.len()).filter(|&case| cases[case].chan != 0).collect();
        for at in (1..order.len()).rev() {
            let other = (self.random() % (at as u64 + 1)) as usize;
            order.swap(at, other);
        }
        for &number in &order {
            let case = cases[number];
            let report = Report { case: number as u64, ..report };
            let outcome = if case.send {
                let outcome = self.try_send(memory, case.chan, case.place);
                if outcome == Outcome::Done {
                    Report { ok: 0, ..report }.write(memory, true);
                }
                outcome
            } else {
                self.try_receive(memory, case.chan, case.place, report)
            };
            if outcome != Outcome::Refused {
                return outcome;
            }
        }
        match (block, order.is_empty()) {
            (false, _) => Outcome::Refused,
            (true, true) if cases.is_empty() => self.wait_forever(true, Reason::SelectNoCases),
            (true, true) => self.wait_forever(true, Reason::Select),
            (true, false) => self.wait(cases, Some(report), Reason::Select),
        }
    }

    /// Who waits for which channel: by channel, then in line.
    pub fn waiting(&self) -> Vec<Waiting> {
        let mut chans: Vec<(&u64, &Queues)> = self.channels.queues.iter().collect();
        chans.sort_by_key(|&(&chan, _)| chan);
        let mut all = Vec::new();
        for (&chan, queues) in chans {
            let senders = queues.senders.iter().map(|waiter| (waiter, true));
            let receivers = queues.receivers.iter().map(|waiter| (waiter, false));
            for (waiter, sends) in senders.chain(receivers) {
                if self.waits(waiter.id, waiter.ticket) {
                    let sends = sends.then_some(waiter.place.addr);
                    all.push(Waiting { id: waiter.id, chan, sends, case: waiter.report.case });
                }
            }
        }
        all
    }

    /// `close`.
    pub fn close(&mut self, memory: &mut Memory, chan: u64) -> Outcome {
        if chan == 0 {
            return Outcome::Panic("runtime.panicclosednil");
        }
        if memory.read_u32(chan + CLOSED) != 0 {
            return Outcome::Panic("runtime.panicclosedagain");
        }
        memory.write_u32(chan + CLOSED, 1);
        self.note(|by| Meeting::Close { by, chan });
        let size = memory.read_u64(chan + ELEM);
        let mut woken = Vec::new();
        while let Some(waiter) = self.take_waiter(chan, false) {
            waiter.place.clear(memory, size);
            waiter.report.write(memory, false);
            self.note(|_| Meeting::Closed { by: waiter.id, chan });
            self.leave_queues(waiter.id, chan);
            woken.push(waiter.id);
        }
        while let Some(waiter) = self.take_waiter(chan, true) {
            self.slot(waiter.id).panic = Some(SEND_CLOSED);
            self.leave_queues(waiter.id, chan);
            woken.push(waiter.id);
        }
        woken.into_iter().for_each(|id| self.wake(id));
        Outcome::Done
    }

    fn try_send(&mut self, memory: &mut Memory, chan: u64, value: Place) -> Outcome {
        if memory.read_u32(chan + CLOSED) != 0 {
            return Outcome::Panic(SEND_CLOSED);
        }
        let size = memory.read_u64(chan + ELEM);
        if let Some(receiver) = self.take_waiter(chan, false) {
            receiver.place.fill(memory, value.addr, size);
            receiver.report.write(memory, true);
            self.note(|from| Meeting::Direct { from, to: receiver.id, chan });
            self.finish_waiter(receiver.id, chan);
            return Outcome::Done;
        }
        let count = memory.read_u64(chan + COUNT);
        if count >= memory.read_u64(chan + CAP) {
            return Outcome::Refused;
        }
        memory.copy(value.addr, element(memory, chan, count), size);
        memory.write_u64(chan + COUNT, count + 1);
        let index = place_of(memory, chan, count);
        self.note(|by| Meeting::Slot { by, chan, index, fills: true });
        Outcome::Done
    }

    fn try_receive(
        &mut self,
        memory: &mut Memory,
        chan: u64,
        to: Place,
        report: Report,
    ) -> Outcome {
        let size = memory.read_u64(chan + ELEM);
        let count = memory.read_u64(chan + COUNT);
        if count > 0 {
            let first = element(memory, chan, 0);
            to.fill(memory, first, size);
            let index = place_of(memory, chan, 0);
            self.note(|by| Meeting::Slot { by, chan, index, fills: false });
            // The first sender's value takes the place that becomes free at the buffer's end.
            let sender = self.take_waiter(chan, true);
            match sender {
                Some(sender) => {
                    memory.copy(sender.place.addr, first, size);
                    self.note(|_| Meeting::Slot { by: sender.id, chan, index, fills: true });
                }
                None => {
                    memory.zero(first, size);
                    memory.write_u64(chan + COUNT, count - 1);
                }
            }
            let next = (memory.read_u64(chan + FIRST) + 1) % memory.read_u64(chan + CAP).max(1);
            memory.write_u64(chan + FIRST, next);
            if let Some(sender) = sender {
                self.finish_sender(memory, sender, chan);
            }
        } else if let Some(sender) = self.take_waiter(chan, true) {
            to.fill(memory, sender.place.addr, size);
            self.note(|to| Meeting::Direct { from: sender.id, to, chan });
            self.finish_sender(memory, sender, chan);
        } else if memory.read_u32(chan + CLOSED) != 0 {
            to.clear(memory, size);
            report.write(memory, false);
            self.note(|by| Meeting::Closed { by, chan });
            return Outcome::Done;
        } else {
            return Outcome::Refused;
        }
        report.write(memory, true);
        Outcome::Done
    }

    /// Notes what the running goroutine has done.
    fn note(&mut self, meeting: impl FnOnce(GoId) -> Meeting) {
        if self.notes
            && let Some(id) = self.current()
        {
            self.meetings.push(meeting(id));
        }
    }

    fn finish_sender(&mut self, memory: &mut Memory, sender: Waiter, chan: u64) {
        Report { ok: 0, ..sender.report }.write(memory, true);
        self.finish_waiter(sender.id, chan);
    }

    fn finish_waiter(&mut self, id: GoId, chan: u64) {
        self.leave_queues(id, chan);
        self.wake(id);
    }

    /// The first that waits to send to or receive from a channel.
    fn take_waiter(&mut self, chan: u64, sender: bool) -> Option<Waiter> {
        let mut queues = self.channels.queues.remove(&chan)?;
        let queue = if sender { &mut queues.senders } else { &mut queues.receivers };
        let mut found = None;
        while let Some(waiter) = queue.pop_front() {
            if self.waits(waiter.id, waiter.ticket) {
                found = Some(waiter);
                break;
            }
            queues.stale = queues.stale.saturating_sub(1);
        }
        if queues.len() > 0 {
            self.channels.queues.insert(chan, queues);
        }
        found
    }

    /// Makes the entries of a goroutine whose `select` is over mean nothing; that of `taken` is no longer in its queue.
    fn leave_queues(&mut self, id: GoId, taken: u64) {
        let slot = self.slot(id);
        let queued = std::mem::take(&mut slot.queued);
        if queued.is_empty() {
            return;
        }
        slot.ticket = slot.ticket.wrapping_add(1);
        let mut skip = true;
        for chan in queued {
            if chan == taken && std::mem::replace(&mut skip, false) {
                continue;
            }
            let Some(queues) = self.channels.queues.get_mut(&chan) else { continue };
            queues.stale += 1;
            if 2 * queues.stale > queues.len() {
                self.sweep(chan);
            }
        }
    }

    fn sweep(&mut self, chan: u64) {
        let Some(mut queues) = self.channels.queues.remove(&chan) else { return };
        queues.senders.retain(|waiter| self.waits(waiter.id, waiter.ticket));
        queues.receivers.retain(|waiter| self.waits(waiter.id, waiter.ticket));
        queues.stale = 0;
        if queues.len() > 0 {
            self.channels.queues.insert(chan, queues);
        }
    }

    fn wait(&mut self, cases: &[Case], report: Option<Report>, reason: Reason) -> Outcome {
        let Some(id) = self.current() else { return Outcome::Refused };
        let ticket = self.ticket(id);
        for (number, case) in cases.iter().enumerate().filter(|(_, case)| case.chan != 0) {
            let report = Report { case: number as u64, ..report.unwrap_or_default() };
            let waiter = Waiter { id, ticket, place: case.place, report };
            let queues = self.channels.queues.entry(case.chan).or_default();
            if case.send {
                queues.senders.push_back(waiter);
            } else {
                queues.receivers.push_back(waiter);
            }
            if reason == Reason::Select {
                self.slot(id).queued.push(case.chan);
            }
        }
        self.park(reason);
        Outcome::Waits
    }

    fn wait_forever(&mut self, block: bool, reason: Reason) -> Outcome {
        if !block {
            return Outcome::Refused;
        }
        self.park(reason);
        Outcome::Waits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sched::{Next, State};

    /// Two words of the memory for values, and a scheduler whose goroutine 1 waits and goroutine 2 runs.
    fn world(cap: u64) -> (Heap, Sched, u64, u64) {
        let mut heap = Heap::new(1 << 22, false);
        let chan = make(&mut heap, cap, 8, ShapeId::NOSCAN).unwrap();
        let words = heap.alloc_static(64, ShapeId::NOSCAN);
        (heap, Sched::new(1), chan, words)
    }

    fn word(addr: u64) -> Place {
        Place { addr, kind: Some(Kind::I64) }
    }

    #[test]
    fn a_sender_hands_its_value_to_who_waits() {
        let (mut heap, mut sched, chan, words) = world(0);
        let memory = &mut heap.memory;
        let receiver = sched.spawn(false);
        sched.pick();
        let report = Report { ok: words + 8, ..Report::default() };
        assert_eq!(sched.receive(memory, chan, word(words), report, true), Outcome::Waits);
        let sender = sched.spawn(false);
        assert_eq!(sched.pick(), Next::Run(sender));
        memory.write_u64(words + 16, 42);
        assert_eq!(sched.send(memory, chan, word(words + 16), true), Outcome::Done);
        assert_eq!((memory.read_u64(words), memory.read_u64(words + 8)), (42, 1));
        assert_eq!(sched.state(receiver), State::Ready);
        assert_eq!(sched.send(memory, chan, word(words + 16), false), Outcome::Refused);
    }

    #[test]
    fn a_buffer_keeps_order_and_closing_ends_it() {
        let (mut heap, mut sched, chan, words) = world(2);
        let memory = &mut heap.memory;
        sched.spawn(false);
        sched.pick();
        for value in 1..=2 {
            memory.write_u64(words, value);
            assert_eq!(sched.send(memory, chan, word(words), true), Outcome::Done);
        }
        assert_eq!(len(memory, chan), 2);
        memory.write_u64(words, 3);
        assert_eq!(sched.send(memory, chan, word(words), true), Outcome::Waits);
        sched.spawn(false);
        sched.pick();
        for value in 1..=3 {
            assert_eq!(
                sched.receive(memory, chan, word(words + 8), Report::default(), true),
                Outcome::Done
            );
            assert_eq!(memory.read_u64(words + 8), value);
        }
        assert_eq!(sched.close(memory, chan), Outcome::Done);
        let report = Report { ok: words + 16, ..Report::default() };
        memory.write_u64(words + 16, 1);
        assert_eq!(sched.receive(memory, chan, word(words + 8), report, true), Outcome::Done);
        assert_eq!((memory.read_u64(words + 8), memory.read_u64(words + 16)), (0, 0));
        assert_eq!(sched.send(memory, chan, word(words), true), Outcome::Panic(SEND_CLOSED));
        assert_eq!(sched.close(memory, chan), Outcome::Panic("runtime.panicclosedagain"));
    }

    #[test]
    fn a_select_that_waited_leaves_all_queues() {
        let (mut heap, mut sched, chan, words) = world(0);
        let other = make(&mut heap, 0, 8, ShapeId::NOSCAN).unwrap();
        let memory = &mut heap.memory;
        sched.spawn(false);
        sched.pick();
        let cases = [
            Case { chan, send: false, place: word(words) },
            Case { chan: other, send: true, place: word(words + 8) },
            Case { chan: 0, send: true, place: word(words + 8) },
        ];
        let report = Report { ok: words + 16, chosen: words + 24, case: 0 };
        assert_eq!(sched.select(memory, &cases, report, false), Outcome::Refused);
        assert_eq!(sched.select(memory, &cases, report, true), Outcome::Waits);
        sched.spawn(false);
        sched.pick();
        memory.write_u64(words + 8, 7);
        assert_eq!(
            sched.receive(memory, other, word(words + 32), Report::default(), true),
            Outcome::Done
        );
        assert_eq!((memory.read_u64(words + 32), memory.read_u64(words + 24)), (7, 1));
        assert!(sched.channels.queues.is_empty());
    }

    #[test]
    fn a_select_with_one_channel_twice_is_woken_once() {
        let (mut heap, mut sched, chan, words) = world(0);
        let memory = &mut heap.memory;
        let id = sched.spawn(false);
        sched.pick();
        let case = Case { chan, send: false, place: word(words) };
        let report = Report { ok: words + 16, chosen: words + 24, case: 0 };
        assert_eq!(sched.select(memory, &[case, case], report, true), Outcome::Waits);
        sched.spawn(false);
        sched.pick();
        assert_eq!(sched.close(memory, chan), Outcome::Done);
        assert_eq!((memory.read_u64(words + 16), memory.read_u64(words + 24)), (0, 0));
        assert_eq!(sched.state(id), State::Ready);
        assert!(sched.channels.queues.is_empty());
    }

    #[test]
    fn closing_makes_waiting_senders_panic() {
        let (mut heap, mut sched, chan, words) = world(0);
        let memory = &mut heap.memory;
        let sender = sched.spawn(false);
        sched.pick();
        assert_eq!(sched.send(memory, chan, word(words), true), Outcome::Waits);
        sched.spawn(false);
        sched.pick();
        assert_eq!(sched.close(memory, chan), Outcome::Done);
        assert_eq!(sched.take_panic(sender), Some(SEND_CLOSED));
    }
}
