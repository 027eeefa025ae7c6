//! A program's own packages: the folders of a module.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use burrow_go_syntax::build::wanted;
use burrow_go_types::PackageSource;

use crate::chain::{Packages, may_import, not_allowed};
use crate::embed;
use crate::overlay::SourceText;
use crate::testmain::TestPackage;

/// Folders and files that a module is read from. Paths are relative to the module, `/` between names, and the module's own
/// folder is the empty path.
pub trait Tree {
    /// The names of the files and folders in a folder, in order; none if there is no such folder.
    fn list(&self, folder: &str) -> Option<Vec<String>>;
    /// The text of a file.
    fn read(&self, file: &str) -> Option<Rc<str>>;
    /// The bytes of a file, which need not be text; none if it is no file.
    fn bytes(&self, file: &str) -> Option<Vec<u8>> {
        self.read(file).map(|text| text.as_bytes().to_vec())
    }
    /// The name by which messages know a file.
    fn shown(&self, file: &str) -> String {
        format!("./{file}")
    }
}

/// The names of what lies directly in a folder, in order, by the paths of all files; none where nothing does.
pub fn names_in<'a>(folder: &str, paths: impl Iterator<Item = &'a String>) -> Option<Vec<String>> {
    let inside = |path: &'a String| {
        let rest = match folder {
            "" => path,
            _ => path.strip_prefix(folder)?.strip_prefix('/')?,
        };
        rest.split('/').next().map(str::to_string)
    };
    let names: BTreeSet<String> = paths.filter_map(inside).collect();
    (!names.is_empty()).then(|| names.into_iter().collect())
}

/// Files by their path.
impl Tree for BTreeMap<String, Rc<str>> {
    fn list(&self, folder: &str) -> Option<Vec<String>> {
        names_in(folder, self.keys())
    }

    fn read(&self, file: &str) -> Option<Rc<str>> {
        self.get(file).cloned()
    }
}

/// A module, or a folder with a program that belongs to none.
pub struct Module<T> {
    /// Its path, as its `go.mod` says; empty without one.
    path: String,
    tree: T,
}

impl<T: Tree> Module<T> {
    /// The module in a tree: its path is read from `go.mod`.
    pub fn new(tree: T) -> Self {
        let path = tree.read("go.mod").and_then(|text| module_path(&text)).unwrap_or_default();
        Module { path, tree }
    }

    /// The import path of the package in a folder.
    pub fn import_path(&self, folder: &str) -> String {
        match (self.path.as_str(), folder) {
            // Without a module it has none; the go command would refuse it.
            ("", _) => "command-line-arguments".into(),
            (path, "") => path.into(),
            (path, folder) => format!("{path}/{folder}"),
        }
    }

    /// The package in a folder, under the import path that it is to have (`main` for a program). An error is in the go
    /// command's words.
    pub fn package(&self, folder: &str, path: &str) -> Result<PackageSource, String> {
        let shown = || if folder.is_empty() { ".".to_string() } else { format!("./{folder}") };
        let names = self.tree.list(folder).unwrap_or_default();
        let names: Vec<String> = names.into_iter().filter(|name| name.ends_with(".go")).collect();
        if names.is_empty() {
            return Err(format!("no Go files in {}", shown()));
        }
        let mut files: Vec<SourceText> = Vec::new();
        let mut excluded = false;
        for name in names.iter().filter(|name| !name.ends_with("_test.go")) {
            let file = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let Some(text) = self.tree.read(&file) else { continue };
            if wanted(name, &text) {
                files.push((self.tree.shown(&file), text));
            } else {
                excluded = true;
            }
        }
        match (files.is_empty(), excluded) {
            (true, true) => Err(format!("build constraints exclude all Go files in {}", shown())),
            (true, false) => Err(format!("no non-test Go files in {}", shown())),
            (false, _) => self.package_of(folder, path, files),
        }
    }

    /// A package of these files, which lie in a folder. An error is in the go command's words.
    pub fn package_of(
        &self,
        folder: &str,
        path: &str,
        mut files: Vec<SourceText>,
    ) -> Result<PackageSource, String> {
        files.extend(embed::fill(&self.tree, folder, &files)?);
        Ok(PackageSource { path: path.into(), files, lazy: false })
    }

