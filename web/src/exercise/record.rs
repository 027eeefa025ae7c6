//! What is kept of a learner's work at an exercise, as text. Knows no browser.
//!
//! A first line that names the format, then parts, each a line with its name and the bytes of its
//! content, and the content itself.

use crate::go::work::part;

const FORMAT: &str = "burrow exercise 1";
/// Of so many earlier versions the work is kept.
const MAX_OLDER: usize = 3;

/// A learner's work at one version of an exercise, and at those before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Changes with the starter.
    pub version: String,
    pub answer: String,
    /// Whether an attempt has failed: then the solution may be looked at.
    pub is_tried: bool,
    pub is_solved: bool,
    /// Hints that were taken.
    pub n_hints: usize,
    /// Answers to earlier versions, the newest first.
    pub older: Vec<String>,
}

impl Record {
    /// Nothing done yet.
    pub fn new(version: &str, answer: &str) -> Self {
        Self { version: version.into(), answer: answer.into(), ..Self::default() }
    }

    pub fn to_text(&self) -> String {
        let mut text = format!("{FORMAT}\n");
        let mut add = |name: &str, content: &str| {
            text.push_str(&format!("{name} {}\n{content}\n", content.len()));
        };
        add("version", &self.version);
        add("answer", &self.answer);
        add("hints", &self.n_hints.to_string());
        if self.is_tried {
            add("tried", "");
        }
        if self.is_solved {
            add("solved", "");
        }
        for answer in &self.older {
            add("older", answer);
        }
        text
    }

    /// What [`Self::to_text`] made; nothing for any other text.
    pub fn of_text(text: &str) -> Option<Self> {
        let mut rest = text.strip_prefix(FORMAT)?.strip_prefix('\n')?;
        let mut record = Self::default();
        while !rest.is_empty() {
            let (name, content, behind) = part(rest)?;
            rest = behind;
            match name {
                "version" => record.version = content.into(),
                "answer" => record.answer = content.into(),
                "hints" => record.n_hints = content.parse().ok()?,
                "tried" => record.is_tried = true,
                "solved" => record.is_solved = true,
                "older" => record.older.push(content.into()),
                _ => return None,
            }
        }
        Some(record)
    }

    /// The record for the exercise as it is now: work at another version is put aside, not mixed in.
    pub fn brought_to(self, version: &str, starter: &str) -> Self {
        if self.version == version {
            return self;
        }
        let Self { answer, mut older, .. } = self;
        older.insert(0, answer);
        older.truncate(MAX_OLDER);
        Self { older, ..Self::new(version, starter) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            version: "3fa2".into(),
            answer: "package main\nolder 3\n".into(),
            is_tried: true,
            n_hints: 2,
            older: vec!["ß\n".into(), String::new()],
            ..Record::default()
        }
    }

    #[test]
    fn a_record_survives_its_text() {
        assert_eq!(Record::of_text(&record().to_text()), Some(record()));
        let solved = Record { is_solved: true, ..Record::new("1", "x") };
        assert_eq!(Record::of_text(&solved.to_text()), Some(solved));
    }

    #[test]
    fn a_text_of_somebody_else_is_no_record() {
        for text in
            ["", "burrow go 1\n", "burrow exercise 1\nanswer 9\nx\n", "burrow exercise 1\nx 0\n\n"]
        {
            assert_eq!(Record::of_text(text), None, "{text}");
        }
    }

    #[test]
    fn a_changed_starter_never_mixes_old_code_in() {
        assert_eq!(record().brought_to("3fa2", "new"), record());
        let brought = record().brought_to("77", "new");
        assert_eq!((brought.answer.as_str(), brought.version.as_str()), ("new", "77"));
        assert!(!brought.is_tried && !brought.is_solved && brought.n_hints == 0);
        assert_eq!(brought.older, ["package main\nolder 3\n", "ß\n", ""]);
        assert_eq!(brought.brought_to("78", "newer").older.len(), MAX_OLDER);
    }
}
