//! `go doc`: a Go program that prints documentation with a file of Go's own command.

use burrow_go_types::PackageSource;

/// Where in a distribution the file lies.
pub const PRINTER: &str = "src/cmd/go/internal/doc/pkg.go";

/// The program, given the text of that file. Its arguments are the folder of the distribution and what `go doc` takes.
pub fn program(printer: &str) -> PackageSource {
    let files = vec![
        ("doc.go".to_owned(), include_str!("../go/doc.go").into()),
        ("pkg.go".to_owned(), alone(printer).into()),
    ];
    PackageSource { path: "main".into(), files, lazy: false }
}

/// The file without what it imports of the go command; the program declares that itself.
fn alone(printer: &str) -> String {
    let of_command = |line: &&str| line.trim_start().starts_with("\"cmd/go/internal/");
    let kept: Vec<&str> = printer.lines().filter(|line| !of_command(line)).collect();
    kept.join("\n")
        .replace("package doc\n", "package main\n")
        .replace("load.Package", "Loaded")
        .replace("cfg.GOROOT", "goroot")
}
