//! Lines of `key: value`, as they stand in the front matter and in a block.

use super::numbered::Line;
use crate::finding::{Findings, short};

/// One line: a key and its value, without the white space around them.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    pub key: &'a str,
    pub value: &'a str,
    pub line: usize,
}

/// The fields of the front matter or of one block.
pub struct Fields<'a> {
    /// Where the block opens: a key that is missing is missing there.
    pub line: usize,
    known: &'static [&'static str],
    /// Those of the keys that may stand in several lines.
    repeated: &'static [&'static str],
    fields: Vec<Field<'a>>,
}

impl<'a> Fields<'a> {
    pub fn new(line: usize, known: &'static [&'static str]) -> Self {
        Self { line, known, repeated: &[], fields: Vec::new() }
    }

    /// Some of the keys may stand in several lines.
    pub fn repeating(self, repeated: &'static [&'static str]) -> Self {
        Self { repeated, ..self }
    }

    /// Reads one line; an empty one is passed over.
    pub fn read(&mut self, line: Line<'a>, findings: &mut Findings) {
        if line.text.trim().is_empty() {
            return;
        }
        let Some((key, value)) = line.text.split_once(':') else {
            let text = short(line.text.trim());
            findings.add(line.number, format!("“{text}” is not of the form `key: value`."));
            return;
        };
        let (key, value) = (key.trim(), value.trim());
        if !self.known.contains(&key) {
            let (key, known) = (short(key), self.known.join(", "));
            findings
                .add(line.number, format!("There is no key “{key}” here: the keys are {known}."));
        } else if !self.repeated.contains(&key)
            && let Some(first) = self.fields.iter().find(|field| field.key == key)
        {
            let sentence = format!("“{key}” stands in line {} already: keep one.", first.line);
            findings.add(line.number, sentence);
        } else {
            self.fields.push(Field { key, value, line: line.number });
        }
    }

    /// A field that may be left out or left empty.
    pub fn optional(&self, key: &str) -> Option<Field<'a>> {
        let field = self.fields.iter().find(|field| field.key == key);
        field.copied().filter(|field| !field.value.is_empty())
    }

    /// A field that has to be there and to say something.
    pub fn required(&self, key: &str, findings: &mut Findings) -> Option<Field<'a>> {
        let Some(field) = self.fields.iter().find(|field| field.key == key) else {
            findings.add(self.line, format!("“{key}” is missing: add a line `{key}: …`."));
            return None;
        };
        if field.value.is_empty() {
            findings.add(field.line, format!("“{key}” is empty: write something after the colon."));
            return None;
        }
        Some(*field)
    }

    /// The fields with a key that may stand in several lines: at least one, and each says something.
    pub fn all(&self, key: &str, findings: &mut Findings) -> Vec<Field<'a>> {
        let fields = || self.fields.iter().filter(|field| field.key == key);
        if fields().next().is_none() {
            self.required(key, findings);
        }
        for field in fields().filter(|field| field.value.is_empty()) {
            findings.add(field.line, format!("“{key}” is empty: write something after the colon."));
        }
        fields().filter(|field| !field.value.is_empty()).copied().collect()
    }
}
