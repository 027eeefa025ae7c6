//! A program that is stepped through: how it goes on, and all that it is at this moment.

use std::rc::Rc;

use burrow_go_trace::{Delayed, Frame, Goroutine, Object, Panic, State, Value, Variable};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::bar::button;
use crate::commands::{Action, Stage, go};
use crate::dom::focus;
use crate::go::session::{Command, Halts, Moment, Program, use_go, use_go_session};
use crate::go::step;
use crate::part::part;
use crate::words::{Key, text};

#[component]
pub fn StepPanel() -> Html {
    let stage = use_context::<Stage>();
    let halted = use_go(|state| state.program == Program::Halted);
    let at_end = use_go(|state| state.moment.as_ref().is_some_and(Moment::is_end));
    let moment = use_go(|state| state.moment.clone());
    let before = use_go(|state| state.moment_before.clone());
    let panel = use_node_ref();
    // Single keys work here, and not in the editor.
    use_effect_with(panel.clone(), focus);
    let act = |action: &'static Action, forwards: bool| {
        button(&stage, action, None, !halted || (forwards && at_end))
    };
    html! {
        <section class="step" aria-labelledby="step-title" tabindex="-1" ref={panel}>
            <h2 class="visually-hidden" id="step-title">{ text(Key::GoStepTitle) }</h2>
            <div class="step__buttons" role="group" aria-label={text(Key::GoStepButtons)}>
                { act(&go::OVER, true) }
                { act(&go::INTO, true) }
                { act(&go::OUT, true) }
                { act(&go::BACK, false) }
                { act(&go::CONTINUE, true) }
                { act(&go::TO_CURSOR, true) }
                { button(&stage, &go::BREAK, None, false) }
            </div>
            { part!(HaltsChoice {}) }
            if let Some(moment) = moment {
                { part!(MomentView { moment, before }) }
            }
        </section>
    }
}

