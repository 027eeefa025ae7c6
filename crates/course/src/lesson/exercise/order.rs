//! Lines that are to be put into their order (Parsons): they stand in the solution between two
//! marks.

use sha2::{Digest, Sha256};

use super::super::beside::Beside;
use super::work::Place;
use crate::finding::{Findings, short};

const BEGIN: &str = "// order:begin";
const END: &str = "// order:end";
/// How many lines can be put into order without a plan of their own.
const LINES: std::ops::RangeInclusive<usize> = 3..=12;

/// A program whose lines are to be put into order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What stands before the lines.
    pub head: String,
    /// In the order in which the learner finds them, wrong ones among them.
    pub shuffled: Vec<String>,
    /// The right ones, in their order.
    pub lines: Vec<String>,
    /// What stands behind them.
    pub tail: String,
}

impl Order {
    /// The program with these lines.
    pub fn with<'l>(&self, lines: impl IntoIterator<Item = &'l String>) -> String {
        let lines: String = lines.into_iter().map(|line| format!("{line}\n")).collect();
        format!("{}{lines}{}", self.head, self.tail)
    }

    /// Whether wrong lines are mixed in.
    pub fn has_wrong_lines(&self) -> bool {
        self.shuffled.len() > self.lines.len()
    }

    /// The right lines as the learner finds them.
    pub fn right_lines(&self) -> impl Iterator<Item = &String> {
        self.shuffled.iter().filter(|line| self.lines.contains(line))
    }
}

/// A program without the two marks.
pub fn without_marks(program: &str) -> String {
    let is_mark = |line: &str| [BEGIN, END].contains(&line.trim());
    program.split_inclusive('\n').filter(|line| !is_mark(line)).collect()
}

/// Reads the solution, and the wrong lines that lie beside it.
pub fn read(
    solution: &str,
    place: &Place<'_>,
    beside: &mut Beside<'_>,
    findings: &mut Findings,
) -> Option<Order> {
    let path = place.file("solution.go");
    let lines: Vec<&str> = solution.lines().collect();
    let marks = |mark: &str| -> Vec<usize> {
        (0..lines.len()).filter(|i| lines[*i].trim() == mark).collect()
    };
    let (begin, end) = match (&marks(BEGIN)[..], &marks(END)[..]) {
        ([begin], [end]) if begin < end => (*begin, *end),
        _ => {
            let sentence = format!("The lines to be ordered stand between `{BEGIN}` and `{END}`.");
            findings.add_in(&path, 1, sentence);
            return None;
        }
    };
    let right: Vec<String> = lines[begin + 1..end].iter().map(|line| line.to_string()).collect();
    if !LINES.contains(&right.len()) {
        let sentence =
            format!("Three to twelve lines are put into order: here are {}.", right.len());
        findings.add_in(&path, begin + 1, sentence);
    }
    for (i, line) in right.iter().enumerate() {
        if line.trim().is_empty() {
            findings.add_in(&path, begin + 2 + i, "A line to be ordered is not empty.");
        }
    }
    let extra = extra(&right, place, beside, findings);
    let join = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect();
    let shuffled = shuffled(place.id, &right, extra);
    let (head, tail) = (join(&lines[..begin]), join(&lines[end + 1..]));
    Some(Order { head, shuffled, lines: right, tail })
}

/// The wrong lines that are mixed in.
fn extra(
    right: &[String],
    place: &Place<'_>,
    beside: &mut Beside<'_>,
    findings: &mut Findings,
) -> Vec<String> {
    let path = place.file("extra.txt");
    if !beside.has(&path) {
        return Vec::new();
    }
    let text = beside.text(&path, place.line, findings).unwrap_or_default();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let mut extra = Vec::new();
    for (i, line) in lines {
        if right.iter().any(|right| right.trim() == line.trim()) {
            let sentence = format!("“{}” is one of the right lines.", short(line.trim()));
            findings.add_in(&path, i + 1, sentence);
        }
        extra.push(line.to_string());
    }
    extra
}

/// All lines in an order that is always the same, and not the right one.
fn shuffled(id: &str, right: &[String], extra: Vec<String>) -> Vec<String> {
    let mut lines: Vec<String> = right.iter().cloned().chain(extra).collect();
    lines.sort_by_cached_key(|line| Sha256::digest(format!("{id}\n{line}")));
    let is_right = |lines: &[String]| lines.iter().filter(|line| right.contains(line)).eq(right);
    if is_right(&lines) {
        lines.reverse();
    }
    lines
}
