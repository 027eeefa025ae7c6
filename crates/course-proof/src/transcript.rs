//! The course as learners see it, in plain words: a change to a lesson, an exercise or the engine
//! shows in it as a diff that can be read.

mod plain;

use std::fmt::Write;

use burrow_course::lesson::{Exercise, Kind, Lesson, Piece, Prose, Question, Screen};
use burrow_course::verdict::failures;
use burrow_protocol::settings::Choice as _;

use crate::attempt::{Outcome, Part};
use crate::judge::first_line;
use crate::work::{Tried, What};
use plain::plain;

/// The transcript of lessons, of what was tried of their exercises.
pub fn transcript(lessons: &[Lesson], tried: &[Tried]) -> String {
    let mut text = String::from(
        "What learners see, written by `burrow course transcript`. Not to be edited by hand.\n",
    );
    for lesson in lessons {
        let of_lesson: Vec<&Tried> =
            tried.iter().filter(|one| one.lesson == lesson.front.id).collect();
        write_lesson(&mut text, lesson, &of_lesson);
    }
    text
}

/// Where a transcript differs from the one that is kept: a sentence with the line.
pub fn difference(kept: &str, now: &str) -> Option<(usize, String)> {
    if kept == now {
        return None;
    }
    let (mut kept, mut now, mut line) = (kept.lines(), now.lines(), 0);
    loop {
        line += 1;
        let (was, is) = (kept.next(), now.next());
        if was != is || was.is_none() {
            let told = |text: Option<&str>| text.unwrap_or("nothing more").trim().to_string();
            let sentence = format!(
                "Learners no longer see “{}” here, but “{}”: read the difference that `burrow \
                 course transcript` makes, and keep it if it is right.",
                told(was),
                told(is)
            );
            return Some((line, sentence));
        }
    }
}

fn put(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = text.write_fmt(words);
}

fn write_lesson(text: &mut String, lesson: &Lesson, tried: &[&Tried]) {
    let front = &lesson.front;
    put(
        text,
        format_args!(
            "\n# {} ({})\nChapter {}, {} minutes. {}\n\n{}",
            front.title,
            front.id,
            front.chapter.number,
            front.minutes,
            front.summary,
            plain(&lesson.lead)
        ),
    );
    lesson.screens.iter().for_each(|screen| write_screen(text, screen, tried));
    if !lesson.terms.is_empty() {
        text.push_str("\n## Words of this lesson\n");
    }
    for term in &lesson.terms {
        put(text, format_args!("{}: {}\n", term.word, term.meaning));
    }
}

fn write_screen(text: &mut String, screen: &Screen, tried: &[&Tried]) {
    put(text, format_args!("\n## {} (#{})\n", screen.title, screen.id));
    for piece in &screen.pieces {
        match piece {
            Piece::Text(html) => text.push_str(&plain(html)),
            Piece::Question(question) => write_question(text, question),
            Piece::Figure(figure) => {
                let goal = figure.goal.map(|goal| goal.to_string());
                let told = (&*figure.title, &*figure.invitation, &*figure.alt);
                write_figure(text, figure.lab().key(), told, goal);
            }
            Piece::Program(figure) => {
                let goal = figure.goal.as_ref().map(ToString::to_string);
                let told = (&*figure.title, &*figure.invitation, &*figure.alt);
                write_figure(text, figure.lab.key(), told, goal);
            }
            Piece::Exercise(exercise) => {
                let is_this = |one: &&&Tried| match &one.what {
                    What::Exercise(other) => other.id == exercise.id,
                    What::Figure(_) => false,
                };
                write_exercise(text, exercise, tried.iter().find(is_this).copied());
            }
        }
    }
}

fn write_question(text: &mut String, question: &Question) {
    put(text, format_args!("\nQuestion: {}\n", question.ask));
    for option in &question.options {
        let mark = if option.is_right { '+' } else { '-' };
        put(text, format_args!("  {mark} {} | {}\n", option.text, option.why));
    }
}

fn write_figure(
    text: &mut String,
    lab: &str,
    (title, invitation, alt): (&str, &str, &str),
    goal: Option<String>,
) {
    put(text, format_args!("\nFigure ({lab}): {title}\n  To do: {invitation}\n  Shown: {alt}\n"));
    if let Some(goal) = goal {
        put(text, format_args!("  Goal: {goal}\n"));
    }
}

fn write_exercise(text: &mut String, exercise: &Exercise, tried: Option<&Tried>) {
    put(text, format_args!("\nExercise ({}): {}\n", exercise.kind.key(), exercise.title));
    let outcome = |part: Part| {
        let attempts = tried.map_or(&[][..], |tried| &tried.attempts);
        attempts.iter().find(|(attempt, _)| attempt.part == part).map(|(_, outcome)| outcome)
    };
    exercise.task.iter().for_each(|task| put(text, format_args!("  Task: {}\n", task.plain)));
    if exercise.kind != Kind::Predict {
        write_told(text, "At first", outcome(Part::Starter));
    }
    write_hints(text, &exercise.hints);
    for (i, mistake) in exercise.mistakes.iter().enumerate() {
        put(text, format_args!("  Mistake {}: {}\n", i + 1, mistake.sentence));
        write_told(text, "  Then", outcome(Part::Mistake(i)));
    }
    let printed = outcome(Part::Program).map_or("", |outcome| &outcome.printed);
    text.push_str("  It prints:\n");
    printed.lines().for_each(|line| put(text, format_args!("    {line}\n")));
}

fn write_hints(text: &mut String, hints: &[Prose]) {
    for (i, hint) in hints.iter().enumerate() {
        put(text, format_args!("  Hint {} of {}: {}\n", i + 1, hints.len(), hint.plain));
    }
}

/// What an attempt is told: the first check that fails, or what is wrong with the program.
fn write_told(text: &mut String, when: &str, outcome: Option<&Outcome>) {
    let Some(outcome) = outcome else { return };
    let failures = failures(&outcome.output);
    let Some(failure) = failures.first() else {
        put(text, format_args!("  {when}: {}\n", first_line(&outcome.output)));
        return;
    };
    put(text, format_args!("  {when}: {}\n", failure.sentence));
    let fields = [("input", &failure.input), ("want", &failure.want), ("got", &failure.got)];
    for (key, value) in fields {
        if let Some(value) = value {
            put(text, format_args!("      {key}: {}\n", value.replace('\n', "\n        ")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_told() {
        assert_eq!(difference("a\nb\n", "a\nb\n"), None);
        let (line, sentence) = difference("a\nb\n", "a\nc\n").expect("they differ");
        assert_eq!(line, 2);
        assert!(sentence.starts_with("Learners no longer see “b” here, but “c”: "), "{sentence}");
        let (line, sentence) = difference("a\n", "a\nb\n").expect("they differ");
        assert!(line == 2 && sentence.contains("“nothing more” here, but “b”"), "{sentence}");
    }
}
