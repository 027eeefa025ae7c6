//! A lesson as its author writes it: front matter, a lead, and screens of Markdown with questions,
//! figures and exercises among the text. `docs/writing-a-lesson.md` describes the format for authors.
//!
//! Reading goes on after a mistake, so that all of them are told at once; a lesson comes out only
//! where there was none.

mod beside;
mod body;
mod events;
mod exercise;
mod fields;
mod figure;
mod front;
mod ids;
mod inline;
mod markdown;
mod marked;
mod notes;
mod numbered;
mod pattern;
mod program;
mod question;
mod terms;
mod words;

use std::path::Path;

pub use beside::{FOLDERS, Files};
pub use exercise::{Exercise, Kind, Mistake, On, Order};
pub use figure::{Figure, MAX_STEP};
pub use front::Front;
pub use inline::Prose;
pub use marked::Marked;
pub use notes::Notes;
pub use pattern::Pattern;
pub use program::{Lab as ProgramLab, ProgramFigure};
pub use question::{Choice, Question};
pub use terms::Term;

use crate::Chapter;
use crate::finding::{Finding, Findings};

/// A lesson that was read whole and found right.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    pub front: Front,
    /// What stands before the first screen, as HTML.
    pub lead: String,
    pub screens: Vec<Screen>,
    /// What its words mean, in the order of the text.
    pub terms: Vec<Term>,
    /// What its text marks *like this*, in the order of the text.
    pub marked: Vec<Marked>,
    /// The topics that its text leads to, also those that nobody can open yet.
    pub leads_to: Vec<String>,
}

/// One idea: what is on the screen at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    pub id: String,
    /// Where its heading stands in the file.
    pub line: usize,
    /// The heading as plain text.
    pub title: String,
    /// The heading as HTML.
    pub heading: String,
    /// For whoever presents it.
    pub notes: Option<Notes>,
    pub pieces: Vec<Piece>,
}

/// A part of a screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Text, as HTML.
    Text(String),
    Question(Question),
    Figure(Box<Figure>),
    Program(Box<ProgramFigure>),
    Exercise(Box<Exercise>),
}

impl Screen {
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Figure(figure) => Some(&**figure),
            _ => None,
        })
    }

    /// The figures of Go programs.
    pub fn programs(&self) -> impl Iterator<Item = &ProgramFigure> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Program(figure) => Some(&**figure),
            _ => None,
        })
    }

    pub fn exercises(&self) -> impl Iterator<Item = &Exercise> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Exercise(exercise) => Some(&**exercise),
            _ => None,
        })
    }

    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Question(question) => Some(question),
            _ => None,
        })
    }
}

impl Lesson {
    /// All figures of the labs that train, in the order of the text.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.screens.iter().flat_map(Screen::figures)
    }

    /// All figures of Go programs, in the order of the text.
    pub fn programs(&self) -> impl Iterator<Item = &ProgramFigure> {
        self.screens.iter().flat_map(Screen::programs)
    }

    /// All exercises with a block of their own, in the order of the text.
    pub fn exercises(&self) -> impl Iterator<Item = &Exercise> {
        self.screens.iter().flat_map(Screen::exercises)
    }

    /// All questions, in the order of the text.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.screens.iter().flat_map(Screen::questions)
    }
}

/// Reads a lesson.
///
/// `file` is named in the findings, and the folder that it stands in has the topic's id;
/// `files` are those in the [`FOLDERS`] beside it, and `outline` is the course.
///
/// # Errors
/// All that is wrong with it, in the order of the file, and then what is wrong with those beside it.
pub fn read(
    file: &Path,
    bytes: &[u8],
    files: &Files,
    outline: &[Chapter],
) -> Result<Lesson, Vec<Finding>> {
    let mut findings = Findings::of(file);
    let text = text(bytes, &mut findings);
    let lesson = read_text(text, file, files, outline, &mut findings);
    match lesson {
        Some(lesson) if findings.is_empty() => Ok(lesson),
        _ => Err(findings.into_vec()),
    }
}

/// The part of the bytes that is text.
fn text<'a>(bytes: &'a [u8], findings: &mut Findings) -> &'a str {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|error| {
        let (good, _) = bytes.split_at(error.valid_up_to());
        let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
        findings.add(line, "This is not UTF-8 from here on: save the file as UTF-8.");
        std::str::from_utf8(good).unwrap_or_default()
    });
    // A mark that some editors put first.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for line in numbered::lines(text, 1) {
        if line.text.contains(|c: char| c.is_control() && c != '\t') {
            findings.add(line.number, "This line holds a control character: take it out.");
        }
    }
    text
}

fn read_text(
    text: &str,
    file: &Path,
    files: &Files,
    outline: &[Chapter],
    findings: &mut Findings,
) -> Option<Lesson> {
    let (front, body) = front::split(text, findings);
    let folder = file.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    let front = front::read(front, folder.unwrap_or_default(), outline, findings);
    let body = body::read(body, files, outline, findings);
    let front = front?;
    let spoken: u32 = body.screens.iter().flat_map(|s| &s.notes).map(|notes| notes.minutes).sum();
    if spoken > front.minutes {
        let sentence =
            format!("The notes take {spoken} minutes, and the lesson {}.", front.minutes);
        findings.add(1, sentence);
    }
    let body::Text { lead, screens, terms, marked, leads_to } = body;
    Some(Lesson { front, lead, screens, terms, marked, leads_to })
}
