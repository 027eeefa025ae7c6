//! What the build wants to know of a lesson besides its article: `lesson.json`.

mod exercise;
mod program;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use burrow_protocol::frame::CurvePoint;
use burrow_protocol::link::to_text;
use burrow_protocol::settings::Choice as _;

pub use exercise::{Exercise, File, Mistake, Order};
pub use program::Program;

use crate::lesson::{self, Lesson};
use crate::search;

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
    /// Those of the labs that train.
    pub figures: Vec<Figure>,
    /// Those of Go programs.
    pub programs: Vec<Program>,
    pub exercises: Vec<Exercise>,
    /// What words mean, in the order of the text.
    pub terms: Vec<Term>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Screen {
    pub id: String,
    pub title: String,
    /// Ids of its figures, as in [`Summary::figures`].
    pub figures: Vec<String>,
    /// Ids of its figures, as in [`Summary::programs`].
    pub programs: Vec<String>,
    pub exercises: Vec<String>,
    pub questions: Vec<String>,
    /// How many there are to read, exercises left out.
    pub words: u32,
    /// For whoever presents it.
    pub notes: Option<Notes>,
}

/// What a presenter says to a screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notes {
    pub minutes: u32,
    pub say: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    pub word: String,
    pub meaning: String,
    /// The screen that explains it; empty for the lead.
    pub screen: String,
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
    /// `outcome` and `printed` as for [`article`](crate::article::article).
    pub fn new(
        lesson: &Lesson,
        outcome: impl Fn(&lesson::Figure) -> Option<CurvePoint>,
        printed: impl Fn(&lesson::Exercise) -> Option<String>,
    ) -> Self {
        let figures = lesson.figures().filter_map(|figure| Some(entry(figure, outcome(figure)?)));
        let screens = lesson.screens.iter().map(|screen| Screen {
            id: screen.id.clone(),
            title: screen.title.clone(),
            figures: screen.figures().map(|figure| figure.id.clone()).collect(),
            programs: screen.programs().map(|figure| figure.id.clone()).collect(),
            exercises: screen.exercises().map(|exercise| exercise.id.clone()).collect(),
            questions: screen.questions().map(|question| question.id.clone()).collect(),
            words: search::words(screen),
            notes: screen
                .notes
                .as_ref()
                .map(|notes| Notes { minutes: notes.minutes, say: notes.say.clone() }),
        });
        let exercises = lesson.exercises().map(|one| Exercise::new(one, printed(one)));
        let terms = lesson.terms.iter().map(|term| Term {
            word: term.word.clone(),
            meaning: term.meaning.clone(),
            screen: term.screen.clone(),
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
            programs: lesson.programs().map(Program::new).collect(),
            exercises: exercises.collect(),
            terms: terms.collect(),
        }
    }

    /// What is said to each screen, by its id: this is fetched only by who presents the lesson.
    pub fn notes(&self) -> BTreeMap<&str, &Notes> {
        let screens = self.screens.iter();
        screens.filter_map(|screen| Some((&*screen.id, screen.notes.as_ref()?))).collect()
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
