//! `burrow course` as an author runs it.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

mod lessons;

use std::fs;
use std::path::{Path, PathBuf};

use burrow_course::summary::Summary;
use burrow_learn::checkpoint::load;
use burrow_learn::data::Files;
use burrow_learn::device::cpu;
use burrow_protocol::link::to_text;
use tempfile::TempDir;

use lessons::{burrow, course, course_with_an_exercise, has_go, some_id, text};

/// Builds, and gives what was printed.
fn build(lessons: &Path, out: &Path) -> String {
    let output = burrow("build", lessons, &[Path::new("--out"), out]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// The names and contents of the files of a folder, in order.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut files: Vec<_> = entries
        .map(|entry| (PathBuf::from(entry.file_name()), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

fn names(folder: &Path) -> Vec<String> {
    contents(folder).iter().map(|(name, _)| name.display().to_string()).collect()
}

#[test]
fn each_mistake_is_told_with_file_and_line() {
    let id = some_id();
    let lessons = course(|lesson| {
        lesson.replace("minutes: 10", "minutes: ten").replace("rate=0.1", "rate=99")
    });
    let file = lessons.path().join(id).join("lesson.md");
    let output = burrow("check", lessons.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    let told = text(&output.stderr);
    for (line, sentence) in [
        (5, "A lesson takes 1 to 120 minutes, as a whole number, not “ten”."),
        (24, "“with” makes no sense: Learning rate cannot be 99: using 10."),
    ] {
        assert!(told.contains(&format!("{}:{line}: {sentence}\n", file.display())), "{told}");
    }
    assert!(told.contains("mistakes in the lessons: docs/writing-a-lesson.md"), "{told}");

    let out = tempfile::tempdir().unwrap();
    let output = burrow("build", lessons.path(), &[Path::new("--out"), out.path()]);
    assert!(!output.status.success());
    assert_eq!(names(out.path()), [""; 0], "nothing is built of lessons with mistakes");
}

#[test]
fn a_lesson_is_built_with_what_its_figures_open_with() {
    let (lessons, out, id) = (course(str::to_string), tempfile::tempdir().unwrap(), some_id());
    build(lessons.path(), out.path());
    let folder = out.path().join(id);
    assert_eq!(
        names(&folder),
        [
            "article.html",
            "circle-dark.png",
            "circle-light.png",
            "circle.bpk",
            "circle.key",
            "lesson.json",
            "notes.json",
            "search.json"
        ]
    );

    let summary: Summary =
        serde_json::from_slice(&fs::read(folder.join("lesson.json")).unwrap()).unwrap();
    let figure = &summary.figures[0];
    assert_eq!((summary.id.as_str(), figure.id.as_str(), figure.step), (id, "circle", 40));

    let checkpoint = fs::read(folder.join("circle.bpk")).unwrap();
    let run = load(&checkpoint, &Files::default(), &cpu()).unwrap();
    assert_eq!(to_text(run.recipe()), figure.recipe);
    assert_eq!(run.settings().learning_rate, 0.03);
    let curve = run.curve();
    assert_eq!((curve[0].step, curve[40].step), (0, 40));
    let last = curve[40];
    assert_eq!((last.train.loss, last.test.loss), (figure.train_loss, figure.test_loss));
    assert_eq!(last.test.accuracy, figure.test_accuracy);

    let article = fs::read_to_string(folder.join("article.html")).unwrap();
    let recipe = figure.recipe.replace('&', "&amp;");
    assert!(article.contains(&format!("data-recipe=\"{recipe}\"")), "{article}");
    assert!(article.contains("After 40 steps: training loss 0."), "{article}");
}

#[test]
fn what_has_not_changed_is_not_trained_again() {
    let (lessons, out, id) = (course(str::to_string), tempfile::tempdir().unwrap(), some_id());
    let folder = out.path().join(id);
    let told = |lessons: &TempDir| {
        let all = build(lessons.path(), out.path());
        let ours = all.lines().find(|line| line.starts_with(&format!("{id}/circle: ")));
        ours.unwrap_or_else(|| panic!("{all}")).to_string()
    };
    assert!(!told(&lessons).contains("unchanged"));
    let first = contents(&folder);
    let again = told(&lessons);
    assert!(again.contains("circle: step 40, ") && again.contains("(unchanged)"), "{again}");
    assert_eq!(contents(&folder), first);

    // A file that is gone, and one that is made elsewhere, come out as they were.
    fs::remove_file(folder.join("circle-dark.png")).unwrap();
    assert!(!told(&lessons).contains("unchanged"));
    assert_eq!(contents(&folder), first);

    let changed = course(|lesson| lesson.replace("step=40", "step=50"));
    assert!(told(&changed).contains("circle: step 50, "));
    assert_ne!(contents(&folder), first);
}

#[test]
fn the_files_of_a_figure_that_is_gone_go_too() {
    let (lessons, out, id) = (course(str::to_string), tempfile::tempdir().unwrap(), some_id());
    let folder = out.path().join(id);
    build(lessons.path(), out.path());
    fs::write(folder.join("notes.txt"), "Not of the build.").unwrap();
    let renamed = course(|lesson| lesson.replace("id: circle", "id: ring"));
    build(renamed.path(), out.path());
    assert_eq!(
        names(&folder),
        [
            "article.html",
            "lesson.json",
            "notes.json",
            "notes.txt",
            "ring-dark.png",
            "ring-light.png",
            "ring.bpk",
            "ring.key",
            "search.json"
        ]
    );
}

#[test]
fn a_figure_that_cannot_be_trained_is_named_with_its_line() {
    let with = "data=multi-gauss&layers=64-64&activation=relu&optimizer=sgd&rate=10&step=200";
    let lessons = course(|lesson| {
        lesson.replace("rate=0.1&step=40&log=10:rate:0.03", with).replace(">= 100", ">= 300")
    });
    let out = tempfile::tempdir().unwrap();
    let output = burrow("build", lessons.path(), &[Path::new("--out"), out.path()]);
    assert!(!output.status.success());
    let told = text(&output.stderr);
    assert!(told.contains("lesson.md:20: The figure “circle” cannot be trained."), "{told}");
    assert!(told.contains("the loss was no longer a number"), "{told}");
}

#[test]
fn a_goal_that_asks_for_nothing_is_told() {
    let (out, reached) = (tempfile::tempdir().unwrap(), "test-loss < 50");
    let lessons = course(|lesson| lesson.replace("step >= 100", reached));
    let told = build(lessons.path(), out.path());
    assert!(told.contains("its goal, test-loss < 50, is reached before anybody tries"), "{told}");
}

#[test]
fn the_answer_to_a_prediction_is_what_the_program_prints() {
    if !has_go() {
        return;
    }
    let (folder, out) = (course_with_an_exercise(), tempfile::tempdir().unwrap());
    build(folder.path(), out.path());
    let read = |name: &str| fs::read_to_string(out.path().join(some_id()).join(name)).unwrap();
    let summary: Summary = serde_json::from_str(&read("lesson.json")).unwrap();
    assert_eq!(summary.exercises[0].output.as_deref(), Some("4\n"));
    let solution = "<summary>Solution</summary><pre class=\"exercise__solution-code\">\
                    <code class=\"language-text\">4\n</code></pre>";
    assert!(read("article.html").contains(solution));
}
