//! Maps.

use std::rc::Rc;

use burrow_go_ir::code::{Inst, LocalId, Operand};
use burrow_go_ir::layout::Kind;
use burrow_go_ir::rtype::RTypeId;

use super::At;
use crate::machine::Machine;
use crate::map::{self, Key, MapError, MapType};
use crate::trap::Trap;
use crate::types::NotComparable;

impl Machine {
    fn map_type(&mut self, typ: RTypeId) -> Result<Rc<MapType>, Trap> {
        self.world.map_type(typ).ok_or_else(|| Trap::Fatal("not a map".to_owned()))
    }

    fn key(&self, at: At<'_>, key: Operand) -> Key {
        match key {
            Operand::Local(local) if matches!(at.kind(local), Kind::Aggregate(_)) => {
                Key::At(at.addr(local))
            }
            _ => Key::Word(self.value(at, key)),
        }
    }

    fn unhashable(&mut self, NotComparable(typ): NotComparable) -> Trap {
        Trap::Panic("runtime.panicunhashable", vec![self.world.descriptor(typ)])
    }

    /// The address of a key's value, put in if need be.
    fn map_slot(
        &mut self,
        at: At<'_>,
        map: Operand,
        key: Operand,
        typ: RTypeId,
    ) -> Result<u64, Trap> {
        let (typ, map, key) = (self.map_type(typ)?, self.value(at, map), self.key(at, key));
        match map::insert(&mut self.world.heap, &self.world.types, &typ, map, key) {
            Ok(slot) => Ok(slot),
            Err(MapError::Nil) => Err(Trap::Panic("runtime.panicnilmap", Vec::new())),
            Err(MapError::OutOfMemory) => Err(Trap::OutOfMemory),
            Err(MapError::NotHashable(typ)) => Err(self.unhashable(NotComparable(typ))),
        }
    }

    pub(super) fn map_inst(&mut self, at: At<'_>, inst: &Inst) -> Result<(), Trap> {
        match inst {
            Inst::MakeMap { dst, typ, hint } => {
                let (typ, hint, seed) =
                    (self.map_type(*typ)?, self.value(at, *hint), self.sched.random());
                let made = map::make(&mut self.world.heap, &typ, hint as i64, seed)?;
                self.set(at, *dst, made);
            }
            Inst::MapGet { dst, ok, map, key, typ } => {
                let (typ, map, key) =
                    (self.map_type(*typ)?, self.value(at, *map), self.key(at, *key));
                let found = match map::get(&self.world.heap, &self.world.types, &typ, map, key) {
                    Ok(found) => found,
                    Err(error) => return Err(self.unhashable(error)),
                };
                if let Some(dst) = dst {
                    match found {
                        Some(value) => self.load_local(at, *dst, value, typ.value.rtype.kind),
                        None => self.aggregate(at, &Inst::Zero { dst: *dst }),
                    }
                }
                self.set_ok(at, *ok, found.is_some());
            }
            Inst::MapSet { map, key, value, typ } => {
                let to = self.map_slot(at, *map, *key, *typ)?;
                let kind = self.map_type(*typ)?.value.rtype.kind;
                self.store_operand(at, to, *value, kind);
            }
            Inst::MapSlot { dst, map, key, typ } => {
                let slot = self.map_slot(at, *map, *key, *typ)?;
                self.set(at, *dst, slot);
            }
            Inst::MapDelete { map, key, typ } => {
                let (typ, map, key) =
                    (self.map_type(*typ)?, self.value(at, *map), self.key(at, *key));
                if let Err(error) =
                    map::delete(&mut self.world.heap, &self.world.types, &typ, map, key)
                {
                    return Err(self.unhashable(error));
                }
            }
            Inst::MapClear { map, typ } => {
                let (typ, map) = (self.map_type(*typ)?, self.value(at, *map));
                map::clear(&mut self.world.heap, &typ, map);
            }
            Inst::MapLen { dst, map } => {
                let len = map::len(&self.world.heap.memory, self.value(at, *map));
                self.set(at, *dst, len);
            }
            Inst::MapIter { iter, map, .. } => {
                let (map, random) = (self.value(at, *map), self.sched.random());
                let made = map::start(&mut self.world.heap, map, random)?;
                self.set(at, *iter, made);
            }
            Inst::MapNext { iter, key, value, ok, typ } => {
                let (typ, iter) = (self.map_type(*typ)?, self.word(at, *iter));
                let found = map::next(&mut self.world.heap.memory, &typ, iter);
                if let Some((from_key, from_value)) = found {
                    if let Some(key) = key {
                        self.load_local(at, *key, from_key, typ.key.rtype.kind);
                    }
                    if let Some(value) = value {
                        self.load_local(at, *value, from_value, typ.value.rtype.kind);
                    }
                }
                self.set_ok(at, Some(*ok), found.is_some());
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn set_ok(&mut self, at: At<'_>, ok: Option<LocalId>, truth: bool) {
        if let Some(ok) = ok {
            self.set(at, ok, u64::from(truth));
        }
    }
}
