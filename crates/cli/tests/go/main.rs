//! `burrow go …` as a person runs it; what is expected is what Go 1.27's own command prints. The library comes from the GOROOT
//! that the environment names; without one there is nothing to test.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

mod doc;
mod format;
mod programs;
mod testing;
mod vet;

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A folder with the files of an archive: `-- NAME --` stands before each.
fn folder(archive: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for part in archive.split("-- ").skip(1) {
        let (name, text) = part.split_once(" --\n").unwrap();
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Whether there is a library to test with.
fn has_library() -> bool {
    let root = std::env::var_os("GOROOT");
    root.is_some_and(|root| Path::new(&root).join("src/fmt").is_dir())
}

/// What a command prints on its two streams, one after the other, and its exit code.
fn burrow(folder: &Path, args: &str) -> (String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_burrow"));
    let output = command.arg("go").args(args.split(' ')).current_dir(folder).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (String::from_utf8_lossy(&text).into_owned(), output.status.code().unwrap())
}
