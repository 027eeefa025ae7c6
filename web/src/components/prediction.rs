//! What the network answers at the cursor, and what each unit makes of it.

use burrow_protocol::settings::Settings;
use yew::prelude::*;

use crate::model::activations::{by_column, largest};
use crate::model::format;
use crate::model::weights::Names;
use crate::recipe::use_settings;
use crate::session::{Status, use_run};
use crate::words::{Key, fill, text};

#[derive(Properties, PartialEq)]
pub struct PredictionViewProps {
    /// The place that was asked about.
    pub at: Option<[f32; 2]>,
}

#[component]
pub fn PredictionView(props: &PredictionViewProps) -> Html {
    let prediction = use_run(|state| state.prediction.clone());
    let settings = use_settings();
    let playing = use_run(|state| state.status == Status::Playing);
    let Some([x, y]) = props.at else {
        return html! {
            <p class="prediction">{ text(Key::PredictionHint) }</p>
        };
    };
    let (x, y) = (format::signed(x), format::signed(y));
    let place = fill(Key::PredictionAt, &[("x", &x), ("y", &y)]) + " ";
    let Some(prediction) = prediction else {
        return html! { <p class="prediction">{ place }{ text(Key::PredictionNone) }</p> };
    };
    html! {
        <div class="prediction">
            // Read out where the cursor moves, not whenever the network learns.
            <p aria-live={if playing { "off" } else { "polite" }}>{ place }<strong>{ answer(&settings, &prediction.output) }</strong></p>
            { units(&settings, &prediction.units) }
        </div>
    }
}

fn answer(settings: &Settings, output: &[f32]) -> String {
    if settings.is_regression() {
        return output.first().map_or_else(String::new, |value| format::signed(*value));
    }
    let names = Names::new(settings);
    let classes = names.column(names.columns() - 1);
    match largest(output) {
        Some(class) if output.len() == classes.len() => {
            format!("{}, {}", classes[class], format::percent(output[class]))
        }
        _ => text(Key::PredictionNone).to_string(),
    }
}

fn units(settings: &Settings, units: &[f32]) -> Html {
    let names = Names::new(settings);
    let columns = by_column(&names, units);
    if columns.is_empty() {
        return html! {};
    }
    html! {
        <details class="prediction__units">
            <summary>{ text(Key::PredictionUnits) }</summary>
            { for columns.into_iter().enumerate().map(|(column, units)| html! {
                <section key={column}>
                    <h3 class="prediction__column">{ names.heading(column) }</h3>
                    <ul class="prediction__list">
                        { for units.into_iter().enumerate().map(|(unit, (name, value))| html! {
                            <li>
                                { if column == 0 { name } else { fill(Key::PredictionUnit, &[("unit", &(unit + 1).to_string())]) } }
                                <span class="number">{ format::signed(value) }</span>
                            </li>
                        }) }
                    </ul>
                </section>
            }) }
        </details>
    }
}
