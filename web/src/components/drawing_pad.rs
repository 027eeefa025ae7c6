//! The sheet to draw a digit on, with mouse, pen or finger.

use web_sys::{HtmlCanvasElement, HtmlElement};
use yew::prelude::*;

use crate::draw::pad;
use crate::model::digit::Stroke;
use crate::model::drawing::Action;
use crate::theme::use_dark;
use crate::words::{Key, text};

const SIDE: &str = "512";
/// The bit of a pressed left button, of a finger or a pen's tip.
const MAIN_BUTTON: u16 = 1;

#[derive(Properties, PartialEq)]
pub struct DrawingPadProps {
    pub strokes: Vec<Stroke>,
    pub on_action: Callback<Action>,
}

#[component]
pub fn DrawingPad(props: &DrawingPadProps) -> Html {
    let dark = use_dark();
    let canvas = use_node_ref();
    use_effect_with((props.strokes.clone(), dark, canvas.clone()), |(strokes, dark, canvas)| {
        if let Some(canvas) = canvas.cast::<HtmlCanvasElement>() {
            pad::draw(&canvas, strokes, *dark);
        }
    });
    let onpointerdown = {
        let (on_action, canvas) = (props.on_action.clone(), canvas.clone());
        move |event: PointerEvent| {
            let Some((pad, place)) = place_of(&canvas, &event).filter(|_| event.button() == 0)
            else {
                return;
            };
            // The pen keeps drawing when it leaves the sheet; without that it just ends there.
            let _ = pad.set_pointer_capture(event.pointer_id());
            on_action.emit(Action::Begin(place));
        }
    };
    let onpointermove = {
        let (on_action, canvas) = (props.on_action.clone(), canvas.clone());
        move |event: PointerEvent| {
            if let Some((_, place)) =
                place_of(&canvas, &event).filter(|_| event.buttons() & MAIN_BUTTON != 0)
            {
                on_action.emit(Action::Extend(place));
            }
        }
    };
    html! {
        <canvas
            class="pad"
            ref={canvas}
            width={SIDE}
            height={SIDE}
            role="img"
            aria-label={text(Key::DrawingSheet)}
            {onpointerdown}
            {onpointermove}
        />
    }
}

/// The sheet, and where on it the pen is: from 0 to 1.
fn place_of(pad: &NodeRef, event: &PointerEvent) -> Option<(HtmlElement, (f32, f32))> {
    let pad = pad.cast::<HtmlElement>()?;
    let frame = pad.get_bounding_client_rect();
    let across = (f64::from(event.client_x()) - frame.left()) / frame.width();
    let down = (f64::from(event.client_y()) - frame.top()) / frame.height();
    Some((pad, (across.clamp(0.0, 1.0) as f32, down.clamp(0.0, 1.0) as f32)))
}
