//! Runs the `// errorcheck` programs of Go's test directory: `errorcheck DIR [NAME…]`.
//!
//! Each `// ERROR "pattern"` must match a message on its line, and no other message may be left over.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use burrow_go_syntax::build;
use burrow_go_types::{PackageSource, Program};
use regex::Regex;

mod goroot;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(root) = args.first() else {
        eprintln!("usage: errorcheck DIR [NAME…]");
        std::process::exit(2);
    };
    let mut files = Vec::new();
    collect(Path::new(root), &mut files);
    files.sort();
    let (mut passed, mut failed) = (0, 0);
    for file in files {
        let Ok(bytes) = std::fs::read(&file) else { continue };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let short = file.strip_prefix(root).unwrap_or(&file).display().to_string();
        let base =
            file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !is_errorcheck(&text)
            || !build::wanted(&base, &text)
            || args.len() > 1 && !args[1..].iter().any(|name| short.contains(name.as_str()))
        {
            continue;
        }
        let problems = in_thread(base, text);
        if problems.is_empty() {
            passed += 1;
        } else {
            failed += 1;
            println!("FAIL {short}");
            for problem in problems {
                println!("\t{}", problem.replace('\n', "\n\t"));
            }
        }
    }
    println!("{passed} passed, {failed} failed");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            // Folders of packages are tests of another kind.
            if path.extension().is_some_and(|extension| extension == "dir") {
                continue;
            }
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "go") {
            files.push(path);
        }
    }
}

/// The first line that is no build constraint says what is to be done with the file.
fn is_errorcheck(text: &str) -> bool {
    let first = text.lines().find(|line| !line.is_empty() && !line.starts_with("//go:build"));
    first.is_some_and(|line| line.trim_end() == "// errorcheck")
}

fn in_thread(name: String, text: String) -> Vec<String> {
    let worker =
        std::thread::Builder::new().stack_size(64 << 20).spawn(move || problems(&name, &text));
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(problems)) => problems,
        _ => vec!["the checker panicked".into()],
    }
}

fn problems(name: &str, text: &str) -> Vec<String> {
    let mut program = Program::new(Box::new(goroot::Goroot::from_env(false)));
    let files = vec![(name.to_owned(), Rc::from(text))];
    program.check(PackageSource { path: "p".into(), files, lazy: false });
    let mut found: Vec<(u32, String)> = program
        .diagnostics()
        .iter()
        // gc is told that other files may have the bodies.
        .filter(|diagnostic| diagnostic.code != "MissingBody")
        .map(|diagnostic| {
            let line = program.sources.place(diagnostic.span.start).map_or(0, |place| place.line);
            (line, diagnostic.message.clone())
        })
        .collect();
    let mut problems = Vec::new();
    for (line, pattern) in wanted(name, text) {
        let Ok(regex) = Regex::new(&as_rust(&pattern)) else {
            problems.push(format!("{line}: bad pattern {pattern}"));
            continue;
        };
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|(at, _)| *at == line);
        found = elsewhere;
        if here.is_empty() {
            problems.push(format!("{line}: missing error {pattern:?}"));
            continue;
        }
        let total = here.len();
        let unmatched: Vec<_> =
            here.into_iter().filter(|(_, message)| !regex.is_match(message)).collect();
        if unmatched.len() == total {
            let words: Vec<&str> = unmatched.iter().map(|(_, message)| message.as_str()).collect();
            problems.push(format!("{line}: no match for {pattern:?} in: {}", words.join(" / ")));
        }
        found.extend(unmatched);
    }
    problems
        .extend(found.into_iter().map(|(line, message)| format!("{line}: unmatched: {message}")));
    problems
}

/// Go takes a brace that begins no repetition for itself.
fn as_rust(pattern: &str) -> String {
    let Ok(brace) = Regex::new(r"\\.|\{\d+(?:,\d*)?\}|[{}]") else { return pattern.into() };
    let escape = |found: &regex::Captures| match &found[0] {
        "{" => r"\{".to_owned(),
        "}" => r"\}".to_owned(),
        other => other.to_owned(),
    };
    brace.replace_all(pattern, escape).into_owned()
}

/// The patterns and their lines.
fn wanted(name: &str, text: &str) -> Vec<(u32, String)> {
    let (Ok(marker), Ok(quoted), Ok(place)) = (
        Regex::new(r"// (?:GC_)?ERROR (.*)"),
        Regex::new(r#""([^"]*)""#),
        Regex::new(r"LINE(?:([+-])(\d+))?"),
    ) else {
        return Vec::new();
    };
    let mut wanted = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let number = at as u32 + 1;
        if line.contains("////") {
            continue;
        }
        let Some(found) = marker.captures(line) else { continue };
        for pattern in quoted.captures_iter(&found[1]) {
            let pattern = place.replace_all(&pattern[1], |found: &regex::Captures| {
                let delta =
                    found.get(2).and_then(|digits| digits.as_str().parse().ok()).unwrap_or(0);
                let line = match found.get(1).map(|sign| sign.as_str()) {
                    Some("-") => number.saturating_sub(delta),
                    _ => number + delta,
                };
                format!("{name}:{line}")
            });
            wanted.push((number, pattern.into_owned()));
        }
    }
    wanted
}
