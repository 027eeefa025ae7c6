//! The ids of a lesson: each is given once.

use std::collections::HashMap;

use crate::finding::{Findings, short};

/// Ids that the page around the lesson uses.
const OF_THE_PAGE: [&str; 8] = [
    "app",
    "burrow-assets",
    "glossary",
    "glossary-title",
    "help-title",
    "lesson",
    "main",
    "offline-title",
];

/// Each id and the line that it was given in.
#[derive(Default)]
pub struct Ids(HashMap<String, usize>);

impl Ids {
    /// Takes an id for one thing of the lesson.
    pub fn claim(&mut self, id: &str, line: usize, findings: &mut Findings) {
        if OF_THE_PAGE.contains(&id) {
            findings.add(line, format!("The id “{id}” belongs to the page: choose another."));
        } else if let Some(first) = self.0.get(id) {
            let id = short(id);
            findings.add(line, format!("The id “{id}” is taken in line {first}: choose another."));
        } else {
            self.0.insert(id.to_string(), line);
        }
    }
}
