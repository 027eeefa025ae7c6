//! Instructions of the intermediate code, carried out one by one: those that have no bytecode of their own, and those whose
//! bytecode could not go on, since something is out of range or no object is at hand.
//!
//! Each reads all that it needs, then allocates, then writes, so that one that finds no room can be begun anew after a collection.
#![allow(unsafe_code)]

mod aggregate;
mod channel;
mod interface;
mod map;
mod memory;
mod scalar;
mod slice;
mod text;
mod unwind;

use std::rc::Rc;

use burrow_go_ir::code::{Inst, LocalId, Operand};
use burrow_go_ir::layout::Kind;

use super::Machine;
use super::calls::Turn;
use crate::asm::{Made, is_plain};
use crate::trap::Trap;

/// An instruction at work: its function, and where the frame lies.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub made: &'a Made,
    pub frame: u64,
}

impl At<'_> {
    fn kind(self, local: LocalId) -> Kind {
        self.made.function.locals[local.0 as usize].kind
    }

    /// The address of a local.
    fn addr(self, local: LocalId) -> u64 {
        self.frame + 8 * u64::from(self.made.slots[local.0 as usize])
    }
}

impl Machine {
    /// Carries out the instruction with this number among the origins of the running function.
    pub(super) fn rare(&mut self, origin: usize) -> Result<Turn, Trap> {
        let made = self.running();
        let origin = made.origins[origin];
        let inst = &made.blocks()[origin.block as usize].insts[origin.inst as usize].1;
        let turn = self.inst_with_room(&made, inst)?;
        // SAFETY: an end stands behind every instruction.
        self.regs.pc = unsafe { self.regs.pc.add(1) };
        Ok(turn)
    }

    /// Carries out what the bytecode at the program counter stands for.
    pub(super) fn redo(&mut self) -> Result<Turn, Trap> {
        let made = self.running();
        let start = made.code.as_ptr();
        let at = (self.regs.pc as u64 - start as u64) / 8;
        let number = made.origin(at as u32);
        let (this, next) = (made.origins[number], made.origins.get(number + 1));
        let insts = &made.blocks()[this.block as usize].insts;
        let end = next
            .filter(|next| next.block == this.block && next.inst > this.inst)
            .map_or(insts.len(), |next| next.inst as usize);
        for (_, inst) in &insts[this.inst as usize..end] {
            self.inst_with_room(&made, inst)?;
        }
        let behind = next.map_or(made.code.len() as u32 - 1, |next| next.at);
        self.regs.pc = &raw const made.code[behind as usize];
        Ok(Turn::GoOn)
    }

    fn running(&self) -> Rc<Made> {
        self.made(self.func()).expect("code that runs has been made").clone()
    }

    fn inst_with_room(&mut self, made: &Made, inst: &Inst) -> Result<Turn, Trap> {
        // Arguments that wait for their call behind the frame are not seen by the collector.
        if is_plain(inst) {
            return self.inst(At { made, frame: self.frame_addr() }, inst);
        }
        self.with_room(|machine| machine.inst(At { made, frame: machine.frame_addr() }, inst))
    }

    fn inst(&mut self, at: At<'_>, inst: &Inst) -> Result<Turn, Trap> {
        match inst {
            Inst::Binary { op, kind, dst, a, b } => {
                let (a, b) = (self.value(at, *a), self.value(at, *b));
                let word = scalar::binary(*op, *kind, a, b)?;
                self.set(at, *dst, word);
            }
            Inst::Unary { op, kind, dst, a } => {
                let word = scalar::unary(*op, *kind, self.value(at, *a));
                self.set(at, *dst, word);
            }
            Inst::Convert { from, to, dst, src } => {
                let word = scalar::convert(*from, *to, self.value(at, *src));
                self.set(at, *dst, word);
            }
            Inst::CheckShift { count } => {
                if (self.value(at, *count) as i64) < 0 {
                    return Err(Trap::Panic("runtime.panicshift", Vec::new()));
                }
            }
            Inst::Copy { .. }
            | Inst::Zero { .. }
            | Inst::GetPart { .. }
            | Inst::SetPart { .. }
            | Inst::SetBytes { .. } => {
                self.aggregate(at, inst);
            }
            Inst::Load { .. }
            | Inst::Store { .. }
            | Inst::Address { .. }
            | Inst::Move { .. }
            | Inst::ZeroMemory { .. }
            | Inst::StoreBytes { .. }
            | Inst::NilCheck { .. }
            | Inst::LoadElement { .. }
            | Inst::StoreElement { .. }
            | Inst::ElementAddress { .. }
            | Inst::New { .. }
            | Inst::MakeClosure { .. }
            | Inst::FuncValue { .. }
            | Inst::TypeAddress { .. } => self.memory_inst(at, inst)?,
            Inst::MakeSlice { .. }
            | Inst::SliceOf { .. }
            | Inst::Append { .. }
            | Inst::AppendSlice { .. }
            | Inst::CopySlice { .. }
            | Inst::ClearSlice { .. }
            | Inst::SliceToArray { .. } => self.slice_inst(at, inst)?,
            Inst::ConstString { .. }
            | Inst::Concat { .. }
            | Inst::CompareStrings { .. }
            | Inst::BytesToString { .. }
            | Inst::StringToBytes { .. }
            | Inst::RunesToString { .. }
            | Inst::StringToRunes { .. }
            | Inst::RuneToString { .. }
            | Inst::NextRune { .. }
            | Inst::Print { .. }
            | Inst::PrintText { .. } => self.text_inst(at, inst)?,
            Inst::MakeMap { .. }
            | Inst::MapGet { .. }
            | Inst::MapSet { .. }
            | Inst::MapSlot { .. }
            | Inst::MapDelete { .. }
            | Inst::MapClear { .. }
            | Inst::MapLen { .. }
            | Inst::MapIter { .. }
            | Inst::MapNext { .. } => self.map_inst(at, inst)?,
            Inst::MakeInterface { .. }
            | Inst::AssertInterface { .. }
            | Inst::AssertType { .. }
            | Inst::EqualInterfaces { .. }
            | Inst::Equal { .. } => self.interface_inst(at, inst)?,
            Inst::MakeChan { .. }
            | Inst::Send { .. }
            | Inst::Recv { .. }
            | Inst::Close { .. }
            | Inst::ChanLen { .. }
            | Inst::ChanCap { .. }
            | Inst::Select { .. } => return self.channel_inst(at, inst),
            Inst::Defer { .. }
            | Inst::Go { .. }
            | Inst::Panic { .. }
            | Inst::Recover { .. }
            | Inst::FrameToken { .. }
            | Inst::DeferIn { .. } => self.unwind_inst(at, inst)?,
            Inst::Statement | Inst::Call { .. } => {}
        }
        Ok(Turn::GoOn)
    }

