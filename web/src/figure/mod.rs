//! Labs in a lesson's text: each `figure` element of an article gets its lab, which begins in
//! the state that makes the lesson's point.
//!
//! Figures of Go programs are [`crate::gofigure`]'s. Of the others each has a session of its own, and one at a time has workers: when a learner turns to
//! another, the one before is saved and rests.

mod commands;
pub mod gate;
mod goal;
mod opening;
mod present;
pub mod spec;
pub mod stage;
pub mod widget;

pub use stage::goal_view;

use std::rc::Rc;

use crate::part::part;
use web_sys::Element;
use yew::prelude::*;

use crate::dom::elements;
use crate::gofigure::GoFigures;
use crate::session::SessionProvider;

use spec::FigureSpec;
use stage::FigureStage;

#[derive(Properties, PartialEq)]
pub struct FiguresProps {
    pub article: Element,
}

/// A figure and the element that its lab is mounted into.
type Mounted = (Rc<FigureSpec>, Element, Element);

/// Every figure of an article, each in its place.
#[component]
pub fn Figures(props: &FiguresProps) -> Html {
    let figures = use_memo(props.article.clone(), find);
    let active = use_state(|| None::<AttrValue>);
    let on_active = use_callback((), {
        let active = active.setter();
        move |id, ()| active.set(Some(id))
    });
    use_effect_with((props.article.clone(), (*active).clone()), |(article, active)| {
        for figure in elements(article, ".figure") {
            // Setting an attribute of a good name does not fail.
            let _ = if active.is_some()
                && figure.get_attribute("data-figure").as_deref() == active.as_deref()
            {
                figure.set_attribute("data-active", "")
            } else {
                figure.remove_attribute("data-active")
            };
        }
    });
    html! {
        <>
        { for figures.iter().map(|(spec, element, stage)| {
            let is_active = active.as_ref() == Some(&spec.id);
            let lab = html! {
                <SessionProvider key={spec.id.to_string()}>
                    { part!(FigureStage { spec: spec.clone(), element: element.clone(), active: is_active, on_active: on_active.clone() }) }
                </SessionProvider>
            };
            create_portal(lab, stage.clone())
        }) }
        { part!(GoFigures { article: props.article.clone(), on_active }) }
        </>
    }
}

fn find(article: &Element) -> Vec<Mounted> {
    elements(article, ".figure[data-recipe]")
        .filter_map(|figure| {
            let stage = figure.query_selector(".figure__stage").ok()??;
            let spec = Rc::new(FigureSpec::of(&figure));
            // What the build drew; the lab draws the same before the browser paints again.
            stage.set_inner_html("");
            Some((spec, figure, stage))
        })
        .collect()
}
