//! Other programs: started, waited for with a sign of life, and their failures put into words.

use std::io::{BufRead, BufReader, ErrorKind};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Error, Result, anyhow, bail};

use crate::steps::in_words;

/// A silent program gives a sign of life this often.
const HEARTBEAT: Duration = Duration::from_secs(30);

/// Runs a program whose output goes to the terminal.
pub fn run(command: &mut Command) -> Result<()> {
    let mut child = command.spawn().map_err(|error| not_started(command, &error))?;
    check(command, wait(&mut child, &name(command))?)
}

/// Runs a program and hands back what it printed; its errors go to the terminal.
pub fn capture(command: &mut Command) -> Result<String> {
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|error| not_started(command, &error))?;
    check(command, output.status)?;
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` printed something that is not text.", name(command)))
}

/// Runs a program whose output goes to the terminal and, line by line, to `look`. Whether it
/// ended well is the answer, not an error.
pub fn watch(command: &mut Command, mut look: impl FnMut(&str)) -> Result<bool> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            look(&line);
        }
    }
    Ok(child.wait()?.success())
}

/// Whether a program can be started and says so with success; nothing is shown.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// A program in the background, ended when the value goes out of scope.
#[derive(Debug)]
pub struct Background(Child);

impl Background {
    pub fn start(command: &mut Command) -> Result<Self> {
        let child = command.spawn().map_err(|error| not_started(command, &error))?;
        Ok(Self(child))
    }

    /// What the program prints, where its output was piped; once.
    pub fn output(&mut self) -> Option<ChildStdout> {
        self.0.stdout.take()
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // Both fail only where the program has already ended, which is what we want.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn wait(child: &mut Child, name: &str) -> Result<ExitStatus> {
    let (ended, clock) = channel::<()>();
    let name = name.to_owned();
    let started = Instant::now();
    let heart = thread::spawn(move || {
        while clock.recv_timeout(HEARTBEAT) == Err(RecvTimeoutError::Timeout) {
            println!("    … {name} is at work, {} so far", in_words(started.elapsed()));
        }
    });
    let status = child.wait();
    drop(ended);
    // The thread only prints: nothing is lost if it could not.
    let _ = heart.join();
    Ok(status?)
}

fn check(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    bail!("`{}` failed ({status}); what it said stands above.", line(command))
}

fn not_started(command: &Command, error: &std::io::Error) -> Error {
    let name = name(command);
    if error.kind() == ErrorKind::NotFound {
        return anyhow!("`{name}` is not on the PATH. {}", how_to_get(&name));
    }
    anyhow!("`{name}` could not be started: {error}.")
}

fn how_to_get(name: &str) -> &'static str {
    match name {
        "node" | "npm" | "npx" => {
            "Install Node.js 20 or later with npm (on Debian: apt-get install nodejs npm), then try again."
        }
        "rustup" | "cargo" | "rustc" => {
            "Install Rust with rustup (https://rustup.rs), then try again."
        }
        _ => "Install it, or see that its folder is on the PATH, then try again.",
    }
}

fn name(command: &Command) -> String {
    let program = command.get_program();
    std::path::Path::new(program).file_name().unwrap_or(program).to_string_lossy().into_owned()
}

/// The program with its first arguments: enough to know it by.
fn line(command: &Command) -> String {
    let args = command.get_args().take(3).map(|arg| arg.to_string_lossy().into_owned());
    [name(command)].into_iter().chain(args).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named_with_what_to_do() {
        let error = run(&mut Command::new("burrow-has-no-such-program")).unwrap_err().to_string();
        assert!(error.starts_with("`burrow-has-no-such-program` is not on the PATH."), "{error}");
        assert!(how_to_get("npm").contains("Node.js 20"));
    }

    #[test]
    fn a_failing_program_is_an_error_that_names_it() {
        let error = run(Command::new("sh").args(["-c", "exit 3"])).unwrap_err().to_string();
        assert!(error.starts_with("`sh -c exit 3` failed (exit status: 3)"), "{error}");
    }

    #[test]
    fn a_watched_program_shows_its_lines_and_its_end() {
        let mut lines = Vec::new();
        let ok = watch(Command::new("sh").args(["-c", "echo one; echo two; exit 1"]), |line| {
            lines.push(line.to_owned());
        });
        assert!(!ok.unwrap());
        assert_eq!(lines, ["one", "two"]);
    }

    #[test]
    fn a_background_program_ends_with_its_value() {
        let mut command = Command::new("sh");
        let command = command.args(["-c", "echo ready; exec sleep 60"]).stdout(Stdio::piped());
        let mut sleeping = Background::start(command).unwrap();
        let mut output = BufReader::new(sleeping.output().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert_eq!(line, "ready\n");
        drop(sleeping);
        // Its output ends because it has: nothing else would close it within the minute.
        let started = Instant::now();
        assert_eq!(output.read_line(&mut line).unwrap(), 0);
        assert!(started.elapsed() < Duration::from_secs(30));
    }
}
