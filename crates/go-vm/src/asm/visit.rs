//! What an instruction reads and writes.
//!
//! Everything is written once, as macros over how the instruction is borrowed.

use burrow_go_ir::code::{Base, Callee, Indexed, Inst, LocalId, Operand, SelectCase, Terminator};

macro_rules! each_operand {
    ($inst:ident, $f:ident, $iter:ident) => {{
        macro_rules! base {
            ($base:expr) => {
                if let Base::Pointer(pointer) = $base {
                    $f(pointer);
                }
            };
        }
        macro_rules! of {
            ($of:expr) => {
                if let Indexed::Memory { base: Base::Pointer(pointer), .. } = $of {
                    $f(pointer);
                }
            };
        }
        match $inst {
            Inst::Copy { src, .. }
            | Inst::Convert { src, .. }
            | Inst::SetPart { src, .. }
            | Inst::RuneToString { src, .. }
            | Inst::MakeInterface { src, .. }
            | Inst::Print { src, .. } => $f(src),
            Inst::Binary { a, b, .. } => {
                $f(a);
                $f(b);
            }
            Inst::Unary { a, .. } => $f(a),
            Inst::CheckShift { count } => $f(count),
            Inst::Load { base: from, .. }
            | Inst::Address { base: from, .. }
            | Inst::ZeroMemory { base: from, .. }
            | Inst::StoreBytes { base: from, .. } => base!(from),
            Inst::Store { base: to, src, .. } => {
                base!(to);
                $f(src);
            }
            Inst::Move { to, from, .. } => {
                base!(to);
                base!(from);
            }
            Inst::NilCheck { ptr } => $f(ptr),
            Inst::LoadElement { of: from, index, .. }
            | Inst::ElementAddress { of: from, index, .. } => {
                of!(from);
                $f(index);
            }
            Inst::StoreElement { of: to, index, src, .. } => {
                of!(to);
                $f(index);
                $f(src);
            }
            Inst::MakeSlice { len, cap, .. } => {
                $f(len);
                $f(cap);
            }
            Inst::SliceOf { of: from, lo, hi, max, .. } => {
                of!(from);
                for bound in [lo, hi, max].into_iter().flatten() {
                    $f(bound);
                }
            }
            Inst::Append { values, .. } => values.$iter().for_each(|value| $f(value)),
            Inst::NextRune { at, .. } => $f(at),
            Inst::MakeMap { hint, .. } => $f(hint),
            Inst::MapGet { map, key, .. }
            | Inst::MapSlot { map, key, .. }
            | Inst::MapDelete { map, key, .. } => {
                $f(map);
                $f(key);
            }
            Inst::MapSet { map, key, value, .. } => {
                $f(map);
                $f(key);
                $f(value);
            }
            Inst::MapClear { map, .. } | Inst::MapLen { map, .. } | Inst::MapIter { map, .. } => {
                $f(map)
            }
            Inst::MakeClosure { captures, .. } => {
                captures.$iter().for_each(|(_, capture)| $f(capture))
            }
            Inst::Call { args, .. } => args.$iter().for_each(|arg| $f(arg)),
            Inst::DeferIn { frame, .. } => $f(frame),
            Inst::MakeChan { size, .. } => $f(size),
            Inst::Send { chan, value, .. } => {
                $f(chan);
                $f(value);
            }
            Inst::Recv { chan, .. }
            | Inst::Close { chan }
            | Inst::ChanLen { chan, .. }
            | Inst::ChanCap { chan, .. } => $f(chan),
            Inst::Select { cases, .. } => {
                for case in cases.$iter() {
                    match case {
                        SelectCase::Send { chan, value, .. } => {
                            $f(chan);
                            $f(value);
                        }
                        SelectCase::Recv { chan, .. } => $f(chan),
                    }
                }
            }
            _ => {}
        }
    }};
}
macro_rules! each_local {
    ($inst:ident, $f:ident, $iter:ident) => {{
        use Access::{Def, Part, Use};
        match $inst {
            Inst::Copy { dst, .. }
            | Inst::Zero { dst }
            | Inst::Binary { dst, .. }
            | Inst::Unary { dst, .. }
            | Inst::Convert { dst, .. }
            | Inst::Load { dst, .. }
            | Inst::Address { dst, .. }
            | Inst::New { dst, .. }
            | Inst::MakeSlice { dst, .. }
            | Inst::ConstString { dst, .. }
            | Inst::RuneToString { dst, .. }
            | Inst::MakeMap { dst, .. }
            | Inst::MapLen { dst, .. }
            | Inst::MapSlot { dst, .. }
            | Inst::MakeInterface { dst, .. }
            | Inst::MakeClosure { dst, .. }
            | Inst::FuncValue { dst, .. }
            | Inst::Recover { dst }
            | Inst::FrameToken { dst }
            | Inst::MakeChan { dst, .. }
            | Inst::ChanLen { dst, .. }
            | Inst::ChanCap { dst, .. }
            | Inst::TypeAddress { dst, .. } => $f(dst, Def),
            Inst::LoadElement { dst, of, .. }
            | Inst::ElementAddress { dst, of, .. }
            | Inst::SliceOf { dst, of, .. } => {
                if let Indexed::Slice(local)
                | Indexed::String(local)
                | Indexed::Local { local, .. } = of
                {
                    $f(local, Use);
                }
                $f(dst, Def);
            }
            Inst::GetPart { dst, src, .. }
            | Inst::BytesToString { dst, src }
            | Inst::StringToBytes { dst, src }
            | Inst::RunesToString { dst, src }
            | Inst::StringToRunes { dst, src } => {
                $f(src, Use);
                $f(dst, Def);
            }
            Inst::SetPart { dst, .. } | Inst::SetBytes { dst, .. } => $f(dst, Part),
            Inst::StoreElement { of: Indexed::Local { local, .. }, .. } => $f(local, Part),
            Inst::StoreElement { of: Indexed::Slice(local) | Indexed::String(local), .. } => {
                $f(local, Use)
            }
            Inst::Concat { dst, parts } => {
                parts.$iter().for_each(|part| $f(part, Use));
                $f(dst, Def);
            }
            Inst::CompareStrings { dst, a, b, .. }
            | Inst::EqualInterfaces { dst, a, b, .. }
            | Inst::Equal { dst, a, b, .. } => {
                $f(a, Use);
                $f(b, Use);
                $f(dst, Def);
            }
            Inst::Append { dst, slice, .. } | Inst::SliceToArray { dst, slice, .. } => {
                $f(slice, Use);
                $f(dst, Def);
            }
            Inst::AppendSlice { dst, slice, other, .. } => {
                $f(slice, Use);
                $f(other, Use);
                $f(dst, Def);
            }
            Inst::CopySlice { dst, to, from, .. } => {
                $f(to, Use);
                $f(from, Use);
                dst.$iter().for_each(|dst| $f(dst, Def));
            }
            Inst::ClearSlice { slice, .. } => $f(slice, Use),
            Inst::NextRune { rune, next, string, .. } => {
                $f(string, Use);
                $f(rune, Def);
                $f(next, Def);
            }
            Inst::MapGet { dst, ok, .. } | Inst::Recv { dst, ok, .. } => {
                dst.$iter().chain(ok).for_each(|dst| $f(dst, Def))
            }
            Inst::MapIter { iter, .. } => $f(iter, Def),
            Inst::MapNext { iter, key, value, ok, .. } => {
                $f(iter, Use);
                // Key and value are left as they are at the end.
                key.$iter().chain(value).for_each(|dst| $f(dst, Part));
                $f(ok, Def);
            }
            Inst::AssertInterface { dst, ok, src, .. } => {
                $f(src, Use);
                $f(dst, Def);
                ok.$iter().for_each(|ok| $f(ok, Def));
            }
            Inst::AssertType { dst, ok, src, .. } => {
                $f(src, Use);
                dst.$iter().chain(ok).for_each(|dst| $f(dst, Def));
            }
            Inst::Call { callee, results, .. } => {
                match callee {
                    Callee::Static(_) => {}
                    Callee::Closure(local) => $f(local, Use),
                    Callee::Method { iface, .. } => $f(iface, Use),
                }
                results.$iter().for_each(|result| $f(result, Def));
            }
            Inst::Defer { closure } | Inst::Go { closure } | Inst::DeferIn { closure, .. } => {
                $f(closure, Use)
            }
            Inst::Panic { src } => $f(src, Use),
            Inst::Select { cases, chosen, ok, .. } => {
                for case in cases.$iter() {
                    if let SelectCase::Recv { dst: Some(dst), .. } = case {
                        $f(dst, Part);
                    }
                }
                $f(chosen, Def);
                ok.$iter().for_each(|ok| $f(ok, Part));
            }
            _ => {}
        }
    }};
}
/// How an instruction touches a local.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Reads it.
    Use,
    /// Writes all of it.
    Def,
    /// Writes a part of it.
    Part,
}

