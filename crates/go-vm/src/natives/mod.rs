//! Functions that Go declares without a body, or that the overlay gives none.
//!
//! A group of them is a file with `pub const NATIVES: &[(&str, Native)]`, a linkname and a function each, named in [`all`].
//! A linkname is `import/path.Name` or `import/path.(*T).Name`, or what a `go:linkname` says.
//!
//! A native function gets its frame: [`Machine::arg`] gives the first word of a parameter (scalars are one word, extended to 64 bits;
//! strings two, slices three, interfaces two), [`Machine::set_result`] sets the first word of a result.
//! It never calls Go itself, it answers with a [`Flow`]: return, wait, try again later, or call a `func` value
//! and go on with a function of its own behind that. A panic is a [`Trap`] that names a Go function of package `runtime` which
//! panics. It may allocate ([`Machine::alloc`]): no collection happens before it answers, so it need not guard addresses;
//! those that it keeps longer must be in its frame.

mod big;
pub mod bubble;
mod bytes;
pub mod chan;
mod collector;
mod files;
mod maps;
mod memory;
mod race;
mod reflect;
mod runtime;
pub mod signal;
mod sync;
pub mod time;

use crate::machine::Machine;
use crate::trap::Trap;

/// A native function.
pub type Native = fn(&mut Machine, Frame) -> Result<Flow, Trap>;

/// What goes on behind a call that a native function asked for. It gets the native's frame and where the results of the
/// call lie.
pub type After = fn(&mut Machine, Frame, u64) -> Result<Flow, Trap>;

/// The frame of a native function.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Its address.
    pub at: u64,
    /// The number of the function.
    pub func: u32,
}

/// How a native function ends.
pub enum Flow {
    /// It returns.
    Return,
    /// The goroutine has been parked; it returns when somebody has woken it.
    Wait,
    /// The goroutine has been parked; it is called again when somebody has woken it.
    Retry,
    /// The whole program waits for the host before the function is called again, so that it does not matter when input comes:
    /// the stepper's way.
    Starve,
    /// It has others run before it returns.
    Yield,
    /// A `func` value is called with these words; then the function goes on.
    Call { closure: u64, args: Vec<u64>, after: After },
    /// The goroutine ends, with its deferred calls.
    Goexit,
}

/// All native functions.
pub fn all() -> impl Iterator<Item = (&'static str, Native)> {
    const GROUPS: &[&[(&str, Native)]] = &[
        big::NATIVES,
        bubble::NATIVES,
        bytes::NATIVES,
        chan::NATIVES,
        collector::NATIVES,
        files::NATIVES,
        maps::NATIVES,
        memory::NATIVES,
        race::NATIVES,
        reflect::NATIVES,
        runtime::NATIVES,
        signal::NATIVES,
        sync::NATIVES,
        time::NATIVES,
    ];
    GROUPS.iter().copied().flatten().copied()
}
