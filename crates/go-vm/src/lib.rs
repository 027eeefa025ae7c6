//! The machine that runs Go.
//!
//! A [`Machine`] takes code ([`burrow_go_ir::Code`]) and a [`Host`], and lets the program run in slices ([`Machine::run`]).
//! The program lives in one linear memory (`memory`, `heap`); functions are assembled to bytecode when they are first
//! called (`asm`), which a loop carries out that calls nothing (`interp`); all else, from maps to panics, is done by the machine around it
//! (`machine`), by native functions (`natives`) and by the scheduler (`sched`).

mod asm;
pub mod files;
mod heap;
mod host;
mod interp;
mod machine;
mod map;
mod memory;
mod natives;
mod panics;
mod print;
mod race;
mod sched;
mod slices;
pub mod step;
mod strings;
#[cfg(test)]
mod tests;
mod trace;
mod trap;
mod types;
mod world;

pub use host::{Host, Input};
pub use machine::{Limit, Machine, Options, Status};
pub use world::Stepping;