/// Where the program halts by itself, besides breakpoints and panics.
#[component]
fn HaltsChoice() -> Html {
    let session = use_go_session();
    let halts = use_go(|state| state.halts);
    let choice = |label, checked, with: fn(Halts, bool) -> Halts| {
        let session = session.clone();
        let onchange = move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                session.send(Command::Halts(with(halts, input.checked())));
            }
        };
        html! {
            <label class="check"><input type="checkbox" {checked} {onchange} />{ text(label) }</label>
        }
    };
    html! {
        <div class="step__halts" role="group" aria-labelledby="step-halts">
            <span id="step-halts">{ text(Key::GoStepHalts) }</span>
            { choice(Key::GoStepHaltsGoroutines, halts.goroutines, |halts, goroutines| Halts { goroutines, ..halts }) }
            { choice(Key::GoStepHaltsRaces, halts.races, |halts, races| Halts { races, ..halts }) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct MomentProps {
    moment: Moment,
    before: Option<Moment>,
}

/// All of a moment, with what changed since the one before.
#[component]
fn MomentView(props: &MomentProps) -> Html {
    let state: &Rc<State> = &props.moment.0;
    let before = props.before.as_ref().map(|moment| &*moment.0);
    let view = View { state, before };
    html! {
        <div class="step__state">
            { for state.goroutines.iter().map(|goroutine| view.goroutine(goroutine)) }
            { more(state.more_goroutines) }
            if !state.globals.is_empty() {
                <details class="step__part">
                    <summary>{ text(Key::GoStepGlobals) }</summary>
                    { view.table(state.globals.iter().map(|variable| (variable, false))) }
                </details>
            }
            if !state.heap.is_empty() {
                <details class="step__part" open=true>
                    <summary>{ text(Key::GoStepHeap) }</summary>
                    <ul class="step__objects">
                        { for state.heap.iter().map(|object| view.object(object)) }
                    </ul>
                    if state.more_objects { <p class="step__more">{ text(Key::GoStepMoreObjects) }</p> }
                </details>
            }
        </div>
    }
}

struct View<'a> {
    state: &'a State,
    before: Option<&'a State>,
}

impl View<'_> {
    fn goroutine(&self, goroutine: &Goroutine) -> Html {
        let is_current = self.state.goroutine == Some(goroutine.id);
        html! {
            <details key={goroutine.id} class={classes!("step__part", is_current.then_some("step__part--current"))} open={is_current || self.state.goroutines.len() < 5}>
                <summary>
                    <span class="step__title">{ step::title(goroutine) }</span>
                    { ": " }
                    { step::status(&goroutine.status) }
                </summary>
                { for goroutine.panics.iter().map(|panic| self.panic(panic)) }
                if let Some(call) = &goroutine.begins {
                    <p>{ text(Key::GoStepBegins) }{ " " }<code>{ self.delayed(call) }</code></p>
                }
                <ol class="step__frames" aria-label={text(Key::GoStepFrames)}>
                    { for (0..goroutine.frames.len()).map(|at| self.frame(goroutine, at)) }
                </ol>
                { more(goroutine.more_frames) }
            </details>
        }
    }

    fn panic(&self, panic: &Panic) -> Html {
        let state = match (panic.goexit, panic.recovered) {
            (true, _) => Key::GoStepGoexit,
            (false, true) => Key::GoStepRecovered,
            (false, false) => Key::GoStepPanics,
        };
        html! {
            <p class="step__panic">
                { text(state) }
                if !panic.goexit { { ": " }<code>{ step::value(&panic.value, self.state) }</code> }
            </p>
        }
    }

    fn frame(&self, goroutine: &Goroutine, at: usize) -> Html {
        let frame = &goroutine.frames[at];
        let variables = frame.variables.iter().enumerate().map(|(place, variable)| {
            let changed = step::has_changed((self.state, self.before), goroutine, at, place);
            (variable, changed)
        });
        html! {
            <li class="step__frame">
                <p class="step__call">
                    <code>{ &frame.function }</code>
                    if let Some(place) = &frame.place { { " " }<span class="step__where">{ step::place(place) }</span> }
                </p>
                { self.table(variables) }
                { more(frame.more_variables) }
                { self.defers(frame) }
            </li>
        }
    }

    fn defers(&self, frame: &Frame) -> Html {
        if frame.defers.is_empty() {
            return Html::default();
        }
        html! {
            <div class="step__defers">
                <p>{ text(Key::GoStepDefers) }</p>
                <ol aria-label={text(Key::GoStepDefers)}>
                    { for frame.defers.iter().map(|call| html! { <li><code>{ self.delayed(call) }</code></li> }) }
                </ol>
                { more(frame.more_defers) }
            </div>
        }
    }

    fn delayed(&self, call: &Delayed) -> String {
        let arguments =
            call.arguments.iter().map(|argument| step::value(&argument.value, self.state));
        format!("{}({})", call.function, arguments.collect::<Vec<_>>().join(", "))
    }

    /// Variables, each with whether it changed.
    fn table<'b>(&self, variables: impl Iterator<Item = (&'b Variable, bool)>) -> Html {
        let rows: Html = variables.map(|(variable, changed)| self.row(variable, changed)).collect();
        if rows == Html::default() {
            return rows;
        }
        html! {
            <table class="step__table">
                <thead class="visually-hidden">
                    <tr>
                        <th scope="col">{ text(Key::GoStepName) }</th>
                        <th scope="col">{ text(Key::GoStepValue) }</th>
                        <th scope="col">{ text(Key::GoStepType) }</th>
                    </tr>
                </thead>
                <tbody>{ rows }</tbody>
            </table>
        }
    }

    fn row(&self, variable: &Variable, changed: bool) -> Html {
        let role = step::role(variable);
        html! {
            <tr class={changed.then_some("step__row--changed")}>
                <th scope="row"><code>{ &variable.name }</code></th>
                <td>
                    <code>{ step::value(&variable.value, self.state) }</code>
                    { self.link(&variable.value) }
                    if changed { <span class="step__changed">{ text(Key::GoStepChanged) }</span> }
                </td>
                <td class="step__type">
                    <code>{ &variable.typ }</code>
                    if !role.is_empty() { { " " }<span>{ role }</span> }
                </td>
            </tr>
        }
    }

    /// Leads to the object that a value points to.
    fn link(&self, value: &Value) -> Html {
        let Some(target) = step::target(value, self.state) else { return Html::default() };
        let address = step::address(target);
        let onclick = {
            let id = id(target);
            move |_| {
                let object = document().get_element_by_id(&id);
                if let Some(object) =
                    object.and_then(|object| object.dyn_into::<HtmlElement>().ok())
                {
                    object.scroll_into_view();
                    let _ = object.focus();
                }
            }
        };
        html! {
            <button type="button" class="step__link" {onclick}>
                <span class="visually-hidden">{ text(Key::GoStepGo) }{ " " }</span>
                { address }
            </button>
        }
    }

    fn object(&self, object: &Object) -> Html {
        html! {
            <li key={object.address} class="step__object" id={id(object.address)} tabindex="-1">
                <p class="step__call">
                    <code class="step__address">{ step::address(object.address) }</code>
                    { " " }
                    <code>{ &object.typ }</code>
                </p>
                <table class="step__table">
                    <tbody>
                        { for step::content(object, self.state).into_iter().map(|(name, line)| html! {
                            <tr><th scope="row">{ name }</th><td><code>{ line }</code></td></tr>
                        }) }
                    </tbody>
                </table>
            </li>
        }
    }
}

fn id(address: u64) -> String {
    format!("object-{address}")
}

fn more(count: u64) -> Html {
    step::more(count).map(|more| html! { <p class="step__more">{ more }</p> }).unwrap_or_default()
}
