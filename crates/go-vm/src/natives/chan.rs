//! Channels for `reflect`.

use burrow_go_ir::rtype::{RTypeId, Shape};

use super::{Flow, Frame, Native};
use crate::machine::Machine;
use crate::sched::chan::{self, Case, Outcome, Place, Report};
use crate::trap::Trap;
use crate::world::World;

/// These functions.
pub const NATIVES: &[(&str, Native)] = &[
    ("reflect.chanlen", |m, frame| measure(m, frame, chan::len)),
    ("reflect.chancap", |m, frame| measure(m, frame, chan::cap)),
    ("reflect.chanclose", close),
    ("reflect.chanrecv", receive),
    ("reflect.chansend0", send),
    ("reflect.makechan", make),
    ("reflect.rselect", select),
];

/// The most bytes of a buffer.
const MAX_BYTES: u64 = 1 << 40;

/// A new channel of a type.
pub fn make_channel(world: &mut World, typ: RTypeId, size: i64) -> Result<u64, Trap> {
    let Shape::Chan { elem, .. } = world.rtype(typ).shape else { return Ok(0) };
    let kind = world.rtype(elem).kind;
    let (bytes, shape) = (world.size(kind), world.shape(kind));
    let size = u64::try_from(size).ok().filter(|size| size.saturating_mul(bytes) < MAX_BYTES);
    let Some(size) = size else { return Err(Trap::Panic("runtime.panicmakechan", Vec::new())) };
    Ok(chan::make(&mut world.heap, size, bytes, shape)?)
}

/// How a native function ends whose operation went so.
fn flow(outcome: Outcome) -> Result<Flow, Trap> {
    match outcome {
        Outcome::Done | Outcome::Refused => Ok(Flow::Return),
        Outcome::Waits => Ok(Flow::Wait),
        Outcome::Panic(name) => Err(Trap::Panic(name, Vec::new())),
    }
}

fn measure(
    m: &mut Machine,
    frame: Frame,
    of: fn(&crate::memory::Memory, u64) -> u64,
) -> Result<Flow, Trap> {
    let value = of(&m.world.heap.memory, m.arg(frame, 0));
    m.set_result(frame, 0, value);
    Ok(Flow::Return)
}

fn close(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let chan = m.arg(frame, 0);
    flow(m.sched.close(&mut m.world.heap.memory, chan))
}

/// `func chanrecv(ch unsafe.Pointer, nb bool, val unsafe.Pointer) (selected, received bool)`
fn receive(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let [chan, refuse, addr] = [0, 1, 2].map(|index| m.arg(frame, index));
    m.set_result(frame, 0, 1);
    let report = Report { ok: m.result_addr(frame, 1), ..Report::default() };
    let outcome = m.sched.receive(
        &mut m.world.heap.memory,
        chan,
        Place { addr, kind: None },
        report,
        refuse == 0,
    );
    if outcome == Outcome::Refused {
        m.set_result(frame, 0, 0);
        m.set_result(frame, 1, 0);
    }
    flow(outcome)
}

/// `func chansend0(ch, val unsafe.Pointer, nb bool) bool`
fn send(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let [chan, addr, refuse] = [0, 1, 2].map(|index| m.arg(frame, index));
    let outcome =
        m.sched.send(&mut m.world.heap.memory, chan, Place { addr, kind: None }, refuse == 0);
    m.set_result(frame, 0, (outcome != Outcome::Refused).into());
    flow(outcome)
}

/// `func makechan(typ *abi.Type, size int) unsafe.Pointer`
fn make(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let (descriptor, size) = (m.arg(frame, 0), m.arg(frame, 1) as i64);
    let chan = match m.world.type_at(descriptor) {
        Some(typ) => make_channel(&mut m.world, typ, size)?,
        None => 0,
    };
    m.set_result(frame, 0, chan);
    Ok(Flow::Return)
}

/// Bytes of a `runtimeSelect`: direction (1 send, 2 receive, 3 default), type, channel, address of the value.
const SELECT: u64 = 32;

/// `func rselect([]runtimeSelect) (chosen int, recvOK bool)`
fn select(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let list = m.arg_addr(frame, 0);
    let memory = &m.world.heap.memory;
    let (start, count) = (memory.read_u64(list), memory.read_u64(list + 8));
    let mut cases = Vec::new();
    let mut default = None;
    for number in 0..count {
        let at = start + number * SELECT;
        let [direction, chan, addr] = [0, 16, 24].map(|offset| memory.read_u64(at + offset));
        if direction == 3 {
            default = Some(number);
        }
        let chan = if direction == 3 { 0 } else { chan };
        cases.push(Case { chan, send: direction == 1, place: Place { addr, kind: None } });
    }
    m.set_result(frame, 1, 0);
    let report = Report { ok: m.result_addr(frame, 1), chosen: m.result_addr(frame, 0), case: 0 };
    let outcome = m.sched.select(&mut m.world.heap.memory, &cases, report, default.is_none());
    if let (Outcome::Refused, Some(default)) = (outcome, default) {
        m.set_result(frame, 0, default);
    }
    flow(outcome)
}
