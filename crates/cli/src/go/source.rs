//! The program that a command names: files, a folder, or an archive of files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use burrow_go_std::{Chain, Library, Module, NoModule, Tree};
use burrow_go_types::{PackageSource, Program};
use burrow_protocol::txtar;

use super::disk::{self, Disk};
use super::goroot;

/// What the go command calls a package of files that are named one by one.
pub const NAMED_FILES: &str = "command-line-arguments";

/// A program, not yet checked, and the name that messages give its package.
pub struct Source {
    /// Knows where imported packages are.
    pub program: Program,
    /// The main package's files.
    pub package: PackageSource,
    /// Such as `command-line-arguments`.
    pub title: String,
}

/// Reads what the arguments name: `.go` files, one `.txtar` archive, or one folder (the current one where nothing is named).
pub fn read(paths: &[PathBuf]) -> Result<Source, String> {
    let library = Library::new(goroot::find()?);
    let (own, package, title) = match paths {
        [_, ..] if paths.iter().all(|path| is_go(path)) => {
            let files = paths.iter().map(|path| file(path)).collect::<Result<_, _>>()?;
            let (module, inside) = module_around(folder_of(&paths[0]));
            let package = module.package_of(&inside, "main", files)?;
            (Chain::default().with(module), package, NAMED_FILES.to_owned())
        }
        [] => folder(Path::new("."))?,
        [path] if path.extension().is_some_and(|extension| extension == "txtar") => archive(path)?,
        [path] => folder(path)?,
        _ => return Err("named files must all be .go files; or name one folder".into()),
    };
    let chain = own.with(library).with(NoModule);
    Ok(Source { program: Program::new(Box::new(chain)), package, title })
}

/// Where a program's own packages come from, its main package, and what messages call that.
type Own = (Chain, PackageSource, String);

/// A folder's package, in its module if it belongs to one.
fn folder(path: &Path) -> Result<Own, String> {
    let path = path.canonicalize().map_err(|why| format!("{}: {why}", path.display()))?;
    let (module, inside) = module_around(&path);
    main_of(module, &inside)
}

/// The package at the top of a text that holds several files.
fn archive(path: &Path) -> Result<Own, String> {
    let text = std::fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))?;
    let files = txtar::parse(&text).into_iter().map(|(name, text)| (name, Rc::from(text)));
    main_of(Module::new(files.collect::<BTreeMap<String, Rc<str>>>()), "")
}

fn main_of(module: Module<impl Tree + 'static>, inside: &str) -> Result<Own, String> {
    let package = module.package(inside, "main")?;
    let title = module.import_path(inside);
    Ok((Chain::default().with(module), package, title))
}

/// Whether a name is that of a Go file.
pub fn is_go(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "go")
}

/// The folder that a file lies in.
pub fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file under the name that messages show.
pub fn file(path: &Path) -> Result<burrow_go_std::SourceText, String> {
    let bytes = std::fs::read(path).map_err(|why| format!("{}: {why}", path.display()))?;
    Ok((disk::shown(path), String::from_utf8_lossy(&bytes).into()))
}

/// The module that a folder belongs to, and where in it the folder lies; a folder without a module stands for itself.
pub fn module_around(folder: &Path) -> (Module<Disk>, String) {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let root = module_root(&folder).unwrap_or(&folder);
    let inside = folder.strip_prefix(root).unwrap_or(Path::new("")).to_string_lossy().into_owned();
    (Module::new(Disk::new(root)), inside)
}

/// The nearest folder around `folder` with a `go.mod`.
pub fn module_root(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join("go.mod").is_file())
}
