//! `burrow go build`: says what is wrong with a program, in gc's words and order.

use std::path::PathBuf;

use burrow_go_types::objects::PackageId;

use super::report::{MOST, compiles, import_errors};
use super::source::{self, Source};

/// What to check.
#[derive(clap::Args)]
pub struct Args {
    /// Flags of the compiler: `-e` shows all errors, not ten at most.
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    gcflags: String,
    /// Go files, one folder, or one .txtar archive.
    paths: Vec<PathBuf>,
}

/// Checks a program; prints what is wrong with it.
pub fn build(args: &Args) -> Result<(), String> {
    let all = args.gcflags.split_whitespace().any(|flag| flag == "-e");
    check(&mut source::read(&args.paths)?, if all { usize::MAX } else { MOST }).map(|_| ())
}

/// Checks a program that is to be run, as Go's linker does: without a function `main` it does not.
pub fn checked(source: &mut Source) -> Result<PackageId, String> {
    let main = check(source, MOST)?;
    let package = source.program.package(main).name;
    if package.as_str() != "main" {
        return Err(format!("package {} is not a main package", source.title));
    }
    if let Some(missing) = source.program.missing_main(main) {
        eprintln!("# {}\nruntime.main_main·f: {}", source.title, missing.message);
        return Err(String::new());
    }
    Ok(main)
}

fn check(source: &mut Source, most: usize) -> Result<PackageId, String> {
    let main = source.program.check(source.package.clone());
    let missing = import_errors(&source.program);
    missing.iter().for_each(|line| eprintln!("{line}"));
    let title = |path: &str| if path == "main" { source.title.clone() } else { path.to_owned() };
    if missing.is_empty() && compiles(&source.program, most, title) {
        return Ok(main);
    }
    Err(String::new())
}
