//! The folders of a program on the disk.

use std::fs;
use std::path::PathBuf;
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
        let entries = fs::read_dir(self.root.join(folder)).ok()?;
        let files = entries.filter_map(|entry| {
            let entry = entry.ok()?;
            entry
                .file_type()
                .ok()?
                .is_file()
                .then(|| entry.file_name().into_string().ok())
                .flatten()
        });
        let mut names: Vec<String> = files.collect();
        names.sort();
        Some(names)
    }

    fn read(&self, file: &str) -> Option<Rc<str>> {
        let bytes = fs::read(self.root.join(file)).ok()?;
        Some(Rc::from(String::from_utf8_lossy(&bytes).as_ref()))
    }

    fn bytes(&self, file: &str) -> Option<Vec<u8>> {
        fs::read(self.root.join(file)).ok()
    }
}
