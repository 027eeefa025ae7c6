//! The crates' own wasm tests, in a real browser.
//!
//! wasm-bindgen's runner serves a page that runs them; a script opens it in our Chromium and
//! reads the result. So no webdriver has to match the browser.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{ChildStdout, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::{Tally, browsers};
use crate::project::Project;
use crate::shell::{self, Background};
use crate::tools::{Tools, WASM};

pub fn test(project: &Project, tools: &Tools, tally: &mut Tally) -> Result<()> {
    let crates = crates(project)?;
    if crates.is_empty() {
        bail!("No crate has a tests/wasm.rs, and some should.");
    }
    let programs = compile(tools, &crates)?;
    let chromium = browsers::chromium(tools)?;
    for program in programs {
        let mut runner = tools.command("wasm-bindgen-test-runner");
        runner
            .arg(&program)
            .envs([("NO_HEADLESS", "1"), ("WASM_BINDGEN_TEST_ADDRESS", "127.0.0.1:0")])
            // Where this code runs in the product.
            .env("WASM_BINDGEN_USE_DEDICATED_WORKER", "1")
            .stdout(Stdio::piped());
        let mut runner = Background::start(&mut runner)?;
        // The output stays open: the runner would stop if it could print no more.
        let (address, _output) = address(&mut runner)?;
        let mut open = tools.command("node");
        open.arg("playwright/wasm-tests.mjs").arg(address);
        if let Some(path) = &chromium {
            open.env("BURROW_CHROMIUM", path);
        }
        if !shell::watch(&mut open, |line| tally.look(line))? {
            bail!("Some wasm tests failed; their output stands above.");
        }
    }
    Ok(())
}

/// The crates under `crates/` that have wasm tests.
fn crates(project: &Project) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(project.root.join("crates"))? {
        let entry = entry?;
        if entry.path().join("tests/wasm.rs").is_file() {
            names.push(format!("burrow-{}", entry.file_name().to_string_lossy()));
        }
    }
    names.sort();
    Ok(names)
}

/// A line of `cargo --message-format=json`.
#[derive(Deserialize)]
struct Message {
    executable: Option<PathBuf>,
}

/// Compiles the tests with the workers' own profile, so that burn is not compiled again.
fn compile(tools: &Tools, crates: &[String]) -> Result<Vec<PathBuf>> {
    let mut cargo = tools.command("cargo");
    cargo.args(["test", "--no-run", "--target", WASM, "--profile", "engine", "--test", "wasm"]);
    cargo.arg("--message-format=json-render-diagnostics");
    for name in crates {
        cargo.args(["--package", name]);
    }
    Ok(executables(&shell::capture(&mut cargo)?))
}

fn executables(messages: &str) -> Vec<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok()?.executable)
        .collect()
}

/// Where the runner says that its page is.
fn address(runner: &mut Background) -> Result<(String, BufReader<ChildStdout>)> {
    let output = runner.output().context("wasm-bindgen's test runner has no output.")?;
    let mut output = BufReader::new(output);
    let mut line = String::new();
    while output.read_line(&mut line)? > 0 {
        if let Some((_, address)) = line.split_once("now available at ") {
            return Ok((address.trim().to_owned(), output));
        }
        line.clear();
    }
    bail!("wasm-bindgen's test runner ended without serving a page.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cargo_can_run_is_a_test_program() {
        let messages = concat!(
            "{\"reason\":\"compiler-artifact\",\"executable\":null}\n",
            "{\"reason\":\"compiler-artifact\",\"executable\":\"/t/wasm-1.wasm\"}\n",
            "{\"reason\":\"build-finished\",\"success\":true}\n",
        );
        assert_eq!(executables(messages), [PathBuf::from("/t/wasm-1.wasm")]);
    }
}
