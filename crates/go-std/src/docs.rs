//! What declarations are for: the first paragraph of the comment above each.
//!
//! The library's packs hold no comments, so their documentation comes apart from them, when somebody wants to read it. It is
//! text: after a line that names a file, a line for each place in it.
//!
//! ```text
//! file fmt/print.go
//! 230 Fprintf formats according to a format specifier and writes to w. …
//! file package
//! fmt Package fmt implements formatted I/O …
//! ```
//!
//! Places are numbers of lines; in [`PACKAGES`] they are import paths, and in [`PREDECLARED`] names.

use std::collections::HashMap;

/// The file whose places are import paths.
pub const PACKAGES: &str = "package";
/// The file whose places are the names that Go declares by itself.
pub const PREDECLARED: &str = "builtin";

/// More letters than this are an essay: what is longer ends at a sentence before.
const LONGEST: usize = 400;

/// Documentation that has been fetched.
#[derive(Default)]
pub struct Docs {
    files: HashMap<String, HashMap<String, String>>,
}

impl Docs {
    /// Adds what a text holds; an error if it is damaged.
    pub fn add(&mut self, text: &str) -> Result<(), String> {
        let damaged = || "the library's documentation is damaged".to_string();
        let mut file = None;
        for line in text.lines() {
            match (line.strip_prefix("file "), &mut file) {
                (Some(name), _) => file = Some(self.files.entry(name.into()).or_default()),
                (None, Some(file)) => {
                    let (place, doc) = line.split_once(' ').ok_or_else(damaged)?;
                    file.insert(place.into(), doc.into());
                }
                (None, None) => return Err(damaged()),
            }
        }
        Ok(())
    }

    /// What is said of a place in a file.
    pub fn get(&self, file: &str, place: &str) -> Option<&str> {
        self.files.get(file)?.get(place).map(String::as_str)
    }
}

/// The first paragraph of the comment above the line that holds the byte `at`, or, where `beside` is asked for and nothing
/// stands above, of the comment at that line's end. Empty if there is none.
pub fn of(text: &str, at: usize, beside: bool) -> String {
    let Some(before) = text.get(..at) else { return String::new() };
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let above = above(&text[..start]);
    if !above.is_empty() || !beside {
        return above;
    }
    let line = text[at..].lines().next().unwrap_or("");
    let behind = line.split_once("// ").filter(|(code, _)| code.ends_with([' ', '\t']));
    behind.map_or(String::new(), |(_, comment)| paragraph(comment.lines()))
}

/// The first paragraph of the comment that a text ends with.
pub fn above(text: &str) -> String {
    if let Some(comment) = text.trim_end_matches([' ', '\t']).strip_suffix("*/\n") {
        let from = comment.rfind("/*").map_or(comment.len(), |at| at + 2);
        return paragraph(comment[from..].lines());
    }
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().rev() {
        match line.trim_start().strip_prefix("//") {
            Some(comment) => lines.push(comment),
            None => break,
        }
    }
    lines.reverse();
    // `//go:noinline` and its like speak to the compiler.
    let said = lines.into_iter().filter(|line| line.is_empty() || line.starts_with([' ', '\t']));
    paragraph(said)
}

fn paragraph<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let lines = lines.map(str::trim).skip_while(|line| line.is_empty());
    let words: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
    shortened(&words.join(" "))
}

/// Whole sentences of a text, as many as are short enough, and at least a part of the first.
fn shortened(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(LONGEST) else { return text.to_string() };
    match text[..cut].rfind(". ") {
        Some(end) => text[..=end].to_string(),
        None => format!("{}…", text[..cut].trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let at = text.find('|').expect("the place");
        assert_eq!(of(&text.replacen('|', "", 1), at, true), expected);
    }

    #[test]
    fn a_comment_says_what_the_next_line_is_for() {
        check(
            "package p\n\n// f does\n// this.\n//\n// And more.\n//go:noinline\nfunc |f() {}\n",
            "f does this.",
        );
        check("// of something else\n\nfunc |f() {}\n", "");
        check(
            "type t struct {\n\tu string // \"http://\"\n\t|v int // its value\n}\n",
            "its value",
        );
        check("\t|v = \"http://x\"\n", "");
        check("/*\nPackage p prints.\n\nA lot.\n*/\npackage |p\n", "Package p prints.");
        assert_eq!(of("short", 99, true), "");
    }

    #[test]
    fn an_essay_ends_at_a_sentence() {
        let long = format!("// One. {} Two.\nvar |x int\n", "word ".repeat(100));
        check(&long, "One.");
        let endless = "ß".repeat(1000);
        assert_eq!(shortened(&endless), format!("{}…", "ß".repeat(LONGEST)));
    }

    #[test]
    fn documentation_is_found_by_file_and_place() {
        let mut docs = Docs::default();
        docs.add("file a/b.go\n7 Does this.\nfile package\na/b Package b.\n").unwrap();
        assert_eq!(docs.get("a/b.go", "7"), Some("Does this."));
        assert_eq!(docs.get(PACKAGES, "a/b"), Some("Package b."));
        assert_eq!((docs.get("a/b.go", "8"), docs.get("b.go", "7")), (None, None));
        assert!(docs.add("7 Does this.\n").is_err());
        assert!(docs.add("file x\nword\n").is_err());
    }
}
