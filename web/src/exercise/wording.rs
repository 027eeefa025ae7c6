//! What is said of an attempt. Knows no browser.

use super::predict::Line;
use super::verdict::{State, Trouble, Verdict};
use crate::model::format;
use crate::words::{Key, fill, plural, text};

/// What a check came to, in a sentence.
pub fn headline(verdict: &Verdict) -> String {
    if let Some(trouble) = &verdict.trouble {
        return told(trouble);
    }
    let n = verdict.tests.len() as u64;
    if verdict.is_solved {
        let key = plural(n, Key::ExerciseSolvedOne, Key::ExerciseSolvedOther);
        return fill(key, &[("n", &format::whole(n))]);
    }
    let passed = verdict.tests.iter().filter(|test| test.state == State::Passed).count() as u64;
    fill(Key::ExercisePass, &[("n", &format::whole(passed)), ("all", &format::whole(n))])
}

/// Why a program broke off, and what that means.
pub fn told(trouble: &Trouble) -> String {
    match trouble {
        Trouble::NotBuilt => text(Key::ExerciseNotBuilt).to_string(),
        Trouble::Endless => text(Key::ExerciseEndless).to_string(),
        Trouble::Memory => text(Key::ExerciseMemory).to_string(),
        Trouble::Stack => text(Key::ExerciseStack).to_string(),
        Trouble::Deadlock => text(Key::ExerciseDeadlock).to_string(),
        Trouble::Panic(message) => fill(Key::ExercisePanic, &[("message", message)]),
    }
}

pub fn state(state: State) -> &'static str {
    text(match state {
        State::Passed => Key::ExerciseTestPassed,
        State::Failed => Key::ExerciseTestFailed,
        State::Unknown => Key::ExerciseTestUnknown,
    })
}

/// How much of a prediction is right.
pub fn prediction(lines: &[Line]) -> String {
    use super::predict::State;
    if lines.is_empty() {
        return text(Key::ExerciseForeseen).to_string();
    }
    let count = |state| lines.iter().filter(|line| line.state == state).count() as u64;
    let all = lines.len() as u64 - count(State::Surplus);
    let (right, all) = (format::whole(count(State::Right)), format::whole(all));
    fill(Key::ExerciseLinesRight, &[("n", &right), ("all", &all)])
}

pub fn line(line: &Line) -> &'static str {
    use super::predict::State;
    text(match line.state {
        State::Right => Key::ExerciseLineRight,
        State::Wrong => Key::ExerciseLineWrong,
        State::Missing => Key::ExerciseLineMissing,
        State::Surplus => Key::ExerciseLineSurplus,
    })
}

#[cfg(test)]
mod tests {
    use super::super::predict::differences;
    use super::super::verdict::Test;
    use super::*;
    use crate::words::{Lang, speaking};

    #[test]
    fn a_check_is_told_in_a_sentence() {
        let test = |state| Test { name: "TestOne".into(), state };
        let mut verdict = Verdict {
            tests: vec![test(State::Passed), test(State::Failed), test(State::Passed)],
            ..Verdict::default()
        };
        assert_eq!(headline(&verdict), "Tests that pass: 2 of 3.");
        verdict.trouble = Some(Trouble::Panic("no".into()));
        assert!(headline(&verdict).contains("no"));
        let solved =
            Verdict { is_solved: true, tests: vec![test(State::Passed)], ..Verdict::default() };
        speaking(Lang::De, || assert!(headline(&solved).starts_with("Gelöst")));
    }

    #[test]
    fn a_prediction_is_counted_by_what_the_program_prints() {
        assert_eq!(prediction(&differences("1\n3\n4", "1\n2")), "Lines that are right: 1 of 2.");
        assert_eq!(prediction(&[]), "Right: that is what the program prints.");
    }
}