/// Calls `f` for every local that an instruction touches: what it reads, then what it writes.
pub fn visit(inst: &Inst, f: &mut dyn FnMut(LocalId, Access)) {
    operands(inst, &mut |operand| {
        if let Operand::Local(local) = operand {
            f(*local, Access::Use);
        }
    });
    locals(inst, &mut |local, access| f(*local, access));
}

/// Likewise, and the locals may be changed.
pub fn visit_mut(inst: &mut Inst, f: &mut dyn FnMut(&mut LocalId, Access)) {
    operands_mut(inst, &mut |operand| {
        if let Operand::Local(local) = operand {
            f(local, Access::Use);
        }
    });
    locals_mut(inst, f);
}

/// Calls `f` for the local that a terminator reads.
pub fn visit_end(end: &Terminator, f: &mut dyn FnMut(LocalId)) {
    if let Terminator::Branch(Operand::Local(local), ..)
    | Terminator::Switch(Operand::Local(local), ..) = end
    {
        f(*local);
    }
}

/// Likewise, and the local may be changed.
pub fn visit_end_mut(end: &mut Terminator, f: &mut dyn FnMut(&mut LocalId)) {
    if let Terminator::Branch(Operand::Local(local), ..)
    | Terminator::Switch(Operand::Local(local), ..) = end
    {
        f(local);
    }
}

