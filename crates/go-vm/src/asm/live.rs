//! Which pointers of a frame are still needed, at an instruction: what the collector follows.
//!
//! It is found out when a collection first meets a function, slot by slot: a local is what its slots are, wherever they lie.

use burrow_go_ir::Code;
use burrow_go_ir::code::{Block, LocalId, Terminator};

use super::frame::{pointers, successors};
use super::visit::{Access, visit, visit_end};
use super::{Made, defers};

/// What is needed behind each block of a function. Bits stand for the slots of [`Made::pointers`].
pub struct Live {
    out: Vec<Vec<u64>>,
    /// By local, the bits of its pointers.
    bits: Vec<Vec<u32>>,
    /// What is needed as long as the frame lasts.
    always: Vec<u64>,
    width: usize,
}

impl Live {
    /// Finds out about a function.
    pub fn new(made: &Made, code: &dyn Code) -> Live {
        let function = &made.function;
        let bit = |slot: u32| made.pointers.binary_search(&slot).ok().map(|bit| bit as u32);
        let bits = function.locals.iter().zip(&made.slots).map(|(local, &slot)| {
            pointers(local.kind, code)
                .into_iter()
                .filter_map(|word| bit(slot.checked_add(word)?))
                .collect()
        });
        let width = made.pointers.len().div_ceil(64);
        let blocks = made.blocks();
        let mut live = Live {
            out: vec![vec![0; width]; blocks.len()],
            bits: bits.collect(),
            always: vec![0; width],
            width,
        };
        if defers(blocks) {
            let boxes = function.boxed_results.iter().map(|(boxed, _)| boxed);
            let mut always = std::mem::take(&mut live.always);
            function.results.iter().chain(boxes).for_each(|&local| live.add(&mut always, local));
            live.always = always;
        }
        live.flow(made, blocks);
        live
    }

    fn flow(&mut self, made: &Made, blocks: &[Block]) {
        let mut changed = true;
        while changed {
            changed = false;
            for number in (0..blocks.len()).rev() {
                let mut out = vec![0; self.width];
                successors(&blocks[number].end.1, &mut |next| {
                    let entry = self.before(made, next, 0);
                    out.iter_mut().zip(entry).for_each(|(out, entry)| *out |= entry);
                });
                if out != self.out[number] {
                    self.out[number] = out;
                    changed = true;
                }
            }
        }
    }

    fn add(&self, set: &mut [u64], local: LocalId) {
        for &bit in &self.bits[local.0 as usize] {
            set[bit as usize / 64] |= 1 << (bit % 64);
        }
    }

    fn remove(&self, set: &mut [u64], local: LocalId) {
        for &bit in &self.bits[local.0 as usize] {
            set[bit as usize / 64] &= !(1 << (bit % 64));
        }
    }

    /// What is needed before an instruction of a block.
    fn before(&self, made: &Made, block: usize, inst: usize) -> Vec<u64> {
        let code = &made.blocks()[block];
        let mut set = self.out[block].clone();
        visit_end(&code.end.1, &mut |local| self.add(&mut set, local));
        if matches!(code.end.1, Terminator::Return) {
            made.function.results.iter().for_each(|&local| self.add(&mut set, local));
        }
        for (_, inst) in code.insts[inst.min(code.insts.len())..].iter().rev() {
            self.step(&mut set, inst, true);
        }
        set
    }

    /// From behind an instruction to before it, or, without its operands, to when it is under way.
    fn step(&self, set: &mut [u64], inst: &burrow_go_ir::code::Inst, operands: bool) {
        visit(inst, &mut |local, access| {
            if access == Access::Def {
                self.remove(set, local);
            }
        });
        visit(inst, &mut |local, access| {
            if operands && access == Access::Use {
                self.add(set, local);
            }
        });
    }

    /// The slots with pointers that are needed at an origin: before it is carried out, or while a call there is under way.
    pub fn slots(&self, made: &Made, origin: usize, under_way: bool) -> Vec<u32> {
        let Some(origin) = made.origins.get(origin) else { return made.pointers.clone() };
        let (block, inst) = (origin.block as usize, origin.inst as usize);
        let mut set = if under_way {
            self.before(made, block, inst + 1)
        } else {
            self.before(made, block, inst)
        };
        if let Some((_, inst)) = made.blocks()[block].insts.get(inst)
            && under_way
        {
            self.step(&mut set, inst, false);
        }
        let needed = |bit: usize| (set[bit / 64] | self.always[bit / 64]) & (1 << (bit % 64)) != 0;
        (0..made.pointers.len()).filter(|&bit| needed(bit)).map(|bit| made.pointers[bit]).collect()
    }
}
