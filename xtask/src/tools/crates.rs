//! Tools that are crates: built from source where the PATH has none of the right version.

use std::fs;

use anyhow::{Context, Result};

use super::Tools;
use crate::lock;
use crate::project::Project;
use crate::shell;

/// A program that comes from crates.io.
#[derive(Clone, Debug)]
pub struct Tool {
    krate: &'static str,
    program: &'static str,
    version: String,
    /// Which of the versions found on the PATH will do.
    fits: fn(found: &str, wanted: &str) -> bool,
    locked: bool,
}

impl Tool {
    /// A tool of which any later patch in the same series will do.
    fn of_series(name: &'static str, version: &str) -> Self {
        Self {
            krate: name,
            program: name,
            version: version.to_owned(),
            fits: same_series,
            locked: true,
        }
    }
}

pub fn wasm_pack() -> Tool {
    Tool::of_series("wasm-pack", "0.15.1")
}

pub fn cargo_deny() -> Tool {
    Tool::of_series("cargo-deny", "0.20.2")
}

/// wasm-bindgen's program must be of the very version that the crates link.
pub fn wasm_bindgen(project: &Project) -> Result<Tool> {
    Ok(Tool {
        krate: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: lock::version(project, "wasm-bindgen")?,
        fits: |found, wanted| found == wanted,
        // Its own lock file does not build with a current compiler.
        locked: false,
    })
}

/// Sees that a tool is there, installing it where it is not.
pub fn install(project: &Project, tools: &Tools, tool: &Tool) -> Result<()> {
    if version(tools, tool.program).is_some_and(|found| (tool.fits)(&found, &tool.version)) {
        return Ok(());
    }
    println!("    installing {} {} from source: some minutes, once", tool.krate, tool.version);
    let folder = project.tools();
    let build = folder.join("build");
    let mut cargo = tools.command("cargo");
    cargo.args(["install", tool.krate, "--version", &tool.version, "--force", "--root"]);
    cargo.arg(&folder).arg("--target-dir").arg(&build);
    if tool.locked {
        cargo.arg("--locked");
    }
    // A build for quick building: these programs work for seconds, and compile for minutes.
    cargo.envs([
        ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
        ("CARGO_PROFILE_RELEASE_LTO", "off"),
        ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
        ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
    ]);
    shell::run(&mut cargo).with_context(|| {
        format!("{} could not be installed; that takes, once, a network.", tool.krate)
    })?;
    fs::remove_dir_all(&build)
        .with_context(|| format!("{} could not be cleared away.", build.display()))
}

/// The version of a program, where it is there and runs.
fn version(tools: &Tools, program: &str) -> Option<String> {
    tools.find(program)?;
    let output = tools.command(program).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

/// 0.15.3 will do for 0.15.1, 0.15.0 and 0.16.0 will not.
pub(super) fn same_series(found: &str, wanted: &str) -> bool {
    let (Some((found_series, found_patch)), Some((series, patch))) =
        (found.rsplit_once('.'), wanted.rsplit_once('.'))
    else {
        return false;
    };
    match (found_patch.parse::<u32>(), patch.parse::<u32>()) {
        (Ok(found_patch), Ok(patch)) => found_series == series && found_patch >= patch,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_patch_of_the_series_will_do() {
        assert!(same_series("0.15.1", "0.15.1"));
        assert!(same_series("0.15.12", "0.15.1"));
        assert!(!same_series("0.15.0", "0.15.1"));
        assert!(!same_series("0.16.0", "0.15.1"));
        assert!(!same_series("nonsense", "0.15.1"));
    }

    #[test]
    fn wasm_bindgen_has_the_version_of_the_lock_file() {
        let tool = wasm_bindgen(&Project::find().unwrap()).unwrap();
        assert!(tool.version.starts_with("0.2."), "{}", tool.version);
        assert!(!(tool.fits)("0.2.1", &tool.version));
    }
}
