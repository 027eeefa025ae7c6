//! What is read off a learner's program: whether an answer is what it prints, and what its checks
//! say of it.

/// Whether an answer is what a program prints, but for white space at the ends of lines and of the
/// whole.
pub fn is_same(answer: &str, output: &str) -> bool {
    fn lines(text: &str) -> impl Iterator<Item = &str> {
        text.trim().lines().map(str::trim_end)
    }
    lines(answer).eq(lines(output))
}

/// A check that failed, in its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failure {
    /// The name of the check, such as `TestNoFlowers`.
    pub test: String,
    /// What is wrong, in one sentence for the learner.
    pub sentence: String,
    /// What the learner's code was given, should have answered, and did answer.
    pub input: Option<String>,
    pub want: Option<String>,
    pub got: Option<String>,
}

impl Failure {
    fn field(&mut self, key: &str) -> Option<&mut Option<String>> {
        Some(match key {
            "input" => &mut self.input,
            "want" => &mut self.want,
            "got" => &mut self.got,
            _ => return None,
        })
    }
}

/// The failed checks in what `go test` prints, in its order. A check writes one message,
/// `Sentence.\n  input: …\n  want: …\n  got: …`; lines that do not matter to it are left out. What
/// is not of this form, such as a panic, is passed over.
pub fn failures(output: &str) -> Vec<Failure> {
    let mut failures: Vec<Failure> = Vec::new();
    let mut test = "";
    let mut open: Option<Open> = None;
    for line in output.lines() {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        if let Some(name) = opened(text) {
            (test, open) = (name, None);
        } else if let Some(sentence) = message(text).filter(|_| indent >= 4) {
            let (test, sentence) = (test.to_string(), sentence.to_string());
            failures.push(Failure { test, sentence, ..Failure::default() });
            open = Some(Open { indent, field: None });
        } else if let (Some(open), Some(failure)) = (&mut open, failures.last_mut())
            && indent >= open.indent + 4
        {
            open.take(text, failure);
        } else if !text.is_empty() {
            open = None;
        }
    }
    failures
}

/// A message of which more lines may come.
struct Open {
    indent: usize,
    /// The last line that has a name.
    field: Option<&'static str>,
}

impl Open {
    fn take(&mut self, text: &str, failure: &mut Failure) {
        for key in ["input", "want", "got"] {
            if let Some(value) = text.strip_prefix(key).and_then(|rest| rest.strip_prefix(':'))
                && let Some(field) = failure.field(key)
            {
                *field = Some(value.trim_start().to_string());
                self.field = Some(key);
                return;
            }
        }
        // A value may have several lines.
        match self.field.and_then(|key| failure.field(key)) {
            Some(Some(value)) => {
                value.push('\n');
                value.push_str(text);
            }
            _ => {
                failure.sentence.push(' ');
                failure.sentence.push_str(text);
            }
        }
    }
}

/// The name of the check that a line speaks of.
fn opened(text: &str) -> Option<&str> {
    let rest = ["--- FAIL: ", "=== RUN ", "=== NAME "].iter().find_map(|s| text.strip_prefix(s))?;
    rest.split_whitespace().next()
}

/// What stands behind `check_test.go:12: `.
fn message(text: &str) -> Option<&str> {
    let (place, rest) = text.split_once("_test.go:")?;
    let (line, sentence) = rest.split_once(": ")?;
    let is_place = !place.contains(' ') && line.bytes().all(|b| b.is_ascii_digit());
    is_place.then_some(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_at_ends_does_not_matter() {
        assert!(is_same("1 \r\n2\n\n", "1\n2\n"));
        assert!(!is_same("1\n2", "12\n"));
        assert!(!is_same("1  2", "1 2\n"));
        assert!(!is_same("", "1\n"));
    }

    /// What Go 1.27 prints.
    const PRINTED: &str = "\
--- FAIL: TestOne (0.00s)
    check_test.go:14: Each species should have its own count.
          input: [\"setosa\"]
          want: map[setosa:1]
          got: map[]
--- FAIL: TestMany (0.00s)
    --- FAIL: TestMany/none (0.00s)
        check_test.go:20: The picture is another.
              got: #.
            .#
panic: assignment to entry in nil map [recovered]
\tpanic: assignment to entry in nil map

goroutine 7 [running]:
main.CountSpecies(0x1)
\t/tmp/x/main.go:9 +0x20
FAIL\tlearner\t0.004s
FAIL
";

    #[test]
    fn a_failed_check_says_what_was_wrong() {
        let failures = failures(PRINTED);
        let told = |text: &str| Some(text.to_string());
        assert_eq!(failures.len(), 2);
        assert_eq!(
            failures[0],
            Failure {
                test: "TestOne".into(),
                sentence: "Each species should have its own count.".into(),
                input: told("[\"setosa\"]"),
                want: told("map[setosa:1]"),
                got: told("map[]"),
            }
        );
        assert_eq!(failures[1].test, "TestMany/none");
        assert_eq!((&failures[1].want, &failures[1].got), (&None, &told("#.\n.#")));
    }

    #[test]
    fn what_is_no_failed_check_says_nothing() {
        assert_eq!(failures("ok  \tlearner\t0.003s\n"), []);
        assert_eq!(failures("# learner\n./check_test.go:3:5: undefined: Mean\n"), []);
        assert_eq!(failures(""), []);
    }
}
