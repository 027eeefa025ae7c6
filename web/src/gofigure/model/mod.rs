//! What is drawn of a moment of a program. Knows no browser.
//!
//! - [`names`] is what things are called: functions, types, objects on the heap.
//! - [`value`] is values as lines and boxes, with where their arrows lead.
//! - [`board`] is a whole moment: frames and objects, with what the last step changed.
//! - [`arrow`] is the way of an arrow between two boxes.
//! - [`calls`] is the calls as a tree, [`defers`] what is deferred and what has run of it.
//! - [`memory`] is values as bytes in rows, [`bits`] hashes bit by bit.
//! - [`timeline`] is what goroutines do, as lanes over time.
//! - [`source`] is the program's text in pieces.

pub mod arrow;
pub mod bits;
pub mod board;
pub mod calls;
pub mod defers;
pub mod memory;
pub mod names;
pub mod source;
pub mod timeline;
pub mod value;

pub use board::{Board, FrameBox, ObjectBox, Row, Shape};
pub use names::Numbers;
