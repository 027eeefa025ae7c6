//! Where things are: the repository, cargo's target directory, what we install for ourselves.

use std::env;
use std::fs::{self, File, TryLockError};
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

    /// What wasm-pack wrote for one flavour. Drafts lie apart: they must not undo minutes of
    /// optimising.
    pub fn pkg(&self, flavour: &str, draft: bool) -> PathBuf {
        let folder = if draft { "pkg/draft" } else { "pkg" };
        self.target.join(folder).join(flavour)
    }

    /// Waits until no other build writes below the target directory; the lock ends with its value.
    pub fn lock(&self) -> Result<File> {
        fs::create_dir_all(&self.target)?;
        let file = File::create(self.target.join("xtask.lock"))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                println!("Another build is under way; this one waits for it.");
                file.lock()?;
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        Ok(file)
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
