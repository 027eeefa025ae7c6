//! `burrow go vet`: code that compiles and is most likely wrong.

use burrow_go_syntax::Diagnostic;
use burrow_go_tools::vet;
use burrow_go_types::Program;

use super::goroot;
use super::report::line;
use super::test::program::{self, TestProgram};
use super::test::select::{Target, select};

/// What to look at.
#[derive(clap::Args)]
pub struct Args {
    /// Packages, folders or files; the current folder where nothing is named.
    words: Vec<String>,
}

/// Looks at packages and their tests. An error has been told: something was found.
pub fn run(args: &Args) -> Result<(), String> {
    let goroot = goroot::find()?;
    let mut clean = true;
    for target in select(&args.words, &goroot) {
        match program::of(&target, &goroot) {
            Ok(test) => clean &= package(test, &target),
            Err(why) => {
                eprintln!("{why}");
                clean = false;
            }
        }
    }
    if clean { Ok(()) } else { Err(String::new()) }
}

/// Prints what is found in a package and in its tests. Says whether that is nothing.
fn package(mut test: TestProgram, target: &Target) -> bool {
    let mut clean = true;
    for source in test.packages {
        let id = test.program.check(source);
        let problems = test.program.package_diagnostics(id, 1).0;
        let problem = problems.first().or_else(|| test.program.errors.first());
        if let Some(problem) = problem {
            eprintln!("# {}\nvet: {}", target.path, shown(&test.program, problem));
            return false;
        }
        let found = vet(&mut test.program, id);
        found.iter().for_each(|finding| eprintln!("{}", shown(&test.program, finding)));
        clean &= found.is_empty();
    }
    clean
}

/// Vet names files without the `./` of the compiler.
fn shown(program: &Program, diagnostic: &Diagnostic) -> String {
    let line = line(program, diagnostic);
    line.strip_prefix("./").map(str::to_owned).unwrap_or(line)
}
