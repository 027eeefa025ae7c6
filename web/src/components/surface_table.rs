//! The decision surface in numbers: the network's answer at places all over the plane.

use yew::prelude::*;

use crate::components::details::use_details;
use crate::frames::use_frame;
use crate::model::format;
use crate::model::plane::{SAMPLES, cell_at};
use crate::part::part;
use crate::words::{Key, text};

#[component]
pub fn SurfaceTable() -> Html {
    let (open, ontoggle) = use_details();
    html! {
        <details class="surface-table" {ontoggle}>
            <summary>{ text(Key::SurfaceTable) }</summary>
            if open {{ part!(Cells) }}
        </details>
    }
}

#[component]
fn Cells() -> Html {
    let frame = use_frame(1000);
    let map = frame.as_ref().and_then(|frame| frame.maps.as_ref()).map(|maps| &*maps.surface);
    let value = |x, y| match cell_at(map.unwrap_or_default(), x, y) {
        Some(value) => format::number(&format!("{value:.2}").replace('-', "−")),
        None => "–".to_string(),
    };
    let place = |place: f32| format!("{place}").replace('-', "−");
    html! {
        <div class="loss-table__scroll" role="region" aria-label={text(Key::SurfaceTable)} tabindex="0">
            <table class="loss-table__table">
                <caption>{ text(Key::SurfaceTableNote) }</caption>
                <thead>
                    <tr>
                        <td>{ "y \\ x" }</td>
                        { for SAMPLES.iter().map(|x| html! { <th scope="col">{ place(*x) }</th> }) }
                    </tr>
                </thead>
                <tbody>
                    { for SAMPLES.iter().rev().map(|y| html! {
                        <tr>
                            <th scope="row">{ place(*y) }</th>
                            { for SAMPLES.iter().map(|x| html! { <td>{ value(*x, *y) }</td> }) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}
