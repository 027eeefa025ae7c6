//! The maths of the views: pure functions, tested without a browser.

pub mod activations;
pub mod colour;
pub mod curve;
pub mod descent;
pub mod diagram;
pub mod digit;
pub mod format;
pub mod plane;
pub mod slider;
pub mod text;
pub mod weights;
