//! Which packages of the library go into which pack.

use std::collections::{HashMap, HashSet};

use burrow_go_syntax::ast::{Decl, File};
use burrow_go_syntax::{Name, NodeIds, ParseOptions, Sources, parse_file};
use burrow_go_types::PackageSource;

use crate::chain::{Packages, library_path};
use crate::library::Library;

/// A pack and what it holds.
pub struct Planned {
    /// What it is called.
    pub name: String,
    /// The numbers of the packs that it cannot do without, those that they need included.
    pub needs: Vec<usize>,
    /// Its packages, in order of their import paths.
    pub packages: Vec<PackageSource>,
}

/// Spreads packages over packs: each of `wanted`, a name and import paths, holds those packages and all that they need,
/// but for what a pack before it holds. An error names a package that is not there.
pub fn plan(library: &mut Library, wanted: &[(&str, Vec<String>)]) -> Result<Vec<Planned>, String> {
    let mut place: HashMap<String, usize> = HashMap::new();
    let mut plan: Vec<Planned> = Vec::new();
    for (name, roots) in wanted {
        let mut found = Found::default();
        for root in roots {
            found.add(library, root, &place)?;
        }
        place.extend(found.packages.iter().map(|package| (package.path.clone(), plan.len())));
        let direct: HashSet<usize> = found.outside.iter().map(|path| place[path]).collect();
        let mut needs: Vec<usize> = direct
            .iter()
            .flat_map(|&pack| plan[pack].needs.clone())
            .chain(direct.clone())
            .collect();
        needs.sort_unstable();
        needs.dedup();
        found.packages.sort_by(|a, b| a.path.cmp(&b.path));
        plan.push(Planned { name: (*name).to_string(), needs, packages: found.packages });
    }
    Ok(plan)
}

#[derive(Default)]
struct Found {
    packages: Vec<PackageSource>,
    known: HashSet<String>,
    /// What earlier packs hold of what these packages need.
    outside: HashSet<String>,
}

impl Found {
    fn add(
        &mut self,
        library: &mut Library,
        path: &str,
        place: &HashMap<String, usize>,
    ) -> Result<(), String> {
        if place.contains_key(path) {
            self.outside.insert(path.into());
            return Ok(());
        }
        if path == "unsafe" || !self.known.insert(path.into()) {
            return Ok(());
        }
        let missing = || format!("package {path} is not in std");
        let package = library.find(path, "").unwrap_or_else(|| Err(missing()))?;
        for other in needed(&package) {
            // A linkname may speak of what is not there: then nothing here calls it.
            if library.has(&other) {
                self.add(library, &other, place)?;
            }
        }
        self.packages.push(package);
        Ok(())
    }
}

/// The packages that a package imports, and those in which its functions without a body have theirs.
fn needed(package: &PackageSource) -> Vec<String> {
    let mut needed: Vec<String> = Vec::new();
    let mut bodies: HashSet<Name> = HashSet::new();
    let mut links: Vec<(Name, String)> = Vec::new();
    for (name, text) in &package.files {
        let file = parse(name, text);
        let imports = file.imports.iter().map(|import| import.path.as_str());
        needed.extend(imports.filter_map(|path| library_path(path, &package.path, true)?.ok()));
        bodies.extend(file.decls.iter().filter_map(with_body));
        links.extend(file.directives.iter().filter_map(|line| link(&line.name, &line.args)));
    }
    let elsewhere = links.into_iter().filter(|(local, _)| !bodies.contains(local));
    needed.extend(elsewhere.map(|(_, path)| path).filter(|path| *path != package.path));
    needed
}

fn with_body(decl: &Decl) -> Option<Name> {
    match decl {
        Decl::Func(func) if func.recv.is_none() => {
            let empty = matches!(func.body, burrow_go_syntax::ast::FuncBody::None);
            (!empty).then_some(func.name.name)
        }
        _ => None,
    }
}

/// The local name and the other package of a `//go:linkname` line.
fn link(directive: &str, args: &str) -> Option<(Name, String)> {
    if !matches!(directive, "linkname" | "linknamestd") {
        return None;
    }
    let (local, remote) = args.split_once(char::is_whitespace)?;
    let remote = remote.trim();
    let folder = remote.rfind('/').map_or(0, |at| at + 1);
    let dot = folder + remote[folder..].find('.')?;
    Some((Name::new(local), remote[..dot].into()))
}

fn parse(name: &str, text: &str) -> File {
    let mut sources = Sources::default();
    let base = sources.add(name, text);
    let options = ParseOptions { lazy_bodies: true };
    parse_file(&mut sources, base, &mut NodeIds::default(), options, &mut Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_package_needs_is_imported_or_linked() {
        let text = "package p\nimport (\n\t\"a\"\n\t\"golang.org/x/b\"\n)\n//go:linkname f c/d.f\nfunc f()\n\
                    //go:linkname g e.g\nfunc g() {}\n//go:linkname h\nfunc h()\n";
        let files = vec![("p.go".to_string(), text.into())];
        let package = PackageSource { path: "p".into(), files, lazy: true };
        assert_eq!(needed(&package), ["a", "vendor/golang.org/x/b", "c/d"]);
    }
}
