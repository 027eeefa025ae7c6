//! Our own Go engine, as learners run it.

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;
use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use burrow_go_session::{Next, Run, Session, World};
use burrow_go_std::Library;
use burrow_protocol::go::{Conditions, Diagnostic, End, File, How, Job, Stream, What};

use crate::attempt::{Attempt, Outcome};

/// Milliseconds after which a program is taken to hang.
const LIMIT: u32 = 20_000;
/// What makes the folder of a program a module.
pub const MODULE: &str = "module learner\n\ngo 1.27\n";

/// The engine, with what it has read of the library so far.
pub struct Engine(Session);

impl Engine {
    /// An engine whose library is that of a Go distribution.
    pub fn new(goroot: &Path) -> Self {
        Self(Session::new(Rc::new(RefCell::new(Library::new(goroot)))))
    }

    /// Tries some code, by its tests or by itself.
    pub fn attempt(
        &mut self,
        attempt: &Attempt,
        check: Option<&str>,
        files: &[(String, String)],
    ) -> Outcome {
        let mut all = program(&attempt.code);
        all.extend(files.iter().map(|(name, text)| file(name, text)));
        let check = check.filter(|_| !attempt.part.is_program());
        all.extend(check.map(|check| file("check_test.go", check)));
        let what = match check {
            Some(_) => What::Tests { pattern: String::new(), verbose: false, bench: None },
            None => What::Program,
        };
        self.run(all, what, attempt.part.seed())
    }

    /// Runs a program by itself under another order of its goroutines.
    pub fn with_seed(&mut self, attempt: &Attempt, seed: u64) -> Outcome {
        self.run(program(&attempt.code), What::Program, seed)
    }

    /// Checks a program and runs it to its end.
    pub fn run(&mut self, files: Vec<File>, what: What, seed: u64) -> Outcome {
        let conditions =
            Conditions { seed: Some(seed), virtual_time: false, limit_ms: Some(LIMIT) };
        let job = Job { files, what, args: Vec::new(), conditions };
        let mut run = match self.0.build(job) {
            Ok(built) => built.start(WORLD),
            Err(found) => {
                let output = found.iter().map(|one| told(one) + "\n").collect();
                return Outcome { output, ..Outcome::default() };
            }
        };
        let (written, end) = finish(&mut run);
        self.0.end(run);
        let text = |wanted: fn(Stream) -> bool| {
            let bytes = written.iter().filter(|(stream, _)| wanted(*stream));
            let bytes: Vec<u8> = bytes.flat_map(|(_, bytes)| bytes.clone()).collect();
            String::from_utf8_lossy(&bytes).into_owned()
        };
        let mut output = text(|_| true);
        if let How::Limit(limit) = &end.how {
            output.push_str(&format!("the program met a limit: {limit:?}\n"));
        }
        let passes = end.how == How::Exited && end.code == 0;
        Outcome { compiles: true, passes, output, printed: text(|stream| stream == Stream::Out) }
    }
}

/// A program of one file.
fn program(code: &str) -> Vec<File> {
    vec![file("go.mod", MODULE), file("main.go", code)]
}

/// A file of a program.
pub fn file(name: &str, text: &str) -> File {
    File { name: name.into(), contents: text.into() }
}

/// A diagnostic as the go command prints it.
fn told(found: &Diagnostic) -> String {
    let Diagnostic { file, start, message, .. } = found;
    if file.is_empty() {
        return message.clone();
    }
    format!("./{file}:{}:{}: {message}", start.line, start.column)
}

fn finish(run: &mut Run) -> (Vec<(Stream, Vec<u8>)>, End) {
    let mut written = Vec::new();
    run.end_input();
    loop {
        let next = run.slice();
        written.extend(run.output().rest());
        match next {
            Next::Again | Next::WantsInput => {}
            Next::Sleeps(until) => {
                let rest = (until - monotonic()).clamp(0, 100_000_000);
                std::thread::sleep(Duration::from_nanos(rest as u64));
            }
            Next::Ended(end) => return (written, end),
        }
    }
}

const WORLD: World = World {
    wall: || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |t| t.as_nanos() as i64),
    monotonic,
    random: |bytes| {
        // A system without a source of randomness leaves the bytes as they are.
        let _ = getrandom::fill(bytes);
    },
};

fn monotonic() -> i64 {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_nanos() as i64 + 1
}
