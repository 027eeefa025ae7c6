//! Whether a wasm build is up to date: a fingerprint of what it was made from.
//!
//! The GPU worker takes minutes to optimise. wasm-pack starts over each time, so we ask first.
//! Which source files count is what cargo itself wrote down when it built (its `.d` file), with
//! everything that `include_bytes!` and build scripts read.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

#[derive(Debug, Deserialize, Serialize)]
pub struct Stamp {
    /// The digest of flags, versions and crates.
    key: String,
    files: Vec<PathBuf>,
    /// The digest of the files' names and contents.
    contents: String,
}

impl Stamp {
    /// The stamp of a build that began at a time; none where a file has changed since.
    pub fn of(key: String, files: &[PathBuf], begun: SystemTime) -> Result<Option<Self>> {
        for file in files {
            if fs::metadata(file)?.modified()? >= begun {
                return Ok(None);
            }
        }
        let contents = contents(files)?;
        Ok(Some(Self { key, files: files.to_vec(), contents }))
    }

    /// A stamp written earlier; none where it is missing or damaged.
    pub fn read(path: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(path).ok()?).ok()
    }

    pub fn write(&self, path: &Path) -> Result<()> {
        fs::write(path, serde_json::to_vec(self)?)
            .with_context(|| format!("{} cannot be written.", path.display()))
    }

    /// Whether everything is still as it was.
    pub fn holds(&self, key: &str) -> bool {
        self.key == key && contents(&self.files).is_ok_and(|now| now == self.contents)
    }
}

/// The files in a dependency list that cargo wrote, `output: source source …`.
pub fn sources(list: &Path) -> Result<Vec<PathBuf>> {
    let text = fs::read_to_string(list)
        .with_context(|| format!("{} cannot be read; cargo writes it.", list.display()))?;
    Ok(parse_sources(&text))
}

fn parse_sources(text: &str) -> Vec<PathBuf> {
    let Some((_, files)) = text.lines().next().and_then(|line| line.split_once(": ")) else {
        return Vec::new();
    };
    // A space in a name is escaped by a backslash.
    files
        .replace("\\ ", "\0")
        .split_whitespace()
        .map(|file| PathBuf::from(file.replace('\0', " ")))
        .collect()
}

/// The `[profile]` tables of a manifest, as one text.
pub fn profiles(manifest: &str) -> Result<String> {
    let manifest: toml::Table =
        toml::from_str(manifest).context("Cargo.toml is not valid TOML.")?;
    Ok(manifest.get("profile").map(ToString::to_string).unwrap_or_default())
}

/// A digest in which `["ab", "c"]` and `["a", "bc"]` differ.
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a String>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    format!("{:x}", hash.finalize())
}

fn contents(files: &[PathBuf]) -> Result<String> {
    let mut hash = Sha256::new();
    for file in files {
        add(&mut hash, file)?;
    }
    Ok(format!("{:x}", hash.finalize()))
}

/// Adds a file, or a folder that a build script reads as a whole.
fn add(hash: &mut Sha256, path: &Path) -> Result<()> {
    hash.update(path.to_string_lossy().as_bytes());
    if path.is_dir() {
        let mut inside =
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
        inside.sort();
        return inside.iter().try_for_each(|path| add(hash, path));
    }
    hash.update(Sha256::digest(fs::read(path)?));
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn later() -> SystemTime {
        SystemTime::now() + Duration::from_secs(60)
    }

    fn stamp(files: &[PathBuf]) -> Stamp {
        Stamp::of("key".to_owned(), files, later()).unwrap().unwrap()
    }

    #[test]
    fn a_stamp_holds_until_a_source_changes() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("lib.rs");
        fs::write(&file, "one").unwrap();
        let stamp = stamp(std::slice::from_ref(&file));
        assert!(stamp.holds("key"));
        assert!(!stamp.holds("other flags"));
        fs::write(&file, "two").unwrap();
        assert!(!stamp.holds("key"));
        fs::remove_file(&file).unwrap();
        assert!(!stamp.holds("key"));
    }

    #[test]
    fn a_new_file_in_a_folder_counts() {
        let dir = tempfile::tempdir().unwrap();
        let stamp = stamp(&[dir.path().to_path_buf()]);
        assert!(stamp.holds("key"));
        fs::write(dir.path().join("new"), "").unwrap();
        assert!(!stamp.holds("key"));
    }

    #[test]
    fn a_source_that_changed_during_the_build_leaves_no_stamp() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("lib.rs");
        fs::write(&file, "one").unwrap();
        let begun = SystemTime::now() - Duration::from_secs(60);
        assert!(Stamp::of("key".to_owned(), &[file], begun).unwrap().is_none());
    }

    #[test]
    fn a_stamp_is_read_as_it_was_written() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("stamp.json");
        assert!(Stamp::read(&path).is_none());
        stamp(&[]).write(&path).unwrap();
        assert!(Stamp::read(&path).unwrap().holds("key"));
        fs::write(&path, "damaged").unwrap();
        assert!(Stamp::read(&path).is_none());
    }

    #[test]
    fn names_with_spaces_stay_whole() {
        let files = parse_sources("/t/a.wasm: /s/lib.rs /s/my\\ data.bin\n");
        assert_eq!(files, [PathBuf::from("/s/lib.rs"), PathBuf::from("/s/my data.bin")]);
        assert!(parse_sources("").is_empty());
    }

    #[test]
    fn only_the_profiles_of_a_manifest_count() {
        let base = "[profile.page]\nopt-level = 'z'\n[dependencies]\na = '1'";
        let other_dependency = base.replace("'1'", "'2'");
        let other_level = base.replace("'z'", "3");
        assert_eq!(profiles(base).unwrap(), profiles(&other_dependency).unwrap());
        assert_ne!(profiles(base).unwrap(), profiles(&other_level).unwrap());
    }

    #[test]
    fn parts_of_a_digest_do_not_run_together() {
        let digest = |parts: [&str; 2]| digest(&parts.map(str::to_owned));
        assert_ne!(digest(["ab", "c"]), digest(["a", "bc"]));
    }
}
