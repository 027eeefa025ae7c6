//! The small natives of package `runtime`: goroutines, ends, random numbers, calls under way.

use std::rc::Rc;

use super::{Flow, Frame, Native};
use crate::machine::Machine;
use crate::trace;
use crate::trap::Trap;

/// These functions.
pub const NATIVES: &[(&str, Native)] = &[
    ("runtime.Gosched", |_, _| Ok(Flow::Yield)),
    ("runtime.Goexit", |_, _| Ok(Flow::Goexit)),
    ("runtime.gcount", gcount),
    ("runtime.goid", goid),
    ("runtime.throw", throw),
    ("runtime.fatal", throw),
    ("runtime.exit", exit),
    ("runtime.rand", rand),
    ("runtime.callers", callers),
    ("runtime.pcinfo", pcinfo),
    ("runtime.stacktext", stacktext),
];

fn gcount(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let count = m.sched.count();
    m.set_result(frame, 0, count as u64);
    Ok(Flow::Return)
}

fn goid(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let id = m.sched.current().map_or(0, |id| m.sched.goid(id));
    m.set_result(frame, 0, id);
    Ok(Flow::Return)
}

fn throw(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    Err(Trap::Fatal(String::from_utf8_lossy(m.arg_string(frame, 0)).into_owned()))
}

fn exit(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    Err(Trap::Exit(m.arg(frame, 0) as i32))
}

fn rand(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let number = m.sched.random();
    m.set_result(frame, 0, number);
    Ok(Flow::Return)
}

/// `func callers(skip int, pcs []uintptr) int`
fn callers(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let skip = m.arg(frame, 0) as i64 + 1;
    let pcs = m.arg_addr(frame, 1);
    let (start, room) = (m.memory().read_u64(pcs), m.memory().read_u64(pcs + 8));
    let found = trace::callers(m);
    let wanted = found.into_iter().skip(skip.max(0) as usize).take(room as usize);
    let mut count = 0;
    for pc in wanted {
        m.memory().write_u64(start + 8 * count, pc);
        count += 1;
    }
    m.set_result(frame, 0, count);
    Ok(Flow::Return)
}

/// `func pcinfo(pc uintptr) (name, file string, line int, entry uintptr)`
fn pcinfo(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let pc = m.arg(frame, 0);
    let Some(info) = trace::info(m, pc) else {
        for index in 0..4 {
            m.set_result(frame, index, 0);
        }
        return Ok(Flow::Return);
    };
    for (index, text) in [(0, &info.name), (1, &info.file)] {
        let bytes: Rc<[u8]> = text.as_bytes().into();
        let address = m.world.string(&bytes);
        let at = m.result_addr(frame, index);
        m.memory().write_u64(at, address);
        m.memory().write_u64(at + 8, bytes.len() as u64);
    }
    m.set_result(frame, 2, info.line.into());
    m.set_result(frame, 3, info.entry);
    Ok(Flow::Return)
}

/// `func stacktext(all bool) string`
fn stacktext(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let all = m.arg(frame, 0) != 0;
    let text = trace::running(m, all);
    let address = m.world.heap.alloc(text.len() as u64, crate::heap::ShapeId::NOSCAN)?;
    m.memory().write(address, text.as_bytes());
    let at = m.result_addr(frame, 0);
    m.memory().write_u64(at, address);
    m.memory().write_u64(at + 8, text.len() as u64);
    Ok(Flow::Return)
}
