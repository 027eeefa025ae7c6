//! A figure that shows a Go program at work.

use super::beside::Beside;
use super::fields::{Field, Fields};
use super::figure::{ask, list};
use super::numbered::Line;
use super::pattern::Pattern;
use super::words::{head, told};
use crate::finding::{Findings, short};
use crate::goal::Goal;

const KEYS: &[&str] =
    &["id", "lab", "title", "program", "show", "values", "open", "ask", "try", "goal", "alt"];

/// What every figure that steps through a program can show, beside what its lab is named after.
const VIEWS: [&str; 5] = ["source", "stack", "heap", "captured", "output"];
/// A program that is longer does not fit beside what it does.
const MOST_LINES: usize = 60;

/// What such a figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lab {
    /// Line by line, forward and back.
    Stepper,
    /// The tree of calls beside the stack.
    Calls,
    /// What is deferred, and how it unwinds.
    Defers,
    /// How values lie in memory.
    Memory,
    /// A lane for each goroutine.
    Timeline,
    /// What becomes of bytes that are hashed or signed.
    Bytes,
    /// From the file to tokens, types and instructions.
    Program,
}

impl Lab {
    pub const ALL: [Self; 7] = [
        Self::Stepper,
        Self::Calls,
        Self::Defers,
        Self::Memory,
        Self::Timeline,
        Self::Bytes,
        Self::Program,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Stepper => "stepper",
            Self::Calls => "calls",
            Self::Defers => "defers",
            Self::Memory => "memory",
            Self::Timeline => "timeline",
            Self::Bytes => "bytes",
            Self::Program => "program",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lab| lab.key() == key)
    }

    /// Whether it goes through a program, so that what to show is a choice.
    fn steps(self) -> bool {
        !matches!(self, Self::Bytes | Self::Program)
    }
}

/// A figure of a program.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgramFigure {
    pub id: String,
    /// Where its block opens in the file.
    pub line: usize,
    pub lab: Lab,
    pub title: String,
    /// The name of its file in `figures/`, and its text. The bytes of a figure may be the
    /// learner's own.
    pub program: Option<(String, String)>,
    /// What it shows, in this order.
    pub show: Vec<&'static str>,
    /// The variables whose memory it shows.
    pub values: Vec<String>,
    /// The line that it opens before, when it is first reached; 0 for the first statement.
    pub open: u32,
    /// The question to answer before operating it.
    pub ask: Option<String>,
    /// What to do with it.
    pub invitation: String,
    pub goal: Option<Goal>,
    /// What is to be seen, for those who do not see it.
    pub alt: String,
}

/// Reads the lines of a block that opens in line `at`. `asked` are the questions that stand before
/// it on the same screen. Returns its id even where something else is wrong.
pub fn read<'a>(
    at: usize,
    lines: impl Iterator<Item = Line<'a>>,
    lab: Lab,
    asked: &[String],
    beside: &mut Beside<'_>,
    findings: &mut Findings,
) -> (Option<Field<'a>>, Option<ProgramFigure>) {
    let mut fields = Fields::new(at, KEYS);
    lines.for_each(|line| fields.read(line, findings));

    let (id, title) = head(&fields, findings);
    let [invitation, alt] = told(&fields, findings);
    let ask = ask(&fields, asked, findings);
    let program = match lab {
        Lab::Bytes => fields.optional("program"),
        _ => fields.required("program", findings),
    };
    let program = program.and_then(|field| program_of(field, beside, findings));
    let text = program.as_ref().map_or("", |(_, text)| text);
    let show = show(lab, &fields, findings);
    let values = values(lab, text, &fields, findings);
    let open = fields.optional("open").and_then(|field| line(field, text, findings));
    let goal = fields.optional("goal").and_then(|field| goal(field, lab, text, open, findings));
    let figure = id.zip(title).and_then(|(id, title)| {
        Some(ProgramFigure {
            id: id.value.to_string(),
            line: at,
            lab,
            title: title.value.to_string(),
            program,
            show,
            values,
            open: open.unwrap_or_default(),
            ask,
            invitation: invitation?,
            goal,
            alt: alt?,
        })
    });
    (id, figure)
}

