//! The Go worker as it is shipped, in Node: for measuring, and for Go's own test programs.

use std::fs;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use burrow_protocol::go::{End, File, FromGo, Job, Severity, Stream, ToGo};
use burrow_protocol::message::{decode, encode};

use crate::tools::Tools;

const HARNESS: &str = "xtask/go/worker.mjs";

/// A worker in a process of its own, which ends with the value.
pub struct Worker {
    child: Child,
    input: ChildStdin,
    messages: Receiver<FromGo>,
    last: u32,
}

/// What a program wrote, both streams as they came, and how it ended.
pub struct Outcome {
    pub output: Vec<u8>,
    pub end: End,
}

impl Worker {
    /// Starts a worker's script and waits until it can take messages.
    pub fn start(tools: &Tools, script: &Path) -> Result<Self> {
        let mut child = tools
            .command("node")
            .arg(HARNESS)
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("node could not be started.")?;
        let input = child.stdin.take().context("node has no input.")?;
        let output = child.stdout.take().context("node has no output.")?;
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let worker = Self { child, input, messages, last: 0 };
        match worker.receive(Duration::from_secs(60))? {
            FromGo::Ready => Ok(worker),
            other => Err(anyhow!("The worker began with {other:?}.")),
        }
    }

    pub fn send(&mut self, message: &ToGo) -> Result<()> {
        let bytes = encode(message);
        self.input.write_all(&(bytes.len() as u32).to_le_bytes())?;
        self.input.write_all(&bytes)?;
        Ok(self.input.flush()?)
    }

    pub fn receive(&self, limit: Duration) -> Result<FromGo> {
        self.messages.recv_timeout(limit).map_err(|error| match error {
            RecvTimeoutError::Timeout => anyhow!("The worker is silent."),
            RecvTimeoutError::Disconnected => anyhow!("The worker has failed."),
        })
    }

    /// A number for a request.
    pub fn request(&mut self) -> u32 {
        self.last += 1;
        self.last
    }

    /// Runs a program to its end, without input. Errors in it are its output, as gc prints them.
    pub fn run(&mut self, job: Job, limit: Duration) -> Result<Outcome> {
        let request = self.request();
        self.send(&ToGo::Run { request, job })?;
        let until = Instant::now() + limit;
        let mut output = Vec::new();
        loop {
            match self.receive(until.saturating_duration_since(Instant::now()))? {
                FromGo::Output { bytes, stream, .. } if stream != Stream::Notice => {
                    output.extend_from_slice(&bytes);
                }
                FromGo::Checked { diagnostics, .. } => {
                    for one in diagnostics.iter().filter(|one| one.severity == Severity::Error) {
                        let (line, column) = (one.start.line, one.start.column);
                        writeln!(output, "{}:{line}:{column}: {}", one.file, one.message)?;
                    }
                }
                FromGo::Started { .. } => self.send(&ToGo::EndOfInput)?,
                FromGo::Ended { end, .. } => return Ok(Outcome { output, end }),
                FromGo::Refused { why, .. } => bail!("The worker refused: {why}"),
                _ => {}
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Both fail only where it has already ended, which is what we want.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(output: &mut impl Read) -> Option<FromGo> {
    let mut size = [0; 4];
    output.read_exact(&mut size).ok()?;
    let mut bytes = vec![0; u32::from_le_bytes(size) as usize];
    output.read_exact(&mut bytes).ok()?;
    decode(&bytes).ok()
}

/// A program that is one file.
pub fn program(file: &PathBuf) -> Result<Job> {
    let contents = fs::read(file).with_context(|| format!("{} cannot be read.", file.display()))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Job { files: vec![File { name, contents }], ..Job::default() })
}
