//! `burrow go`: Go programs, without Go.

mod build;
mod disk;
mod doc;
mod flags;
mod fmt;
mod folders;
pub mod goroot;
mod output;
mod process;
mod report;
mod run;
mod source;
mod test;
mod vet;

use clap::Subcommand;

pub use flags::with_two_dashes;

/// Checking recurses as deeply as a source nests.
const STACK: usize = 256 << 20;

/// What can be done with a Go program.
#[derive(Subcommand)]
pub enum Command {
    /// Check a program as Go's compiler does; nothing is written.
    Build(build::Args),
    /// Check a program and run it.
    Run(run::Args),
    /// Run the tests of packages.
    Test(test::Args),
    /// Format files as gofmt does.
    Fmt(fmt::Args),
    /// Print the documentation of a package or of a symbol.
    Doc(doc::Args),
    /// Look for code that compiles and is most likely wrong.
    Vet(vet::Args),
}

/// Runs a command. An error is a sentence; an empty one has been told already.
pub fn run(command: Command) -> Result<(), String> {
    let work = move || match command {
        Command::Build(args) => build::build(&args),
        Command::Run(args) => run::run(&args),
        Command::Test(args) => test::test(&args),
        Command::Fmt(args) => fmt::format(&args),
        Command::Doc(args) => doc::doc(&args),
        Command::Vet(args) => vet::run(&args),
    };
    let thread =
        std::thread::Builder::new().stack_size(STACK).spawn(work).map_err(|why| why.to_string())?;
    thread
        .join()
        .unwrap_or_else(|_| Err("the engine broke off; this is an error of ours.".to_owned()))
}
