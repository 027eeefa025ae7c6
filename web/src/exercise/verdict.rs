//! What a check came to, from what the tests wrote. Knows no browser.

use burrow_course::verdict::{Failure, failures};
use burrow_protocol::go::{Diagnostic, End, How, Limit};

use super::spec::{Mistake, On};

/// What is told of an attempt.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    pub is_solved: bool,
    pub tests: Vec<Test>,
    /// What failed tests say.
    pub failures: Vec<Failure>,
    /// The sentence of the mistake that shows.
    pub mistake: Option<String>,
    pub trouble: Option<Trouble>,
    /// Why it could not be built.
    pub problems: Vec<Diagnostic>,
}

/// A test of the check's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    pub name: String,
    pub state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Passed,
    Failed,
    /// The program broke off before, or while another test ran.
    Unknown,
}

/// Why a program did not come to its own end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    NotBuilt,
    /// It ran for too long.
    Endless,
    Memory,
    Stack,
    /// All its goroutines wait.
    Deadlock,
    /// What it panicked with.
    Panic(String),
}

/// A program that has ended.
#[derive(Clone, Copy, Debug)]
pub struct Ended<'a> {
    pub end: &'a End,
    /// All that it wrote.
    pub output: &'a str,
    pub problems: &'a [Diagnostic],
}

/// Judges an attempt at an exercise whose tests are `check`. `shows` says whether a mistake's pattern
/// is found in a text.
pub fn judge(
    check: &str,
    code: &str,
    ended: Ended,
    mistakes: &[Mistake],
    shows: impl Fn(&Mistake, &str) -> bool,
) -> Verdict {
    let End { how, code: exit, .. } = ended.end;
    if *how == How::Exited && *exit == 0 {
        let tests = names(check).map(|name| Test { name, state: State::Passed }).collect();
        return Verdict { is_solved: true, tests, ..Verdict::default() };
    }
    let output = told(ended);
    let trouble = trouble(ended);
    let mistake = first_shown(mistakes, code, &output, shows);
    let problems = match trouble {
        Some(Trouble::NotBuilt) => ended.problems.to_vec(),
        _ => Vec::new(),
    };
    Verdict {
        is_solved: false,
        tests: tests(check, &output, trouble.is_some()),
        failures: failures(&output),
        mistake,
        trouble,
        problems,
    }
}

/// The sentence of the first mistake that shows.
pub fn first_shown(
    mistakes: &[Mistake],
    code: &str,
    output: &str,
    shows: impl Fn(&Mistake, &str) -> bool,
) -> Option<String> {
    let text = |on| if on == On::Code { code } else { output };
    let shown = mistakes.iter().find(|mistake| shows(mistake, text(mistake.on)))?;
    Some(shown.sentence.clone())
}

/// Why a program did not end as it should; nothing where it did, or where its tests only failed.
pub fn trouble(ended: Ended) -> Option<Trouble> {
    match &ended.end.how {
        How::NotBuilt => Some(Trouble::NotBuilt),
        How::Limit(Limit::Time) => Some(Trouble::Endless),
        How::Limit(Limit::Memory) => Some(Trouble::Memory),
        How::Limit(Limit::Stack) => Some(Trouble::Stack),
        How::Exited if ended.output.contains("all goroutines are asleep - deadlock!") => {
            Some(Trouble::Deadlock)
        }
        How::Exited => panic_of(ended.output).map(Trouble::Panic),
        How::Stopped | How::Failed(_) => None,
    }
}

fn panic_of(output: &str) -> Option<String> {
    let line = output.lines().find_map(|line| line.strip_prefix("panic: "))?;
    Some(line.trim_end_matches(" [recovered, repanicked]").trim_end_matches(" [recovered]").into())
}

/// What the patterns of mistakes are read on, as the course's own check has it.
fn told(ended: Ended) -> String {
    match &ended.end.how {
        How::NotBuilt => ended.problems.iter().map(|problem| line(problem) + "\n").collect(),
        How::Limit(limit) => format!("{}the program met a limit: {limit:?}\n", ended.output),
        _ => ended.output.to_string(),
    }
}

/// A problem as the go command prints it.
pub fn line(problem: &Diagnostic) -> String {
    let Diagnostic { file, start, message, .. } = problem;
    match file.is_empty() {
        true => message.clone(),
        false => format!("./{file}:{}:{}: {message}", start.line, start.column),
    }
}

/// The tests, in the order in which they run, and what became of each.
fn tests(check: &str, output: &str, broke_off: bool) -> Vec<Test> {
    let failed: Vec<&str> = output.lines().filter_map(failed).collect();
    let is_failed = |name: &String| failed.contains(&name.as_str());
    let names: Vec<String> = names(check).collect();
    // Of tests behind the one that broke off nothing is known.
    let known = match broke_off {
        true => names.iter().rposition(is_failed).map_or(0, |last| last + 1),
        false => names.len(),
    };
    let state = |at: usize, name: &String| match is_failed(name) {
        true => State::Failed,
        false if at < known => State::Passed,
        false => State::Unknown,
    };
    let states: Vec<State> = names.iter().enumerate().map(|(at, name)| state(at, name)).collect();
    names.into_iter().zip(states).map(|(name, state)| Test { name, state }).collect()
}

