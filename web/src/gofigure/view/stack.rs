//! The calls under way, the oldest on top, so that those below come and go.

use yew::prelude::*;

use super::{Scene, boxes};
use crate::go::step;
use crate::gofigure::model::FrameBox;
use crate::words::{Key, fill, text};

pub fn stack(scene: &Scene) -> Html {
    let state = scene.play.step().map(|step| &step.moment.0);
    let goroutines = state.map(|state| &state.goroutines[..]).unwrap_or_default();
    let is_many = goroutines.len() > 1;
    let inside = html! {
        <>
            { for goroutines.iter().map(|goroutine| html! {
                <>
                    if is_many { <p class="stack__goroutine">{ step::title(goroutine) }{ ": " }{ step::status(&goroutine.status) }</p> }
                    { boxes::more(goroutine.more_frames) }
                    <ol class="stack" aria-label={text(Key::MachineStack)}>
                        { for scene.board.frames.iter().filter(|it| it.goroutine == goroutine.id).map(frame) }
                    </ol>
                </>
            }) }
            if !scene.board.globals.is_empty() {
                <div class="frame frame--globals">
                    <p class="frame__name">{ text(Key::GoStepGlobals) }</p>
                    { boxes::rows(&scene.board.globals) }
                </div>
            }
        </>
    };
    scene.panel("stack", text(Key::MachineStack), inside)
}

fn frame(frame: &FrameBox) -> Html {
    let class = classes!(
        "frame",
        frame.is_current.then_some("frame--current"),
        frame.is_new.then_some("frame--new"),
        frame.is_library.then_some("frame--library")
    );
    let line = frame.line.filter(|_| !frame.is_library);
    html! {
        <li key={format!("{} {}", frame.depth, frame.function)} {class}>
            <p class="frame__name">
                <code>{ &frame.function }</code>
                if let Some(line) = line {
                    <span class="frame__line">{ fill(Key::MachineLine, &[("line", &line.to_string())]) }</span>
                }
            </p>
            { boxes::rows(&frame.rows) }
            { boxes::more(frame.more) }
        </li>
    }
}
