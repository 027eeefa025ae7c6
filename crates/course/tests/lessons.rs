//! The course as it is: every lesson in `lessons/` is valid, and the outline says which are there.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

use std::path::Path;

use burrow_course::CHAPTERS;
use burrow_course::check::check;
use burrow_course::lesson::{Files, Kind, Lesson, read};
use burrow_course::rules;

/// The guide for authors, which shows a whole lesson.
const GUIDE: &str = include_str!("../../../docs/writing-a-lesson.md");

#[test]
fn every_lesson_of_the_course_is_valid_and_keeps_its_rules() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons");
    let findings = check(&folder, CHAPTERS)
        .map_or_else(|findings| findings, |lessons| rules::check(&lessons, &folder, CHAPTERS));
    let findings: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

#[test]
fn the_course_has_as_many_exercises_as_it_promises() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons");
    let lessons = check(&folder, CHAPTERS).unwrap();
    let kinds = || lessons.iter().flat_map(Lesson::exercises).map(|exercise| exercise.kind);
    let code = kinds().filter(|kind| [Kind::Write, Kind::Fix].contains(kind)).count();
    assert!(kinds().count() >= 45 && code >= 20, "{} exercises, {code} of code", kinds().count());
}

#[test]
fn the_lesson_in_the_guide_is_valid() {
    let (_, rest) = GUIDE.split_once("````markdown\n").unwrap();
    let (lesson, _) = rest.split_once("````\n").unwrap();
    let file = Path::new("lessons/ml-key-concepts/lesson.md");
    let lesson = read(file, lesson.as_bytes(), &Files::new(), CHAPTERS).unwrap();
    assert_eq!((lesson.figures().count(), lesson.questions().count()), (1, 1));
}
