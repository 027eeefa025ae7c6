//! The course as it is: every lesson in `lessons/` is valid, and the outline says which are there.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

use std::path::Path;

use burrow_course::CHAPTERS;
use burrow_course::check::check;
use burrow_course::lesson::{Files, read};

/// The guide for authors, which shows a whole lesson.
const GUIDE: &str = include_str!("../../../docs/writing-a-lesson.md");

#[test]
fn every_lesson_of_the_course_is_valid() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons");
    if let Err(findings) = check(&folder, CHAPTERS) {
        let findings: Vec<String> = findings.iter().map(ToString::to_string).collect();
        panic!("\n{}", findings.join("\n"));
    }
}

#[test]
fn the_lesson_in_the_guide_is_valid() {
    let (_, rest) = GUIDE.split_once("````markdown\n").unwrap();
    let (lesson, _) = rest.split_once("````\n").unwrap();
    let file = Path::new("lessons/ml-key-concepts/lesson.md");
    let lesson = read(file, lesson.as_bytes(), &Files::new(), CHAPTERS).unwrap();
    assert_eq!((lesson.figures().count(), lesson.questions().count()), (1, 1));
}
