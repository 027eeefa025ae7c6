//! Which packages `burrow go test` is asked for: folders, import paths, patterns that end in `...`, or files.

use std::path::{Component, Path, PathBuf};

use super::super::folders::{below, pattern};
use super::super::source::{NAMED_FILES, folder_of, is_go, module_around, module_root};

/// A package to test.
#[derive(Debug, PartialEq, Eq)]
pub struct Target {
    /// Its import path, or what was asked for where there is no package.
    pub path: String,
    /// Where it is.
    pub place: Place,
}

/// Where a package is.
#[derive(Debug, PartialEq, Eq)]
pub enum Place {
    /// A folder of the user's.
    Folder(PathBuf),
    /// Go's library.
    Library,
    /// These files alone.
    Files(Vec<PathBuf>),
    /// Nowhere; why, in the go command's words.
    Nowhere(String),
}

/// The packages that the words name; the current folder's where there are none.
pub fn select(words: &[String], goroot: &Path) -> Vec<Target> {
    let paths = || words.iter().map(PathBuf::from);
    if !words.is_empty() && paths().all(|path| is_go(&path)) {
        return vec![Target { path: NAMED_FILES.into(), place: Place::Files(paths().collect()) }];
    }
    if words.is_empty() {
        return folders(".", goroot);
    }
    let mut targets: Vec<Target> = Vec::new();
    for word in words {
        let found = if is_local(word) { folders(word, goroot) } else { packages(word, goroot) };
        for target in found {
            if targets.iter().all(|other| other.path != target.path) {
                targets.push(target);
            }
        }
    }
    targets
}

fn is_local(word: &str) -> bool {
    let first = Path::new(word).components().next();
    matches!(first, Some(Component::CurDir | Component::ParentDir | Component::RootDir))
}

/// The packages in a folder of the disk, and with `...` below it.
fn folders(word: &str, goroot: &Path) -> Vec<Target> {
    let (start, all) = pattern(word);
    let folder = PathBuf::from(if start.is_empty() { "." } else { start });
    let Ok(folder) = folder.canonicalize() else {
        let whole = std::path::absolute(&folder).unwrap_or(folder);
        let why = format!("stat {}: directory not found", whole.display());
        return vec![Target { path: word.into(), place: Place::Nowhere(why) }];
    };
    if !all {
        return vec![in_folder(&folder, goroot)];
    }
    below(&folder).iter().map(|folder| in_folder(folder, goroot)).collect()
}

fn in_folder(folder: &Path, goroot: &Path) -> Target {
    let library = goroot.join("src").canonicalize().ok();
    if let Some(path) = library.as_deref().and_then(|library| folder.strip_prefix(library).ok()) {
        return Target { path: path.to_string_lossy().into_owned(), place: Place::Library };
    }
    let (module, inside) = module_around(folder);
    Target { path: module.import_path(&inside), place: Place::Folder(folder.to_path_buf()) }
}

/// The packages with an import path, and with `...` those below it: of the module around the current folder, or of the library.
fn packages(word: &str, goroot: &Path) -> Vec<Target> {
    let (path, all) = pattern(word);
    if let Some(folder) = in_own_module(path) {
        let suffix = if all { "/..." } else { "" };
        return folders(&format!("{}{suffix}", folder.display()), goroot);
    }
    let folder = goroot.join("src").join(path);
    if !all {
        let place = match folder.is_dir() {
            true => Place::Library,
            false => Place::Nowhere(format!("package {path} is not in std ({})", folder.display())),
        };
        return vec![Target { path: path.into(), place }];
    }
    folders(&format!("{}/...", folder.display()), goroot)
}

/// The folder of a package of the module around the current folder.
fn in_own_module(path: &str) -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let own = module_around(module_root(&here)?).0.import_path("");
    let rest = path.strip_prefix(&own)?;
    let inside = if rest.is_empty() { rest } else { rest.strip_prefix('/')? };
    Some(module_root(&here)?.join(inside))
}

/// The folder that a target's tests run in.
pub fn folder(target: &Target, goroot: &Path) -> PathBuf {
    match &target.place {
        Place::Folder(folder) => folder.clone(),
        Place::Files(files) => folder_of(&files[0]).canonicalize().unwrap_or_default(),
        Place::Library | Place::Nowhere(_) => goroot.join("src").join(&target.path),
    }
}
