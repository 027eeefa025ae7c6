//! Which digit was taken for which: truth in rows, answers in columns.

use burrow_protocol::frame::Confusion;
use yew::prelude::*;

use crate::frames::use_frame;
use crate::model::shade;

#[component]
pub fn ConfusionMatrix() -> Html {
    let frame = use_frame(500);
    let confusion = frame.and_then(|frame| frame.confusion.clone());
    html! {
        <section class="confusion" aria-labelledby="confusion-title">
            <h2 class="panel__title" id="confusion-title">{ "Confusion matrix" }</h2>
            <p class="confusion__note">
                { "Test set. Each row is a true digit, each column what the network answered; right answers lie on the diagonal." }
            </p>
            { match confusion {
                Some(confusion) if confusion.classes > 0 => table(&confusion),
                _ => html! { <p class="confusion__note">{ "Empty until the network has been tested." }</p> },
            } }
        </section>
    }
}

fn table(confusion: &Confusion) -> Html {
    let classes = usize::from(confusion.classes);
    html! {
        <div class="confusion__scroll" role="region" aria-label="Confusion matrix, table" tabindex="0">
            <table class="confusion__table">
                <caption class="visually-hidden">{ "Counts of answers by true digit" }</caption>
                <thead>
                    <tr>
                        <td class="confusion__corner">{ "true \\ answer" }</td>
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