/// Calls `f` for every operand.
pub fn operands(inst: &Inst, f: &mut dyn FnMut(&Operand)) {
    each_operand!(inst, f, iter);
}

fn operands_mut(inst: &mut Inst, f: &mut dyn FnMut(&mut Operand)) {
    each_operand!(inst, f, iter_mut);
}

fn locals(inst: &Inst, f: &mut dyn FnMut(&LocalId, Access)) {
    each_local!(inst, f, iter);
}

fn locals_mut(inst: &mut Inst, f: &mut dyn FnMut(&mut LocalId, Access)) {
    each_local!(inst, f, iter_mut);
}

/// Whether an instruction can neither allocate nor call nor block: it may stand between the writing of an argument and the call.
pub fn is_plain(inst: &Inst) -> bool {
    matches!(
        inst,
        Inst::Statement
            | Inst::Copy { .. }
            | Inst::Zero { .. }
            | Inst::Binary { .. }
            | Inst::Unary { .. }
            | Inst::Convert { .. }
            | Inst::CheckShift { .. }
            | Inst::GetPart { .. }
            | Inst::SetPart { .. }
            | Inst::Load { .. }
            | Inst::Store { .. }
            | Inst::Address { .. }
            | Inst::Move { .. }
            | Inst::ZeroMemory { .. }
            | Inst::SetBytes { .. }
            | Inst::StoreBytes { .. }
            | Inst::NilCheck { .. }
            | Inst::LoadElement { .. }
            | Inst::StoreElement { .. }
            | Inst::ElementAddress { .. }
            | Inst::ConstString { .. }
            | Inst::CompareStrings { .. }
            | Inst::SliceOf { .. }
            | Inst::FuncValue { .. }
            | Inst::TypeAddress { .. }
    )
}
