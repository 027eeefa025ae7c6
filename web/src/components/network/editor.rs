//! The weight or bias that is pointed at or chosen, by name, with a field to change it.

use std::rc::Rc;

use crate::part::part;
use burrow_protocol::recipe::Edit;
use burrow_protocol::settings::Settings;
use yew::prelude::*;

use crate::components::number_field::NumberField;
use crate::frames::use_frame;
use crate::model::format;
use crate::model::weights::{Names, Place};
use crate::session::{Command, use_session};
use crate::words::{Key, text};

#[derive(Properties, PartialEq)]
pub(super) struct WeightEditorProps {
    pub settings: Rc<Settings>,
    pub hovered: Option<usize>,
    pub chosen: Option<usize>,
    pub on_close: Callback<()>,
}

#[component]
pub(super) fn WeightEditor(props: &WeightEditorProps) -> Html {
    let frame = use_frame(150);
    let value = |index: usize| frame.as_ref()?.maps.as_ref()?.parameters.get(index).copied();
    let name = |index: usize| {
        let place = Place::of_index(&props.settings, index)?;
        Some(place.describe(&Names::new(&props.settings)))
    };
    let shown = |index: usize| {
        let value = value(index).map_or_else(|| format::NONE.to_string(), format::signed);
        html! { <>{ name(index) }{ ": " }<span class="number">{ value }</span></> }
    };
    let close = {
        let on_close = props.on_close.clone();
        move |_| on_close.emit(())
    };
    html! {
        <div class="weight-editor">
            <p class="weight-editor__hint">
                { match props.hovered {
                    Some(index) => shown(index),
                    None => html! { text(Key::NetworkHint) },
                } }
            </p>
            if let Some(index) = props.chosen {
                <div class="weight-editor__edit" role="group" aria-label={text(Key::NetworkEdit)}>
                    <span>{ shown(index) }</span>
                    { part!(ParameterField { index, label: name(index).unwrap_or_default(), value: value(index) }) }
                    <button type="button" class="button button--quiet" onclick={close}>{ text(Key::NetworkDone) }</button>
                </div>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct ParameterFieldProps {
    /// The place in the flat list of parameters.
    pub index: usize,
    pub label: String,
    pub value: Option<f32>,
}

/// A field for one weight or bias.
#[component]
pub(super) fn ParameterField(props: &ParameterFieldProps) -> Html {
    let session = use_session();
    let on_done = use_callback((session, props.index), |typed: String, (session, index)| {
        let edit = typed.parse::<f32>().ok().filter(|value| value.is_finite());
        session.send(match (edit, u32::try_from(*index)) {
            (Some(value), Ok(index)) => Command::Edit(Edit::Weight { index, value }),
            _ => Command::Notify { text: text(Key::NetworkNotFinite).to_string(), warning: true },
        });
    });
    let value = props.value.map_or_else(String::new, |value| format::field(&format!("{value:.4}")));
    part!(NumberField { label: props.label.clone(), value, on_done })
}
