//! What is seen of an exercise.

mod help;
mod lab;
mod order;
mod predict;
mod result;
mod solution;
mod stage;

pub use stage::ExerciseStage;

use std::rc::Rc;

use yew::prelude::*;

use super::book::Book;
use super::spec::ExerciseSpec;

/// What a part of an exercise needs.
#[derive(Properties, PartialEq)]
pub struct PartProps {
    pub spec: Rc<ExerciseSpec>,
    pub book: Book,
}
