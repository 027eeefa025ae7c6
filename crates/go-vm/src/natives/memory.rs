//! What the library does with memory by address and type: copies, zeros, objects, comparison, hashes.

use std::rc::Rc;

use super::{Flow, Frame, Native};
use crate::machine::Machine;
use crate::slices::{self, SliceError};
use crate::trap::Trap;
use crate::types::{TypeInfo, hash_bytes};

/// These functions.
pub const NATIVES: &[(&str, Native)] = &[
    ("runtime.memmove", memmove),
    ("runtime.memclr", memclr),
    ("runtime.typedmemmove", typedmemmove),
    ("runtime.newobject", newobject),
    ("runtime.newarray", newarray),
    ("runtime.growslice", growslice),
    ("runtime.memhash", memhash),
    ("runtime.typehash", typehash),
    ("runtime.typeequal", typeequal),
];

/// The type whose descriptor is an argument.
pub fn type_arg(m: &mut Machine, frame: Frame, index: usize) -> Result<Rc<TypeInfo>, Trap> {
    let addr = m.arg(frame, index);
    match m.world.type_at(addr) {
        Some(id) => Ok(m.world.info(id)),
        None => Err(Trap::Panic("runtime.panicmem", Vec::new())),
    }
}

/// `func memmove(to, from unsafe.Pointer, n uintptr)`
fn memmove(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let [to, from, len] = [0, 1, 2].map(|index| m.arg(frame, index));
    m.memory().copy(from, to, len);
    Ok(Flow::Return)
}

/// `func memclr(p unsafe.Pointer, n uintptr)`
fn memclr(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let (addr, len) = (m.arg(frame, 0), m.arg(frame, 1));
    m.memory().zero(addr, len);
    Ok(Flow::Return)
}

/// `func typedmemmove(t *_type, dst, src unsafe.Pointer)`
fn typedmemmove(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let size = type_arg(m, frame, 0)?.size;
    let (to, from) = (m.arg(frame, 1), m.arg(frame, 2));
    m.memory().copy(from, to, size);
    Ok(Flow::Return)
}

/// `func newobject(t *_type) unsafe.Pointer`
fn newobject(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let typ = type_arg(m, frame, 0)?;
    let object = m.alloc(typ.size, typ.shape)?;
    m.set_result(frame, 0, object);
    Ok(Flow::Return)
}

/// `func newarray(t *_type, n int) unsafe.Pointer`
fn newarray(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let elem = type_arg(m, frame, 0)?;
    let len = m.arg(frame, 1) as i64;
    let array = slices::make(&mut m.world.heap, &elem, len, len).map_err(trap)?;
    m.set_result(frame, 0, array);
    Ok(Flow::Return)
}

/// `func growslice(t *_type, p unsafe.Pointer, len, cap, num int) (unsafe.Pointer, int)`: room for `num` elements behind the
/// first `len`.
fn growslice(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let elem = type_arg(m, frame, 0)?;
    let [array, len, cap, more] = [1, 2, 3, 4].map(|index| m.arg(frame, index));
    let needed = len.saturating_add(more);
    let grown = slices::grow(&mut m.world.heap, &elem, (array, len, cap), needed);
    let (array, cap) = grown.map_err(|error| match error {
        SliceError::OutOfMemory => Trap::OutOfMemory,
        _ => Trap::Panic("runtime.panicgrowslice", Vec::new()),
    })?;
    m.set_result(frame, 0, array);
    m.set_result(frame, 1, cap);
    Ok(Flow::Return)
}

fn trap(error: SliceError) -> Trap {
    match error {
        SliceError::OutOfMemory => Trap::OutOfMemory,
        SliceError::Length => Trap::Panic("runtime.panicmakeslicelen", Vec::new()),
        SliceError::Capacity => Trap::Panic("runtime.panicmakeslicecap", Vec::new()),
    }
}

/// `func memhash(p unsafe.Pointer, seed, n uintptr) uintptr`
fn memhash(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let [addr, seed, len] = [0, 1, 2].map(|index| m.arg(frame, index));
    let hash = hash_bytes(m.memory().slice(addr, len), seed);
    m.set_result(frame, 0, hash);
    Ok(Flow::Return)
}

/// `func typehash(t *_type, p unsafe.Pointer, seed uintptr) uintptr`
fn typehash(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let typ = type_arg(m, frame, 0)?;
    let (addr, seed) = (m.arg(frame, 1), m.arg(frame, 2));
    match m.world.hash(&typ.plan, addr, seed) {
        Ok(hash) => m.set_result(frame, 0, hash),
        Err(error) => {
            return Err(Trap::Panic("runtime.panicunhashable", vec![m.world.descriptor(error.0)]));
        }
    }
    Ok(Flow::Return)
}

/// `func typeequal(t *_type, p, q unsafe.Pointer) bool`
fn typeequal(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let typ = type_arg(m, frame, 0)?;
    let (a, b) = (m.arg(frame, 1), m.arg(frame, 2));
    match m.world.equal(&typ.plan, a, b) {
        Ok(equal) => m.set_result(frame, 0, u64::from(equal)),
        Err(error) => {
            return Err(Trap::Panic(
                "runtime.panicuncomparable",
                vec![m.world.descriptor(error.0)],
            ));
        }
    }
    Ok(Flow::Return)
}
