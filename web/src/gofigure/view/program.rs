//! From a file to a program: the learner's source beside what becomes of it: words, types, instructions, output. What belongs to the
//! line at hand is marked everywhere.

use std::rc::Rc;

use burrow_protocol::go::{Diagnostic, How, Place as At};
use burrow_protocol::stages::{Routine, Stage, Stages, Token, TokenKind, Typed};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement};
use yew::prelude::*;

use crate::components::place::Place;
use crate::components::tab_keys::move_along;
use crate::go::session::{Command, Outcome, use_go, use_go_session};
use crate::go::view::problems::explanation;
use crate::go::wording;
use crate::gofigure::player::written;
use crate::part::part;
use crate::words::{Key, fill, text};

/// What the source is shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pane {
    Tokens,
    Types,
    Code,
    Output,
}

const PANES: [Pane; 4] = [Pane::Tokens, Pane::Types, Pane::Code, Pane::Output];

impl Pane {
    fn key(self) -> (&'static str, Key) {
        match self {
            Self::Tokens => ("tokens", Key::StagesTokens),
            Self::Types => ("types", Key::StagesTypes),
            Self::Code => ("code", Key::StagesCode),
            Self::Output => ("output", Key::GoOutput),
        }
    }

    fn help(self) -> Key {
        match self {
            Self::Tokens => Key::StagesTokensHelp,
            Self::Types => Key::StagesTypesHelp,
            Self::Code => Key::StagesCodeHelp,
            Self::Output => Key::StagesOutputHelp,
        }
    }

