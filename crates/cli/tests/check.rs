//! `burrow course check` and `transcript` as an author runs them.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

mod lessons;

use std::fs;
use std::path::Path;
use std::process::Output;

use burrow_course::{Stage, topics};
use tempfile::TempDir;

use lessons::{
    PREDICT, burrow, course, course_with_an_exercise, has_go, some_id, text, write_predict,
};

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

/// What `course` makes, and in each lesson all that a topic has to have.
fn whole_course() -> TempDir {
    let folder = course(str::to_string);
    let written = topics().filter(|(_, topic)| topic.stage != Stage::Planned);
    let mut ids: Vec<&str> = written.map(|(_, topic)| topic.id).collect();
    ids.reverse();
    let mut next = None;
    for id in ids {
        let lesson = folder.path().join(id);
        let text = fs::read_to_string(lesson.join("lesson.md")).unwrap();
        let notes = "```notes\nminutes: 1\nsay: Ask.\n```\n";
        let text = text.replace("{#a-screen}\n", &format!("{{#a-screen}}\n\n{notes}"));
        let text = text + &whole(notes, next.replace(id));
        fs::write(lesson.join("lesson.md"), text).unwrap();
        write_predict(&lesson);
        write_twice(&lesson);
    }
    folder
}

/// What a lesson needs besides its lead, a screen and a figure.
fn whole(notes: &str, next: Option<&str>) -> String {
    let next = next.map(|id| format!("[Next](topic:{id}).\n\n")).unwrap_or_default();
    let question = |id: &str| {
        format!("```question\nid: {id}\nask: Is it so?\n- No. | It is.\n+ Yes. | It is.\n```\n\n")
    };
    format!(
        "\n## Exercises {{#exercises}}\n\n{notes}\n{PREDICT}\n{WRITE}\n{next}\
         ## Check yourself {{#check-yourself}}\n\n{notes}\n{}{}\
         ## Decide {{#decide}}\n\n{notes}\n**Cost.** Low.\n\n**Risk.** Low.\n\n**Planning.** Easy.\n",
        question("first"),
        question("second"),
    )
}

const WRITE: &str = "```exercise\nid: twice\nkind: write\ntitle: Twice\ntask: Write it.\n\
                     hint: Add.\nhint: Add x to x.\n\
                     mistake: code /x \\* x/ | That is the square.\n```\n";

fn write_twice(lesson: &Path) {
    let twice = |result: &str| {
        format!(
            "package main\n\nimport \"fmt\"\n\nfunc Twice(x int) int {{ return {result} }}\n\n\
             func main() {{ fmt.Println(Twice(4)) }}\n"
        )
    };
    let check = "package main\n\nimport \"testing\"\n\nfunc TestTwice(t *testing.T) {\n\t\
                 if got := Twice(4); got != 8 {\n\t\tt.Errorf(\"Twice 4 is 8.\\n  got: %d\", got)\n\t}\n}\n";
    let exercise = lesson.join("exercises/twice");
    fs::create_dir_all(&exercise).unwrap();
    for (name, text) in [
        ("starter.go", &*twice("x")),
        ("solution.go", &twice("x + x")),
        ("mistake-1.go", &twice("x * x")),
        ("check_test.go", check),
    ] {
        fs::write(exercise.join(name), text).unwrap();
    }
}

#[test]
fn lessons_that_are_proven_are_counted() {
    if !has_go() {
        return;
    }
    let lessons = whole_course();
    let output = burrow("check", lessons.path(), &[Path::new("--engine-only")]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let n = topics().filter(|(_, topic)| topic.stage != Stage::Planned).count();
    // A question before the figure and two to check oneself; two programs, and the figure's goal.
    let expected = format!(
        "{n} topics, {n} figures, {} questions: all valid\n{n} topics, {} exercises: all proven\n",
        3 * n,
        3 * n
    );
    assert_eq!(text(&output.stdout), expected);
}

#[test]
fn a_lesson_that_lacks_something_is_not_proven() {
    let lessons = course(str::to_string);
    let output = check(lessons.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(!text(&output.stdout).contains("all proven"));
    let file = lessons.path().join(some_id()).join("lesson.md");
    let expected = format!(
        "{}:1: In one exercise at least the learner writes: its kind is `write`.\n",
        file.display()
    );
    assert!(text(&output.stderr).contains(&expected), "{}", text(&output.stderr));
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
        let lesson = folder.path().join(some_id());
        let written = fs::read_to_string(lesson.join("lesson.md")).unwrap();
        fs::write(lesson.join("lesson.md"), format!("{written}\n{WRITE}")).unwrap();
        write_twice(&lesson);
        edit(folder.path(), file, from, to);
        let output = burrow("check", folder.path(), &[Path::new("--engine-only")]);
        assert_eq!(output.status.code(), Some(1), "{file}: {from} -> {to}");
        assert!(!text(&output.stdout).contains("all proven"));
        text(&output.stderr)
    };
    let program = "exercises/turn-over/program.go";
    assert!(told(program, "pixel += 10", "panic(pixel)").contains("does not end well: panic: 250"));
    assert!(told(program, "fmt.Println(pixel)", "fmt.Println(260)").contains("the right answer"));
    let (starter, solution) = ("exercises/twice/starter.go", "exercises/twice/solution.go");
    assert!(told(starter, "return x", "return 2 * x").contains("passes the tests: there is"));
    assert!(
        told(solution, "return x + x", "return x + 1").contains("fails: check_test.go:7: Twice")
    );
    let not_told = "This attempt makes mistake 1, and is not told so.";
    assert!(told("lesson.md", "output /260/", "output /259/").contains(not_told));
}

#[test]
fn what_learners_see_is_held_to_the_transcript() {
    if !has_go() {
        return;
    }
    let folder = whole_course();
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
