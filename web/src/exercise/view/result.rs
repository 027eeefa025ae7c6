//! What a check or a run came to.

use std::rc::Rc;

use burrow_course::verdict::Failure;
use yew::prelude::*;

use crate::exercise::predict::{self, Line};
use crate::exercise::spec::{ExerciseSpec, Kind};
use crate::exercise::verdict::{Ended, State, Test, Trouble, Verdict, in_words, trouble};
use crate::exercise::wording;
use crate::go::session::{GoState, Outcome, use_go};
use crate::go::view::output::{InputForm, Written};
use crate::go::view::problems::Problems;
use crate::go::wording as go_wording;
use crate::part::part;
use crate::words::{Key, text};

/// What was asked for last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Nothing,
    Check,
    Run,
}

/// What a check came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    Tests(Verdict),
    /// No lines where all are right.
    Lines {
        lines: Vec<Line>,
        mistake: Option<String>,
    },
}

impl Told {
    fn is_solved(&self) -> bool {
        match self {
            Self::Tests(verdict) => verdict.is_solved,
            Self::Lines { lines, .. } => lines.is_empty(),
        }
    }

    fn headline(&self) -> String {
        match self {
            Self::Tests(verdict) => wording::headline(verdict),
            Self::Lines { lines, .. } => wording::prediction(lines),
        }
    }

    fn mistake(&self) -> Option<&str> {
        match self {
            Self::Tests(Verdict { mistake, .. }) | Self::Lines { mistake, .. } => {
                mistake.as_deref()
            }
        }
    }
}

pub fn result(spec: &ExerciseSpec, shown: Shown, told: Option<Rc<Told>>) -> Html {
    let told = told.filter(|_| shown == Shown::Check);
    let is_typed = !matches!(spec.kind, Kind::Order | Kind::Predict);
    html! {
        <div class="exercise-lab__result">
            { part!(StatusLine { shown, told: told.clone(), lang: spec.lang.clone() }) }
            { for told.iter().map(|told| details(told, &spec.lang)) }
            // Lines that wait to be ordered, and a program that is only read, are nobody's mistakes.
            if is_typed || shown != Shown::Nothing { { part!(Problems) } }
            { part!(Output { shown, is_told: told.is_some() }) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct StatusProps {
    shown: Shown,
    told: Option<Rc<Told>>,
    /// The language of the lesson's sentences.
    lang: AttrValue,
}

/// Read out: the outcome, and the mistake that shows.
#[component]
fn StatusLine(props: &StatusProps) -> Html {
    let goes_on = use_go(go_wording::status);
    let is_active = use_go(|state| state.program.is_active());
    let why = use_go(why);
    let told = props.told.as_ref().filter(|_| !is_active);
    let class = match told {
        Some(told) if told.is_solved() => "exercise-lab__status exercise-lab__status--good",
        Some(_) => "exercise-lab__status exercise-lab__status--bad",
        None if why.is_some() => "exercise-lab__status exercise-lab__status--bad",
        None => "exercise-lab__status",
    };
    html! {
        <div {class} role="status">
            if let Some(told) = told {
                <p><strong>{ if told.is_solved() { "✓ " } else { "✗ " } }{ told.headline() }</strong></p>
                if let Some(mistake) = told.mistake() {
                    <p class="exercise-lab__mistake" lang={&props.lang}>{ mistake.to_string() }</p>
                }
            } else if props.shown != Shown::Nothing {
                <p>{ goes_on }</p>
                if let Some(why) = why.filter(|_| !is_active) { <p>{ why }</p> }
            }
        </div>
    }
}

/// Why a program that was run broke off.
fn why(state: &GoState) -> Option<String> {
    let Some(Outcome::Ended(end)) = &state.outcome else { return None };
    let output = state.output.text();
    let trouble = trouble(Ended { end, output: &output, problems: &state.problems })?;
    Some(wording::told(&trouble))
}

fn details(told: &Told, lang: &AttrValue) -> Html {
    match told {
        Told::Tests(verdict) => html! {
            <>
                { for verdict.failures.iter().map(|one| failure(one, lang)) }
                if verdict.trouble != Some(Trouble::NotBuilt) { { tests(&verdict.tests, lang) } }
            </>
        },
        Told::Lines { lines, .. } => html! {
            if !lines.is_empty() {
                <ol class="exercise-lab__lines">{ for lines.iter().map(line) }</ol>
            }
        },
    }
}

/// A test that failed, in its own words.
fn failure(failure: &Failure, lang: &AttrValue) -> Html {
    let value = |key, value: &Option<String>| {
        html! {
            if let Some(value) = value {
                <dt>{ text(key) }</dt><dd><pre tabindex="0">{ value }</pre></dd>
            }
        }
    };
    html! {
        <section class="exercise-lab__failure">
            <h4>{ "✗ " }<span {lang}>{ in_words(&failure.test) }</span></h4>
            <p {lang}>{ &failure.sentence }</p>
            <dl>
                { value(Key::ExerciseInput, &failure.input) }
                { value(Key::ExerciseWant, &failure.want) }
                { value(Key::ExerciseGot, &failure.got) }
            </dl>
        </section>
    }
}

fn tests(tests: &[Test], lang: &AttrValue) -> Html {
    let mark = |state| match state {
        State::Passed => "✓",
        State::Failed => "✗",
        State::Unknown => "–",
    };
    html! {
        <ul class="exercise-lab__tests" aria-label={text(Key::ExerciseTests)}>
            { for tests.iter().map(|test| html! {
                <li>{ mark(test.state) }{ " " }<span {lang}>{ in_words(&test.name) }</span>{ ": " }{ wording::state(test.state) }</li>
            }) }
        </ul>
    }
}

fn line(line: &Line) -> Html {
    let is_right = line.state == predict::State::Right;
    html! {
        <li class={classes!("exercise-lab__line", (!is_right).then_some("exercise-lab__line--wrong"))}>
            <code>{ &line.text }</code>{ " " }
            <span>{ if is_right { "✓ " } else { "✗ " } }{ wording::line(line) }</span>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct OutputProps {
    shown: Shown,
    is_told: bool,
}

/// What the program writes; what the tests write is told above, and can be read as it is.
#[component]
fn Output(props: &OutputProps) -> Html {
    let is_empty = use_go(|state| state.output.is_empty());
    let asks = use_go(|state| state.asks && state.program.is_active());
    let is_active = use_go(|state| state.program.is_active());
    match props.shown {
        Shown::Nothing => html! {},
        Shown::Check if is_empty || (!props.is_told && !is_active) => html! {},
        Shown::Check => html! {
            <details class="exercise-lab__written">
                <summary>{ text(Key::ExerciseWritten) }</summary>
                { part!(Written) }
            </details>
        },
        Shown::Run => html! {
            <>
                { part!(Written) }
                if asks { { part!(InputForm) } }
            </>
        },
    }
}
