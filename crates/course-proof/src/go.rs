//! A real Go, which has to come to the same verdicts as our engine.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use burrow_course::finding::Finding;
use burrow_course::goal::Goal;
use burrow_course::lesson::{Exercise, ProgramFigure};
use burrow_course::verdict::{failures, is_same};
use tempfile::TempDir;

use crate::attempt::{Attempt, Outcome, Part};
use crate::engine::MODULE;
use crate::judge::shown;
use crate::work::{Tried, What};

/// After which a program is taken to hang.
const LIMIT: Duration = Duration::from_secs(20);
/// So often is Go asked again where it says something else: whose turn it is differs from run to run.
const AGAIN: usize = 4;

/// Whether a Go distribution can build programs, and is not its library alone.
pub fn is_here(goroot: &Path) -> bool {
    tool(goroot).is_file()
}

fn tool(goroot: &Path) -> PathBuf {
    goroot.join("bin").join(if cfg!(windows) { "go.exe" } else { "go" })
}

/// Finds fault with what a real Go says otherwise than our engine did.
pub fn compare(tried: &[Tried], folder: &Path, goroot: &Path) -> Result<Vec<Finding>, String> {
    let real = Go::new(goroot)?;
    let mut names = HashMap::new();
    let all = || tried.iter().flat_map(|one| one.attempts.iter().map(move |(a, o)| (one, a, o)));
    for (i, (one, attempt, _)) in all().enumerate() {
        let name = format!("p{i:05}");
        real.write(&name, one, attempt)?;
        names.insert(i, name);
    }
    let tests = real.test("./...")?;
    real.build()?;
    let mut findings = Vec::new();
    for (i, (one, attempt, ours)) in all().enumerate() {
        let name = &names[&i];
        let is_run = attempt.part.is_program() || one.check().is_none();
        let judge = |theirs: &Outcome| match &one.what {
            What::Exercise(exercise) => differs(exercise, attempt, ours, theirs),
            What::Figure(figure) => figure_differs(figure, ours, theirs),
        };
        let first = if is_run { real.run(name)? } else { outcome_of(&tests, name) };
        let mut said = judge(&first);
        for _ in 0..AGAIN {
            if said.is_none() {
                break;
            }
            let again = || real.test(&format!("./{name}")).map(|tests| outcome_of(&tests, name));
            said = judge(&if is_run { real.run(name)? } else { again()? });
        }
        let file = match &one.what {
            What::Exercise(exercise) => attempt.part.file(exercise.kind),
            What::Figure(figure) => {
                figure.program.as_ref().map_or(String::new(), |(name, _)| name.clone())
            }
        };
        findings.extend(said.map(|said| one.finding(folder, &file, said)));
    }
    Ok(findings)
}

fn outcome_of(tests: &HashMap<String, Outcome>, name: &str) -> Outcome {
    tests.get(name).cloned().unwrap_or_default()
}

fn differs(
    exercise: &Exercise,
    attempt: &Attempt,
    ours: &Outcome,
    theirs: &Outcome,
) -> Option<String> {
    if ours.passes != theirs.passes {
        let (passes, fails) = ("passes here and fails with", "fails here and passes with");
        let how = if ours.passes { passes } else { fails };
        return Some(format!("This {how} Go itself."));
    }
    if attempt.part.is_program() {
        return (!is_same(&ours.printed, &theirs.printed))
            .then(|| "Go itself prints something else.".to_string());
    }
    let mistake = |outcome: &Outcome| shown(exercise, &attempt.code, &outcome.output);
    if mistake(ours) != mistake(theirs) && matches!(attempt.part, Part::Mistake(_)) {
        return Some("With Go itself another mistake is told.".to_string());
    }
    if [ours, theirs].iter().any(|outcome| breaks_off(&outcome.output)) {
        return None;
    }
    let said = |outcome: &Outcome| -> Vec<(String, String)> {
        let failures = failures(&outcome.output);
        failures.into_iter().map(|failure| (failure.test, failure.sentence)).collect()
    };
    (said(ours) != said(theirs)).then(|| "With Go itself the tests say something else.".to_string())
}

/// Whether the run ended in the midst of its tests. A goroutine that panics does that, and how far the tests have come by then is
/// a matter of whose turn it is.
fn breaks_off(output: &str) -> bool {
    output.lines().any(|line| line.starts_with("panic: ") || line.starts_with("fatal error: "))
}

/// What does not depend on the order of goroutines has to be the same.
fn figure_differs(figure: &ProgramFigure, ours: &Outcome, theirs: &Outcome) -> Option<String> {
    if matches!(figure.goal, Some(Goal::Deadlock | Goal::NoDeadlock | Goal::Race)) {
        return None;
    }
    let same = ours.passes == theirs.passes && is_same(&ours.printed, &theirs.printed);
    (!same).then(|| "Go itself does something else with this program.".to_string())
}

