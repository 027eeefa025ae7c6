//! What a learner can do with a button or a single key: one file and one record each.
//!
//! Buttons, the keyboard and the help dialog are all made from these records: [`HELP`] and [`SEARCH`]
//! work on every page, those of [`crate::labs`] in the playground.

mod copy_link;
pub mod go;
mod help;
mod play;
mod reset;
mod search;
mod step;

use yew::Callback;

use crate::go::session::GoHandle;
use crate::session::SessionHandle;
use crate::words::Key;

pub use copy_link::COPY_LINK;
pub use help::HELP;
pub use play::PLAY;
pub use reset::RESET;
pub use search::SEARCH;
pub use step::STEP;

/// What an action acts on.
#[derive(Clone, PartialEq)]
pub struct Stage {
    pub session: SessionHandle,
    /// How a run begins again where that is not at step 0.
    pub begin_again: Option<Callback<()>>,
    /// On the Go playground.
    pub go: Option<GoHandle>,
    pub open_help: Callback<()>,
}

/// One thing that a learner can do.
pub struct Action {
    /// Names it in the page: `data-action`.
    pub name: &'static str,
    pub label: Key,
    /// One sentence for the help dialog.
    pub help: Key,
    /// The key, as `aria-keyshortcuts` has it. A single character works while nobody types, and only
    /// where single keys are on; a combination or a named key works at any time.
    pub key: &'static str,
    pub perform: fn(&Stage),
}
