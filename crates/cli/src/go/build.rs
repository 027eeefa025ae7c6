//! `burrow go build`: says what is wrong with a program, in gc's words and order.

use std::path::PathBuf;

use burrow_go_syntax::Diagnostic;
use burrow_go_types::Program;
use burrow_go_types::objects::PackageId;

use super::source::{self, Source};

/// How many messages are shown, as gc limits them.
const MOST: usize = 10;

/// What to check.
#[derive(clap::Args)]
pub struct Args {
    /// Flags of the compiler: `-e` shows all errors, not ten at most.
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    gcflags: String,
    /// Go files, or one folder.
    paths: Vec<PathBuf>,
}

/// Checks a program; prints what is wrong with it.
pub fn build(args: &Args) -> Result<(), String> {
    let all = args.gcflags.split_whitespace().any(|flag| flag == "-e");
    check(&mut source::read(&args.paths)?, all).map(|_| ())
}

/// Checks a program that is to be run.
pub fn checked(source: &mut Source) -> Result<PackageId, String> {
    check(source, false)
}

fn check(source: &mut Source, all: bool) -> Result<PackageId, String> {
    let main = source.program.check(source.package.clone());
    let lines = report(&source.program, all);
    if lines.is_empty() {
        return Ok(main);
    }
    eprintln!("# {}", source.title);
    lines.iter().for_each(|line| eprintln!("{line}"));
    Err(String::new())
}

/// The messages as gc prints them.
fn report(program: &Program, all: bool) -> Vec<String> {
    let found = program.diagnostics();
    let place = |diagnostic: &Diagnostic| {
        let place = program.sources.place(diagnostic.span.start);
        place.map_or(String::new(), |place| format!("{place}: "))
    };
    let shown = found.iter().take(if all { usize::MAX } else { MOST });
    let mut lines: Vec<String> = shown.map(|one| place(one) + &one.message).collect();
    if !all && lines.len() == MOST {
        lines.push(place(&found[MOST - 1]) + "too many errors");
    }
    lines
}
