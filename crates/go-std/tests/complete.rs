//! Packages that the overlay changes check completely, not only as far as a program needs them. With the library of the GOROOT
//! that the environment names; without one there is nothing to test.

use std::path::PathBuf;

use burrow_go_std::{Library, Packages};
use burrow_go_types::{Importer, PackageSource, Program};

/// The library, with this package checked completely.
struct Whole {
    library: Library,
    path: &'static str,
}

impl Importer for Whole {
    fn package(&mut self, path: &str, from: &str) -> Result<PackageSource, String> {
        let missing = || Err(format!("package {path} is not in std"));
        let mut package = self.library.find(path, from).unwrap_or_else(missing)?;
        package.lazy = package.path != self.path;
        Ok(package)
    }
}

/// What is wrong with a package; functions without bodies have them in the machine, and what the overlay replaces may leave
/// imports that nobody uses.
fn errors(root: &PathBuf, path: &'static str) -> Vec<String> {
    let whole = Whole { library: Library::new(root), path };
    let mut program = Program::new(Box::new(whole));
    if let Err(why) = program.load(path, "") {
        return vec![why];
    }
    let of_overlay = ["MissingBody", "UnusedImport"];
    let found = program.errors.iter().filter(|error| !of_overlay.contains(&error.code));
    let place = |error: &burrow_go_syntax::Diagnostic| {
        let place = program.sources.place(error.span.start);
        place.map_or(String::new(), |place| place.to_string())
    };
    found.map(|error| format!("{} {} [{}]", place(error), error.message, error.code)).collect()
}

#[test]
fn packages_that_the_overlay_changes_check_completely() {
    let Some(root) = std::env::var_os("GOROOT").map(PathBuf::from) else { return };
    let paths: Vec<&'static str> = burrow_go_std::overlay::packages().collect();
    let mut found = Vec::new();
    for path in paths {
        found.extend(errors(&root, path));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
