//! `cargo xtask test`: everything that is checked, natively and in real browsers.

mod browsers;
mod checks;
mod clippy;
mod page;
mod tally;
mod wasm;

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::build;
use crate::project::{Project, in_ci};
use crate::steps::Steps;
use crate::tools::Tools;
pub use browsers::chromium;
use tally::Tally;

/// The steps, in the order in which they run. Clippy follows the builds whose crates it uses.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Step {
    Format,
    Deny,
    Native,
    Course,
    Build,
    Clippy,
    Wasm,
    Browser,
}

#[derive(Clone, Debug)]
pub struct Options {
    /// The long runs too.
    pub all: bool,
    /// Some of the steps; all where none is named.
    pub only: Vec<Step>,
    /// Handed on to Playwright.
    pub playwright: Vec<String>,
}

/// How much of the long random tests runs, and where they begin.
#[derive(Clone, Debug)]
pub struct Extent {
    all: bool,
    seed: String,
}

impl Extent {
    /// The variables that tests read. Proptest knows the last two itself.
    fn variables(&self) -> Vec<(&'static str, String)> {
        let mut variables =
            vec![("BURROW_TEST_SEED", self.seed.clone()), ("PROPTEST_RNG_SEED", self.seed.clone())];
        if self.all {
            variables.push(("BURROW_TEST_ALL", "1".to_owned()));
            variables.push(("PROPTEST_CASES", "10000".to_owned()));
        }
        variables
    }
}

pub fn test(project: &Project, options: &Options) -> Result<()> {
    let steps: Vec<_> = Step::value_variants()
        .iter()
        .copied()
        .filter(|step| options.only.is_empty() || options.only.contains(step))
        .collect();
    let extent = Extent { all: options.all, seed: seed() };
    let long = if extent.all { "in full" } else { "a slice (--all runs them in full)" };
    println!(
        "Random tests: {long}, seed {} (BURROW_TEST_SEED; a new one each day but in CI).",
        extent.seed
    );

    let clock = Steps::new("test", steps.len() + 1);
    let tools = clock.run("Tools and packages", || Tools::for_build(project))?;
    let mut tally = Tally::default();
    for step in steps {
        let outcome =
            clock.run(name(step), || run(step, project, &tools, &extent, options, &mut tally));
        if let Err(error) = outcome {
            // The others still have something to say.
            eprintln!("\n{}\n", crate::sentences(&error));
            tally.broke(name(step));
        }
    }
    clock.summary();
    tally.print();
    if tally.failed() > 0 {
        bail!("Not everything passed.")
    }
    Ok(())
}

fn name(step: Step) -> &'static str {
    match step {
        Step::Format => "Formatting",
        Step::Clippy => "Clippy, native and wasm",
        Step::Native => "Native tests",
        Step::Course => "The course, proven",
        Step::Deny => "Licences, bans and sources",
        Step::Build => "The site, within its budgets",
        Step::Wasm => "The crates' tests in a browser",
        Step::Browser => "The page in real browsers",
    }
}

fn run(
    step: Step,
    project: &Project,
    tools: &Tools,
    extent: &Extent,
    options: &Options,
    tally: &mut Tally,
) -> Result<()> {
    match step {
        Step::Format => checks::format(tools),
        Step::Clippy => clippy::check(tools),
        Step::Native => checks::native(project, tools, extent, tally),
        Step::Course => checks::course(project, tools),
        Step::Deny => checks::deny(project, tools),
        Step::Build => {
            build::build(project, &build::Options { draft: false, base: "/".to_owned(), url: None })
        }
        Step::Wasm => wasm::test(project, tools, tally),
        Step::Browser => page::test(project, tools, extent, &options.playwright, tally),
    }
}

/// The number of the day, unless somebody repeats an earlier run. In CI it is always the same:
/// whether a change lands is up to the change, not to the day.
fn seed() -> String {
    let said = std::env::var("BURROW_TEST_SEED").ok().filter(|seed| seed.parse::<u64>().is_ok());
    let fixed = || in_ci().then(|| "0".to_owned());
    said.or_else(fixed).unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        (now.as_secs() / 86_400).to_string()
    })
}
