//! What the detector of data races is told (`race.rs`): which memory an instruction is about to touch, who meets whom at a channel,
//! and what natives of package `internal/race` say.

use std::rc::Rc;

use burrow_go_ir::code::{Base, Body, Indexed, Inst, LocalId, Operand};
use burrow_go_syntax::Pos;

use super::Machine;
use super::rare::At;
use crate::asm::Made;
use crate::race::{Access, Detector, Sync};
use crate::sched::chan::Meeting;

/// Bytes that stand for a whole map or a whole channel.
const WHOLE: u64 = 8;

/// Memory that is touched: where, how many bytes, whether it is written.
type Touch = (u64, u64, bool);

impl Machine {
    /// The detector, where there is one.
    pub fn detector(&mut self) -> Option<&mut Detector> {
        self.race.as_mut().map(Rc::make_mut)
    }

    /// The races that have been found.
    pub fn races(&self) -> &[crate::race::Found] {
        self.race.as_ref().map_or(&[], |race| &race.found)
    }

    /// The goroutine that holds what a word of a mutex stands for.
    pub fn holder(&self, address: u64) -> Option<u64> {
        self.race.as_ref()?.holder(address)
    }

    /// The number of the goroutine that has its turn.
    pub(super) fn goid(&self) -> Option<u64> {
        self.current.map(|id| self.sched.goid(id))
    }

    /// The instruction with this number among the origins of the running function is about to be carried out.
    pub(super) fn watch(&mut self, origin: u32) {
        if !self.race.as_ref().is_some_and(|race| race.is_watching()) {
            return;
        }
        let Some(made) = self.made(self.func()).cloned() else { return };
        let Some(inst) = instruction(&made, origin) else { return };
        let at = At { made: &made, frame: self.frame_addr() };
        let touches = self.touches(at, inst);
        let site = u64::from(self.func()) << 32 | u64::from(origin);
        for (address, size, write) in touches {
            self.touch(address, size, write, false, site);
        }
    }

    fn touch(&mut self, address: u64, size: u64, write: bool, atomic: bool, site: u64) {
        let Some(goroutine) = self.goid() else { return };
        if let Some(race) = self.detector() {
            race.touch(address, size, Access { goroutine, time: 0, site, write, atomic });
        }
    }

    /// What the program touches by way of the library: the call of the program's own code that led there is the place.
    pub fn touch_from_library(&mut self, address: u64, size: u64, write: bool, atomic: bool) {
        if !self.race.as_ref().is_some_and(|race| race.is_watching()) {
            return;
        }
        let Some(id) = self.current else { return };
        let call = self.frames(id).into_iter().find_map(|call| {
            let made = self.made(call.func)?;
            let own = !made.function.wrapper && self.world.is_own(&made.function);
            own.then(|| u64::from(call.func) << 32 | made.origin(call.at) as u64)
        });
        if let Some(site) = call {
            self.touch(address, size, write, atomic, site);
        }
    }

    /// What the running goroutine has done happens before what the machine does for it later, beside the program's goroutines.
    pub fn release_for_later(&mut self, sync: Sync) {
        let goid = self.goid();
        if let (Some(goid), Some(race)) = (goid, self.detector()) {
            race.share();
            race.release(goid, sync, true);
        }
    }

