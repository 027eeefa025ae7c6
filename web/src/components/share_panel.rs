//! A link that replays the run, and files to keep it.

use crate::part::part;
use burrow_protocol::link;
use yew::prelude::*;

use crate::commands::{COPY_LINK, Stage};
use crate::components::change_log::ChangeLog;
use crate::components::files::{Files, download};
use crate::recipe::use_log_end;
use crate::session::use_session;
use crate::share;
use crate::words::{Key, text};

#[component]
pub fn SharePanel() -> Html {
    let session = use_session();
    let stage = use_context::<Stage>();
    // Measured when the log grows, not with every step.
    let (changes, _) = use_log_end();
    let fits = use_memo((changes, session.clone()), |(_, session)| {
        share::fits_link(&session.state().recipe)
    });
    let copy = move |_| {
        if let Some(stage) = &stage {
            (COPY_LINK.perform)(stage);
        }
    };
    let save_recipe = move |_| {
        let text = link::to_text(&session.state().recipe);
        download("burrow-run.txt", text.as_bytes());
    };
    html! {
        <section class="share" aria-labelledby="share-title">
            <h2 class="panel__title" id="share-title">{ text(Key::ShareTitle) }</h2>
            if *fits {
                <p class="share__note">{ text(Key::ShareNote) }</p>
            } else {
                <p class="share__note">{ text(Key::ShareTooLong) }</p>
            }
            <div class="share__buttons">
                <button
                    type="button"
                    class="button"
                    disabled={!*fits}
                    aria-keyshortcuts={COPY_LINK.key.to_string()}
                    onclick={copy}
                >
                    { text(COPY_LINK.label) }
                </button>
                <button type="button" class="button" onclick={save_recipe}>{ text(Key::ShareDownload) }</button>
            </div>
            { part!(Files) }
            { part!(ChangeLog) }
        </section>
    }
}
