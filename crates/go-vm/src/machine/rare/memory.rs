//! Loads, stores, elements, new objects.

use burrow_go_ir::code::{Base, Indexed, Inst, Operand};
use burrow_go_ir::layout::Kind;

use super::At;
use crate::heap::ShapeId;
use crate::interp::code_word;
use crate::machine::Machine;
use crate::machine::calls::nil;
use crate::trap::Trap;

impl Machine {
    /// Where something lies, `offset` bytes from its base.
    pub(in crate::machine) fn place(
        &mut self,
        at: At<'_>,
        base: Base,
        offset: u32,
    ) -> Result<u64, Trap> {
        let start = match base {
            Base::Pointer(pointer) => {
                let address = self.value(at, pointer);
                if !self.world.heap.memory.valid(address, 1) {
                    return Err(nil());
                }
                address
            }
            Base::Global(global) => self.world.global(global),
        };
        Ok(start + u64::from(offset))
    }

    /// The panic of an index that is not below a length.
    pub(super) fn out_of_range(
        &self,
        at: At<'_>,
        index: Operand,
        names: [&'static str; 2],
        limit: u64,
    ) -> Trap {
        let unsigned = matches!(index, Operand::Local(local) if at.kind(local) == Kind::U64);
        Trap::Panic(names[usize::from(unsigned)], vec![self.value(at, index), limit])
    }

    /// Where an element lies.
    pub(in crate::machine) fn element(
        &mut self,
        at: At<'_>,
        of: Indexed,
        index: Operand,
        size: u32,
        offset: u32,
    ) -> Result<u64, Trap> {
        let (start, len) = match of {
            Indexed::Slice(local) | Indexed::String(local) => self.pair(at, local),
            Indexed::Local { local, offset, len } => (at.addr(local) + u64::from(offset), len),
            Indexed::Memory { len, .. } => (0, len),
        };
        let number = self.value(at, index);
        if number >= len {
            return Err(self.out_of_range(
                at,
                index,
                ["runtime.panicIndex", "runtime.panicIndexU"],
                len,
            ));
        }
        let start = match of {
            Indexed::Memory { base, offset, .. } => self.place(at, base, offset)?,
            _ => start,
        };
        Ok(start.wrapping_add(number.wrapping_mul(u64::from(size))).wrapping_add(u64::from(offset)))
    }

    pub(super) fn memory_inst(&mut self, at: At<'_>, inst: &Inst) -> Result<(), Trap> {
        match inst {
            Inst::Load { dst, base, offset, kind } => {
                let from = self.place(at, *base, *offset)?;
                self.load_local(at, *dst, from, *kind);
            }
            Inst::Store { base, offset, src, kind } => {
                let to = self.place(at, *base, *offset)?;
                self.store_operand(at, to, *src, *kind);
            }
            Inst::Address { dst, base, offset } => {
                let address = self.place(at, *base, *offset)?;
                self.set(at, *dst, address);
            }
            Inst::Move { to, to_offset, from, from_offset, kind } => {
                let from = self.place(at, *from, *from_offset)?;
                let to = self.place(at, *to, *to_offset)?;
                let size = self.world.size(*kind);
                self.world.heap.memory.copy(from, to, size);
            }
            Inst::ZeroMemory { base, offset, kind } => {
                let to = self.place(at, *base, *offset)?;
                let size = self.world.size(*kind);
                self.world.heap.memory.zero(to, size);
            }
            Inst::StoreBytes { base, offset, bytes } => {
                let to = self.place(at, *base, *offset)?;
                self.world.heap.memory.write(to, bytes);
            }
            Inst::NilCheck { ptr } => {
                self.place(at, Base::Pointer(*ptr), 0)?;
            }
            Inst::LoadElement { dst, of, index, size, offset, kind } => {
                let from = self.element(at, *of, *index, *size, *offset)?;
                self.load_local(at, *dst, from, *kind);
            }
            Inst::StoreElement { of, index, size, offset, src, kind } => {
                let to = self.element(at, *of, *index, *size, *offset)?;
                self.store_operand(at, to, *src, *kind);
            }
            Inst::ElementAddress { dst, of, index, size, offset } => {
                let address = self.element(at, *of, *index, *size, *offset)?;
                self.set(at, *dst, address);
            }
            Inst::New { dst, kind } => {
                let (size, shape) = (self.world.size(*kind), self.world.shape(*kind));
                let object = self.world.heap.alloc(size, shape)?;
                self.set(at, *dst, object);
            }
            Inst::MakeClosure { dst, func, captures } => {
                let kinds: Vec<Kind> = captures.iter().map(|capture| capture.0).collect();
                let (offsets, size, shape) = self.world.closure_layout(&kinds);
                let object = self.world.heap.alloc(size, shape)?;
                let number = self.world.func(*func);
                self.world.heap.memory.write_u64(object, code_word(number));
                for (&(kind, capture), offset) in captures.iter().zip(offsets) {
                    self.store_operand(at, object + offset, capture, kind);
                }
                self.set(at, *dst, object);
            }
            Inst::FuncValue { dst, func } => {
                let number = self.world.func(*func);
                let value = self.world.func_value(number);
                self.set(at, *dst, value);
            }
            Inst::TypeAddress { dst, typ } => {
                let address = self.world.descriptor(*typ);
                self.set(at, *dst, address);
            }
            _ => {}
        }
        Ok(())
    }

    /// An object with the value of an operand.
    pub(super) fn boxed(
        &mut self,
        at: At<'_>,
        operand: Operand,
        kind: Kind,
        size: u64,
        shape: ShapeId,
    ) -> Result<u64, Trap> {
        let scalar = !matches!(kind, Kind::Aggregate(_));
        if scalar && self.value(at, operand) < 256 {
            return Ok(self.regs.small + 8 * self.value(at, operand));
        }
        // As many bytes as a word has: small numbers are read as words.
        let object = self.world.heap.alloc(if scalar { 8 } else { size }, shape)?;
        self.store_operand(at, object, operand, kind);
        Ok(object)
    }
}
