//! Node.js and the npm packages: esbuild, wasm-opt, uPlot, Playwright.

use std::fs;

use anyhow::{Context, Result, bail};

use super::{Tools, rust};
use crate::hash::sha256;
use crate::project::Project;
use crate::shell;

const OLDEST_NODE: u32 = 20;

pub fn check_node(tools: &Tools) -> Result<()> {
    let version = rust::version_line(tools, "node")?;
    match major(&version) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => bail!(
            "Node.js here is {version}, and the build needs {OLDEST_NODE} or later: install a newer one, then try again."
        ),
    }
}

/// Installs what package-lock.json lists, unless that is what stands there already.
pub fn packages(project: &Project, tools: &Tools) -> Result<()> {
    let lock = project.root.join("package-lock.json");
    let lock = fs::read(&lock).with_context(|| format!("{} cannot be read.", lock.display()))?;
    let wanted = sha256(&lock);
    let mark = project.root.join("node_modules/.burrow-lock");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("    installing the npm packages");
    let mut npm = tools.command("npm");
    npm.args(["ci", "--no-fund", "--no-audit"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    shell::run(&mut npm)
        .context("The npm packages could not be installed; that takes, once, a network.")?;
    fs::write(&mark, wanted).with_context(|| format!("{} cannot be written.", mark.display()))
}

/// The 20 of `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(major("v20.11.1"), Some(20));
        assert_eq!(major("nothing"), None);
    }
}
