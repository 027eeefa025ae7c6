//! A lesson that is all that a topic has to be, broken in each way: the finding names the line and
//! says what is missing.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

mod common;

use std::path::Path;

use burrow_course::lesson::Files;
use burrow_course::rules::check as check_rules;

use common::{FILES, LESSON, OUTLINE, read_with};

/// A lesson that keeps the rules.
const WHOLE: &str = include_str!("whole/lesson.md");

/// Those of the files that a text names.
fn files(text: &str) -> Files {
    let parts =
        [("turn-over", "id: turn-over\n"), ("mean", "id: mean\n"), ("copies.go", ": copies.go\n")];
    let named = parts.iter().filter(|(_, line)| text.contains(line));
    let named: Vec<&str> = named.map(|(part, _)| *part).collect();
    let is_named = |path: &str| path.split('/').any(|part| named.contains(&part));
    FILES.iter().filter(|(path, _)| is_named(path)).map(|(p, b)| (p.clone(), b.clone())).collect()
}

/// The findings in a text, as `LINE: sentence`.
#[track_caller]
fn findings(text: &str) -> Vec<String> {
    findings_with(text, &files(text))
}

#[track_caller]
fn findings_with(text: &str, files: &Files) -> Vec<String> {
    let lesson = read_with(text, files).unwrap_or_else(|found| panic!("{found:?}"));
    let found = check_rules(&[lesson], Path::new("lessons"), OUTLINE);
    let file = "lessons/first-lesson/lesson.md:";
    found.iter().map(|finding| finding.to_string().replace(file, "")).collect()
}

/// Replaces one piece of the lesson, and expects exactly these findings.
#[track_caller]
fn check(from: &str, to: &str, expected: &[&str]) {
    assert_eq!(WHOLE.matches(from).count(), 1, "“{from}” is not there once");
    let found = findings(&WHOLE.replace(from, to));
    assert_eq!(found, expected, "{from} -> {to}");
}

/// The lesson without what stands from one line up to another.
fn without(from: &str, to: &str) -> String {
    let (before, rest) = WHOLE.split_once(from).unwrap();
    let (_, after) = rest.split_once(to).unwrap();
    format!("{before}{to}{after}")
}

#[test]
fn the_lesson_as_it_stands_keeps_the_rules() {
    assert_eq!(findings(WHOLE), [""; 0]);
}

#[test]
fn all_that_is_missing_is_told_at_once() {
    let found = findings_with(LESSON, &FILES);
    for what in ["check-yourself", "decide", "Notes are missing", "“lead” is marked", "topic:half"]
    {
        assert!(found.iter().any(|finding| finding.contains(what)), "{what}: {found:#?}");
    }
}

#[test]
fn a_lecture_has_two_to_five_screens() {
    let screen = |n: usize| {
        format!("## More {{#more-{n}}}\n\n```notes\nminutes: 1\nsay: More.\n```\n\nMore.\n\n")
    };
    let with = |n: usize| {
        let more: String = (0..n).map(screen).collect();
        findings(&WHOLE.replace("## Check", &format!("{more}## Check")))
    };
    assert_eq!(with(3), [""; 0]);
    let many = "1: A lecture has two to 5 screens, one idea each, besides those to check oneself \
                and to decide: here are 6.";
    assert_eq!(with(4), [many]);

    let one = without("## Copies", "```figure");
    let few = many.replace("are 6", "are 1");
    assert_eq!(findings(&one), [few]);
}

#[test]
fn a_lesson_has_a_figure() {
    let none = "1: A lesson has a figure that the learner operates: here is none.";
    assert_eq!(findings(&without("```figure\nid: copies", "```exercise\nid: mean")), [none]);
}

#[test]
fn exercises_are_of_two_kinds_and_one_is_to_write() {
    let of_one = "1: A lesson has exercises of two kinds or more: here are those of one.";
    assert_eq!(findings(&without("```exercise\nid: turn-over", "```terms")), [of_one]);
    let written = "1: In one exercise at least the learner writes: its kind is `write`.";
    let no_write = without("```exercise\nid: mean\n", "Next comes");
    assert_eq!(findings(&no_write), [of_one, written]);
    check("kind: write", "kind: fix", &[written]);
}

#[test]
fn two_questions_are_there_to_check_oneself() {
    let missing = "1: The screen `{#check-yourself}` is missing: two questions that also a project \
                   manager can answer.";
    check("{#check-yourself}", "{#questions}", &[missing]);
    let one = without("```question\nid: mean-of-none", "## Decide");
    assert_eq!(findings(&one), ["70: Two questions stand here, not 1."]);
}

#[test]
fn the_last_screen_is_for_those_who_decide() {
    let last = "1: The last screen is `{#decide}`: what this means for cost, risk and planning.";
    check("{#decide}", "{#to-decide}", &[last]);
    check("**Risk.** Some.\n", "", &["91: Whoever decides wants to read of **Risk.** too."]);
    let program =
        "91: Who decides need not program: exercises and programs stand on other screens.";
    let figure = WHOLE.split_once("```figure").unwrap().1.split_once("```\n").unwrap().0;
    let moved = without("```figure", "```exercise\nid: mean") + "\n```figure" + figure + "```\n";
    assert_eq!(findings(&moved), [program.replace("91", "79")]);
}

#[test]
fn every_screen_has_notes() {
    let missing =
        "36: Notes are missing: say under the heading how long the screen takes in a room.";
    let notes = "```notes\nminutes: 5\nsay: Step through the loop slowly.\n```\n\n";
    check(notes, "", &[missing]);
}

#[test]
fn terms_are_explained_and_occur() {
    check(
        "A *byte* holds",
        "A *pixel* is a byte and holds",
        &["19: “pixel” is marked as a term, and no block `terms` explains it: explain it there, \
             or stress it with two stars."],
    );
    check("A *byte* holds", "Two *bytes* hold", &[]);
    check(
        "byte: Eight",
        "word: Two bytes.\nbyte: Eight",
        &["33: “word” does not occur in the lesson: leave it out, or use it."],
    );
}

#[test]
fn it_leads_to_the_next_topic() {
    let dead_end = "1: Nothing leads on from here: link to `topic:half-done`, which is next.";
    check("[what is half done](topic:half-done)", "something", &[dead_end]);
}

#[test]
fn it_reads_in_its_minutes() {
    // The notes take no longer than the lesson: 12 minutes of them.
    let twelve = WHOLE.replace("minutes: 20", "minutes: 12");
    assert_eq!(findings(&twelve), [""; 0]);
    // 1,200 words are six minutes more, besides six for exercises and the figure.
    let long = twelve.replace("It is short.", &"It has four words. ".repeat(300));
    let [found] = &findings(&long)[..] else { panic!("not one finding") };
    let told = " words at 200 a minute, 5 minutes for the exercises and 1 for the figures are 13 \
                minutes, and the lesson says 12.";
    assert!(found.starts_with("5: 13") && found.ends_with(told), "{found}");
    assert_eq!(findings(&long.replace("minutes: 12", "minutes: 13")), [""; 0]);
}

#[test]
fn sentences_are_short() {
    let long = format!("It {} is short.", "really ".repeat(30).trim_end());
    check(
        "It is short.",
        &long,
        &["1: “It really really really really really re…” has 33 words: make two sentences of it."],
    );
    let halves = format!("It {}: {} so.", "is ".repeat(20).trim_end(), "is ".repeat(20).trim_end());
    check("It is short.", &halves, &[]);
}
