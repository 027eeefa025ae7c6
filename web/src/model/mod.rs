//! The maths of the views: pure functions, tested without a browser.

pub mod activations;
pub mod changes;
pub mod checksum;
pub mod curve;
pub mod descent;
pub mod diagram;
pub mod digit;
pub mod drawing;
pub mod format;
pub mod groups;
pub mod plane;
pub mod readout;
pub mod setup;
pub mod shade;
pub mod slider;
pub mod text;
pub mod thumbnail;
pub mod upload;
pub mod weights;
pub mod wording;
