//! A list to choose from.

use burrow_protocol::params::{Kind, Value};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::ControlProps;
use crate::words::{choice_label, param_label};

pub(super) fn control(props: &ControlProps) -> Html {
    let param = props.param();
    let (Kind::Choice { options }, Value::Choice(chosen)) = (param.kind, props.value()) else {
        return html! {};
    };
    let id = props.id.clone();
    let onchange = {
        let on_value = props.on_value.clone();
        move |event: Event| {
            let select = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
            let index = select.and_then(|select| usize::try_from(select.selected_index()).ok());
            if let Some(index) = index {
                on_value.emit(Value::Choice(index));
            }
        }
    };
    html! {
        <div class="param__control">
            <label class="param__label" for={id.clone()}>{ param_label(param) }</label>
            <select
                class="select"
                {id}
                aria-describedby={props.help.clone()}
                aria-keyshortcuts={param.shortcut.to_string()}
                {onchange}
            >
                { for options().into_iter().enumerate().map(|(index, (key, _))| html! {
                    <option {key} value={key} selected={index == chosen}>{ choice_label(param, index) }</option>
                }) }
            </select>
        </div>
    }
}
