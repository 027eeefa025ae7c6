//! What has to come of the attempts at an exercise.

use burrow_course::lesson::{Exercise, Kind};
use burrow_course::verdict::{failures, is_same};

use crate::attempt::{Attempt, Outcome, Part};

/// So many lines can be predicted.
const LINES: std::ops::RangeInclusive<usize> = 1..=8;

/// What does not hold: the file of the exercise, and a sentence.
pub type Fault = (String, String);

/// Judges an exercise by what came of each attempt at it.
pub fn judge(exercise: &Exercise, tried: &[(Attempt, Outcome)]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for (attempt, outcome) in tried {
        let said = match attempt.part {
            Part::Starter => starter(exercise, outcome),
            Part::Shuffled if outcome.passes => {
                told("The shuffled lines pass the tests as they are: their order does not matter.")
            }
            Part::Shuffled => None,
            Part::Solution => solution(exercise, attempt, outcome),
            Part::Program => program(exercise, outcome),
            Part::Again => again(tried, outcome),
            Part::Mistake(i) => mistake(exercise, i, attempt, outcome),
        };
        let is_tested = !attempt.part.is_program();
        let said = said.or_else(|| is_tested.then(|| messages(outcome)).flatten());
        faults.extend(said.map(|sentence| (attempt.part.file(exercise.kind), sentence)));
    }
    if exercise.kind == Kind::Predict {
        let printed = tried.first().map_or("", |(_, outcome)| &outcome.printed);
        faults.extend(answers(exercise, printed));
    }
    faults
}

/// The first mistake that shows, counted from 0.
pub fn shown(exercise: &Exercise, code: &str, output: &str) -> Option<usize> {
    exercise.mistakes.iter().position(|mistake| mistake.shows(code, output))
}

fn told(sentence: &str) -> Option<String> {
    Some(sentence.to_string())
}

fn starter(exercise: &Exercise, outcome: &Outcome) -> Option<String> {
    if outcome.passes {
        return told("The starter passes the tests: there is nothing left to do.");
    }
    let has_to_compile = exercise.kind == Kind::Write;
    (has_to_compile && !outcome.compiles)
        .then(|| format!("The starter does not compile: {}.", first_line(&outcome.output)))
}

fn solution(exercise: &Exercise, attempt: &Attempt, outcome: &Outcome) -> Option<String> {
    if !outcome.passes {
        return Some(format!("The solution fails: {}.", first_line(&outcome.output)));
    }
    let shown = shown(exercise, &attempt.code, "")?;
    Some(format!("The solution makes mistake {}: its pattern fits too much.", shown + 1))
}

fn program(exercise: &Exercise, outcome: &Outcome) -> Option<String> {
    if !outcome.passes {
        return Some(format!("The program does not end well: {}.", first_line(&outcome.output)));
    }
    let n_lines = outcome.printed.trim_end().lines().count();
    if exercise.kind == Kind::Predict && !LINES.contains(&n_lines) {
        return Some(format!("One to eight lines are predicted: this program prints {n_lines}."));
    }
    (n_lines == 0).then(|| "The program prints nothing: show in `main` what it does.".to_string())
}

fn again(tried: &[(Attempt, Outcome)], outcome: &Outcome) -> Option<String> {
    let (_, first) = tried.first()?;
    (first.printed != outcome.printed).then(|| {
        "The program does not print the same each time: nobody can predict it.".to_string()
    })
}

fn mistake(exercise: &Exercise, i: usize, attempt: &Attempt, outcome: &Outcome) -> Option<String> {
    if outcome.passes {
        return told("This attempt passes the tests: it makes no mistake.");
    }
    wrong_mistake(i, shown(exercise, &attempt.code, &outcome.output))
}

/// What is wrong where another mistake shows than the one that is made.
fn wrong_mistake(made: usize, shown: Option<usize>) -> Option<String> {
    match shown {
        Some(shown) if shown == made => None,
        Some(shown) => Some(format!(
            "This attempt makes mistake {}, and is told of mistake {} before.",
            made + 1,
            shown + 1
        )),
        None => Some(format!("This attempt makes mistake {}, and is not told so.", made + 1)),
    }
}

/// The examples of wrong answers, and the right one.
fn answers(exercise: &Exercise, printed: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (i, mistake) in exercise.mistakes.iter().enumerate() {
        let said = if is_same(&mistake.example, printed) {
            told("This is the right answer: there is no mistake in it.")
        } else {
            wrong_mistake(i, shown(exercise, "", &mistake.example))
        };
        faults.extend(said.map(|sentence| (Part::Mistake(i).file(Kind::Predict), sentence)));
    }
    if let Some(shown) = shown(exercise, "", printed) {
        let sentence = format!("The right answer makes mistake {}.", shown + 1);
        faults.push(("program.go".to_string(), sentence));
    }
    faults
}

/// Whether each test that failed has told the learner why, in one message.
fn messages(outcome: &Outcome) -> Option<String> {
    if outcome.passes || !outcome.compiles || breaks_off(&outcome.output) {
        return None;
    }
    let said = failures(&outcome.output);
    let failed = || outcome.output.lines().filter_map(failed);
    // A test with others inside of it leaves speaking to them.
    let has_inner = |name: &str| failed().any(|other| other.starts_with(&format!("{name}/")));
    let is_silent = |name: &&str| !has_inner(name) && !said.iter().any(|one| one.test == *name);
    if let Some(name) = failed().find(is_silent) {
        return Some(format!("{name} fails, and does not tell the learner why."));
    }
    let is_sentence = |sentence: &str| sentence.ends_with(['.', '!', '?']);
    if let Some(failure) = said.iter().find(|failure| !is_sentence(&failure.sentence)) {
        return Some(format!(
            "{} does not speak in a sentence: {}.",
            failure.test, failure.sentence
        ));
    }
    let twice = said.iter().zip(said.iter().skip(1)).find(|(a, b)| a.test == b.test);
    twice.map(|(failure, _)| format!("{} says more than one thing at once.", failure.test))
}

/// The name of a test that a line says has failed.
fn failed(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("--- FAIL: ")?.split_whitespace().next()
}

/// Whether a program was ended: Go's own words are then the message.
fn breaks_off(output: &str) -> bool {
    ["panic: ", "fatal error: ", "met a limit"].iter().any(|words| output.contains(words))
}

/// What an output says of its end, or its first line that says something: for a sentence.
pub fn first_line(output: &str) -> String {
    let breaks_off = |line: &&str| ["panic: ", "fatal error: "].iter().any(|w| line.starts_with(w));
    let says = |line: &&str| !line.trim().is_empty() && !line.starts_with(['#', '-', '=']);
    let line = output.lines().find(breaks_off).or_else(|| output.lines().find(says));
    line.unwrap_or("it says nothing").trim().trim_end_matches('.').to_string()
}
