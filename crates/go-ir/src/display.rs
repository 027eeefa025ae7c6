//! Functions as text, for tests and for looking at what the lowering makes.

use std::fmt::{self, Display, Formatter};

use crate::code::{
    Base, Body, Callee, FuncId, Function, Indexed, Inst, LocalId, Operand, SelectCase, Terminator,
};
use crate::layout::Kind;
use crate::rtype::RTypeId;

/// A function as text: its locals, then each block with its instructions.
pub struct Dump<'a>(pub &'a Function);

impl Display for Dump<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let function = self.0;
        write!(f, "func {}({})", function.name, List(&function.params))?;
        if !function.results.is_empty() {
            write!(f, " ({})", List(&function.results))?;
        }
        if let Some(closure) = function.closure {
            write!(f, " closure {closure}")?;
        }
        if function.wrapper {
            write!(f, " wrapper")?;
        }
        for (boxed, result) in &function.boxed_results {
            write!(f, " {result} in {boxed}")?;
        }
        writeln!(f)?;
        for (index, local) in function.locals.iter().enumerate() {
            write!(f, "  l{index} {}", local.kind)?;
            if let Some(variable) = &local.variable {
                write!(f, " {}{}", if variable.boxed { "*" } else { "" }, variable.name)?;
            }
            writeln!(f)?;
        }
        match &function.body {
            Body::Native(name) => writeln!(f, "  native {name}"),
            Body::Blocks(blocks) => {
                for (number, block) in blocks.iter().enumerate() {
                    writeln!(f, "b{number}:")?;
                    for (_, inst) in &block.insts {
                        writeln!(f, "  {inst}")?;
                    }
                    writeln!(f, "  {}", block.end.1)?;
                }
                Ok(())
            }
        }
    }
}

/// Calls the locals, functions and types in the text of an instruction by their names, as `name` has them: `l3`, `f12`, `t5`. What
/// stands in quotes stays.
pub fn named(text: &str, name: impl Fn(Part) -> Option<String>) -> String {
    let mut told = String::new();
    let mut quoted = false;
    let mut before = "";
    for word in words(text) {
        let number = word.get(1..).and_then(|digits| digits.parse().ok());
        // `f64` is a kind unless it is called.
        let is_function = matches!(before, "call" | "closure" | "func");
        let part = match (word.as_bytes().first(), number) {
            (Some(b'l'), Some(number)) => Some(Part::Local(LocalId(number))),
            (Some(b'f'), Some(number)) if is_function => Some(Part::Function(FuncId(number))),
            (Some(b't'), Some(number)) => Some(Part::Type(RTypeId(number))),
            _ => None,
        };
        match part.filter(|_| !quoted).and_then(&name) {
            Some(name) => told.push_str(&name),
            None => told.push_str(word),
        }
        quoted ^= word == "\"";
        if word != " " {
            before = word;
        }
    }
    told
}

/// What a word of an instruction stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Part {
    Local(LocalId),
    Function(FuncId),
    Type(RTypeId),
}

/// A text as words of letters and digits, and what stands between them, a character at a time; `\"` in quotes stays whole.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_part = |c: char| c.is_ascii_alphanumeric();
        let length = match first {
            '\\' => rest.chars().take(2).map(char::len_utf8).sum(),
            first if is_part(first) => rest.find(|c| !is_part(c)).unwrap_or(rest.len()),
            first => first.len_utf8(),
        };
        let (word, behind) = rest.split_at(length);
        rest = behind;
        Some(word)
    })
}

struct List<'a, T>(&'a [T]);

impl<T: Display> Display for List<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (index, item) in self.0.iter().enumerate() {
            write!(f, "{}{item}", if index > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

struct Maybe<T>(Option<T>);

impl<T: Display> Display for Maybe<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(item) => item.fmt(f),
            None => f.write_str("_"),
        }
    }
}

