//! Memory, elements, strings, slices, interfaces.

use burrow_go_ir::code::{Base, BinOp, Indexed, Inst, LocalId, Operand};
use burrow_go_ir::layout::Kind;

use super::arith::small;
use super::emit::Emitter;
use super::op::{Form, METHODS, NO_FIELD, Op, wide, word};
use crate::heap::{MAX_CACHED, ShapeId, list_of};
use crate::interp::{NO_SLOT, code_word};

/// What lies in memory is read and written by these.
#[derive(Clone, Copy)]
struct Access {
    load: Op,
    store: Op,
    global: Op,
    set_global: Op,
    elem: Op,
    set_elem: Op,
    form: Form,
    /// Bytes.
    size: u64,
}

macro_rules! access {
    ($load:ident $store:ident $global:ident $set_global:ident $elem:ident $set_elem:ident $form:ident $size:literal) => {
        Access {
            load: Op::$load,
            store: Op::$store,
            global: Op::$global,
            set_global: Op::$set_global,
            elem: Op::$elem,
            set_elem: Op::$set_elem,
            form: Form::$form,
            size: $size,
        }
    };
}

impl Emitter<'_> {
    fn access(&self, kind: Kind) -> Option<Access> {
        Some(match kind {
            Kind::I8 => access!(LoadS8 Store8 GlobalS8 SetGlobal8 ElemS8 SetElem8 S8 1),
            Kind::U8 => access!(LoadU8 Store8 GlobalU8 SetGlobal8 ElemU8 SetElem8 U8 1),
            Kind::I16 => access!(LoadS16 Store16 GlobalS16 SetGlobal16 ElemS16 SetElem16 S16 2),
            Kind::U16 => access!(LoadU16 Store16 GlobalU16 SetGlobal16 ElemU16 SetElem16 U16 2),
            Kind::I32 => access!(LoadS32 Store32 GlobalS32 SetGlobal32 ElemS32 SetElem32 S32 4),
            Kind::U32 | Kind::F32 => {
                access!(LoadU32 Store32 GlobalU32 SetGlobal32 ElemU32 SetElem32 U32 4)
            }
            Kind::I64 | Kind::U64 | Kind::F64 | Kind::Ptr => {
                access!(Load64 Store64 Global64 SetGlobal64 Elem64 SetElem64 Word 8)
            }
            Kind::Aggregate(layout) => match self.world.code.layout(layout).size {
                8 => access!(Load64 Store64 Global64 SetGlobal64 Elem64 SetElem64 Word 8),
                16 => access!(Load2 Store2 Global2 SetGlobal2 Elem2 SetElem2 Words2 16),
                24 => access!(Load3 Store3 Global3 SetGlobal3 Elem3 SetElem3 Words3 24),
                _ => return None,
            },
        })
    }

    /// Writes loads, stores and moves between locals; false for all else.
    pub fn memory(&mut self, inst: &Inst) -> bool {
        match inst {
            Inst::Copy { dst, src } => {
                let words = self.words(self.kind(*dst));
                self.mov_operand(self.slot(*dst), *src, words);
                true
            }
            Inst::Zero { dst } => {
                let (slot, words) = (self.near(*dst), self.words(self.kind(*dst)));
                match words {
                    0 => {}
                    1 => self.set(slot, 0),
                    _ => self.push(wide(Op::Zero, slot, words)),
                }
                true
            }
            Inst::GetPart { dst, src, offset, kind } => self.get_part(*dst, *src, *offset, *kind),
            Inst::SetPart { dst, offset, src, kind } => self.set_part(*dst, *offset, *src, *kind),
            Inst::Load { dst, base, offset, kind } => self.load(*dst, *base, *offset, *kind),
            Inst::Store { base, offset, src, kind } => self.store(*base, *offset, *src, *kind),
            Inst::Address { dst, base: Base::Pointer(pointer), offset } => {
                let pointer = self.source(*pointer);
                let dst = self.near(*dst);
                self.push(word(Op::Address, dst, pointer, 0));
                self.push(u64::from(*offset));
                true
            }
            Inst::Address { dst, base: Base::Global(global), offset } => {
                let address = self.world.global(*global) + u64::from(*offset);
                let dst = self.near(*dst);
                self.set(dst, address);
                true
            }
            Inst::NilCheck { ptr } => {
                let pointer = self.source(*ptr);
                self.push(word(Op::NilCheck, pointer, 0, 0));
                true
            }
            _ => false,
        }
    }

    fn get_part(&mut self, dst: LocalId, src: LocalId, offset: u32, kind: Kind) -> bool {
        let from = self.slot(src) + offset / 8;
        let byte = (offset % 8) as u16;
        let op = match kind {
            Kind::I8 => Op::PartS8,
            Kind::I16 => Op::PartS16,
            Kind::I32 => Op::PartS32,
            Kind::U8 => Op::PartU8,
            Kind::U16 => Op::PartU16,
            Kind::U32 | Kind::F32 => Op::PartU32,
            Kind::Aggregate(layout)
                if byte != 0 || self.world.code.layout(layout).size % 8 != 0 =>
            {
                return false;
            }
            _ => {
                self.mov(self.slot(dst), from, self.words(kind));
                return true;
            }
        };
        let dst = self.near(dst);
        self.push(word(op, dst, from as u16, byte));
        true
    }

    fn set_part(&mut self, dst: LocalId, offset: u32, src: Operand, kind: Kind) -> bool {
        let to = self.slot(dst) + offset / 8;
        let byte = (offset % 8) as u16;
        let op = match kind {
            Kind::I8 | Kind::U8 => Op::SetPart8,
            Kind::I16 | Kind::U16 => Op::SetPart16,
            Kind::I32 | Kind::U32 | Kind::F32 => Op::SetPart32,
            Kind::Aggregate(layout)
                if byte != 0 || self.world.code.layout(layout).size % 8 != 0 =>
            {
                return false;
            }
            _ => {
                self.mov_operand(to, src, self.words(kind));
                return true;
            }
        };
        let src = self.source(src);
        self.push(word(op, to as u16, src, byte));
        true
    }

    /// The words of a larger aggregate that is copied word by word.
    fn many_words(&self, kind: Kind) -> Option<u64> {
        let Kind::Aggregate(layout) = kind else { return None };
        let size = self.world.code.layout(layout).size;
        (size > 24 && size % 8 == 0 && size <= 512).then_some(size / 8)
    }

    fn load(&mut self, dst: LocalId, base: Base, offset: u32, kind: Kind) -> bool {
        if let (Some(words), Base::Pointer(pointer), true) =
            (self.many_words(kind), base, offset < 1 << 16)
        {
            let pointer = self.source(pointer);
            let dst = self.near(dst);
            self.push(word(Op::LoadN, dst, pointer, offset as u16));
            self.push(words);
            return true;
        }
        let Some(access) = self.access(kind) else { return false };
        match base {
            Base::Pointer(pointer) if offset < 1 << 16 => {
                let pointer = self.source(pointer);
                let dst = self.near(dst);
                self.push(word(access.load, dst, pointer, offset as u16));
            }
            Base::Pointer(_) => return false,
            Base::Global(global) => {
                let address = self.world.global(global) as u32 + offset;
                let dst = self.near(dst);
                self.push(wide(access.global, dst, address));
            }
        }
        true
    }

    fn store(&mut self, base: Base, offset: u32, src: Operand, kind: Kind) -> bool {
        if let (Some(words), Base::Pointer(pointer), true) =
            (self.many_words(kind), base, offset < 1 << 16)
        {
            let (pointer, src) = (self.source(pointer), self.source(src));
            self.push(word(Op::StoreN, pointer, src, offset as u16));
            self.push(words);
            return true;
        }
        let Some(access) = self.access(kind) else { return false };
        match base {
            Base::Pointer(pointer) if offset < 1 << 16 => {
                let pointer = self.source(pointer);
                if let (Some(number), 8) = (small(src), access.size) {
                    self.push(word(Op::StoreI64, pointer, number, offset as u16));
                    return true;
                }
                let src = self.source(src);
                self.push(word(access.store, pointer, src, offset as u16));
            }
            Base::Pointer(_) => return false,
            Base::Global(global) => {
                let address = self.world.global(global) as u32 + offset;
                let src = self.source(src);
                self.push(wide(access.set_global, src, address));
            }
        }
        true
    }

    /// Writes access to elements; false for all else.
    pub fn elements(&mut self, inst: &Inst) -> bool {
        match inst {
            Inst::LoadElement { dst, of, index, size, offset, kind } => {
                if let (Some(words), Indexed::Slice(_)) = (self.many_words(*kind), of) {
                    let dst = self.near(*dst);
                    let Some(address) = self.element(*of, *index, *size, *offset) else {
                        return false;
                    };
                    self.push(word(Op::LoadN, dst, address, 0));
                    self.push(words);
                    return true;
                }
                let Some(access) = self.access(*kind) else { return false };
                let (dst, direct) =
                    (self.near(*dst), u64::from(*size) == access.size && *offset == 0);
                match of {
                    Indexed::Slice(slice) if direct => {
                        let slice = self.near(*slice);
                        match index {
                            Operand::Const(at) if *at < 1 << 16 && access.elem == Op::Elem64 => {
                                self.push(word(Op::ElemI64, dst, slice, *at as u16));
                            }
                            _ => {
                                let index = self.source(*index);
                                self.push(word(access.elem, dst, slice, index));
                            }
                        }
                        true
                    }
                    Indexed::String(string) => {
                        let index = self.source(*index);
                        let string = self.near(*string);
                        self.push(word(Op::ElemU8, dst, string, index));
                        true
                    }
                    Indexed::Local { local, offset: start, len } => {
                        let index = self.source(*index);
                        let array = (self.slot(*local), *len);
                        self.frame_element(
                            [Op::FrameElem64, Op::FrameElem],
                            dst,
                            index,
                            array,
                            [*size, start + offset],
                            access,
                        )
                    }
                    Indexed::Memory { .. } => self.array_element(
                        [Op::ArrayElem, Op::GlobalArrayElem],
                        dst,
                        *of,
                        *index,
                        [*size, *offset],
                        access.form,
                    ),
                    _ => {
                        let Some(address) = self.element(*of, *index, *size, *offset) else {
                            return false;
                        };
                        self.push(word(access.load, dst, address, 0));
                        true
                    }
                }
            }
            Inst::StoreElement { of, index, size, offset, src, kind } => {
                if let (Some(words), Indexed::Slice(_)) = (self.many_words(*kind), of) {
                    let src = self.source(*src);
                    let Some(address) = self.element(*of, *index, *size, *offset) else {
                        return false;
                    };
                    self.push(word(Op::StoreN, address, src, 0));
                    self.push(words);
                    return true;
                }
                let Some(access) = self.access(*kind) else { return false };
                let direct = u64::from(*size) == access.size && *offset == 0;
                match of {
                    Indexed::Slice(slice) if direct => {
                        let (index, src) = (self.source(*index), self.source(*src));
                        let slice = self.near(*slice);
                        self.push(word(access.set_elem, slice, index, src));
                        true
                    }
                    Indexed::Local { local, offset: start, len } => {
                        let (index, src) = (self.source(*index), self.source(*src));
                        let array = (self.slot(*local), *len);
                        self.frame_element(
                            [Op::SetFrameElem64, Op::SetFrameElem],
                            index,
                            src,
                            array,
                            [*size, start + offset],
                            access,
                        )
                    }
                    Indexed::Memory { .. } => {
                        let src = self.source(*src);
                        self.array_element(
                            [Op::SetArrayElem, Op::SetGlobalArrayElem],
                            src,
                            *of,
                            *index,
                            [*size, *offset],
                            access.form,
                        )
                    }
                    _ => {
                        let src = self.source(*src);
                        let Some(address) = self.element(*of, *index, *size, *offset) else {
                            return false;
                        };
                        self.push(word(access.store, address, src, 0));
                        true
                    }
                }
            }
            Inst::ElementAddress { dst, of, index, size, offset } => {
                let dst = self.near(*dst);
                self.element_to(dst, *of, *index, *size, *offset)
            }
            _ => false,
        }
    }

    /// An element of an array in the frame, of words or of anything.
    fn frame_element(
        &mut self,
        [words, any]: [Op; 2],
        a: u16,
        b: u16,
        (slot, len): (u32, u64),
        [size, offset]: [u32; 2],
        access: Access,
    ) -> bool {
        if access.form == Form::Word && size == 8 && offset % 8 == 0 {
            self.push(word(words, a, b, 0));
            self.push(len | u64::from(slot + offset / 8) << 32);
        } else {
            self.push(word(any, a, b, access.form as u16));
            self.push(len | u64::from(slot) << 32);
            self.push(u64::from(size) | u64::from(offset) << 32);
        }
        true
    }

    /// An element of an array in memory; `local` is what is made or put there.
    fn array_element(
        &mut self,
        [by_pointer, global]: [Op; 2],
        local: u16,
        of: Indexed,
        index: Operand,
        [size, offset]: [u32; 2],
        form: Form,
    ) -> bool {
        if !self.element_to(local, of, index, size, offset) {
            return false;
        }
        // The instruction that has been written has two words behind it, or three.
        let Indexed::Memory { base, .. } = of else { return false };
        let (op, behind) =
            if matches!(base, Base::Pointer(_)) { (by_pointer, 3) } else { (global, 4) };
        let at = self.out.code.len() - behind;
        self.out.code[at] = self.out.code[at] & !0xffff | op as u64;
        self.push(form as u64);
        true
    }

    /// The address of an element in a scratch word.
    fn element(&mut self, of: Indexed, index: Operand, size: u32, offset: u32) -> Option<u16> {
        let to = self.temporary();
        self.element_to(to, of, index, size, offset).then_some(to)
    }

    fn element_to(&mut self, to: u16, of: Indexed, index: Operand, size: u32, offset: u32) -> bool {
        let index = self.source(index);
        match of {
            Indexed::Slice(local) | Indexed::String(local) => {
                let slice = self.near(local);
                self.push(word(Op::ElemAddress, to, slice, index));
                self.push(u64::from(size) | u64::from(offset) << 32);
            }
            Indexed::Memory { base, offset: start, len } => {
                let distance = u64::from(start) + u64::from(offset);
                if distance >= 1 << 32 {
                    return false;
                }
                let sizes = u64::from(size) | distance << 32;
                match base {
                    Base::Pointer(pointer) => {
                        let pointer = self.source(pointer);
                        self.push(word(Op::ArrayAddress, to, pointer, index));
                        self.push(sizes);
                        self.push(len);
                    }
                    Base::Global(global) => {
                        let address = self.world.global(global);
                        self.push(word(Op::GlobalArrayAddress, to, 0, index));
                        self.push(sizes);
                        self.push(len);
                        self.push(address);
                    }
                }
            }
            Indexed::Local { .. } => return false,
        }
        true
    }

    /// Writes what makes values; false for all else.
    pub fn values(&mut self, inst: &Inst) -> bool {
        match inst {
            Inst::ConstString { dst, bytes } => {
                let address = self.world.string(bytes);
                let dst = self.near(*dst);
                self.push(word(Op::String, dst, 0, 0));
                self.push(address);
                self.push(bytes.len() as u64);
                true
            }
            Inst::FuncValue { dst, func } => {
                let number = self.world.func(*func);
                let value = self.world.func_value(number);
                let dst = self.near(*dst);
                self.set(dst, value);
                true
            }
            Inst::TypeAddress { dst, typ } => {
                let address = self.world.descriptor(*typ);
                let dst = self.near(*dst);
                self.set(dst, address);
                true
            }
            Inst::CompareStrings { op: op @ (BinOp::Eq | BinOp::Ne), dst, a, b } => {
                let (dst, a, b) = (self.near(*dst), self.near(*a), self.near(*b));
                self.push(word(
                    if *op == BinOp::Eq { Op::EqString } else { Op::NeString },
                    dst,
                    a,
                    b,
                ));
                true
            }
            Inst::SliceOf { dst, of, size, lo, hi, max } => {
                self.slice_of(*dst, *of, *size, [*lo, *hi, *max])
            }
            Inst::Append { dst, slice, elem, values } => {
                let [value] = values.as_slice() else { return false };
                let Operand::Local(local) = *value else { return false };
                // A narrower value may stand for a wider element.
                let op = match self.world.info(*elem).rtype.kind {
                    Kind::I64 | Kind::U64 | Kind::F64 | Kind::Ptr => Op::Append64,
                    Kind::U8 | Kind::I8 => Op::Append8,
                    _ => return false,
                };
                let (dst, slice, value) = (self.near(*dst), self.near(*slice), self.near(local));
                self.push(word(op, dst, slice, value));
                self.push(0);
                true
            }
            Inst::NextRune { rune, next, string, at } => {
                let at = self.source(*at);
                let (rune, next, string) = (self.near(*rune), self.near(*next), self.slot(*string));
                self.push(word(Op::NextRune, rune, next, at));
                self.push(u64::from(string));
                true
            }
            Inst::New { dst, kind } => {
                let dst = self.near(*dst);
                let size = self.world.size(*kind);
                let shape = self.world.shape(*kind);
                self.new_object(dst, size, shape)
            }
            Inst::MakeClosure { dst, func, captures } => self.closure(*dst, *func, captures),
            Inst::MakeInterface { dst, src, typ, iface } => {
                self.interface(*dst, *src, *typ, *iface)
            }
            Inst::AssertType { dst: Some(dst), ok, src, from, to } => {
                let info = self.world.info(*to);
                let Some(access) = self.access(info.rtype.kind) else { return false };
                let form = if info.direct { Form::Direct } else { access.form };
                let methods = if self.world.has_methods(*from) { METHODS } else { 0 };
                let address = self.world.descriptor(*to);
                let ok = ok.map_or(NO_FIELD, |ok| self.near(ok));
                let (dst, src) = (self.near(*dst), self.near(*src));
                self.push(word(Op::Assert, dst, src, ok));
                self.push(address);
                self.push(form as u64 | methods);
                true
            }
            Inst::AssertType { dst: None, ok: Some(ok), src, from, to } => {
                let op = if self.world.has_methods(*from) { Op::IsItabType } else { Op::IsType };
                let address = self.world.descriptor(*to);
                let (ok, src) = (self.near(*ok), self.near(*src));
                self.push(word(op, ok, src, 0));
                self.push(address);
                true
            }
            _ => false,
        }
    }

    fn new_object(&mut self, to: u16, size: u64, shape: ShapeId) -> bool {
        if size == 0 || size > MAX_CACHED {
            return false;
        }
        self.push(word(Op::New, to, list_of(size, shape != ShapeId::NOSCAN) as u16, 0));
        self.push(u64::from(shape.0));
        true
    }

    fn slice_of(
        &mut self,
        dst: LocalId,
        of: Indexed,
        size: u32,
        bounds: [Option<Operand>; 3],
    ) -> bool {
        let (from, op) = match of {
            Indexed::Slice(local) => (local, Op::SliceSlice),
            Indexed::String(local) => (local, Op::SliceString),
            _ => return false,
        };
        let [lo, hi, max] =
            bounds.map(|bound| bound.map_or(NO_SLOT, |bound| u32::from(self.source(bound))));
        let (dst, from) = (self.near(dst), self.near(from));
        self.push(word(op, dst, from, 0));
        self.push(u64::from(lo) | u64::from(hi) << 32);
        if op == Op::SliceSlice {
            self.push(u64::from(max) | u64::from(size) << 32);
        }
        true
    }

    fn closure(
        &mut self,
        dst: LocalId,
        func: burrow_go_ir::code::FuncId,
        captures: &[(Kind, Operand)],
    ) -> bool {
        if !captures.iter().all(|(kind, _)| self.access(*kind).is_some()) {
            return false;
        }
        let kinds: Vec<Kind> = captures.iter().map(|(kind, _)| *kind).collect();
        let (offsets, size, shape) = self.world.closure_layout(&kinds);
        let (object, code) = (self.temporary(), self.temporary());
        if !self.new_object(object, size, shape) {
            return false;
        }
        let number = self.world.func(func);
        self.set(code, code_word(number));
        self.push(word(Op::Store64, object, code, 0));
        for (&(kind, capture), offset) in captures.iter().zip(offsets) {
            if let Some(access) = self.access(kind) {
                self.capture(object, code, capture, access, offset as u16);
            }
        }
        self.mov(self.slot(dst), u32::from(object), 1);
        true
    }

    fn capture(&mut self, object: u16, spare: u16, capture: Operand, access: Access, offset: u16) {
        let slot = match capture {
            Operand::Local(local) => self.near(local),
            Operand::Const(value) => {
                self.set(spare, value);
                spare
            }
        };
        self.push(word(access.store, object, slot, offset));
    }

    fn interface(
        &mut self,
        dst: LocalId,
        src: Operand,
        typ: burrow_go_ir::rtype::RTypeId,
        iface: Option<burrow_go_ir::rtype::RTypeId>,
    ) -> bool {
        let Some(type_word) = self.world.type_word(typ, iface) else { return false };
        let kind = self.world.rtype(typ).kind;
        let data = if self.world.is_direct(kind) {
            self.source(src)
        } else if matches!(kind, Kind::Aggregate(_)) {
            return false;
        } else {
            let src = self.source(src);
            let boxed = self.temporary();
            self.push(word(Op::BoxWord, boxed, src, 0));
            boxed
        };
        let dst = self.near(dst);
        self.push(word(Op::Interface, dst, data, 0));
        self.push(type_word);
        true
    }
}
