//! `cargo xtask conformance DIR`: how much of Go's own `test/` directory our engine gets right.
//!
//! DIR is the `test` folder of any checkout of Go. Programs run through `burrow go run FILE`, as a user would run them; programs
//! that must not compile go through `burrow go build` with `--errors`.

mod errors;
mod list;
mod run;

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
    /// The `test` folder of a checkout of Go.
    dir: PathBuf,
    /// The programs that must not compile, instead of those that must run.
    #[arg(long)]
    errors: bool,
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

/// Runs the programs, prints each failure with its cause, and the sums.
pub fn conformance(project: &Project, args: &Args) -> Result<()> {
    ensure!(args.dir.is_dir(), "{} is no folder", args.dir.display());
    let programs = list::programs(&args.dir, args.errors, &args.only)?;
    if args.list {
        programs.iter().for_each(|program| println!("{}", program.display()));
        println!("{} programs", programs.len());
        return Ok(());
    }
    let tools = Tools::found(project)?;
    let burrow = Burrow {
        program: match &args.burrow {
            Some(path) => path.clone(),
            None => build(project, &tools)?,
        },
        goroot: tools::go_root(project, &tools)?,
    };
    let check = if args.errors { errors::check } else { run::check };
    let failures = all(&programs, |program| check(&burrow, &args.dir, program));
    for (program, why) in &failures {
        println!("FAIL {}: {why}", program.display());
    }
    println!("{} of {} programs pass", programs.len() - failures.len(), programs.len());
    Ok(())
}

/// The native command, and the library that its programs import.
struct Burrow {
    program: PathBuf,
    goroot: PathBuf,
}

impl Burrow {
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

/// Checks all programs, as many at once as there are processors.
fn all(programs: &[PathBuf], check: impl Fn(&Path) -> Outcome + Sync) -> Vec<(PathBuf, String)> {
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    let work = || {
        while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Some(why) = check(program) {
                failures
                    .lock()
                    .unwrap_or_else(|poisoned| poisoned.into_inner())
                    .push((program.clone(), why));
            }
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