impl Display for Kind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Aggregate(layout) => write!(f, "agg{}", layout.0),
            scalar => write!(f, "{}", format!("{scalar:?}").to_lowercase()),
        }
    }
}

impl Display for LocalId {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "l{}", self.0)
    }
}

impl Display for Operand {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Operand::Local(local) => local.fmt(f),
            // Small negative numbers are more common than huge ones.
            Operand::Const(bits) if (*bits as i64) < 0 && (*bits as i64) > -1_000_000 => {
                write!(f, "{}", *bits as i64)
            }
            Operand::Const(bits) if *bits > 1 << 52 => write!(f, "{bits:#x}"),
            Operand::Const(bits) => write!(f, "{bits}"),
        }
    }
}

impl Display for Base {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Base::Pointer(pointer) => pointer.fmt(f),
            Base::Global(global) => write!(f, "g{}", global.0),
        }
    }
}

impl Display for Indexed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Indexed::Slice(local) => local.fmt(f),
            Indexed::String(local) => write!(f, "string {local}"),
            Indexed::Local { local, offset, len } => write!(f, "array {local}+{offset}:{len}"),
            Indexed::Memory { base, offset, len } => write!(f, "array [{base}+{offset}]:{len}"),
        }
    }
}

impl Display for Callee {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Callee::Static(func) => write!(f, "f{}", func.0),
            Callee::Closure(local) => write!(f, "closure {local}"),
            Callee::Method { iface, index } => write!(f, "{iface}.method{index}"),
        }
    }
}

impl Display for Terminator {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Terminator::Jump(block) => write!(f, "jump b{}", block.0),
            Terminator::Branch(condition, yes, no) => {
                write!(f, "if {condition} b{} else b{}", yes.0, no.0)
            }
            Terminator::Switch(value, cases, otherwise) => {
                write!(f, "switch {value}")?;
                for (case, block) in cases {
                    write!(f, " {}:b{}", Operand::Const(*case), block.0)?;
                }
                write!(f, " else b{}", otherwise.0)
            }
            Terminator::Return => f.write_str("return"),
            Terminator::Unreachable => f.write_str("unreachable"),
        }
    }
}

impl Display for SelectCase {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            SelectCase::Send { chan, value, .. } => write!(f, "{chan} <- {value}"),
            SelectCase::Recv { chan, dst, .. } => write!(f, "{} = <-{chan}", Maybe(*dst)),
        }
    }
}

