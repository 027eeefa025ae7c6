//! Where things are: the repository, cargo's target directory, what we install for ourselves.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

#[derive(Clone, Debug)]
pub struct Project {
    pub root: PathBuf,
    /// Cargo's target directory. Everything that we make lies under it, except `dist/`.
    pub target: PathBuf,
}

impl Project {
    pub fn find() -> Result<Self> {
        // cargo sets the variable when it runs us; the compiled-in path is for a run by hand.
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .parent()
            .context("xtask does not lie in a repository: run it as `cargo xtask`.")?
            .to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => std::path::absolute(dir)?,
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What wasm-pack wrote for one flavour.
    pub fn pkg(&self, flavour: &str) -> PathBuf {
        self.target.join("pkg").join(flavour)
    }

    /// Programs that xtask installed because the PATH had none that fits.
    pub fn tools(&self) -> PathBuf {
        if in_ci()
            && let Some(cache) = user_cache()
        {
            return cache.join("burrow/tools");
        }
        self.target.join("tools")
    }
}

/// Whether an automatic run asks, not a person.
pub fn in_ci() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

fn user_cache() -> Option<PathBuf> {
    env::var_os("XDG_CACHE_HOME")
        .filter(|dir| !dir.is_empty())
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cache")))
}
