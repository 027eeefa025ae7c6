//! The folders of a program on the disk.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use burrow_go_std::Tree;

/// A folder and what lies below it.
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// The folder `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Disk { root: root.into() }
    }
}

impl Tree for Disk {
    fn list(&self, folder: &str) -> Option<Vec<String>> {
        names(&self.root.join(folder))
    }

    fn read(&self, file: &str) -> Option<Rc<str>> {
        let bytes = fs::read(self.root.join(file)).ok()?;
        Some(Rc::from(String::from_utf8_lossy(&bytes).as_ref()))
    }

    fn bytes(&self, file: &str) -> Option<Vec<u8>> {
        fs::read(self.root.join(file)).ok()
    }

    fn shown(&self, file: &str) -> String {
        shown(&self.root.join(file))
    }
}

/// The names of what lies in a folder, in order; none if there is no such folder.
pub fn names(folder: &Path) -> Option<Vec<String>> {
    let entries = fs::read_dir(folder).ok()?;
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    Some(names)
}

/// A file's name in gc's messages.
pub fn shown(file: &Path) -> String {
    let near = near(file);
    if near.contains('/') { near } else { format!("./{near}") }
}

/// A file's name as seen from the current folder, if that is shorter than the whole.
pub fn near(file: &Path) -> String {
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
    let whole = whole.canonicalize().unwrap_or(whole);
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    let near = relative(&whole, &here);
    let whole = whole.display().to_string();
    if near.len() < whole.len() { near } else { whole }
}

/// The way from a folder to a file, both absolute.
fn relative(file: &Path, folder: &Path) -> String {
    let common = file.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(common).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(file.components().skip(common)).collect();
    way.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_between_folders() {
        let way = |file, folder| relative(Path::new(file), Path::new(folder));
        assert_eq!(way("/a/b/x.go", "/a"), "b/x.go");
        assert_eq!(way("/a/x.go", "/a"), "x.go");
        assert_eq!(way("/a/x.go", "/a/b/c"), "../../x.go");
        assert_eq!(way("/x.go", "/a"), "../x.go");
    }
}
