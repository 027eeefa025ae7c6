//! An exercise at work: the answer, what can be done with it, what came of it, and what helps.

use std::rc::Rc;

use burrow_protocol::go::How;
use yew::prelude::*;

use super::help::{Older, use_hints};
use super::order::OrderList;
use super::predict::PredictField;
use super::result::{Shown, Told, result};
use super::solution::Solution;
use super::stage::program;
use crate::exercise::Place;
use crate::exercise::book::Book;
use crate::exercise::pattern::shows;
use crate::exercise::predict::differences;
use crate::exercise::spec::{ExerciseSpec, Kind};
use crate::exercise::verdict::{Ended, Verdict, first_shown, judge};
use crate::go::session::{Command, GoHandle, GoState, Outcome, use_go, use_go_session};
use crate::go::view::code::CodeArea;
use crate::go::work::Work;
use crate::part::part;
use crate::session::{Watch, use_watched};
use crate::signals::{EXERCISE, tell};
use crate::words::{Key, text};

#[derive(Properties, PartialEq)]
pub struct LabProps {
    pub spec: Rc<ExerciseSpec>,
    pub book: Book,
    pub place: Place,
}

#[component]
pub fn Lab(props: &LabProps) -> Html {
    let LabProps { spec, book, place } = props;
    let session = use_go_session();
    let told = use_state(|| None::<Rc<Told>>);
    let shown = use_state(|| Shown::Nothing);
    use_hints(book, place);
    use_typed(spec, book, &session);
    let check = use_check(spec.clone(), book.clone(), told.setter(), shown.setter());
    let run = use_callback((session.clone(), shown.setter()), |(), (session, shown)| {
        shown.set(Shown::Run);
        session.send(Command::Run);
    });
    let put = use_put(spec.clone(), book.clone());
    let interest = {
        let session = session.clone();
        Callback::from(move |()| session.send(Command::Interest))
    };
    let onkeydown = keys(&check, &run);
    let is_tried = use_watched(book.clone(), |record| record.is_tried || record.is_solved);
    // Who has not said what a program prints is not shown it.
    let can_run = spec.kind != Kind::Predict || is_tried;
    let answer = match spec.kind {
        Kind::Predict => part!(PredictField { spec: spec.clone(), book: book.clone() }),
        Kind::Order => part!(OrderList { spec: spec.clone(), book: book.clone() }),
        Kind::Fill | Kind::Write | Kind::Fix => {
            html! { <div class={height(&spec.starter)}>{ part!(CodeArea { locked: false, has_tabs: false }) }</div> }
        }
    };
    html! {
        <div
            class="exercise-lab__inside"
            // The pointer alone takes the engine from nobody.
            onfocusin={let i = interest.clone(); move |_: FocusEvent| i.emit(())}
            onpointerdown={move |_: PointerEvent| interest.emit(())}
            {onkeydown}
        >
            { part!(Older { book: book.clone(), put: put.clone() }) }
            { answer }
            { part!(Bar { book: book.clone(), check, run, put, can_run, beginning: spec.beginning() }) }
            { result(spec, *shown, (*told).clone()) }
            { create_portal(part!(Solution { spec: spec.clone(), book: book.clone() }), place.end.clone()) }
        </div>
    }
}

/// The editor is as high as what it begins with, and a few lines more.
fn height(starter: &str) -> &'static str {
    match starter.lines().count() {
        0..=16 => "exercise-lab__code exercise-lab__code--short",
        17..=28 => "exercise-lab__code",
        _ => "exercise-lab__code exercise-lab__code--long",
    }
}

/// Control and Enter checks, with Shift it runs.
fn keys(check: &Callback<()>, run: &Callback<()>) -> Callback<KeyboardEvent> {
    let (check, run) = (check.clone(), run.clone());
    Callback::from(move |event: KeyboardEvent| {
        if event.key() != "Enter" || !(event.ctrl_key() || event.meta_key()) || event.repeat() {
            return;
        }
        event.prevent_default();
        if event.shift_key() { run.emit(()) } else { check.emit(()) }
    })
}

/// What is typed into the editor is the answer.
#[hook]
fn use_typed(spec: &Rc<ExerciseSpec>, book: &Book, session: &GoHandle) {
    use_effect_with((spec.kind, book.clone(), session.clone()), |(kind, book, session)| {
        let is_code = !matches!(kind, Kind::Predict | Kind::Order);
        let book = book.clone();
        let typed = is_code.then(|| {
            session.on_change(move |state| {
                let code = code_of(state);
                if state.touched && book.state().answer != code {
                    book.change(|record| record.answer = code);
                }
            })
        });
        move || drop(typed)
    });
}

fn code_of(state: &GoState) -> String {
    state.work.files.first().map(|file| file.text.to_string()).unwrap_or_default()
}

/// Puts an answer in place of the present one.
#[hook]
fn use_put(spec: Rc<ExerciseSpec>, book: Book) -> Callback<String> {
    let session = use_go_session();
    use_callback((spec, book, session), |answer: String, (spec, book, session)| {
        let work = Work::of(&[("main.go", &program(spec, &answer))]);
        book.change(|record| record.answer = answer);
        if spec.kind != Kind::Predict {
            session.send(Command::Restore(work));
        }
    })
}

