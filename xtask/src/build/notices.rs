//! The page of third-party notices, from the lock files and the data cards.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use serde::Deserialize;

use super::template::escape;
use super::wasm::FLAVOURS;
use crate::project::Project;
use crate::shell;
use crate::tools::{Tools, WASM};

/// The npm packages that esbuild puts into the site; the others only build and test it.
const BUNDLED: [&str; 1] = ["uplot"];

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
    Ok(render(&crates(tools)?, &packages(project)?, &cards(project)?))
}

fn render(crates: &BTreeSet<Library>, packages: &[Library], cards: &[String]) -> String {
    let mut html = String::from(
        "<h1>Third-party notices</h1>\n\
         <p>Burrow is made of the work of many others. Thank you. These libraries and data sets \
         are part of what your browser loads, each under its own licence.</p>\n\
         <h2>Data sets and models</h2>\n",
    );
    for card in cards {
        html.push_str(&card_html(card));
    }
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
    for flavour in &FLAVOURS {
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
    packages: std::collections::BTreeMap<String, Package>,
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
    packages_in(&text)
}

fn packages_in(lock: &str) -> Result<Vec<Library>> {
    let lock: PackageLock = serde_json::from_str(lock)
        .context("package-lock.json is not in the form that npm writes.")?;
    BUNDLED
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

/// The cards of data sets and models, by name.
fn cards(project: &Project) -> Result<Vec<String>> {
    let folder = project.root.join("models");
    let mut files = Vec::new();
    for entry in
        fs::read_dir(&folder).with_context(|| format!("{} cannot be read.", folder.display()))?
    {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".card.md") {
            files.push(path);
        }
    }
    files.sort();
    files
        .iter()
        .map(|path| {
            fs::read_to_string(path).with_context(|| format!("{} cannot be read.", path.display()))
        })
        .collect()
}

/// A card's Markdown, its headings two levels down: it stands under a heading of the page.
fn card_html(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).map(|event| match event {
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level: lower(level), id, classes, attrs })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        // A card is text: what looks like a tag in it is shown, not obeyed.
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    });
    let mut html = String::new();
    html::push_html(&mut html, events);
    html
}

fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H3,
        HeadingLevel::H2 => HeadingLevel::H4,
        HeadingLevel::H3 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
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
        let found = packages_in(lock).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].version.as_str(), found[0].licence.as_str()), ("1.6.32", "MIT"));
        assert!(packages_in(r#"{"packages": {}}"#).unwrap_err().to_string().contains("no uplot"));
    }

    #[test]
    fn a_card_stands_under_the_pages_own_headings() {
        let html = card_html("# Digits\n\nText, <script>x</script>\n\n## Licence\n");
        assert!(html.contains("<h3>Digits</h3>"), "{html}");
        assert!(html.contains("<h4>Licence</h4>"), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
    }

    #[test]
    fn only_a_web_address_becomes_a_link() {
        let library = |repository: &str| Library {
            name: "a<b".to_owned(),
            version: "1".to_owned(),
            licence: "MIT".to_owned(),
            repository: repository.to_owned(),
        };
        let with = render(&BTreeSet::from([library("https://example.org")]), &[], &[]);
        assert!(with.contains("<a href=\"https://example.org\" rel=\"noreferrer\">a&lt;b</a>"));
        let without = render(&BTreeSet::from([library("javascript:alert(1)")]), &[], &[]);
        assert!(!without.contains("<a "));
    }
}
