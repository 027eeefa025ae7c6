//! The descriptors that `reflect` reads: `abi.Type` and what stands behind it for each kind.
//!
//! Offsets of names are the names' own addresses, offsets of types are the types' numbers plus one, so that the types of methods
//! need not be made before they are asked for. What is said of methods themselves is not here: the library asks for it.

use burrow_go_ir::Code;
use burrow_go_ir::rtype::{InterfaceMethod, RType, RTypeId, Shape, StructField};

use super::hash::hash_bytes;
use super::{TypeInfo, Types};
use crate::heap::{Heap, ShapeId};

const SIZE: u64 = 0;
const PTR_BYTES: u64 = 8;
/// Where a descriptor has the hash of its type.
pub const HASH: u64 = 16;
const TFLAG: u64 = 20;
const ALIGN: u64 = 21;
const FIELD_ALIGN: u64 = 22;
const KIND: u64 = 23;
const EQUAL: u64 = 24;
const STR: u64 = 40;
/// Bytes that all kinds have; what a kind has in addition follows.
const BASE: u64 = 48;
/// Bytes of a `FuncType`, behind which the types of its parameters and results stand.
const FUNC_TYPE: u64 = 56;
/// Bytes of a `MapType`.
const MAP_TYPE: u64 = 136;

/// It has a name, or methods.
const UNCOMMON: u8 = 1;
const NAMED: u8 = 4;
/// Values are equal if their bytes are.
const REGULAR_MEMORY: u8 = 8;
/// Values are an interface's data word.
const DIRECT: u8 = 32;

impl Types {
    pub(super) fn make_descriptor(&mut self, heap: &mut Heap, code: &dyn Code, id: RTypeId) -> u64 {
        let info = self.info(heap, code, id);
        let before = heap.alloc_static(8 + bytes_of(&info.rtype), ShapeId::NOSCAN);
        heap.memory.write_u64(before, u64::from(id.0));
        let addr = before + 8;
        // Known before it is filled: types may speak of themselves.
        self.descriptors[id.0 as usize] = addr;
        self.fill_base(heap, addr, &info);
        self.fill_rest(heap, code, addr, &info.rtype);
        addr
    }

    fn fill_base(&mut self, heap: &mut Heap, addr: u64, info: &TypeInfo) {
        let rtype = &info.rtype;
        let exported = rtype.name.as_ref().is_some_and(|name| name.starts_with(char::is_uppercase));
        let string = self.name(heap, &rtype.string, "", exported, false);
        let hash = hash_bytes(rtype.string.as_bytes(), hash_bytes(rtype.package.as_bytes(), 0));
        let memory = &mut heap.memory;
        memory.write_u64(addr + SIZE, info.size);
        memory.write_u64(addr + PTR_BYTES, info.pointer_bytes);
        memory.write_u32(addr + HASH, hash as u32);
        memory.write_u8(addr + TFLAG, flags(info));
        memory.write_u8(addr + ALIGN, info.align as u8);
        memory.write_u8(addr + FIELD_ALIGN, info.align as u8);
        memory.write_u8(addr + KIND, kind_number(&rtype.shape));
        // Only whether it is nil matters.
        memory.write_u64(addr + EQUAL, if info.plan.steps.is_some() { addr } else { 0 });
        memory.write_u32(addr + STR, string as u32);
    }

    fn fill_rest(&mut self, heap: &mut Heap, code: &dyn Code, addr: u64, rtype: &RType) {
        let rest = addr + BASE;
        match &rtype.shape {
            &Shape::Array(len, elem) => {
                self.put_type(heap, code, rest, elem);
                heap.memory.write_u64(rest + 16, len);
            }
            &Shape::Chan { dir, elem } => {
                self.put_type(heap, code, rest, elem);
                heap.memory.write_u64(rest + 8, u64::from(dir));
            }
            Shape::Func { params, results, variadic } => {
                heap.memory.write_u16(rest, params.len() as u16);
                heap.memory.write_u16(rest + 2, results.len() as u16 | u16::from(*variadic) << 15);
                for (at, &typ) in (addr + FUNC_TYPE..).step_by(8).zip(params.iter().chain(results))
                {
                    self.put_type(heap, code, at, typ);
                }
            }
            Shape::Interface(methods) => self.fill_interface(heap, rest, methods),
            &Shape::Map { key, value } => {
                self.put_type(heap, code, rest, key);
                self.put_type(heap, code, rest + 8, value);
            }
            &Shape::Pointer(elem) | &Shape::Slice(elem) => self.put_type(heap, code, rest, elem),
            Shape::Struct(fields) => self.fill_struct(heap, code, rest, fields),
            _ => {}
        }
    }

