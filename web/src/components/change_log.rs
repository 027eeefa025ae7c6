//! What was changed on the way: step, what, value.

use yew::prelude::*;

use crate::model::changes::describe;
use crate::model::format;
use crate::recipe::use_log_end;
use crate::session::use_session;
use crate::words::{Key, fill, plural, text};

/// A long log is in the file; the page shows its end.
const SHOWN: usize = 50;

#[component]
pub fn ChangeLog() -> Html {
    let end = use_log_end();
    let session = use_session();
    let recipe = use_memo(end, move |_| session.state().recipe);
    let hidden = recipe.log.len().saturating_sub(SHOWN);
    // A list that scrolls is reached by the keyboard; an empty one is nothing to stop at.
    let stop = (!recipe.log.is_empty()).then_some("0");
    let left_out = plural(hidden as u64, Key::ChangesHiddenOne, Key::ChangesHiddenOther);
    html! {
        <section class="change-log" aria-labelledby="changes-title">
            <h3 id="changes-title">{ text(Key::ChangesTitle) }</h3>
            if recipe.log.is_empty() {
                <p class="change-log__note">{ text(Key::ChangesNone) }</p>
            }
            if hidden > 0 {
                <p class="change-log__note">{ fill(left_out, &[("n", &format::whole(hidden as u64))]) }</p>
            }
            <ol class="change-log__list" tabindex={stop} aria-labelledby="changes-title">
                { for recipe.log[hidden..].iter().map(|change| {
                    let (what, to) = describe(change, &recipe.initial);
                    html! {
                        <li>
                            <span class="change-log__step">{ fill(Key::ChangesStep, &[("step", &format::whole(change.step))]) }{ " " }</span>
                            { what }{ " → " }<span class="number">{ to }</span>
                        </li>
                    }
                }) }
            </ol>
        </section>
    }
}
