//! An exercise, as data.

use serde::{Deserialize, Serialize};

use crate::lesson;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exercise {
    pub id: String,
    /// `predict`, `fill`, `write`, `fix` or `order`.
    pub kind: String,
    pub title: String,
    /// Changes with the starter: code of another version is not shown in it.
    pub version: String,
    /// As HTML, a paragraph each.
    pub task: Vec<String>,
    pub hints: Vec<String>,
    /// In the order in which they are tried.
    pub mistakes: Vec<Mistake>,
    pub starter: String,
    pub solution: String,
    /// The text of `check_test.go`; none where the answer is what the program prints.
    pub check: Option<String>,
    pub order: Option<Order>,
    /// Files that the program reads.
    pub files: Vec<File>,
    /// What the program prints, where that is the answer.
    pub output: Option<String>,
}

/// What gives a mistake away, and what is said then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mistake {
    /// `code` or `output`.
    pub on: String,
    /// A regular expression that browsers read as we do.
    pub pattern: String,
    /// Its flags, some of `ims`.
    pub flags: String,
    pub sentence: String,
}

/// Lines that are to be put into order between two parts of a program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub head: String,
    /// As the learner finds them, wrong ones among them.
    pub lines: Vec<String>,
    pub tail: String,
}

/// A file and its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct File {
    pub name: String,
    pub text: String,
}

impl Exercise {
    pub(super) fn new(exercise: &lesson::Exercise, output: Option<String>) -> Self {
        let html = |paragraphs: &[lesson::Prose]| {
            paragraphs.iter().map(|paragraph| paragraph.html.clone()).collect()
        };
        Self {
            id: exercise.id.clone(),
            kind: exercise.kind.key().to_string(),
            title: exercise.title.clone(),
            version: exercise.version(),
            task: html(&exercise.task),
            hints: html(&exercise.hints),
            mistakes: Mistake::of(exercise),
            starter: exercise.starter.clone(),
            solution: exercise.solution.clone(),
            check: exercise.check.clone(),
            order: Order::of(exercise),
            files: File::of(exercise),
            output,
        }
    }
}

impl Mistake {
    /// Those of an exercise.
    pub fn of(exercise: &lesson::Exercise) -> Vec<Self> {
        let mistake = |mistake: &lesson::Mistake| Self {
            on: mistake.on.key().to_string(),
            pattern: mistake.pattern.source().to_string(),
            flags: mistake.pattern.flags().to_string(),
            sentence: mistake.sentence.clone(),
        };
        exercise.mistakes.iter().map(mistake).collect()
    }
}

impl Order {
    /// That of an exercise.
    pub fn of(exercise: &lesson::Exercise) -> Option<Self> {
        exercise.order.as_ref().map(|order| Self {
            head: order.head.clone(),
            lines: order.shuffled.clone(),
            tail: order.tail.clone(),
        })
    }
}

impl File {
    pub fn new(name: &str, text: &str) -> Self {
        Self { name: name.to_string(), text: text.to_string() }
    }

    /// Those of an exercise.
    pub fn of(exercise: &lesson::Exercise) -> Vec<Self> {
        exercise.files.iter().map(|(name, text)| Self::new(name, text)).collect()
    }
}