    fn fill_interface(&mut self, heap: &mut Heap, rest: u64, methods: &[InterfaceMethod]) {
        let list = heap.alloc_static(8 * methods.len() as u64, ShapeId::NOSCAN);
        for (at, method) in (list..).step_by(8).zip(methods) {
            let name = self.name(heap, &method.name, "", method.package.is_empty(), false);
            heap.memory.write_u32(at, name as u32);
            heap.memory.write_u32(at + 4, method.typ.0 + 1);
        }
        let package =
            methods.iter().map(|method| &*method.package).find(|package| !package.is_empty());
        self.fill_list(heap, rest, package, (list, methods.len()));
    }

    fn fill_struct(&mut self, heap: &mut Heap, code: &dyn Code, rest: u64, fields: &[StructField]) {
        let list = heap.alloc_static(24 * fields.len() as u64, ShapeId::NOSCAN);
        for (at, field) in (list..).step_by(24).zip(fields) {
            let name =
                self.name(heap, &field.name, &field.tag, field.package.is_empty(), field.embedded);
            heap.memory.write_u64(at, name);
            self.put_type(heap, code, at + 8, field.typ);
            heap.memory.write_u64(at + 16, field.offset);
        }
        let package =
            fields.iter().map(|field| &*field.package).find(|package| !package.is_empty());
        self.fill_list(heap, rest, package, (list, fields.len()));
    }

    /// The package of unexported names, then a slice.
    fn fill_list(
        &mut self,
        heap: &mut Heap,
        rest: u64,
        package: Option<&str>,
        (list, len): (u64, usize),
    ) {
        let package = package.map_or(0, |package| self.name(heap, package, "", false, false));
        let memory = &mut heap.memory;
        memory.write_u64(rest, package);
        memory.write_u64(rest + 8, list);
        memory.write_u64(rest + 16, len as u64);
        memory.write_u64(rest + 24, len as u64);
    }

    fn put_type(&mut self, heap: &mut Heap, code: &dyn Code, at: u64, id: RTypeId) {
        let descriptor = self.descriptor(heap, code, id);
        heap.memory.write_u64(at, descriptor);
    }

    /// The address of an `abi.Name`: flags, length, bytes, then length and bytes of a tag if there is one.
    pub fn name(
        &mut self,
        heap: &mut Heap,
        name: &str,
        tag: &str,
        exported: bool,
        embedded: bool,
    ) -> u64 {
        let flags = u8::from(exported) | u8::from(!tag.is_empty()) << 1 | u8::from(embedded) << 3;
        let mut bytes = vec![flags];
        push_text(&mut bytes, name);
        if !tag.is_empty() {
            push_text(&mut bytes, tag);
        }
        if let Some(&known) = self.names.get(&*bytes) {
            return known;
        }
        let addr = heap.static_bytes(&bytes);
        self.names.insert(bytes.into(), addr);
        addr
    }
}

/// Bytes of a descriptor.
fn bytes_of(rtype: &RType) -> u64 {
    match &rtype.shape {
        Shape::Array(..) => BASE + 24,
        Shape::Chan { .. } => BASE + 16,
        Shape::Func { params, results, .. } => {
            FUNC_TYPE + 8 * (params.len() + results.len()) as u64
        }
        Shape::Interface(_) | Shape::Struct(_) => BASE + 32,
        Shape::Map { .. } => MAP_TYPE,
        Shape::Pointer(_) | Shape::Slice(_) => BASE + 8,
        _ => BASE,
    }
}

fn flags(info: &TypeInfo) -> u8 {
    let rtype = &info.rtype;
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    flag(rtype.name.is_some() || !rtype.methods.is_empty(), UNCOMMON)
        | flag(rtype.name.is_some(), NAMED)
        | flag(info.plan.is_bytes(info.size), REGULAR_MEMORY)
        | flag(info.direct, DIRECT)
}

/// The number of a kind, as `reflect.Kind` counts.
pub fn kind_number(shape: &Shape) -> u8 {
    match shape {
        Shape::Bool => 1,
        Shape::Int => 2,
        Shape::Int8 => 3,
        Shape::Int16 => 4,
        Shape::Int32 => 5,
        Shape::Int64 => 6,
        Shape::Uint => 7,
        Shape::Uint8 => 8,
        Shape::Uint16 => 9,
        Shape::Uint32 => 10,
        Shape::Uint64 => 11,
        Shape::Uintptr => 12,
        Shape::Float32 => 13,
        Shape::Float64 => 14,
        Shape::Complex64 => 15,
        Shape::Complex128 => 16,
        Shape::Array(..) => 17,
        Shape::Chan { .. } => 18,
        Shape::Func { .. } => 19,
        Shape::Interface(_) => 20,
        Shape::Map { .. } => 21,
        Shape::Pointer(_) => 22,
        Shape::Slice(_) => 23,
        Shape::String => 24,
        Shape::Struct(_) => 25,
        Shape::UnsafePointer => 26,
    }
}

/// A length in groups of seven bits, then the bytes.
fn push_text(bytes: &mut Vec<u8>, text: &str) {
    let mut rest = text.len();
    while rest >= 0x80 {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
    bytes.extend_from_slice(text.as_bytes());
}