    /// Whether the file gets past it; none where it does not come to it.
    fn passes(self, stages: &Stages) -> Option<bool> {
        let refused = stages.refused_by();
        match self {
            Self::Tokens => Some(refused != Some(Stage::Tokens)),
            Self::Types if refused == Some(Stage::Tokens) => None,
            Self::Types => Some(refused.is_none()),
            Self::Code | Self::Output => refused.is_none().then_some(true),
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct ProgramLabProps {
    /// Whether the learner has turned to it: the file is read then.
    pub is_near: bool,
    pub place: Place,
    pub name: String,
    pub source: String,
    /// Hears what the program has written when it has come to its end.
    pub on_end: Callback<String>,
}

#[component]
pub fn ProgramLab(props: &ProgramLabProps) -> Html {
    let session = use_go_session();
    let stages = use_go(|state| state.stages.clone());
    let source = use_go(|state| state.work.files.first().map(|file| file.text.clone()));
    let source = source.unwrap_or_else(|| props.source.as_str().into());
    let pane = use_state(|| Pane::Tokens);
    let line = use_state(|| 0u32);
    let field = use_node_ref();
    use_effect_with(props.is_near, {
        let session = session.clone();
        move |is_near| {
            if *is_near {
                session.send(Command::Stages);
            }
        }
    });
    use_end(&props.on_end);
    // Who changes the text before the file was read wants it read.
    let is_unread = stages.is_none();
    let edit = {
        let (session, name) = (session.clone(), props.name.clone());
        move |text: &str| {
            session.send(Command::Edit { name: name.as_str().into(), text: text.into() });
            if is_unread {
                session.send(Command::Stages);
            }
        }
    };
    let run = {
        let (session, pane) = (session.clone(), pane.setter());
        move |_: MouseEvent| {
            pane.set(Pane::Output);
            session.send(Command::Run);
        }
    };
    let again = {
        let (edit, source) = (edit.clone(), props.source.clone());
        move |_: MouseEvent| edit(&source)
    };
    // Points at a part of the source: marks its line, and selects it where it is chosen.
    let point = Callback::from({
        let line = line.setter();
        move |at: u32| line.set(at)
    });
    let choose = Callback::from({
        let (field, source) = (field.clone(), source.clone());
        move |(start, end): (At, At)| select(&field, &source, start, end)
    });
    let scene = Scene { line: *line, point: point.clone(), choose };
    html! {
        <div class="stages">
            <div class="stages__source">
                { editor(&source, &field, *line, &point, edit, &props.place) }
                <div class="stages__buttons">
                    <button type="button" class="button button--primary" data-action="run" onclick={run}>{ text(Key::ActionGoRun) }</button>
                    <button type="button" class="button" onclick={again}>{ text(Key::StagesAgain) }</button>
                </div>
            </div>
            <div class="stages__panes">
                { tabs(&pane, stages.as_deref(), &props.place) }
                { panel(*pane, stages.as_deref(), &scene, &props.place) }
            </div>
            <p class="machine__now stages__now" role="status">{ told(stages.as_deref()) }</p>
            { for stages.iter().flat_map(|stages| &stages.diagnostics).map(|problem| trouble(problem, &scene)) }
        </div>
    }
}

/// Tells of a program that has come to its end.
#[hook]
fn use_end(on_end: &Callback<String>) {
    let outcome = use_go(|state| state.outcome.clone());
    let output = use_go(|state| state.output.clone());
    let on_end = on_end.clone();
    use_effect_with(outcome, move |outcome| {
        if let Some(Outcome::Ended(end)) = outcome
            && (&end.how, end.code) == (&How::Exited, 0)
        {
            on_end.emit(written(&output));
        }
    });
}

/// What the panes share.
struct Scene {
    /// The line at hand; 0 for none.
    line: u32,
    point: Callback<u32>,
    choose: Callback<(At, At)>,
}

impl Scene {
    /// Marks what comes from the line at hand.
    fn mark(&self, line: u32) -> Option<&'static str> {
        (line > 0 && line == self.line).then_some("is-linked")
    }

    /// A line's number, which leads to that line of the source.
    fn number(&self, line: u32) -> Html {
        let (choose, point) = (self.choose.clone(), self.point.clone());
        let onclick = move |_: MouseEvent| {
            point.emit(line);
            let start = At { line, column: 1, units: 0 };
            choose.emit((start, At { line: line + 1, ..start }));
        };
        let label = fill(Key::MachineLine, &[("line", &line.to_string())]);
        html! { <button type="button" class="stages__number" aria-label={label} {onclick}>{ line }</button> }
    }
}

fn editor(
    source: &Rc<str>,
    field: &NodeRef,
    line: u32,
    point: &Callback<u32>,
    edit: impl Fn(&str) + 'static,
    place: &Place,
) -> Html {
    let area = |event: &Event| {
        event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok())
    };
    let caret = {
        let point = point.clone();
        move |event: &Event| {
            if let Some(area) = area(event) {
                point.emit(line_of(&area));
            }
        }
    };
    let oninput = {
        let caret = caret.clone();
        move |event: InputEvent| {
            if let Some(area) = area(&event) {
                edit(&area.value());
            }
            caret(&event);
        }
    };
    let (onkeyup, onclick) = {
        let (on_key, on_click) = (caret.clone(), caret);
        (move |event: KeyboardEvent| on_key(&event), move |event: MouseEvent| on_click(&event))
    };
    let id = place.id("source");
    let rows = source.lines().count().max(1);
    html! {
        <>
            <label class="stages__label" for={id.clone()}>{ text(Key::MachineSource) }</label>
            <div class="stages__editor">
                <ol class="stages__gutter" aria-hidden="true">
                    { for (1..=rows as u32).map(|number| html! {
                        <li key={number} class={(number == line).then_some("is-linked")}>{ number }</li>
                    }) }
                </ol>
                <textarea
                    class="stages__text" {id} ref={field} rows={(rows + 1).to_string()} value={source.to_string()} wrap="off"
                    spellcheck="false" autocomplete="off" autocapitalize="off" {oninput} {onkeyup} {onclick}
                />
            </div>
        </>
    }
}

/// The line that the cursor stands in.
fn line_of(area: &HtmlTextAreaElement) -> u32 {
    let at = area.selection_start().ok().flatten().unwrap_or_default() as usize;
    let before =
        area.value().encode_utf16().take(at).filter(|unit| *unit == u16::from(b'\n')).count();
    before as u32 + 1
}

/// Selects a part of the source, where a learner sees it.
fn select(field: &NodeRef, source: &str, start: At, end: At) {
    let Some(area) = field.cast::<HtmlTextAreaElement>() else { return };
    let units = |place: At| -> u32 {
        let before = source.split_inclusive('\n').take(place.line.saturating_sub(1) as usize);
        before.map(|line| line.encode_utf16().count() as u32).sum::<u32>() + place.units
    };
    let _ = area.focus();
    let _ = area.set_selection_range(units(start), units(end));
}

fn tabs(pane: &UseStateHandle<Pane>, stages: Option<&Stages>, place: &Place) -> Html {
    let tab = |at: usize, tab: Pane| {
        let is_selected = **pane == tab;
        let (name, label) = tab.key();
        let mark = match stages.and_then(|stages| tab.passes(stages)) {
            Some(true) => (" ✓", Key::StagesPassed),
            Some(false) => (" ✗", Key::StagesRefused),
            None => ("", Key::StagesUnknown),
        };
        let onclick = {
            let pane = pane.setter();
            move |_: MouseEvent| pane.set(tab)
        };
        let onkeydown = {
            let pane = pane.setter();
            move |event: KeyboardEvent| {
                move_along(&event, at, PANES.len(), |next| pane.set(PANES[next]))
            }
        };
        html! {
            <button
                type="button" role="tab" class={classes!("tabs__tab", is_selected.then_some("tabs__tab--selected"))} id={place.id(&format!("tab-{name}"))}
                aria-selected={is_selected.to_string()} aria-controls={place.id("pane")} tabindex={if is_selected { "0" } else { "-1" }} {onclick} {onkeydown}
            >
                { text(label) }
                <span aria-hidden="true">{ mark.0 }</span>
                <span class="visually-hidden">{ " " }{ text(mark.1) }</span>
            </button>
        }
    };
    html! {
        <div class="tabs stages__tabs" role="tablist" aria-label={text(Key::StagesTitle)}>
            { for PANES.into_iter().enumerate().map(|(at, pane)| tab(at, pane)) }
        </div>
    }
}

fn panel(pane: Pane, stages: Option<&Stages>, scene: &Scene, place: &Place) -> Html {
    let inside = match (pane, stages) {
        (Pane::Output, _) => part!(Output {}),
        (_, None) => html! { <p class="stages__none">{ text(Key::StagesBegin) }</p> },
        (Pane::Tokens, Some(stages)) => tokens(&stages.tokens, scene),
        (Pane::Types, Some(stages)) => types(&stages.types, scene),
        (Pane::Code, Some(stages)) if stages.code.is_empty() => {
            html! { <p class="stages__none">{ text(Key::StagesNoCode) }</p> }
        }
        (Pane::Code, Some(stages)) => {
            stages.code.iter().map(|routine| code(routine, scene)).collect()
        }
    };
    let labelled = place.id(&format!("tab-{}", pane.key().0));
    html! {
        <>
            <p class="stages__help">{ text(pane.help()) }</p>
            { part!(Shown { id: place.id("pane"), labelled, line: scene.line, inside }) }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ShownProps {
    id: AttrValue,
    labelled: AttrValue,
    line: u32,
    inside: Html,
}

/// The panel of a tab, in which what belongs to the line at hand comes into view.
#[component]
fn Shown(props: &ShownProps) -> Html {
    let region = use_node_ref();
    use_effect_with((region.clone(), props.line, props.labelled.clone()), |(region, ..)| {
        let Some(region) = region.cast::<Element>() else { return };
        let Ok(Some(linked)) = region.query_selector(".is-linked") else { return };
        let (outer, inner) = (region.get_bounding_client_rect(), linked.get_bounding_client_rect());
        if inner.top() < outer.top() || inner.bottom() > outer.bottom() {
            let by = inner.top() - outer.top() - outer.height() / 3.0;
            region.set_scroll_top(region.scroll_top() + by as i32);
        }
    });
    html! {
        <div class="stages__pane" ref={region} id={props.id.clone()} role="tabpanel" tabindex="0" aria-labelledby={props.labelled.clone()}>
            { props.inside.clone() }
        </div>
    }
}

/// The lines that something is of, each with what is of it.
fn by_line<T>(items: &[T], line: impl Fn(&T) -> u32) -> Vec<(u32, &[T])> {
    items.chunk_by(|a, b| line(a) == line(b)).map(|chunk| (line(&chunk[0]), chunk)).collect()
}

fn tokens(tokens: &[Token], scene: &Scene) -> Html {
    let token = |token: &Token| {
        let (kind, name) = match token.kind {
            TokenKind::Keyword => (Key::StagesKeyword, "keyword"),
            TokenKind::Name => (Key::StagesName, "name"),
            TokenKind::Number => (Key::StagesNumber, "number"),
            TokenKind::Text => (Key::StagesText, "text"),
            TokenKind::Operator => (Key::StagesOperator, "operator"),
            TokenKind::Mark => (Key::StagesMark, "mark"),
            TokenKind::Semicolon => (Key::StagesSemicolon, "semicolon"),
        };
        let written = if token.kind == TokenKind::Semicolon { "↵" } else { &token.text };
        html! {
            <li class={classes!("token", format!("token--{name}"))}>
                <code class="token__text">{ written }</code>
                <span class="token__kind">{ text(kind) }</span>
            </li>
        }
    };
    let line = |(line, tokens): (u32, &[Token])| {
        html! {
            <div class={classes!("stages__line", scene.mark(line))}>
                { scene.number(line) }
                <ul class="stages__tokens">{ for tokens.iter().map(token) }</ul>
            </div>
        }
    };
    by_line(tokens, |token| token.start.line).into_iter().map(line).collect()
}

fn types(types: &[Typed], scene: &Scene) -> Html {
    let row = |typed: &Typed| {
        let depth = format!("typed--{}", typed.depth.min(6));
        html! {
            <li class={classes!("typed", depth)}>
                <code class="typed__text">{ &typed.text }</code>
                <code class="typed__type">{ &typed.typ }</code>
                if typed.declares { <span class="typed__note">{ text(Key::StagesDeclared) }</span> }
                if let Some(value) = &typed.value { <span class="typed__note">{ "= " }{ value }</span> }
            </li>
        }
    };
    let line = |(line, types): (u32, &[Typed])| {
        html! {
            <div class={classes!("stages__line", scene.mark(line))}>
                { scene.number(line) }
                <ul class="stages__types">{ for types.iter().map(row) }</ul>
            </div>
        }
    };
    by_line(types, |typed| typed.start.line).into_iter().map(line).collect()
}

fn code(routine: &Routine, scene: &Scene) -> Html {
    let line = |(line, code): (u32, &[burrow_protocol::stages::Instruction])| {
        html! {
            <div class={classes!("stages__line", scene.mark(line))}>
                if line > 0 { { scene.number(line) } } else { <span class="stages__number"></span> }
                <ol class="stages__code">
                    { for code.iter().map(|one| html! {
                        <li class={one.label.then_some("stages__jump")}><code>{ &one.text }{ if one.label { ":" } else { "" } }</code></li>
                    }) }
                </ol>
            </div>
        }
    };
    html! {
        <>
            <p class="stages__routine">
                <code>{ &routine.name }</code>
                { for routine.locals.iter().map(|(name, typ)| html! { <code class="stages__local">{ format!("{name} {typ}") }</code> }) }
            </p>
            { for by_line(&routine.code, |one| one.line).into_iter().map(line) }
        </>
    }
}

/// What the program has written, and how it ended.
#[component]
fn Output() -> Html {
    let output = use_go(|state| state.output.clone());
    let status = use_go(wording::status);
    html! {
        <>
            <pre class="written__text">{ written(&output) }</pre>
            <p class="stages__none" role="status">{ status }</p>
        </>
    }
}

/// How far the file gets.
fn told(stages: Option<&Stages>) -> String {
    let Some(stages) = stages else { return text(Key::StagesBegin).to_string() };
    match stages.refused_by() {
        Some(Stage::Tokens) => text(Key::StagesStopsAtTokens).to_string(),
        Some(_) => text(Key::StagesStopsAtTypes).to_string(),
        None => {
            let code: usize = stages
                .code
                .iter()
                .map(|routine| routine.code.iter().filter(|one| !one.label).count())
                .sum();
            let counts =
                [stages.tokens.len(), stages.types.len(), code].map(|count| count.to_string());
            fill(
                Key::StagesAll,
                &[("tokens", &counts[0]), ("types", &counts[1]), ("code", &counts[2])],
            )
        }
    }
}

fn trouble(problem: &Diagnostic, scene: &Scene) -> Html {
    let onclick = {
        let (choose, point, at) =
            (scene.choose.clone(), scene.point.clone(), (problem.start, problem.end));
        move |_: MouseEvent| {
            point.emit(at.0.line);
            choose.emit(at);
        }
    };
    html! {
        <div class="machine__trouble stages__trouble">
            <button type="button" class="problems__place" {onclick}>
                <span class="problems__where">{ wording::place(problem) }</span>{ " " }
                <span class="problems__message">{ &problem.message }</span>
            </button>
            if let Some(explanation) = explanation(problem) { <p class="problems__explanation">{ explanation }</p> }
        </div>
    }
}
