//! A lesson as its author writes it: front matter, a lead, and screens of Markdown with questions
//! and figures among the text. `docs/writing-a-lesson.md` describes the format for authors.
//!
//! Reading goes on after a mistake, so that all of them are told at once; a lesson comes out only
//! where there was none.

mod body;
mod events;
mod fields;
mod figure;
mod front;
mod ids;
mod markdown;
mod numbered;
mod question;
mod words;

use std::path::Path;

pub use figure::{Figure, MAX_STEP};
pub use front::Front;
pub use question::{Choice, Question};

use crate::Chapter;
use crate::finding::{Finding, Findings};

/// A lesson that was read whole and found right.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    pub front: Front,
    /// What stands before the first screen, as HTML.
    pub lead: String,
    pub screens: Vec<Screen>,
}

/// One idea: what is on the screen at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    pub id: String,
    /// The heading as plain text.
    pub title: String,
    /// The heading as HTML.
    pub heading: String,
    pub pieces: Vec<Piece>,
}

/// A part of a screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Text, as HTML.
    Text(String),
    Question(Question),
    Figure(Box<Figure>),
}

impl Screen {
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Figure(figure) => Some(&**figure),
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
    /// All figures, in the order of the text.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.screens.iter().flat_map(Screen::figures)
    }

    /// All questions, in the order of the text.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.screens.iter().flat_map(Screen::questions)
    }
}

/// Reads a lesson.
///
/// `file` is named in the findings, and the folder that it stands in has the topic's id;
/// `outline` is the course.
///
/// # Errors
/// All that is wrong with it, in the order of the file.
pub fn read(file: &Path, bytes: &[u8], outline: &[Chapter]) -> Result<Lesson, Vec<Finding>> {
    let mut findings = Findings::of(file);
    let lesson = read_text(text(bytes, &mut findings), file, outline, &mut findings);
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
    outline: &[Chapter],
    findings: &mut Findings,
) -> Option<Lesson> {
    let (front, body) = front::split(text, findings);
    let folder = file.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    let front = front::read(front, folder.unwrap_or_default(), outline, findings);
    let body = body::read(body, outline, findings);
    Some(Lesson { front: front?, lead: body.lead, screens: body.screens })
}
