//! All weights and biases as a table, one unit at a time, for those who do not point.

use std::rc::Rc;

use crate::part::part;
use burrow_protocol::network;
use burrow_protocol::settings::Settings;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::editor::ParameterField;
use crate::components::details::use_details;
use crate::frames::use_frame;
use crate::model::weights::{Names, Place};
use crate::words::{Key, text};

#[derive(Properties, PartialEq)]
pub(super) struct WeightTableProps {
    pub settings: Rc<Settings>,
}

#[component]
pub(super) fn WeightTable(props: &WeightTableProps) -> Html {
    let (open, ontoggle) = use_details();
    html! {
        <details class="weight-table" {ontoggle}>
            <summary>{ text(Key::NetworkTable) }</summary>
            // Thousands of weights cost nothing while nobody looks.
            if open {{ part!(Rows { settings: props.settings.clone() }) }}
        </details>
    }
}

#[component]
fn Rows(props: &WeightTableProps) -> Html {
    let frame = use_frame(500);
    let names = Names::new(&props.settings);
    let layers = network::layers(&props.settings);
    let column = use_state(|| 1);
    let unit = use_state(|| 0);
    let (at, to) = ((*column).min(layers.len()), *unit);
    let to = to.min(names.column(at).len().saturating_sub(1));
    let into_it = (0..names.column(at - 1).len())
        .filter_map(|from| Place::weight(&layers, at, from, to))
        .chain(Place::bias(&layers, at, to));
    let headings: Vec<_> = (1..=layers.len()).map(|at| names.heading(at)).collect();
    let value = |place: &Place| frame.as_ref()?.maps.as_ref()?.parameters.get(place.index).copied();
    html! {
        <>
            <div class="weight-table__choose">
                { choose(Key::NetworkLayer, &headings, at - 1, {
                    let column = column.setter();
                    move |index| column.set(index + 1)
                }) }
                { choose(Key::NetworkUnit, names.column(at), to, {
                    let unit = unit.setter();
                    move |index| unit.set(index)
                }) }
            </div>
            <table class="weight-table__table">
                <thead><tr><th scope="col">{ text(Key::NetworkFrom) }</th><th scope="col">{ text(Key::NetworkValue) }</th></tr></thead>
                <tbody>
                    { for into_it.map(|place| html! {
                        <tr key={place.index}>
                            <th scope="row">
                                { place.from.and_then(|from| names.column(at - 1).get(from).cloned()).unwrap_or_else(|| text(Key::NetworkBias).to_string()) }
                            </th>
                            <td>
                                { part!(ParameterField { index: place.index, label: place.describe(&names), value: value(&place) }) }
                            </td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </>
    }
}

fn choose(
    label: Key,
    options: &[String],
    chosen: usize,
    on_choose: impl Fn(usize) + 'static,
) -> Html {
    let onchange = move |event: Event| {
        let select = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
        if let Some(index) = select.and_then(|s| usize::try_from(s.selected_index()).ok()) {
            on_choose(index);
        }
    };
    html! {
        <label>
            { text(label) }{ " " }
            <select class="select" {onchange}>
                { for options.iter().enumerate().map(|(index, option)| html! {
                    <option key={index} selected={index == chosen}>{ option.clone() }</option>
                }) }
            </select>
        </label>
    }
}
