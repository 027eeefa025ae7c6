//! A list to choose from.

use burrow_protocol::params::{Kind, Value};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{ControlProps, control_id};

pub(super) fn control(props: &ControlProps) -> Html {
    let param = props.param();
    let (Kind::Choice { options }, Value::Choice(chosen)) = (param.kind, props.value()) else {
        return html! {};
    };
    let id = control_id(param);
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
            <label class="param__label" for={id.clone()}>{ param.label }</label>
            <select
                class="select"
                {id}
                aria-describedby={props.help.clone()}
                aria-keyshortcuts={param.shortcut.to_string()}
                {onchange}
            >
                { for options().into_iter().enumerate().map(|(index, (key, label))| html! {
                    <option {key} value={key} selected={index == chosen}>{ label }</option>
                }) }
            </select>
        </div>
    }
}
