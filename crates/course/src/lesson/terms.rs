//! The words that a lesson explains: a line `word: meaning.` each.

use super::fields::Field;
use super::numbered::Line;
use super::words::{check_plain, check_sentence};
use crate::finding::{Findings, short};

/// A word and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub word: String,
    pub meaning: String,
    /// The id of the screen that it stands on; empty in the lead.
    pub screen: String,
    /// Where it stands in the file.
    pub line: usize,
}

/// Reads the lines of a block into the lesson's terms.
pub fn read<'a>(
    lines: impl Iterator<Item = Line<'a>>,
    screen: &str,
    terms: &mut Vec<Term>,
    findings: &mut Findings,
) {
    for line in lines.filter(|line| !line.text.trim().is_empty()) {
        let Some((word, meaning)) = line.text.split_once(": ") else {
            let text = short(line.text.trim());
            findings.add(line.number, format!("“{text}” is not of the form `word: meaning.`."));
            continue;
        };
        let (word, meaning) = (word.trim(), meaning.trim());
        check_plain(Field { key: "word", value: word, line: line.number }, findings);
        check_sentence(Field { key: "meaning", value: meaning, line: line.number }, findings);
        if word.is_empty() {
            findings.add(line.number, "A term is its word, a colon, and what it means.");
        }
        let is_same = |term: &&Term| term.word.to_lowercase() == word.to_lowercase();
        if let Some(first) = terms.iter().find(is_same) {
            let (word, first) = (short(word), first.line);
            let sentence = format!("“{word}” is explained in line {first} already: keep one.");
            findings.add(line.number, sentence);
            continue;
        }
        let (word, meaning) = (word.to_string(), meaning.to_string());
        terms.push(Term { word, meaning, screen: screen.to_string(), line: line.number });
    }
}
