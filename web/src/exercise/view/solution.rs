//! The solution beside the learner's own answer, once an attempt has been made.

use yew::prelude::*;

use super::PartProps;
use super::stage::program;
use crate::components::details::use_details;
use crate::exercise::spec::Kind;
use crate::session::use_watched;
use crate::words::{Key, text};

#[component]
pub fn Solution(props: &PartProps) -> Html {
    let PartProps { spec, book } = props;
    let may = use_watched(book.clone(), |record| record.is_tried || record.is_solved);
    let answer = use_watched(book.clone(), |record| record.answer.clone());
    let (open, ontoggle) = use_details();
    if !may {
        return html! { <p class="exercise-lab__later">{ text(Key::ExerciseSolutionLater) }</p> };
    }
    let own = match spec.kind {
        Kind::Predict => answer,
        _ => program(spec, &answer),
    };
    let side = |title, code: &str| {
        html! {
            <div class="exercise-lab__side">
                <h4>{ text(title) }</h4>
                <pre tabindex="0"><code>{ code.to_string() }</code></pre>
            </div>
        }
    };
    html! {
        <details class="exercise-lab__solution" {ontoggle}>
            <summary>{ text(Key::ExerciseSolution) }</summary>
            if open {
                <div class="exercise-lab__pair">
                    { side(Key::ExerciseOwn, &own) }
                    { side(Key::ExerciseSolution, &spec.solution) }
                </div>
            }
        </details>
    }
}
