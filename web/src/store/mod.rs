//! The learner's work, kept in the browser: runs and progress.
//!
//! `web/js/store.js` keeps it. Here is how the page saves, reads and shows it:
//!
//! - [`Store`] reads and writes; [`use_store`] hands it to a view.
//! - [`Saver`] saves one run as it goes on, and notices when another tab saved the same one.
//! - [`use_progress`] follows the progress in a topic and adds what the page's parts tell.
//! - [`use_all_progress`] follows the progress in all topics.
//! - [`WorkPanel`] exports, imports and deletes all of it.

mod desk;
mod handle;
mod module;
mod panel;
mod place;
mod progress;
mod saver;
mod words;

pub use handle::{Found, Kept, Run, Store, use_store};
pub use panel::WorkPanel;
pub use place::Place;
#[cfg(test)]
pub use progress::Answer;
pub use progress::{AllProgress, Progress, use_all_progress, use_progress};
pub use saver::{SaveState, Saver};
