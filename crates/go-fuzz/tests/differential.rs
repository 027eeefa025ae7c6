//! Random programs print the same here as with the real Go.
//!
//! A Go 1.27 distribution is where GOROOT says (`cargo xtask test` sees to that); without one nothing is compared. There are
//! 10,000 programs, of which a slice runs unless BURROW_TEST_ALL is set; the seed of the day says which.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use burrow_go_fuzz::program;
use burrow_go_ir::Lowering;
use burrow_go_std::{Chain, Library, Packages};
use burrow_go_types::{PackageSource, Program};
use burrow_go_vm::{Host, Input, Machine, Options, Status};

const ALL: u64 = 10_000;
const SLICE: u64 = 200;
/// How many programs are one program of the real Go's.
const BATCH: usize = 50;

/// The package of one random program.
struct Prog(PackageSource);

impl Packages for Prog {
    fn find(&mut self, path: &str, _from: &str) -> Option<Result<PackageSource, String>> {
        (path == "fuzz/prog").then(|| Ok(self.0.clone()))
    }
}

/// Keeps what a program writes. Time stands still, and randomness is none.
struct Recorder(Rc<RefCell<Vec<u8>>>);

impl Host for Recorder {
    fn write(&mut self, _fd: u32, bytes: &[u8]) {
        self.0.borrow_mut().extend_from_slice(bytes);
    }

    fn read(&mut self, _buffer: &mut [u8]) -> Input {
        Input::End
    }

    fn wall_time(&mut self) -> i64 {
        0
    }

    fn monotonic_time(&mut self) -> i64 {
        1
    }

    fn random(&mut self, buffer: &mut [u8]) {
        buffer.fill(7);
    }

    fn args(&self) -> Vec<String> {
        vec!["main".into()]
    }

    fn env(&self) -> Vec<String> {
        Vec::new()
    }
}

/// What a program prints here, or why it does not run.
fn ours(root: &Path, seed: u64) -> String {
    let source = PackageSource {
        path: "fuzz/prog".into(),
        files: vec![(format!("p{seed}.go"), program(seed).into())],
        lazy: false,
    };
    let packages = Chain::default().with(Prog(source)).with(Library::new(root));
    let mut checked = Program::new(Box::new(packages));
    let text = format!("package main\nimport \"fuzz/prog\"\nfunc main() {{ prog.Run{seed}() }}\n");
    let files = vec![("main.go".to_owned(), text.into())];
    let main = checked.check(PackageSource { path: "main".into(), files, lazy: false });
    let problems = checked.diagnostics();
    if let Some(first) = problems.first() {
        let place = checked.sources.place(first.span.start);
        return format!("{place:?}: {}", first.message);
    }
    let output = Rc::new(RefCell::new(Vec::new()));
    let options = Options { seed: Some(seed), ..Options::default() };
    let lowering = Box::new(Lowering::new(checked, main));
    let mut machine = Machine::new(lowering, &options, Box::new(Recorder(Rc::clone(&output))));
    let status = machine.run(1 << 32);
    let mut text = String::from_utf8_lossy(&output.borrow()).into_owned();
    if status != Status::Exited(0) {
        let _ = writeln!(text, "{status:?}");
    }
    text
}

/// What the programs print with the real Go.
fn theirs(go: &Path, folder: &Path, seeds: &[u64]) -> HashMap<u64, String> {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder.join("prog")).expect("a folder can be made");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.join(name), text).expect("a file can be written");
    };
    let mut main = "package main\n\nimport \"fuzz/prog\"\n\nfunc main() {\n".to_owned();
    for seed in seeds {
        let _ = writeln!(main, "\tprintln(\"== {seed}\")\n\tprog.Run{seed}()");
        write(&format!("prog/p{seed}.go"), &program(*seed));
    }
    write("main.go", &(main + "}\n"));
    write("go.mod", "module fuzz\n\ngo 1.27\n");
    let mut build = Command::new(go);
    build.args(["build", "-o", "programs", "."]).current_dir(folder);
    build.envs([("GOTOOLCHAIN", "local"), ("GOFLAGS", ""), ("GOWORK", "off")]);
    build.env_remove("GOOS").env_remove("GOARCH");
    let built = build.output().expect("go can be started");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let run = Command::new(folder.join("programs")).output().expect("the programs can be started");
    let text = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{text}");
    let parts = text.split("== ").filter_map(|part| part.split_once('\n'));
    parts.filter_map(|(seed, rest)| Some((seed.parse().ok()?, rest.to_owned()))).collect()
}

/// The first line in which two outputs differ.
fn difference(seed: u64, ours: &str, theirs: &str) -> Option<String> {
    if ours == theirs {
        return None;
    }
    let at = ours.lines().zip(theirs.lines()).take_while(|(a, b)| a == b).count();
    let line = |text: &str| text.lines().nth(at).unwrap_or("nothing more").to_owned();
    Some(format!(
        "program {seed}, line {}: ours is {:?}, Go's is {:?}",
        at + 1,
        line(ours),
        line(theirs)
    ))
}

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn seeds() -> Vec<u64> {
    if std::env::var_os("BURROW_TEST_ALL").is_some() {
        return (0..ALL).collect();
    }
    let slice = variable("BURROW_TEST_SEED").unwrap_or(0) % (ALL / SLICE);
    (slice * SLICE..(slice + 1) * SLICE).collect()
}

/// Does the work for all, on as many threads as there are processors.
fn for_each(seeds: &[u64], work: impl Fn(u64) + Sync) {
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let builder = std::thread::Builder::new().stack_size(64 << 20);
            let run = || {
                while let Some(&seed) = seeds.get(next.fetch_add(1, Ordering::Relaxed)) {
                    work(seed);
                }
            };
            builder.spawn_scoped(scope, run).expect("a thread can be started");
        }
    });
}

#[test]
fn random_programs_print_what_they_print_with_the_real_go() {
    let root = std::env::var_os("GOROOT").map(PathBuf::from);
    let Some(root) = root.filter(|root| root.join("bin/go").is_file()) else {
        println!("skipped: GOROOT names no Go to compare with");
        return;
    };
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{}", std::process::id()));
    let differences = Mutex::new(Vec::new());
    let seeds = seeds();
    for (index, batch) in seeds.chunks(BATCH).enumerate() {
        let expected = theirs(&root.join("bin/go"), &folder, batch);
        for_each(batch, |seed| {
            let found = difference(seed, &ours(&root, seed), &expected[&seed]);
            if let Some(found) = found {
                println!("{found}");
                differences.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push(found);
            }
        });
        println!("{} of {} programs compared", index * BATCH + batch.len(), seeds.len());
    }
    let _ = std::fs::remove_dir_all(&folder);
    let differences = differences.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    assert!(differences.is_empty(), "{} programs differ", differences.len());
}
