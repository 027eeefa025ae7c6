//! The files that lie beside a lesson: programs of its figures, and what its exercises are made of.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Findings;

/// The folders beside a lesson in which every file belongs to something.
pub const FOLDERS: [&str; 2] = ["exercises", "figures"];

/// Files by their path from the lesson's folder, with `/` between names.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The files, and which of them the lesson has asked for.
pub struct Beside<'a> {
    files: &'a Files,
    used: BTreeSet<&'a str>,
}

impl<'a> Beside<'a> {
    pub fn new(files: &'a Files) -> Self {
        Self { files, used: BTreeSet::new() }
    }

    /// The text of a file that line `line` of the lesson asks for.
    pub fn text(&mut self, path: &str, line: usize, findings: &mut Findings) -> Option<String> {
        let Some((path, bytes)) = self.files.get_key_value(path) else {
            findings.add(line, format!("The file {path} is missing: write it beside the lesson."));
            return None;
        };
        self.used.insert(path);
        text_of(path, bytes, findings)
    }

    /// Whether there is such a file.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The files in a folder, under their names there.
    pub fn within(&mut self, folder: &str, findings: &mut Findings) -> Vec<(String, String)> {
        let start = format!("{folder}/");
        let inside = self.files.iter().filter_map(|(path, bytes)| {
            let name = path.strip_prefix(&start)?;
            Some((path.as_str(), name.to_string(), bytes))
        });
        let mut texts = Vec::new();
        for (path, name, bytes) in inside {
            self.used.insert(path);
            texts.extend(text_of(path, bytes, findings).map(|text| (name, text)));
        }
        texts
    }

    /// Finds fault with the files that nothing has asked for.
    pub fn check_unused(&self, findings: &mut Findings) {
        for path in self.files.keys().filter(|path| !self.used.contains(path.as_str())) {
            findings.add_in(path, 1, "Nothing in the lesson uses this file: take it away.");
        }
    }
}

/// A file as text, with the line ends that Go's tools write.
fn text_of(path: &str, bytes: &[u8], findings: &mut Findings) -> Option<String> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        findings.add_in(path, 1, "This is not UTF-8: save the file as UTF-8.");
        return None;
    };
    let is_wrong = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    for (i, _) in text.lines().enumerate().filter(|(_, line)| line.contains(is_wrong)) {
        findings.add_in(path, i + 1, "This line holds a control character: take it out.");
    }
    if text.trim().is_empty() {
        findings.add_in(path, 1, "This file is empty: write it, or take it away.");
        return None;
    }
    Some(text.replace("\r\n", "\n"))
}
