//! The steps that need no browser.

use anyhow::{Context, Result, bail};

use super::{Extent, Tally};
use crate::project::Project;
use crate::shell;
use crate::tools::{self, Tools};

const ADVISORIES: &str = "https://github.com/RustSec/advisory-db";

pub fn format(tools: &Tools) -> Result<()> {
    shell::run(tools.command("cargo").args(["fmt", "--all", "--check"]))
        .context("Some files are not formatted: `cargo fmt --all` does it.")
}

pub fn native(project: &Project, tools: &Tools, extent: &Extent, tally: &mut Tally) -> Result<()> {
    let python = tools::python_libraries(project, tools)?;
    let mut cargo = tools.command("cargo");
    cargo
        .args(["test", "--workspace", "--no-fail-fast", "--features", "burrow-web/prerender"])
        .envs(extent.variables());
    // Without the variables the tests are left out where the libraries are missing.
    cargo.env("PYTHONPATH", python).env("BURROW_REQUIRE_PYTHON", "1");
    cargo.env("GOROOT", tools::go_root(project, tools)?);
    if !shell::watch(&mut cargo, |line| tally.look(line))? {
        bail!("Some native tests failed; their output stands above.");
    }
    Ok(())
}

/// Proves every exercise of the course, on our own engine and on a real Go.
pub fn course(project: &Project, tools: &Tools) -> Result<()> {
    let mut cargo = tools.command("cargo");
    cargo
        .args(["run", "--quiet", "--release", "--package", "burrow-cli"])
        .args(["--no-default-features", "--features", "course", "--", "course", "check"])
        .env("GOROOT", tools::go_root(project, tools)?);
    shell::run(&mut cargo).context("The course is not proven; what is wrong stands above.")
}

pub fn deny(project: &Project, tools: &Tools) -> Result<()> {
    tools::install(project, tools, &tools::cargo_deny())?;
    let mut deny = tools.command("cargo-deny");
    shell::run(deny.args(["check", "--hide-inclusion-graph", "bans", "licenses", "sources"]))?;
    let mut reach = tools.command("timeout");
    if !shell::succeeds(reach.args(["20", "git", "ls-remote", "--heads", ADVISORIES])) {
        println!("    advisories are left out: their database cannot be reached from here");
        return Ok(());
    }
    shell::run(tools.command("cargo-deny").args(["check", "advisories"]))
}
