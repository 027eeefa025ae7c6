//! `burrow go fmt`: formats files as gofmt does.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use burrow_go_std::{Chain, Library};
use burrow_go_tools::Formatter;

use super::folders::{below, is_source, pattern};
use super::source::is_go;
use super::{disk, goroot};

/// What to format.
#[derive(clap::Args)]
pub struct Args {
    /// Only print the names of the files that are not formatted; change nothing.
    #[arg(short)]
    list: bool,
    /// Files, folders, or folders with all below (`./...`); the current folder where nothing is named. `-` formats what comes in
    /// and prints it.
    #[arg(allow_hyphen_values = true)]
    paths: Vec<String>,
}

/// Formats files in their places and prints the names of those that change.
pub fn format(args: &Args) -> Result<(), String> {
    let root = goroot::find()?;
    let mut formatter = Formatter::new(move || Chain::default().with(Library::new(root.clone())));
    if args.paths == ["-"] {
        return standard_input(&mut formatter);
    }
    let mut ok = true;
    for path in files(&args.paths)? {
        let name = disk::near(&path);
        let source = fs::read(&path).map_err(|why| format!("{name}: {why}"))?;
        match formatter.file(&name, &source) {
            Ok(text) if text == source => {}
            Ok(text) => {
                println!("{name}");
                if !args.list {
                    fs::write(&path, text).map_err(|why| format!("{name}: {why}"))?;
                }
            }
            Err(refusal) => {
                eprintln!("{refusal}");
                ok = false;
            }
        }
    }
    finish(ok)
}

fn standard_input(formatter: &mut Formatter) -> Result<(), String> {
    let mut source = Vec::new();
    io::stdin().read_to_end(&mut source).map_err(|why| why.to_string())?;
    match formatter.fragment("<standard input>", &source) {
        Ok(text) => io::stdout().write_all(&text).map_err(|why| why.to_string()),
        Err(refusal) => {
            eprintln!("{refusal}");
            finish(false)
        }
    }
}

/// As Go's command ends when gofmt has told of errors.
fn finish(ok: bool) -> Result<(), String> {
    if ok {
        return Ok(());
    }
    eprintln!("exit status 2");
    Err(String::new())
}

/// The files that the words name, tests and files for other systems among them.
fn files(words: &[String]) -> Result<Vec<PathBuf>, String> {
    let here = [".".to_owned()];
    let words = if words.is_empty() { &here } else { words };
    let mut files = Vec::new();
    for word in words {
        let (start, all) = pattern(word);
        let path = Path::new(if start.is_empty() { "." } else { start });
        if path.is_file() && is_go(path) {
            files.push(path.to_path_buf());
        } else if path.is_dir() {
            let folders = if all { below(path) } else { vec![path.to_path_buf()] };
            files.extend(folders.iter().flat_map(|folder| of_folder(folder)));
        } else {
            return Err(format!("stat {}: no such file or folder", path.display()));
        }
    }
    Ok(files)
}

fn of_folder(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let names = disk::names(folder).unwrap_or_default();
    names.into_iter().filter(|name| is_source(name)).map(|name| folder.join(name))
}
