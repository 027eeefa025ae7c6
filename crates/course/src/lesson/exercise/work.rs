//! The programs of an exercise: where the learner begins, where it ends, and the tests between.

use regex::Regex;

use super::super::beside::Beside;
use super::Kind;
use super::order::{self, Order};
use crate::finding::Findings;

/// What a learner writes into.
const BLANK: &str = "____";

/// Where an exercise is, and the line of the lesson that says so.
pub struct Place<'a> {
    pub folder: &'a str,
    pub id: &'a str,
    pub line: usize,
}

impl Place<'_> {
    pub fn file(&self, name: &str) -> String {
        format!("{}/{name}", self.folder)
    }
}

/// The programs.
pub struct Work {
    pub starter: String,
    pub solution: String,
    pub check: Option<String>,
    pub order: Option<Order>,
}

/// Reads what belongs to an exercise of this kind.
pub fn read(
    kind: Kind,
    place: &Place<'_>,
    beside: &mut Beside<'_>,
    findings: &mut Findings,
) -> Option<Work> {
    let mut text = |name: &str| beside.text(&place.file(name), place.line, findings);
    if kind == Kind::Predict {
        let program = text("program.go")?;
        check_program(&place.file("program.go"), &program, findings);
        return Some(Work {
            starter: program.clone(),
            solution: program,
            check: None,
            order: None,
        });
    }
    let starter = if kind == Kind::Order { None } else { Some(text("starter.go")) };
    let (solution, check) = (text("solution.go"), text("check_test.go"));
    if let Some(check) = &check {
        check_tests(&place.file("check_test.go"), check, findings);
    }
    let solution = solution?;
    check_program(&place.file("solution.go"), &solution, findings);
    let Some(starter) = starter else {
        let order = order::read(&solution, place, beside, findings)?;
        let (starter, solution) = (order.with(&order.shuffled), order.with(&order.lines));
        return Some(Work { starter, solution, check: Some(check?), order: Some(order) });
    };
    let starter = starter?;
    check_program(&place.file("starter.go"), &starter, findings);
    check_blanks(kind, &starter, &solution, place, findings);
    if starter == solution {
        let sentence = "The starter is the solution: there is nothing left to do.";
        findings.add_in(&place.file("starter.go"), 1, sentence);
    }
    Some(Work { starter, solution, check: Some(check?), order: None })
}

fn check_program(path: &str, program: &str, findings: &mut Findings) {
    if !program.lines().any(|line| line.trim_end() == "package main") {
        findings.add_in(path, 1, "A program opens with `package main`.");
    }
    if !program.contains("func main()") {
        findings.add_in(path, 1, "A program has a `func main()`, so that it can be run by itself.");
    }
}

fn check_blanks(
    kind: Kind,
    starter: &str,
    solution: &str,
    place: &Place<'_>,
    findings: &mut Findings,
) {
    let path = place.file("starter.go");
    let blank = starter.lines().position(|line| line.contains(BLANK));
    match (kind, blank) {
        (Kind::Fill, None) => {
            findings.add_in(&path, 1, "There is nothing to fill: write a blank as `____`.");
        }
        (Kind::Fill, Some(_)) if !fills(starter, solution) => {
            let sentence = "The solution is this text with its blanks filled, and no more.";
            findings.add_in(&path, 1, sentence);
        }
        (Kind::Write | Kind::Fix, Some(i)) => {
            findings.add_in(&path, i + 1, "Blanks `____` are for exercises of the kind fill.");
        }
        _ => {}
    }
}

/// Whether a text is another with something in the place of each blank. How wide the white space
/// within a line is does not matter, since gofmt lines things up anew.
fn fills(starter: &str, solution: &str) -> bool {
    let squeezed = |text: &str| -> String {
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        text.lines().map(words).collect::<Vec<_>>().join("\n")
    };
    let parts: Vec<String> = squeezed(starter).split(BLANK).map(regex::escape).collect();
    let pattern = format!("(?s)^{}$", parts.join(".+?"));
    Regex::new(&pattern).is_ok_and(|pattern| pattern.is_match(&squeezed(solution)))
}

/// Holds the tests to what can be said of them unrun: each tells a learner what is wrong.
fn check_tests(path: &str, check: &str, findings: &mut Findings) {
    if !check.lines().any(|line| line.trim_end() == "package main") {
        findings.add_in(path, 1, "The tests belong to `package main`.");
    }
    if !check.contains("func Test") {
        findings.add_in(path, 1, "There is no test: write a `func TestSomething(t *testing.T)`.");
    }
    for (i, line) in check.lines().enumerate() {
        if let Some(call) = SILENT.iter().find(|call| after_call(line, call).is_some()) {
            let sentence = format!(
                "A failed test speaks through one t.Errorf or t.Fatalf, not through {}.",
                call.trim_end_matches(['(', ')'])
            );
            findings.add_in(path, i + 1, sentence);
        }
        let said = ["t.Errorf(\"", "t.Fatalf(\""].iter().find_map(|call| after_call(line, call));
        if said.is_some_and(|rest| !is_message(rest)) {
            let sentence = "A message is a sentence, then `\\n  input: …`, `\\n  want: …` and \
                            `\\n  got: …` where they make sense, in this order.";
            findings.add_in(path, i + 1, sentence);
        }
    }
}

/// Ways for a test to end or to write without a message.
const SILENT: [&str; 7] =
    ["t.Error(", "t.Fatal(", "t.Log(", "t.Logf(", "t.Skip(", "t.Fail()", "t.FailNow()"];

/// What stands behind a call on `t`, which is no part of a longer name such as `fmt`.
fn after_call<'t>(line: &'t str, call: &str) -> Option<&'t str> {
    let (before, rest) = line.split_once(call)?;
    let is_longer = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.'));
    (!is_longer).then_some(rest)
}

/// Whether a literal, without its first quotation mark, has the shape of a message.
fn is_message(rest: &str) -> bool {
    let end = rest.char_indices().find(|(i, c)| *c == '"' && !rest[..*i].ends_with('\\'));
    let Some((end, _)) = end else { return true };
    let mut lines = rest[..end].split("\\n");
    let sentence = lines.next().unwrap_or_default();
    let mut keys = ["  input: ", "  want: ", "  got: "].into_iter();
    sentence.ends_with(['.', '!', '?']) && lines.all(|line| keys.any(|key| line.starts_with(key)))
}
