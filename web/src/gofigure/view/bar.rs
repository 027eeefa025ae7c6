//! The buttons that move a program, and the slider over the steps so far.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Scene;
use crate::gofigure::player::Command;
use crate::words::{Key, fill, text};

const BACK: &str = "M19 4l-9 8 9 8zM8 4H5v16h3z";
const FORWARD: &str = "M5 4l9 8-9 8zM16 4h3v16h-3z";
const OVER: &str = "M4 15a8 8 0 0 1 14.3-4.9L21 8v8h-8l3-3a5 5 0 0 0-9 2zM10 17h5v4h-5z";
const OUT: &str = "M10.5 20V9L6 13.4 4 11.300l8-7.800 8 7.800-2 2.100L13.500 9v11z";
const PLAY: &str = "M7 4l13 8-13 8z";
const HOLD: &str = "M6 4h4v16H6zM14 4h4v16h-4z";
const AGAIN: &str = "M12 5a7 7 0 1 1-6.6 4.7l1.900.700A5 5 0 1 0 12 7v3L7.500 6 12 2z";

/// A button: how it is named in the page, its label, an SVG path in a box of 24 × 24, and what it asks for.
struct Button(&'static str, Key, &'static str, Command);

pub fn bar(scene: &Scene) -> Html {
    let play = &scene.play;
    let is_first = play.opened.is_some() && play.at == 0;
    let is_last = play.is_at_end();
    let run = match play.is_playing {
        true => Button("play", Key::ActionPause, HOLD, Command::Pause),
        false => Button("play", Key::ActionPlay, PLAY, Command::Play),
    };
    let onkeydown = keys(scene);
    html! {
        <div class="machine__bar">
            <div class="machine__buttons" role="group" aria-label={text(Key::GoStepButtons)} {onkeydown}>
                { button(scene, &Button("back", Key::MachineBack, BACK, Command::Back), is_first) }
                { button(scene, &Button("forward", Key::MachineForward, FORWARD, Command::Forward), is_last) }
                { button(scene, &Button("over", Key::MachineOver, OVER, Command::Over), is_last) }
                { button(scene, &Button("out", Key::MachineOut, OUT, Command::Out), is_last) }
                { button(scene, &run, is_last) }
                { button(scene, &Button("again", Key::ActionReset, AGAIN, Command::Again), false) }
            </div>
            { slider(scene) }
        </div>
    }
}

/// Where it leads nowhere it says so, and keeps the focus.
fn button(scene: &Scene, button: &Button, is_idle: bool) -> Html {
    let Button(name, label, icon, command) = *button;
    let send = scene.send.clone();
    let onclick = move |_| {
        if !is_idle {
            send.emit(command);
        }
    };
    let primary = (name == "forward").then_some("button--primary");
    html! {
        <button type="button" class={classes!("button", "run-controls__button", primary)} data-action={name} aria-disabled={is_idle.then_some("true")} {onclick}>
            <svg class="run-controls__icon" viewBox="0 0 24 24" aria-hidden="true"><path d={icon} /></svg>
            { text(label) }
        </button>
    }
}

/// Keys of the row of buttons, and what they ask for.
fn keys(scene: &Scene) -> Callback<KeyboardEvent> {
    let (send, is_last) = (scene.send.clone(), scene.play.is_at_end());
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let command = match event.key().as_str() {
            "ArrowLeft" => Command::Back,
            "ArrowRight" if !is_last => Command::Forward,
            "ArrowDown" if !is_last => Command::Over,
            "ArrowUp" if !is_last => Command::Out,
            "ArrowRight" | "ArrowDown" | "ArrowUp" => return event.prevent_default(),
            "Home" => Command::Again,
            _ => return,
        };
        event.prevent_default();
        send.emit(command);
    })
}

fn slider(scene: &Scene) -> Html {
    let play = &scene.play;
    let last = play.steps.len().saturating_sub(1);
    let is_whole = play.steps.last().is_some_and(|step| step.moment.is_end());
    let key = if is_whole { Key::MachineOf } else { Key::MachineSoFar };
    let told = fill(key, &[("n", &play.at.to_string()), ("count", &last.to_string())]);
    let oninput = {
        let send = scene.send.clone();
        move |event: InputEvent| {
            let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
            if let Some(at) = input.and_then(|input| input.value().parse().ok()) {
                send.emit(Command::To(at));
            }
        }
    };
    let id = scene.place.id("steps");
    html! {
        <div class="machine__way">
            <label class="machine__at" for={id.clone()}>{ told.clone() }</label>
            <input
                class="machine__slider" type="range" {id} min="0" max={last.max(1).to_string()}
                value={play.at.to_string()} aria-valuetext={told} disabled={last == 0} {oninput}
            />
        </div>
    }
}
