//! The loss curve in numbers.

use crate::part::part;
use yew::prelude::*;

use crate::components::details::use_details;
use crate::frames::use_frame;
use crate::model::curve::sampled;
use crate::model::format;
use crate::words::{Key, text};

const ROWS: usize = 20;
const HEADINGS: [Key; 5] = [
    Key::ScoreStep,
    Key::ScoreTrainLoss,
    Key::ScoreTestLoss,
    Key::ScoreTrainAccuracy,
    Key::ScoreTestAccuracy,
];

#[component]
pub fn LossTable() -> Html {
    let (open, ontoggle) = use_details();
    html! {
        <details class="loss-table" {ontoggle}>
            <summary>{ text(Key::LossTable) }</summary>
            if open {{ part!(Rows) }}
        </details>
    }
}

#[component]
fn Rows() -> Html {
    let frame = use_frame(1000);
    let curve = frame.map(|frame| sampled(&frame.curve, ROWS)).unwrap_or_default();
    html! {
        <div class="loss-table__scroll" role="region" aria-label={text(Key::LossTableLabel)} tabindex="0">
            <table class="loss-table__table">
                <thead>
                    <tr>
                        { for HEADINGS.map(|title| html! {
                            <th scope="col">{ text(title) }</th>
                        }) }
                    </tr>
                </thead>
                <tbody>
                    { for curve.iter().map(|point| html! {
                        <tr key={point.step}>
                            <th scope="row">{ format::whole(point.step) }</th>
                            <td>{ format::loss(point.train.loss) }</td>
                            <td>{ format::loss(point.test.loss) }</td>
                            <td>{ format::percent_or_dash(point.train.accuracy) }</td>
                            <td>{ format::percent_or_dash(point.test.accuracy) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}
