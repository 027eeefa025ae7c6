//! Draw a digit, see what the network makes of it.

use std::rc::Rc;

use crate::part::part;
use yew::prelude::*;

use crate::components::answer::Answer;
use crate::components::digit_grid::DigitGrid;
use crate::components::drawing_pad::DrawingPad;
use crate::components::place::use_place;
use crate::frames::use_frame;
use crate::model::digit;
use crate::model::drawing::{Action, Drawing};
use crate::session::{Command, use_session};
use crate::words::{Key, text};

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
    let place = use_place();
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
    let button = |label: Key, action: Action| {
        let act = act.clone();
        html! {
            <button type="button" class="button" onclick={move |_| act.emit(action)}>{ text(label) }</button>
        }
    };
    html! {
        <section class="digit-reader" aria-labelledby={place.id("drawing-title")}>
            { place.title("drawing-title", text(Key::DrawingTitle)) }
            <p class="digit-reader__hint">{ text(Key::DrawingHint) }</p>
            <div class="digit-reader__pads">
                { part!(DrawingPad { strokes: drawing.strokes.clone(), on_action: act.clone() }) }
                { part!(DigitGrid { picture: drawing.picture, on_action: act.clone() }) }
            </div>
            <div class="digit-reader__buttons">
                { button(Key::DrawingClear, Action::Clear) }
                { button(Key::DrawingExample, Action::Example) }
            </div>
            { part!(Answer { empty: drawing.is_empty() }) }
        </section>
    }
}
