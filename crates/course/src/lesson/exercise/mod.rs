//! An exercise: what the learner is asked, where it begins, and how it is judged.
//!
//! Its block in the lesson holds the words; its programs lie in `exercises/ID/`, as real Go files.

mod mistake;
mod order;
mod work;

use sha2::{Digest, Sha256};

pub use mistake::{Mistake, On};
pub use order::Order;

use super::beside::Beside;
use super::fields::{Field, Fields};
use super::inline::{self, Prose};
use super::numbered::Line;
use super::words::{head, is_kebab};
use crate::Chapter;
use crate::finding::{Findings, short};

const KEYS: &[&str] = &["id", "kind", "title", "task", "hint", "mistake"];
const REPEATED: &[&str] = &["task", "hint", "mistake"];

/// What a learner does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Says what a program prints.
    Predict,
    /// Fills the blanks of a program.
    Fill,
    /// Writes a function.
    Write,
    /// Finds what is wrong with a program.
    Fix,
    /// Puts lines into their order.
    Order,
}

impl Kind {
    pub const ALL: [Self; 5] = [Self::Predict, Self::Fill, Self::Write, Self::Fix, Self::Order];

    pub fn key(self) -> &'static str {
        match self {
            Self::Predict => "predict",
            Self::Fill => "fill",
            Self::Write => "write",
            Self::Fix => "fix",
            Self::Order => "order",
        }
    }
}

/// An exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercise {
    pub id: String,
    /// Where its block opens in the lesson.
    pub line: usize,
    pub kind: Kind,
    pub title: String,
    /// A paragraph each.
    pub task: Vec<Prose>,
    /// In the order in which they are taken.
    pub hints: Vec<Prose>,
    /// In the order in which they are tried: the first that matches is told.
    pub mistakes: Vec<Mistake>,
    /// The program that the learner begins with; to predict, the program itself.
    pub starter: String,
    /// The program as it should be.
    pub solution: String,
    /// The tests; none where the answer is what the program prints.
    pub check: Option<String>,
    /// The lines to be put into order.
    pub order: Option<Order>,
    /// Files that the program reads, by their names.
    pub files: Vec<(String, String)>,
}

impl Exercise {
    /// Changes with what the learner begins with, so that code which was kept is never mixed with
    /// that of another version.
    pub fn version(&self) -> String {
        let digest = Sha256::digest(format!("{}\n{}", self.kind.key(), self.starter));
        digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Where its files lie, from the lesson's folder.
    pub fn folder(&self) -> String {
        folder(&self.id)
    }
}

fn folder(id: &str) -> String {
    format!("exercises/{id}")
}

/// Where a lesson's exercises are read from, and what they may link to.
pub struct Around<'r, 'a> {
    pub outline: &'r [Chapter],
    pub beside: &'r mut Beside<'a>,
    /// Links within the lesson.
    pub anchors: &'r mut Vec<(usize, String)>,
}

/// Reads the lines of a block that opens in line `at`. Returns its id even where something else is
/// wrong.
pub fn read<'t>(
    at: usize,
    lines: impl Iterator<Item = Line<'t>>,
    around: &mut Around<'_, '_>,
    findings: &mut Findings,
) -> (Option<Field<'t>>, Option<Exercise>) {
    let mut fields = Fields::new(at, KEYS).repeating(REPEATED);
    lines.for_each(|line| fields.read(line, findings));

    let (id, title) = head(&fields, findings);
    let task = prose(fields.all("task", findings), around, findings);
    let hints = prose(fields.all("hint", findings), around, findings);
    if !(2..=3).contains(&hints.len()) {
        let sentence =
            format!("An exercise has two or three lines `hint: …`: here are {}.", hints.len());
        findings.add(at, sentence);
    }
    let kind = fields.required("kind", findings).and_then(|field| kind(field, findings));
    let mistakes = fields.all("mistake", findings);
    let exercise = id.filter(|id| is_kebab(id.value)).zip(kind).and_then(|(id, kind)| {
        let folder = folder(id.value);
        let place = work::Place { folder: &folder, id: id.value, line: id.line };
        let mistakes = mistake::read(mistakes, &place, kind, around.beside, findings);
        let work = work::read(kind, &place, around.beside, findings)?;
        let files = around.beside.within(&format!("{folder}/files"), findings);
        Some(Exercise {
            id: id.value.to_string(),
            line: at,
            kind,
            title: title?.value.to_string(),
            task,
            hints,
            mistakes,
            starter: work.starter,
            solution: work.solution,
            check: work.check,
            order: work.order,
            files,
        })
    });
    (id, exercise)
}

fn prose(
    fields: Vec<Field<'_>>,
    around: &mut Around<'_, '_>,
    findings: &mut Findings,
) -> Vec<Prose> {
    let read = |field| inline::read(field, around.outline, around.anchors, findings);
    fields.into_iter().map(read).collect()
}

fn kind(field: Field<'_>, findings: &mut Findings) -> Option<Kind> {
    let kind = Kind::ALL.into_iter().find(|kind| kind.key() == field.value);
    if kind.is_none() {
        let (was, kinds) = (short(field.value), Kind::ALL.map(Kind::key).join(", "));
        findings.add(field.line, format!("There is no kind “{was}”: the kinds are {kinds}."));
    }
    kind
}
