//! Calls, jumps, returns, and instructions that do the work of several.

use burrow_go_ir::code::{BinOp, BlockId, Callee, Inst, LocalId, Operand, Terminator};
use burrow_go_ir::layout::Kind;

use super::alias::Place;
use super::arith::{comparison, mirrored, small, with_constant};
use super::emit::{Emitter, Field};
use super::op::{self, Op, wide, word};
use crate::interp::HEAD;

/// How many instructions of a loop's head are repeated at its end.
const MAX_REPEATED: usize = 3;

/// A jump that depends on two words, or on one and a number.
struct Test {
    op: Op,
    /// The jump for the opposite.
    not: Op,
    a: u16,
    b: u16,
}

impl Emitter<'_> {
    /// Writes a call.
    pub fn call(&mut self, callee: Callee, args: &[Operand], results: &[LocalId]) {
        let base = self.frame.words + HEAD;
        let mut word_at = u32::from(matches!(callee, Callee::Method { .. }));
        for &arg in args {
            let words = match arg {
                Operand::Local(local) => self.words(self.kind(local)),
                Operand::Const(_) => 1,
            };
            let made = matches!(arg, Operand::Local(local)
                if matches!(self.aliases.facts[local.0 as usize].place, Place::Argument(_)));
            if !made {
                self.mov_operand(base + word_at, arg, words);
            }
            word_at += words;
        }
        let sizes: Vec<u32> = results.iter().map(|&result| self.words(self.kind(result))).collect();
        let total = word_at + sizes.iter().sum::<u32>();
        // Room also for what a native function calls.
        self.out.outgoing = self.out.outgoing.max(HEAD + total);
        // A result that lies too far is given back in the scratch words.
        let landing = match results {
            [result] if self.slot(*result) + sizes[0] < 1 << 16 => self.slot(*result),
            _ => self.frame.scratch,
        };
        let goes_to = landing as u16;
        match callee {
            Callee::Static(func) => {
                let number = self.world.func(func);
                self.push(word(Op::Call, 0, goes_to, 0));
                self.push(u64::from(number) | u64::from(base) << 32);
            }
            Callee::Closure(local) => {
                let closure = self.far_source(local);
                self.push(word(Op::CallClosure, closure, goes_to, 0));
                self.push(u64::from(base) << 32);
            }
            Callee::Method { iface, index } => {
                let iface = self.near(iface);
                self.push(word(Op::CallMethod, index as u16, goes_to, iface));
                self.push(u64::from(base) | u64::from(base) << 32);
            }
        }
        if let [result] = results {
            self.mov(self.slot(*result), landing, sizes[0]);
            return;
        }
        let mut at = base + word_at;
        for (&result, size) in results.iter().zip(sizes) {
            self.mov(self.slot(result), at, size);
            at += size;
        }
    }

    fn far_source(&mut self, local: LocalId) -> u16 {
        let slot = self.slot(local);
        if slot < 1 << 16 {
            return slot as u16;
        }
        let near = self.temporary();
        self.mov(u32::from(near), slot, 1);
        near
    }

    /// Whether an instruction is the comparison that the block's end is about, and is done there.
    pub fn part_of_branch(&self, block: usize, index: usize, end: &Terminator) -> bool {
        let Terminator::Branch(Operand::Local(condition), ..) = end else { return false };
        let Inst::Binary { op, kind, dst, .. } = &self.blocks[block].insts[index].1 else {
            return false;
        };
        let facts = &self.aliases.facts[condition.0 as usize];
        dst == condition
            && !self.step
            && self.following(block, index).is_none()
            && facts.uses == 1
            && facts.place == Place::Own
            && !facts.fixed
            && *kind != Kind::F32
            && !matches!(kind, Kind::Aggregate(_))
            && comparison(*op, *kind).is_some()
    }

    /// Writes the end of a block; `index` is the comparison that belongs to it, or behind the last instruction.
    pub fn end(&mut self, block: usize, index: usize, end: &Terminator, own: bool) {
        match end {
            Terminator::Jump(to) => self.jump(*to, own),
            Terminator::Branch(Operand::Const(value), then, other) => {
                self.goto(if *value != 0 { *then } else { *other })
            }
            Terminator::Branch(Operand::Local(condition), then, other) => {
                match self.blocks[block].insts.get(index) {
                    Some((_, Inst::Binary { op, kind, a, b, .. })) => {
                        let test = self.test(*op, *kind, *a, *b);
                        self.branch(&test, *then, *other);
                    }
                    _ => {
                        let a = self.far_source(*condition);
                        let (op, to, behind) = if then.0 as usize == self.next_block {
                            (Op::JumpIfNot, *other, *then)
                        } else {
                            (Op::JumpIf, *then, *other)
                        };
                        self.push(wide(op, a, 0));
                        self.target(to, Field::Half);
                        self.goto(behind);
                    }
                }
            }
            Terminator::Switch(value, cases, other) => self.switch(*value, cases, *other),
            Terminator::Return => self.leave(),
            Terminator::Unreachable => self.push(word(Op::Unreachable, 0, 0, 0)),
        }
    }

    /// The return of the function.
    pub(super) fn leave(&mut self) {
        if self.defers {
            self.push(word(Op::ReturnDeferred, 1, 0, 0));
            self.push(word(Op::ReturnDeferred, 0, 0, 0));
            return;
        }
        let [result] = *self.function.results else {
            self.push(word(Op::Return, 0, 0, 0));
            return;
        };
        let (mut slot, words) = (self.slot(result), self.words(self.kind(result)));
        if slot + words > 1 << 16 {
            self.mov(self.frame.scratch, slot, words);
            slot = self.frame.scratch;
        }
        self.push(match words {
            0 => word(Op::Return, 0, 0, 0),
            1 => word(Op::Return1, slot as u16, 0, 0),
            _ => word(Op::ReturnN, slot as u16, words as u16, 0),
        });
    }

    /// On to a block. The end of a loop does its head's test itself.
    fn jump(&mut self, to: BlockId, own: bool) {
        let target = to.0 as usize;
        let back = target <= self.block && target != self.next_block || self.leads_back(target);
        let repeat = own && back && !self.step && self.is_short(target);
        if !repeat {
            self.goto(to);
            return;
        }
        self.body(target, false);
    }

    /// Whether a test behind the block at hand leads to it or before it: the test of a loop that stands at the loop's end.
    fn leads_back(&self, block: usize) -> bool {
        match self.blocks[block].end.1 {
            Terminator::Branch(_, then, other) => {
                block > self.block && (then.0.min(other.0) as usize) <= self.block
            }
            _ => false,
        }
    }

    /// Whether a block is a few instructions and a test.
    fn is_short(&self, block: usize) -> bool {
        let insts = &self.blocks[block].insts;
        let count = (0..insts.len()).filter(|&index| !self.dropped(block, index)).count();
        let has_call = insts.iter().any(|(_, inst)| matches!(inst, Inst::Call { .. }));
        matches!(self.blocks[block].end.1, Terminator::Branch(Operand::Local(_), ..))
            && count <= MAX_REPEATED
            && !has_call
    }

    fn test(&mut self, op: BinOp, kind: Kind, a: Operand, b: Operand) -> Test {
        let (op, a, b) = if small(a).is_some() && small(b).is_none() {
            (mirrored(op), b, a)
        } else {
            (op, a, b)
        };
        if let (Some(number), Some(found)) = (small(b), with_constant(op, kind)) {
            let a = self.source(a);
            let (op, not) = match found {
                Op::EqI => (Op::JumpEqI, Op::JumpNeI),
                Op::NeI => (Op::JumpNeI, Op::JumpEqI),
                Op::LtSI => (Op::JumpLtSI, Op::JumpGeSI),
                Op::LeSI => (Op::JumpLeSI, Op::JumpGtSI),
                Op::GtSI => (Op::JumpGtSI, Op::JumpLeSI),
                _ => (Op::JumpGeSI, Op::JumpLtSI),
            };
            return Test { op, not, a, b: number };
        }
        let (mut a, mut b) = (self.source(a), self.source(b));
        let (found, swap) = comparison(op, kind).unwrap_or((Op::Eq, false));
        if swap {
            std::mem::swap(&mut a, &mut b);
        }
        let (op, not) = match found {
            Op::Eq => (Op::JumpEq, Op::JumpNe),
            Op::Ne => (Op::JumpNe, Op::JumpEq),
            // The opposite of these has its operands changed over.
            Op::LtS => (Op::JumpLtS, Op::JumpLeS),
            Op::LeS => (Op::JumpLeS, Op::JumpLtS),
            Op::LtU => (Op::JumpLtU, Op::JumpLeU),
            Op::LeU => (Op::JumpLeU, Op::JumpLtU),
            Op::EqF => (Op::JumpEqF, Op::JumpNeF),
            Op::NeF => (Op::JumpNeF, Op::JumpEqF),
            Op::LtF => (Op::JumpLtF, Op::JumpNotLtF),
            _ => (Op::JumpLeF, Op::JumpNotLeF),
        };
        Test { op, not, a, b }
    }

    fn branch(&mut self, test: &Test, then: BlockId, other: BlockId) {
        if then.0 as usize == self.next_block {
            let (a, b) = if test.turns() { (test.b, test.a) } else { (test.a, test.b) };
            self.conditional(test.not, a, b, other);
        } else if other.0 as usize <= self.block {
            let (a, b) = if test.turns() { (test.b, test.a) } else { (test.a, test.b) };
            self.conditional(test.not, a, b, other);
            self.goto(then);
        } else {
            self.conditional(test.op, test.a, test.b, then);
            self.goto(other);
        }
    }

    /// An addition and the test behind it as one, if they are a loop's; says whether it was done.
    fn count_and_test(&mut self, op: Op, a: u16, b: u16, to: BlockId) -> bool {
        let end = self.out.code.len();
        if self.added != end || end == 0 {
            return false;
        }
        let addition = self.out.code[end - 1];
        let counted = op::a(addition) as u16;
        let number = b as i16 as u64;
        let (op, limit) = match op {
            _ if op::b(addition) as u16 != counted => return false,
            Op::JumpLtS if a == counted => (Op::LoopLtS, Some(b)),
            Op::JumpLeS if a == counted => (Op::LoopLeS, Some(b)),
            Op::JumpLtS if b == counted => (Op::LoopGtS, Some(a)),
            Op::JumpLeS if b == counted => (Op::LoopGeS, Some(a)),
            Op::JumpLtSI if a == counted => (Op::LoopLtS, self.loop_constant(number)),
            Op::JumpLeSI if a == counted => (Op::LoopLeS, self.loop_constant(number)),
            Op::JumpGtSI if a == counted => (Op::LoopGtS, self.loop_constant(number)),
            Op::JumpGeSI if a == counted => (Op::LoopGeS, self.loop_constant(number)),
            _ => return false,
        };
        let Some(limit) = limit.filter(|&limit| limit != counted) else { return false };
        self.out.code[end - 1] = word(op, counted, limit, op::c(addition) as u16);
        self.push(0);
        self.target(to, Field::Word);
        true
    }

    fn conditional(&mut self, op: Op, a: u16, b: u16, to: BlockId) {
        if self.count_and_test(op, a, b, to) {
            return;
        }
        if !self.long {
            self.push(word(op, a, b, 0));
            self.target(to, Field::C);
            return;
        }
        self.push(word(op, a, b, 1));
        self.push(wide(Op::Jump, 0, 1));
        self.push(wide(Op::Jump, 0, 0));
        self.target(to, Field::Half);
    }

    fn switch(&mut self, value: Operand, cases: &[(u64, BlockId)], other: BlockId) {
        let slot = match value {
            Operand::Local(local) => self.far_source(local),
            constant => self.source(constant),
        };
        let (Some(low), Some(high)) =
            (cases.iter().map(|case| case.0).min(), cases.iter().map(|case| case.0).max())
        else {
            self.goto(other);
            return;
        };
        let range = high - low;
        if range < 4 * cases.len() as u64 + 4 && range < 1 << 15 {
            self.table(slot, low, range as usize + 1, cases, other);
            return;
        }
        let mut sorted = cases.to_vec();
        sorted.reverse();
        sorted.sort_by_key(|case| case.0);
        let count = sorted.len();
        self.push(wide(Op::Search, slot, count as u32));
        let behind = self.out.code.len() + 2 * count + 1;
        for (value, to) in sorted {
            self.push(value);
            self.push(0);
            let at = self.out.code.len() - 1;
            self.target_at(at, behind, to, Field::Word);
        }
        self.push(0);
        self.target_at(behind - 1, behind, other, Field::Word);
    }

    fn table(
        &mut self,
        slot: u16,
        low: u64,
        count: usize,
        cases: &[(u64, BlockId)],
        other: BlockId,
    ) {
        self.push(word(Op::Table, slot, 0, count as u16 + 1));
        self.push(low);
        let behind = self.out.code.len() + (count + 1).div_ceil(2);
        for index in 0..=count {
            if index % 2 == 0 {
                self.push(0);
            }
            let to =
                cases.iter().find(|case| case.0 - low == index as u64).map_or(other, |case| case.1);
            let at = self.out.code.len() - 1;
            self.target_at(at, behind, to, if index % 2 == 0 { Field::Low } else { Field::Half });
        }
    }
}

impl Test {
    /// Whether the opposite has its operands changed over.
    fn turns(&self) -> bool {
        matches!(self.op, Op::JumpLtS | Op::JumpLeS | Op::JumpLtU | Op::JumpLeU)
    }
}
