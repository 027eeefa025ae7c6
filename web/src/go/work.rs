//! A learner's work as text: what is kept on the device, and what a link holds.
//!
//! A first line that names the format, then parts, each a line with its name and the bytes of its
//! content, and the content itself. So any text comes back as it was, and a text that somebody else
//! made is read without a guess.

use std::rc::Rc;

use super::files::{MAX_FILES, MAX_TEXT, Source, fits};

const FORMAT: &str = "burrow go 1";
const MAX_ARGUMENTS: usize = 2000;

/// What the learner has written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// At least one.
    pub files: Rc<Vec<Source>>,
    /// The program's arguments, as they are typed.
    pub arguments: Rc<str>,
}

/// Why a text is no work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadWork {
    /// It is something else, or of another version.
    Foreign,
    /// It ends too early, or its parts do not fit.
    Damaged,
    /// More than a program may have.
    Large,
}

impl Work {
    pub fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(name, text)| Source::new(name, text)).collect();
        Self { files: Rc::new(files), arguments: "".into() }
    }

    pub fn to_text(&self) -> String {
        let mut text = format!("{FORMAT}\n");
        let mut add = |head: &str, content: &str| {
            text.push_str(&format!("{head} {}\n{content}\n", content.len()));
        };
        add("arguments", &self.arguments);
        for Source { name, text } in &*self.files {
            add(&format!("file {name}"), text);
        }
        text
    }

    /// # Errors
    /// Where the text is not what [`Self::to_text`] makes.
    pub fn of_text(text: &str) -> Result<Self, BadWork> {
        if text.len() > 2 * MAX_TEXT {
            return Err(BadWork::Large);
        }
        let mut rest = text
            .strip_prefix(FORMAT)
            .and_then(|rest| rest.strip_prefix('\n'))
            .ok_or(BadWork::Foreign)?;
        let mut files = Vec::new();
        let mut arguments = "";
        while !rest.is_empty() {
            let (name, content, behind) = part(rest).ok_or(BadWork::Damaged)?;
            rest = behind;
            match name.split_once(' ') {
                None if name == "arguments" => arguments = content,
                Some(("file", name)) => {
                    fits(&files, None, name).map_err(|_| BadWork::Damaged)?;
                    files.push(Source::new(name, content));
                }
                _ => return Err(BadWork::Damaged),
            }
        }
        let length: usize = files.iter().map(|file| file.text.len()).sum();
        if length > MAX_TEXT || arguments.len() > MAX_ARGUMENTS || files.len() > MAX_FILES {
            return Err(BadWork::Large);
        }
        if files.is_empty() {
            return Err(BadWork::Damaged);
        }
        Ok(Self { files: Rc::new(files), arguments: arguments.into() })
    }

    /// The arguments, each for itself: parted by spaces, unless those stand in quotes.
    pub fn arguments(&self) -> Vec<String> {
        let mut arguments = Vec::new();
        let mut word: Option<String> = None;
        let mut quote = None;
        for letter in self.arguments.chars() {
            match (letter, quote) {
                (_, Some(open)) if letter == open => quote = None,
                ('"' | '\'', None) => {
                    quote = Some(letter);
                    word.get_or_insert_default();
                }
                (_, None) if letter.is_whitespace() => arguments.extend(word.take()),
                _ => word.get_or_insert_default().push(letter),
            }
        }
        arguments.extend(word);
        arguments
    }
}

/// The name and the content of the part that a text begins with, and what stands behind it.
pub fn part(text: &str) -> Option<(&str, &str, &str)> {
    let (head, rest) = text.split_once('\n')?;
    let (name, length) = head.rsplit_once(' ')?;
    let length: usize = length.parse().ok()?;
    let (content, behind) = rest.split_at_checked(length)?;
    Some((name, content, behind.strip_prefix('\n')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work() -> Work {
        let files = [("main.go", "package main\n// file b.go 3\n"), ("data.txt", "ß\n\n-- x --")];
        Work { arguments: "-v \"two words\"".into(), ..Work::of(&files) }
    }

    #[test]
    fn work_survives_its_text() {
        assert_eq!(Work::of_text(&work().to_text()), Ok(work()));
    }

    #[test]
    fn a_text_of_somebody_else_is_refused_and_breaks_nothing() {
        let text = work().to_text();
        for end in 0..text.len() {
            if let Some(cut) = text.get(..end) {
                assert!(Work::of_text(cut).is_err() || end > 20, "{cut}");
            }
        }
        let refused = |text: &str| Work::of_text(text).unwrap_err();
        assert_eq!(refused("package main"), BadWork::Foreign);
        assert_eq!(refused("burrow go 1\n"), BadWork::Damaged);
        assert_eq!(refused("burrow go 1\nfile a.go 99999999999999999999\n\n"), BadWork::Damaged);
        assert_eq!(refused("burrow go 1\nfile a.go 1\nß\n"), BadWork::Damaged);
        assert_eq!(refused("burrow go 1\nfile ../a.go 0\n\n"), BadWork::Damaged);
        assert_eq!(refused("burrow go 1\nfile a.go 0\n\nfile a.go 0\n\n"), BadWork::Damaged);
        assert_eq!(refused(&"x".repeat(2 * MAX_TEXT + 1)), BadWork::Large);
        let large = Work::of(&[("a.go", &"x".repeat(MAX_TEXT + 1))]);
        assert_eq!(refused(&large.to_text()), BadWork::Large);
    }

    #[test]
    fn arguments_are_parted_by_spaces_outside_of_quotes() {
        assert_eq!(work().arguments(), ["-v", "two words"]);
        let of = |text: &str| Work { arguments: text.into(), ..Work::default() }.arguments();
        assert_eq!(of("  a  'b c'd \"\" "), ["a", "b cd", ""]);
        assert!(of(" ").is_empty());
    }
}
