//! The sheet to draw a digit on, with mouse, pen or finger.

use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, HtmlElement};
use yew::prelude::*;

use crate::draw::pad;
use crate::model::digit::Stroke;
use crate::model::drawing::Action;
use crate::theme::use_dark;

const SIDE: &str = "512";

#[derive(Properties, PartialEq)]
pub struct DrawingPadProps {
    pub strokes: Vec<Stroke>,
    pub on_action: Callback<Action>,
}

#[component]
pub fn DrawingPad(props: &DrawingPadProps) -> Html {
    let dark = use_dark();
    let canvas = use_node_ref();
    let drawing = use_state(|| false);
    use_effect_with((props.strokes.clone(), dark, canvas.clone()), |(strokes, dark, canvas)| {
        if let Some(canvas) = canvas.cast::<HtmlCanvasElement>() {
            pad::draw(&canvas, strokes, *dark);
        }
    });
    let onpointerdown = {
        let (on_action, drawing) = (props.on_action.clone(), drawing.setter());
        move |event: PointerEvent| {
            let Some((pad, place)) = place_of(&event).filter(|_| event.button() == 0) else {
                return;
            };
            // The pen keeps drawing when it leaves the sheet; without that it just ends there.
            let _ = pad.set_pointer_capture(event.pointer_id());
            drawing.set(true);
            on_action.emit(Action::Begin(place));
        }
    };
    let onpointermove = {
        let (on_action, drawing) = (props.on_action.clone(), *drawing);
        move |event: PointerEvent| {
            if let Some((_, place)) = place_of(&event).filter(|_| drawing) {
                on_action.emit(Action::Extend(place));
            }
        }
    };
    let lift = {
        let drawing = drawing.setter();
        Callback::from(move |_: PointerEvent| drawing.set(false))
    };
    html! {
        <canvas
            class="pad"
            ref={canvas}
            width={SIDE}
            height={SIDE}
            role="img"
            aria-label="Drawing sheet; the grid of pixels beside it takes the keyboard"
            {onpointerdown}
            {onpointermove}
            onpointerup={lift.clone()}
            onpointercancel={lift}
        />
    }
}

/// The sheet, and where on it the pen is: from 0 to 1.
fn place_of(event: &PointerEvent) -> Option<(HtmlElement, (f32, f32))> {
    let pad = event.current_target()?.dyn_into::<HtmlElement>().ok()?;
    let frame = pad.get_bounding_client_rect();
    let across = (f64::from(event.client_x()) - frame.left()) / frame.width();
    let down = (f64::from(event.client_y()) - frame.top()) / frame.height();
    Some((pad, (across.clamp(0.0, 1.0) as f32, down.clamp(0.0, 1.0) as f32)))
}
