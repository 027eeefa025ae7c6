//! What is wrong with a lesson, where, and in words.

use std::fmt;
use std::path::{Path, PathBuf};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub file: PathBuf,
    /// Counted from 1.
    pub line: usize,
    /// What is wrong and what to do about it.
    pub sentence: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.sentence)
    }
}

/// What was found in one file so far: reading goes on after a mistake, so that an author sees all
/// of them at once.
pub(crate) struct Findings {
    file: PathBuf,
    found: Vec<Finding>,
}

impl Findings {
    pub fn of(file: &Path) -> Self {
        Self { file: file.to_path_buf(), found: Vec::new() }
    }

    pub fn add(&mut self, line: usize, sentence: impl Into<String>) {
        self.found.push(Finding { file: self.file.clone(), line, sentence: sentence.into() });
    }

    /// Something about a file beside the lesson; `beside` is its path from the lesson's folder.
    pub fn add_in(&mut self, beside: &str, line: usize, sentence: impl Into<String>) {
        let file = self.file.with_file_name("").join(beside);
        self.found.push(Finding { file, line, sentence: sentence.into() });
    }

    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of them, in the order of the file; those about files beside it follow.
    pub fn into_vec(mut self) -> Vec<Finding> {
        let own = |finding: &Finding| finding.file == self.file;
        self.found.sort_by(|a, b| {
            own(b).cmp(&own(a)).then(a.file.cmp(&b.file)).then(a.line.cmp(&b.line))
        });
        self.found
    }
}

/// At most 40 characters of what an author wrote, for a finding.
pub(crate) fn short(text: &str) -> String {
    let mut short: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
    if text.chars().nth(40).is_some() {
        short.push('…');
    }
    short
}
