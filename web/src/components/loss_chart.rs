//! Training and test loss over the steps.

use std::cell::Cell;

use crate::part::part;
use burrow_protocol::frame::CurvePoint;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::chart::LossChart;
use crate::components::loss_table::LossTable;
use crate::components::place::use_place;
use crate::frames::now;
use crate::model::curve::columns;
use crate::recipe::use_settings;
use crate::session::{RunState, use_run, use_session};
use crate::theme::use_dark;
use crate::words::{Key, text};

const EVERY_MS: f64 = 100.0;

#[component]
pub fn LossView() -> Html {
    let place = use_place();
    let logarithmic = use_state(|| false);
    let onchange = {
        let logarithmic = logarithmic.setter();
        move |event: Event| {
            let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
            logarithmic.set(input.is_some_and(|input| input.checked()));
        }
    };
    let regression = use_settings().is_regression();
    let unit = if regression { Key::LossRegressionUnit } else { Key::LossClassUnit };
    html! {
        <section class="loss" aria-labelledby={place.id("loss-title")}>
            <div class="loss__head">
                { place.title("loss-title", text(Key::LossTitle)) }
                <label class="check">
                    <input type="checkbox" checked={*logarithmic} {onchange} />
                    { text(Key::LossLogarithmic) }
                </label>
            </div>
            <p class="loss__legend">
                <span class="loss__key loss__key--train">{ text(Key::LossTrain) }</span>
                <span class="loss__key loss__key--test">{ text(Key::LossTest) }</span>
                <span>{ text(unit) }</span>
            </p>
            { part!(Chart { logarithmic: *logarithmic }) }
            { part!(LossTable) }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ChartProps {
    logarithmic: bool,
}

/// The curve itself; the table below it has the numbers.
#[component]
fn Chart(props: &ChartProps) -> Html {
    let session = use_session();
    let dark = use_dark();
    let place = use_node_ref();
    // Nothing to draw, nothing to load: uPlot comes with the first frame.
    let begun = use_run(|state| state.frame.is_some());
    let deps = (session, place.clone(), props.logarithmic, dark, begun);
    use_effect_with(deps, |(session, place, logarithmic, _, begun)| {
        let logarithmic = *logarithmic;
        let element = place.cast::<HtmlElement>().filter(|_| *begun);
        let drawing = element.map(|element| {
            let chart = Drawn(LossChart::new(
                &element,
                text(Key::LossNotLoaded),
                text(Key::NumberDecimal),
                text(Key::NumberGroup),
            ));
            let shown = session.state().frame.map(|frame| frame.curve.clone());
            chart.draw(&shown.unwrap_or_default(), logarithmic);
            let drawn = Cell::new(now());
            session.on_change(move |state| {
                if is_due(state, drawn.get()) {
                    drawn.set(now());
                    let curve = state.frame.as_ref().map_or(&[][..], |frame| &frame.curve);
                    chart.draw(curve, logarithmic);
                }
            })
        });
        move || drop(drawing)
    });
    html! {
        <>
            if !begun {<p class="loss__empty">{ text(Key::LossEmpty) }</p>}
            <div class="loss__chart" ref={place} aria-hidden="true" hidden={!begun} />
        </>
    }
}

/// While the run goes on the chart follows now and then; else at once, not to miss the end.
fn is_due(state: &RunState, drawn: f64) -> bool {
    let playing = state.frame.as_ref().is_some_and(|frame| frame.playing);
    !playing || now() - drawn >= EVERY_MS
}

/// A chart that goes when it is dropped.
struct Drawn(LossChart);

impl Drawn {
    fn draw(&self, curve: &[CurvePoint], logarithmic: bool) {
        let columns = columns(curve, logarithmic);
        self.0.draw(&columns.step, &columns.train, &columns.test, logarithmic);
    }
}

impl Drop for Drawn {
    fn drop(&mut self) {
        self.0.destroy();
    }
}
