//! Checks of a function that has been made: every operand fits, every block leads somewhere. It finds mistakes of the lowering in
//! tests and debug builds.

use crate::code::{
    Base, Body, Callee, Function, Indexed, Inst, LocalId, Operand, SelectCase, Terminator,
};
use crate::convert::same_word;
use crate::func::is_comparison;
use crate::layout::Kind;
use crate::lower::Lower;

/// What is wrong with a function, if anything is.
pub(crate) fn verify(function: &Function, lower: &Lower) -> Result<(), String> {
    let check = Check { function, lower };
    for &local in function.params.iter().chain(&function.results).chain(&function.closure) {
        check.local(local)?;
    }
    let Body::Blocks(blocks) = &function.body else { return Ok(()) };
    if blocks.is_empty() {
        return Err("no blocks".into());
    }
    for (number, block) in blocks.iter().enumerate() {
        for (_, inst) in &block.insts {
            check.inst(inst).map_err(|problem| format!("b{number}: {problem}: {inst:?}"))?;
        }
        check.end(&block.end.1, blocks.len()).map_err(|problem| format!("b{number}: {problem}"))?;
    }
    Ok(())
}

struct Check<'a> {
    function: &'a Function,
    lower: &'a Lower,
}

impl Check<'_> {
    fn kind(&self, local: LocalId) -> Result<Kind, String> {
        let found = self.function.locals.get(local.0 as usize);
        found.map(|local| local.kind).ok_or_else(|| format!("no local {}", local.0))
    }

    fn local(&self, local: LocalId) -> Result<(), String> {
        self.kind(local).map(|_| ())
    }

    /// Whether a value of kind `have` can stand where `want` is expected.
    fn fits(&self, have: Kind, want: Kind) -> bool {
        match (have, want) {
            (Kind::Ptr, Kind::U64 | Kind::I64) => true,
            // An integer of the source that became an `unsafe.Pointer`: its word is extended.
            (_, Kind::Ptr) if !matches!(have, Kind::Aggregate(_) | Kind::F32 | Kind::F64) => true,
            (Kind::Aggregate(a), Kind::Aggregate(b)) => {
                self.lower.layouts.get(a).size == self.lower.layouts.get(b).size
            }
            _ => have == want || same_word(have, want),
        }
    }

    fn operand(&self, operand: Operand, want: Kind) -> Result<(), String> {
        match operand {
            Operand::Const(_) if matches!(want, Kind::Aggregate(_)) => {
                Err("constant aggregate".into())
            }
            Operand::Const(_) => Ok(()),
            Operand::Local(local) => self.expect(local, want),
        }
    }

    fn expect(&self, local: LocalId, want: Kind) -> Result<(), String> {
        let have = self.kind(local)?;
        if self.fits(have, want) {
            Ok(())
        } else {
            Err(format!("l{} is {have:?}, not {want:?}", local.0))
        }
    }

    fn scalar(&self, operand: Operand) -> Result<(), String> {
        match operand {
            Operand::Const(_) => Ok(()),
            Operand::Local(local) => match self.kind(local)? {
                Kind::Aggregate(_) => Err(format!("l{} is an aggregate", local.0)),
                _ => Ok(()),
            },
        }
    }

    fn words(&self, local: LocalId, words: u64) -> Result<(), String> {
        match self.kind(local)? {
            Kind::Aggregate(id) if self.lower.layouts.get(id).size >= words * 8 => Ok(()),
            other => Err(format!("l{} is {other:?}, not of {words} words", local.0)),
        }
    }

    fn part(&self, local: LocalId, offset: u32, kind: Kind) -> Result<(), String> {
        match self.kind(local)? {
            Kind::Aggregate(id) => {
                let size = self.lower.layouts.get(id).size;
                if u64::from(offset) + self.lower.layouts.size(kind) <= size {
                    Ok(())
                } else {
                    Err(format!("part at {offset} of l{} of {size} bytes", local.0))
                }
            }
            other => Err(format!("part of l{}, a {other:?}", local.0)),
        }
    }

    fn base(&self, base: Base) -> Result<(), String> {
        match base {
            Base::Pointer(pointer) => self.operand(pointer, Kind::Ptr),
            Base::Global(global) => match self.lower.globals.list.get(global.0 as usize) {
                Some(_) => Ok(()),
                None => Err("no such global".into()),
            },
        }
    }

    fn indexed(&self, of: Indexed) -> Result<(), String> {
        match of {
            Indexed::Slice(local) | Indexed::String(local) => self.words(local, 2),
            Indexed::Local { local, .. } => self.words(local, 0),
            Indexed::Memory { base, .. } => self.base(base),
        }
    }

    fn inst(&self, inst: &Inst) -> Result<(), String> {
        match inst {
            Inst::Statement | Inst::PrintText { .. } => Ok(()),
            Inst::Copy { dst, src } => self.operand(*src, self.kind(*dst)?),
            Inst::Zero { dst } | Inst::ConstString { dst, .. } | Inst::FrameToken { dst } => {
                self.local(*dst)
            }
            Inst::Binary { op, kind, dst, a, b } => {
                let result = if is_comparison(*op) { Kind::U8 } else { *kind };
                self.expect(*dst, result)?;
                self.operand(*a, *kind)?;
                match op {
                    crate::code::BinOp::Shl | crate::code::BinOp::Shr => self.scalar(*b),
                    _ => self.operand(*b, *kind),
                }
            }
            Inst::Unary { dst, kind, a, .. } => {
                self.local(*dst)?;
                self.operand(*a, *kind)
            }
            Inst::Convert { from, to, dst, src } => {
                self.expect(*dst, *to)?;
                self.operand(*src, *from)
            }
            Inst::CheckShift { count } => self.scalar(*count),
            Inst::GetPart { dst, src, offset, kind } => {
                self.expect(*dst, *kind)?;
                self.part(*src, *offset, *kind)
            }
            Inst::SetPart { dst, offset, src, kind } => {
                self.operand(*src, *kind)?;
                self.part(*dst, *offset, *kind)
            }
            Inst::Load { dst, base, kind, .. } => {
                self.expect(*dst, *kind)?;
                self.base(*base)
            }
            Inst::Store { base, src, kind, .. } => {
                self.operand(*src, *kind)?;
                self.base(*base)
            }
            Inst::Address { dst, base, .. } => {
                self.expect(*dst, Kind::Ptr)?;
                self.base(*base)
            }
            Inst::Move { to, from, .. } => {
                self.base(*to)?;
                self.base(*from)
            }
            Inst::ZeroMemory { base, .. } | Inst::StoreBytes { base, .. } => self.base(*base),
            Inst::SetBytes { dst, .. } => self.words(*dst, 0),
            Inst::NilCheck { ptr } => self.scalar(*ptr),
            Inst::LoadElement { dst, of, index, kind, .. } => {
                self.expect(*dst, *kind)?;
                self.scalar(*index)?;
                self.indexed(*of)
            }
            Inst::StoreElement { of, index, src, kind, .. } => {
                self.operand(*src, *kind)?;
                self.scalar(*index)?;
                self.indexed(*of)
            }
            Inst::ElementAddress { dst, of, index, .. } => {
                self.expect(*dst, Kind::Ptr)?;
                self.scalar(*index)?;
                self.indexed(*of)
            }
            Inst::New { dst, .. } => self.expect(*dst, Kind::Ptr),
            Inst::MakeSlice { dst, len, cap, .. } => {
                self.words(*dst, 3)?;
                self.scalar(*len)?;
                self.scalar(*cap)
            }
            Inst::Concat { dst, parts } => {
                self.words(*dst, 2)?;
                parts.iter().try_for_each(|&part| self.words(part, 2))
            }
            Inst::CompareStrings { dst, a, b, .. } => {
                self.expect(*dst, Kind::U8)?;
                self.words(*a, 2)?;
                self.words(*b, 2)
            }
            Inst::SliceOf { dst, of, lo, hi, max, .. } => {
                self.words(*dst, 2)?;
                for bound in [lo, hi, max].into_iter().flatten() {
                    self.scalar(*bound)?;
                }
                match of {
                    Indexed::Slice(slice) => self.words(*slice, 3),
                    other => self.indexed(*other),
                }
            }
            Inst::Append { dst, slice, .. } => {
                self.words(*dst, 3)?;
                self.words(*slice, 3)
            }
            Inst::AppendSlice { dst, slice, other, .. } => {
                self.words(*dst, 3)?;
                self.words(*slice, 3)?;
                self.words(*other, 2)
            }
            Inst::CopySlice { to, from, .. } => {
                self.words(*to, 3)?;
                self.words(*from, 2)
            }
            Inst::ClearSlice { slice, .. } => self.words(*slice, 3),
            Inst::SliceToArray { dst, slice, .. } => {
                self.expect(*dst, Kind::Ptr)?;
                self.words(*slice, 3)
            }
            Inst::BytesToString { dst, src }
            | Inst::StringToBytes { dst, src }
            | Inst::RunesToString { dst, src }
            | Inst::StringToRunes { dst, src } => {
                self.words(*dst, 2)?;
                self.words(*src, 2)
            }
            Inst::RuneToString { dst, src } => {
                self.words(*dst, 2)?;
                self.scalar(*src)
            }
            Inst::NextRune { rune, next, string, at } => {
                self.local(*rune)?;
                self.local(*next)?;
                self.words(*string, 2)?;
                self.scalar(*at)
            }
            Inst::MakeMap { dst, hint, .. } => {
                self.expect(*dst, Kind::Ptr)?;
                self.scalar(*hint)
            }
            Inst::MapSlot { dst, map, .. } => {
                self.expect(*dst, Kind::Ptr)?;
                self.operand(*map, Kind::Ptr)
            }
            Inst::MapGet { map, .. } | Inst::MapSet { map, .. } | Inst::MapDelete { map, .. } => {
                self.operand(*map, Kind::Ptr)
            }
            Inst::MapClear { map, .. } | Inst::MapLen { map, .. } => self.operand(*map, Kind::Ptr),
            Inst::MapIter { iter, map, .. } => {
                self.expect(*iter, Kind::Ptr)?;
                self.operand(*map, Kind::Ptr)
            }
            Inst::MapNext { iter, ok, .. } => {
                self.expect(*iter, Kind::Ptr)?;
                self.expect(*ok, Kind::U8)
            }
            Inst::MakeInterface { dst, src, .. } => {
                self.words(*dst, 2)?;
                match src {
                    Operand::Local(local) => self.local(*local),
                    Operand::Const(_) => Ok(()),
                }
            }
            Inst::AssertInterface { dst, src, .. } => {
                self.words(*dst, 2)?;
                self.words(*src, 2)
            }
            Inst::AssertType { src, .. } | Inst::Panic { src } => self.words(*src, 2),
            Inst::EqualInterfaces { dst, a, b, .. } => {
                self.expect(*dst, Kind::U8)?;
                self.words(*a, 2)?;
                self.words(*b, 2)
            }
            Inst::Equal { dst, a, b, .. } => {
                self.expect(*dst, Kind::U8)?;
                self.expect(*a, self.kind(*b)?)
            }
            Inst::MakeClosure { dst, captures, .. } => {
                self.expect(*dst, Kind::Ptr)?;
                captures.iter().try_for_each(|&(kind, value)| self.operand(value, kind))
            }
            Inst::FuncValue { dst, .. } | Inst::TypeAddress { dst, .. } => {
                self.expect(*dst, Kind::Ptr)
            }
            Inst::Call { callee, args, results } => {
                match callee {
                    Callee::Static(_) => {}
                    Callee::Closure(closure) => self.expect(*closure, Kind::Ptr)?,
                    Callee::Method { iface, .. } => self.words(*iface, 2)?,
                }
                for arg in args {
                    if let Operand::Local(local) = arg {
                        self.local(*local)?;
                    }
                }
                results.iter().try_for_each(|&result| self.local(result))
            }
            Inst::Defer { closure } | Inst::Go { closure } => self.expect(*closure, Kind::Ptr),
            Inst::DeferIn { frame, closure } => {
                self.scalar(*frame)?;
                self.expect(*closure, Kind::Ptr)
            }
            Inst::Recover { dst } => self.words(*dst, 2),
            Inst::MakeChan { dst, size, .. } => {
                self.expect(*dst, Kind::Ptr)?;
                self.scalar(*size)
            }
            Inst::Send { chan, value, kind } => {
                self.operand(*chan, Kind::Ptr)?;
                self.operand(*value, *kind)
            }
            Inst::Recv { dst, chan, kind, .. } => {
                self.operand(*chan, Kind::Ptr)?;
                dst.map_or(Ok(()), |dst| self.expect(dst, *kind))
            }
            Inst::Close { chan } | Inst::ChanLen { chan, .. } | Inst::ChanCap { chan, .. } => {
                self.operand(*chan, Kind::Ptr)
            }
            Inst::Select { cases, .. } => cases.iter().try_for_each(|case| match case {
                SelectCase::Send { chan, value, kind } => {
                    self.operand(*chan, Kind::Ptr)?;
                    self.operand(*value, *kind)
                }
                SelectCase::Recv { chan, dst, kind } => {
                    self.operand(*chan, Kind::Ptr)?;
                    dst.map_or(Ok(()), |dst| self.expect(dst, *kind))
                }
            }),
            Inst::Print { src, .. } => match src {
                Operand::Local(local) => self.local(*local),
                Operand::Const(_) => Ok(()),
            },
        }
    }

    fn end(&self, end: &Terminator, blocks: usize) -> Result<(), String> {
        let mut end = end.clone();
        if let Terminator::Branch(condition, ..) = &end {
            self.operand(*condition, Kind::U8)?;
        }
        if let Terminator::Switch(value, ..) = &end {
            self.scalar(*value)?;
        }
        let mut wrong = None;
        crate::func::for_each_target(&mut end, |target| {
            if target.0 as usize >= blocks {
                wrong = Some(*target);
            }
        });
        wrong.map_or(Ok(()), |target| Err(format!("leads to b{}, which is not there", target.0)))
    }
}
