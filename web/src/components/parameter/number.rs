//! A slider over the stops, and a field that takes what lies between them.

use crate::part::part;
use burrow_protocol::params::{Kind, Value};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::ControlProps;
use crate::components::number_field::NumberField;
use crate::model::format;
use crate::model::slider::{nearest_stop, neighbours};
use crate::words::{Key, fill, from_engine, param_label};

#[component]
pub(super) fn NumberControl(props: &ControlProps) -> Html {
    let complaint = use_state(|| None::<String>);
    let param = props.param();
    let (Kind::Number { stops, unit, whole, .. }, Value::Number(number)) =
        (param.kind, props.value())
    else {
        return html! {};
    };
    let id = props.id.clone();
    let label = param_label(param);
    let shown = format::field(&number.to_string());
    let oninput = {
        let (on_value, complaint) = (props.on_value.clone(), complaint.setter());
        move |event: InputEvent| {
            let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
            let stop = input.and_then(|input| stops.get(input.value_as_number() as usize));
            if let Some(stop) = stop {
                complaint.set(None);
                on_value.emit(Value::Number(*stop));
            }
        }
    };
    let on_done = {
        let (on_value, complaint) = (props.on_value.clone(), complaint.setter());
        let settings = props.settings.clone();
        move |typed: String| {
            let mut probe = (*settings).clone();
            let result = param.parse(&typed).and_then(|value| param.set(&mut probe, value));
            complaint.set(result.err().map(|why| from_engine(&why).into_owned()));
            if probe != *settings {
                on_value.emit((param.get)(&probe));
            }
        }
    };
    let (below, above) = neighbours(stops, number);
    // A slider is dragged; whoever cannot drag has a button each way.
    let nudge = |name: Key, sign: &'static str, stop: Option<f64>| {
        let (on_value, complaint) = (props.on_value.clone(), complaint.setter());
        let onclick = move |_| {
            if let Some(stop) = stop {
                complaint.set(None);
                on_value.emit(Value::Number(stop));
            }
        };
        html! {
            <button
                type="button"
                class="button button--small param__nudge"
                aria-label={fill(name, &[("label", param_label(param))])}
                disabled={stop.is_none()}
                {onclick}
            >
                { sign }
            </button>
        }
    };
    html! {
        <div class="param__control param__control--number">
            <label class="param__label" for={id.clone()}>{ label }</label>
            <span class="param__typed">
                { part!(NumberField { label: fill(Key::ParamTyped, &[("label", label)]), value: shown.clone(), describedby: props.help.clone(), whole, on_done }) }
                if !unit.is_empty() {<span class="param__unit">{ unit }</span>}
            </span>
            <div class="param__slide">
                { nudge(Key::ParamLess, "−", below) }
                <input
                    class="slider"
                    type="range"
                    {id}
                    min="0"
                    max={(stops.len() - 1).to_string()}
                    step="1"
                    value={nearest_stop(stops, number).to_string()}
                    aria-valuetext={shown + unit}
                    aria-describedby={props.help.clone()}
                    aria-keyshortcuts={param.shortcut.to_string()}
                    {oninput}
                />
                { nudge(Key::ParamMore, "+", above) }
            </div>
            if let Some(complaint) = &*complaint {
                <p class="param__complaint" role="alert">{ complaint }</p>
            }
        </div>
    }
}
