//! The diagram of the boundary lab's network: what every unit sees, and every weight.

mod editor;
mod figure;
mod lines;
mod table;

use std::rc::Rc;

use crate::part::part;
use burrow_protocol::params::Effect;
use burrow_protocol::settings::Settings;
use yew::prelude::*;

use crate::components::place::use_place;
use crate::model::diagram::{Diagram, MAX_LINED_UNITS};
use crate::recipe::use_settings;
use crate::words::{Key, fill, text};

use editor::WeightEditor;
use figure::Figure;
use table::WeightTable;

#[component]
pub fn Network() -> Html {
    let place = use_place();
    let settings = Rc::new(shape(&use_settings()));
    let diagram = use_memo(settings.clone(), |settings| Diagram::new(settings));
    // The place of the chosen parameter in the flat list; another network has other places.
    let chosen = use_state(|| None::<usize>);
    use_effect_with(settings.clone(), {
        let chosen = chosen.setter();
        move |_| chosen.set(None)
    });
    let hovered = use_state(|| None::<usize>);
    let on_choose = use_callback((), {
        let chosen = chosen.setter();
        move |index, ()| chosen.set(Some(index))
    });
    let on_hover = use_callback((), {
        let hovered = hovered.setter();
        move |index, ()| hovered.set(index)
    });
    let on_close = use_callback((), {
        let chosen = chosen.setter();
        move |(), ()| chosen.set(None)
    });
    html! {
        <section class="network" aria-labelledby={place.id("network-title")}>
            { place.title("network-title", text(Key::NetworkTitle)) }
            { part!(Figure { diagram: diagram.clone(), settings: settings.clone(), hovered: *hovered, chosen: *chosen, on_hover, on_choose }) }
            <p class="network__legend">
                <span><span class="network__key" />{ text(Key::NetworkPositive) }</span>
                <span><span class="network__key network__key--negative" />{ text(Key::NetworkNegative) }</span>
                <span>{ text(Key::NetworkWidth) }</span>
            </p>
            if diagram.lines_left_out {
                <p class="network__note">
                    { fill(Key::NetworkTooWide, &[("units", &MAX_LINED_UNITS.to_string())]) }
                </p>
            }
            { part!(WeightEditor { settings: settings.clone(), hovered: *hovered, chosen: *chosen, on_close }) }
            { part!(WeightTable { settings }) }
        </section>
    }
}

/// What of the settings gives the network its shape; a change of the rest draws nothing anew.
fn shape(settings: &Settings) -> Settings {
    let mut shape = Settings::for_lab(settings.lab);
    for param in burrow_protocol::params::PARAMS {
        if param.effect == Effect::Restart {
            // A value that the settings hold is valid.
            let _ = param.set(&mut shape, (param.get)(settings));
        }
    }
    shape
}
