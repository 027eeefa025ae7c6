//! Random Go programs that are right, and sources that are wrong: what the Go engine is tested with.
//!
//! [`program`] makes a program from a seed. It has no errors, comes to an end, and what it prints depends on the seed alone: nothing in
//! it depends on the order of a map, on how an implementation grows a slice, or on the order in which an expression
//! reads a variable and calls a function that changes it. So every implementation of Go must print the same.
//!
//! [`mutate`] changes a few words of a source. Most of what comes out has errors, some of it none.

mod access;
mod blocks;
mod constants;
mod expr;
mod functions;
mod generator;
mod literals;
mod mixing;
mod mutation;
mod panics;
mod random;
mod statements;
mod tour;
mod types;

pub use generator::program;
pub use mutation::mutate;
pub use random::Random;
