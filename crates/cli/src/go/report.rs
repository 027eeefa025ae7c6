//! What is wrong with a program, as the go command prints it: package by package, each in gc's words and order.

use std::collections::HashSet;

use burrow_go_syntax::{Diagnostic, Place};
use burrow_go_types::Program;
use burrow_go_types::objects::PackageId;

/// How many messages of a package gc shows.
pub const MOST: usize = 10;

/// Prints what is wrong with a program whose packages are all there, at most so many messages a package, and says whether
/// nothing is. `title` is what a package's messages stand under, given its import path.
pub fn compiles(program: &Program, most: usize, title: impl Fn(&str) -> String) -> bool {
    let mut failed = HashSet::new();
    for id in program.import_order() {
        // What imports a package that does not compile is not compiled.
        if program.package(id).imports.iter().any(|import| failed.contains(import)) {
            failed.insert(id);
            continue;
        }
        let lines = messages(program, id, most);
        if !lines.is_empty() {
            eprintln!("# {}", title(program.package(id).path.as_str()));
            lines.iter().for_each(|line| eprintln!("{line}"));
            failed.insert(id);
        }
    }
    failed.is_empty()
}

/// What the go command says before it compiles anything: the packages that cannot be had.
pub fn import_errors(program: &Program) -> Vec<String> {
    let broken = program.errors.iter().filter(|error| error.code == "BrokenImport");
    let mut lines: Vec<String> = broken.map(|error| line(program, error)).collect();
    lines.dedup();
    lines
}

/// The messages about one package as gc prints them.
fn messages(program: &Program, package: PackageId, most: usize) -> Vec<String> {
    let (found, end) = program.package_diagnostics(package, most);
    let mut lines: Vec<String> = found.iter().map(|one| line(program, one)).collect();
    lines.extend(end.map(|place| format!("{place}: too many errors")));
    lines
}

/// A message behind its place.
pub fn line(program: &Program, diagnostic: &Diagnostic) -> String {
    let place: Option<Place> = program.sources.place(diagnostic.span.start);
    let place = place.map_or(String::new(), |place| format!("{place}: "));
    place + &diagnostic.message
}
