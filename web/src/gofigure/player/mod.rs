//! A figure's program and how it is moved.
//!
//! [`state`] is what the views read and may ask for, [`rules`] decides: a state machine without browser and clock.
//! [`hook`] joins it with the figure's Go session.

mod goal;
mod hook;
mod rules;
mod state;
#[cfg(test)]
mod tests;

pub use hook::{matches, use_player};
pub use state::{Command, Play, Step, written};
