//! Instructions that do the work of several: what loops over numbers do again and again.
//!
//! Each pattern is a few instructions that follow each other, of which the first ones make values that only the next one reads. All that
//! can fail fails before anything is written; then the machine does them one by one.

use burrow_go_ir::code::{Base, BinOp, Indexed, Inst, LocalId, Operand};
use burrow_go_ir::layout::Kind;

use super::arith::small;
use super::emit::Emitter;
use super::op::{Op, word};
use super::visit::visit;

/// A word of memory: pointer and offset.
type Field = (Operand, u32);

/// A load of a word by a pointer: what is made, from where.
fn load(inst: &Inst) -> Option<(LocalId, Field, Kind)> {
    match *inst {
        Inst::Load { dst, base: Base::Pointer(pointer), offset, kind }
            if offset < 1 << 16 && is_word(kind) =>
        {
            Some((dst, (pointer, offset), kind))
        }
        _ => None,
    }
}

/// A store likewise: where, what.
fn store(inst: &Inst) -> Option<(Field, Operand)> {
    match *inst {
        Inst::Store { base: Base::Pointer(pointer), offset, src, kind } if is_word(kind) => {
            Some(((pointer, offset), src))
        }
        _ => None,
    }
}

/// A load of a word from a slice: what is made, slice and index.
fn element(inst: &Inst) -> Option<(LocalId, (LocalId, Operand), Kind)> {
    match *inst {
        Inst::LoadElement { dst, of: Indexed::Slice(slice), index, size: 8, offset: 0, kind }
            if is_word(kind) =>
        {
            Some((dst, (slice, index), kind))
        }
        _ => None,
    }
}

/// A store likewise.
fn set_element(inst: &Inst) -> Option<((LocalId, Operand), Operand)> {
    match *inst {
        Inst::StoreElement { of: Indexed::Slice(slice), index, size: 8, offset: 0, src, kind }
            if is_word(kind) =>
        {
            Some(((slice, index), src))
        }
        _ => None,
    }
}

fn is_word(kind: Kind) -> bool {
    matches!(kind, Kind::I64 | Kind::U64 | Kind::F64 | Kind::Ptr)
}

/// A binary operation on words.
fn binary(inst: &Inst) -> Option<(BinOp, Kind, LocalId, Operand, Operand)> {
    match *inst {
        Inst::Binary { op, kind: kind @ (Kind::I64 | Kind::U64 | Kind::F64), dst, a, b } => {
            Some((op, kind, dst, a, b))
        }
        _ => None,
    }
}

/// The other operand of an operation with a value, if it can stand on either side, or to the right.
fn beside(value: LocalId, op: BinOp, a: Operand, b: Operand) -> Option<Operand> {
    let value = Operand::Local(value);
    match op {
        _ if a == b => None,
        BinOp::Add | BinOp::Mul if a == value => Some(b),
        _ if b == value => Some(a),
        _ => None,
    }
}