/// What checks the answer: a prediction here, a program by its tests.
#[hook]
fn use_check(
    spec: Rc<ExerciseSpec>,
    book: Book,
    told: UseStateSetter<Option<Rc<Told>>>,
    shown: UseStateSetter<Shown>,
) -> Callback<()> {
    let session = use_go_session();
    // The code that is being checked.
    let asked = use_mut_ref(|| None::<String>);
    use_effect_with((spec.clone(), book.clone(), session.clone()), {
        let (asked, told) = (asked.clone(), told.clone());
        move |(spec, book, session)| {
            let (spec, book) = (spec.clone(), book.clone());
            let ended = session.on_change(move |state| {
                if state.program.is_active() {
                    return;
                }
                let Some(code) = asked.take() else { return };
                if let Some(verdict) = verdict(&spec, &code, state) {
                    close(&spec, &book, verdict.is_solved);
                    told.set(Some(Rc::new(Told::Tests(verdict))));
                }
            });
            move || drop(ended)
        }
    });
    use_callback((spec, book, session), move |(), (spec, book, session)| {
        shown.set(Shown::Check);
        if spec.kind == Kind::Predict {
            let answer = book.state().answer;
            let lines = differences(&answer, &spec.solution);
            let mistake = match lines.is_empty() {
                true => None,
                false => first_shown(&spec.mistakes, "", &answer, shows),
            };
            close(spec, book, lines.is_empty());
            return told.set(Some(Rc::new(Told::Lines { lines, mistake })));
        }
        told.set(None);
        asked.replace(Some(code_of(&session.state())));
        session.send(Command::Check);
    })
}

/// Nothing where the check did not come to an end of its own.
fn verdict(spec: &ExerciseSpec, code: &str, state: &GoState) -> Option<Verdict> {
    let Some(Outcome::Ended(end)) = &state.outcome else { return None };
    if matches!(end.how, How::Stopped | How::Failed(_)) {
        return None;
    }
    let output = state.output.text();
    let ended = Ended { end, output: &output, problems: &state.problems };
    Some(judge(&spec.check, code, ended, &spec.mistakes, shows))
}

/// Notes how a check came out, and tells the page where the exercise is solved.
fn close(spec: &ExerciseSpec, book: &Book, is_solved: bool) {
    let beginning = spec.beginning();
    book.change(|record| {
        record.is_solved |= is_solved;
        // What nobody has touched is no attempt.
        record.is_tried |= !is_solved && record.answer.trim() != beginning.trim();
    });
    if is_solved {
        tell(EXERCISE, &[("exercise", spec.id.as_str().into())]);
    }
}

#[derive(Properties, PartialEq)]
struct BarProps {
    book: Book,
    check: Callback<()>,
    run: Callback<()>,
    put: Callback<String>,
    can_run: bool,
    beginning: String,
}

/// Check, run, stop, begin again.
#[component]
fn Bar(props: &BarProps) -> Html {
    let session = use_go_session();
    let is_active = use_go(|state| state.program.is_active());
    let is_solved = use_watched(props.book.clone(), |record| record.is_solved);
    let is_changed = {
        let beginning = props.beginning.clone();
        use_watched(props.book.clone(), move |record| record.answer != beginning)
    };
    // What stood there before it was begun again.
    let before = use_state(|| None::<String>);
    let check = props.check.reform(|_: MouseEvent| ());
    let run = props.run.reform(|_: MouseEvent| ());
    let stop = move |_| session.send(Command::Stop);
    let reset = {
        let (book, put, beginning) =
            (props.book.clone(), props.put.clone(), props.beginning.clone());
        let before = before.clone();
        move |_| {
            if is_changed {
                before.set(Some(book.state().answer));
                put.emit(beginning.clone());
            }
        }
    };
    let undo = {
        let (put, before) = (props.put.clone(), before.clone());
        move |_| {
            if let Some(answer) = &*before {
                put.emit(answer.clone());
            }
            before.set(None);
        }
    };
    let off = |off: bool| off.then_some("true");
    html! {
        <div class="exercise-lab__bar" role="group" aria-label={text(Key::ExerciseTools)}>
            <button type="button" class="button button--primary" aria-keyshortcuts="Control+Enter"
                title={text(Key::ExerciseCheckHelp)} onclick={check}>{ text(Key::ExerciseCheck) }</button>
            if props.can_run {
                <button type="button" class="button" aria-keyshortcuts="Control+Shift+Enter"
                    title={text(Key::ExerciseRunHelp)} onclick={run}>{ text(Key::ExerciseRun) }</button>
            }
            // One that is disabled in truth would lose the focus when the program ends.
            <button type="button" class="button" aria-disabled={off(!is_active)} onclick={stop}>{ text(Key::ExerciseStop) }</button>
            if before.is_some() {
                <button type="button" class="button button--quiet" onclick={undo}>{ text(Key::ExerciseUndo) }</button>
            } else {
                <button type="button" class="button button--quiet" aria-disabled={off(!is_changed)} onclick={reset}>{ text(Key::ExerciseReset) }</button>
            }
            if is_solved {
                <strong class="exercise-lab__solved">{ "✓ " }{ text(Key::ExerciseSolved) }</strong>
            }
        </div>
    }
}
