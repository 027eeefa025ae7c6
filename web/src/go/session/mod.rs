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
pub use output::{Block, Output, Writer};
pub use provider::{GoProvider, use_go, use_go_session};
pub use state::*;

/// Whether a program may take the page's worker without being asked to: no other one runs in it.
pub fn is_worker_free() -> bool {
    #[cfg(target_arch = "wasm32")]
    return desk::is_free();
    #[cfg(not(target_arch = "wasm32"))]
    true
}
