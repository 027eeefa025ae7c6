//! The course as this learner takes it: on which path, how far it is done, and where to go on.
//!
//! - [`contents`] is what there is to do in the lessons, as the build has counted it.
//! - [`Account`] counts what of it is done; [`resume`] says where to go on.
//! - [`use_learner`] follows the path that was chosen and all progress.

mod account;
mod contents;
mod hook;
mod resume;
pub mod words;

pub use account::{Account, Share};
pub use contents::{contents, load};
pub use hook::{Learner, use_learner};
pub use resume::resume;
