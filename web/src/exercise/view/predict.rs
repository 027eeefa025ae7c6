//! The program whose output is foreseen, and the field for it.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::PartProps;
use crate::session::use_watched;
use crate::words::{Key, text};

#[component]
pub fn PredictField(props: &PartProps) -> Html {
    let PartProps { spec, book } = props;
    let answer: Rc<str> = use_watched(book.clone(), |record| record.answer.as_str().into());
    let oninput = {
        let book = book.clone();
        move |event: InputEvent| {
            let field = event.target().and_then(|t| t.dyn_into::<HtmlTextAreaElement>().ok());
            if let Some(field) = field {
                book.change(|record| record.answer = field.value());
            }
        }
    };
    html! {
        <>
            <pre class="exercise__starter" tabindex="0"><code>{ &spec.starter }</code></pre>
            <label class="exercise-lab__predict">
                <span>{ text(Key::ExercisePredictLabel) }</span>
                <textarea
                    class="go__field exercise-lab__field"
                    rows="5"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    value={answer.to_string()}
                    {oninput}
                />
            </label>
        </>
    }
}
