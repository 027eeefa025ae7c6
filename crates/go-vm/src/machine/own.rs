//! Functions of the machine's own, in bytecode: what stands at the bottom of stacks and between frames.

use std::rc::Rc;

use burrow_go_ir::code::{Body, Function};
use burrow_go_syntax::Pos;

use crate::asm::op::{Op, word};
use crate::interp::HEAD;
use crate::world::World;

/// Calls the `func()` in its first word; then the goroutine ends.
pub const START: u32 = 1;
/// Calls the `func(any, uintptr, int64)` in its first word with the four words behind.
pub const START_TIMER: u32 = 2;
/// Where the end of [`START_TIMER`] begins.
pub const END_TIMER_AT: usize = 3;
/// Runs deferred calls for a panic, from its third word of code on. What it calls puts a result into its first words.
pub const UNWIND: u32 = 3;
/// Where [`UNWIND`] begins.
pub const UNWIND_AT: usize = 2;
/// The name of [`UNWIND`]: programs see it among their callers.
pub const PANIC: &str = "runtime.gopanic";
/// Runs an initialiser of library variables, the function with the number in its first word.
pub const INIT: u32 = 4;

fn function(name: &str, wrapper: bool) -> Function {
    Function {
        name: Rc::from(name),
        pos: Pos::NONE,
        locals: Vec::new(),
        params: Vec::new(),
        results: Vec::new(),
        closure: None,
        body: Body::Blocks(Vec::new()),
        boxed_results: Vec::new(),
        wrapper,
    }
}

fn call_closure(slot: u16, words: u32) -> [u64; 2] {
    [word(Op::CallClosure, slot, 0, 0), u64::from(words + HEAD) << 32]
}

/// Makes them known.
pub fn install(world: &mut World) {
    let mut start = call_closure(0, 1).to_vec();
    start.push(word(Op::Finish, 0, 0, 0));
    world.install_own(START, function("runtime.goexit", true), start, 1, vec![0]);

    let base = 5 + HEAD as u16;
    let mut timer = vec![word(Op::MovN, base, 1, 4)];
    timer.extend(call_closure(0, 5));
    timer.push(word(Op::Finish, 0, 0, 0));
    world.install_own(START_TIMER, function("runtime.goexit", true), timer, 5, vec![0, 2]);

    let unwind = vec![0, 0, word(Op::Unwind, 0, 0, 0)];
    world.install_own(UNWIND, function(PANIC, false), unwind, 4, vec![1]);

    let init = vec![word(Op::Init, 0, 0, 0), word(Op::InitEnd, 0, 0, 0)];
    world.install_own(INIT, function("runtime.doInit", true), init, 1, Vec::new());
}
