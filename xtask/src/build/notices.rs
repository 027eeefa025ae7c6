//! The page of third-party notices, from the lock files and the data cards.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::cards;
use super::template::escape;
use super::wasm::{PAGES, WORKERS};
use crate::project::Project;
use crate::shell;
use crate::tools::{Tools, WASM};

/// The npm packages that esbuild puts into the site; the others only build and test it.
const BUNDLED: [&str; 21] = [
    "@codemirror/autocomplete",
    "@codemirror/commands",
    "@codemirror/lang-go",
    "@codemirror/language",
    "@codemirror/lint",
    "@codemirror/state",
    "@codemirror/view",
    "@lezer/common",
    "@lezer/go",
    "@lezer/highlight",
    "@lezer/lr",
    "@marijn/find-cluster-break",
    "crelt",
    "idb",
    "style-mod",
    "uplot",
    "w3c-keyname",
    "workbox-core",
    "workbox-precaching",
    "workbox-routing",
    "workbox-strategies",
];

/// Go's library is no crate and no package: its own notice, as its licence asks.
const GO: &str = concat!(
    "<h2>Go's standard library</h2>\n<p>Programs in Go import it. It is packed without its comments.</p>\n<pre>",
    include_str!("../../../crates/go-std/LICENSE-Go"),
    "</pre>\n"
);

/// A library that is part of what a browser loads.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Library {
    name: String,
    version: String,
    licence: String,
    /// An address, or nothing.
    repository: String,
}

pub fn html(project: &Project, tools: &Tools) -> Result<String> {
    Ok(render(&crates(tools)?, &packages(project)?, &cards::all(project)?))
}

fn render(crates: &BTreeSet<Library>, packages: &[Library], cards: &str) -> String {
    let mut html = String::from(
        "<h1>Third-party notices</h1>\n\
         <p>Burrow is made of the work of many others. Thank you. These libraries and data sets \
         are part of what your browser loads, each under its own licence.</p>\n\
         <h2>Data sets and models</h2>\n",
    );
    html.push_str(cards);
    html.push_str(GO);
    html.push_str("<h2>Rust crates</h2>\n");
    table(&mut html, crates);
    html.push_str("<h2>JavaScript packages</h2>\n");
    table(&mut html, packages);
    html
}

fn table<'a>(html: &mut String, libraries: impl IntoIterator<Item = &'a Library>) {
    html.push_str(
        "<table>\n<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Version</th>\
         <th scope=\"col\">Licence</th></tr></thead>\n<tbody>\n",
    );
    for library in libraries {
        let name = escape(&library.name);
        let name = if library.repository.starts_with("https://") {
            format!("<a href=\"{}\" rel=\"noreferrer\">{name}</a>", escape(&library.repository))
        } else {
            name
        };
        let (version, licence) = (escape(&library.version), escape(&library.licence));
        // Writing to a string cannot fail.
        let _ = writeln!(html, "<tr><td>{name}</td><td>{version}</td><td>{licence}</td></tr>");
    }
    html.push_str("</tbody>\n</table>\n");
}

/// The crates that are compiled into any of the wasm builds.
fn crates(tools: &Tools) -> Result<BTreeSet<Library>> {
    let mut all = BTreeSet::new();
    for flavour in PAGES.iter().chain(&WORKERS) {
        let mut tree = tools.command("cargo");
        tree.args(["tree", "--quiet", "--target", WASM, "--edges", "normal,no-proc-macro"])
            .args(["--prefix", "none", "--format", "{p}\t{l}\t{r}"])
            .args(flavour.cargo_args());
        all.extend(shell::capture(&mut tree)?.lines().filter_map(library));
    }
    Ok(all)
}

/// A line such as `burn v0.22.1⇥MIT OR Apache-2.0⇥https://…`. Our own crates have a path in it.
fn library(line: &str) -> Option<Library> {
    // cargo marks what it has listed before.
    let mut columns = line.trim_end_matches(" (*)").split('\t');
    let (package, licence) = (columns.next()?, columns.next()?);
    let (name, version) = package.split_once(" v")?;
    if version.contains(' ') {
        return None;
    }
    Some(Library {
        name: name.to_owned(),
        version: version.to_owned(),
        // Older crates write a slash where the standard has OR.
        licence: licence.replace('/', " OR "),
        repository: columns.next().unwrap_or_default().to_owned(),
    })
}

#[derive(Deserialize)]
struct PackageLock {
    packages: BTreeMap<String, Package>,
}

#[derive(Deserialize)]
struct Package {
    version: Option<String>,
    license: Option<String>,
}

fn packages(project: &Project) -> Result<Vec<Library>> {
    let path = project.root.join("package-lock.json");
    let text =
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read.", path.display()))?;
    packages_in(&text, &BUNDLED)
}

fn packages_in(lock: &str, names: &[&str]) -> Result<Vec<Library>> {
    let lock: PackageLock = serde_json::from_str(lock)
        .context("package-lock.json is not in the form that npm writes.")?;
    names
        .iter()
        .map(|name| {
            let package =
                lock.packages.get(&format!("node_modules/{name}")).with_context(|| {
                    format!("package-lock.json lists no {name}: run `npm install`.")
                })?;
            Ok(Library {
                name: (*name).to_owned(),
                version: package.version.clone().unwrap_or_default(),
                licence: package.license.clone().unwrap_or_default(),
                repository: format!("https://www.npmjs.com/package/{name}"),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_read_from_cargos_line_and_ours_are_left_out() {
        let found = library("burn v0.22.1\tMIT/Apache-2.0\thttps://example.org/burn").unwrap();
        assert_eq!(found.name, "burn");
        assert_eq!(found.version, "0.22.1");
        assert_eq!(found.licence, "MIT OR Apache-2.0");
        assert!(library("burrow-web v0.1.0 (/somewhere/web)\tMIT\t").is_none());
        assert!(library("").is_none());
    }

    #[test]
    fn a_crate_listed_twice_is_the_same_crate() {
        let line = "burn v0.22.1\tMIT\thttps://example.org/burn";
        assert_eq!(library(line), library(&format!("{line} (*)")));
    }

    #[test]
    fn a_bundled_package_must_be_in_the_lock_file() {
        let lock = r#"{"packages": {"node_modules/uplot": {"version": "1.6.32", "license": "MIT"},
            "node_modules/esbuild": {"version": "1.0.0"}}}"#;
        let found = packages_in(lock, &["uplot"]).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].version.as_str(), found[0].licence.as_str()), ("1.6.32", "MIT"));
        assert!(
            packages_in(r#"{"packages": {}}"#, &["uplot"])
                .unwrap_err()
                .to_string()
                .contains("no uplot")
        );
    }

    #[test]
    fn only_a_web_address_becomes_a_link() {
        let library = |repository: &str| Library {
            name: "a<b".to_owned(),
            version: "1".to_owned(),
            licence: "MIT".to_owned(),
            repository: repository.to_owned(),
        };
        let with = render(&BTreeSet::from([library("https://example.org")]), &[], "");
        assert!(with.contains("<a href=\"https://example.org\" rel=\"noreferrer\">a&lt;b</a>"));
        let without = render(&BTreeSet::from([library("javascript:alert(1)")]), &[], "");
        assert!(!without.contains("<a "));
    }
}
