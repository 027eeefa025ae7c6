//! Copies between locals, and parts of them.

use burrow_go_ir::code::{Inst, Operand};
use burrow_go_ir::layout::Kind;

use super::At;
use crate::machine::Machine;

impl Machine {
    pub(super) fn aggregate(&mut self, at: At<'_>, inst: &Inst) {
        match inst {
            Inst::Copy { dst, src } => match (at.kind(*dst), *src) {
                (Kind::Aggregate(layout), Operand::Local(src)) => {
                    let size = self.world.code.layout(layout).size.next_multiple_of(8);
                    self.world.heap.memory.copy(at.addr(src), at.addr(*dst), size);
                }
                (_, src) => {
                    let word = self.value(at, src);
                    self.set(at, *dst, word);
                }
            },
            Inst::Zero { dst } => {
                let size = self.world.size(at.kind(*dst)).next_multiple_of(8);
                self.world.heap.memory.zero(at.addr(*dst), size);
            }
            Inst::GetPart { dst, src, offset, kind } => {
                self.load_local(at, *dst, at.addr(*src) + u64::from(*offset), *kind);
            }
            Inst::SetPart { dst, offset, src, kind } => {
                self.store_operand(at, at.addr(*dst) + u64::from(*offset), *src, *kind);
            }
            Inst::SetBytes { dst, offset, bytes } => {
                self.world.heap.memory.write(at.addr(*dst) + u64::from(*offset), bytes);
            }
            _ => {}
        }
    }
}
