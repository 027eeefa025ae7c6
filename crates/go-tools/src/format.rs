//! gofmt, to the byte: Go's own printer, on the machine.

use std::fmt;

use burrow_go_std::Chain;
use burrow_go_syntax::Place;

use crate::service::Service;

/// The program that formats: what it imports has to be there.
pub const PROGRAM: &str = include_str!("../go/format.go");

/// Formats sources; the printer is kept ready from one to the next.
pub struct Formatter {
    service: Service,
}

/// Why a source cannot be formatted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// What is wrong with it, in the words of Go's parser.
    Syntax(Vec<SyntaxError>),
    /// The printer itself failed, or is not there; why.
    Broken(String),
}

/// One error and its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub message: String,
}

impl Formatter {
    /// A formatter that finds Go's library in `packages` (it needs `go/format`). It is made ready by the first source.
    pub fn new(packages: impl Fn() -> Chain + 'static) -> Formatter {
        Formatter { service: Service::new(PROGRAM, packages) }
    }

    /// What gofmt makes of a file. `name` stands in the places of errors.
    pub fn file(&mut self, name: &str, source: &[u8]) -> Result<Vec<u8>, Refusal> {
        self.ask(b'f', name, source)
    }

    /// As [`Formatter::file`], also for some declarations or statements alone, as gofmt treats its standard input.
    pub fn fragment(&mut self, name: &str, source: &[u8]) -> Result<Vec<u8>, Refusal> {
        self.ask(b's', name, source)
    }

    fn ask(&mut self, kind: u8, name: &str, source: &[u8]) -> Result<Vec<u8>, Refusal> {
        let request = [&[kind], name.as_bytes(), &[0], source].concat();
        let mut answer = self.service.ask(&request).map_err(Refusal::Broken)?;
        match answer.first() {
            Some(b'+') => Ok(answer.split_off(1)),
            _ => Err(Refusal::Syntax(errors(&String::from_utf8_lossy(&answer)))),
        }
    }
}

/// An error is a line; its parts are apart by zero bytes.
fn errors(answer: &str) -> Vec<SyntaxError> {
    let error = |line: &str| {
        let mut parts = line.splitn(4, '\0');
        let (file, mut number) = (parts.next()?.into(), || parts.next()?.parse().ok());
        let place = Place { file, line: number()?, column: number()? };
        Some(SyntaxError { place, message: parts.next()?.to_owned() })
    };
    answer.trim_start_matches('-').lines().filter_map(error).collect()
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Refusal::Syntax(errors) => {
                let lines =
                    errors.iter().map(|error| format!("{}: {}", error.place, error.message));
                f.write_str(&lines.collect::<Vec<_>>().join("\n"))
            }
            Refusal::Broken(why) => f.write_str(why.trim_end()),
        }
    }
}
