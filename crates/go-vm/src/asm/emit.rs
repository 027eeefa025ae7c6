//! Writing instructions: operands, moves, blocks.

use std::collections::HashMap;

use burrow_go_ir::code::{Block, BlockId, Body, Function, Indexed, Inst, LocalId, Operand};
use burrow_go_ir::layout::Kind;

use super::alias::{Aliases, Place};
use super::frame::{self, Frame, SCRATCH, successors};
use super::op::{Op, wide, word};
use super::visit::{operands, visit};
use super::{Origin, defers};
use crate::interp::HEAD;
use crate::world::World;

/// The most constants that get words of their own.
const MAX_CONSTANTS: usize = 24;

/// What comes out.
#[derive(Default)]
pub struct Emitted {
    pub code: Vec<u64>,
    pub origins: Vec<Origin>,
    /// Words behind the frame for heads and arguments of what is called.
    pub outgoing: u32,
    pub epilogue: Option<u32>,
    /// A jump did not fit its field.
    pub too_far: bool,
}

/// A jump whose distance is not known yet.
struct Fixup {
    /// The word with the distance.
    at: usize,
    /// Where distances are counted from.
    from: usize,
    to: BlockId,
    field: Field,
}

/// Where the distance stands.
#[derive(Clone, Copy)]
pub enum Field {
    /// In the uppermost 16 bits.
    C,
    /// In the upper half.
    Half,
    /// In all the word.
    Word,
    /// In its lower half.
    Low,
}

pub struct Emitter<'a> {
    pub function: &'a Function,
    pub blocks: &'a [Block],
    pub aliases: &'a Aliases,
    pub frame: &'a Frame,
    pub world: &'a mut World,
    pub step: bool,
    /// Whether what touches memory is watched.
    watched: bool,
    pub out: Emitted,
    /// Conditional jumps only skip an unconditional one, which reaches everywhere.
    pub long: bool,
    fixups: Vec<Fixup>,
    /// Where each block begins.
    starts: Vec<Option<u32>>,
    /// The block that is being written, and the one that will be behind it.
    pub block: usize,
    pub next_block: usize,
    /// Whether the block is part of a loop.
    in_loop: Vec<bool>,
    /// Scratch words in use by the instruction at hand.
    scratch: u32,
    constants: HashMap<u64, u32>,
    /// Behind an addition of a constant that stands last, in this block: where the code ended then.
    pub added: usize,
    pub defers: bool,
}

/// Which blocks lie between a jump back and where it leads.
fn loops(blocks: &[Block]) -> Vec<bool> {
    let mut steps = vec![0i32; blocks.len() + 1];
    for (number, block) in blocks.iter().enumerate() {
        successors(&block.end.1, &mut |to| {
            if to <= number {
                steps[to] += 1;
                steps[number + 1] -= 1;
            }
        });
    }
    let mut depth = 0;
    steps[..blocks.len()]
        .iter()
        .map(|step| {
            depth += step;
            depth > 0
        })
        .collect()
}

/// How many words the constants need that loops use.
pub fn loop_constants(blocks: &[Block]) -> u32 {
    let mut seen = Vec::new();
    let inside = loops(blocks);
    for (block, _) in blocks.iter().zip(inside).filter(|&(_, inside)| inside) {
        for (_, inst) in &block.insts {
            operands(inst, &mut |operand| {
                if let Operand::Const(value) = operand
                    && seen.len() < MAX_CONSTANTS
                    && !seen.contains(value)
                {
                    seen.push(*value);
                }
            });
        }
    }
    seen.len() as u32
}

