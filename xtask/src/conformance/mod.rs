//! `cargo xtask conformance DIR`: how much of Go's own `test/` directory our engine gets right.
//!
//! DIR is the `test` folder of any checkout of Go. Programs run through `burrow go run FILE`, as a user would run them; programs
//! that must not compile go through `burrow go build` with `--errors`. With `--format`, DIR is any folder: what `burrow go fmt`
//! makes of its files is compared with what gofmt makes of them. With `--wasm`, the programs that must run do so on the Go worker.

mod errors;
mod format;
mod list;
mod run;
mod wasm;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, ensure};

use crate::project::Project;
use crate::shell;
use crate::tools::{self, Tools};

/// What to run.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The `test` folder of a checkout of Go; any folder with `--format`.
    dir: PathBuf,
    /// The programs that must not compile, instead of those that must run.
    #[arg(long)]
    errors: bool,
    /// Format the files below DIR, tests' data left out, and compare with gofmt.
    #[arg(long, conflicts_with = "errors")]
    format: bool,
    /// Run the programs on the Go worker as it is shipped, in Node.
    #[arg(long, conflicts_with_all = ["errors", "format"])]
    wasm: bool,
    /// Only programs whose path contains this.
    #[arg(long, default_value = "")]
    only: String,
    /// Only list the programs.
    #[arg(long)]
    list: bool,
    /// A built `burrow` to use, instead of building it.
    #[arg(long)]
    burrow: Option<PathBuf>,
}

/// What became of one program: why it failed, or nothing.
type Outcome = Option<String>;

/// A file, and why it failed.
type Failure = (PathBuf, String);

/// Runs the programs, prints each failure with its cause, and the sums.
pub fn conformance(project: &Project, args: &Args) -> Result<()> {
    ensure!(args.dir.is_dir(), "{} is no folder", args.dir.display());
    if args.format {
        let batches = format::files(&args.dir, &args.only)?;
        let burrow = Burrow::new(project, args)?;
        let count = batches.iter().map(Vec::len).sum();
        let failures = all(&batches, |batch| format::check(&burrow, &args.dir, batch));
        tell(&failures, count, "files come out as by gofmt");
        return Ok(());
    }
    let programs = list::programs(&args.dir, args.errors, &args.only)?;
    if args.list {
        programs.iter().for_each(|program| println!("{}", program.display()));
        println!("{} programs", programs.len());
        return Ok(());
    }
    if args.wasm {
        let workers = wasm::Workers::new(project)?;
        let check = |program: &PathBuf| workers.check(&args.dir, program);
        let failures = all(&programs, |program| {
            check(program).map(|why| (program.clone(), why)).into_iter().collect()
        });
        tell(&failures, programs.len(), "programs pass in wasm");
        return Ok(());
    }
    let burrow = Burrow::new(project, args)?;
    let check = if args.errors { errors::check } else { run::check };
    let failures = all(&programs, |program| {
        check(&burrow, &args.dir, program).map(|why| (program.clone(), why)).into_iter().collect()
    });
    tell(&failures, programs.len(), "programs pass");
    Ok(())
}

fn tell(failures: &[Failure], count: usize, what: &str) {
    for (path, why) in failures {
        println!("FAIL {}: {why}", path.display());
    }
    println!("{} of {count} {what}", count - failures.len());
}

/// The native command, and the library that its programs import.
struct Burrow {
    program: PathBuf,
    goroot: PathBuf,
}

impl Burrow {
    fn new(project: &Project, args: &Args) -> Result<Self> {
        let tools = Tools::found(project)?;
        let program = match &args.burrow {
            Some(path) => std::path::absolute(path)?,
            None => build(project, &tools)?,
        };
        Ok(Self { program, goroot: tools::go_root(project, &tools)? })
    }

    /// `burrow go …` in a folder.
    fn go(&self, args: &[&str], folder: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("go").args(args).env("GOROOT", &self.goroot).current_dir(folder);
        command
    }
}

fn build(project: &Project, tools: &Tools) -> Result<PathBuf> {
    let mut cargo = tools.command("cargo");
    shell::run(cargo.args(["build", "--release", "-p", "burrow-cli", "--no-default-features"]))?;
    Ok(project.target.join("release/burrow"))
}

/// Checks all items, as many at once as there are processors.
fn all<T: Sync>(items: &[T], check: impl Fn(&T) -> Vec<Failure> + Sync) -> Vec<Failure> {
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    let work = || {
        while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
            let found = check(item);
            failures.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).extend(found);
        }
    };
    let count = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..count {
            scope.spawn(work);
        }
    });
    let mut failures = failures.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    failures.sort();
    failures
}

/// A file's text, whatever its bytes.
fn read(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
