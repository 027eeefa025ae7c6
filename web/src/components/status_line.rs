//! Tells screen readers what the run does: when it changes, and every ten seconds.

use gloo::timers::callback::Interval;
use yew::prelude::*;

use crate::model::wording;
use crate::session::{Status, use_run, use_session};

const EVERY_MS: u32 = 10_000;

#[component]
pub fn StatusLine() -> Html {
    let session = use_session();
    let text = use_state(String::new);
    // What is worth a word at once; the numbers of a replay are not.
    let moment = use_run(|state| {
        let kind = std::mem::discriminant(&state.status);
        (kind, state.backend.as_ref().map(|backend| backend.gpu))
    });
    let running =
        use_run(|state| matches!(state.status, Status::Playing | Status::Replaying { .. }));
    let setter = text.setter();
    use_effect_with((moment, running, session), move |(_, running, session)| {
        let session = session.clone();
        let say = move || setter.set(wording::announcement(&session.state()));
        say();
        let interval = running.then(|| Interval::new(EVERY_MS, say));
        move || drop(interval)
    });
    html! { <p class="visually-hidden" role="status">{ (*text).clone() }</p> }
}
