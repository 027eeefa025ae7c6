//! Folders with Go files, as the go command finds them for a word such as `./...`.

use std::path::{Path, PathBuf};

use super::disk;
use super::source::is_go;

/// A word without its `...`, and whether it had them: then what lies below is meant too.
pub fn pattern(word: &str) -> (&str, bool) {
    match word.strip_suffix("...") {
        Some(start) => (start.strip_suffix('/').unwrap_or(start), true),
        None => (word, false),
    }
}

/// The folders with Go files in and below a folder; those of other modules, tests' data and hidden ones are left out.
pub fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(folder, &mut found);
    found
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let names = disk::names(folder).unwrap_or_default();
    if names.iter().any(|name| is_source(name)) {
        found.push(folder.to_path_buf());
    }
    for name in names {
        let below = folder.join(&name);
        let left_out = name.starts_with(['_', '.']) || name == "testdata" || name == "vendor";
        if below.is_dir() && !left_out && !below.join("go.mod").is_file() {
            walk(&below, found);
        }
    }
}

/// Whether a file belongs to a package, by its name.
pub fn is_source(name: &str) -> bool {
    is_go(Path::new(name)) && !name.starts_with(['_', '.'])
}
