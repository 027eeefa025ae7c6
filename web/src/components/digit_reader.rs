//! Draw a digit, see what the network makes of it.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::answer::Answer;
use crate::components::digit_grid::DigitGrid;
use crate::components::drawing_pad::DrawingPad;
use crate::frames::use_frame;
use crate::model::digit;
use crate::model::drawing::{Action, Drawing};
use crate::session::{Command, use_session};

/// How often a drawing is read again while the network learns.
const AGAIN_EVERY_MS: u32 = 400;

#[derive(Clone, Default, PartialEq)]
struct Desk(Drawing);

impl Reducible for Desk {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Self(self.0.after(action)))
    }
}

#[component]
pub fn DigitReader() -> Html {
    let session = use_session();
    let desk = use_reducer(Desk::default);
    let drawing = desk.0.clone();
    let step = use_frame(AGAIN_EVERY_MS).map(|frame| frame.step);
    use_effect_with((session, drawing.picture, step), |(session, picture, _)| {
        if *picture != digit::EMPTY {
            session.send(Command::Predict(digit::input(picture)));
        }
    });
    let act = use_callback(desk.dispatcher(), |action, desk| desk.dispatch(action));
    let button = |label: &'static str, action: Action| {
        let act = act.clone();
        html! {
            <button type="button" class="button" onclick={move |_| act.emit(action)}>{ label }</button>
        }
    };
    html! {
        <section class="digit-reader" aria-labelledby="drawing-title">
            <h2 class="panel__title" id="drawing-title">{ "Digit drawing" }</h2>
            <p class="digit-reader__hint">
                { "Draw one digit, large. The network sees only the 8 × 8 pixels beside it, which the keyboard can set too." }
            </p>
            <div class="digit-reader__pads">
                <DrawingPad strokes={drawing.strokes.clone()} on_action={act.clone()} />
                <DigitGrid picture={drawing.picture} on_action={act.clone()} />
            </div>
            <div class="digit-reader__buttons">
                { button("Clear drawing", Action::Clear) }
                { button("Show an example", Action::Example) }
            </div>
            <Answer empty={drawing.is_empty()} />
        </section>
    }
}
