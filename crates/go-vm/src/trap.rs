//! What stops an instruction.

use crate::heap::OutOfMemory;

/// What stops an instruction or a native function.
#[derive(Clone, PartialEq, Debug)]
pub enum Trap {
    /// A function of package `runtime` is called, which panics: its linkname and arguments.
    Panic(&'static str, Vec<u64>),
    /// A panic with this value, an `any`.
    Value(u64, u64),
    /// The program ends with `fatal error:` and this text.
    Fatal(String),
    /// Likewise, for want of memory.
    OutOfMemory,
    /// The program ends.
    Exit(i32),
}

impl From<OutOfMemory> for Trap {
    fn from(_: OutOfMemory) -> Self {
        Trap::OutOfMemory
    }
}
