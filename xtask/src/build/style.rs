//! The page's one stylesheet, put together from those that stand beside what they style.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::project::Project;

/// How the entry's path ends.
pub const ENTRY: &str = "page-style.css";

/// These come before all others, which use their variables or refine them.
const FIRST: [&str; 2] = ["web/style/tokens.css", "web/style/base.css"];

/// Writes the stylesheet that imports all others, for esbuild to bundle.
pub fn entry(project: &Project) -> Result<PathBuf> {
    let mut found = Vec::new();
    collect(&project.root.join("web/style"), &mut found)?;
    collect(&project.root.join("web/src"), &mut found)?;
    let first = FIRST.map(|path| project.root.join(path));
    let path = project.target.join("bundle").join(ENTRY);
    fs::create_dir_all(project.target.join("bundle"))?;
    fs::write(&path, imports(&in_order(&first, found)))
        .with_context(|| format!("{} cannot be written.", path.display()))?;
    Ok(path)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read.", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "css") {
            found.push(path);
        }
    }
    Ok(())
}

/// Those that come first, then the others by name.
fn in_order(first: &[PathBuf], mut found: Vec<PathBuf>) -> Vec<PathBuf> {
    found.sort();
    let place = |path: &PathBuf| first.iter().position(|known| known == path);
    found.sort_by_key(|path| place(path).unwrap_or(first.len()));
    found
}

fn imports(files: &[PathBuf]) -> String {
    files.iter().map(|file| format!("@import {:?};\n", file.display().to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_first_and_the_others_by_name() {
        let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        let first = paths(&["style/tokens.css", "style/base.css"]);
        let found = paths(&["src/b.css", "style/base.css", "src/a.css", "style/tokens.css"]);
        let expected = paths(&["style/tokens.css", "style/base.css", "src/a.css", "src/b.css"]);
        assert_eq!(in_order(&first, found), expected);
    }

    #[test]
    fn every_file_is_imported_by_its_path() {
        assert_eq!(imports(&[PathBuf::from("/a/b.css")]), "@import \"/a/b.css\";\n");
    }
}
