//! The built site in real browsers, by Playwright.

use anyhow::{Result, bail};

use super::{Extent, Tally, browsers};
use crate::project::Project;
use crate::serve::{Server, listen};
use crate::shell;
use crate::tools::Tools;

/// Where the second server shows the same site, to see that it works from anywhere.
const SUB_PATH: &str = "/some/where/";

pub fn test(
    project: &Project,
    tools: &Tools,
    extent: &Extent,
    args: &[String],
    tally: &mut Tally,
) -> Result<()> {
    let at_root = Server::start(listen(0)?, &project.dist(), "/")?;
    let in_folder = Server::start(listen(0)?, &project.dist(), SUB_PATH)?;
    let mut playwright = tools.command("playwright");
    playwright
        .args(["test", "--config", "playwright/playwright.config.ts"])
        .args(args)
        .envs(extent.variables())
        .env("BURROW_URL", &at_root.url)
        .env("BURROW_SUB_PATH_URL", &in_folder.url);
    if let Some(path) = browsers::chromium(tools)? {
        playwright.env("BURROW_CHROMIUM", path);
    }
    match browsers::firefox(tools) {
        Some(path) => drop(playwright.env("BURROW_FIREFOX", path)),
        None => println!("    the smoke test in Firefox is left out: there is no Firefox here"),
    }
    if !shell::watch(&mut playwright, |line| tally.look(line))? {
        bail!("Some tests of the page failed; their output stands above.");
    }
    Ok(())
}
