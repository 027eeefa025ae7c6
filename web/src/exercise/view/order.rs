//! Lines to be put into order: carried with the pointer, or moved by buttons.

use std::rc::Rc;

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::PartProps;
use super::stage::{arrangement, program};
use crate::exercise::order::Arrangement;
use crate::go::session::{Command, use_go_session};
use crate::model::format;
use crate::session::{Watch, use_watched};
use crate::words::{Key, fill, text};

/// The way that a button moves a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// What is done to the lines.
type Change<'a> = &'a dyn Fn(&mut Arrangement);

#[component]
pub fn OrderList(props: &PartProps) -> Html {
    let PartProps { spec, book } = props;
    let session = use_go_session();
    let region = use_node_ref();
    let order = {
        let spec = spec.clone();
        use_watched(book.clone(), move |record| arrangement(&spec, &record.answer))
    };
    // The line that is carried, and the one that a button has moved.
    let carried = use_state(|| None::<usize>);
    let moved = use_state(|| None::<(usize, Way)>);
    use_effect_with((region.clone(), order.clone(), *moved), |(region, _, moved)| {
        if let Some((line, way)) = moved {
            focus_button(region, *line, *way);
        }
    });
    let arrange: Rc<dyn Fn(Change)> = {
        let (spec, book) = (spec.clone(), book.clone());
        Rc::new(move |change: Change| {
            let mut order = arrangement(&spec, &book.state().answer);
            change(&mut order);
            let answer = order.to_text();
            let text = program(&spec, &answer).into();
            book.change(|record| record.answer = answer);
            session.send(Command::Edit { name: "main.go".into(), text });
        })
    };
    let press: Rc<dyn Fn(usize, Way)> = {
        let (spec, book, arrange, moved) =
            (spec.clone(), book.clone(), arrange.clone(), moved.setter());
        Rc::new(move |line, way| {
            let order = arrangement(&spec, &book.state().answer);
            let Some(at) = order.places.iter().position(|place| *place == line) else { return };
            arrange(&|order| match way {
                Way::Up => order.up(at),
                Way::Down => order.down(at),
            });
            moved.set(Some((line, way)));
        })
    };
    let onpointermove = {
        let (carried, order) = (carried.clone(), order.clone());
        move |event: PointerEvent| {
            let from =
                carried.and_then(|line| order.places.iter().position(|place| *place == line));
            let Some((from, (to, is_used))) = from.zip(below(&event, &order)) else { return };
            arrange(&|order| order.carry(from, to, is_used));
        }
    };
    let let_go = {
        let carried = carried.setter();
        move |_: PointerEvent| carried.set(None)
    };
    let take = {
        let (carried, region, moved) = (carried.setter(), region.clone(), moved.setter());
        Callback::from(move |(line, event): (usize, PointerEvent)| {
            event.prevent_default();
            if let Some(region) = region.cast::<Element>() {
                // Where the pointer is gone already there is nothing to follow.
                let _ = region.set_pointer_capture(event.pointer_id());
            }
            moved.set(None);
            carried.set(Some(line));
        })
    };
    let item = |at: usize| {
        let line = order.places[at];
        let code = spec.order.lines[line].clone();
        let is_carried = *carried == Some(line);
        let button = |way, off: bool, key, sign: &'static str| {
            let press = press.clone();
            html! {
                <button type="button" class="button button--quiet order__button" data-line={line.to_string()}
                    data-way={name(way)} aria-disabled={off.then_some("true")}
                    aria-label={fill(key, &[("line", code.trim())])}
                    onclick={move |_| if !off { press(line, way) }}>{ sign }</button>
            }
        };
        let take = take.clone();
        html! {
            <li key={line} class={classes!("order__line", is_carried.then_some("order__line--carried"))} data-place={at.to_string()}>
                <span class="order__handle" aria-hidden="true" onpointerdown={move |event| take.emit((line, event))}>{ "⠿" }</span>
                <code class="order__code">{ code.clone() }</code>
                { button(Way::Up, !order.can_go_up(at), Key::ExerciseLineUp, "↑") }
                { button(Way::Down, !order.can_go_down(at), Key::ExerciseLineDown, "↓") }
            </li>
        }
    };
    let edge = |code: &str| html! { <pre class="order__edge" tabindex="0"><code>{ code.trim_end_matches('\n').to_string() }</code></pre> };
    html! {
        <div class="order" ref={region} {onpointermove} onpointerup={let_go.clone()} onpointercancel={let_go}>
            { edge(&spec.order.head) }
            <ol class="order__lines" data-zone="used" aria-label={text(Key::ExerciseOrderUsed)}>
                { for (0..order.n_used).map(item) }
            </ol>
            { edge(&spec.order.tail) }
            <p class="order__title">{ text(Key::ExerciseOrderOut) }</p>
            <ol class="order__lines order__lines--out" data-zone="out" aria-label={text(Key::ExerciseOrderOut)}>
                { for (order.n_used..order.places.len()).map(item) }
            </ol>
            <p class="visually-hidden" role="status">{ for moved.map(|(line, _)| place(&order, line)) }</p>
        </div>
    }
}

/// Where a line that was moved stands now.
fn place(order: &Arrangement, line: usize) -> String {
    let at = order.places.iter().position(|place| *place == line).unwrap_or_default();
    if at >= order.n_used {
        return text(Key::ExerciseLineOut).to_string();
    }
    let [n, all] = [at + 1, order.n_used].map(|number| format::whole(number as u64));
    fill(Key::ExerciseLineAt, &[("n", &n), ("all", &all)])
}

fn name(way: Way) -> &'static str {
    match way {
        Way::Up => "up",
        Way::Down => "down",
    }
}

/// A line that moves in the page loses the focus: its button gets it back.
fn focus_button(region: &NodeRef, line: usize, way: Way) {
    let selector = format!("[data-line=\"{line}\"][data-way=\"{}\"]", name(way));
    let region = region.cast::<Element>();
    let button = region.and_then(|region| region.query_selector(&selector).ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        // Where it cannot be focused, it is not on the page.
        let _ = button.focus();
    }
}

/// The place below the pointer, and whether lines there are used.
fn below(event: &PointerEvent, order: &Arrangement) -> Option<(usize, bool)> {
    let found = document().element_from_point(event.client_x() as f32, event.client_y() as f32)?;
    let zone = found.closest("[data-zone]").ok()??;
    let is_used = zone.get_attribute("data-zone").as_deref() == Some("used");
    let line = found.closest("[data-place]").ok().flatten();
    let at = line.and_then(|line| line.get_attribute("data-place")?.parse().ok());
    Some((at.unwrap_or(if is_used { order.n_used } else { order.places.len() }), is_used))
}
