//! The run in numbers. They change with every frame, so they are written straight into the
//! page: the attributes each time, the text ten times a second.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use crate::frames::now;
use crate::model::{format, readout, wording};
use crate::session::{RunState, Status, use_session};
use crate::words::{Key, text};

const TEXT_EVERY_MS: f64 = 100.0;

/// The label of each number and how it is worded.
type Item = (Key, fn(&RunState) -> String);

const ITEMS: [Item; 7] = [
    (Key::ScoreStep, |state| frame_text(state, |frame| format::whole(frame.step))),
    (Key::ScoreEpoch, |state| frame_text(state, |frame| format::whole(frame.epoch))),
    (Key::ScoreTrainLoss, |state| score_text(state, |point| format::loss(point.train.loss))),
    (Key::ScoreTestLoss, |state| score_text(state, |point| format::loss(point.test.loss))),
    (Key::ScoreTrainAccuracy, |state| {
        score_text(state, |point| format::percent_or_dash(point.train.accuracy))
    }),
    (Key::ScoreTestAccuracy, |state| {
        score_text(state, |point| format::percent_or_dash(point.test.accuracy))
    }),
    (Key::ScoreRate, |state| frame_text(state, |frame| format::rate(frame.steps_per_second))),
];

fn frame_text(state: &RunState, text: impl Fn(&burrow_protocol::frame::Frame) -> String) -> String {
    state.frame.as_deref().map_or_else(|| format::NONE.to_string(), text)
}

fn score_text(
    state: &RunState,
    text: impl Fn(&burrow_protocol::frame::CurvePoint) -> String,
) -> String {
    let score = state.frame.as_deref().and_then(|frame| frame.score());
    score.map_or_else(|| format::NONE.to_string(), text)
}

#[component]
pub fn Readouts() -> Html {
    let session = use_session();
    let output = use_node_ref();
    let status = use_node_ref();
    let values = use_memo((), |()| ITEMS.map(|_| NodeRef::default()));
    use_effect_with((session, output.clone(), status.clone()), {
        let values = values.clone();
        move |(session, output, status)| {
            let frames = Rc::new(Cell::new(0u64));
            let write = writer(output.clone(), status.clone(), values, frames.clone());
            write(&session.state());
            let counting = session.on_frame(move |frame| {
                frames.set(frames.get() + u64::from(frame.maps.is_some()));
            });
            let writing = session.on_change(write);
            move || drop((counting, writing))
        }
    });
    html! {
        // Not announced with every number: the status line does that now and then.
        <output class="readouts" data-run="" aria-live="off" ref={output}>
            <span class="readouts__items">
                <span class="readouts__status" ref={status} />
                { for ITEMS.iter().zip(values.iter()).map(|((label, _), value)| html! {
                    <span class="readouts__item">
                        <span class="readouts__label">{ text(*label) }</span>
                        <span class="readouts__value number" ref={value.clone()} />
                    </span>
                }) }
            </span>
        </output>
    }
}

/// Writes a state into the page.
fn writer(
    output: NodeRef,
    status: NodeRef,
    values: Rc<[NodeRef; 7]>,
    frames: Rc<Cell<u64>>,
) -> impl Fn(&RunState) {
    let written = Cell::new(f64::NEG_INFINITY);
    move |state| {
        if let Some(output) = output.cast::<Element>() {
            for (name, value) in readout::attributes(state) {
                let _ = output.set_attribute(name, &value);
            }
            let _ = output.set_attribute("data-frames", &frames.get().to_string());
        }
        let fast = matches!(state.status, Status::Playing | Status::Replaying { .. });
        if fast && now() - written.get() < TEXT_EVERY_MS {
            return;
        }
        written.set(now());
        write_text(&status, &wording::status(&state.status));
        for ((_, text), value) in ITEMS.iter().zip(values.iter()) {
            write_text(value, &text(state));
        }
    }
}

fn write_text(node: &NodeRef, text: &str) {
    if let Some(element) = node.cast::<Element>()
        && element.text_content().as_deref() != Some(text)
    {
        element.set_text_content(Some(text));
    }
}
