//! Exercises in a lesson's text: each `.exercise` element of an article gets what is needed to do it.
//!
//! - [`spec`] is what the lesson says of it, [`book`] what the learner has made of it, kept on the
//!   device as a [`record`].
//! - [`verdict`] judges what the tests wrote, [`predict`] an answer, [`order`] is lines that are moved.
//! - [`view`] is what is seen.
//!
//! Each has a Go session of its own, and one at a time has the page's worker: see
//! [`crate::go::session`].

mod book;
mod order;
mod pattern;
mod predict;
mod record;
mod spec;
mod verdict;
mod view;
mod wording;

use std::rc::Rc;

use gloo::utils::document;
use web_sys::Element;
use yew::prelude::*;

use crate::dom::elements;
use crate::part::part;
use crate::words::{lang, text};

use spec::ExerciseSpec;
use view::ExerciseStage;

#[derive(Properties, PartialEq)]
pub struct ExercisesProps {
    pub article: Element,
}

/// Every exercise of an article, each in its place.
#[component]
pub fn Exercises(props: &ExercisesProps) -> Html {
    let exercises = use_memo(props.article.clone(), find);
    html! {
        { for exercises.iter().map(|(spec, place)| {
            let stage = part!(ExerciseStage[spec.id] { spec: spec.clone(), place: place.clone() });
            create_portal(stage, place.stage.clone())
        }) }
    }
}

/// Where in the text an exercise stands.
#[derive(Clone, PartialEq)]
pub struct Place {
    exercise: Element,
    stage: Element,
    /// Behind its hints.
    end: Element,
}

fn find(article: &Element) -> Vec<(Rc<ExerciseSpec>, Place)> {
    elements(article, ".exercise").filter_map(|exercise| take_over(&exercise)).collect()
}

/// The program's place is made ready: what it draws itself goes.
fn take_over(exercise: &Element) -> Option<(Rc<ExerciseSpec>, Place)> {
    let stage = exercise.query_selector(".exercise__stage").ok()??;
    let spec = ExerciseSpec::of(exercise)?;
    stage.set_inner_html("");
    // Setting an attribute of a good name does not fail.
    let _ = exercise.set_attribute("data-live", "");
    if let Ok(Some(kind)) = exercise.query_selector(".exercise__kind") {
        kind.set_text_content(Some(text(spec.kind.name())));
        let _ = kind.set_attribute("lang", lang().code());
    }
    let end = document().create_element("div").ok()?;
    exercise.append_child(&end).ok()?;
    Some((Rc::new(spec), Place { exercise: exercise.clone(), stage, end }))
}