impl Emitter<'_> {
    /// Writes several instructions as one; gives how many, dropped ones included.
    pub fn fused(&mut self, block: usize, index: usize, inst: &Inst) -> Option<usize> {
        if self.step {
            return None;
        }
        let (second_at, second) = self.following(block, index)?;
        let third = self.following(block, second_at);
        let fourth = third.and_then(|(at, _)| self.following(block, at));
        if let (Some((_, third)), Some((at, fourth))) = (third, fourth)
            && (self.swap([inst, second, third, fourth])
                || self.changed_by_product([inst, second, third, fourth]).is_some())
        {
            return Some(at - index + 1);
        }
        if let Some((at, third)) = third
            && self.near_all(&[inst, second, third])
            && self
                .changed(inst, second, third)
                .or_else(|| self.product_of_element(inst, second, third))
                .is_some()
        {
            return Some(at - index + 1);
        }
        self.two(inst, second).map(|()| second_at - index + 1)
    }

    fn near_all(&self, insts: &[&Inst]) -> bool {
        let mut near = true;
        for inst in insts {
            visit(inst, &mut |local, _| {
                near &= self.slot(local) + self.words(self.kind(local)) < 1 << 16
            });
        }
        near
    }

    /// `s[i], s[j] = s[j], s[i]`.
    fn swap(&mut self, insts: [&Inst; 4]) -> bool {
        let [first, second, third, fourth] = insts;
        let (Some((x, from, _)), Some((y, to, _))) = (element(first), element(second)) else {
            return false;
        };
        let (Some((left, left_value)), Some((right, right_value))) =
            (set_element(third), set_element(fourth))
        else {
            return false;
        };
        let crossed = left == to
            && left_value == Operand::Local(x)
            && right == from
            && right_value == Operand::Local(y);
        if !crossed
            || from.0 != to.0
            || !self.read_once(x)
            || !self.read_once(y)
            || !self.near_all(&insts)
        {
            return false;
        }
        let (i, j) = (self.source(to.1), self.source(from.1));
        let slice = self.near(from.0);
        self.push(word(Op::SwapElem64, slice, i, j));
        true
    }

    /// What is in memory, changed: `p.x += y`, `s[i] -= y`.
    fn changed(&mut self, first: &Inst, second: &Inst, third: &Inst) -> Option<()> {
        let (op, kind, sum, a, b) = binary(second)?;
        let memory = if let Some((old, place, _)) = load(first) {
            let (to, value) = store(third)?;
            (to == place && value == Operand::Local(sum)).then_some(old)
        } else {
            let (old, place, _) = element(first)?;
            let (to, value) = set_element(third)?;
            (to == place && value == Operand::Local(sum)).then_some(old)
        };
        let old = memory?;
        if !self.read_once(old) || !self.read_once(sum) {
            return None;
        }
        let (adds, other) = match op {
            BinOp::Add => (true, beside(old, op, a, b)?),
            BinOp::Sub if a == Operand::Local(old) && a != b => (false, b),
            _ => return None,
        };
        // Negated, an integer constant is added.
        let number = match (kind, small(other)) {
            (Kind::F64, _) | (_, None) => None,
            (_, Some(number)) if adds => Some(number),
            (_, Some(number)) => (number as i16).checked_neg().map(|number| number as u16),
        };
        let field = load(first).map(|(_, place, _)| place);
        let found = match (kind, number.is_some(), adds, field.is_some()) {
            (Kind::F64, _, true, true) => Op::MemAddF,
            (Kind::F64, _, false, true) => Op::MemSubF,
            (Kind::F64, _, true, false) => Op::ElemAddF,
            (Kind::F64, _, false, false) => Op::ElemSubF,
            (_, true, _, true) => Op::MemAddI64,
            (_, true, _, false) => Op::ElemAddI64,
            (_, false, true, true) => Op::MemAdd64,
            (_, false, true, false) => Op::ElemAdd64,
            _ => return None,
        };
        let other = match number {
            Some(number) => number,
            None => self.source(other),
        };
        if let Some((pointer, offset)) = field {
            let pointer = self.source(pointer);
            self.push(word(found, pointer, other, offset as u16));
        } else {
            let (_, (slice, index), _) = element(first)?;
            let index = self.source(index);
            let slice = self.near(slice);
            self.push(word(found, slice, index, other));
        }
        Some(())
    }

    /// `p.x -= y * z`, of floats.
    fn changed_by_product(&mut self, insts: [&Inst; 4]) -> Option<()> {
        let (BinOp::Mul, Kind::F64, product, x, y) = binary(insts[0])? else { return None };
        let (old, place, _) = load(insts[1])?;
        let (op, Kind::F64, sum, a, b) = binary(insts[2])? else { return None };
        let (to, value) = store(insts[3])?;
        let found = match op {
            BinOp::Add if beside(product, op, a, b)? == Operand::Local(old) => Op::MemMulAddF,
            BinOp::Sub if a == Operand::Local(old) && b == Operand::Local(product) => {
                Op::MemMulSubF
            }
            _ => return None,
        };
        let passing = [product, old, sum].iter().all(|&local| self.read_once(local));
        // The pointer must not be what is made here.
        if to != place || value != Operand::Local(sum) || !passing || !self.near_all(&insts) {
            return None;
        }
        let (pointer, x, y) = (self.source(place.0), self.source(x), self.source(y));
        self.push(word(found, pointer, x, y));
        self.push(u64::from(place.1));
        Some(())
    }

    /// `sum += x * s[i]`, of floats.
    fn product_of_element(&mut self, first: &Inst, second: &Inst, third: &Inst) -> Option<()> {
        let (loaded, (slice, index), Kind::F64) = element(first)? else { return None };
        let (BinOp::Mul, Kind::F64, product, a, b) = binary(second)? else { return None };
        let (BinOp::Add, Kind::F64, dst, c, d) = binary(third)? else { return None };
        let factor = beside(loaded, BinOp::Mul, a, b)?;
        let Operand::Local(sum) = beside(product, BinOp::Add, c, d)? else { return None };
        if !self.read_once(loaded) || !self.read_once(product) || self.slot(sum) != self.slot(dst) {
            return None;
        }
        let (factor, index) = (self.source(factor), self.source(index));
        let (dst, slice) = (self.near(dst), self.near(slice));
        self.push(word(Op::MulAddElemF, dst, factor, slice));
        self.push(u64::from(index));
        Some(())
    }

    fn two(&mut self, first: &Inst, second: &Inst) -> Option<()> {
        if !self.near_all(&[first, second]) {
            return None;
        }
        self.element_of_element(first, second)
            .or_else(|| self.shifted_element(first, second))
            .or_else(|| self.loaded_operand(first, second))
            .or_else(|| self.product_and_sum(first, second))
    }

    /// `s[i][j]`.
    fn element_of_element(&mut self, first: &Inst, second: &Inst) -> Option<()> {
        let Inst::LoadElement {
            dst: row,
            of: Indexed::Slice(rows),
            index: i,
            size: 24,
            offset: 0,
            kind: Kind::Aggregate(_),
        } = *first
        else {
            return None;
        };
        let (dst, (slice, j), _) = element(second)?;
        let other = Operand::Local(row);
        if slice != row
            || !self.read_once(row)
            || self.words(self.kind(row)) < 2
            || i == other
            || j == other
        {
            return None;
        }
        let (i, j) = (self.source(i), self.source(j));
        let (dst, rows) = (self.near(dst), self.near(rows));
        self.push(word(Op::Elem64Of64, dst, rows, i));
        self.push(u64::from(j));
        Some(())
    }

    /// `s[i + 1]`, read or written.
    fn shifted_element(&mut self, first: &Inst, second: &Inst) -> Option<()> {
        let (op, kind, index, a, b) = binary(first)?;
        let (from, by) = match (op, a, b) {
            (BinOp::Add, Operand::Local(local), Operand::Const(by))
            | (BinOp::Add, Operand::Const(by), Operand::Local(local)) => (local, by),
            (BinOp::Sub, Operand::Local(local), Operand::Const(by)) => (local, by.wrapping_neg()),
            _ => return None,
        };
        if kind == Kind::F64 || !self.read_once(index) {
            return None;
        }
        let index = Operand::Local(index);
        if let Some((dst, (slice, at), _)) = element(second)
            && at == index
        {
            let (dst, slice, from) = (self.near(dst), self.near(slice), self.near(from));
            self.push(word(Op::Elem64At, dst, slice, from));
            self.push(by);
            return Some(());
        }
        let ((slice, at), value) = set_element(second)?;
        if at != index || value == index {
            return None;
        }
        let value = self.source(value);
        let (slice, from) = (self.near(slice), self.near(from));
        self.push(word(Op::SetElem64At, slice, from, value));
        self.push(by);
        Some(())
    }

    /// `x op p.y`, of floats; `x * s[i]` is left to what adds it.
    fn loaded_operand(&mut self, first: &Inst, second: &Inst) -> Option<()> {
        let (loaded, (pointer, offset), kind) = load(first)?;
        let (op, _, dst, a, b) = binary(second)?;
        if kind != Kind::F64 || !self.read_once(loaded) {
            return None;
        }
        let found = match op {
            BinOp::Add => Op::LoadAddF,
            BinOp::Sub => Op::LoadSubF,
            BinOp::Mul => Op::LoadMulF,
            _ => return None,
        };
        let other = beside(loaded, op, a, b)?;
        let (other, pointer) = (self.source(other), self.source(pointer));
        let dst = self.near(dst);
        self.push(word(found, dst, other, pointer));
        self.push(u64::from(offset));
        Some(())
    }

    /// `s + x * y` and `s - x * y`, of floats.
    fn product_and_sum(&mut self, first: &Inst, second: &Inst) -> Option<()> {
        let (BinOp::Mul, Kind::F64, product, x, y) = binary(first)? else { return None };
        let (op, Kind::F64, dst, a, b) = binary(second)? else { return None };
        if !self.read_once(product) || !matches!(op, BinOp::Add | BinOp::Sub) {
            return None;
        }
        let sum = beside(product, op, a, b)?;
        let (sum, x, y) = (self.source(sum), self.source(x), self.source(y));
        let dst = self.near(dst);
        let adds = op == BinOp::Add;
        if sum == dst {
            self.push(word(if adds { Op::MulAddF } else { Op::MulSubF }, dst, x, y));
        } else {
            self.push(word(if adds { Op::MulAddFrom } else { Op::MulSubFrom }, dst, x, y));
            self.push(u64::from(sum));
        }
        Some(())
    }
}
