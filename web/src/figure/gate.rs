//! First say what you expect: a figure that follows a question waits for its answer.

use web_sys::Element;
use yew::prelude::*;

use crate::dom::field;
use crate::signals::{ANSWERED, KEPT, listen};
use crate::words::{Key, text};

/// Names the button that opens the gate without an answer.
pub const SKIP: &str = "skip";

/// Whether the gate is open, and what opens it without an answer.
#[hook]
pub fn use_gate(ask: Option<AttrValue>, element: Option<Element>) -> (bool, Callback<()>) {
    let open = use_state(|| ask.is_none());
    use_effect_with((ask, element), {
        let open = open.setter();
        move |(ask, element)| {
            if is_answered(ask.as_ref(), element.as_ref()) {
                open.set(true);
            }
            let listeners = ask.clone().map(|ask| {
                [ANSWERED, KEPT].map(|signal| {
                    let (ask, open) = (ask.clone(), open.clone());
                    listen(signal, move |detail| {
                        if field(&detail, "question").as_string().as_deref() == Some(ask.as_str()) {
                            open.set(true);
                        }
                    })
                })
            });
            move || drop(listeners)
        }
    });
    let skip = use_callback((), {
        let open = open.setter();
        move |(), ()| open.set(true)
    });
    (*open, skip)
}

pub fn gate(skip: &Callback<()>) -> Html {
    let skip = skip.reform(|_: MouseEvent| ());
    html! {
        <div class="gate">
            <p>{ text(Key::FigureGate) }</p>
            <button type="button" class="button" data-action={SKIP} onclick={skip}>{ text(Key::FigureSkip) }</button>
        </div>
    }
}

/// Whether the question was answered before the figure's lab was there.
fn is_answered(ask: Option<&AttrValue>, element: Option<&Element>) -> bool {
    let question = ask.zip(element).and_then(|(ask, element)| {
        let article = element.closest(".lesson").ok()??;
        article.query_selector(&format!("[data-question=\"{ask}\"][data-answer]")).ok()?
    });
    ask.is_none() || question.is_some()
}
