//! What every worker needs of its browser: messages, a clock, a way to let others in.

mod host;
mod inbox;

pub use host::{fail, later, next_task, now, send};
pub use inbox::Inbox;