/// Whether an instruction touches memory that goroutines may share.
fn touches(inst: &Inst) -> bool {
    matches!(
        inst,
        Inst::Load { .. }
            | Inst::Store { .. }
            | Inst::Move { .. }
            | Inst::ZeroMemory { .. }
            | Inst::StoreBytes { .. }
            | Inst::LoadElement { of: Indexed::Slice(_) | Indexed::Memory { .. }, .. }
            | Inst::StoreElement { of: Indexed::Slice(_) | Indexed::Memory { .. }, .. }
            | Inst::Append { .. }
            | Inst::AppendSlice { .. }
            | Inst::CopySlice { .. }
            | Inst::ClearSlice { .. }
            | Inst::BytesToString { .. }
            | Inst::RunesToString { .. }
            | Inst::MapGet { .. }
            | Inst::MapLen { .. }
            | Inst::MapIter { .. }
            | Inst::MapNext { .. }
            | Inst::MapSet { .. }
            | Inst::MapSlot { .. }
            | Inst::MapDelete { .. }
            | Inst::MapClear { .. }
            | Inst::Send { .. }
            | Inst::Close { .. }
    )
}

impl<'a> Emitter<'a> {
    pub fn new(
        function: &'a Function,
        blocks: &'a [Block],
        aliases: &'a Aliases,
        frame: &'a Frame,
        world: &'a mut World,
        step: bool,
    ) -> Emitter<'a> {
        let watched = step && world.is_own(function);
        Emitter {
            function,
            blocks,
            aliases,
            frame,
            world,
            step,
            watched,
            out: Emitted { outgoing: HEAD, ..Emitted::default() },
            long: false,
            fixups: Vec::new(),
            starts: vec![None; blocks.len()],
            block: 0,
            next_block: 0,
            in_loop: loops(blocks),
            scratch: 0,
            constants: HashMap::new(),
            added: usize::MAX,
            defers: defers(blocks),
        }
    }

    /// Writes the whole function.
    pub fn emit(&mut self, long: bool) -> Emitted {
        self.long = long;
        if let Body::Native(name) = &self.function.body {
            let number = self.world.native(name);
            // As a call: the word results of what a native function calls land in is its field b.
            self.push(word(Op::Native, 0, self.frame.scratch as u16, 0));
            self.push(u64::from(number));
            self.push(word(Op::NativeAfter, 0, 0, 0));
            self.out.outgoing = HEAD;
            return std::mem::take(&mut self.out);
        }
        let order = self.reachable();
        for (index, &block) in order.iter().enumerate() {
            self.block = block;
            self.next_block = order.get(index + 1).copied().unwrap_or(usize::MAX);
            self.starts[block] = Some(self.out.code.len() as u32);
            self.added = usize::MAX;
            self.body(block, true);
        }
        if self.defers {
            self.out.epilogue = Some(self.out.code.len() as u32);
            self.leave();
        }
        self.patch();
        self.prologue();
        std::mem::take(&mut self.out)
    }

    /// The blocks that are reached, in order.
    fn reachable(&self) -> Vec<usize> {
        let mut seen = vec![false; self.blocks.len()];
        let mut work = vec![0];
        while let Some(block) = work.pop() {
            if block < seen.len() && !std::mem::replace(&mut seen[block], true) {
                successors(&self.blocks[block].end.1, &mut |next| work.push(next));
            }
        }
        (0..seen.len()).filter(|&block| seen[block]).collect()
    }

    /// Writes the instructions and the end of a block; `own` if it is its place, and no copy of it elsewhere.
    pub fn body(&mut self, block: usize, own: bool) {
        let (insts, end) = (&self.blocks[block].insts, &self.blocks[block].end);
        let mut index = 0;
        while index < insts.len() {
            if self.dropped(block, index) {
                index += 1;
                continue;
            }
            if self.part_of_branch(block, index, &end.1) {
                break;
            }
            self.origin(block, index);
            let before = self.out.code.len();
            if self.watched && touches(&insts[index].1) {
                let origin = self.out.origins.len() as u32 - 1;
                self.push(wide(Op::Watch, 0, origin));
            }
            index += self.inst(block, index, &insts[index].1);
            if self.out.code.len() == before {
                self.out.origins.pop();
            }
        }
        self.origin(block, index.min(insts.len()));
        self.end(block, index, &end.1, own);
    }

    pub fn origin(&mut self, block: usize, inst: usize) {
        self.scratch = 0;
        self.out.origins.push(Origin {
            at: self.out.code.len() as u32,
            block: block as u32,
            inst: inst as u32,
        });
    }

    pub fn dropped(&self, block: usize, index: usize) -> bool {
        self.aliases.dropped[block].binary_search(&(index as u32)).is_ok()
    }

    /// The next instruction of a block that is not dropped.
    pub fn following(&self, block: usize, index: usize) -> Option<(usize, &'a Inst)> {
        let insts = &self.blocks[block].insts;
        (index + 1..insts.len())
            .find(|&next| !self.dropped(block, next))
            .map(|next| (next, &insts[next].1))
    }

    /// Writes one instruction of the code; gives how many are done with it.
    fn inst(&mut self, block: usize, index: usize, inst: &Inst) -> usize {
        if self.is_far(inst) && !matches!(inst, Inst::Call { .. } | Inst::Statement) {
            self.rare();
            return 1;
        }
        match inst {
            Inst::Statement => {
                if self.step {
                    let pos = self.blocks[block].insts[index].0;
                    let number = self.world.statement(pos);
                    self.push(wide(Op::Statement, 0, number));
                }
            }
            Inst::Call { callee, args, results } => self.call(*callee, args, results),
            _ => {
                if let Some(done) = self.fused(block, index, inst) {
                    return done;
                }
                if !self.arithmetic(inst)
                    && !self.memory(inst)
                    && !self.elements(inst)
                    && !self.values(inst)
                {
                    self.rare();
                }
            }
        }
        1
    }

    /// The instruction that the last origin names, carried out by the machine.
    pub fn rare(&mut self) {
        let origin = self.out.origins.len() as u32 - 1;
        self.push(wide(Op::Rare, 0, origin));
    }

    fn is_far(&self, inst: &Inst) -> bool {
        if self.frame.words < 1 << 15 {
            return false;
        }
        // Elements of arrays in the frame are reached wherever it lies.
        let array = match inst {
            Inst::LoadElement { of: Indexed::Local { local, .. }, .. }
            | Inst::StoreElement { of: Indexed::Local { local, .. }, .. } => Some(*local),
            _ => None,
        };
        let mut far = false;
        visit(inst, &mut |local, _| {
            far |=
                Some(local) != array && self.slot(local) + self.words(self.kind(local)) >= 1 << 16;
        });
        far
    }

    pub fn push(&mut self, word: u64) {
        self.out.code.push(word);
    }

    pub fn kind(&self, local: LocalId) -> Kind {
        self.function.locals[local.0 as usize].kind
    }

    pub fn words(&self, kind: Kind) -> u32 {
        frame::words(kind, self.world.code.as_ref())
    }

    pub fn slot(&self, local: LocalId) -> u32 {
        self.frame.slots[local.0 as usize]
    }

    /// The slot of a local that is not far.
    pub fn near(&self, local: LocalId) -> u16 {
        self.slot(local) as u16
    }

    /// A scratch word.
    pub fn temporary(&mut self) -> u16 {
        let slot = self.frame.scratch + self.scratch % SCRATCH;
        self.scratch += 1;
        slot as u16
    }

    /// The slot of an operand; constants get one.
    pub fn source(&mut self, operand: Operand) -> u16 {
        match operand {
            Operand::Local(local) => self.near(local),
            Operand::Const(value) => self.constant(value),
        }
    }

    fn constant(&mut self, value: u64) -> u16 {
        if let Some(&slot) = self.constants.get(&value) {
            return slot as u16;
        }
        let (first, count) = self.frame.constants;
        if self.in_loop[self.block] && (self.constants.len() as u32) < count {
            let slot = first + self.constants.len() as u32;
            self.constants.insert(value, slot);
            return slot as u16;
        }
        let slot = self.temporary();
        self.set(slot, value);
        slot
    }

    /// The slot of a constant that is set before the function starts, if there is one to be had.
    pub fn loop_constant(&mut self, value: u64) -> Option<u16> {
        let room = (self.constants.len() as u32) < self.frame.constants.1;
        (self.in_loop[self.block] && (room || self.constants.contains_key(&value)))
            .then(|| self.constant(value))
    }

    /// A slot becomes a constant.
    pub fn set(&mut self, slot: u16, value: u64) {
        match i32::try_from(value as i64) {
            Ok(small) => self.push(wide(Op::Int, slot, small as u32)),
            Err(_) => {
                self.push(word(Op::Word, slot, 0, 0));
                self.push(value);
            }
        }
    }

    /// Moves words, wherever they lie.
    pub fn mov(&mut self, to: u32, from: u32, words: u32) {
        if to == from || words == 0 {
            return;
        }
        if to.max(from) >= 1 << 16 || words >= 1 << 16 {
            self.push(wide(Op::FarMov, 0, words));
            self.push(u64::from(to) | u64::from(from) << 32);
            return;
        }
        let (to, from) = (to as u16, from as u16);
        self.push(match words {
            1 => word(Op::Mov, to, from, 0),
            2 => word(Op::Mov2, to, from, 0),
            3 => word(Op::Mov3, to, from, 0),
            _ => word(Op::MovN, to, from, words as u16),
        });
    }

    /// An operand of this many words into slots that may be far.
    pub fn mov_operand(&mut self, to: u32, operand: Operand, words: u32) {
        match operand {
            Operand::Local(local) => self.mov(to, self.slot(local), words),
            Operand::Const(value) if to < 1 << 16 => self.set(to as u16, value),
            Operand::Const(value) => {
                let slot = self.temporary();
                self.set(slot, value);
                self.mov(to, u32::from(slot), 1);
            }
        }
    }

    /// Whether a local is a value in between that only the instruction behind reads.
    pub fn read_once(&self, local: LocalId) -> bool {
        let facts = &self.aliases.facts[local.0 as usize];
        !facts.fixed
            && facts.uses == 1
            && facts.defs == 1
            && facts.place == Place::Own
            && facts.block == self.block_of(local)
    }

    fn block_of(&self, local: LocalId) -> u32 {
        self.aliases.facts[local.0 as usize].block.min(super::alias::NONE - 1)
    }

    /// A jump to a block whose distance stands in the last word, counted from behind it.
    pub fn target(&mut self, to: BlockId, field: Field) {
        let at = self.out.code.len() - 1;
        self.target_at(at, at + 1, to, field);
    }

    /// A jump whose distance stands in the word `at`, counted from `from`.
    pub fn target_at(&mut self, at: usize, from: usize, to: BlockId, field: Field) {
        self.fixups.push(Fixup { at, from, to, field });
    }

    fn patch(&mut self) {
        for fixup in std::mem::take(&mut self.fixups) {
            let start = self.starts[fixup.to.0 as usize].unwrap_or(0);
            let distance = i64::from(start) - fixup.from as i64;
            let word = &mut self.out.code[fixup.at];
            match fixup.field {
                Field::C => {
                    self.out.too_far |= i16::try_from(distance).is_err();
                    *word = (*word & 0xffff_ffff_ffff) | (distance as u64) << 48;
                }
                Field::Half => *word = (*word & 0xffff_ffff) | (distance as u64) << 32,
                Field::Word => *word = distance as u64,
                Field::Low => *word = (*word & !0xffff_ffff) | (distance as u64 & 0xffff_ffff),
            }
        }
    }

    /// Puts the constants of loops before the code. All distances in it stay.
    fn prologue(&mut self) {
        if self.constants.is_empty() {
            return;
        }
        let body = std::mem::take(&mut self.out.code);
        let mut constants: Vec<(u32, u64)> =
            self.constants.iter().map(|(&value, &slot)| (slot, value)).collect();
        constants.sort_unstable();
        for (slot, value) in constants {
            self.set(slot as u16, value);
        }
        let added = self.out.code.len() as u32;
        self.out.code.extend(body);
        self.out.origins.iter_mut().for_each(|origin| origin.at += added);
        self.out.epilogue = self.out.epilogue.map(|at| at + added);
    }

    /// Where the blocks of a terminator lead when it is no jump to the next one.
    pub fn goto(&mut self, to: BlockId) {
        if to.0 as usize != self.next_block {
            self.push(wide(Op::Jump, 0, 0));
            self.target(to, Field::Half);
        }
    }
}
