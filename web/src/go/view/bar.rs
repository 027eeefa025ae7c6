//! What can be done with the program: buttons of the table of commands, and the examples.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::commands::{Action, Stage, go};
use crate::go::examples::EXAMPLES;
use crate::go::session::{Command, use_go, use_go_session};
use crate::words::{Key, text};

const START: &str = "M7 4l13 8-13 8z";
const HALT: &str = "M6 6h12v12H6z";
const STAIRS: &str = "M4 18h5v-5h5V8h6V6h-8v5H7v5H4z";

#[component]
pub fn Bar() -> Html {
    let stage = use_context::<Stage>();
    let is_active = use_go(|state| state.program.is_active());
    let act = |action, icon: Option<&'static str>, disabled| button(&stage, action, icon, disabled);
    html! {
        <div class="go__bar">
            <div class="go__buttons" role="group" aria-label={text(Key::GoProgram)}>
                { act(&go::RUN, Some(START), false) }
                { act(&go::STOP, Some(HALT), !is_active) }
                { act(&go::DEBUG, Some(STAIRS), false) }
                { act(&go::TEST, None, false) }
                { act(&go::FORMAT, None, false) }
                { act(&go::SHARE, None, false) }
            </div>
            <div class="go__choices">
                { examples() }
                { arguments() }
            </div>
        </div>
    }
}

/// A button of the table's; `icon` is an SVG path in a box of 24 × 24.
pub fn button(
    stage: &Option<Stage>,
    action: &'static Action,
    icon: Option<&'static str>,
    disabled: bool,
) -> Html {
    let stage = stage.clone();
    let onclick = move |_| {
        if let Some(stage) = stage.as_ref().filter(|_| !disabled) {
            (action.perform)(stage);
        }
    };
    let primary = std::ptr::eq(action, &go::RUN).then_some("button--primary");
    html! {
        <button
            type="button"
            class={classes!("button", primary)}
            title={text(action.help)}
            aria-keyshortcuts={action.key}
            data-action={action.name}
            // One that is disabled in truth would lose the focus each time that a program runs on.
            aria-disabled={disabled.then_some("true")}
            {onclick}
        >
            if let Some(icon) = icon {
                <svg class="run-controls__icon" viewBox="0 0 24 24" aria-hidden="true"><path d={icon} /></svg>
            }
            { text(action.label) }
        </button>
    }
}

/// Opening an example takes what was written away; that can be taken back.
fn examples() -> Html {
    crate::part::part!(Examples)
}

#[component]
fn Examples() -> Html {
    let session = use_go_session();
    let shown = use_go(|state| EXAMPLES.iter().position(|example| example.work() == state.work));
    let is_replaced = use_go(|state| state.previous.is_some());
    let onchange = {
        let session = session.clone();
        move |event: Event| {
            let select = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
            let chosen = select.and_then(|select| select.value().parse::<usize>().ok());
            if let Some(example) = chosen.and_then(|chosen| EXAMPLES.get(chosen)) {
                session.send(Command::Interest);
                session.send(Command::Open(example.work()));
            }
        }
    };
    let bring_back = move |_| session.send(Command::BringBack);
    html! {
        <>
            <label class="go__choice">
                <span>{ text(Key::GoExample) }</span>
                <select class="select" {onchange}>
                    <option value="" selected={shown.is_none()}>{ text(Key::GoExampleOwn) }</option>
                    { for EXAMPLES.iter().enumerate().map(|(index, example)| html! {
                        <option value={index.to_string()} selected={shown == Some(index)}>{ text(example.title) }</option>
                    }) }
                </select>
            </label>
            if is_replaced {
                <button type="button" class="button" onclick={bring_back}>{ text(Key::GoBringBack) }</button>
            }
        </>
    }
}

fn arguments() -> Html {
    crate::part::part!(Arguments)
}

#[component]
fn Arguments() -> Html {
    let session = use_go_session();
    let value = use_go(|state| state.work.arguments.to_string());
    let onchange = move |event: Event| {
        if let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) {
            session.send(Command::Arguments(input.value()));
        }
    };
    html! {
        <label class="go__choice">
            <span>{ text(Key::GoArguments) }</span>
            <input class="field go__arguments" type="text" maxlength="500" autocomplete="off" spellcheck="false" {value} {onchange} />
        </label>
    }
}
