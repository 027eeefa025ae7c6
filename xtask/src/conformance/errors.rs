//! Programs that must not compile: each `// ERROR "regexp"` matches a message on its line, and no other line has one.
//!
//! As Go's own runner (`cmd/internal/testdir`): several patterns may stand on a line, `ERRORAUTO` and `GC_ERROR` count too, and
//! `LINE`, `LINE+n`, `LINE-n` inside a pattern stand for line numbers.

use std::collections::BTreeMap;
use std::path::Path;

use regex::{Captures, Regex};

use super::{Burrow, Outcome, read, run};

/// Compiles one program and compares its messages with the file's patterns.
pub fn check(burrow: &Burrow, dir: &Path, program: &Path) -> Outcome {
    let text = match read(&dir.join(program)) {
        Ok(text) => text,
        Err(why) => return Some(why.to_string()),
    };
    let wanted = match patterns(&text) {
        Ok(wanted) => wanted,
        Err(why) => return Some(why),
    };
    let mut command = burrow.go(&["build", "-gcflags=-e"], dir);
    command.arg(program);
    match run::finish(&mut command) {
        Ok((_, output)) => compare(&wanted, messages(&String::from_utf8_lossy(&output))),
        Err(why) => Some(why),
    }
}

fn compare(wanted: &[(usize, Regex)], mut found: BTreeMap<usize, Vec<String>>) -> Outcome {
    for (line, pattern) in wanted {
        let on_line = found.entry(*line).or_default();
        let before = on_line.len();
        on_line.retain(|message| !pattern.is_match(message));
        if on_line.len() == before {
            return Some(format!("line {line}: nothing matches {pattern}"));
        }
    }
    let extra = found.iter().find_map(|(line, messages)| Some((line, messages.first()?)));
    extra.map(|(line, message)| format!("line {line}: unexpected: {message}"))
}

/// The messages by line; those that continue on lines with a tab belong together.
fn messages(output: &str) -> BTreeMap<usize, Vec<String>> {
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut last = 0;
    for line in output.lines() {
        if line.starts_with('\t') {
            if let Some(message) = found.get_mut(&last).and_then(|messages| messages.last_mut()) {
                message.push('\n');
                message.push_str(line);
            }
        } else if let Some((number, message)) = position(line) {
            last = number;
            found.entry(number).or_default().push(message.to_owned());
        }
    }
    found
}

/// `file.go:LINE:COLUMN: message`.
fn position(line: &str) -> Option<(usize, &str)> {
    let (_, rest) = line.split_once(".go:")?;
    let (number, rest) = rest.split_once(':')?;
    let message =
        rest.split_once(": ").filter(|(column, _)| column.bytes().all(|b| b.is_ascii_digit()));
    Some((number.parse().ok()?, message.map_or(rest.trim_start(), |(_, message)| message)))
}

fn patterns(text: &str) -> Result<Vec<(usize, Regex)>, String> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        // As Go's own runner has it: a comment twice asks for nothing.
        if line.contains("////") {
            continue;
        }
        let Some(at) = ["// ERROR ", "// GC_ERROR ", "// ERRORAUTO "]
            .iter()
            .find_map(|mark| line.find(mark).map(|at| at + mark.len()))
        else {
            continue;
        };
        for quoted in quoted(&line[at..]) {
            let source = with_lines(&quoted, index + 1);
            let pattern = as_rust(&source)
                .and_then(|source| Regex::new(&source))
                .map_err(|why| format!("line {}: {why}", index + 1))?;
            found.push((index + 1, pattern));
        }
    }
    Ok(found)
}

/// The double-quoted texts of a comment. A quote that nothing closes opens none.
fn quoted(comment: &str) -> Vec<String> {
    let pieces: Vec<&str> = comment.split('"').collect();
    let closed = &pieces[..pieces.len() - 1];
    closed.iter().skip(1).step_by(2).map(|&text| text.to_owned()).collect()
}

/// A pattern of Go's regular expressions, in which a brace that begins no repetition is one.
fn as_rust(pattern: &str) -> Result<String, regex::Error> {
    let brace = Regex::new(r"\\.|\{\d+(?:,\d*)?\}|[{}]")?;
    let escape = |found: &Captures| match &found[0] {
        brace @ ("{" | "}") => format!("\\{brace}"),
        other => other.to_owned(),
    };
    Ok(brace.replace_all(pattern, escape).into_owned())
}

fn with_lines(pattern: &str, line: usize) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find("LINE") {
        out.push_str(&rest[..at]);
        rest = &rest[at + 4..];
        let digits =
            rest.get(1..).map_or(0, |tail| tail.bytes().take_while(u8::is_ascii_digit).count());
        let offset: usize = rest.get(1..=digits).and_then(|n| n.parse().ok()).unwrap_or(0);
        let number = match rest.chars().next() {
            Some('+') if digits > 0 => line + offset,
            Some('-') if digits > 0 => line - offset,
            _ => line,
        };
        if number != line || (digits > 0 && rest.starts_with(['+', '-'])) {
            rest = &rest[digits + 1..];
        }
        out.push_str(&number.to_string());
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_read_as_go_reads_them() -> Result<(), String> {
        let text = "x // ERROR \"got {} of a{2,}\" \"line LINE-1\"\n\
                    y // ERROR \"one '\"' two\"\n\
                    z //// ERROR \"not asked for\"\n";
        let found = patterns(text)?;
        let found: Vec<_> = found.iter().map(|(line, pattern)| (*line, pattern.as_str())).collect();
        assert_eq!(found, [(1, r"got \{\} of a{2,}"), (1, "line 0"), (2, "one '")]);
        Ok(())
    }
}
