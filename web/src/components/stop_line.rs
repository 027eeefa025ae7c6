//! Why training stopped by itself.

use yew::prelude::*;

use crate::session::{Status, use_run};
use crate::words::{Key, text};

#[component]
pub fn StopLine() -> Html {
    let stopped = use_run(|state| match &state.status {
        Status::Stopped { why } => Some(why.clone()),
        _ => None,
    });
    html! {
        if let Some(why) = stopped {
            <p class="stop-line" role="alert">
                <strong>{ text(Key::LabStopped) }</strong>{ " " }{ why }
            </p>
        }
    }
}
