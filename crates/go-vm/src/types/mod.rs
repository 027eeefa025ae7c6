//! Types at run time: what the machine knows of each, and their descriptors in memory.
//!
//! A descriptor is Go's own `abi.Type`, made when it is first asked for and never freed; the word before it is the number of
//! the type. An itab is Go's own `abi.ITab`. So the library's own `reflect` reads both.

mod compare;
mod descriptor;
#[cfg(test)]
pub mod fixture;
mod hash;
mod itab;
mod plan;
mod world;

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

use burrow_go_ir::Code;
use burrow_go_ir::layout::{Kind, Layout};
use burrow_go_ir::rtype::{RType, RTypeId};

use crate::heap::{Heap, ShapeId};
use crate::memory::Memory;

pub use compare::NotComparable;
pub use hash::{add_word, hash_bytes, hash_word};
pub use plan::{Plan, Step};

/// What the machine knows of a type.
#[derive(Debug)]
pub struct TypeInfo {
    /// Its number.
    pub id: RTypeId,
    /// Its record.
    pub rtype: Rc<RType>,
    /// Bytes of a value.
    pub size: u64,
    /// Alignment in bytes.
    pub align: u64,
    /// Behind the last pointer; 0 if there is none.
    pub pointer_bytes: u64,
    /// Where the pointers of a value, or of an array of values, lie.
    pub shape: ShapeId,
    /// Whether an interface holds values themselves.
    pub direct: bool,
    /// How values are compared and hashed.
    pub plan: Plan,
}

/// All types that the machine has met.
#[derive(Clone, Default)]
pub struct Types {
    /// By number.
    infos: Vec<Option<Rc<TypeInfo>>>,
    /// Addresses of descriptors, by number; 0 if there is none yet.
    descriptors: Vec<u64>,
    /// By interface type and type; none if a method is missing.
    itabs: HashMap<(RTypeId, RTypeId), Option<u64>>,
    /// Names as descriptors have them.
    names: HashMap<Box<[u8]>, u64>,
    maps: HashMap<RTypeId, Rc<crate::map::MapType>>,
    /// How many NaNs have been hashed: each has a hash of its own.
    nans: Cell<u64>,
}

impl Types {
    /// What is known of a type.
    pub fn info(&mut self, heap: &mut Heap, code: &dyn Code, id: RTypeId) -> Rc<TypeInfo> {
        let index = id.0 as usize;
        if let Some(Some(known)) = self.infos.get(index) {
            return known.clone();
        }
        if index >= self.infos.len() {
            self.infos.resize(index + 1, None);
            self.descriptors.resize(index + 1, 0);
        }
        let made = Rc::new(describe(heap, code, id));
        self.infos[index] = Some(made.clone());
        made
    }

    /// The address of a type's descriptor.
    pub fn descriptor(&mut self, heap: &mut Heap, code: &dyn Code, id: RTypeId) -> u64 {
        match self.descriptors.get(id.0 as usize) {
            Some(&addr) if addr != 0 => addr,
            _ => self.make_descriptor(heap, code, id),
        }
    }

    /// The number of the type with this descriptor; none if it is no descriptor.
    #[inline]
    pub fn id_of(&self, memory: &Memory, addr: u64) -> Option<RTypeId> {
        let id = memory.read_u64(addr.wrapping_sub(8));
        // A program that forges addresses finds nothing.
        let known =
            usize::try_from(id).is_ok_and(|index| self.descriptors.get(index) == Some(&addr));
        (known && addr != 0).then_some(RTypeId(id as u32))
    }

    /// The type with this descriptor.
    #[inline]
    pub fn by_address(&self, memory: &Memory, addr: u64) -> Option<&Rc<TypeInfo>> {
        let id = self.id_of(memory, addr)?;
        self.infos[id.0 as usize].as_ref()
    }

    /// The dynamic type of an interface value by its first word; `methods` says whether the interface type has any.
    #[inline]
    pub fn of_word(&self, memory: &Memory, word: u64, methods: bool) -> Option<&Rc<TypeInfo>> {
        self.by_address(memory, descriptor_of(memory, word, methods))
    }

    /// How many descriptors, itabs and names there are.
    pub fn made(&self) -> usize {
        let descriptors = self.descriptors.iter().filter(|&&address| address != 0).count();
        descriptors + self.itabs.len() + self.names.len()
    }

    /// How many NaNs have been hashed.
    pub fn nans(&self) -> u64 {
        self.nans.get()
    }

    /// What the machine knows of a map type; none of another type.
    pub fn map_type(
        &mut self,
        heap: &mut Heap,
        code: &dyn Code,
        id: RTypeId,
    ) -> Option<Rc<crate::map::MapType>> {
        if let Some(known) = self.maps.get(&id) {
            return Some(known.clone());
        }
        let made = Rc::new(crate::map::MapType::new(self, heap, code, id)?);
        self.maps.insert(id, made.clone());
        Some(made)
    }
}

/// The address of the descriptor that the first word of an interface value leads to; 0 for nil.
#[inline]
pub fn descriptor_of(memory: &Memory, word: u64, methods: bool) -> u64 {
    if methods && word != 0 { memory.read_u64(memory.cut(word) + itab::TYPE) } else { word }
}

fn describe(heap: &mut Heap, code: &dyn Code, id: RTypeId) -> TypeInfo {
    let rtype = code.rtype(id);
    let (size, align, shape, pointer_bytes) = match rtype.kind {
        Kind::Aggregate(layout) => {
            let layout = code.layout(layout);
            (layout.size, layout.align.max(1), heap.shape(&layout), pointer_bytes(&layout))
        }
        Kind::Ptr => (8, 8, ShapeId::POINTERS, 8),
        kind => {
            let size = kind.scalar_size().unwrap_or(8);
            (size, size, ShapeId::NOSCAN, 0)
        }
    };
    TypeInfo {
        id,
        size,
        align,
        pointer_bytes,
        shape,
        // As Go 1.27's compiler decides it.
        direct: size == 8 && pointer_bytes == 8,
        plan: Plan::of(code, id),
        rtype,
    }
}

fn pointer_bytes(layout: &Layout) -> u64 {
    match layout.pointers.last() {
        Some(&last) if layout.repeat > 0 => {
            (layout.repeat - 1) * layout.stride + u64::from(last) + 8
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
