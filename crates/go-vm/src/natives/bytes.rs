//! Package `internal/bytealg`: searching, counting and comparing bytes.

use std::cmp::Ordering;

use memchr::memmem;

use super::{Flow, Frame, Native};
use crate::heap::{ShapeId, round_up};
use crate::machine::Machine;
use crate::trap::Trap;

/// These functions. Those for slices and for strings differ in how many words an argument has only.
pub const NATIVES: &[(&str, Native)] = &[
    ("internal/bytealg.Compare", compare),
    ("internal/bytealg.CompareString", compare),
    ("internal/bytealg.Equal", equal),
    ("internal/bytealg.Count", count),
    ("internal/bytealg.CountString", count),
    ("internal/bytealg.Index", index),
    ("internal/bytealg.IndexString", index),
    ("internal/bytealg.IndexByte", index_byte),
    ("internal/bytealg.IndexByteString", index_byte),
    ("internal/bytealg.LastIndexByte", last_index_byte),
    ("internal/bytealg.LastIndexByteString", last_index_byte),
    ("internal/bytealg.MakeNoZero", make),
];

fn compare(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let order = match m.arg_string(frame, 0).cmp(m.arg_string(frame, 1)) {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    };
    m.set_result(frame, 0, order as u64);
    Ok(Flow::Return)
}

fn equal(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let equal = m.arg_string(frame, 0) == m.arg_string(frame, 1);
    m.set_result(frame, 0, u64::from(equal));
    Ok(Flow::Return)
}

fn count(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let byte = m.arg(frame, 1) as u8;
    let count = memchr::memchr_iter(byte, m.arg_string(frame, 0)).count();
    m.set_result(frame, 0, count as u64);
    Ok(Flow::Return)
}

fn index(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let found = memmem::find(m.arg_string(frame, 0), m.arg_string(frame, 1));
    place(m, frame, found)
}

fn index_byte(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let byte = m.arg(frame, 1) as u8;
    let found = memchr::memchr(byte, m.arg_string(frame, 0));
    place(m, frame, found)
}

fn last_index_byte(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let byte = m.arg(frame, 1) as u8;
    let found = memchr::memrchr(byte, m.arg_string(frame, 0));
    place(m, frame, found)
}

/// Returns a place, or -1.
fn place(m: &mut Machine, frame: Frame, found: Option<usize>) -> Result<Flow, Trap> {
    m.set_result(frame, 0, found.map_or(u64::MAX, |at| at as u64));
    Ok(Flow::Return)
}

/// `func MakeNoZero(len int) []byte`
fn make(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let len = m.arg(frame, 0);
    if len > 1 << 48 {
        return Err(Trap::Panic("runtime.panicmakeslicelen", Vec::new()));
    }
    let cap = round_up(len, false);
    let bytes = m.alloc(cap, ShapeId::NOSCAN)?;
    let at = m.result_addr(frame, 0);
    m.memory().write_u64(at, bytes);
    m.memory().write_u64(at + 8, len);
    m.memory().write_u64(at + 16, cap);
    Ok(Flow::Return)
}
