//! Calls of small functions that only compute are replaced by their code.
//!
//! Only functions that cannot panic, call, allocate or loop qualify: no trace ever shows a frame of theirs, so nobody can tell.
//! A debugger can, so [`crate::Lowering::keep_calls`] turns this off.

use std::rc::Rc;

use burrow_go_syntax::ast::FuncBody;
use burrow_go_types::objects::ObjectId;

use crate::code::{
    BinOp, Block, BlockId, Body, Callee, Function, Inst, LocalId, Operand, Terminator,
};
use crate::func::FuncLowering;
use crate::layout::Kind;

/// The longest body, in bytes of source.
const MOST_SOURCE: u32 = 160;
/// The most instructions.
const MOST_INSTRUCTIONS: usize = 24;
/// How deep functions are made on account of others that call them.
const MOST_DEPTH: usize = 4;

impl FuncLowering<'_> {
    /// The code of a function that may be put in place of a call of it.
    pub fn inlinable(&mut self, callee: Callee, object: ObjectId) -> Option<Rc<Function>> {
        let Callee::Static(id) = callee else { return None };
        if self.lower.keep_calls
            || self.lower.making.len() > MOST_DEPTH
            || self.lower.making.contains(&id)
        {
            return None;
        }
        let span = match &self.lower.decl(object)?.body {
            FuncBody::None => return None,
            FuncBody::Parsed(block) => block.span,
            FuncBody::Lazy { span, .. } => *span,
        };
        if span.end.0 - span.start.0 > MOST_SOURCE {
            return None;
        }
        let function = self.lower.function(id);
        only_computes(&function).then_some(function)
    }

    /// Emits the code of a function in place of a call. The temporaries that the arguments are in must not be free yet.
    pub fn inline(&mut self, function: &Function, args: &[Operand], results: &[LocalId]) {
        let Body::Blocks(blocks) = &function.body else { return };
        let mark = self.mark();
        let written = written(function, blocks);
        let mut map: Vec<Operand> = Vec::with_capacity(function.locals.len());
        for (index, local) in function.locals.iter().enumerate() {
            let local_id = LocalId(index as u32);
            let param = function.params.iter().position(|&param| param == local_id);
            let result = function.results.iter().position(|&result| result == local_id);
            map.push(match (param, result) {
                (Some(param), _) if !written[index] => args[param],
                (Some(param), _) => {
                    let copy = self.temp(local.kind);
                    self.copy(copy, args[param]);
                    Operand::Local(copy)
                }
                // A result that is no argument can be computed where it is wanted.
                (None, Some(result)) if !args.contains(&Operand::Local(results[result])) => {
                    Operand::Local(results[result])
                }
                _ => Operand::Local(self.temp(local.kind)),
            });
        }
        let numbers: Vec<BlockId> = blocks.iter().map(|_| self.block()).collect();
        let done = self.block();
        for (index, &result) in function.results.iter().enumerate() {
            if function.locals[result.0 as usize].variable.is_some()
                && let Operand::Local(dst) = map[result.0 as usize]
                && !args.contains(&Operand::Local(dst))
                && index < results.len()
            {
                self.emit(Inst::Zero { dst });
            }
        }
        for (block, &number) in blocks.iter().zip(&numbers) {
            self.start(number);
            for (_, inst) in &block.insts {
                self.emit_renamed(inst, &map);
            }
            match &block.end.1 {
                Terminator::Jump(next) => self.jump(numbers[next.0 as usize]),
                Terminator::Branch(condition, yes, no) => {
                    let condition = operand(*condition, &map);
                    self.branch(condition, numbers[yes.0 as usize], numbers[no.0 as usize]);
                }
                Terminator::Return => {
                    for (&from, &to) in function.results.iter().zip(results) {
                        self.copy(to, map[from.0 as usize]);
                    }
                    self.jump(done);
                }
                _ => self.end(Terminator::Unreachable),
            }
        }
        self.start(done);
        self.release(mark);
    }

    /// An instruction with the locals that it has here.
    fn emit_renamed(&mut self, inst: &Inst, map: &[Operand]) {
        // Only parameters stand for constants, and those are not written.
        let local = |local: LocalId| match map[local.0 as usize] {
            Operand::Local(local) => local,
            Operand::Const(_) => local,
        };
        match *inst {
            Inst::Copy { dst, src } => self.copy(local(dst), operand(src, map)),
            Inst::Zero { dst } => self.emit(Inst::Zero { dst: local(dst) }),
            Inst::Binary { op, kind, dst, a, b } => {
                // A pointer's sum is computed as a number: then it lies elsewhere.
                let dst = local(dst);
                let value = self.binary(op, kind, operand(a, map), operand(b, map), Some(dst));
                self.copy(dst, value);
            }
            Inst::Unary { op, kind, dst, a } => {
                let a = Operand::Local(self.in_local(operand(a, map), kind));
                self.emit(Inst::Unary { op, kind, dst: local(dst), a });
            }
            Inst::Convert { from, to, dst, src } => {
                let src = Operand::Local(self.in_local(operand(src, map), from));
                self.emit(Inst::Convert { from, to, dst: local(dst), src });
            }
            Inst::GetPart { dst, src, offset, kind } => {
                self.emit(Inst::GetPart { dst: local(dst), src: local(src), offset, kind });
            }
            Inst::SetPart { dst, offset, src, kind } => {
                self.emit(Inst::SetPart { dst: local(dst), offset, src: operand(src, map), kind });
            }
            _ => {}
        }
    }
}

