//! `cargo xtask bench train`: the built site and TensorFlow.js, side by side in one browser.

use anyhow::{Context, Result};

use crate::build;
use crate::project::Project;
use crate::serve::{Server, listen};
use crate::shell;
use crate::test::chromium;
use crate::tools::Tools;

pub fn train(project: &Project, args: &[String]) -> Result<()> {
    build::build(project, &build::Options { draft: false, base: "/".to_owned() })?;
    let tools = Tools::found(project)?;
    let server = Server::start(listen(0)?, &project.dist(), "/")?;
    let mut bench = tools.command("node");
    bench.arg("playwright/bench/train.mjs").args(args).env("BURROW_URL", &server.url);
    if let Some(path) = chromium(&tools)? {
        bench.env("BURROW_CHROMIUM", path);
    }
    println!("\nTraining in the browser, on burn and on TensorFlow.js");
    shell::run(&mut bench).context("The bench broke off.")
}
