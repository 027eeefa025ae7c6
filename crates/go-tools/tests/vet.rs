//! Vet's findings. What is expected in `vet/NAME.txt` is what Go 1.27's own vet prints of `vet/NAME.go` (but `shadow`, which it does
//! not run). The library comes from the GOROOT that the environment names; without one there is nothing to test.

use std::path::{Path, PathBuf};

use burrow_go_std::{Chain, Library, NoModule};
use burrow_go_types::{PackageSource, Program};

fn check(name: &str) {
    let root = std::env::var_os("GOROOT").map(PathBuf::from);
    let Some(root) = root.filter(|root| root.join("src/fmt").is_dir()) else { return };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vet");
    let read = |extension: &str| {
        std::fs::read_to_string(folder.join(format!("{name}.{extension}"))).expect("it is there")
    };
    let chain = Chain::default().with(Library::new(root)).with(NoModule);
    let mut program = Program::new(Box::new(chain));
    let files = vec![(format!("{name}.go"), read("go").into())];
    let path = format!("example.com/x/{name}");
    let id = program.check(PackageSource { path, files, lazy: false });
    assert_eq!(program.diagnostics(), []);
    let found = burrow_go_tools::vet(&mut program, id);
    let lines = found.iter().map(|finding| {
        let place = program.sources.place(finding.span.start).expect("it has a place");
        format!("{place}: {}\n", finding.message)
    });
    assert_eq!(lines.collect::<String>(), read("txt"));
}

#[test]
fn formats_and_their_arguments() {
    check("printf");
}

#[test]
fn functions_that_hand_formats_on() {
    check("wrap");
}

#[test]
fn dead_code() {
    check("dead");
}

#[test]
fn copied_locks() {
    check("locks");
}

#[test]
fn lost_cancel_functions() {
    check("cancel");
}

#[test]
fn hidden_results() {
    check("shadow");
}
