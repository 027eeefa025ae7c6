//! An importer that reads the library's source from a GOROOT.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use burrow_go_syntax::build;
use burrow_go_types::{Importer, PackageSource};

/// Reads packages from `src` of a GOROOT; with `full`, they are checked completely.
pub struct Goroot {
    pub src: PathBuf,
    pub full: bool,
}

impl Goroot {
    /// The GOROOT that the environment names.
    pub fn from_env(full: bool) -> Goroot {
        let root = std::env::var("GOROOT").unwrap_or_else(|_| "/usr/local/go".into());
        Goroot { src: Path::new(&root).join("src"), full }
    }

    /// The Go files of a folder that belong to a build without tests.
    pub fn read(&self, path: &str) -> Result<PackageSource, String> {
        let folder = self.src.join(path);
        let entries =
            std::fs::read_dir(&folder).map_err(|_| format!("package {path} is not in std"))?;
        let mut names: Vec<String> = entries
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        let mut files = Vec::new();
        for name in names {
            if !name.ends_with(".go") || name.ends_with("_test.go") {
                continue;
            }
            let Ok(bytes) = std::fs::read(folder.join(&name)) else { continue };
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if build::wanted(&name, &text) {
                files.push((format!("{path}/{name}"), Rc::from(text)));
            }
        }
        if files.is_empty() {
            return Err(format!("package {path} is not in std"));
        }
        Ok(PackageSource { path: path.into(), files, lazy: !self.full })
    }
}

impl Importer for Goroot {
    fn package(&mut self, path: &str, from: &str) -> Result<PackageSource, String> {
        let vendored = if from.starts_with("cmd/") {
            format!("cmd/vendor/{path}")
        } else {
            format!("vendor/{path}")
        };
        let path = if self.src.join(&vendored).is_dir() { &vendored } else { path };
        self.read(path)
    }
}
