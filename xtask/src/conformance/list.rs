//! Which programs of Go's `test/` directory are meant.

use std::path::{Path, PathBuf};

use anyhow::Result;

/// What no page can offer: other processes, C, and the packages that only Go's own tests know.
const OUT_OF_REACH: [&str; 6] =
    ["os/exec", "runtime/cgo", "syscall", "syscall/js", "runtime/pprof", "internal/"];

/// The programs of one file that begin with `// run` (or `// errorcheck`) alone and import what a learner meets, as paths below
/// `dir`.
pub fn programs(dir: &Path, errors: bool, only: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(dir, Path::new(""), errors, &mut found)?;
    found.retain(|path| path.to_string_lossy().contains(only));
    found.sort();
    Ok(found)
}

fn collect(dir: &Path, below: &Path, errors: bool, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(dir.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            // A folder NAME.dir belongs to NAME.go, which names several packages.
            if path.extension().is_none_or(|extension| extension != "dir") {
                collect(dir, &path, errors, found)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "go") {
            let text = super::read(&dir.join(&path))?;
            if wanted(&text, errors) {
                found.push(path);
            }
        }
    }
    Ok(())
}

fn wanted(text: &str, errors: bool) -> bool {
    let directive = if errors { "// errorcheck" } else { "// run" };
    let marked = text.lines().any(|line| line.trim_end() == directive);
    marked && (errors || !OUT_OF_REACH.iter().any(|path| imports(text, path)))
}

fn imports(text: &str, path: &str) -> bool {
    let quoted = format!("\"{path}");
    let mut lines = text.lines().filter(|line| line.contains(&quoted));
    lines.any(|line| {
        let before = line.trim_start().trim_start_matches("import").trim_start();
        before.starts_with(&quoted)
            && (path.ends_with('/') || before[quoted.len()..].starts_with('"'))
    })
}
