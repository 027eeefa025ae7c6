//! What is seen of a Go program that is stepped through, and what a stepper is told to do, as plain data.
//!
//! - [`state`]: a moment of a program: goroutines, their frames and variables, where it stands and why.
//! - [`value`]: what variables hold, in Go's own notation.
//! - [`object`]: what pointers lead to.
//! - [`order`]: what goroutines do to each other, data races and deadlocks.
//! - [`command`]: how to go on.
//! - [`limits`]: how much of a large program a state shows.
//!
//! The machine fills it in, the page draws it. Nothing here knows either.

pub mod command;
pub mod limits;
pub mod object;
pub mod order;
pub mod state;
pub mod value;

pub use command::{Command, Line, Settings};
pub use object::{Content, Entry, Object, Waiter};
pub use order::{Happening, Moment, Race, Touch, Wait};
pub use state::{
    Creator, Delayed, Frame, Goroutine, Panic, Place, Role, State, Status, Stop, Variable,
};
pub use value::{Address, Field, Value};
