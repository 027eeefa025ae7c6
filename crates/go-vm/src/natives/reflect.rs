//! Types, for `reflect` and its like: descriptors by number, methods, conversions to interfaces, types made at run time, and the
//! functions that calls go through.

use std::rc::Rc;

use burrow_go_ir::code::FuncId;
use burrow_go_ir::layout::Kind;
use burrow_go_ir::rtype::{RType, RTypeId, Shape, StructField};

use super::{Flow, Frame, Native};
use crate::heap::ShapeId;
use crate::interp::code_word;
use crate::machine::Machine;
use crate::trap::Trap;

/// These functions.
pub const NATIVES: &[(&str, Native)] = &[
    ("runtime.descriptor", descriptor),
    ("runtime.methodcode", method_code),
    ("internal/abi.uncommon", uncommon),
    ("runtime.funccaller", caller),
    ("runtime.funcmaker", maker),
    ("runtime.implements", implements),
    ("runtime.ifaceE2I", to_interface),
    ("runtime.maketype", make_type),
    ("runtime.makefunctype", make_func_type),
    ("runtime.makestructtype", make_struct_type),
];

/// `func descriptor(number int32) *_type`
fn descriptor(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let number = m.arg(frame, 0) as u32;
    let address = number.checked_sub(1).map_or(0, |number| m.world.descriptor(RTypeId(number)));
    m.set_result(frame, 0, address);
    Ok(Flow::Return)
}

/// `func resolveTextOff(rtype unsafe.Pointer, off int32) unsafe.Pointer`: the code word of a method.
fn method_code(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let number = m.arg(frame, 1) as u32;
    let code = number.checked_sub(1).map_or(0, |number| code_word(m.world.func(FuncId(number))));
    m.set_result(frame, 0, code);
    Ok(Flow::Return)
}

/// The type that a descriptor describes.
fn type_arg(m: &Machine, frame: Frame, index: usize) -> Result<RTypeId, Trap> {
    let address = m.arg(frame, index);
    type_at(m, address)
}

fn type_at(m: &Machine, address: u64) -> Result<RTypeId, Trap> {
    m.world.type_at(address).ok_or_else(|| Trap::Panic("runtime.panicmem", Vec::new()))
}

/// `func uncommon(t *Type) *UncommonType`: 16 bytes, then as many for each method, exported ones first.
fn uncommon(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let id = type_arg(m, frame, 0)?;
    let known = m.world.uncommons.get(&id).copied();
    let address = known.unwrap_or_else(|| make_uncommon(m, id));
    m.set_result(frame, 0, address);
    Ok(Flow::Return)
}

fn make_uncommon(m: &mut Machine, id: RTypeId) -> u64 {
    const SIZE: u64 = 16;
    let record = m.world.rtype(id);
    let (exported, hidden): (Vec<_>, Vec<_>) =
        record.methods.iter().partition(|method| method.package.is_empty());
    let count = record.methods.len() as u64;
    let address = m.world.heap.alloc_static(SIZE * (1 + count), ShapeId::NOSCAN);
    let package = package_of(m, &record);
    let package = if package.is_empty() { 0 } else { m.world.abi_name(&package, "", false, false) };
    let memory = &mut m.world.heap.memory;
    memory.write_u32(address, package as u32);
    memory.write_u16(address + 4, count as u16);
    memory.write_u16(address + 6, exported.len() as u16);
    memory.write_u32(address + 8, SIZE as u32);
    for (index, method) in exported.iter().chain(&hidden).enumerate() {
        let name = m.world.abi_name(&method.name, "", method.package.is_empty(), false);
        let at = address + SIZE * (1 + index as u64);
        let words = [name as u32, method.typ.0 + 1, method.by_word.0 + 1, method.direct.0 + 1];
        for (index, word) in words.into_iter().enumerate() {
            m.world.heap.memory.write_u32(at + 4 * index as u64, word);
        }
    }
    m.world.uncommons.insert(id, address);
    address
}

/// The package that a type is said to be of: where it, or what it points to, or a hidden method of it, is declared.
fn package_of(m: &Machine, record: &RType) -> Rc<str> {
    let hidden =
        record.methods.iter().map(|method| &method.package).find(|package| !package.is_empty());
    match (&record.shape, hidden) {
        _ if !record.package.is_empty() => record.package.clone(),
        (&Shape::Pointer(elem), _) if !m.world.rtype(elem).package.is_empty() => {
            m.world.rtype(elem).package.clone()
        }
        (_, Some(package)) => package.clone(),
        _ => "".into(),
    }
}

/// `func funccaller(t *abi.Type, receiver bool) func(fn unsafe.Pointer, args, results *unsafe.Pointer)`
fn caller(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let (typ, receiver) = (type_arg(m, frame, 0)?, m.arg(frame, 1) != 0);
    let value = m.world.code.caller_of(typ, receiver).map_or(0, |id| {
        let number = m.world.func(id);
        m.world.func_value(number)
    });
    m.set_result(frame, 0, value);
    Ok(Flow::Return)
}