impl Display for Inst {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Inst::Statement => f.write_str("--"),
            Inst::Copy { dst, src } => write!(f, "{dst} = {src}"),
            Inst::Zero { dst } => write!(f, "{dst} = zero"),
            Inst::Binary { op, kind, dst, a, b } => {
                write!(f, "{dst} = {} {kind} {a}, {b}", format!("{op:?}").to_lowercase())
            }
            Inst::Unary { op, kind, dst, a } => {
                write!(f, "{dst} = {} {kind} {a}", format!("{op:?}").to_lowercase())
            }
            Inst::Convert { from, to, dst, src } => write!(f, "{dst} = convert {from} {to} {src}"),
            Inst::CheckShift { count } => write!(f, "check shift {count}"),
            Inst::GetPart { dst, src, offset, kind } => {
                write!(f, "{dst} = part {kind} {src}+{offset}")
            }
            Inst::SetPart { dst, offset, src, kind } => {
                write!(f, "{dst}+{offset} = part {kind} {src}")
            }
            Inst::Load { dst, base, offset, kind } => {
                write!(f, "{dst} = load {kind} [{base}+{offset}]")
            }
            Inst::Store { base, offset, src, kind } => {
                write!(f, "store {kind} [{base}+{offset}] = {src}")
            }
            Inst::Address { dst, base, offset } => write!(f, "{dst} = address [{base}+{offset}]"),
            Inst::Move { to, to_offset, from, from_offset, kind } => {
                write!(f, "move {kind} [{to}+{to_offset}] = [{from}+{from_offset}]")
            }
            Inst::ZeroMemory { base, offset, kind } => write!(f, "zero {kind} [{base}+{offset}]"),
            Inst::SetBytes { dst, offset, bytes } => {
                write!(f, "{dst}+{offset} = {} bytes", bytes.len())
            }
            Inst::StoreBytes { base, offset, bytes } => {
                write!(f, "store [{base}+{offset}] = {} bytes", bytes.len())
            }
            Inst::NilCheck { ptr } => write!(f, "check nil {ptr}"),
            Inst::LoadElement { dst, of, index, size, offset, kind } => {
                write!(f, "{dst} = element {kind} {of}[{index}*{size}]+{offset}")
            }
            Inst::StoreElement { of, index, size, offset, src, kind } => {
                write!(f, "element {kind} {of}[{index}*{size}]+{offset} = {src}")
            }
            Inst::ElementAddress { dst, of, index, size, offset } => {
                write!(f, "{dst} = element address {of}[{index}*{size}]+{offset}")
            }
            Inst::New { dst, kind } => write!(f, "{dst} = new {kind}"),
            Inst::MakeSlice { dst, elem, len, cap } => {
                write!(f, "{dst} = make slice t{} {len}, {cap}", elem.0)
            }
            Inst::ConstString { dst, bytes } => {
                write!(f, "{dst} = {:?}", String::from_utf8_lossy(bytes))
            }
            Inst::Concat { dst, parts } => write!(f, "{dst} = concat {}", List(parts)),
            Inst::CompareStrings { op, dst, a, b } => {
                write!(f, "{dst} = {} string {a}, {b}", format!("{op:?}").to_lowercase())
            }
            Inst::SliceOf { dst, of, size, lo, hi, max } => {
                write!(f, "{dst} = slice*{size} {of}[{}:{}", Maybe(*lo), Maybe(*hi))?;
                if max.is_some() {
                    write!(f, ":{}", Maybe(*max))?;
                }
                f.write_str("]")
            }
            Inst::Append { dst, slice, values, .. } => {
                write!(f, "{dst} = append {slice}, {}", List(values))
            }
            Inst::AppendSlice { dst, slice, other, .. } => {
                write!(f, "{dst} = append {slice}, {other}...")
            }
            Inst::CopySlice { dst, to, from, .. } => {
                write!(f, "{} = copy {to}, {from}", Maybe(*dst))
            }
            Inst::ClearSlice { slice, .. } => write!(f, "clear {slice}"),
            Inst::SliceToArray { dst, slice, len } => write!(f, "{dst} = array of {slice}, {len}"),
            Inst::BytesToString { dst, src } => write!(f, "{dst} = string of bytes {src}"),
            Inst::StringToBytes { dst, src } => write!(f, "{dst} = bytes of {src}"),
            Inst::RunesToString { dst, src } => write!(f, "{dst} = string of runes {src}"),
            Inst::StringToRunes { dst, src } => write!(f, "{dst} = runes of {src}"),
            Inst::RuneToString { dst, src } => write!(f, "{dst} = string of rune {src}"),
            Inst::NextRune { rune, next, string, at } => {
                write!(f, "{rune}, {next} = rune {string}[{at}]")
            }
            Inst::MakeMap { dst, typ, hint } => write!(f, "{dst} = make map t{} {hint}", typ.0),
            Inst::MapGet { dst, ok, map, key, .. } => {
                write!(f, "{}, {} = map {map}[{key}]", Maybe(*dst), Maybe(*ok))
            }
            Inst::MapSet { map, key, value, .. } => write!(f, "map {map}[{key}] = {value}"),
            Inst::MapSlot { dst, map, key, .. } => write!(f, "{dst} = slot {map}[{key}]"),
            Inst::MapDelete { map, key, .. } => write!(f, "delete {map}[{key}]"),
            Inst::MapClear { map, .. } => write!(f, "clear map {map}"),
            Inst::MapLen { dst, map } => write!(f, "{dst} = len map {map}"),
            Inst::MapIter { iter, map, .. } => write!(f, "{iter} = iterate {map}"),
            Inst::MapNext { iter, key, value, ok, .. } => {
                write!(f, "{}, {}, {ok} = next {iter}", Maybe(*key), Maybe(*value))
            }
            Inst::MakeInterface { dst, src, typ, .. } => {
                write!(f, "{dst} = interface t{} {src}", typ.0)
            }
            Inst::AssertInterface { dst, ok, src, to, checked, .. } => {
                let how = if *checked { "assert" } else { "convert" };
                write!(f, "{dst}, {} = {how} t{} {src}", Maybe(*ok), to.0)
            }
            Inst::AssertType { dst, ok, src, to, .. } => {
                write!(f, "{}, {} = assert t{} {src}", Maybe(*dst), Maybe(*ok), to.0)
            }
            Inst::EqualInterfaces { dst, a, b, .. } => write!(f, "{dst} = eq interface {a}, {b}"),
            Inst::Equal { dst, a, b, typ } => write!(f, "{dst} = eq t{} {a}, {b}", typ.0),
            Inst::MakeClosure { dst, func, captures } => {
                write!(f, "{dst} = closure f{}", func.0)?;
                for (_, value) in captures {
                    write!(f, ", {value}")?;
                }
                Ok(())
            }
            Inst::FuncValue { dst, func } => write!(f, "{dst} = func f{}", func.0),
            Inst::Call { callee, args, results } => {
                if !results.is_empty() {
                    write!(f, "{} = ", List(results))?;
                }
                write!(f, "call {callee}({})", List(args))
            }
            Inst::Defer { closure } => write!(f, "defer {closure}"),
            Inst::Go { closure } => write!(f, "go {closure}"),
            Inst::Panic { src } => write!(f, "panic {src}"),
            Inst::Recover { dst } => write!(f, "{dst} = recover"),
            Inst::FrameToken { dst } => write!(f, "{dst} = frame"),
            Inst::DeferIn { frame, closure } => write!(f, "defer {closure} in {frame}"),
            Inst::MakeChan { dst, typ, size } => write!(f, "{dst} = make chan t{} {size}", typ.0),
            Inst::Send { chan, value, .. } => write!(f, "send {chan}, {value}"),
            Inst::Recv { dst, ok, chan, .. } => {
                write!(f, "{}, {} = receive {chan}", Maybe(*dst), Maybe(*ok))
            }
            Inst::Close { chan } => write!(f, "close {chan}"),
            Inst::ChanLen { dst, chan } => write!(f, "{dst} = len chan {chan}"),
            Inst::ChanCap { dst, chan } => write!(f, "{dst} = cap chan {chan}"),
            Inst::Select { cases, default, chosen, ok } => {
                write!(f, "{chosen}, {} = select {}", Maybe(*ok), List(cases))?;
                if *default { f.write_str(", default") } else { Ok(()) }
            }
            Inst::TypeAddress { dst, typ } => write!(f, "{dst} = type t{}", typ.0),
            Inst::Print { src, typ } => write!(f, "print t{} {src}", typ.0),
            Inst::PrintText { text } => write!(f, "print {text:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_called_by_their_names() {
        let name = |part| match part {
            Part::Local(LocalId(3)) => Some("price".to_string()),
            Part::Function(FuncId(64)) => Some("fmt.Println".to_string()),
            Part::Type(RTypeId(5)) => Some("[]int".to_string()),
            _ => None,
        };
        let check = |text: &str, expected: &str| assert_eq!(named(text, name), expected);
        check("l3 = mul f64 l3, l4", "price = mul f64 price, l4");
        check("l1 = call f64(l3+8)", "l1 = call fmt.Println(price+8)");
        check("l1 = make slice t5 l3, 2", "l1 = make slice []int price, 2");
        check("l3 = \"l3 \\\" l3 é\" l3", "price = \"l3 \\\" l3 é\" price");
    }
}
