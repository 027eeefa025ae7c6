//! An exercise in its place, as soon as what is kept of it has been read.

use std::rc::Rc;

use burrow_protocol::go::Conditions;
use yew::prelude::*;

use super::lab::Lab;
use crate::exercise::Place;
use crate::exercise::book::use_book;
use crate::exercise::order::Arrangement;
use crate::exercise::record::Record;
use crate::exercise::spec::{ExerciseSpec, Kind};
use crate::go::files::Source;
use crate::go::session::{GoProvider, GoState};
use crate::go::work::Work;
use crate::keeping::conflict_view;
use crate::part::part;
use crate::session::Watch;
use crate::words::lang;

/// A program that runs on for so many milliseconds is taken to have no end.
const LIMIT: u32 = 10_000;
/// As the course's own check runs it.
const MODULE: &str = "module learner\n\ngo 1.27\n";
const SEED: u64 = 1;

#[derive(Properties, PartialEq)]
pub struct StageProps {
    pub spec: Rc<ExerciseSpec>,
    pub place: Place,
}

#[component]
pub fn ExerciseStage(props: &StageProps) -> Html {
    let spec = &props.spec;
    let opened = use_book(spec.clone());
    let Some(book) = opened.book else {
        // As the build has drawn it.
        return html! { <pre class="exercise__starter"><code>{ &spec.starter }</code></pre> };
    };
    let begin = begin(spec, &book.state());
    html! {
        // The text around it may be in another language.
        <div class="exercise-lab" lang={lang().code()}>
            { for opened.conflict.map(conflict_view) }
            if let Some(warning) = opened.warning {
                <p class="exercise-lab__notice" role="status">{ warning }</p>
            }
            <GoProvider key={opened.edition} {begin}>
                { part!(Lab { spec: spec.clone(), book, place: props.place.clone() }) }
            </GoProvider>
        </div>
    }
}

/// What the session of an exercise begins with.
fn begin(spec: &ExerciseSpec, record: &Record) -> GoState {
    let mut beside = spec.files.clone();
    beside.push(Source::new("go.mod", MODULE));
    if !spec.check.is_empty() {
        beside.push(Source::new("check_test.go", &spec.check));
    }
    let conditions =
        Conditions { seed: Some(SEED), limit_ms: Some(LIMIT), ..Conditions::default() };
    GoState {
        work: Work::of(&[("main.go", &program(spec, &record.answer))]),
        beside: Rc::new(beside),
        conditions,
        ..GoState::default()
    }
}

/// The program that an answer makes.
pub fn program(spec: &ExerciseSpec, answer: &str) -> String {
    match spec.kind {
        Kind::Predict => spec.starter.clone(),
        Kind::Order => {
            arrangement(spec, answer).program(&spec.order.head, &spec.order.lines, &spec.order.tail)
        }
        Kind::Fill | Kind::Write | Kind::Fix => answer.to_string(),
    }
}

pub fn arrangement(spec: &ExerciseSpec, answer: &str) -> Arrangement {
    let n_lines = spec.order.lines.len();
    Arrangement::of_text(answer, n_lines).unwrap_or_else(|| Arrangement::first(n_lines))
}
