//! Files that must be formatted to what gofmt makes of them.
//!
//! A file that neither tool lists as unformatted is left by both as it is; of the others the outputs are compared.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::{Burrow, Failure};

/// How many files one process formats.
const BATCH: usize = 200;

/// The Go files below `dir`, without tests' data, in batches.
pub fn files(dir: &Path, only: &str) -> Result<Vec<Vec<PathBuf>>> {
    let mut found = Vec::new();
    collect(dir, Path::new(""), &mut found)?;
    found.retain(|path| path.to_string_lossy().contains(only));
    found.sort();
    Ok(found.chunks(BATCH).map(<[PathBuf]>::to_vec).collect())
}

fn collect(dir: &Path, below: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(dir.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            if entry.file_name() != "testdata" {
                collect(dir, &path, found)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "go") {
            found.push(path);
        }
    }
    Ok(())
}

/// The files of a batch that come out otherwise than by gofmt.
pub fn check(burrow: &Burrow, dir: &Path, batch: &[PathBuf]) -> Vec<Failure> {
    match compare(burrow, dir, batch) {
        Ok(failures) => failures,
        Err(why) => {
            vec![(batch[0].clone(), format!("this file or one of the {BATCH} after it: {why:#}"))]
        }
    }
}

fn compare(burrow: &Burrow, dir: &Path, batch: &[PathBuf]) -> Result<Vec<Failure>> {
    let gofmt = || {
        let mut command = Command::new(burrow.goroot.join("bin/gofmt"));
        command.current_dir(dir);
        command
    };
    let theirs = listed(gofmt().arg("-l").args(batch))?;
    let ours = listed(burrow.go(&["fmt", "-l"], dir).args(batch))?;
    let mut failures = Vec::new();
    for path in theirs.union(&ours) {
        let source = || File::open(dir.join(path)).map(Stdio::from);
        let expected = output(gofmt().stdin(source()?))?;
        if output(burrow.go(&["fmt", "-"], dir).stdin(source()?))? != expected {
            failures.push((path.clone(), "other output".to_owned()));
        } else if ours.contains(path) != theirs.contains(path) {
            failures.push((path.clone(), "only one of the two lists it".to_owned()));
        }
    }
    Ok(failures)
}

/// The files that a command lists. Those that are no Go make it fail and are not listed.
fn listed(command: &mut Command) -> Result<BTreeSet<PathBuf>> {
    let text = String::from_utf8(output(command)?).context("names that are not text")?;
    Ok(text.lines().map(PathBuf::from).collect())
}

fn output(command: &mut Command) -> Result<Vec<u8>> {
    let name = command.get_program().to_string_lossy().into_owned();
    Ok(command.output().with_context(|| format!("starting {name}"))?.stdout)
}
