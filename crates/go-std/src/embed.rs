//! `//go:embed`: what a program's package takes in of the files beside its source.
//!
//! The package gets one more file, with a function that fills the variables: the lowering calls it before anything else of
//! the package.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use burrow_go_syntax::ast::{Decl, File};
use burrow_go_syntax::{NodeIds, ParseOptions, Sources, parse_file};

use crate::module::Tree;
use crate::overlay::SourceText;

/// The function that fills the variables. No program has a name with this letter by chance.
pub const FILL: &str = "embedˑfill";

/// The name of the file that it stands in.
const FILE: &str = "go:embed";

/// One variable, and the files for it, by name; folders end in a slash and have no data.
struct Variable {
    name: String,
    files: BTreeMap<(String, String), (String, Vec<u8>)>,
}

/// The file that a package gets for its `go:embed` lines; none if it has none. An error is in the go command's words.
pub(crate) fn fill(
    tree: &dyn Tree,
    folder: &str,
    sources: &[SourceText],
) -> Result<Option<SourceText>, String> {
    let mut variables = Vec::new();
    let mut package = "";
    for (name, text) in sources.iter().filter(|(_, text)| text.contains("//go:embed")) {
        let mut known = Sources::default();
        let base = known.add(name, text.clone());
        let options = ParseOptions { lazy_bodies: true };
        let file = parse_file(&mut known, base, &mut NodeIds::default(), options, &mut Vec::new());
        package = file.package.name.as_str();
        read(tree, folder, &known, &file, &mut variables)?;
    }
    if variables.is_empty() {
        return Ok(None);
    }
    Ok(Some((join(folder, FILE), write(package, &variables).into())))
}

/// Makes that file anew for a package that has got more files.
pub(crate) fn refill(
    tree: &dyn Tree,
    folder: &str,
    files: &mut Vec<SourceText>,
) -> Result<(), String> {
    files.retain(|(name, _)| name.rsplit('/').next() != Some(FILE));
    files.extend(fill(tree, folder, files)?);
    Ok(())
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() || name.is_empty() {
        format!("{folder}{name}")
    } else {
        format!("{folder}/{name}")
    }
}

fn read(
    tree: &dyn Tree,
    folder: &str,
    sources: &Sources,
    file: &File,
    variables: &mut Vec<Variable>,
) -> Result<(), String> {
    for directive in file.directives.iter().filter(|directive| directive.name == "embed") {
        let next = file.decls.iter().find_map(|decl| match decl {
            Decl::Var(spec) if spec.span.start > directive.pos => spec.names.first(),
            _ => None,
        });
        // The checker reports those that stand at the wrong place.
        let Some(variable) = next.filter(|name| !name.name.is_blank()) else { continue };
        let name = variable.name.as_str();
        if variables.last().is_none_or(|last| last.name != name) {
            variables.push(Variable { name: name.into(), files: BTreeMap::new() });
        }
        let Some(variable) = variables.last_mut() else { continue };
        for pattern in patterns(&directive.args) {
            if !add(tree, folder, &pattern, variable) {
                let place = sources.place(directive.pos.plus("//go:embed ".len()));
                let place = place.map(|place| format!("{place}: ")).unwrap_or_default();
                return Err(format!("{place}pattern {pattern}: no matching files found"));
            }
        }
    }
    Ok(())
}

/// The patterns on a line: words, or quoted.
fn patterns(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let (pattern, after) = match first {
            '"' | '`' => rest[1..].split_once(first).unwrap_or((&rest[1..], "")),
            _ => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        found.push(pattern.to_string());
        rest = after.trim_start();
    }
    found
}

/// Adds what a pattern matches. Says whether that is anything.
fn add(tree: &dyn Tree, folder: &str, pattern: &str, variable: &mut Variable) -> bool {
    let (pattern, all) = match pattern.strip_prefix("all:") {
        Some(rest) => (rest, true),
        None => (pattern, false),
    };
    let mut matches = vec![String::new()];
    for word in pattern.split('/') {
        if word == "." && pattern == "." {
            continue;
        }
        let mut next = Vec::new();
        for found in &matches {
            let names = tree.list(&join(folder, found)).unwrap_or_default();
            let names = names.into_iter().filter(|name| fits(word.as_bytes(), name.as_bytes()));
            next.extend(names.map(|name| join(found, &name)));
        }
        matches = next;
    }
    let before = variable.files.len();
    for found in matches {
        collect(tree, folder, &found, all, variable);
    }
    variable.files.len() > before
}

fn collect(tree: &dyn Tree, folder: &str, path: &str, all: bool, variable: &mut Variable) {
    let place = join(folder, path);
    if let Some(names) = tree.list(&place).filter(|_| tree.bytes(&place).is_none()) {
        for name in names {
            let hidden = name.starts_with(['.', '_']) && !all;
            let module = name == "go.mod" && !path.is_empty();
            if !hidden && !module {
                collect(tree, folder, &join(path, &name), all, variable);
            }
        }
    } else if let Some(data) = tree.bytes(&place) {
        variable.files.insert(key(path), (path.into(), data));
        let mut rest = path;
        while let Some((parent, _)) = rest.rsplit_once('/') {
            variable.files.insert(key(parent), (format!("{parent}/"), Vec::new()));
            rest = parent;
        }
    }
}

/// The order of package embed: by folder, then by name.
fn key(path: &str) -> (String, String) {
    let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
    (folder.into(), name.into())
}

