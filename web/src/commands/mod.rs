//! What a learner can do with a button or a single key: one file and one record each.
//!
//! Buttons, the keyboard and the help dialog are all made from [`ACTIONS`].

mod copy_link;
mod help;
mod play;
mod reset;
mod step;

use yew::Callback;

use crate::routes::Route;
use crate::session::SessionHandle;

pub use copy_link::COPY_LINK;
pub use help::HELP;
pub use play::PLAY;
pub use reset::RESET;
pub use step::STEP;

/// What an action acts on.
#[derive(Clone, PartialEq)]
pub struct Stage {
    pub session: SessionHandle,
    pub open_help: Callback<()>,
}

/// One thing that a learner can do.
pub struct Action {
    pub label: &'static str,
    /// One sentence for the help dialog.
    pub help: &'static str,
    pub key: char,
    pub applies: fn(Route) -> bool,
    pub perform: fn(&Stage),
}

pub static ACTIONS: &[&Action] = &[&PLAY, &STEP, &RESET, &COPY_LINK, &HELP];

fn in_playground(route: Route) -> bool {
    route == Route::Playground
}