    /// The memory that an instruction touches, if it will not fail.
    fn touches(&mut self, at: At<'_>, inst: &Inst) -> Vec<Touch> {
        let found = match inst {
            Inst::Load { base, offset, kind, .. } => {
                vec![self.value_at(at, *base, *offset, self.world.size(*kind), false)]
            }
            Inst::Store { base, offset, kind, .. } | Inst::ZeroMemory { base, offset, kind } => {
                vec![self.value_at(at, *base, *offset, self.world.size(*kind), true)]
            }
            Inst::StoreBytes { base, offset, bytes } => {
                vec![self.value_at(at, *base, *offset, bytes.len() as u64, true)]
            }
            Inst::Move { to, to_offset, from, from_offset, kind } => {
                let size = self.world.size(*kind);
                vec![
                    self.value_at(at, *from, *from_offset, size, false),
                    self.value_at(at, *to, *to_offset, size, true),
                ]
            }
            Inst::LoadElement { of, index, size, offset, kind, .. } => {
                let bytes = self.world.size(*kind);
                vec![self.element_at(at, *of, *index, [*size, *offset], bytes, false)]
            }
            Inst::StoreElement { of, index, size, offset, kind, .. } => {
                let bytes = self.world.size(*kind);
                vec![self.element_at(at, *of, *index, [*size, *offset], bytes, true)]
            }
            Inst::Append { slice, elem, values, .. } => {
                self.appended(at, *slice, self.element_size(*elem), values.len() as u64).into()
            }
            Inst::AppendSlice { slice, elem, other, .. } => {
                let size = self.element_size(*elem);
                let (from, count) = self.pair(at, *other);
                let [read, written] = self.appended(at, *slice, size, count);
                vec![Some((from, count.saturating_mul(size), false)), read, written]
            }
            Inst::CopySlice { to, from, size, .. } => {
                let ((to, room), (from, len)) = (self.pair(at, *to), self.pair(at, *from));
                let bytes = room.min(len).saturating_mul(u64::from(*size));
                vec![Some((from, bytes, false)), Some((to, bytes, true))]
            }
            Inst::ClearSlice { slice, size } => {
                let (array, len) = self.pair(at, *slice);
                vec![Some((array, len.saturating_mul(u64::from(*size)), true))]
            }
            Inst::BytesToString { src, .. } => {
                let (array, len) = self.pair(at, *src);
                vec![Some((array, len, false))]
            }
            Inst::RunesToString { src, .. } => {
                let (array, len) = self.pair(at, *src);
                vec![Some((array, len.saturating_mul(4), false))]
            }
            Inst::MapGet { map, .. }
            | Inst::MapLen { map, .. }
            | Inst::MapIter { map, .. }
            | Inst::Send { chan: map, .. } => vec![Some((self.value(at, *map), WHOLE, false))],
            Inst::MapNext { iter, .. } => {
                let iter = self.word(at, *iter);
                let valid = self.world.heap.memory.valid(iter, 8);
                vec![valid.then(|| (self.world.heap.memory.read_u64(iter), WHOLE, false))]
            }
            Inst::MapSet { map, .. }
            | Inst::MapSlot { map, .. }
            | Inst::MapDelete { map, .. }
            | Inst::MapClear { map, .. }
            | Inst::Close { chan: map } => vec![Some((self.value(at, *map), WHOLE, true))],
            _ => Vec::new(),
        };
        let memory = &self.world.heap.memory;
        let sound = |&(start, size, _): &Touch| memory.valid(start, size);
        found.into_iter().flatten().filter(sound).collect()
    }

    fn value_at(
        &mut self,
        at: At<'_>,
        base: Base,
        offset: u32,
        size: u64,
        write: bool,
    ) -> Option<Touch> {
        let start = self.place(at, base, offset).ok()?;
        Some((start, size, write))
    }

    fn element_at(
        &mut self,
        at: At<'_>,
        of: Indexed,
        index: Operand,
        [size, offset]: [u32; 2],
        bytes: u64,
        write: bool,
    ) -> Option<Touch> {
        if matches!(of, Indexed::Local { .. } | Indexed::String(_)) {
            return None;
        }
        let start = self.element(at, of, index, size, offset).ok()?;
        Some((start, bytes, write))
    }

    fn element_size(&self, elem: burrow_go_ir::rtype::RTypeId) -> u64 {
        self.world.size(self.world.rtype(elem).kind)
    }

    /// Where there is room, what is appended is written behind the slice; otherwise the slice is read.
    fn appended(&self, at: At<'_>, slice: LocalId, size: u64, count: u64) -> [Option<Touch>; 2] {
        let (array, len, cap) =
            (self.word(at, slice), self.word_at(at, slice, 1), self.word_at(at, slice, 2));
        if len.saturating_add(count) > cap {
            return [Some((array, len.saturating_mul(size), false)), None];
        }
        [None, Some((array.wrapping_add(len.wrapping_mul(size)), count.saturating_mul(size), true))]
    }

    /// Tells of what has happened at channels since this was last done.
    pub(super) fn note_meetings(&mut self) {
        for meeting in std::mem::take(&mut self.sched.meetings) {
            self.note_meeting(meeting);
            let goid = |id| self.sched.goid(id);
            let who = match meeting {
                Meeting::Direct { from, to, .. } => (goid(from), goid(to)),
                Meeting::Slot { by, .. }
                | Meeting::Close { by, .. }
                | Meeting::Closed { by, .. } => (goid(by), 0),
            };
            let Some(race) = self.detector() else { return };
            match meeting {
                Meeting::Direct { .. } => race.meet(who.0, who.1),
                Meeting::Slot { chan, index, .. } => race.pass(who.0, Sync::Slot(chan, index)),
                Meeting::Close { chan, .. } => race.release(who.0, Sync::Closed(chan), true),
                Meeting::Closed { chan, .. } => race.acquire(who.0, Sync::Closed(chan)),
            }
        }
    }