    /// The first word of a local.
    pub(in crate::machine) fn word(&self, at: At<'_>, local: LocalId) -> u64 {
        self.world.heap.memory.read_u64(at.addr(local))
    }

    /// The word of a local that lies this many words from its start.
    pub(in crate::machine) fn word_at(&self, at: At<'_>, local: LocalId, index: u64) -> u64 {
        self.world.heap.memory.read_u64(at.addr(local) + 8 * index)
    }

    /// The word of a scalar operand.
    pub(in crate::machine) fn value(&self, at: At<'_>, operand: Operand) -> u64 {
        match operand {
            Operand::Local(local) => self.word(at, local),
            Operand::Const(value) => value,
        }
    }

    /// Sets the first word of a local.
    fn set(&mut self, at: At<'_>, local: LocalId, word: u64) {
        self.world.heap.memory.write_u64(at.addr(local), word);
    }

    /// Sets the first words of a local.
    fn set_words(&mut self, at: At<'_>, local: LocalId, words: &[u64]) {
        for (index, &word) in words.iter().enumerate() {
            self.world.heap.memory.write_u64(at.addr(local) + 8 * index as u64, word);
        }
    }

    /// The two words of a string or an interface value.
    pub(in crate::machine) fn pair(&self, at: At<'_>, local: LocalId) -> (u64, u64) {
        (self.word(at, local), self.word_at(at, local, 1))
    }

    /// A local becomes what lies in memory.
    fn load_local(&mut self, at: At<'_>, local: LocalId, from: u64, kind: Kind) {
        self.load_at(at.addr(local), from, kind);
    }

    /// A slot of the running frame becomes what lies in memory.
    pub(super) fn load_to(&mut self, slot: u32, from: u64, kind: Kind) {
        let to = self.frame_addr() + 8 * u64::from(slot);
        self.load_at(to, from, kind);
    }

    fn load_at(&mut self, to: u64, from: u64, kind: Kind) {
        let size = self.world.size(kind);
        let memory = &mut self.world.heap.memory;
        let word = match kind {
            Kind::I8 => memory.read_u8(from) as i8 as u64,
            Kind::I16 => memory.read_u16(from) as i16 as u64,
            Kind::I32 => memory.read_u32(from) as i32 as u64,
            Kind::U8 => memory.read_u8(from).into(),
            Kind::U16 => memory.read_u16(from).into(),
            Kind::U32 | Kind::F32 => memory.read_u32(from).into(),
            Kind::I64 | Kind::U64 | Kind::F64 | Kind::Ptr => memory.read_u64(from),
            Kind::Aggregate(_) => return memory.copy(from, to, size),
        };
        memory.write_u64(to, word);
    }

    /// An operand as it lies in memory.
    fn store_operand(&mut self, at: At<'_>, to: u64, operand: Operand, kind: Kind) {
        let size = self.world.size(kind);
        if let (Operand::Local(local), Kind::Aggregate(_)) = (operand, kind) {
            return self.world.heap.memory.copy(at.addr(local), to, size);
        }
        let word = self.value(at, operand);
        let memory = &mut self.world.heap.memory;
        match size {
            1 => memory.write_u8(to, word as u8),
            2 => memory.write_u16(to, word as u16),
            4 => memory.write_u32(to, word as u32),
            8 => memory.write_u64(to, word),
            _ => {}
        }
    }
}
