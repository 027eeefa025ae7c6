//! `cargo xtask`: build the site, serve it, test everything, measure, take pictures.

mod bench;
mod build;
mod conformance;
mod hash;
mod lock;
mod node;
mod project;
mod screenshots;
mod serve;
mod shell;
mod steps;
mod test;
mod tools;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use project::Project;

#[derive(Debug, Parser)]
#[command(name = "cargo xtask", about = "Builds, serves, tests and measures Burrow.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the static site in dist/.
    Build {
        /// For the edit loop: skip wasm-opt and compression.
        #[arg(long)]
        draft: bool,
        /// The folder on its host that the site is made for; only 404.html depends on it.
        #[arg(long, default_value = "/")]
        sub_path: String,
        /// The whole address of the site, such as https://example.org/burrow/, for canonical links
        /// and the pictures that other sites show of it.
        #[arg(long)]
        url: Option<String>,
    },
    /// Install what is missing, build, and serve the site on 127.0.0.1.
    Serve {
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// For the edit loop: skip wasm-opt and compression.
        #[arg(long)]
        draft: bool,
        /// Serve dist/ as it is.
        #[arg(long)]
        no_build: bool,
        /// Serve the site in this folder, such as /some/where.
        #[arg(long, default_value = "/")]
        sub_path: String,
    },
    /// Run every check and test, natively and in real browsers.
    Test {
        /// The long random tests in full.
        #[arg(long)]
        all: bool,
        /// Only these steps, such as `--only build,browser`.
        #[arg(long, value_enum, value_delimiter = ',')]
        only: Vec<test::Step>,
        /// What stands after `--` goes to Playwright.
        #[arg(last = true)]
        playwright: Vec<String>,
    },
    /// Measure in a real browser; Go programs on several engines.
    Bench {
        #[command(subcommand)]
        what: Bench,
    },
    /// Run Go's own test programs on our engine.
    Conformance(conformance::Args),
    /// Take pictures of every page: on a desktop, in dark colours, on a phone.
    Screenshots {
        /// Of dist/ as it is.
        #[arg(long)]
        no_build: bool,
    },
}

#[derive(Debug, Subcommand)]
enum Bench {
    /// Training, on burn and on TensorFlow.js.
    Train {
        /// Handed on to playwright/bench/train.mjs.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Pages: largest contentful paint, blocking time, layout shift.
    Pages,
    /// Go programs: native, Go's own js/wasm, and our engine.
    Go {
        /// How often each is measured; the best counts.
        #[arg(long, default_value_t = 3)]
        runs: u32,
    },
    /// The Go page: frames while a program has no end, how soon it is stopped, formatting.
    GoPage,
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{}", sentences(&error));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<()> {
    let project = Project::find()?;
    match cli.command {
        Command::Build { draft, sub_path, url } => {
            let base = serve::base(&sub_path)?;
            let url = url.map(|url| format!("{}/", url.trim_end_matches('/')));
            build::build(&project, &build::Options { draft, base, url })
        }
        Command::Serve { port, draft, no_build, sub_path } => {
            let base = serve::base(&sub_path)?;
            serve::serve(&project, &serve::Options { port, draft, no_build, base })
        }
        Command::Test { all, only, playwright } => {
            test::test(&project, &test::Options { all, only, playwright })
        }
        Command::Bench { what: Bench::Train { args } } => bench::train(&project, &args),
        Command::Bench { what: Bench::Pages } => bench::pages(&project),
        Command::Bench { what: Bench::GoPage } => bench::go_page(&project),
        Command::Bench { what: Bench::Go { runs } } => bench::go(&project, runs),
        Command::Conformance(args) => conformance::conformance(&project, &args),
        Command::Screenshots { no_build } => screenshots::take(&project, no_build),
    }
}

/// An error and its causes, each on its line.
fn sentences(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).collect::<Vec<_>>().join("\n  because: ")
}
