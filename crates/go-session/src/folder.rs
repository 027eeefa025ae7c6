//! The files of a program as the folder of a module.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use burrow_go_std::{Tree, names_in};
use burrow_go_syntax::{NodeIds, ParseOptions, Sources, parse_file};
use burrow_go_types::PackageSource;
use burrow_protocol::go::{File, What};

/// What the program that runs tests imports beside the tests' own imports.
const FOR_TESTS: [&str; 4] = ["os", "reflect", "testing", "testing/internal/testdeps"];

/// The files by their paths.
#[derive(Clone, Default)]
pub struct Folder(Rc<BTreeMap<String, Vec<u8>>>);

impl Folder {
    pub fn new(files: &[File]) -> Folder {
        let path = |name: &str| name.trim_start_matches("./").trim_matches('/').to_string();
        Folder(Rc::new(
            files.iter().map(|file| (path(&file.name), file.contents.clone())).collect(),
        ))
    }

    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, contents)| (name.as_str(), contents.as_slice()))
    }

    /// The package of the only Go file there is. As with `go run FILE`, no build constraint keeps it out.
    pub fn only(&self) -> Option<PackageSource> {
        let mut names = self.0.keys().filter(|name| name.ends_with(".go"));
        let (Some(name), None) = (names.next(), names.next()) else { return None };
        let files = vec![(name.clone(), self.read(name)?)];
        Some(PackageSource { path: "main".into(), files, lazy: false })
    }

    /// Whether there are tests of the main package.
    pub fn has_tests(&self) -> bool {
        self.0.keys().any(|name| name.ends_with("_test.go") && !name.contains('/'))
    }
}

impl Tree for Folder {
    fn list(&self, folder: &str) -> Option<Vec<String>> {
        names_in(folder, self.0.keys())
    }

    fn read(&self, file: &str) -> Option<Rc<str>> {
        self.0.get(file).map(|contents| String::from_utf8_lossy(contents).into())
    }

    fn bytes(&self, file: &str) -> Option<Vec<u8>> {
        self.0.get(file).cloned()
    }

    /// As the learner named it: the page finds its editor by that.
    fn shown(&self, file: &str) -> String {
        file.to_string()
    }
}

/// The import paths that files name, and those that come with what is to run.
pub fn imports(files: &[File], what: &What) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in files.iter().filter(|file| file.name.ends_with(".go")) {
        let mut sources = Sources::default();
        let base = sources.add_bytes(&file.name, &file.contents);
        let options = ParseOptions { lazy_bodies: true };
        let read =
            parse_file(&mut sources, base, &mut NodeIds::default(), options, &mut Vec::new());
        found.extend(read.imports.iter().map(|import| import.path.as_str().to_string()));
    }
    if *what != What::Program {
        found.extend(FOR_TESTS.map(str::to_string));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> File {
        File { name: name.into(), contents: text.into() }
    }

    #[test]
    fn folders_list_what_is_in_them() {
        let files = ["a/b.go", "a/c.go", "a.go", "./d.go"].map(|name| file(name, ""));
        let folder = Folder::new(&files);
        assert_eq!(folder.list(""), Some(vec!["a".into(), "a.go".into(), "d.go".into()]));
        assert_eq!(folder.list("a"), Some(vec!["b.go".into(), "c.go".into()]));
        assert_eq!(folder.list("b"), None);
    }

    #[test]
    fn imports_are_found_in_all_go_files() {
        let files = [
            file("main.go", "package main\nimport \"fmt\"\nfunc main() { broken"),
            file("x/x.go", "package x\nimport (\n\t. \"os\"\n\tm \"math\"\n)\n"),
            file("data.txt", "import \"net\""),
        ];
        let found = imports(&files, &What::Program);
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), ["fmt", "math", "os"]);
        let tests = What::Tests { pattern: String::new(), verbose: false, bench: None };
        assert!(imports(&files, &tests).contains("testing"));
    }
}
