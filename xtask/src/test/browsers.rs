//! Real browsers: the one on the PATH, else Debian's package, else Playwright's own.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::shell;
use crate::tools::Tools;

const CHROMIUMS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const FIREFOXES: [&str; 2] = ["firefox-esr", "firefox"];

/// A Chromium, installed where there is none. Nothing means Playwright's own, which it finds
/// itself.
pub fn chromium(tools: &Tools) -> Result<Option<PathBuf>> {
    if let Some(found) = CHROMIUMS.iter().find_map(|name| tools.find(name)) {
        return Ok(Some(found));
    }
    if let Some(installed) = from_debian(tools, "chromium") {
        return Ok(Some(installed));
    }
    println!("    installing Playwright's Chromium");
    shell::run(tools.command("npx").args(["playwright", "install", "chromium"])).context(
        "There is no Chromium here and none could be installed. Install one, see that it is on \
         the PATH, then try again.",
    )?;
    Ok(None)
}

/// A Firefox, if it can be had.
pub fn firefox(tools: &Tools) -> Option<PathBuf> {
    FIREFOXES.iter().find_map(|name| tools.find(name)).or_else(|| from_debian(tools, "firefox-esr"))
}

/// Debian's package, where we may install one.
fn from_debian(tools: &Tools, package: &str) -> Option<PathBuf> {
    if !Path::new("/etc/debian_version").exists() || !is_root(tools) {
        return None;
    }
    println!("    installing Debian's {package}");
    for args in [&["update"][..], &["install", "--yes", package]] {
        let mut apt = tools.command("apt-get");
        apt.args(args).env("DEBIAN_FRONTEND", "noninteractive");
        if let Err(error) = shell::run(&mut apt) {
            println!("    Debian's {package} could not be installed: {error}");
            return None;
        }
    }
    tools.find(package)
}

fn is_root(tools: &Tools) -> bool {
    shell::capture(tools.command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