/// A Go, and a folder with a module in it.
struct Go {
    tool: PathBuf,
    goroot: PathBuf,
    folder: TempDir,
}

impl Go {
    fn new(goroot: &Path) -> Result<Self, String> {
        let folder = tempfile::tempdir()
            .map_err(|error| format!("There is no room for temporary files: {error}."))?;
        let goroot = std::path::absolute(goroot).unwrap_or_else(|_| goroot.to_path_buf());
        let real = Self { tool: tool(&goroot), goroot, folder };
        put(&real.folder.path().join("tests/go.mod"), MODULE)?;
        put(&real.folder.path().join("programs/go.mod"), MODULE)?;
        Ok(real)
    }

    /// Adds what is to be tried, as a package of its own.
    fn write(&self, name: &str, one: &Tried, attempt: &Attempt) -> Result<(), String> {
        let check = one.check().filter(|_| !attempt.part.is_program());
        let module = if check.is_some() { "tests" } else { "programs" };
        let folder = self.folder.path().join(module).join(name);
        put(&folder.join("main.go"), &attempt.code)?;
        if let Some(check) = check {
            put(&folder.join("check_test.go"), check)?;
        }
        one.files().iter().try_for_each(|(name, text)| put(&folder.join(name), text))
    }

    fn command(&self, module: &str, args: &[&str]) -> Result<Output, String> {
        Command::new(&self.tool)
            .args(args)
            .current_dir(self.folder.path().join(module))
            .env("GOROOT", &self.goroot)
            .env("GOTOOLCHAIN", "local")
            .env("GOFLAGS", "-trimpath")
            .output()
            .map_err(|error| format!("{} cannot be run: {error}.", self.tool.display()))
    }

    /// What came of the tests of some packages, by their names.
    fn test(&self, packages: &str) -> Result<HashMap<String, Outcome>, String> {
        let args = ["test", "-vet=off", "-timeout=30s", "-count=1", packages];
        let output = self.command("tests", &args)?;
        let text = String::from_utf8_lossy(&output.stdout);
        let mut outcomes = HashMap::new();
        let mut block = String::new();
        for line in text.split_inclusive('\n') {
            block.push_str(line);
            if let Some((name, passes)) = verdict(line) {
                let output = std::mem::take(&mut block);
                let compiles = !line.contains("[build failed]");
                let outcome = Outcome { compiles, passes, output, printed: String::new() };
                outcomes.insert(name.to_string(), outcome);
            }
        }
        let errors = String::from_utf8_lossy(&output.stderr);
        for part in errors.split("# ").skip(1) {
            let name = part.split([' ', '\n']).next().unwrap_or_default();
            if let Some(outcome) = outcomes.get_mut(name.trim_start_matches("learner/")) {
                outcome.output = format!("# {part}{}", outcome.output);
            }
        }
        Ok(outcomes)
    }

    /// Builds all programs; one that does not compile is missed when it is run.
    fn build(&self) -> Result<(), String> {
        let bin = self.folder.path().join("bin");
        fs::create_dir_all(&bin).map_err(|error| format!("{}: {error}.", bin.display()))?;
        self.command("programs", &["build", "-o", "../bin/", "./..."])?;
        Ok(())
    }

    fn run(&self, name: &str) -> Result<Outcome, String> {
        let program = self.folder.path().join("bin").join(name);
        if !program.is_file() {
            return Ok(Outcome::default());
        }
        let broken = |error| format!("{name} cannot be run: {error}.");
        let mut child = Command::new(&program)
            .current_dir(self.folder.path().join("programs").join(name))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(broken)?;
        let started = Instant::now();
        while child.try_wait().map_err(broken)?.is_none() {
            if started.elapsed() > LIMIT {
                child.kill().map_err(broken)?;
                break;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        let output = child.wait_with_output().map_err(broken)?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let all = format!("{printed}{}", String::from_utf8_lossy(&output.stderr));
        Ok(Outcome { compiles: true, passes: output.status.success(), output: all, printed })
    }
}

/// The package that a line speaks the last word of, and whether it passes.
fn verdict(line: &str) -> Option<(&str, bool)> {
    let (passes, rest) = match line.strip_prefix("ok  \tlearner/") {
        Some(rest) => (true, rest),
        None => (false, line.strip_prefix("FAIL\tlearner/")?),
    };
    Some((rest.split([' ', '\t', '\n']).next()?, passes))
}

fn put(path: &Path, text: &str) -> Result<(), String> {
    let write = || {
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)
    };
    write().map_err(|error| format!("{} cannot be written: {error}.", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_of_a_package_is_its_verdict() {
        assert_eq!(verdict("ok  \tlearner/p00001\t0.002s\n"), Some(("p00001", true)));
        assert_eq!(verdict("FAIL\tlearner/p00002 [build failed]\n"), Some(("p00002", false)));
        assert_eq!(verdict("FAIL\n"), None);
        assert_eq!(verdict("--- FAIL: TestX (0.00s)\n"), None);
    }
}
