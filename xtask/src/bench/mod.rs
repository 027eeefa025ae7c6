//! `cargo xtask bench`: the built site measured in a real browser, and Go programs on several engines.

mod go;

use anyhow::{Context, Result};

use crate::build;
use crate::project::Project;
use crate::serve::{Server, listen};
use crate::shell;
use crate::test::chromium;
use crate::tools::Tools;

pub use go::go;

/// Training, beside TensorFlow.js in one browser.
pub fn train(project: &Project, args: &[String]) -> Result<()> {
    println!("\nTraining in the browser, on burn and on TensorFlow.js");
    measure(project, "playwright/bench/train.mjs", args)
}

/// How long the pages take to stand there.
pub fn pages(project: &Project) -> Result<()> {
    println!("\nPages on their first visit");
    measure(project, "playwright/bench/pages.mjs", &[])
}

/// The Go page while a program has no end.
pub fn go_page(project: &Project) -> Result<()> {
    println!("\nThe Go page while a program has no end");
    measure(project, "playwright/bench/go.mjs", &[])
}

fn measure(project: &Project, script: &str, args: &[String]) -> Result<()> {
    build::build(project, &build::Options { draft: false, base: "/".to_owned(), url: None })?;
    let tools = Tools::found(project)?;
    let server = Server::start(listen(0)?, &project.dist(), "/")?;
    let mut bench = tools.command("node");
    bench.arg(script).args(args).env("BURROW_URL", &server.url);
    if let Some(path) = chromium(&tools)? {
        bench.env("BURROW_CHROMIUM", path);
    }
    shell::run(&mut bench).context("The bench broke off.")
}
