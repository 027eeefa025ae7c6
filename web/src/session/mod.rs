//! The session: the only one who talks to the training workers.
//!
//! - [`state`] is what the views read and what they may ask for.
//! - [`handle`] is how they read and ask: [`SessionHandle`].
//! - [`provider`] puts a handle into the component tree, with hooks.
//! - [`reducer`] decides: a state machine without browser and clock, events in, effects out.
//! - `driver` does: workers, files, ticks and animation frames. Natively there is none, and
//!   the session stays idle.

#[cfg(target_arch = "wasm32")]
mod driver;
mod handle;
mod provider;
#[cfg(any(target_arch = "wasm32", test))]
mod reducer;
mod state;
mod turns;
mod watch;

pub use handle::SessionHandle;
pub use provider::{SessionProvider, use_run, use_session};
pub use state::*;
pub use turns::Turns;
pub use watch::{Listeners, Subscription, Watch, use_watched};
