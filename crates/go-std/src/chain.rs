//! Several places that packages come from, asked one after the other.

use burrow_go_types::{Importer, PackageSource};

/// A place that packages come from.
pub trait Packages {
    /// The source of the package with this import path as the package `from` gets it; none if it is not for this place to
    /// say. An error is in gc's words. The engine itself asks with an empty `from`, and gets any package.
    fn find(&mut self, path: &str, from: &str) -> Option<Result<PackageSource, String>>;
}

/// The first place that knows a package gives it.
#[derive(Default)]
pub struct Chain {
    places: Vec<Box<dyn Packages>>,
}

impl Chain {
    /// Adds a place that is asked after all others.
    pub fn with(mut self, place: impl Packages + 'static) -> Self {
        self.places.push(Box::new(place));
        self
    }
}

impl Importer for Chain {
    fn package(&mut self, path: &str, from: &str) -> Result<PackageSource, String> {
        let found = self.places.iter_mut().find_map(|place| place.find(path, from));
        found.unwrap_or_else(|| Err(format!("no required module provides package {path}")))
    }
}

/// Whether the package `from` may import `path`: what lies below a folder `internal` is for those beside and below that
/// folder (`go help packages`).
pub(crate) fn may_import(path: &str, from: &str) -> bool {
    if from.is_empty() {
        return true;
    }
    let Some(at) = internal(path) else { return true };
    let parent = path[..at].trim_end_matches('/');
    parent.is_empty()
        || from == parent
        || from.strip_prefix(parent).is_some_and(|rest| rest.starts_with('/'))
}

/// Where the last element `internal` of a path stands.
fn internal(path: &str) -> Option<usize> {
    let mut found = None;
    let mut at = 0;
    for word in path.split('/') {
        if word == "internal" {
            found = Some(at);
        }
        at += word.len() + 1;
    }
    found
}

/// Under which path the library has what a package imports; none if it is not the library's. `inside` says whether the
/// package is the library's own: modules that the library brings along are for it alone.
pub(crate) fn library_path(path: &str, from: &str, inside: bool) -> Option<Result<String, String>> {
    let dotted = path.split('/').next().is_some_and(|word| word.contains('.'));
    if dotted {
        return inside.then(|| Ok(format!("vendor/{path}")));
    }
    let hidden = path.starts_with("internal/") || path.starts_with("vendor/");
    let allowed = inside || !hidden && may_import(path, from);
    Some(if allowed { Ok(path.into()) } else { Err(not_allowed(path)) })
}

/// What the go command says of a package that may not be imported.
pub(crate) fn not_allowed(path: &str) -> String {
    format!("use of internal package {path} not allowed")
}