    /// The package in a folder with its tests, under the import path that it is to have.
    pub fn tests(&self, folder: &str, path: &str) -> Result<TestPackage, String> {
        let names = self.tree.list(folder).unwrap_or_default();
        let mut tests: Vec<SourceText> = Vec::new();
        for name in names.iter().filter(|name| name.ends_with("_test.go")) {
            let file = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let text = self.tree.read(&file).filter(|text| wanted(name, text));
            tests.extend(text.map(|text| (self.tree.shown(&file), text)));
        }
        let package = match self.package(folder, path) {
            Ok(package) => package,
            // A package may consist of tests alone.
            Err(_) if !tests.is_empty() => {
                PackageSource { path: path.into(), ..PackageSource::default() }
            }
            Err(message) => return Err(message),
        };
        TestPackage::new(&self.tree, folder, package, tests)
    }

    fn import(&self, path: &str, folder: &str, from: &str) -> Result<PackageSource, String> {
        if self.tree.list(folder).is_none() {
            return Err(format!("no required module provides package {path}"));
        }
        let from = if from == "main" { self.path.as_str() } else { from };
        if !may_import(path, from) {
            return Err(not_allowed(path));
        }
        let source = self.package(folder, path)?;
        if source.files.iter().any(|(_, text)| package_name(text) == "main") {
            return Err(format!("import {path:?} is a program, not an importable package"));
        }
        Ok(source)
    }
}

impl<T: Tree> Packages for Module<T> {
    fn find(&mut self, path: &str, from: &str) -> Option<Result<PackageSource, String>> {
        if path.starts_with("./") || path.starts_with("../") {
            let message = format!(
                "{path:?} is relative, but relative import paths are not supported in module mode"
            );
            return Some(Err(message));
        }
        if self.path.is_empty() {
            return None;
        }
        let rest = path.strip_prefix(&self.path)?;
        let folder = if rest.is_empty() { rest } else { rest.strip_prefix('/')? };
        Some(self.import(path, folder, from))
    }
}

/// Stands behind all other places where there is no module that could provide packages.
pub struct NoModule;

impl Packages for NoModule {
    fn find(&mut self, path: &str, _from: &str) -> Option<Result<PackageSource, String>> {
        let why = "go.mod file not found in current directory or any parent directory; see 'go help modules'";
        Some(Err(format!("no required module provides package {path}: {why}")))
    }
}

/// The path on the `module` line of a `go.mod`.
fn module_path(text: &str) -> Option<String> {
    let line = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("module")?.strip_prefix([' ', '\t']))?;
    let line = line.split("//").next().unwrap_or(line).trim();
    Some(line.trim_matches(['"', '`']).to_string())
}

/// The name in the package clause.
fn package_name(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if rest.starts_with("//") {
            rest = rest.split_once('\n').map_or("", |(_, after)| after);
        } else if rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
        } else {
            break;
        }
    }
    let name = rest.strip_prefix("package").unwrap_or("").trim_start();
    name.split(|c: char| c.is_whitespace() || c == ';').next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(files: &[(&str, &str)]) -> Module<BTreeMap<String, Rc<str>>> {
        Module::new(files.iter().map(|(name, text)| (name.to_string(), Rc::from(*text))).collect())
    }

    #[test]
    fn packages_are_folders_of_the_module() {
        let mut module = module(&[
            ("go.mod", "module example.com/m // mine\n\ngo 1.27\n"),
            ("main.go", "package main\n"),
            ("main_test.go", "package main\n"),
            ("x_windows.go", "package main\n"),
            ("a/a.go", "// Package a.\npackage a\n"),
            ("a/internal/b/b.go", "package b\n"),
            ("tool/tool.go", "/* x */ package main\n"),
        ]);
        let main = module.package("", "main").expect("it is there");
        let names: Vec<&str> = main.files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["./main.go"]);
        let mut found = |path: &str, from: &str| {
            module.find(path, from).map(|found| found.map(|source| source.path))
        };
        assert_eq!(found("example.com/m/a", "main"), Some(Ok("example.com/m/a".into())));
        assert_eq!(
            found("example.com/m/a/internal/b", "example.com/m/a").map(|b| b.is_ok()),
            Some(true)
        );
        let refused = "use of internal package example.com/m/a/internal/b not allowed";
        assert_eq!(found("example.com/m/a/internal/b", "main"), Some(Err(refused.into())));
        let program = "import \"example.com/m/tool\" is a program, not an importable package";
        assert_eq!(found("example.com/m/tool", "main"), Some(Err(program.into())));
        let missing = "no required module provides package example.com/m/c";
        assert_eq!(found("example.com/m/c", "main"), Some(Err(missing.into())));
        assert_eq!(found("fmt", "main"), None);
    }
}
