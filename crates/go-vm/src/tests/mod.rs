//! Programs that import nothing, run by the whole machine, with a small package `runtime` of the tests' own.

mod data;
mod dump;
mod language;

use std::cell::RefCell;
use std::rc::Rc;

use burrow_go_ir::Lowering;
use burrow_go_types::{Importer, PackageSource, Program};

use crate::host::{Host, Input};
use crate::machine::{Machine, Options, Status};

/// The package `runtime` of these programs.
const RUNTIME: &str = include_str!("runtime.go");

/// What they have of package `syscall`.
const SYSCALL: &str = "\
package syscall
func fsRead(fd int, b []byte, offset int64) int
func Read(b []byte) int { return fsRead(0, b, -1) }
";

struct Packages;

impl Importer for Packages {
    fn package(&mut self, path: &str, _: &str) -> Result<PackageSource, String> {
        let text = match path {
            "runtime" => RUNTIME,
            "syscall" => SYSCALL,
            "math" => "package math\nfunc Sqrt(x float64) float64\n",
            _ => return Err(format!("package {path} is not in std")),
        };
        Ok(PackageSource {
            path: path.into(),
            files: vec![(format!("{path}.go"), text.into())],
            lazy: true,
        })
    }
}

/// A host that only takes output.
struct Quiet(Rc<RefCell<Vec<u8>>>);

impl Host for Quiet {
    fn write(&mut self, _: u32, bytes: &[u8]) {
        self.0.borrow_mut().extend_from_slice(bytes);
    }

    fn read(&mut self, _: &mut [u8]) -> Input {
        Input::End
    }

    fn wall_time(&mut self) -> i64 {
        0
    }

    fn monotonic_time(&mut self) -> i64 {
        0
    }

    fn random(&mut self, buffer: &mut [u8]) {
        buffer.fill(0);
    }

    fn args(&self) -> Vec<String> {
        Vec::new()
    }

    fn env(&self) -> Vec<String> {
        Vec::new()
    }
}

/// A program's code.
pub fn lowering(source: &str) -> Lowering {
    let mut program = Program::new(Box::new(Packages));
    let files = vec![("/main.go".to_owned(), Rc::from(source))];
    let main = program.check(PackageSource { path: "main".into(), files, lazy: false });
    let problems: Vec<String> =
        program.diagnostics().into_iter().map(|problem| problem.message.to_string()).collect();
    assert!(problems.is_empty(), "{problems:?}");
    Lowering::new(program, main)
}

/// A machine with this program, and what it writes.
fn machine(source: &str, options: &Options) -> (Machine, Rc<RefCell<Vec<u8>>>) {
    let output = Rc::default();
    let host = Box::new(Quiet(Rc::clone(&output)));
    (Machine::new(Box::new(lowering(source)), options, host), output)
}

/// Runs a program; what it has written, and its exit code.
pub fn run_with(source: &str, options: &Options) -> (String, i32) {
    let (mut machine, output) = machine(source, options);
    for _ in 0..1_000_000 {
        if let Status::Exited(code) = machine.run(1 << 20) {
            let text = String::from_utf8_lossy(&output.borrow()).into_owned();
            return (text, code);
        }
    }
    panic!("it does not end");
}

/// What a program writes that ends well: run as usual, and with a collection before every allocation.
fn check(source: &str, expected: &str) {
    for stress in [false, true] {
        let options = Options {
            memory: 256 << 20,
            seed: Some(1),
            virtual_time: true,
            stress,
            ..Options::default()
        };
        let (text, code) = run_with(source, &options);
        assert_eq!((text.trim(), code), (expected.trim(), 0), "stress: {stress}");
    }
}

/// What a program writes that fails with exit code 2.
fn check_failure(source: &str, expected: &str) {
    let options =
        Options { memory: 64 << 20, seed: Some(1), virtual_time: true, ..Options::default() };
    let (text, code) = run_with(source, &options);
    assert_eq!((text.trim(), code), (expected.trim(), 2));
}
