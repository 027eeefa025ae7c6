//! Types as instructions and natives ask for them.

use std::rc::Rc;

use burrow_go_ir::rtype::{RTypeId, Shape};

use super::{NotComparable, Plan, TypeInfo, itab};
use crate::interp::code_word;
use crate::map::MapType;
use crate::world::World;

impl World {
    /// What is known of a type.
    pub fn info(&mut self, id: RTypeId) -> Rc<TypeInfo> {
        self.types.info(&mut self.heap, &*self.code, id)
    }

    /// The address of a type's descriptor.
    pub fn descriptor(&mut self, id: RTypeId) -> u64 {
        self.types.descriptor(&mut self.heap, &*self.code, id)
    }

    /// The type whose descriptor lies at an address.
    pub fn type_at(&self, address: u64) -> Option<RTypeId> {
        self.types.id_of(&self.heap.memory, address)
    }

    /// Whether an interface type has methods: then its values begin with an itab.
    pub fn has_methods(&self, id: RTypeId) -> bool {
        matches!(&self.code.rtype(id).shape, Shape::Interface(methods) if !methods.is_empty())
    }

    /// The first word of an interface value: a descriptor, or an itab if the interface type has methods; none if the type
    /// lacks one of them.
    pub fn type_word(&mut self, typ: RTypeId, iface: Option<RTypeId>) -> Option<u64> {
        match iface {
            Some(iface) if self.has_methods(iface) => self.itab(iface, typ),
            _ => Some(self.descriptor(typ)),
        }
    }

    /// The dynamic type of an interface value, by its first word; none for nil.
    pub fn dynamic_type(&self, word: u64, methods: bool) -> Option<RTypeId> {
        self.types.of_word(&self.heap.memory, word, methods).map(|info| info.id)
    }

    /// The address of the itab of a type for an interface type; none if a method is lacking.
    pub fn itab(&mut self, iface: RTypeId, typ: RTypeId) -> Option<u64> {
        if let Some(known) = self.types.known_itab(iface, typ) {
            return known;
        }
        let words = itab::functions(&*self.code, iface, typ).ok().map(|functions| {
            let word = |id| code_word(self.func(id));
            functions.into_iter().map(word).collect::<Vec<_>>()
        });
        self.types.make_itab(&mut self.heap, &*self.code, (iface, typ), words.as_deref())
    }

    /// The first method of an interface type that a type lacks.
    pub fn missing_method(&self, iface: RTypeId, typ: RTypeId) -> Option<Rc<str>> {
        itab::functions(&*self.code, iface, typ).err()
    }

    /// The address of a name as `abi.Name` has it.
    pub fn abi_name(&mut self, name: &str, tag: &str, exported: bool, embedded: bool) -> u64 {
        self.types.name(&mut self.heap, name, tag, exported, embedded)
    }

    /// What is known of a map type; none of another type.
    pub fn map_type(&mut self, id: RTypeId) -> Option<Rc<MapType>> {
        self.types.map_type(&mut self.heap, &*self.code, id)
    }

    /// Whether the values at two addresses are equal.
    pub fn equal(&self, plan: &Plan, a: u64, b: u64) -> Result<bool, NotComparable> {
        self.types.equal(&self.heap.memory, plan, a, b)
    }

    /// Whether two interface values are equal, each its two words; `a_methods` and `b_methods` tell whether their types have methods.
    pub fn equal_interfaces(
        &self,
        a: (u64, u64),
        b: (u64, u64),
        a_methods: bool,
        b_methods: bool,
    ) -> Result<bool, NotComparable> {
        self.types.equal_interfaces(&self.heap.memory, (a, a_methods), (b, b_methods))
    }

    /// The hash of the value at an address.
    pub fn hash(&self, plan: &Plan, at: u64, seed: u64) -> Result<u64, NotComparable> {
        self.types.hash(&self.heap.memory, plan, at, seed)
    }
}
