//! What must be installed, and how it gets there: looked for on the PATH first.

mod crates;
mod go;
mod npm;
mod python;
mod rust;

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::project::Project;
pub use crates::{cargo_deny, install};
pub use go::root as go_root;
pub use python::libraries as python_libraries;
pub use rust::WASM;

/// The programs that a command starts, found and of the right versions.
#[derive(Clone, Debug)]
pub struct Tools {
    path: OsString,
    root: PathBuf,
    target: PathBuf,
    /// One line a tool whose version shows in what it writes.
    pub versions: String,
}

impl Tools {
    /// Finds or installs everything that a build needs.
    pub fn for_build(project: &Project) -> Result<Self> {
        let mut tools = Self::found(project)?;
        npm::check_node(&tools)?;
        rust::wasm_target(&tools)?;
        npm::packages(project, &tools)?;
        install(project, &tools, &crates::wasm_pack())?;
        install(project, &tools, &crates::wasm_bindgen(project)?)?;
        tools.versions = ["rustc", "wasm-pack", "wasm-bindgen", "wasm-opt"]
            .iter()
            .map(|name| rust::version_line(&tools, name))
            .collect::<Result<Vec<_>>>()?
            .join("\n");
        Ok(tools)
    }

    /// The programs as they are: nothing is checked and nothing installed.
    pub fn found(project: &Project) -> Result<Self> {
        let ours = [project.tools().join("bin"), project.root.join("node_modules/.bin")];
        let theirs = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(ours.into_iter().chain(env::split_paths(&theirs)))
            .context("The PATH holds a folder whose name has a colon in it, which cannot be.")?;
        Ok(Self {
            path,
            root: project.root.clone(),
            target: project.target.clone(),
            versions: String::new(),
        })
    }

    /// A program that runs in the repository's root and sees our tools first.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("PATH", &self.path)
            .env("CARGO_TARGET_DIR", &self.target)
            // It would replace the flags of .cargo/config.toml, without which nothing runs.
            .env_remove("RUSTFLAGS")
            .current_dir(&self.root);
        command
    }

    /// Where a program lies, if anywhere.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        which::which_in(program, Some(&self.path), &self.root).ok()
    }
}
