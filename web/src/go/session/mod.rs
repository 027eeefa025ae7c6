//! A session with the Go engine: one program of the learner's, in the Go playground, an exercise or a
//! figure. Only sessions talk to the Go worker, and those of one page share it (`desk`).
//!
//! As [`crate::session`]: [`state`] is what the views read and may ask for, [`reducer`] decides (a
//! state machine without browser and clock), `driver` does.

#[cfg(target_arch = "wasm32")]
mod desk;
#[cfg(target_arch = "wasm32")]
mod driver;
mod handle;
mod output;
mod provider;
#[cfg(any(target_arch = "wasm32", test))]
mod reducer;
mod state;

pub use handle::GoHandle;
pub use output::{Block, Writer};
pub use provider::{GoProvider, use_go, use_go_session};
pub use state::*;
