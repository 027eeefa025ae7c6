//! Whether the sources of a lesson are as gofmt has them.

use std::path::Path;

use burrow_course::finding::Finding;
use burrow_course::lesson::{Kind, Lesson};
use burrow_go_std::{Chain, Library, NoModule};
use burrow_go_tools::Formatter;
use burrow_go_tools::format::Refusal;

/// Finds fault with solutions, starters, tests and programs of figures.
pub fn check(lessons: &[Lesson], folder: &Path, goroot: &Path) -> Result<Vec<Finding>, String> {
    let root = goroot.to_path_buf();
    let library = move || Chain::default().with(Library::new(&root)).with(NoModule);
    let mut formatter = Formatter::new(library);
    let mut findings = Vec::new();
    for (path, text) in lessons.iter().flat_map(sources) {
        let sentence = match formatter.file(&path, text.as_bytes()) {
            Ok(formatted) if formatted == text.as_bytes() => continue,
            Ok(_) => "This is not as gofmt has it: run gofmt -w on it.".to_string(),
            Err(Refusal::Syntax(_)) => "This is no Go that gofmt could read.".to_string(),
            Err(Refusal::Broken(why)) => return Err(format!("gofmt broke off: {why}")),
        };
        findings.push(Finding { file: folder.join(path), line: 1, sentence });
    }
    Ok(findings)
}

/// The sources of a lesson, by their paths from the folder of all lessons.
fn sources(lesson: &Lesson) -> Vec<(String, &str)> {
    let id = &lesson.front.id;
    let mut sources = Vec::new();
    for exercise in lesson.exercises() {
        let path = |name: &str| format!("{id}/{}/{name}", exercise.folder());
        let solution = if exercise.kind == Kind::Predict { "program.go" } else { "solution.go" };
        sources.push((path(solution), exercise.solution.as_str()));
        // Lines that are out of order are out of shape, and blanks line nothing up.
        if matches!(exercise.kind, Kind::Write | Kind::Fix) {
            sources.push((path("starter.go"), exercise.starter.as_str()));
        }
        sources.extend(exercise.check.iter().map(|check| (path("check_test.go"), check.as_str())));
    }
    let programs = lesson.programs().filter_map(|figure| figure.program.as_ref());
    sources.extend(programs.map(|(name, text)| (format!("{id}/figures/{name}"), text.as_str())));
    sources
}
