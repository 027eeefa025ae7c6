//! Whatever a source says, checking it ends, and so does the lowering of all its functions where it has no errors.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use burrow_go_fuzz::{Random, mutate, program};
use burrow_go_ir::code::FuncId;
use burrow_go_ir::{Code, Lowering};
use burrow_go_types::{Importer, PackageSource, Program};

const ALL: u64 = 1_000_000;
const SLICE: u64 = 20_000;
/// More instances than this are made by a generic function that needs ever new ones of itself.
const MOST_FUNCTIONS: u32 = 5_000;

const SOURCES: [&str; 10] = [
    include_str!("../../go-syntax/tests/seeds/declarations.go"),
    include_str!("../../go-syntax/tests/seeds/expressions.go"),
    include_str!("../../go-syntax/tests/seeds/statements.go"),
    include_str!("../../go-syntax/tests/seeds/types.go"),
    include_str!("../../go-vm/src/tests/arith.go"),
    include_str!("../../go-vm/src/tests/conc.go"),
    include_str!("../../go-vm/src/tests/data.go"),
    include_str!("../../go-vm/src/tests/flow.go"),
    include_str!("../../go-vm/src/tests/maps.go"),
    include_str!("../../go-vm/src/tests/panics.go"),
];

const MATH: &str = "package math
func Abs(x float64) float64
func Ceil(x float64) float64
func Float32frombits(b uint32) float32
func Float64bits(f float64) uint64
func Float64frombits(b uint64) float64
func Floor(x float64) float64
func Round(x float64) float64
func RoundToEven(x float64) float64
func Sqrt(x float64) float64
func Trunc(x float64) float64
";

/// The packages that the sources import.
struct Library;

impl Importer for Library {
    fn package(&mut self, path: &str, _from: &str) -> Result<PackageSource, String> {
        let text = match path {
            "runtime" => include_str!("../../go-vm/src/tests/runtime.go"),
            "math" => MATH,
            _ => return Err(format!("package {path} is not in std")),
        };
        let files = vec![(format!("{path}.go"), text.into())];
        Ok(PackageSource { path: path.into(), files, lazy: true })
    }
}

/// The sources, all of package main.
fn sources() -> Vec<String> {
    let random = (0..2).map(|seed| {
        let text = program(seed).replacen("package prog", "package main", 1);
        format!("{text}\nfunc main() {{ Run{seed}() }}\n")
    });
    SOURCES.iter().map(|text| (*text).to_owned()).chain(random).collect()
}

/// Parses, checks and, if it is right, lowers a source. Says whether it was right.
fn survives(text: &str) -> bool {
    let mut program = Program::new(Box::new(Library));
    let files = vec![("m.go".to_owned(), Rc::from(text))];
    let main = program.check(PackageSource { path: "main".into(), files, lazy: false });
    if !program.diagnostics().is_empty() {
        return false;
    }
    let mut lowering = Lowering::new(program, main);
    lowering.entry();
    for line in text.lines() {
        if let Some((name, _)) = line.strip_prefix("func ").and_then(|rest| rest.split_once('('))
            && !name.contains('[')
        {
            lowering.named(&format!("main.{name}"));
        }
    }
    let mut next = 0;
    while (next as usize) < lowering.functions() && next < MOST_FUNCTIONS {
        lowering.function(FuncId(next));
        next += 1;
    }
    true
}

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn seeds() -> std::ops::Range<u64> {
    if std::env::var_os("BURROW_TEST_ALL").is_some() {
        return 0..ALL;
    }
    let slice = variable("BURROW_TEST_SEED").unwrap_or(0) % (ALL / SLICE);
    slice * SLICE..(slice + 1) * SLICE
}

#[test]
fn the_sources_are_right() {
    for (index, source) in sources().iter().enumerate().skip(4) {
        assert!(survives(source), "source {index}");
    }
}

#[test]
fn mutated_sources_are_survived() {
    let sources = sources();
    let seeds = seeds();
    let (next, right, bad) = (AtomicU64::new(seeds.start), AtomicU64::new(0), AtomicU64::new(0));
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end {
                break;
            }
            let mut random = Random::new(seed);
            let (first, second) = (random.below(sources.len()), random.below(sources.len()));
            let text = mutate(&mut random, &sources[first], &sources[second]);
            let start = Instant::now();
            let outcome = catch_unwind(AssertUnwindSafe(|| survives(&text)));
            right.fetch_add(u64::from(matches!(outcome, Ok(true))), Ordering::Relaxed);
            if outcome.is_err() || start.elapsed() > Duration::from_secs(20) {
                println!("seed {seed} after {:?}:\n{text}", start.elapsed());
                bad.fetch_add(1, Ordering::Relaxed);
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let builder = std::thread::Builder::new().stack_size(256 << 20);
            builder.spawn_scoped(scope, work).expect("a thread can be started");
        }
    });
    let (count, right) = (seeds.end - seeds.start, right.into_inner());
    println!("{count} sources, {right} of them right");
    assert_eq!(bad.into_inner(), 0, "panics, or more than 20 seconds");
    // Else the lowering has not been tried.
    assert!(right > count / 50, "only {right} are right");
}
