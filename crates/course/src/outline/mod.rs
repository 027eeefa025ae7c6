//! The text of the outline, a file for each part of the course.

pub mod delivery;
pub mod go;
pub mod mlops;
