//! Figures of Go programs in a lesson's text: a program that the learner moves forward and back.
//!
//! - [`spec`] is what the lesson says of a figure.
//! - [`player`] remembers every step of its program, so that going back is looking at an earlier one; it asks
//!   the Go session for those that are not there yet.
//! - [`model`] is what is drawn of a moment: boxes, calls, what changed. It knows no browser.
//! - [`stage`] is the frame of every such figure: gate, buttons, goal; [`view`] is the panels in it.

pub mod model;
pub mod player;
pub mod spec;
pub mod stage;
pub mod view;

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use crate::dom::elements;
use crate::go::session::{GoProvider, GoState};
use crate::go::work::Work;
use crate::part::part;
use spec::GoSpec;
use stage::GoStage;

#[derive(Properties, PartialEq)]
pub struct GoFiguresProps {
    pub article: Element,
    /// Hears which figure the learner turned to.
    pub on_active: Callback<AttrValue>,
}

/// A figure, and the element that it is mounted into.
type Mounted = (Rc<GoSpec>, Element, Element);

/// Every figure of a Go program in an article, each in its place.
#[component]
pub fn GoFigures(props: &GoFiguresProps) -> Html {
    let figures = use_memo(props.article.clone(), find);
    html! {
        { for figures.iter().map(|(spec, element, stage)| {
            let on_active = props.on_active.clone();
            let figure = html! {
                <GoProvider key={spec.id.to_string()} begin={begin(spec)}>
                    { part!(GoStage { spec: spec.clone(), element: element.clone(), on_active }) }
                </GoProvider>
            };
            create_portal(figure, stage.clone())
        }) }
    }
}

/// What a figure's session begins with: every learner sees the same run.
fn begin(spec: &GoSpec) -> GoState {
    let work = Work::of(&[(&spec.program, &spec.source)]);
    let conditions =
        burrow_protocol::go::Conditions { seed: Some(1), virtual_time: true, ..Default::default() };
    GoState { work, conditions, ..GoState::default() }
}

fn find(article: &Element) -> Vec<Mounted> {
    elements(article, ".figure[data-lab]")
        .filter_map(|figure| {
            let stage = figure.query_selector(".figure__stage").ok()??;
            let spec = Rc::new(GoSpec::of(&figure)?);
            // What the build drew; the figure draws the same before the browser paints again.
            stage.set_inner_html("");
            Some((spec, figure, stage))
        })
        .collect()
}
