//! `burrow course check` and `transcript` as an author runs them.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

mod lessons;

use std::fs;
use std::path::Path;
use std::process::Output;

use burrow_course::{Stage, topics};

use lessons::{burrow, course, course_with_an_exercise, has_go, some_id, text};

fn check(lessons: &Path) -> Output {
    burrow("check", lessons, &[])
}

/// Replaces something in a file of the first lesson.
fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(some_id()).join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn valid_lessons_are_counted() {
    let lessons = course(str::to_string);
    let output = check(lessons.path());
    assert!(output.status.success(), "{}", text(&output.stderr));
    let n = topics().filter(|(_, topic)| topic.stage != Stage::Planned).count();
    let s = if n == 1 { "" } else { "s" };
    let expected = format!(
        "{n} topic{s}, {n} figure{s}, {n} question{s}: all valid\n{n} topic{s}, {n} exercise{s}: all proven\n"
    );
    assert_eq!(text(&output.stdout), expected);
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let output = check(Path::new("nowhere"));
    assert!(!output.status.success());
    assert!(text(&output.stderr).contains("nowhere:1: This cannot be read"));
}

#[test]
fn an_exercise_that_is_broken_is_not_proven() {
    if !has_go() {
        return;
    }
    let told = |file: &str, from: &str, to: &str| {
        let folder = course_with_an_exercise();
        edit(folder.path(), file, from, to);
        let output = burrow("check", folder.path(), &[Path::new("--engine-only")]);
        assert_eq!(output.status.code(), Some(1), "{file}: {from} -> {to}");
        assert!(!text(&output.stdout).contains("all proven"));
        text(&output.stderr)
    };
    let program = "exercises/turn-over/program.go";
    assert!(told(program, "pixel += 10", "panic(pixel)").contains("does not end well: panic: 250"));
    assert!(told(program, "fmt.Println(pixel)", "fmt.Println(260)").contains("the right answer"));
    let not_told = "This attempt makes mistake 1, and is not told so.";
    assert!(told("lesson.md", "output /260/", "output /259/").contains(not_told));
}

#[test]
fn what_learners_see_is_held_to_the_transcript() {
    if !has_go() {
        return;
    }
    let folder = course_with_an_exercise();
    let check = || burrow("check", folder.path(), &[Path::new("--engine-only")]);
    assert!(burrow("transcript", folder.path(), &[]).status.success());
    let output = check();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let kept = fs::read_to_string(folder.path().join("transcript.txt")).unwrap();
    assert!(
        kept.contains("Exercise (predict): Turned over\n  Task: What does it print?\n"),
        "{kept}"
    );
    assert!(kept.contains("  It prints:\n    4\n"), "{kept}");

    edit(folder.path(), "lesson.md", "260 does not fit into a byte.", "260 is too much.");
    let output = check();
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    let changed = "Learners no longer see “Mistake 1: 260 does not fit into a byte.” here, but \
                   “Mistake 1: 260 is too much.”";
    assert!(told.contains("transcript.txt:") && told.contains(changed), "{told}");
}
