//! A field for a number. What is being typed stays as it is until it is done, whatever
//! happens around it.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::model::format;

#[derive(Properties, PartialEq)]
pub struct NumberFieldProps {
    /// Names the field for those who do not see where it stands.
    pub label: AttrValue,
    pub value: AttrValue,
    /// What was typed, as [`format::read`] has it, when Enter is pressed or the field is left.
    pub on_done: Callback<String>,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    #[prop_or_default]
    pub describedby: Option<AttrValue>,
    #[prop_or(false)]
    pub whole: bool,
}

#[component]
pub fn NumberField(props: &NumberFieldProps) -> Html {
    let draft = use_state(|| None::<String>);
    let oninput = {
        let draft = draft.setter();
        move |event: InputEvent| draft.set(typed(&event))
    };
    let onchange = {
        let (draft, on_done) = (draft.setter(), props.on_done.clone());
        move |event: Event| {
            if let Some(text) = typed(&event) {
                on_done.emit(format::read(&text));
            }
            draft.set(None);
        }
    };
    let value = draft.as_ref().map_or_else(|| props.value.clone(), |text| text.clone().into());
    html! {
        <input
            class="field number"
            type="text"
            inputmode={if props.whole { "numeric" } else { "decimal" }}
            autocomplete="off"
            id={props.id.clone()}
            aria-label={props.label.clone()}
            aria-describedby={props.describedby.clone()}
            {value}
            {oninput}
            {onchange}
        />
    }
}

fn typed(event: &Event) -> Option<String> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    Some(input.value())
}
