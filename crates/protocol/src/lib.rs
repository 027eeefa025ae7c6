//! Plain data that crosses between the page and its workers.
//!
//! Everything here is data and serde: no browser, no tensors, no clock. The page and
//! the worker link the same types, so there is nothing to keep in step by hand.
//!
//! - [`settings`]: what a lab trains, as one typed record.
//! - [`params`]: the table that declares each of its parameters once; the controls, the
//!   link codec, the keyboard map and the help text are made from it.
//! - [`recipe`]: settings, a log of changes and a step: all that it takes to replay a run.
//! - [`link`]: a recipe as text, for a URL or a file.
//! - [`network`]: where each weight of a network stands in the flat list of parameters.
//! - [`message`]: the two enums, page to worker and worker to page; [`go`]: those of the Go worker.
//! - [`stages`]: what a Go file is on its way to a program that runs.
//! - [`frame`]: what the page draws, [`colour`]: in which colours.
//! - [`goal`]: what a learner is asked to reach in a figure.
//! - [`txtar`]: several files in one text.

pub mod colour;
pub mod frame;
pub mod go;
pub mod goal;
pub mod link;
pub mod message;
pub mod network;
pub mod params;
pub mod recipe;
pub mod settings;
pub mod stages;
pub mod txtar;
