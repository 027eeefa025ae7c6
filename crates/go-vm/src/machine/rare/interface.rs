//! Interfaces, and the comparison of aggregates.

use burrow_go_ir::code::{Inst, Operand};

use super::At;
use crate::machine::Machine;
use crate::trap::Trap;
use crate::types::NotComparable;

impl Machine {
    fn uncomparable(&mut self, NotComparable(typ): NotComparable) -> Trap {
        Trap::Panic("runtime.panicuncomparable", vec![self.world.descriptor(typ)])
    }

    pub(super) fn interface_inst(&mut self, at: At<'_>, inst: &Inst) -> Result<(), Trap> {
        match inst {
            Inst::MakeInterface { dst, src, typ, iface } => {
                let info = self.world.info(*typ);
                let word = self.world.type_word(*typ, *iface).unwrap_or(0);
                let data = match (info.direct, *src) {
                    (true, Operand::Local(local)) => self.word(at, local),
                    (true, Operand::Const(value)) => value,
                    _ => self.boxed(at, *src, info.rtype.kind, info.size, info.shape)?,
                };
                self.set_words(at, *dst, &[word, data]);
            }
            Inst::AssertInterface { dst, ok, src, from, to, checked } => {
                let (word, data) = self.pair(at, *src);
                let typ = self.world.dynamic_type(word, self.world.has_methods(*from));
                let made = typ.and_then(|typ| self.world.type_word(typ, Some(*to)));
                match (made, typ) {
                    (Some(word), _) => self.set_words(at, *dst, &[word, data]),
                    (None, None) if !checked => self.set_words(at, *dst, &[0, 0]),
                    _ if ok.is_some() => self.set_words(at, *dst, &[0, 0]),
                    (None, None) => {
                        let wanted = self.world.descriptor(*to);
                        return Err(Trap::Panic("runtime.panicnildottype", vec![wanted]));
                    }
                    (None, Some(typ)) => {
                        let (have, wanted) =
                            (self.world.descriptor(typ), self.world.descriptor(*to));
                        let name = self.world.missing_method(*to, typ).unwrap_or_default();
                        let name: std::rc::Rc<[u8]> = name.as_bytes().into();
                        let text = self.world.string(&name);
                        return Err(Trap::Panic(
                            "runtime.panicmissingmethod",
                            vec![have, wanted, text, name.len() as u64],
                        ));
                    }
                }
                self.set_ok(at, *ok, made.is_some());
            }
            Inst::AssertType { dst, ok, src, from, to } => {
                let (word, data) = self.pair(at, *src);
                let typ = self.world.dynamic_type(word, self.world.has_methods(*from));
                let same = typ == Some(*to);
                if !same && ok.is_none() {
                    let have = typ.map_or(0, |typ| self.world.descriptor(typ));
                    let (wanted, iface) =
                        (self.world.descriptor(*to), self.world.descriptor(*from));
                    return Err(Trap::Panic("runtime.panicdottypeE", vec![have, wanted, iface]));
                }
                if let Some(dst) = dst {
                    let info = self.world.info(*to);
                    match (same, info.direct) {
                        (true, true) => self.set(at, *dst, data),
                        (true, false) => self.load_local(at, *dst, data, info.rtype.kind),
                        (false, _) => self.aggregate(at, &Inst::Zero { dst: *dst }),
                    }
                }
                self.set_ok(at, *ok, same);
            }
            Inst::EqualInterfaces { dst, a, b, a_empty, b_empty } => {
                let (x, y) = (self.pair(at, *a), self.pair(at, *b));
                match self.world.equal_interfaces(x, y, !a_empty, !b_empty) {
                    Ok(equal) => self.set(at, *dst, u64::from(equal)),
                    Err(error) => return Err(self.uncomparable(error)),
                }
            }
            Inst::Equal { dst, a, b, typ } => {
                let info = self.world.info(*typ);
                match self.world.equal(&info.plan, at.addr(*a), at.addr(*b)) {
                    Ok(equal) => self.set(at, *dst, u64::from(equal)),
                    Err(error) => return Err(self.uncomparable(error)),
                }
            }
            _ => {}
        }
        Ok(())
    }
}
