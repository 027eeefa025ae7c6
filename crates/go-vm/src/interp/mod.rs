//! The loop that carries out bytecode.
//!
//! [`run`] calls nothing, so that its few variables stay in registers in native code as well as in WebAssembly.
//! Whatever needs more (allocation without a ready object, panics, maps, channels, calls of functions not made yet) ends it
//! with `pc` at that instruction; the machine carries it out and calls it again.
//!
//! What makes it sound: the assembler gives slots below the frame's size only, and a call checks that the
//! callee's frame fits the stack; addresses are checked or masked, and what is added to them is less than the slack
//! behind the memory; jumps lead to instructions. Where a caller goes on stands in the stack, which lies in the program's
//! memory: a program that writes there through forged pointers (package `unsafe`) breaks the machine, as it would break Go's.
#![allow(unsafe_code)]

mod run;

use crate::heap::Cache;

pub use run::run;

/// What a call needs of a function.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Entry {
    /// The first instruction.
    pub code: *const u64,
    /// Words that it needs from the start of its frame on, with the frames' heads and arguments of what it calls.
    pub frame: u32,
    /// From here to there the frame is zeroed on entry.
    pub zero_from: u32,
    /// See `zero_from`.
    pub zero_to: u32,
    /// The slot that receives the closure, or [`NO_SLOT`].
    pub closure: u32,
}

/// No slot.
pub const NO_SLOT: u32 = u32::MAX;

/// Words before a frame: function and distance to the caller's frame, then where the caller goes on.
pub const HEAD: u32 = 2;

/// The interpreter's state, and what it must know of the machine. Pointers into the stack are 64-bit words.
#[repr(C)]
#[derive(Clone)]
pub struct Regs {
    /// The next instruction.
    pub pc: *const u64,
    /// The frame.
    pub fp: *mut u64,
    /// How many jumps and calls may still be made before others have their turn; below 0 when that is over.
    pub fuel: i64,
    /// Behind the stack.
    pub stack_end: *mut u64,
    /// The memory's base, mask and size.
    pub memory: *mut u8,
    /// See `memory`.
    pub mask: u64,
    /// See `memory`.
    pub size: u64,
    /// By number of function.
    pub funcs: *const Entry,
    /// How many there are.
    pub func_count: u64,
    /// By list of spans.
    pub caches: *mut Cache,
    /// The address of the words 0 to 255.
    pub small: u64,
}

/// The word before a frame that says which function runs in it and how far its caller's frame lies below.
pub fn head(func: u32, distance: u32) -> u64 {
    u64::from(func) | u64::from(distance) << 32
}

/// The number of the function of a `func`'s code word, or of a program counter.
pub fn func_of_code(word: u64) -> u64 {
    word >> 24
}

/// The code word of a function.
pub fn code_word(func: u32) -> u64 {
    u64::from(func) << 24
}
