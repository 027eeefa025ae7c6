//! The 8 × 8 pixels that the network sees. Arrow keys move, Space sets or clears.

use burrow_protocol::network::DIGIT_SIDE;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::model::digit::{FULL, Picture};
use crate::model::drawing::Action;
use crate::words::{Key, fill, text};

#[derive(Properties, PartialEq)]
pub struct DigitGridProps {
    pub picture: Picture,
    pub on_action: Callback<Action>,
}

#[component]
pub fn DigitGrid(props: &DigitGridProps) -> Html {
    let current = use_state(|| 0);
    let grid = use_node_ref();
    let go = {
        let (current, grid) = (current.setter(), grid.clone());
        Callback::from(move |pixel: usize| {
            current.set(pixel);
            focus_pixel(&grid, pixel);
        })
    };
    let onkeydown = {
        let (at, on_action) = (*current, props.on_action.clone());
        move |event: KeyboardEvent| match event.key().as_str() {
            " " | "Enter" => {
                event.prevent_default();
                on_action.emit(Action::Toggle(at));
            }
            key => {
                if let Some(pixel) = neighbour(at, key) {
                    event.prevent_default();
                    go.emit(pixel);
                }
            }
        }
    };
    let cell = |pixel: usize| {
        let value = props.picture[pixel];
        let onclick = {
            let (current, on_action) = (current.setter(), props.on_action.clone());
            move |_| {
                current.set(pixel);
                on_action.emit(Action::Toggle(pixel));
            }
        };
        let label = fill(
            Key::DrawingPixel,
            &[
                ("row", &(pixel / DIGIT_SIDE + 1).to_string()),
                ("column", &(pixel % DIGIT_SIDE + 1).to_string()),
                ("value", &value.to_string()),
                ("full", &FULL.to_string()),
            ],
        );
        html! {
            <span
                key={pixel}
                role="gridcell"
                class={classes!("digit-grid__pixel", format!("digit-grid__pixel--{value}"))}
                tabindex={if pixel == *current { "0" } else { "-1" }}
                aria-label={label}
                {onclick}
            />
        }
    };
    html! {
        <div
            class="digit-grid"
            role="grid"
            aria-label={text(Key::DrawingPixels)}
            ref={grid}
            {onkeydown}
        >
            { for (0..DIGIT_SIDE).map(|row| html! {
                <div class="digit-grid__row" role="row" key={row}>
                    { for (0..DIGIT_SIDE).map(|column| cell(row * DIGIT_SIDE + column)) }
                </div>
            }) }
        </div>
    }
}

/// The pixel that an arrow key leads to; the edge stops it.
fn neighbour(pixel: usize, key: &str) -> Option<usize> {
    let (row, column) = (pixel / DIGIT_SIDE, pixel % DIGIT_SIDE);
    let last = DIGIT_SIDE - 1;
    let (row, column) = match key {
        "ArrowUp" => (row.saturating_sub(1), column),
        "ArrowDown" => ((row + 1).min(last), column),
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowRight" => (row, (column + 1).min(last)),
        "Home" => (row, 0),
        "End" => (row, last),
        _ => return None,
    };
    Some(row * DIGIT_SIDE + column)
}

fn focus_pixel(grid: &NodeRef, pixel: usize) {
    let row =
        grid.cast::<Element>().and_then(|grid| grid.children().item((pixel / DIGIT_SIDE) as u32));
    let cell = row.and_then(|row| row.children().item((pixel % DIGIT_SIDE) as u32));
    if let Some(cell) = cell.and_then(|cell| cell.dyn_into::<HtmlElement>().ok()) {
        let _ = cell.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_stop_at_the_edge() {
        assert_eq!(neighbour(0, "ArrowUp"), Some(0));
        assert_eq!(neighbour(0, "ArrowRight"), Some(1));
        assert_eq!(neighbour(63, "ArrowDown"), Some(63));
        assert_eq!(neighbour(9, "End"), Some(15));
        assert_eq!(neighbour(9, "x"), None);
    }
}
