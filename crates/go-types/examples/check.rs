//! Checks Go files, or packages of the library: `check [--full] FILE.go…` or `check --std [--full] PATH…`. With `--all`, every
//! error is shown as it was found.

use std::rc::Rc;
use std::time::Instant;

use burrow_go_types::{PackageSource, Program};

mod goroot;

fn main() {
    // Deeply nested source needs stack.
    let worker = std::thread::Builder::new().stack_size(256 << 20).spawn(run);
    if worker.map(|worker| worker.join().unwrap_or(2)).unwrap_or(2) != 0 {
        std::process::exit(1);
    }
}

fn run() -> i32 {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut flag = |name: &str| {
        let before = args.len();
        args.retain(|arg| arg != name);
        args.len() != before
    };
    let (std, full, all) = (flag("--std"), flag("--full"), flag("--all"));
    let start = Instant::now();
    let mut program = Program::new(Box::new(goroot::Goroot::from_env(full)));
    if std {
        for path in &args {
            if let Err(words) = program.load(path, "") {
                println!("{path}: {words}");
            }
        }
    } else {
        let mut files = Vec::new();
        for name in &args {
            match std::fs::read(name) {
                Ok(bytes) => {
                    files.push((name.clone(), Rc::from(String::from_utf8_lossy(&bytes).as_ref())))
                }
                Err(error) => println!("{name}: {error}"),
            }
        }
        program.check(PackageSource { path: "main".into(), files, lazy: false });
    }
    let mut found = if all { program.errors.clone() } else { program.diagnostics() };
    if std {
        // Assembly has the bodies.
        found.retain(|diagnostic| diagnostic.code != "MissingBody");
    }
    for diagnostic in &found {
        match program.sources.place(diagnostic.span.start) {
            Some(place) => println!("{place}: {} [{}]", diagnostic.message, diagnostic.code),
            None => println!("{}", diagnostic.message),
        }
    }
    let packages = program.import_order().len();
    eprintln!("{} errors, {packages} packages, {:.0?}", found.len(), start.elapsed());
    i32::from(!found.is_empty())
}
