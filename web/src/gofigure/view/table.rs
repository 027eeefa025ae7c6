//! A moment as one table: for those who do not see the boxes and the arrows, and for all who want to read it.

use yew::prelude::*;

use super::Scene;
use crate::gofigure::model::Row;
use crate::words::{Key, fill, text};

pub fn table(scene: &Scene) -> Html {
    let board = &scene.board;
    let frames = board.frames.iter().map(|frame| {
        let line = frame.line.map(|line| fill(Key::MachineLine, &[("line", &line.to_string())]));
        (format!("{}, {}", frame.function, line.unwrap_or_default()), &frame.rows)
    });
    let objects = board
        .objects
        .iter()
        .map(|object| (format!("#{} {}", object.number, object.typ), &object.rows));
    let globals = std::iter::once((text(Key::GoStepGlobals).to_string(), &board.globals))
        .filter(|(_, rows)| !rows.is_empty());
    html! {
        <details class="machine__all">
            <summary>{ text(Key::MachineTable) }</summary>
            <table class="machine__table">
                <thead>
                    <tr>
                        <th scope="col">{ text(Key::MachineWhere) }</th>
                        <th scope="col">{ text(Key::GoStepName) }</th>
                        <th scope="col">{ text(Key::GoStepValue) }</th>
                    </tr>
                </thead>
                <tbody>{ for frames.chain(globals).chain(objects).flat_map(|(place, rows)| group(&place, rows)) }</tbody>
            </table>
        </details>
    }
}

fn group(place: &str, rows: &[Row]) -> Vec<Html> {
    if rows.is_empty() {
        return vec![html! { <tr><td>{ place }</td><td></td><td></td></tr> }];
    }
    let row = |row: &Row| {
        let changed = row.is_changed.then(|| text(Key::GoStepChanged));
        html! {
            <tr>
                <td>{ place }</td>
                <td><code>{ &row.name }</code></td>
                <td><code>{ &row.value.text }</code>{ " " }{ changed }</td>
            </tr>
        }
    };
    rows.iter().map(row).collect()
}
