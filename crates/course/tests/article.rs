//! What a lesson becomes.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

mod common;

use std::fs;
use std::path::Path;

use burrow_course::article::article;
use burrow_course::contents::Contents;
use burrow_course::lesson::{Exercise, Figure};
use burrow_course::search;
use burrow_course::summary::Summary;
use burrow_protocol::frame::{CurvePoint, Score};

use common::{FILES, LESSON, read_with};

fn outcome(figure: &Figure) -> Option<CurvePoint> {
    let score = |loss, accuracy| Score { loss, accuracy: Some(accuracy) };
    let (train, test) = (score(0.25, 0.97), score(0.3125, 0.956));
    Some(CurvePoint { step: figure.recipe.step, train, test })
}

fn printed(exercise: &Exercise) -> Option<String> {
    (exercise.id == "turn-over").then(|| "4\n255 false\n".to_string())
}

/// The file that is to be made, which `BURROW_BLESS=1` writes anew for somebody to read.
fn check(name: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture").join(name);
    if std::env::var_os("BURROW_BLESS").is_some() {
        fs::write(&path, made).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap();
    assert_eq!(made, expected, "{name} has changed: look, and run with BURROW_BLESS=1");
}

#[test]
fn the_article_is_what_it_was() {
    let lesson = read_with(LESSON, &FILES).unwrap();
    check("article.html", &article(&lesson, outcome, printed));
}

#[test]
fn before_its_first_step_a_digit_reader_is_not_judged_by_its_untrained_network() {
    let pretrained = "Before the first step a pretrained model answers, not this network.";
    let untrained = article(&read_with(LESSON, &FILES).unwrap(), outcome, printed);
    assert_eq!(untrained.matches(pretrained).count(), 1);
    let trained = LESSON.replace("with:\n", "with: step=60\n");
    let trained = article(&read_with(trained, &FILES).unwrap(), outcome, printed);
    assert!(!trained.contains(pretrained) && trained.contains("After 60 steps: training loss"));
    let table = LESSON.replace("drawing, confusion", "confusion").replace("goal: drawn\n", "");
    let table = article(&read_with(table, &FILES).unwrap(), outcome, printed);
    assert!(table.contains("Before the first step: training loss"));
}

#[test]
fn the_summary_is_what_it_was() {
    let summary = Summary::new(&read_with(LESSON, &FILES).unwrap(), outcome, printed);
    let json = serde_json::to_string_pretty(&summary).unwrap();
    check("lesson.json", &format!("{json}\n"));
    assert_eq!(serde_json::from_str::<Summary>(&json).unwrap(), summary);
}

#[test]
fn a_file_from_windows_gives_the_same_lesson() {
    let lesson = read_with(LESSON, &FILES).unwrap();
    let from_windows = format!("\u{feff}{}", LESSON.replace('\n', "\r\n"));
    assert_eq!(read_with(from_windows, &FILES).unwrap(), lesson);
}

#[test]
fn a_lesson_is_as_its_author_wrote_it() {
    let lesson = read_with(LESSON, &FILES).unwrap();
    assert_eq!(lesson.front.needs, ["before-it"]);
    assert_eq!(lesson.front.lang, "en");
    assert_eq!(lesson.screens[0].title, "Words and code");
    let question = lesson.questions().next().unwrap();
    let right: Vec<bool> = question.options.iter().map(|option| option.is_right).collect();
    assert_eq!(right, [false, true]);
    let circle = lesson.figures().next().unwrap();
    assert_eq!((circle.recipe.step, circle.recipe.initial.learning_rate), (20, 0.1));
    assert_eq!(circle.controls, ["rate", "optimizer", "momentum"]);
    assert_eq!(circle.ask.as_deref(), Some("guess"));
}

#[test]
fn what_is_found_is_what_it_was() {
    let found = search::entries(&read_with(LESSON, &FILES).unwrap());
    let json = serde_json::to_string_pretty(&found).unwrap();
    check("search.json", &format!("{json}\n"));
}

#[test]
fn what_there_is_to_do_is_counted_from_the_lesson() {
    let lesson = read_with(LESSON, &FILES).unwrap();
    let contents = Contents::of([&Summary::new(&lesson, outcome, printed)]);
    assert_eq!(Contents::read(&contents.lines().join("\n")), contents);
    let counted = &contents.lessons[0];
    assert_eq!(counted.screens.len(), lesson.screens.len());
    let count = |of: fn(&burrow_course::contents::Screen) -> usize| {
        counted.screens.iter().map(of).sum::<usize>()
    };
    assert_eq!(count(|screen| screen.questions.len()), lesson.questions().count());
    assert_eq!(count(|screen| screen.exercises.len()), lesson.exercises().count());
    let figures = lesson.figures().count() + lesson.programs().count();
    assert_eq!(count(|screen| screen.figures.len()), figures);
    // The screens share the lesson's time, to the second.
    let seconds: u32 = counted.screens.iter().map(|screen| screen.seconds).sum();
    assert!(seconds.abs_diff(lesson.front.minutes * 60) < counted.screens.len() as u32);
    assert!(counted.screens.iter().all(|screen| screen.reading <= screen.seconds));
}
