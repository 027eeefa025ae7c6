//! What is deferred: a pile for each call, and what has run of it.

use yew::prelude::*;

use super::{Scene, boxes};
use crate::gofigure::model::defers::{Panic, Pile, Piles, piles};
use crate::words::{Key, text};

pub fn defers(scene: &Scene) -> Html {
    let play = &scene.play;
    let shown = play.step().map(|_| &play.steps[..=play.at]).unwrap_or_default();
    let goroutine = shown.iter().rev().find_map(|step| step.moment.0.goroutine).unwrap_or(1);
    let Piles { panics, frames, ran } =
        piles(shown.iter().map(|step| &*step.moment.0), goroutine, &play.numbers);
    let inside = html! {
        <>
            { for panics.iter().map(panic) }
            <ol class="piles" aria-label={text(Key::GoStepDefers)}>{ for frames.iter().map(pile) }</ol>
            if !ran.is_empty() {
                <p class="piles__title">{ text(Key::MachineRan) }</p>
                <ol class="piles__ran">
                    { for ran.iter().map(|ran| html! {
                        <li class={ran.is_new.then_some("is-changed")}>
                            <code>{ &ran.text }</code>{ " " }<span class="boxes__note">{ &ran.function }</span>
                        </li>
                    }) }
                </ol>
            }
        </>
    };
    scene.panel("defers", text(Key::MachineDefers), inside)
}

fn panic(panic: &Panic) -> Html {
    let key = if panic.is_recovered { Key::GoStepRecovered } else { Key::GoStepPanics };
    let recovered = panic.is_recovered.then_some("piles__panic--recovered");
    html! {
        <p class={classes!("piles__panic", recovered)}>{ text(key) }{ ": " }<code>{ &panic.value }</code></p>
    }
}

fn pile(pile: &Pile) -> Html {
    let class = classes!("frame", pile.is_current.then_some("frame--current"));
    html! {
        <li key={format!("{} {}", pile.depth, pile.function)} {class}>
            <p class="frame__name"><code>{ &pile.function }</code></p>
            if pile.calls.is_empty() {
                <p class="boxes__note">{ text(Key::MachineNoDefers) }</p>
            } else {
                <ol class="piles__pile">
                    { for pile.calls.iter().enumerate().map(|(at, call)| html! {
                        <li class={classes!("piles__call", (at == 0 && pile.is_grown).then_some("is-changed"))}><code>{ call }</code></li>
                    }) }
                </ol>
            }
            { boxes::more(pile.more) }
        </li>
    }
}
