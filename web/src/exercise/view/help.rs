//! What helps: hints in their order, and work at an earlier version of the exercise.

use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement};
use yew::prelude::*;

use crate::dom::elements;
use crate::exercise::Place;
use crate::exercise::book::Book;
use crate::model::format;
use crate::session::use_watched;
use crate::words::{Key, fill, lang, text};

/// The hints of the text come one after the other: the next one when that before it was opened.
#[hook]
pub fn use_hints(book: &Book, place: &Place) {
    let n_taken = use_watched(book.clone(), |record| record.n_hints);
    use_effect_with((place.clone(), n_taken), |(place, n_taken)| {
        let hints: Vec<Element> = elements(&place.exercise, ".exercise__hint").collect();
        for (at, hint) in hints.iter().enumerate() {
            // Setting an attribute of a good name does not fail.
            let _ = hint.toggle_attribute_with_force("hidden", at > *n_taken);
            if let Ok(Some(summary)) = hint.query_selector("summary") {
                summary.set_text_content(Some(&name(at, hints.len())));
                let _ = summary.set_attribute("lang", lang().code());
            }
        }
    });
    use_effect_with((place.clone(), book.clone()), |(place, book)| {
        let hints = elements(&place.exercise, ".exercise__hint").enumerate();
        let opened: Vec<EventListener> = hints
            .filter_map(|(at, hint)| Some((at, hint.dyn_into::<HtmlDetailsElement>().ok()?)))
            .map(|(at, hint)| {
                let (details, book) = (hint.clone(), book.clone());
                EventListener::new(&hint, "toggle", move |_| {
                    if details.open() {
                        book.change(|record| record.n_hints = record.n_hints.max(at + 1));
                    }
                })
            })
            .collect();
        move || drop(opened)
    });
}

fn name(at: usize, n_hints: usize) -> String {
    let [n, all] = [at + 1, n_hints].map(|number| format::whole(number as u64));
    fill(Key::ExerciseHint, &[("n", &n), ("all", &all)])
}

#[derive(Properties, PartialEq)]
pub struct OlderProps {
    pub book: Book,
    pub put: Callback<String>,
}

/// Work at an exercise that has changed since: kept, and not mixed in.
#[component]
pub fn Older(props: &OlderProps) -> Html {
    let older: Rc<[String]> = use_watched(props.book.clone(), |record| record.older.clone().into());
    let Some(newest) = older.first() else { return html! {} };
    let take = {
        let (put, answer) = (props.put.clone(), newest.clone());
        move |_| put.emit(answer.clone())
    };
    let forget = {
        let book = props.book.clone();
        move |_| book.change(|record| record.older.clear())
    };
    html! {
        <div class="exercise-lab__notice">
            <p>{ text(Key::ExerciseOlder) }</p>
            <details>
                <summary>{ text(Key::ExerciseOlderShow) }</summary>
                { for older.iter().map(|answer| html! { <pre class="exercise-lab__older" tabindex="0"><code>{ answer }</code></pre> }) }
            </details>
            <p class="exercise-lab__bar">
                <button type="button" class="button" onclick={take}>{ text(Key::ExerciseOlderTake) }</button>
                <button type="button" class="button button--quiet" onclick={forget}>{ text(Key::ExerciseOlderForget) }</button>
            </p>
        </div>
    }
}
