//! The library as it lies in a GOROOT.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use burrow_go_syntax::build::wanted;
use burrow_go_types::PackageSource;

use crate::chain::{Packages, library_path};
use crate::embed;
use crate::module::Tree;
use crate::overlay::{self, SourceText};
use crate::testmain::{TestPackage, mark_tested};

/// Go's library in a GOROOT, with the overlay.
pub struct Library {
    root: PathBuf,
    given: HashSet<String>,
    testing: bool,
}

impl Library {
    /// The library below `root`, which holds `src`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Library { root: root.into(), given: HashSet::new(), testing: false }
    }

    /// The library of a program that runs the tests of a package: that program, and the package if it is the library's, may
    /// import what only the library itself may, and `testing.Testing` says so.
    pub fn for_tests(mut self, package: &str) -> Self {
        self.testing = true;
        self.given.extend(["main".into(), package.into(), format!("{package}_test")]);
        self
    }

    /// A package with its tests.
    pub fn tests(&mut self, path: &str) -> Result<TestPackage, String> {
        let tests = self.files(path, true).unwrap_or_default();
        let package = match self.find(path, "") {
            Some(Ok(package)) => package,
            // A package may consist of tests alone.
            _ if !tests.is_empty() => {
                PackageSource { path: path.into(), lazy: true, ..PackageSource::default() }
            }
            Some(Err(message)) => return Err(message),
            None => return Err(format!("package {path} is not in std")),
        };
        TestPackage::new(self, path, package, tests)
    }

    /// Whether there is a package with this import path.
    pub fn has(&self, path: &str) -> bool {
        self.source(path).is_some()
    }

    /// The import paths of all packages that a program may name, in order.
    pub fn paths(&self) -> Vec<String> {
        let mut paths = Vec::new();
        self.walk("", &mut paths);
        paths.sort();
        paths
    }

    fn walk(&self, folder: &str, paths: &mut Vec<String>) {
        for name in self.list(folder).unwrap_or_default() {
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let hidden = matches!(&*name, "internal" | "vendor" | "testdata" | "cmd" | "builtin");
            if hidden
                || name.starts_with('_')
                || name.contains('.')
                || !self.root.join("src").join(&path).is_dir()
            {
                continue;
            }
            if self.has(&path) {
                paths.push(path.clone());
            }
            self.walk(&path, paths);
        }
    }

    /// The files of a package as they lie there, chosen by their build constraints.
    fn files(&self, path: &str, tests: bool) -> Option<Vec<SourceText>> {
        let folder = self.root.join("src").join(path);
        let mut names: Vec<String> = fs::read_dir(&folder)
            .ok()?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.ends_with(".go") && name.ends_with("_test.go") == tests)
            .collect();
        names.sort();
        let mut files = Vec::new();
        for name in names {
            let text = fs::read_to_string(folder.join(&name)).ok()?;
            if wanted(&name, &text) {
                files.push((display(&folder, &name), Rc::from(text)));
            }
        }
        Some(files)
    }

    /// The files of a package as Go has them, without the overlay.
    pub(crate) fn originals(&self, path: &str) -> Vec<SourceText> {
        self.files(path, false).unwrap_or_default()
    }

    fn source(&self, path: &str) -> Option<PackageSource> {
        let library = if overlay::replaces(path) {
            Vec::new()
        } else {
            self.files(path, false).unwrap_or_default()
        };
        let folder = self.root.join("src").join(path).display().to_string();
        let mut files = overlay::merge(path, &folder, library);
        // What the library itself embeds is there.
        files.extend(embed::fill(self, path, &files).ok().flatten());
        let mut package = PackageSource { path: path.into(), files, lazy: true };
        if self.testing {
            mark_tested(&mut package);
        }
        (!package.files.is_empty()).then_some(package)
    }
}

fn display(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

impl Tree for Library {
    fn list(&self, folder: &str) -> Option<Vec<String>> {
        let entries = fs::read_dir(self.root.join("src").join(folder)).ok()?;
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.sort();
        Some(names)
    }

    fn read(&self, file: &str) -> Option<Rc<str>> {
        fs::read_to_string(self.root.join("src").join(file)).ok().map(Rc::from)
    }

    fn bytes(&self, file: &str) -> Option<Vec<u8>> {
        fs::read(self.root.join("src").join(file)).ok()
    }
}

impl Packages for Library {
    fn find(&mut self, path: &str, from: &str) -> Option<Result<PackageSource, String>> {
        let inside = from.is_empty() || self.given.contains(from);
        let path = match library_path(path, from, inside)? {
            Ok(path) => path,
            Err(message) => return Some(Err(message)),
        };
        let found = self.source(&path);
        if found.is_some() {
            self.given.insert(path.clone());
        }
        Some(found.ok_or_else(|| {
            let place = self.root.join("src").join(&path);
            format!("package {path} is not in std ({})", place.display())
        }))
    }
}