/// `func funcmaker(t *abi.Type) uintptr`
fn maker(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let typ = type_arg(m, frame, 0)?;
    let code = m.world.code.maker_of(typ).map_or(0, |id| code_word(m.world.func(id)));
    m.set_result(frame, 0, code);
    Ok(Flow::Return)
}

/// `func implements(iface, typ *_type) bool`
fn implements(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let (iface, typ) = (type_arg(m, frame, 0)?, type_arg(m, frame, 1)?);
    let lacking = m.world.missing_method(iface, typ).is_some();
    m.set_result(frame, 0, u64::from(!lacking));
    Ok(Flow::Return)
}

/// `func ifaceE2I(t *_type, src any, dst unsafe.Pointer)`
fn to_interface(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let (want, dst) = (m.arg(frame, 0), m.arg(frame, 2));
    let iface = type_arg(m, frame, 0)?;
    let src = m.arg_addr(frame, 1);
    let (have, data) = (m.memory().read_u64(src), m.memory().read_u64(src + 8));
    if have == 0 {
        return Err(Trap::Panic("runtime.panicnildottype", vec![want]));
    }
    let typ = type_at(m, have)?;
    let Some(word) = m.world.type_word(typ, Some(iface)) else {
        let missing = m.world.missing_method(iface, typ).unwrap_or_default();
        let bytes: Rc<[u8]> = missing.as_bytes().into();
        let (name, len) = (m.world.string(&bytes), bytes.len() as u64);
        return Err(Trap::Panic("runtime.panicmissingmethod", vec![have, want, name, len]));
    };
    let memory = m.memory();
    memory.write_u64(dst, word);
    memory.write_u64(dst + 8, data);
    Ok(Flow::Return)
}

/// A record with nothing but a shape, for [`burrow_go_ir::Code::intern`].
fn intern(m: &mut Machine, frame: Frame, shape: Shape) -> Result<Flow, Trap> {
    let record = RType {
        string: "".into(),
        name: None,
        package: "".into(),
        kind: Kind::Ptr,
        shape,
        comparable: false,
        methods: Vec::new(),
    };
    let id = m.world.code.intern(record);
    let address = m.world.descriptor(id);
    m.set_result(frame, 0, address);
    Ok(Flow::Return)
}

/// `func maketype(kind abi.Kind, elem, key *abi.Type, n int) *abi.Type`
fn make_type(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let (kind, elem, n) = (m.arg(frame, 0), type_arg(m, frame, 1)?, m.arg(frame, 3));
    let shape = match kind {
        17 => Shape::Array(n, elem),
        18 => Shape::Chan { dir: n as u8, elem },
        21 => Shape::Map { key: type_arg(m, frame, 2)?, value: elem },
        23 => Shape::Slice(elem),
        _ => Shape::Pointer(elem),
    };
    intern(m, frame, shape)
}

/// The types in a `[]*abi.Type`.
fn type_list(m: &mut Machine, frame: Frame, index: usize) -> Result<Vec<RTypeId>, Trap> {
    let at = m.arg_addr(frame, index);
    let (list, count) = (m.memory().read_u64(at), m.memory().read_u64(at + 8));
    (0..count).map(|index| type_at(m, m.world.heap.memory.read_u64(list + 8 * index))).collect()
}

/// `func makefunctype(in, out []*abi.Type, variadic bool) *abi.Type`
fn make_func_type(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let (params, results) = (type_list(m, frame, 0)?, type_list(m, frame, 1)?);
    let variadic = m.arg(frame, 2) != 0;
    intern(m, frame, Shape::Func { params, results, variadic })
}

/// `func makestructtype(fields []fieldToMake) *abi.Type`
fn make_struct_type(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    // name, pkgpath and tag are strings, then the type and whether it is embedded.
    const SIZE: u64 = 64;
    let at = m.arg_addr(frame, 0);
    let memory = &m.world.heap.memory;
    let (list, count) = (memory.read_u64(at), memory.read_u64(at + 8));
    let text = |at: u64| -> Rc<str> {
        let bytes = memory.slice(memory.read_u64(at), memory.read_u64(at + 8));
        String::from_utf8_lossy(bytes).into()
    };
    let mut fields = Vec::new();
    for index in 0..count {
        let at = list + SIZE * index;
        fields.push(StructField {
            name: text(at),
            package: text(at + 16),
            tag: text(at + 32),
            typ: type_at(m, memory.read_u64(at + 48))?,
            offset: 0,
            embedded: memory.read_u8(at + 56) != 0,
        });
    }
    intern(m, frame, Shape::Struct(fields))
}