/// Whether a name fits a pattern of `*`, `?`, `[…]` and `\` (package path's Match).
fn fits(pattern: &[u8], name: &[u8]) -> bool {
    match pattern {
        [] => name.is_empty(),
        [b'*', rest @ ..] => (0..=name.len()).any(|at| fits(rest, &name[at..])),
        [b'?', rest @ ..] => {
            let width = name.iter().skip(1).take_while(|&&byte| byte & 0xc0 == 0x80).count() + 1;
            !name.is_empty() && fits(rest, &name[width.min(name.len())..])
        }
        [b'[', class @ ..] => {
            let Some((&byte, after)) = name.split_first() else { return false };
            let Some(end) = class.iter().skip(1).position(|&byte| byte == b']') else {
                return false;
            };
            let (inside, rest) = (&class[..=end], &class[end + 2..]);
            let (negated, inside) = match inside {
                [b'^', inside @ ..] => (true, inside),
                _ => (false, inside),
            };
            let mut at = 0;
            let mut found = false;
            while at < inside.len() {
                let low = inside[at];
                let range = inside.get(at + 1) == Some(&b'-') && at + 2 < inside.len();
                let high = if range { inside[at + 2] } else { low };
                found |= (low..=high).contains(&byte);
                at += if range { 3 } else { 1 };
            }
            found != negated && fits(rest, after)
        }
        [b'\\', literal, rest @ ..] => name.first() == Some(literal) && fits(rest, &name[1..]),
        [literal, rest @ ..] => name.first() == Some(literal) && fits(rest, &name[1..]),
    }
}

fn write(package: &str, variables: &[Variable]) -> String {
    let mut text = format!(
        "package {package}\n\nimport _ \"unsafe\"\n\n//go:linkname embedˑset embed.set\n\
         func embedˑset(variable any, names, data []string)\n\nfunc {FILL}() {{\n"
    );
    for variable in variables {
        // Writing to a string cannot fail.
        let _ = write!(text, "\tembedˑset(&{}, []string{{", variable.name);
        for (name, _) in variable.files.values() {
            quote(&mut text, name.as_bytes());
        }
        text.push_str("}, []string{");
        for (_, data) in variable.files.values() {
            quote(&mut text, data);
        }
        text.push_str("})\n");
    }
    text.push_str("}\n");
    text
}

/// Bytes as a string literal of Go, and a comma.
fn quote(text: &mut String, bytes: &[u8]) {
    text.push('"');
    for chunk in bytes.utf8_chunks() {
        for letter in chunk.valid().chars() {
            match letter {
                '"' => text.push_str("\\\""),
                '\\' => text.push_str("\\\\"),
                '\n' => text.push_str("\\n"),
                '\u{feff}' => text.push_str("\\ufeff"),
                '\0'..' ' | '\u{7f}' => {
                    let _ = write!(text, "\\x{:02x}", letter as u32);
                }
                _ => text.push(letter),
            }
        }
        for byte in chunk.invalid() {
            let _ = write!(text, "\\x{byte:02x}");
        }
    }
    text.push_str("\",");
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;

    fn check(source: &str, files: &[&str], expected: Result<&[&str], &str>) {
        let mut tree: BTreeMap<String, Rc<str>> =
            files.iter().map(|name| (name.to_string(), Rc::from(*name))).collect();
        let text: Rc<str> = format!("package p\n{source}\n").into();
        tree.insert("p.go".into(), text.clone());
        let found = fill(&tree, "", &[("p.go".into(), text)]);
        let found = found.map(|file| file.map(|(_, text)| text.to_string()).unwrap_or_default());
        match expected {
            Ok(lines) => {
                let text = found.expect("it fits");
                let calls: Vec<&str> =
                    text.lines().filter_map(|line| line.strip_prefix("\tembedˑset")).collect();
                assert_eq!(calls, lines);
            }
            Err(message) => assert_eq!(found, Err(message.to_string())),
        }
    }

    #[test]
    fn one_file_fills_a_string() {
        let expected = "(&s, []string{\"a.txt\",}, []string{\"a.txt\",})";
        check("//go:embed a.txt\nvar s string", &["a.txt", "b.txt"], Ok(&[expected]));
    }

    #[test]
    fn folders_bring_what_is_not_hidden() {
        let expected = "(&f, []string{\"a.txt\",\"d/\",\"d/e/\",\"d/x\",\"d/e/y\",}, []string{\"a.txt\",\"\",\"\",\"d/x\",\"d/e/y\",})";
        check(
            "//go:embed *.txt\n//go:embed d\nvar f T",
            &["a.txt", "b.go", "d/x", "d/.h", "d/e/y", "d/_z"],
            Ok(&[expected]),
        );
    }

    #[test]
    fn patterns_that_match_nothing_are_errors() {
        let message = "p.go:2:12: pattern *.png: no matching files found";
        check("//go:embed *.png\nvar f T", &["a.txt"], Err(message));
    }

    #[test]
    fn patterns_are_those_of_package_path() {
        for (pattern, name, expected) in [
            ("a*c", "abbc", true),
            ("a?c", "aéc", true),
            ("[a-c]x", "bx", true),
            ("[^a-c]x", "bx", false),
            ("\\*", "*", true),
            ("*", "", true),
            ("ab", "abc", false),
        ] {
            assert_eq!(fits(pattern.as_bytes(), name.as_bytes()), expected, "{pattern} {name}");
        }
    }
}
