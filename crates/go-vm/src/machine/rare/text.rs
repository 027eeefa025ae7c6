//! Strings and printing.

use std::rc::Rc;

use burrow_go_ir::code::{BinOp, Inst, Operand};
use burrow_go_ir::layout::Kind;

use super::At;
use crate::machine::Machine;
use crate::trap::Trap;
use crate::{print, strings};

impl Machine {
    pub(super) fn text_inst(&mut self, at: At<'_>, inst: &Inst) -> Result<(), Trap> {
        match inst {
            Inst::ConstString { dst, bytes } => {
                let address = self.world.string(bytes);
                self.set_words(at, *dst, &[address, bytes.len() as u64]);
            }
            Inst::Concat { dst, parts } => {
                let parts: Vec<(u64, u64)> =
                    parts.iter().map(|&part| self.pair(at, part)).collect();
                let (text, len) = strings::concat(&mut self.world.heap, &parts)?;
                self.set_words(at, *dst, &[text, len]);
            }
            Inst::CompareStrings { op, dst, a, b } => {
                let order =
                    strings::compare(&self.world.heap.memory, self.pair(at, *a), self.pair(at, *b));
                let truth = match op {
                    BinOp::Eq => order.is_eq(),
                    BinOp::Ne => order.is_ne(),
                    BinOp::Lt => order.is_lt(),
                    BinOp::Le => order.is_le(),
                    BinOp::Gt => order.is_gt(),
                    _ => order.is_ge(),
                };
                self.set(at, *dst, u64::from(truth));
            }
            Inst::BytesToString { dst, src } => {
                let from = self.pair(at, *src);
                let (text, len) = strings::from_bytes(&mut self.world.heap, from)?;
                self.set_words(at, *dst, &[text, len]);
            }
            Inst::StringToBytes { dst, src } => {
                let (text, len) = self.pair(at, *src);
                let (bytes, cap) = strings::to_bytes(&mut self.world.heap, (text, len))?;
                self.set_words(at, *dst, &[bytes, len, cap]);
            }
            Inst::RunesToString { dst, src } => {
                let from = self.pair(at, *src);
                let (text, len) = strings::from_runes(&mut self.world.heap, from)?;
                self.set_words(at, *dst, &[text, len]);
            }
            Inst::StringToRunes { dst, src } => {
                let from = self.pair(at, *src);
                let (runes, len, cap) = strings::to_runes(&mut self.world.heap, from)?;
                self.set_words(at, *dst, &[runes, len, cap]);
            }
            Inst::RuneToString { dst, src } => {
                let from = self.value(at, *src) as i64;
                let (text, len) = strings::from_rune(&mut self.world.heap, from)?;
                self.set_words(at, *dst, &[text, len]);
            }
            Inst::NextRune { rune, next, string, at: place } => {
                let ((text, len), from) = (self.pair(at, *string), self.value(at, *place));
                let rest = self
                    .world
                    .heap
                    .memory
                    .slice(text.wrapping_add(from), len.saturating_sub(from).min(4));
                let (found, size) = strings::decode_rune(rest);
                self.set(at, *rune, u64::from(found));
                self.set(at, *next, from + size.max(1) as u64);
            }
            Inst::Print { src, typ } => {
                let rtype = self.world.rtype(*typ);
                let words: Vec<u64> = match *src {
                    Operand::Const(value) => vec![value],
                    Operand::Local(local) => {
                        let count = match at.kind(local) {
                            Kind::Aggregate(layout) => {
                                self.world.code.layout(layout).size.div_ceil(8)
                            }
                            _ => 1,
                        };
                        (0..count).map(|index| self.word_at(at, local, index)).collect()
                    }
                };
                let mut text = Vec::new();
                print::value(&mut text, &self.world.heap.memory, &rtype.shape, &words);
                self.host.write(2, &text);
            }
            Inst::PrintText { text } => {
                let text: Rc<str> = text.clone();
                self.host.write(2, text.as_bytes());
            }
            _ => {}
        }
        Ok(())
    }
}
