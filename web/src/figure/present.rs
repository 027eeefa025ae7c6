//! Before a figure's description, which the lesson wrote of the run that it opens with: the present
//! state, once the learner has operated the figure.

use burrow_protocol::recipe::Recipe;
use yew::prelude::*;

use crate::frames::use_frame;
use crate::model::wording;
use crate::part::part;
use crate::session::{use_run, use_session};
use crate::words::{Key, fill};

/// A text that is read needs no more.
const EVERY_MS: u32 = 1000;

#[derive(Properties, PartialEq)]
pub struct PresentProps {
    /// The run as the figure opens it.
    pub opened: Recipe,
}

#[component]
pub fn Present(props: &PresentProps) -> Html {
    let opened = props.opened.clone();
    let operated = use_run(move |state| *state.recipe != opened);
    html! { if operated { { part!(Words) } } }
}

#[component]
fn Words() -> Html {
    let session = use_session();
    // The frames tell of the rest.
    use_run(|state| std::mem::discriminant(&state.status));
    use_frame(EVERY_MS);
    let now = wording::announcement(&session.state());
    html! { <p class="figure-lab__more">{ fill(Key::FigurePresent, &[("now", &now)]) }</p> }
}
