//! `burrow go test`: runs the tests of packages and tells of them as Go's own command does.

mod flags;
pub mod program;
pub mod select;

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use burrow_go_tools::vet;
use burrow_go_types::Program;
use clap::error::ErrorKind;

use super::output::Output;
use super::report::{MOST, compiles, import_errors, line};
use super::{goroot, run};
use flags::Request;
use select::Target;

/// What to test.
#[derive(clap::Args)]
pub struct Args {
    /// Flags as `go test` knows them (-run, -v, -bench, -count, -short, -timeout, …) and packages, folders or files; what stands
    /// behind -args goes to the test program.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

/// What the test program prints where nothing is to be run.
const NO_TESTS: &[u8] = b"testing: warning: no tests to run\n";

/// Tests packages one after the other. An error has been told; it means that some test failed.
pub fn test(args: &Args) -> Result<(), String> {
    let request = flags::read(&args.words).unwrap_or_else(|why| usage(&why));
    let goroot = goroot::find()?;
    let targets = select::select(&request.packages, &goroot);
    if targets.is_empty() {
        return Err("no packages to test".into());
    }
    let mut passed = true;
    for target in &targets {
        passed &= test_one(target, targets.len(), &request, &goroot);
        if !passed && request.fail_fast {
            break;
        }
    }
    if passed {
        return Ok(());
    }
    if !request.packages.is_empty() {
        println!("FAIL");
    }
    Err(String::new())
}

fn usage(why: &str) -> ! {
    clap::Command::new("burrow go test").error(ErrorKind::InvalidValue, why).exit()
}

/// Tests one package of so many. Says whether it passes.
fn test_one(target: &Target, count: usize, request: &Request, goroot: &Path) -> bool {
    let path = &target.path;
    let mut test = match program::of(target, goroot) {
        Ok(test) => test,
        Err(why) => {
            eprintln!("# {path}\n{why}");
            println!("FAIL\t{path} [setup failed]");
            return false;
        }
    };
    let main = test.program.check(test.source);
    let missing = import_errors(&test.program);
    if !missing.is_empty() {
        eprintln!("# {path}\n{}", missing.join("\n"));
        println!("FAIL\t{path} [setup failed]");
        return false;
    }
    let title = |package: &str| {
        let tested = package.strip_suffix("_test").unwrap_or(package) == path;
        if tested { format!("{package} [{path}.test]") } else { package.to_owned() }
    };
    if !compiles(&test.program, MOST, title) {
        println!("FAIL\t{path} [build failed]");
        return false;
    }
    if request.vet && !vets(&mut test.program, path) {
        println!("FAIL\t{path} [build failed]");
        return false;
    }
    if !test.tests {
        println!("?   \t{path}\t[no test files]");
        return true;
    }
    let streamed = request.packages.is_empty() || request.benchmarks;
    let shown = streamed || request.show_passing && count == 1;
    let output = Output::merged(shown, !streamed);
    let program = path.rsplit('/').next().unwrap_or(path);
    let args = std::iter::once(format!("{program}.test")).chain(request.args.iter().cloned());
    let folder = select::folder(target, goroot);
    let start = Instant::now();
    let code = run::execute(test.program, main, args.collect(), &folder, &output);
    let end = Ending { path, code, seconds: start.elapsed().as_secs_f64() };
    end.tell(&output, shown, request.show_passing);
    code == 0
}

/// What `go test` looks at before it runs anything: formats and their arguments, in what is not the library's. Says whether all
/// is well.
fn vets(program: &mut Program, path: &str) -> bool {
    let mut clean = true;
    for name in [path.to_owned(), format!("{path}_test")] {
        let Ok(id) = program.load(&name, "") else { continue };
        if program.package(id).lazy {
            continue;
        }
        let mut found = vet(program, id);
        found.retain(|finding| finding.code == "printf");
        if !found.is_empty() {
            eprintln!("# {name}\n# [{name}]");
            found.iter().for_each(|finding| eprintln!("{}", line(program, finding)));
            clean = false;
        }
    }
    clean
}

/// How the tests of a package ended.
struct Ending<'a> {
    path: &'a str,
    code: i32,
    seconds: f64,
}

impl Ending<'_> {
    /// Prints the last line, and before it what has been kept and not been shown yet.
    fn tell(&self, output: &Output, shown: bool, show_passing: bool) {
        let Ending { path, code, seconds } = self;
        output.flush();
        let kept = output.take();
        let line_ends = |bytes: &[u8]| bytes.is_empty() || bytes.ends_with(b"\n");
        let mut text = Vec::new();
        if !shown && (*code != 0 || show_passing) {
            text.extend_from_slice(&kept);
        }
        if *code != 0 && kept.is_empty() {
            text.extend_from_slice(format!("exit status {code}\n").as_bytes());
        } else if !line_ends(&kept) {
            text.push(b'\n');
        }
        let end = if *code != 0 {
            format!("FAIL\t{path}\t{seconds:.3}s\n")
        } else {
            let warned = kept.windows(NO_TESTS.len()).any(|window| window == NO_TESTS);
            let note = if warned { " [no tests to run]" } else { "" };
            format!("ok  \t{path}\t{seconds:.3}s{note}\n")
        };
        text.extend_from_slice(end.as_bytes());
        // Where nobody reads any more, nothing is lost.
        let _ = std::io::stdout().write_all(&text);
    }
}
