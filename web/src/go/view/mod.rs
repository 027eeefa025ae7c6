//! The parts of the Go playground.

pub mod bar;
pub mod code;
pub mod disk;
pub mod output;
pub mod problems;
pub mod step;
pub mod tabs;
