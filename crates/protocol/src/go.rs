//! The two enums that cross between the page and the Go worker; their bytes are made and read by
//! [`message::encode`](crate::message::encode) and [`message::decode`](crate::message::decode).
//!
//! The worker has one program at a time: a new [`ToGo::Run`] or [`ToGo::Debug`] stops the one before it. Each of them
//! gets one [`FromGo::Checked`], then, where nothing was wrong, one [`FromGo::Started`], and in any case one
//! [`FromGo::Ended`], which is the last that is heard of it.

use burrow_go_trace::{Command, Settings, State};
use serde::{Deserialize, Serialize};

use crate::message::Request;
use crate::stages::Stages;

/// A file of a program, or a file that the program finds in its folder when it runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// A path below the program's folder, such as `main.go` or `shapes/circle.go`.
    pub name: String,
    /// Any bytes: what is no Go is a diagnostic.
    #[serde(with = "serde_bytes")]
    pub contents: Vec<u8>,
}

/// A place in a file, as gc counts and as an editor counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Counted from 1.
    pub line: u32,
    /// In bytes, counted from 1.
    pub column: u32,
    /// UTF-16 units before it in its line.
    pub units: u32,
}

/// Go's keywords (specification, “Keywords”): what may be completed, and what stands out in a source.
pub const KEYWORDS: [&str; 25] = [
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];

/// What of a program is to run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// Its function `main`.
    #[default]
    Program,
    /// What its files `*_test.go` hold; the flags are those of `go test`.
    Tests {
        /// `-run`: a regular expression; empty for all.
        pattern: String,
        /// `-v`.
        verbose: bool,
        /// `-bench`: a regular expression; none for no benchmarks.
        bench: Option<String>,
    },
}

/// How a program is to run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditions {
    /// What all that is random in a run comes from; none for another run each time.
    pub seed: Option<u64>,
    /// Time stands still while the program runs and jumps ahead when it sleeps.
    pub virtual_time: bool,
    /// Milliseconds that it may take; none for as long as it wants.
    pub limit_ms: Option<u32>,
}

/// A program and how it runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    pub files: Vec<File>,
    pub what: What,
    /// Its arguments, without its own name.
    pub args: Vec<String>,
    pub conditions: Conditions,
}

/// Page to worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToGo {
    /// Says what is wrong with a program.
    Check { request: Request, files: Vec<File> },
    /// Checks a program and runs it.
    Run { request: Request, job: Job },
    /// Checks a program and halts before its first statement.
    Debug { request: Request, job: Job, settings: Settings },
    /// Standard input of the running program.
    Input {
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// There will be no more of it.
    EndOfInput,
    /// Ends the running program.
    Stop,
    /// Moves the halted program; a [`FromGo::State`] answers.
    Step(Command),
    /// Changes where the program halts by itself.
    Settings(Settings),
    /// Formats a source as gofmt does.
    Format { request: Request, file: File },
    /// Asks what may stand at a place.
    Complete { request: Request, files: Vec<File>, file: String, place: Place },
    /// Asks what a program of one file becomes on its way to the machine.
    Stages { request: Request, file: File },
}

/// How much of a matter a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Severity {
    /// The program cannot run.
    Error,
    /// `go vet` would say it.
    Warning,
}

/// Something about a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// As the file was named; empty where it is about no file.
    pub file: String,
    pub start: Place,
    /// Behind its last character; `start` where that is not known.
    pub end: Place,
    /// In gc's words, without the place; further lines begin with a tab.
    pub message: String,
    pub severity: Severity,
    /// What an explanation is found by: a name of Go's `internal/types/errors`, or `Syntax`.
    pub code: String,
}

/// Where output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stream {
    Out,
    Err,
    /// A line of ours, such as that some output was left out.
    Notice,
}

/// A limit that ended a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limit {
    /// [`Conditions::limit_ms`].
    Time,
    /// The memory of a program; it has said so in Go's words.
    Memory,
    /// A stack; it has said so in Go's words.
    Stack,
}

/// Why a program is no longer there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    /// It did not begin: the diagnostics say why.
    NotBuilt,
    /// By itself: it returned, called `os.Exit`, panicked, or all its goroutines waited for each other.
    Exited,
    /// By [`ToGo::Stop`], or another program took its place.
    Stopped,
    Limit(Limit),
    /// The engine broke off, or the library could not be fetched; a sentence for people.
    Failed(String),
}

/// The end of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    pub how: How,
    /// As Go's own: 0, 1 where it was not built, 2 after a panic, or what `os.Exit` was told.
    pub code: i32,
    /// Steps of the machine; equal for two seeded runs in virtual time.
    pub steps: u64,
    /// Milliseconds from start to end.
    pub ms: u32,
}

/// What kind of thing a completion names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    Keyword,
    Package,
    Type,
    Func,
    Method,
    Field,
    Var,
    Const,
}

/// What may stand at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    pub label: String,
    pub kind: Kind,
    /// Its signature, type or value, as Go writes it; of a package its import path.
    pub detail: String,
    /// The first paragraph of its documentation; empty if there is none.
    pub doc: String,
    /// The import path that is needed for it and not there yet.
    pub import: Option<String>,
}

/// Worker to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromGo {
    /// The worker can take messages.
    Ready,
    /// Bytes of the library that have come, of those that are needed now.
    Loading {
        loaded: u64,
        total: u64,
    },
    /// What is wrong with a program, in gc's order, at most ten errors; nothing but warnings where it can run.
    Checked {
        request: Request,
        diagnostics: Vec<Diagnostic>,
    },
    /// The program runs.
    Started {
        request: Request,
    },
    /// Some output, at most sixty times a second.
    Output {
        request: Request,
        stream: Stream,
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// The program waits for [`ToGo::Input`].
    WantsInput {
        request: Request,
    },
    /// A program that is stepped through has halted. Its end is one more halt, from which it can be moved back: it is
    /// [`FromGo::Ended`] only when it is stopped.
    State {
        request: Request,
        state: Box<State>,
    },
    Ended {
        request: Request,
        end: End,
    },
    /// The source as gofmt has it, or why it cannot be formatted.
    Formatted {
        request: Request,
        outcome: Result<String, Vec<Diagnostic>>,
    },
    /// What may stand at a place, instead of what stands between `from` and there.
    Completions {
        request: Request,
        from: Place,
        items: Vec<Completion>,
    },
    /// What a file becomes on its way to the machine.
    Stages {
        request: Request,
        stages: Box<Stages>,
    },
    /// A message could not be followed; nothing was changed. `why` is for people.
    Refused {
        request: Option<Request>,
        why: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{decode, encode};

    #[test]
    fn messages_survive_their_bytes() {
        let file = File { name: "main.go".into(), contents: vec![0, 255, b'p'] };
        let what = What::Tests { pattern: "^TestX$".into(), verbose: true, bench: None };
        let job = Job { files: vec![file], what, ..Job::default() };
        let run = ToGo::Run { request: 7, job };
        assert_eq!(decode::<ToGo>(&encode(&run)), Ok(run));
        let place = Place { line: 3, column: 9, units: 7 };
        let diagnostic = Diagnostic {
            file: "main.go".into(),
            start: place,
            end: place,
            message: "undefined: x".into(),
            severity: Severity::Error,
            code: "UndeclaredName".into(),
        };
        let formatted = FromGo::Formatted { request: 7, outcome: Err(vec![diagnostic]) };
        assert_eq!(decode::<FromGo>(&encode(&formatted)), Ok(formatted));
    }
}
