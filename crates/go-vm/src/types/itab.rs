//! Itabs: for a type and an interface type, the type's functions for the interface's methods.

use std::rc::Rc;

use burrow_go_ir::Code;
use burrow_go_ir::code::FuncId;
use burrow_go_ir::rtype::{InterfaceMethod, Method, RTypeId, Shape};

use super::Types;
use crate::heap::{Heap, ShapeId};

/// Where an itab has the interface type's descriptor.
const INTER: u64 = 0;
/// Where it has the type's descriptor.
pub const TYPE: u64 = 8;
/// Where it has the type's hash.
const HASH: u64 = 16;
/// Where its code words begin, in the order of the interface type's methods.
const FUN: u64 = 24;

impl Types {
    /// The itab if it is known; inside, none if a method is missing.
    pub(super) fn known_itab(&self, iface: RTypeId, typ: RTypeId) -> Option<Option<u64>> {
        self.itabs.get(&(iface, typ)).copied()
    }

    /// Makes an itab with these code words; none if a method is missing.
    pub(super) fn make_itab(
        &mut self,
        heap: &mut Heap,
        code: &dyn Code,
        (iface, typ): (RTypeId, RTypeId),
        words: Option<&[u64]>,
    ) -> Option<u64> {
        let made = words.map(|words| {
            let (inter, descriptor) =
                (self.descriptor(heap, code, iface), self.descriptor(heap, code, typ));
            let addr = heap.alloc_static(FUN + 8 * words.len().max(1) as u64, ShapeId::NOSCAN);
            let memory = &mut heap.memory;
            memory.write_u64(addr + INTER, inter);
            memory.write_u64(addr + TYPE, descriptor);
            memory.write_u32(addr + HASH, memory.read_u32(descriptor + super::descriptor::HASH));
            for (at, &word) in (addr + FUN..).step_by(8).zip(words) {
                memory.write_u64(at, word);
            }
            addr
        });
        self.itabs.insert((iface, typ), made);
        made
    }
}

/// The functions for the methods of an interface type, or the name of the first that is missing.
pub fn functions(code: &dyn Code, iface: RTypeId, typ: RTypeId) -> Result<Vec<FuncId>, Rc<str>> {
    let (iface, typ) = (code.rtype(iface), code.rtype(typ));
    let Shape::Interface(wanted) = &iface.shape else { return Ok(Vec::new()) };
    let found =
        wanted.iter().map(|wanted| match typ.methods.iter().find(|method| is(method, wanted)) {
            Some(method) => Ok(method.by_word),
            None => Err(wanted.name.clone()),
        });
    found.collect()
}

fn is(method: &Method, wanted: &InterfaceMethod) -> bool {
    method.name == wanted.name && method.package == wanted.package && method.typ == wanted.typ
}
