//! A learner's Go programs from their files to their end.
//!
//! A [`Session`] checks programs and builds them; what it has read of the library stays for the next program. A [`Run`] is a
//! program that runs, slice by slice, as its owner gives it time: with its input and output, its files in memory, and its
//! limits; a [`Walk`] is one that is stepped through. A [`Library`] is Go's library in packs, of which only those are fetched that a program's imports need.
//!
//! There is no browser and no clock in here: a [`World`] brings the clocks along.

mod complete;
mod diagnostics;
mod folder;
mod formatting;
mod host;
mod library;
mod output;
mod pace;
mod places;
mod run;
mod session;
mod stages;
mod walk;

pub use complete::Spot;
pub use folder::imports;
pub use formatting::{Formatter, formatter_files};
pub use host::World;
pub use library::Library;
pub use output::Output;
pub use run::{Next, Run};
pub use session::{Built, Completions, Session, all_tests};
pub use walk::{Halt, Walk};
