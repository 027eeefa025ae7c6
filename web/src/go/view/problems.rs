//! What is wrong with the program: a list that leads to each place, with a plain explanation.

use burrow_go_explain::explain;
use burrow_protocol::go::Diagnostic;
use yew::prelude::*;

use crate::go::files::units;
use crate::go::session::{Command, GoHandle, use_go, use_go_session};
use crate::go::wording;
use crate::signals::{PLACE, tell_value};
use crate::words::{Key, lang, text};

#[component]
pub fn Problems() -> Html {
    let session = use_go_session();
    let problems = use_go(|state| state.problems.clone());
    html! {
        <div class="problems">
            <p class="problems__count" role="status">
                if !problems.is_empty() { { wording::count(&problems) } }
            </p>
            if !problems.is_empty() {
                <ol class="problems__list" aria-label={text(Key::GoProblemsAll)}>
                    { for problems.iter().map(|problem| view(problem, &session)) }
                </ol>
            }
        </div>
    }
}

fn view(problem: &Diagnostic, session: &GoHandle) -> Html {
    let onclick = {
        let (session, problem) = (session.clone(), problem.clone());
        move |_| go_to(&session, &problem)
    };
    html! {
        <li class="problems__item">
            <button type="button" class="problems__place" {onclick}>
                <span class="problems__mark">{ wording::severity(problem) }</span>
                { " " }
                <span class="problems__where">{ wording::place(problem) }</span>
                { " " }
                <span class="problems__message">{ &problem.message }</span>
            </button>
            if let Some(explanation) = explanation(problem) {
                <p class="problems__explanation">{ explanation }</p>
            }
        </li>
    }
}

/// What a message means and what to try, in the language of the page.
pub fn explanation(problem: &Diagnostic) -> Option<String> {
    explain(&problem.code, &problem.message, lang().code()).map(str::to_string)
}

/// Shows the file and puts the cursor where the problem is.
fn go_to(session: &GoHandle, problem: &Diagnostic) {
    let state = session.state();
    let Some(at) = state.work.files.iter().position(|file| *file.name == *problem.file) else {
        return;
    };
    session.send(Command::Show(at));
    let text = state.work.files[at].text.clone();
    let place = units(&text, problem.start.line, problem.start.units);
    // The editor shows the file after the next render.
    gloo::timers::callback::Timeout::new(0, move || tell_value(PLACE, &place.into())).forget();
}