fn names(check: &str) -> impl Iterator<Item = String> {
    check.lines().filter_map(|line| {
        let (name, _) = line.strip_prefix("func ")?.split_once("(t *testing.T)")?;
        name.starts_with("Test").then(|| name.to_string())
    })
}

/// The name of a test of the check's own that a line says has failed.
fn failed(line: &str) -> Option<&str> {
    line.strip_prefix("--- FAIL: ")?.split_whitespace().next()
}

/// A test's name as words: `TestNoPrices` is “No prices”.
pub fn in_words(name: &str) -> String {
    let parts = name.strip_prefix("Test").unwrap_or(name).split('/');
    let words: Vec<String> = parts.map(|part| separate(part).trim().to_string()).collect();
    words.join(": ")
}

/// Words that stood together, each beginning with a capital letter, apart.
fn separate(name: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let begins = letter.is_uppercase() && (before.is_lowercase() || before.is_numeric());
        // An abbreviation keeps its capitals.
        let is_word = letters.peek().is_some_and(|next| next.is_lowercase());
        match letter {
            '_' => words.push(' '),
            _ if begins && is_word => words.extend([' '].into_iter().chain(letter.to_lowercase())),
            _ if begins => words.extend([' ', letter]),
            _ => words.push(letter),
        }
        before = letter;
    }
    words
}

#[cfg(test)]
mod tests {
    use burrow_protocol::go::Severity;

    use super::*;

    const CHECK: &str = "package main\n\nfunc check(t *testing.T, n int) {}\n\nfunc TestOne(t *testing.T) {\n}\n\nfunc TestTwo(t *testing.T) {\n}\n\nfunc TestThree(t *testing.T) {\n}\n";

    fn mistakes() -> Vec<Mistake> {
        let mistake = |on, pattern: &str, sentence: &str| Mistake {
            on,
            pattern: pattern.into(),
            flags: String::new(),
            sentence: sentence.into(),
        };
        vec![mistake(On::Code, "price =", "To add, use +=."), mistake(On::Output, "NaN", "0 by 0.")]
    }

    fn judged(how: How, code: i32, output: &str) -> Verdict {
        let end = End { how, code, steps: 0, ms: 1 };
        let place = burrow_protocol::go::Place { line: 3, column: 9, units: 8 };
        let problem = Diagnostic {
            file: "main.go".into(),
            start: place,
            end: place,
            message: "undefined: NaN".into(),
            severity: Severity::Error,
            code: String::new(),
        };
        let ended = Ended { end: &end, output, problems: &[problem] };
        judge(CHECK, "sum += 1", ended, &mistakes(), |mistake, text| {
            text.contains(&mistake.pattern)
        })
    }

    fn states(verdict: &Verdict) -> Vec<State> {
        verdict.tests.iter().map(|test| test.state).collect()
    }

    #[test]
    fn a_check_that_passes_is_solved() {
        let verdict = judged(How::Exited, 0, "ok\n");
        assert!(verdict.is_solved);
        assert_eq!(states(&verdict), [State::Passed; 3]);
        assert_eq!(verdict.tests[0].name, "TestOne");
    }

    #[test]
    fn a_failed_test_tells_its_sentence_and_the_mistake() {
        let output = "--- FAIL: TestTwo (0.00s)\n    check_test.go:9: The mean is another.\n          want: 2\n          got: NaN\nFAIL\n";
        let verdict = judged(How::Exited, 1, output);
        assert!(!verdict.is_solved && verdict.trouble.is_none());
        assert_eq!(states(&verdict), [State::Passed, State::Failed, State::Passed]);
        assert_eq!(verdict.failures[0].sentence, "The mean is another.");
        assert_eq!(verdict.failures[0].got.as_deref(), Some("NaN"));
        assert_eq!(verdict.mistake.as_deref(), Some("0 by 0."));
    }

    #[test]
    fn what_did_not_run_is_not_said_to_have_passed() {
        let output = "--- FAIL: TestTwo (0.00s)\npanic: index out of range [3] with length 3 [recovered, repanicked]\n\ngoroutine 7 [running]:\n";
        let verdict = judged(How::Exited, 2, output);
        assert_eq!(states(&verdict), [State::Passed, State::Failed, State::Unknown]);
        let panicked = "index out of range [3] with length 3";
        assert_eq!(verdict.trouble, Some(Trouble::Panic(panicked.into())));
        let verdict =
            judged(How::Exited, 2, "fatal error: all goroutines are asleep - deadlock!\n");
        assert_eq!(verdict.trouble, Some(Trouble::Deadlock));
        assert_eq!(states(&verdict), [State::Unknown; 3]);
        let verdict = judged(How::Limit(Limit::Time), 2, "");
        assert_eq!(verdict.trouble, Some(Trouble::Endless));
    }

    #[test]
    fn mistakes_are_looked_for_in_the_compilers_words_too() {
        let verdict = judged(How::NotBuilt, 1, "");
        assert_eq!(verdict.trouble, Some(Trouble::NotBuilt));
        assert_eq!(verdict.mistake.as_deref(), Some("0 by 0."));
        assert_eq!(line(&verdict.problems[0]), "./main.go:3:9: undefined: NaN");
    }

    #[test]
    fn names_of_tests_are_read_as_words() {
        assert_eq!(in_words("TestNoPrices"), "No prices");
        assert_eq!(in_words("TestMany/none_at_all"), "Many: none at all");
        assert_eq!(in_words("TestReadsCSV"), "Reads CSV");
    }
}