/// Whether a function is small and does nothing but compute its results, without going back.
fn only_computes(function: &Function) -> bool {
    let Body::Blocks(blocks) = &function.body else { return false };
    let count: usize = blocks.iter().map(|block| block.insts.len()).sum();
    let plain = function.closure.is_none() && function.boxed_results.is_empty();
    plain
        && count <= MOST_INSTRUCTIONS
        && blocks.iter().enumerate().all(|(number, block)| {
            let ahead = |target: &BlockId| target.0 as usize > number;
            let end = match &block.end.1 {
                Terminator::Jump(next) => ahead(next),
                Terminator::Branch(Operand::Local(condition), yes, no) => {
                    // A variable as the condition might be read again.
                    function.locals[condition.0 as usize].variable.is_none()
                        && !function.params.contains(condition)
                        && ahead(yes)
                        && ahead(no)
                }
                Terminator::Return => true,
                _ => false,
            };
            end && block.insts.iter().all(|(_, inst)| computes(inst))
        })
}

/// Whether an instruction cannot panic, and touches nothing but locals.
fn computes(inst: &Inst) -> bool {
    match inst {
        Inst::Binary { op: BinOp::Div | BinOp::Rem, kind, b, .. } => {
            let float = matches!(kind, Kind::F32 | Kind::F64);
            float || matches!(b, Operand::Const(divisor) if *divisor != 0)
        }
        Inst::Statement
        | Inst::Copy { .. }
        | Inst::Zero { .. }
        | Inst::Binary { .. }
        | Inst::Unary { .. }
        | Inst::Convert { .. }
        | Inst::GetPart { .. }
        | Inst::SetPart { .. } => true,
        _ => false,
    }
}

/// Which locals the function writes.
fn written(function: &Function, blocks: &[Block]) -> Vec<bool> {
    let mut written = vec![false; function.locals.len()];
    for (_, inst) in blocks.iter().flat_map(|block| &block.insts) {
        match inst {
            Inst::Copy { dst, .. }
            | Inst::Zero { dst }
            | Inst::Binary { dst, .. }
            | Inst::Unary { dst, .. }
            | Inst::Convert { dst, .. }
            | Inst::GetPart { dst, .. }
            | Inst::SetPart { dst, .. } => written[dst.0 as usize] = true,
            _ => {}
        }
    }
    written
}

fn operand(value: Operand, map: &[Operand]) -> Operand {
    match value {
        Operand::Local(local) => map[local.0 as usize],
        constant => constant,
    }
}
