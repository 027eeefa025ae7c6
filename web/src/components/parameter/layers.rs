//! The hidden layers and their units.

use crate::part::part;
use burrow_protocol::params::{MAX_LAYERS, MAX_UNITS, Value};
use yew::prelude::*;

use super::ControlProps;
use crate::components::number_field::NumberField;
use crate::words::{Key, fill, param_label, text};

/// Units of a layer that was just added.
const NEW_LAYER: u16 = 4;

pub(super) fn control(props: &ControlProps) -> Html {
    let param = props.param();
    let Value::Layers(layers) = props.value() else { return html! {} };
    let change = |layers: Vec<u16>| {
        let on_value = props.on_value.clone();
        move |_| on_value.emit(Value::Layers(layers.clone()))
    };
    let mut longer = layers.clone();
    longer.push(layers.last().copied().unwrap_or(NEW_LAYER));
    let mut shorter = layers.clone();
    shorter.pop();
    html! {
        <fieldset
            class="param__control"
            aria-describedby={props.help.clone()}
            aria-keyshortcuts={param.shortcut.to_string()}
        >
            <legend class="param__label">{ param_label(param) }</legend>
            <div class="layers__count">
                <button
                    type="button"
                    class="button button--small"
                    id={props.id.clone()}
                    disabled={layers.len() >= MAX_LAYERS}
                    onclick={change(longer)}
                >
                    { text(Key::ParamAddLayer) }
                </button>
                <button
                    type="button"
                    class="button button--small"
                    disabled={layers.is_empty()}
                    onclick={change(shorter)}
                >
                    { text(Key::ParamRemoveLayer) }
                </button>
            </div>
            <ol class="layers">
                { for (0..layers.len()).map(|layer| one_layer(props, &layers, layer)) }
            </ol>
        </fieldset>
    }
}

fn one_layer(props: &ControlProps, layers: &[u16], layer: usize) -> Html {
    let units = layers[layer];
    let change = {
        let (on_value, layers) = (props.on_value.clone(), layers.to_vec());
        Callback::from(move |units: u16| {
            let mut layers = layers.clone();
            layers[layer] = units.clamp(1, MAX_UNITS);
            on_value.emit(Value::Layers(layers));
        })
    };
    let set = |units: u16| {
        let change = change.clone();
        move |_| change.emit(units)
    };
    let on_done = {
        let change = change.clone();
        move |text: String| {
            // What is no number of units leaves the layer as it is.
            if let Ok(units) = text.parse() {
                change.emit(units);
            }
        }
    };
    let number = (layer + 1).to_string();
    let named = |key: Key| fill(key, &[("layer", &number)]);
    html! {
        <li class="layers__item" key={layer}>
            <span class="layers__name">{ named(Key::NameLayer) }</span>
            <button
                type="button"
                class="button button--small layers__button"
                aria-label={named(Key::ParamUnitLess)}
                disabled={units <= 1}
                onclick={set(units - 1)}
            >
                { "−" }
            </button>
            { part!(NumberField { label: named(Key::ParamUnits), value: units.to_string(), whole: true, on_done }) }
            <button
                type="button"
                class="button button--small layers__button"
                aria-label={named(Key::ParamUnitMore)}
                disabled={units >= MAX_UNITS}
                onclick={set(units + 1)}
            >
                { "+" }
            </button>
        </li>
    }
}
