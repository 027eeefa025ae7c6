//! Which calls are under way, as `runtime.Callers` and the traces of a program's end show them.
//!
//! A program counter is the code word of a function plus one plus the number of the instruction's word; the code word
//! itself stands for the function as a whole. Wrappers that the compiler made are never shown, and of package `runtime`
//! only what programs can call.

use std::fmt::Write;
use std::rc::Rc;

use burrow_go_ir::code::FuncId;
use burrow_go_syntax::Pos;

use crate::asm::Made;
use crate::interp::{code_word, func_of_code};
use crate::machine::{Call, Machine, PANIC};
use crate::sched::{GoId, State};
use crate::world::FIRST_FUNC;

/// How many calls are shown of each end of a deep stack.
const SHOWN: usize = 50;

/// What stands at a program counter.
pub struct Info {
    /// The function's name.
    pub name: Rc<str>,
    /// The file.
    pub file: Rc<str>,
    /// The line, from 1.
    pub line: u32,
    /// The function's code word.
    pub entry: u64,
}

/// What stands at a program counter or a code word. A function that has not been called yet has only its own place.
pub fn info(m: &mut Machine, pc: u64) -> Option<Info> {
    let number = func_of_code(pc) as u32;
    let entry = code_word(number);
    let (name, pos) = match m.world.made.get(number as usize)? {
        Some(made) => match (pc - entry) as u32 {
            0 => (made.function.name.clone(), made.function.pos),
            at if at as usize <= made.code.len() => (made.function.name.clone(), made.pos(at - 1)),
            _ => return None,
        },
        None if pc == entry => {
            let function = m.world.code.function(FuncId(number.checked_sub(FIRST_FUNC)?));
            (function.name.clone(), function.pos)
        }
        None => return None,
    };
    let (file, line) = place(m, pos);
    Some(Info { name, file, line, entry })
}

/// The program counters of the running goroutine's calls, without that of the native function that asks. Where package
/// runtime asks for the wrapper that called it, that one is the first.
pub fn callers(m: &Machine) -> Vec<u64> {
    let Some(id) = m.sched.current() else { return Vec::new() };
    let mut calls = m.frames(id).into_iter().skip(1).peekable();
    let asked_by_wrapper = calls.peek().is_some_and(|call| {
        made(m, *call).is_some_and(|made| &*made.function.name == "runtime.panicwrap")
    });
    if asked_by_wrapper {
        return calls.skip(1).map(pc).collect();
    }
    calls.filter(|&call| made(m, call).is_some_and(|made| !made.function.wrapper)).map(pc).collect()
}

/// The trace of the running goroutine, or of all.
pub fn running(m: &Machine, all: bool) -> String {
    let shown: Vec<GoId> =
        if all { m.sched.all() } else { m.sched.current().into_iter().collect() };
    let traces: Vec<String> =
        shown.into_iter().filter(|&id| !m.sched.is_system(id)).map(|id| goroutine(m, id)).collect();
    traces.join("\n")
}

/// The trace of one goroutine.
pub fn goroutine(m: &Machine, id: GoId) -> String {
    let state = match m.sched.state(id) {
        State::Waiting(reason) => reason.text(),
        State::Running => "running",
        _ => "runnable",
    };
    let mut text = format!("goroutine {} [{state}]:\n", m.sched.goid(id));
    let mut calls: Vec<Call> = m.frames(id).into_iter().filter(|&call| is_shown(m, call)).collect();
    // A panic is shown where deferred calls run above it.
    let first = calls.iter().position(|&call| !is_panic(m, call)).unwrap_or(calls.len());
    calls.drain(..first);
    let hidden = calls.len().saturating_sub(2 * SHOWN);
    for (index, &call) in calls.iter().enumerate() {
        if hidden > 0 && index == SHOWN {
            let _ = writeln!(text, "...{hidden} frames elided...");
        }
        if hidden == 0 || index < SHOWN || index >= SHOWN + hidden {
            write_call(m, call, &mut text);
        }
    }
    if let Some((call, parent)) = m.creator(id)
        && let Some(made) = made(m, call)
    {
        let (file, line) = place(m, made.pos(call.at));
        let name = &made.function.name;
        let _ = writeln!(
            text,
            "created by {name} in goroutine {parent}\n\t{file}:{line} +{:#x}",
            8 * (call.at + 1)
        );
    }
    text
}

fn write_call(m: &Machine, call: Call, text: &mut String) {
    let Some(made) = made(m, call) else { return };
    if &*made.function.name == PANIC {
        let _ = writeln!(text, "panic(...)\n\tpanic.go:1 +{:#x}", 8 * (call.at + 1));
        return;
    }
    let (file, line) = place(m, made.pos(call.at));
    let name = &made.function.name;
    let args = if made.function.params.is_empty() { "" } else { "..." };
    let _ = writeln!(text, "{name}({args})\n\t{file}:{line} +{:#x}", 8 * (call.at + 1));
}

fn is_shown(m: &Machine, call: Call) -> bool {
    made(m, call).is_some_and(|made| {
        let inside = made.function.name.strip_prefix("runtime.");
        let exported = inside.is_none_or(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
        !made.function.wrapper && (exported || &*made.function.name == PANIC)
    })
}

fn is_panic(m: &Machine, call: Call) -> bool {
    made(m, call).is_some_and(|made| &*made.function.name == PANIC)
}

fn made(m: &Machine, call: Call) -> Option<&Rc<Made>> {
    m.world.made.get(call.func as usize)?.as_ref()
}

fn pc(call: Call) -> u64 {
    code_word(call.func) + 1 + u64::from(call.at)
}

fn place(m: &Machine, pos: Pos) -> (Rc<str>, u32) {
    match m.world.code.place(pos) {
        Some(place) => (place.file, place.line),
        None => ("?".into(), 0),
    }
}
