//! Go's own standard library as packages of a program.
//!
//! The library is the source of a pinned Go release, read from a GOROOT; it is never part of this repository. What of it
//! only Go's own run time could carry is replaced by the overlay: small files of Go that stand on functions of the machine.

mod chain;
pub mod docs;
#[cfg(not(target_family = "wasm"))]
pub mod document;
pub mod embed;
#[cfg(not(target_family = "wasm"))]
mod library;
mod module;
pub mod overlay;
pub mod pack;
#[cfg(not(target_family = "wasm"))]
pub mod plan;
mod testmain;

pub use chain::{Chain, Packages};
pub use docs::Docs;
#[cfg(not(target_family = "wasm"))]
pub use library::Library;
pub use module::{Module, NoModule, Tree, names_in};
pub use overlay::SourceText;
pub use pack::{Index, Packs};
pub use testmain::{TestPackage, mark_tested};
