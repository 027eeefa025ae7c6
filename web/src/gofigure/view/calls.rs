//! The tree of calls: each with its arguments, and its result once it has returned.

use yew::prelude::*;

use super::Scene;
use super::source::show_current;
use crate::gofigure::model::calls::{Call, CallState, calls as grown};
use crate::part::part;
use crate::words::{Key, text};

pub fn calls(scene: &Scene) -> Html {
    let play = &scene.play;
    let shown = play.step().map(|_| &play.steps[..=play.at]).unwrap_or_default();
    let goroutine = shown.iter().rev().find_map(|step| step.moment.0.goroutine).unwrap_or(1);
    let states = shown.iter().map(|step| &*step.moment.0);
    let calls = grown(states, goroutine, &scene.spec.source, &play.numbers);
    scene.panel("calls", text(Key::MachineCalls), part!(Tree { calls }))
}

#[derive(Properties, PartialEq)]
struct TreeProps {
    calls: Vec<Call>,
}

#[component]
fn Tree(props: &TreeProps) -> Html {
    let region = use_node_ref();
    use_effect_with((region.clone(), props.calls.clone()), |(region, _)| {
        show_current(region, ".calls__call--current");
    });
    html! {
        <div class="calls" ref={region} role="group" tabindex="0" aria-label={text(Key::MachineCalls)}>{ list(&props.calls) }</div>
    }
}

fn list(calls: &[Call]) -> Html {
    if calls.is_empty() {
        return html! {};
    }
    html! { <ul class="calls__list">{ for calls.iter().map(call) }</ul> }
}

fn call(call: &Call) -> Html {
    let (class, sign, said) = match call.state {
        CallState::Current => ("calls__call--current", "▶", Some(Key::MachineCurrent)),
        CallState::Waiting => ("calls__call--waiting", "▷", Some(Key::MachineWaiting)),
        CallState::Done => ("calls__call--done", "✓", Some(Key::MachineReturned)),
        CallState::Broken => ("calls__call--broken", "✗", Some(Key::MachineBroken)),
    };
    html! {
        <li>
            <span class={classes!("calls__call", class, call.is_changed.then_some("calls__call--new"))}>
                <span class="calls__sign" aria-hidden="true">{ sign }</span>
                <code>{ &call.text }</code>
                <span class="visually-hidden">{ " " }{ said.map(text) }</span>
                if let Some(result) = &call.result { <code class="calls__result">{ format!(" = {result}") }</code> }
            </span>
            { list(&call.calls) }
        </li>
    }
}
