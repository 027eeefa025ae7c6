//! The program that runs the tests of a package.

use std::path::{Path, PathBuf};

use burrow_go_std::{Chain, Library, NoModule, TestPackage};
use burrow_go_types::{PackageSource, Program};

use super::super::disk::Disk;
use super::super::source::{file, module_around};
use super::select::{Place, Target, folder};

/// A program, not yet checked.
pub struct TestProgram {
    /// Knows where imported packages are, the tested one with its tests among them.
    pub program: Program,
    /// What to check: the program that runs the tests; where there are none, the package.
    pub source: PackageSource,
    /// Whether there are test files.
    pub tests: bool,
    /// The package with those of its tests that belong to it, and the package of the others: those of the two that have files, to
    /// be checked completely.
    pub packages: Vec<PackageSource>,
}

/// The test program of a package. An error is in the go command's words.
pub fn of(target: &Target, goroot: &Path) -> Result<TestProgram, String> {
    let library = Library::new(goroot);
    if let Place::Nowhere(why) = &target.place {
        return Err(why.clone());
    }
    if target.place == Place::Library {
        let mut library = library.for_tests(&target.path);
        let test = library.tests(&target.path)?;
        return Ok(assemble(test, |chain| chain.with(library)));
    }
    let folder = folder(target, goroot);
    let (module, inside) = module_around(&folder);
    let test = match &target.place {
        Place::Files(files) => named(files, &folder, &target.path)?,
        _ => module.tests(&inside, &target.path)?,
    };
    // The program that runs the tests is of the library's making, and imports what only the library may.
    let library = library.for_tests("main");
    Ok(assemble(test, |chain| chain.with(module).with(library).with(NoModule)))
}

fn assemble(test: TestPackage, places: impl FnOnce(Chain) -> Chain) -> TestProgram {
    let tests = test.has_tests();
    let source =
        if tests { test.main() } else { test.packages().next().cloned().unwrap_or_default() };
    let packages = test.packages().filter(|package| !package.files.is_empty());
    let packages =
        packages.map(|package| PackageSource { lazy: false, ..package.clone() }).collect();
    let chain = places(Chain::default().with(test));
    TestProgram { program: Program::new(Box::new(chain)), source, tests, packages }
}

/// A package of files that are named one by one, tests and others.
fn named(files: &[PathBuf], folder: &Path, path: &str) -> Result<TestPackage, String> {
    let is_test = |name: &Path| name.to_string_lossy().ends_with("_test.go");
    let (tests, own): (Vec<_>, Vec<_>) = files.iter().partition(|name| is_test(name));
    let read = |files: Vec<&PathBuf>| {
        files.into_iter().map(|name| file(name)).collect::<Result<Vec<_>, _>>()
    };
    let package = PackageSource { path: path.into(), files: read(own)?, lazy: false };
    TestPackage::new(&Disk::new(folder), "", package, read(tests)?)
}
