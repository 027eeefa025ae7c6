//! The program that a command names: files, or a folder.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use burrow_go_std::{Chain, Library, Module, NoModule};
use burrow_go_types::{PackageSource, Program};

use super::{disk::Disk, goroot};

/// A program, not yet checked, and the name that messages give its package.
pub struct Source {
    /// Knows where imported packages are.
    pub program: Program,
    /// The main package's files.
    pub package: PackageSource,
    /// Such as `command-line-arguments`.
    pub title: String,
}

/// Reads what the arguments name: `.go` files, or one folder (the current one where nothing is named).
pub fn read(paths: &[PathBuf]) -> Result<Source, String> {
    let library = Library::new(goroot::find()?);
    let is_go = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "go");
    let (module, package, title) = match paths {
        [first, ..] if paths.iter().all(is_go) => {
            let files = paths.iter().map(|path| file(path)).collect::<Result<_, _>>()?;
            let folder = first.parent().filter(|folder| !folder.as_os_str().is_empty());
            let root = module_root(folder.unwrap_or(Path::new("."))).unwrap_or_default();
            let package = PackageSource { path: "main".into(), files, lazy: false };
            (Module::new(Disk::new(root)), package, "command-line-arguments".to_owned())
        }
        [] => folder(Path::new("."))?,
        [path] => folder(path)?,
        _ => return Err("named files must all be .go files; or name one folder".into()),
    };
    let chain = Chain::default().with(module).with(library).with(NoModule);
    Ok(Source { program: Program::new(Box::new(chain)), package, title })
}

/// A folder's package, in its module if it belongs to one.
fn folder(path: &Path) -> Result<(Module<Disk>, PackageSource, String), String> {
    let path = path.canonicalize().map_err(|why| format!("{}: {why}", path.display()))?;
    let root = module_root(&path).unwrap_or_else(|| path.clone());
    let inside = path.strip_prefix(&root).unwrap_or(Path::new("")).to_string_lossy().into_owned();
    let module = Module::new(Disk::new(root));
    let package = module.package(&inside, "main")?;
    let title = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok((module, package, title.unwrap_or_default()))
}

fn file(path: &Path) -> Result<(String, Rc<str>), String> {
    let bytes = std::fs::read(path).map_err(|why| format!("{}: {why}", path.display()))?;
    let shown = match path.is_relative() && !path.starts_with("..") && !path.starts_with(".") {
        true => format!("./{}", path.display()),
        false => path.display().to_string(),
    };
    Ok((shown, Rc::from(String::from_utf8_lossy(&bytes).as_ref())))
}

/// The nearest folder around `folder` with a `go.mod`.
fn module_root(folder: &Path) -> Option<PathBuf> {
    let folder = folder.canonicalize().ok()?;
    folder.ancestors().find(|folder| folder.join("go.mod").is_file()).map(Path::to_path_buf)
}
