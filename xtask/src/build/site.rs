//! The site while it is made: every file with its path, in memory until all of it is there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::hash::sha256;

/// Paths relative to the site's root, with what lies there.
#[derive(Debug, Default)]
pub struct Site {
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    pub fn add(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// Adds a file under a name that changes with its contents, and hands back its path.
    pub fn add_asset(&mut self, stem: &str, extension: &str, bytes: Vec<u8>) -> String {
        let hash = sha256(&bytes);
        let path = format!("assets/{stem}-{}.{extension}", &hash[..10]);
        self.add(path.clone(), bytes);
        path
    }

    pub fn write(&self, folder: &Path) -> Result<()> {
        if folder.exists() {
            fs::remove_dir_all(folder)
                .with_context(|| format!("{} cannot be cleared.", folder.display()))?;
        }
        for (path, bytes) in &self.files {
            let path = folder.join(path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(&path, bytes)
                .with_context(|| format!("{} cannot be written.", path.display()))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assets_name_changes_with_its_contents() {
        let mut site = Site::default();
        let one = site.add_asset("digits", "bin", vec![1]);
        let two = site.add_asset("digits", "bin", vec![2]);
        // sha256sum of the byte 1 begins so.
        assert_eq!(one, "assets/digits-4bf5122f34.bin");
        assert_ne!(one, two);
    }

    #[test]
    fn writing_leaves_nothing_of_an_earlier_site() {
        let dir = tempfile::tempdir().unwrap();
        let dist = dir.path().join("dist");
        let mut first = Site::default();
        first.add("old.html", "old");
        first.write(&dist).unwrap();
        let mut second = Site::default();
        second.add("course/index.html", "new");
        second.write(&dist).unwrap();
        assert!(!dist.join("old.html").exists());
        assert_eq!(fs::read_to_string(dist.join("course/index.html")).unwrap(), "new");
    }
}
