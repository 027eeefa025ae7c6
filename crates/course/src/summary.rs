//! What the build wants to know of a lesson besides its article: `lesson.json`.

use serde::{Deserialize, Serialize};

use burrow_protocol::frame::CurvePoint;
use burrow_protocol::link::to_text;
use burrow_protocol::settings::Choice as _;

use crate::lesson::{self, Lesson};

/// A lesson without its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    pub id: String,
    pub title: String,
    pub summary: String,
    /// The number of its chapter.
    pub chapter: u8,
    pub minutes: u32,
    pub lang: String,
    pub screens: Vec<Screen>,
    pub figures: Vec<Figure>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Screen {
    pub id: String,
    pub title: String,
    /// Ids of its figures.
    pub figures: Vec<String>,
}

/// A figure, and what its run had reached in the state that it opens in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub id: String,
    pub lab: String,
    pub title: String,
    /// A link's text.
    pub recipe: String,
    pub show: Vec<String>,
    pub controls: Vec<String>,
    /// As in the article's `data-goal`.
    pub goal: Option<String>,
    /// The question to answer first.
    pub ask: Option<String>,
    pub alt: String,
    pub step: u64,
    pub train_loss: f32,
    pub test_loss: f32,
    /// Share of right answers, 0 to 1; none for regression.
    pub train_accuracy: Option<f32>,
    pub test_accuracy: Option<f32>,
}

impl Summary {
    pub fn new(lesson: &Lesson, outcome: impl Fn(&lesson::Figure) -> Option<CurvePoint>) -> Self {
        let figures = lesson.figures().filter_map(|figure| Some(entry(figure, outcome(figure)?)));
        let screens = lesson.screens.iter().map(|screen| Screen {
            id: screen.id.clone(),
            title: screen.title.clone(),
            figures: screen.figures().map(|figure| figure.id.clone()).collect(),
        });
        Self {
            id: lesson.front.id.clone(),
            title: lesson.front.title.clone(),
            summary: lesson.front.summary.clone(),
            chapter: lesson.front.chapter.number,
            minutes: lesson.front.minutes,
            lang: lesson.front.lang.clone(),
            screens: screens.collect(),
            figures: figures.collect(),
        }
    }
}

fn entry(figure: &lesson::Figure, point: CurvePoint) -> Figure {
    let words = |keys: &[&str]| keys.iter().map(|key| key.to_string()).collect();
    Figure {
        id: figure.id.clone(),
        lab: figure.lab().key().to_string(),
        title: figure.title.clone(),
        recipe: to_text(&figure.recipe),
        show: words(&figure.show),
        controls: words(&figure.controls),
        goal: figure.goal.map(|goal| goal.to_string()),
        ask: figure.ask.clone(),
        alt: figure.alt.clone(),
        step: point.step,
        train_loss: point.train.loss,
        test_loss: point.test.loss,
        train_accuracy: point.train.accuracy,
        test_accuracy: point.test.accuracy,
    }
}
