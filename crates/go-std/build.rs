//! Lists the files of the overlay, so that they are compiled in.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let overlay = Path::new("overlay");
    println!("cargo::rerun-if-changed=overlay");
    let mut files = Vec::new();
    collect(overlay, &mut files)?;
    let mut list = String::from(
        "/// Import path, file name and text, sorted.\nconst FILES: &[(&str, &str, &str)] = &[\n",
    );
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let mut lines = Vec::new();
    for file in &files {
        let path = file.strip_prefix(overlay).map_err(io::Error::other)?;
        let folder =
            path.parent().unwrap_or(Path::new("")).display().to_string().replace('\\', "/");
        let name = path.file_name().unwrap_or_default().display().to_string();
        lines.push((folder, name, root.join(file).display().to_string()));
    }
    // By import path as a whole: what lies in a folder stands together, before its subfolders.
    lines.sort();
    for (folder, name, from) in lines {
        writeln!(list, "    ({folder:?}, {name:?}, include_str!({from:?})),")
            .map_err(io::Error::other)?;
    }
    list.push_str("];\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("overlay.rs"), list)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "go") {
            files.push(path);
        }
    }
    Ok(())
}
