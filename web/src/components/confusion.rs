//! Which digit was taken for which: truth in rows, answers in columns.

use burrow_protocol::frame::Confusion;
use yew::prelude::*;

use crate::components::place::use_place;
use crate::frames::use_frame;
use crate::model::shade;
use crate::words::{Key, text};

#[component]
pub fn ConfusionMatrix() -> Html {
    let place = use_place();
    let frame = use_frame(500);
    let confusion = frame.and_then(|frame| frame.confusion.clone());
    html! {
        <section class="confusion" aria-labelledby={place.id("confusion-title")}>
            { place.title("confusion-title", text(Key::ConfusionTitle)) }
            <p class="confusion__note">{ text(Key::ConfusionNote) }</p>
            { match confusion {
                Some(confusion) if confusion.classes > 0 => table(&confusion),
                _ => html! { <p class="confusion__note">{ text(Key::ConfusionEmpty) }</p> },
            } }
        </section>
    }
}

fn table(confusion: &Confusion) -> Html {
    let classes = usize::from(confusion.classes);
    html! {
        <div class="confusion__scroll" role="region" aria-label={text(Key::ConfusionLabel)} tabindex="0">
            <table class="confusion__table">
                <caption class="visually-hidden">{ text(Key::ConfusionCaption) }</caption>
                <thead>
                    <tr>
                        <td class="confusion__corner">{ text(Key::ConfusionCorner) }</td>
                        { for (0..classes).map(|answer| html! { <th scope="col">{ answer }</th> }) }
                    </tr>
                </thead>
                <tbody>
                    { for confusion.cells.chunks(classes).enumerate().map(|(truth, row)| html! {
                        <tr key={truth}>
                            <th scope="row">{ truth }</th>
                            { for row.iter().enumerate().map(|(answer, &count)| cell(row, truth == answer, count)) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn cell(row: &[u32], right: bool, count: u32) -> Html {
    let shade = shade::of(count, row.iter().sum());
    let kind = if right { "confusion__cell--right" } else { "confusion__cell--wrong" };
    let class = classes!("confusion__cell", kind, format!("confusion__cell--{shade}"));
    html! { <td {class}>{ count }</td> }
}
