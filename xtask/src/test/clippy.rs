//! Clippy, natively and for wasm, without compiling the tensor library once more.

use std::ffi::OsStr;

use anyhow::{Result, bail};
use serde::Deserialize;

use crate::build::wasm::{PAGES, TRAIN_GPU};
use crate::shell;
use crate::tools::{Tools, WASM};

pub fn check(tools: &Tools) -> Result<()> {
    let mut native = tools.command("cargo");
    native.args(["clippy", "--workspace", "--all-targets", "--features", "burrow-web/prerender"]);
    native.args(["--", "--deny", "warnings"]);
    shell::run(&mut native)?;

    for flavour in PAGES {
        let mut page = tools.command("cargo");
        page.args(["clippy", "--target", WASM])
            .args(flavour.cargo_args())
            .args(["--", "--deny", "warnings"]);
        shell::run(&mut page)?;
    }

    worker(tools)
}

/// The larger of the two workers, which holds the smaller. `cargo clippy` would check hundreds of
/// crates once more; clippy in the compiler's place uses them as the build left them.
fn worker(tools: &Tools) -> Result<()> {
    let mut build = tools.command("cargo");
    build
        .args(["build", "--lib", "--target", WASM, "--profile", "engine"])
        .args(TRAIN_GPU.cargo_args())
        .arg("--message-format=json")
        .env("RUSTC_WORKSPACE_WRAPPER", OsStr::new("clippy-driver"));
    let found = warnings(&shell::capture(&mut build)?);
    if found.is_empty() {
        return Ok(());
    }
    bail!("Clippy finds fault with the workers' code:\n\n{}", found.join("\n"))
}

/// A line of `cargo --message-format=json`.
#[derive(Deserialize)]
struct Line {
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    /// As the compiler would print it.
    rendered: Option<String>,
}

/// What the compiler warns of. Lines that sum warnings up carry no place, and are left out.
fn warnings(output: &str) -> Vec<String> {
    output
        .lines()
        .filter_map(|line| serde_json::from_str::<Line>(line).ok()?.message)
        .filter(|message| message.level == "warning")
        .filter_map(|message| message.rendered)
        .filter(|text| text.contains("-->"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_are_found_among_cargos_lines() {
        let output = concat!(
            "{\"reason\":\"compiler-artifact\",\"fresh\":true}\n",
            "{\"reason\":\"compiler-message\",\"message\":{\"level\":\"warning\",\"rendered\":\"warning: unused\\n --> a.rs:1\"}}\n",
            "{\"reason\":\"compiler-message\",\"message\":{\"level\":\"warning\",\"rendered\":\"warning: 1 warning emitted\"}}\n",
            "not json\n",
        );
        assert_eq!(warnings(output), ["warning: unused\n --> a.rs:1"]);
    }
}
