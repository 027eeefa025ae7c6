//! The Python libraries that read what Burrow writes, for the tests only.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::Tools;
use crate::project::Project;
use crate::shell;

/// What `models/check_safetensors.py` imports; the versions stand in `models/requirements.txt`.
const LIBRARIES: [&str; 2] = ["numpy", "safetensors"];

/// Installs the libraries beside our other tools, and says where, for `PYTHONPATH`.
///
/// A folder of our own needs neither root nor a virtual environment, which Debian packs apart.
pub fn libraries(project: &Project, tools: &Tools) -> Result<PathBuf> {
    let folder = project.tools().join("python");
    let mut there = tools.command("python3");
    there.env("PYTHONPATH", &folder).args(["-c", &format!("import {}", LIBRARIES.join(", "))]);
    if !shell::succeeds(&mut there) {
        let mut pip = tools.command("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--upgrade", "--target"]).arg(&folder);
        pip.args(["--constraint", "models/requirements.txt"]).args(LIBRARIES);
        shell::run(&mut pip).context(
            "Python's safetensors could not be installed. It needs python3 with pip (on Debian: \
             apt-get install python3-pip) and the network.",
        )?;
    }
    Ok(folder)
}
