//! The Rust target that the wasm builds are for, and the versions of what is installed.

use std::path::Path;

use anyhow::{Context, Result};

use super::Tools;
use crate::shell;

pub const WASM: &str = "wasm32-unknown-unknown";

pub fn wasm_target(tools: &Tools) -> Result<()> {
    let mut ask = tools.command("rustc");
    let folder = shell::capture(ask.args(["--print", "target-libdir", "--target", WASM]))?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    println!("    adding Rust's {WASM} target");
    shell::run(tools.command("rustup").args(["target", "add", WASM])).context(
        "The WebAssembly target of Rust could not be added; that takes rustup and, once, a network.",
    )
}

/// What a program says of its version.
pub fn version_line(tools: &Tools, program: &str) -> Result<String> {
    Ok(shell::capture(tools.command(program).arg("--version"))?.trim().to_owned())
}
