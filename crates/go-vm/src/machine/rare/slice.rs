//! Slices.

use burrow_go_ir::code::{Indexed, Inst, LocalId, Operand};
use burrow_go_ir::rtype::RTypeId;

use super::At;
use crate::machine::Machine;
use crate::slices::{self, SliceError};
use crate::trap::Trap;

/// The panic of a slice that cannot be made.
fn no_slice(error: SliceError) -> Trap {
    Trap::Panic(
        match error {
            SliceError::Length => "runtime.panicmakeslicelen",
            SliceError::Capacity => "runtime.panicmakeslicecap",
            SliceError::OutOfMemory => return Trap::OutOfMemory,
        },
        Vec::new(),
    )
}

/// The panic of a slice that cannot grow.
fn no_growth(error: SliceError) -> Trap {
    match error {
        SliceError::OutOfMemory => Trap::OutOfMemory,
        _ => Trap::Panic("runtime.panicgrowslice", Vec::new()),
    }
}

impl Machine {
    /// Array, length and capacity.
    fn slice(&self, at: At<'_>, local: LocalId) -> (u64, u64, u64) {
        (self.word(at, local), self.word_at(at, local, 1), self.word_at(at, local, 2))
    }

    pub(super) fn slice_inst(&mut self, at: At<'_>, inst: &Inst) -> Result<(), Trap> {
        match inst {
            Inst::MakeSlice { dst, elem, len, cap } => {
                let (len, cap) = (self.value(at, *len), self.value(at, *cap));
                let elem = self.world.info(*elem);
                let array = slices::make(&mut self.world.heap, &elem, len as i64, cap as i64)
                    .map_err(no_slice)?;
                self.set_words(at, *dst, &[array, len, cap]);
            }
            Inst::SliceOf { dst, of, size, lo, hi, max } => {
                self.slice_of(at, *dst, *of, *size, [*lo, *hi, *max])?
            }
            Inst::Append { dst, slice, elem, values } => {
                let kind = self.world.rtype(*elem).kind;
                let size = self.world.size(kind);
                let (array, cap, len) = self.appendable(at, *slice, *elem, values.len() as u64)?;
                for (index, &value) in values.iter().enumerate() {
                    self.store_operand(at, array + (len + index as u64) * size, value, kind);
                }
                self.set_words(at, *dst, &[array, len + values.len() as u64, cap]);
            }
            Inst::AppendSlice { dst, slice, elem, other } => {
                let kind = self.world.rtype(*elem).kind;
                let size = self.world.size(kind);
                let (from, count) = self.pair(at, *other);
                let (array, cap, len) = self.appendable(at, *slice, *elem, count)?;
                self.world.heap.memory.copy(from, array + len * size, count.saturating_mul(size));
                self.set_words(at, *dst, &[array, len + count, cap]);
            }
            Inst::CopySlice { dst, to, from, size } => {
                let ((to, room), (from, len)) = (self.pair(at, *to), self.pair(at, *from));
                let count = room.min(len);
                self.world.heap.memory.copy(from, to, count.saturating_mul(u64::from(*size)));
                if let Some(dst) = dst {
                    self.set(at, *dst, count);
                }
            }
            Inst::ClearSlice { slice, size } => {
                let (array, len) = self.pair(at, *slice);
                self.world.heap.memory.zero(array, len.saturating_mul(u64::from(*size)));
            }
            Inst::SliceToArray { dst, slice, len } => {
                let (array, has) = self.pair(at, *slice);
                if has < *len {
                    return Err(Trap::Panic("runtime.panicSliceConvert", vec![*len, has]));
                }
                self.set(at, *dst, array);
            }
            _ => {}
        }
        Ok(())
    }

    /// The array of a slice, or of a larger copy, with room for `more` elements: array, capacity, and the slice's length.
    fn appendable(
        &mut self,
        at: At<'_>,
        slice: LocalId,
        elem: RTypeId,
        more: u64,
    ) -> Result<(u64, u64, u64), Trap> {
        let (array, len, cap) = self.slice(at, slice);
        let needed = len.saturating_add(more);
        if needed <= cap {
            return Ok((array, cap, len));
        }
        let elem = self.world.info(elem);
        let (array, cap) = slices::grow(&mut self.world.heap, &elem, (array, len, cap), needed)
            .map_err(no_growth)?;
        Ok((array, cap, len))
    }

    fn slice_of(
        &mut self,
        at: At<'_>,
        dst: LocalId,
        of: Indexed,
        size: u32,
        bounds: [Option<Operand>; 3],
    ) -> Result<(), Trap> {
        let (array, len, cap) = match of {
            Indexed::Slice(local) => self.slice(at, local),
            Indexed::String(local) => {
                let (text, len) = self.pair(at, local);
                (text, len, len)
            }
            Indexed::Memory { base, offset, len } => (self.place(at, base, offset)?, len, len),
            Indexed::Local { local, offset, len } => (at.addr(local) + u64::from(offset), len, len),
        };
        let is_slice = matches!(of, Indexed::Slice(_));
        let [lo, hi, max] = bounds.map(|bound| bound.map(|bound| (bound, self.value(at, bound))));
        let fail = |bound: Option<(Operand, u64)>, names: [&'static str; 2], limit: u64| match bound
        {
            Some((operand, _)) => self.out_of_range(at, operand, names, limit),
            // The length of a slice is never above its capacity.
            None => Trap::Panic(names[0], vec![len, limit]),
        };
        let most = max.map_or(cap, |max| max.1);
        let end = hi.map_or(len, |hi| hi.1);
        let start = lo.map_or(0, |lo| lo.1);
        if max.is_some() {
            if most > cap {
                let names = if is_slice {
                    ["runtime.panicSlice3Acap", "runtime.panicSlice3AcapU"]
                } else {
                    ["runtime.panicSlice3Alen", "runtime.panicSlice3AlenU"]
                };
                return Err(fail(max, names, cap));
            }
            if end > most {
                return Err(fail(hi, ["runtime.panicSlice3B", "runtime.panicSlice3BU"], most));
            }
            if start > end {
                return Err(fail(lo, ["runtime.panicSlice3C", "runtime.panicSlice3CU"], end));
            }
        } else {
            if end > cap {
                let names = if is_slice {
                    ["runtime.panicSliceAcap", "runtime.panicSliceAcapU"]
                } else {
                    ["runtime.panicSliceAlen", "runtime.panicSliceAlenU"]
                };
                return Err(fail(hi, names, cap));
            }
            if start > end {
                return Err(fail(lo, ["runtime.panicSliceB", "runtime.panicSliceBU"], end));
            }
        }
        // What begins behind the end of an object would keep the next one alive.
        let room = if matches!(of, Indexed::String(_)) { end - start } else { most - start };
        let from =
            if room == 0 { array } else { array.wrapping_add(start.wrapping_mul(u64::from(size))) };
        self.set_words(at, dst, &[from, end - start]);
        if !matches!(of, Indexed::String(_)) {
            self.set_words(at, dst, &[from, end - start, room]);
        }
        Ok(())
    }
}