fn program_of(
    field: Field<'_>,
    beside: &mut Beside<'_>,
    findings: &mut Findings,
) -> Option<(String, String)> {
    if !field.value.ends_with(".go") || field.value.contains('/') {
        let was = short(field.value);
        let sentence = format!("A program is a file NAME.go in figures, not “{was}”.");
        findings.add(field.line, sentence);
        return None;
    }
    let path = format!("figures/{}", field.value);
    let text = beside.text(&path, field.line, findings)?;
    if !text.lines().any(|line| line.trim_end() == "package main") {
        findings.add_in(&path, 1, "A program opens with `package main`.");
    }
    let n_lines = text.lines().count();
    if n_lines > MOST_LINES {
        let sentence =
            format!("A figure's program has at most {MOST_LINES} lines: this one has {n_lines}.");
        findings.add_in(&path, 1, sentence);
    }
    Some((field.value.to_string(), text))
}

fn show(lab: Lab, fields: &Fields<'_>, findings: &mut Findings) -> Vec<&'static str> {
    let field =
        if lab.steps() { fields.required("show", findings) } else { fields.optional("show") };
    let Some(field) = field else { return Vec::new() };
    if !lab.steps() {
        let sentence = format!("The lab “{}” has nothing to choose: leave “show” out.", lab.key());
        findings.add(field.line, sentence);
        return Vec::new();
    }
    let own = (lab != Lab::Stepper).then_some(lab.key());
    let known: Vec<&str> = VIEWS.into_iter().chain(own).collect();
    let view = |word: &str| {
        known.iter().find(|view| **view == word).copied().ok_or_else(|| {
            let (word, known) = (short(word), known.join(", "));
            format!("There is no “{word}” to show: there are {known}.")
        })
    };
    list(field, view, findings)
}

/// The variables that a figure of memory shows.
fn values(lab: Lab, text: &str, fields: &Fields<'_>, findings: &mut Findings) -> Vec<String> {
    let field = match lab {
        Lab::Memory => fields.required("values", findings),
        _ => fields.optional("values"),
    };
    let Some(field) = field else { return Vec::new() };
    if lab != Lab::Memory {
        findings.add(field.line, "“values” are for the lab “memory”: leave them out.");
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut values = Vec::new();
    for value in field.value.split(',').map(str::trim) {
        let name = value.split(|c| !is_word(c)).next().unwrap_or_default();
        let is_there = !name.is_empty() && text.split(|c| !is_word(c)).any(|word| word == name);
        if !is_there && !text.is_empty() {
            let sentence = format!("The program has no variable “{}”.", short(value));
            findings.add(field.line, sentence);
        }
        values.push(value.to_string());
    }
    values
}

/// A line of the program at which it can stand; 0 is before the first statement.
fn line(field: Field<'_>, text: &str, findings: &mut Findings) -> Option<u32> {
    let Ok(line) = field.value.parse() else {
        let was = short(field.value);
        findings.add(field.line, format!("“{}” is the number of a line, not “{was}”.", field.key));
        return None;
    };
    check_line(line, field.line, text, findings);
    Some(line)
}

fn check_line(line: u32, at: usize, text: &str, findings: &mut Findings) {
    if line == 0 || text.is_empty() {
        return;
    }
    let there = text.lines().nth(line as usize - 1).unwrap_or_default().trim();
    if there.is_empty() || there.starts_with("//") || there == "}" || there == ")" {
        let sentence = format!("Line {line} of the program holds no statement to stand before.");
        findings.add(at, sentence);
    }
}

/// Reads the goal, and holds it to what the figure can show.
fn goal(
    field: Field<'_>,
    lab: Lab,
    text: &str,
    open: Option<u32>,
    findings: &mut Findings,
) -> Option<Goal> {
    let goal = match Goal::parse(field.value) {
        Ok(goal) => goal,
        Err(sentence) => {
            findings.add(field.line, sentence);
            return None;
        }
    };
    let is_possible = match &goal {
        Goal::Changed => lab == Lab::Bytes,
        Goal::Deadlock | Goal::Race | Goal::NoDeadlock => lab == Lab::Timeline,
        Goal::Line(_) | Goal::Panic => lab.steps(),
        Goal::End | Goal::Output(_) => lab != Lab::Bytes,
    };
    if !is_possible {
        let sentence = format!("The lab “{}” cannot reach the goal “{goal}”.", lab.key());
        findings.add(field.line, sentence);
    }
    match &goal {
        Goal::Line(line) if Some(*line) == open => {
            findings.add(field.line, "The figure opens at its own goal.");
        }
        Goal::Line(line) => check_line(*line, field.line, text, findings),
        Goal::Output(pattern) => {
            if let Err(why) = Pattern::new(pattern) {
                findings.add(field.line, why);
            }
        }
        _ => {}
    }
    Some(goal)
}
