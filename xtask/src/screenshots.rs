//! `cargo xtask screenshots`: pictures of every page, for people to look at, and the README's.

use anyhow::{Context, Result};

use crate::build;
use crate::project::Project;
use crate::serve::{Server, listen};
use crate::shell;
use crate::test::chromium;
use crate::tools::Tools;

pub fn take(project: &Project, no_build: bool) -> Result<()> {
    if !no_build {
        build::build(project, &build::Options { draft: false, base: "/".to_owned(), url: None })?;
    }
    let tools = Tools::found(project)?;
    let server = Server::start(listen(0)?, &project.dist(), "/")?;
    let mut playwright = tools.command("playwright");
    playwright
        .args(["test", "--config", "playwright/playwright.config.ts"])
        .args(["--project=cpu", "screenshots.cpu"])
        .env("BURROW_SCREENSHOTS", "1")
        .env("BURROW_URL", &server.url);
    if let Some(path) = chromium(&tools)? {
        playwright.env("BURROW_CHROMIUM", path);
    }
    shell::run(&mut playwright).context("Not every picture could be taken.")?;
    println!("\nThe pictures are in {}.", project.target.join("playwright-screens").display());
    Ok(())
}
