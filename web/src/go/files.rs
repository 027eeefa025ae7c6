//! The files of a program, as the learner edits them.

use std::rc::Rc;

/// Characters that all files of a program may have: more is no program to learn from.
pub const MAX_TEXT: usize = 400_000;
/// Files that a program may have.
pub const MAX_FILES: usize = 20;
const MAX_NAME: usize = 60;

/// A file of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub name: Rc<str>,
    pub text: Rc<str>,
}

impl Source {
    pub fn new(name: &str, text: &str) -> Self {
        Self { name: name.into(), text: text.into() }
    }
}

/// Why a name will not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadName {
    Empty,
    Long,
    /// Something else than letters, digits, `.`, `_`, `-` and single slashes.
    Characters,
    Taken,
    /// There are as many as there may be.
    Many,
}

/// Whether a file may be called so: a path below the program's folder.
pub fn is_name(name: &str) -> Result<(), BadName> {
    if name.is_empty() {
        return Err(BadName::Empty);
    }
    if name.len() > MAX_NAME {
        return Err(BadName::Long);
    }
    let part = |part: &str| {
        let known = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
        !part.is_empty() && part != "." && part != ".." && part.chars().all(known)
    };
    if name.split('/').all(part) { Ok(()) } else { Err(BadName::Characters) }
}

/// Whether one more file, or the file `at`, may be called so beside the others.
pub fn fits(files: &[Source], at: Option<usize>, name: &str) -> Result<(), BadName> {
    is_name(name)?;
    if at.is_none() && files.len() >= MAX_FILES {
        return Err(BadName::Many);
    }
    let others = files.iter().enumerate().filter(|(index, _)| Some(*index) != at);
    match others.map(|(_, file)| &*file.name).any(|taken| taken == name) {
        true => Err(BadName::Taken),
        false => Ok(()),
    }
}

/// A name that is still free, for a file that has none yet.
pub fn free_name(files: &[Source]) -> String {
    let is_free = |name: &String| files.iter().all(|file| *file.name != **name);
    // One of one more than there are files is free.
    (1..).map(|n| format!("file{n}.go")).find(is_free).unwrap_or_default()
}

/// What a new file begins with: the package of its neighbours.
#[cfg(any(target_arch = "wasm32", test))]
pub fn beginning(files: &[Source], name: &str) -> String {
    if !name.ends_with(".go") {
        return String::new();
    }
    let folder = |name: &str| name.rsplit_once('/').map_or("", |(folder, _)| folder).to_string();
    let here = folder(name);
    let clause = |file: &Source| {
        let line = file.text.lines().find(|line| line.starts_with("package "))?;
        line.split_whitespace().nth(1).map(str::to_string)
    };
    let neighbour = files.iter().filter(|file| folder(&file.name) == here).find_map(clause);
    let package = neighbour.unwrap_or_else(|| match here.rsplit('/').next() {
        Some(last) if !last.is_empty() => last.replace(['.', '-'], "_"),
        _ => "main".to_string(),
    });
    format!("package {package}\n")
}

/// Where a byte of a text is, in UTF-16 units from its start: an editor counts so.
pub fn units(text: &str, line: u32, units_in_line: u32) -> u32 {
    let start: usize =
        text.split_inclusive('\n').take(line.saturating_sub(1) as usize).map(utf16).sum();
    start as u32 + units_in_line
}

fn utf16(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The line (from 1), the byte in it (from 1) and the units before it in it, of a place in units.
pub fn place(text: &str, units: u32) -> burrow_protocol::go::Place {
    let mut place = burrow_protocol::go::Place { line: 1, column: 1, units: 0 };
    let mut passed = 0;
    for letter in text.chars() {
        if passed >= units {
            break;
        }
        let width = letter.len_utf16() as u32;
        passed += width;
        if letter == '\n' {
            place = burrow_protocol::go::Place { line: place.line + 1, column: 1, units: 0 };
        } else {
            place.column += letter.len_utf8() as u32;
            place.units += width;
        }
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_path_below_the_folder() {
        for good in ["main.go", "shapes/circle.go", "data.txt", "a_test.go", "go.mod"] {
            assert_eq!(is_name(good), Ok(()), "{good}");
        }
        for bad in ["../main.go", "/main.go", "a//b.go", "a b.go", "ä.go", "a\\b.go", ".", "a/"] {
            assert_eq!(is_name(bad), Err(BadName::Characters), "{bad}");
        }
        assert_eq!(is_name(""), Err(BadName::Empty));
        assert_eq!(is_name(&"a".repeat(61)), Err(BadName::Long));
    }

    #[test]
    fn two_files_do_not_share_a_name() {
        let files = [Source::new("main.go", ""), Source::new("file1.go", "")];
        assert_eq!(fits(&files, None, "main.go"), Err(BadName::Taken));
        assert_eq!(fits(&files, Some(0), "main.go"), Ok(()));
        assert_eq!(free_name(&files), "file2.go");
        let many: Vec<_> = (0..MAX_FILES).map(|n| Source::new(&n.to_string(), "")).collect();
        assert_eq!(fits(&many, None, "x.go"), Err(BadName::Many));
        assert_eq!(fits(&many, Some(1), "x.go"), Ok(()));
    }

    #[test]
    fn a_new_file_is_of_its_neighbours_package() {
        let files = [
            Source::new("main.go", "// Hello.\npackage main\n"),
            Source::new("x/a.go", "package y\n"),
        ];
        assert_eq!(beginning(&files, "b.go"), "package main\n");
        assert_eq!(beginning(&files, "x/b.go"), "package y\n");
        assert_eq!(beginning(&files, "a/shapes/b.go"), "package shapes\n");
        assert_eq!(beginning(&files, "data.txt"), "");
    }

    #[test]
    fn places_count_units_as_an_editor_does() {
        let text = "a\nß𝄞x\n";
        assert_eq!(units(text, 2, 3), 5);
        let found = place(text, 5);
        assert_eq!((found.line, found.column, found.units), (2, 7, 3));
        assert_eq!(place(text, 0).line, 1);
        assert_eq!(place(text, 99).line, 3);
    }
}
