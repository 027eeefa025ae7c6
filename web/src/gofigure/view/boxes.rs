//! Values in boxes: what frames and objects are drawn with.

use burrow_go_trace::Role;
use yew::prelude::*;

use crate::go::step;
use crate::gofigure::model::value::Line;
use crate::gofigure::model::{Row, Shape};
use crate::words::{Key, text};

/// Rows below each other, each with its name.
pub fn rows(rows: &[Row]) -> Html {
    if rows.is_empty() {
        return html! {};
    }
    html! { <dl class="boxes">{ for rows.iter().map(row) }</dl> }
}

/// Cells beside each other, each with its index.
pub fn cells(cells: &[Row]) -> Html {
    html! {
        <ol class="cells">
            { for cells.iter().map(|cell| html! {
                <li class={classes!("cells__cell", changed_class(cell))} data-anchor={cell.anchor.clone()}>
                    <span class="cells__index" aria-hidden="true">{ &cell.name }</span>
                    { value(&cell.value) }
                    { mark(cell) }
                </li>
            }) }
        </ol>
    }
}

pub fn more(count: u64) -> Html {
    step::more(count).map(|more| html! { <p class="boxes__more">{ more }</p> }).unwrap_or_default()
}

fn row(row: &Row) -> Html {
    let is_captured = row.role == Some(Role::Captured);
    let class = classes!(
        "boxes__row",
        changed_class(row),
        row.is_shadowed.then_some("boxes__row--shadowed"),
        is_captured.then_some("boxes__row--captured")
    );
    let inside = match (row.parts.is_empty(), row.shape) {
        (true, _) => value(&row.value),
        (false, Shape::Cells) => cells(&row.parts),
        (false, Shape::Rows) => rows(&row.parts),
    };
    html! {
        <div key={row.key.clone()} {class} data-anchor={row.anchor.clone()}>
            <dt class="boxes__name" title={row.typ.clone()}><code>{ &row.name }</code>{ note(row) }</dt>
            <dd class="boxes__value">{ inside }{ mark(row) }</dd>
        </div>
    }
}

/// What is to be said of a variable beside its name.
fn note(row: &Row) -> Html {
    let key = match row.role {
        _ if row.is_shadowed => Key::GoStepShadowed,
        Some(Role::Captured) => Key::MachineIsCaptured,
        _ => return html! {},
    };
    html! { <span class="boxes__note">{ text(key) }</span> }
}

fn value(line: &Line) -> Html {
    // An arrow stays with what it leads to.
    let words = line.text.replace("→ ", "→\u{a0}");
    html! { <code class="boxes__text" data-to={line.to.clone()}>{ words }</code> }
}

fn changed_class(row: &Row) -> Option<&'static str> {
    (row.is_changed && row.parts.is_empty()).then_some("is-changed")
}

/// What the last step changed is said, not only coloured.
fn mark(row: &Row) -> Html {
    match changed_class(row) {
        Some(_) => {
            html! { <span class="visually-hidden">{ " (" }{ text(Key::GoStepChanged) }{ ")" }</span> }
        }
        None => html! {},
    }
}