    /// Where an access stands, and the name of what it touches, as far as it has one.
    pub fn site(&self, site: u64) -> Option<(Rc<Made>, Pos, String)> {
        let (func, origin) = ((site >> 32) as u32, site as u32);
        let made = self.made(func)?.clone();
        let number = made.origins.get(origin as usize)?;
        let block = &made.blocks()[number.block as usize];
        let (pos, inst) = block.insts.get(number.inst as usize)?;
        let name = name_of(self, &made, number.block as usize, number.inst as usize, inst);
        let pos = *pos;
        Some((made.clone(), pos, name))
    }
}

fn instruction(made: &Made, origin: u32) -> Option<&Inst> {
    let origin = made.origins.get(origin as usize)?;
    let Body::Blocks(blocks) = &made.function.body else { return None };
    Some(&blocks.get(origin.block as usize)?.insts.get(origin.inst as usize)?.1)
}

/// The name of what an instruction touches: of the variable, the slice, the map.
fn name_of(m: &Machine, made: &Made, block: usize, inst: usize, what: &Inst) -> String {
    let operand = |operand: &Operand| match operand {
        Operand::Local(local) => of_local(m, made, block, inst, *local, 0),
        Operand::Const(_) => String::new(),
    };
    let base = |base: &Base| match base {
        Base::Pointer(pointer) => operand(pointer),
        Base::Global(global) => short(&m.world.code.global_name(*global)),
    };
    let indexed = |of: &Indexed| match of {
        Indexed::Slice(local) | Indexed::String(local) | Indexed::Local { local, .. } => {
            of_local(m, made, block, inst, *local, 0)
        }
        Indexed::Memory { base: start, .. } => base(start),
    };
    match what {
        Inst::Load { base: at, .. }
        | Inst::Store { base: at, .. }
        | Inst::ZeroMemory { base: at, .. }
        | Inst::StoreBytes { base: at, .. }
        | Inst::Move { to: at, .. } => base(at),
        Inst::LoadElement { of, .. } | Inst::StoreElement { of, .. } => indexed(of),
        Inst::Append { slice, .. }
        | Inst::AppendSlice { slice, .. }
        | Inst::ClearSlice { slice, .. }
        | Inst::CopySlice { to: slice, .. }
        | Inst::BytesToString { src: slice, .. }
        | Inst::RunesToString { src: slice, .. } => of_local(m, made, block, inst, *slice, 0),
        Inst::MapGet { map, .. }
        | Inst::MapLen { map, .. }
        | Inst::MapIter { map, .. }
        | Inst::MapSet { map, .. }
        | Inst::MapSlot { map, .. }
        | Inst::MapDelete { map, .. }
        | Inst::MapClear { map, .. }
        | Inst::Send { chan: map, .. }
        | Inst::Close { chan: map } => operand(map),
        _ => String::new(),
    }
}

/// How far back it is looked for what a local was made from.
const DEEP: u32 = 4;

/// The name of the variable that a local is, or was read or computed from in this block.
fn of_local(
    m: &Machine,
    made: &Made,
    block: usize,
    before: usize,
    local: LocalId,
    depth: u32,
) -> String {
    if let Some(variable) = &made.function.locals[local.0 as usize].variable {
        return variable.name.to_string();
    }
    if depth == DEEP {
        return String::new();
    }
    let insts = &made.blocks()[block].insts[..before];
    for (index, (_, inst)) in insts.iter().enumerate().rev() {
        let source = match inst {
            Inst::Load { dst, base, .. } | Inst::Address { dst, base, .. } if *dst == local => {
                Some(*base)
            }
            Inst::Copy { dst, src } if *dst == local => Some(Base::Pointer(*src)),
            Inst::GetPart { dst, src, .. } if *dst == local => {
                Some(Base::Pointer(Operand::Local(*src)))
            }
            Inst::ElementAddress { dst, of: Indexed::Slice(slice), .. }
            | Inst::LoadElement { dst, of: Indexed::Slice(slice), .. }
            | Inst::SliceOf { dst, of: Indexed::Slice(slice), .. }
                if *dst == local =>
            {
                Some(Base::Pointer(Operand::Local(*slice)))
            }
            Inst::MapSlot { dst, map, .. } if *dst == local => Some(Base::Pointer(*map)),
            _ => None,
        };
        match source {
            Some(Base::Global(global)) => return short(&m.world.code.global_name(global)),
            Some(Base::Pointer(Operand::Local(from))) => {
                return of_local(m, made, block, index, from, depth + 1);
            }
            _ => {}
        }
    }
    String::new()
}

/// A global variable's name without its package.
fn short(name: &str) -> String {
    let after = name.rsplit('/').next().unwrap_or(name);
    after.split_once('.').map_or(after, |(_, name)| name).to_string()
}
