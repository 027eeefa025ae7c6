//! What the test runners say at their ends, added up.

#[derive(Debug, Default)]
pub struct Tally {
    passed: u64,
    failed: u64,
    lines: Vec<String>,
    broken: Vec<String>,
    /// Failures that the runners of the step under way have named.
    named: u64,
}

impl Tally {
    /// Looks at a line of any runner's output, and keeps it if it sums tests up.
    pub fn look(&mut self, line: &str) {
        let line = line.trim();
        let Some((passed, failed)) = libtest(line).or_else(|| playwright(line)) else { return };
        self.passed += passed;
        self.failed += failed;
        self.named += failed;
        self.lines.push(line.to_owned());
    }

    /// A step ended badly. If no test was named for it, the step itself counts as one.
    pub fn broke(&mut self, step: &str) {
        if self.named == 0 {
            self.failed += 1;
        }
        self.named = 0;
        self.broken.push(step.to_owned());
    }

    pub fn failed(&self) -> u64 {
        self.failed
    }

    pub fn print(&self) {
        println!("\nWhat the runners say:");
        for line in &self.lines {
            println!("  {line}");
        }
        for step in &self.broken {
            println!("  failed step: {step}");
        }
        println!("\n{}", self.closing());
    }

    fn closing(&self) -> String {
        format!("{} passed, {} failed", self.passed, self.failed)
    }
}

/// `test result: ok. 3 passed; 0 failed; 1 ignored; …`, from cargo test and wasm-bindgen's runner.
fn libtest(line: &str) -> Option<(u64, u64)> {
    let counts = line.strip_prefix("test result: ")?.split_once(". ")?.1;
    let count = |word: &str| {
        counts.split(';').find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok())
    };
    Some((count("passed")?, count("failed")?))
}

/// `3 passed (1.2m)` or `1 failed`, Playwright's last lines. A test that did not run did not pass.
fn playwright(line: &str) -> Option<(u64, u64)> {
    let (count, rest) = line.split_once(' ')?;
    let count = count.parse().ok()?;
    match rest {
        "failed" | "interrupted" | "did not run" => Some((0, count)),
        // It failed and then passed; only CI tries twice, and Playwright names it.
        "flaky" => Some((count, 0)),
        "skipped" => Some((0, 0)),
        "passed" => Some((count, 0)),
        _ if rest.starts_with("passed (") && rest.ends_with(')') => Some((count, 0)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.look(line));
        tally
    }

    #[test]
    fn all_runners_are_added_up() {
        let tally = tally(&[
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 filtered out",
            "  12 passed (1.2m)",
            "  1 failed",
            "  2 did not run",
            "  3 skipped",
        ]);
        assert_eq!(tally.closing(), "16 passed, 5 failed");
        assert_eq!(tally.lines.len(), 6);
    }

    #[test]
    fn other_lines_say_nothing() {
        let tally = tally(&["test a::b ... ok", "12 apples", "running 3 tests", "3 passed on", ""]);
        assert_eq!(tally.closing(), "0 passed, 0 failed");
        assert!(tally.lines.is_empty());
    }

    #[test]
    fn a_step_that_breaks_without_a_failed_test_counts_as_one() {
        let mut tally = tally(&["4 passed (2s)"]);
        tally.broke("Formatting");
        assert_eq!(tally.closing(), "4 passed, 1 failed");
    }

    #[test]
    fn a_step_that_breaks_by_its_tests_is_not_counted_twice() {
        let mut tally = tally(&["2 failed"]);
        tally.broke("Native tests");
        assert_eq!(tally.closing(), "0 passed, 2 failed");
        tally.broke("Formatting");
        assert_eq!(tally.closing(), "0 passed, 3 failed");
    }
}
