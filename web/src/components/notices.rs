//! What the learner should know, until it is dismissed.

use yew::prelude::*;

use crate::session::{Command, use_run, use_session};
use crate::words::{Key, fill, text};

#[component]
pub fn Notices() -> Html {
    let session = use_session();
    let notices = use_run(|state| state.notices.clone());
    html! {
        <div role="log" aria-label={text(Key::MessageAll)} aria-live="polite">
        <ul class="notices">
            { for notices.iter().map(|notice| {
                let id = notice.id;
                let onclick = {
                    let session = session.clone();
                    move |_| session.send(Command::Dismiss(id))
                };
                let warning = notice.warning.then_some("notices__item--warning");
                html! {
                    <li key={id} class={classes!("notices__item", warning)}>
                        <span class="notices__text">
                            if notice.warning {<strong>{ text(Key::MessageWarning) }{ " " }</strong>}
                            { &notice.text }
                        </span>
                        <button
                            type="button"
                            class="button button--quiet"
                            aria-label={fill(Key::MessageDismissThis, &[("text", &notice.text)])}
                            {onclick}
                        >
                            { text(Key::MessageDismiss) }
                        </button>
                    </li>
                }
            }) }
        </ul>
        </div>
    }
}
