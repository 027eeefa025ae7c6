//! Go's tools beside the compiler, for the command line and for the page.
//!
//! What Go's library can do is done by it, in a small Go program that the machine keeps ready.

pub mod doc;
pub mod format;
mod service;
mod vet;

pub use format::Formatter;
pub use vet::vet;
