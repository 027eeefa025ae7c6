//! Reads all Go files below the given paths, shows what is wrong in them as gc does, and says how fast it went:
//! `cargo run --release -p burrow-go-syntax --example parse -- [--lazy] $GOROOT/src`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use burrow_go_syntax::{NodeIds, ParseOptions, Sources, parse_file};

fn main() {
    let mut options = ParseOptions::default();
    let mut files = Vec::new();
    for arg in std::env::args().skip(1) {
        match arg.as_str() {
            "--lazy" => options.lazy_bodies = true,
            path => collect(Path::new(path), &mut files),
        }
    }
    let (mut lines, mut bytes, mut wrong) = (0, 0, 0);
    let mut spent = Duration::ZERO;
    for path in files {
        let Ok(text) = fs::read(&path) else { continue };
        lines += text.iter().filter(|&&byte| byte == b'\n').count();
        bytes += text.len();
        let start = Instant::now();
        let (mut sources, mut ids, mut errors) =
            (Sources::default(), NodeIds::default(), Vec::new());
        let base = sources.add_bytes(&path.to_string_lossy(), &text);
        let file = parse_file(&mut sources, base, &mut ids, options, &mut errors);
        drop(file);
        spent += start.elapsed();
        errors.sort_by_key(|error| error.span.start);
        wrong += errors.len();
        for error in errors {
            let place = sources.place(error.span.start);
            println!(
                "{}: {}",
                place.map_or_else(String::new, |place| place.to_string()),
                error.message
            );
        }
    }
    let seconds = spent.as_secs_f64();
    eprintln!(
        "{wrong} errors, {lines} lines, {:.1} MB, {seconds:.2} s: {:.2} million lines/s, {:.0} MB/s",
        bytes as f64 / 1e6,
        lines as f64 / seconds / 1e6,
        bytes as f64 / seconds / 1e6,
    );
}

/// The Go files below `path`, but none that a test of the toolchain keeps on purpose wrong.
fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_dir() {
        if path.file_name().is_some_and(|name| name == "testdata") {
            return;
        }
        let Ok(entries) = fs::read_dir(path) else { return };
        let mut entries: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        entries.sort();
        entries.iter().for_each(|entry| collect(entry, files));
    } else if path.extension().is_some_and(|extension| extension == "go") {
        files.push(path.into());
    }
}
