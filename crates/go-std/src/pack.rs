//! The library as a page fetches it: packages in packs, without comments.
//!
//! A pack is text, so that the compression of the way there does its best:
//!
//! ```text
//! package fmt
//! file print.go 1234
//! …1234 bytes of source, a newline
//! ```
//!
//! Comments are gone but for `//go:` lines, and so is what stands at the ends of lines; each line keeps its number.
//!
//! An [`Index`] says which pack holds what, and is text too, with four lines for each pack:
//!
//! ```text
//! pack base-0123456789.txt 2345678
//! docs docs-base-0123456789.txt
//! needs 0 3
//! holds bufio bytes errors …
//! ```

use std::collections::{HashMap, HashSet};

use burrow_go_types::PackageSource;

use crate::chain::{Packages, library_path};
use crate::overlay::SourceText;

/// Writes packages into a pack. Of files' names only what stands behind the last `/` is kept.
pub fn write(packages: &[PackageSource]) -> String {
    let mut pack = String::new();
    for package in packages {
        pack.push_str(&format!("package {}\n", package.path));
        for (name, text) in &package.files {
            let text = strip(text);
            let name = name.rsplit('/').next().unwrap_or(name);
            pack.push_str(&format!("file {name} {}\n{text}\n", text.len()));
        }
    }
    pack
}

/// Reads a pack: import paths and files. A pack that is damaged is an error.
fn read(pack: &str) -> Result<Vec<(String, Vec<SourceText>)>, String> {
    let damaged = || "the library's pack is damaged".to_string();
    let mut packages: Vec<(String, Vec<SourceText>)> = Vec::new();
    let mut rest = pack;
    while !rest.is_empty() {
        let (line, after) = rest.split_once('\n').ok_or_else(damaged)?;
        rest = after;
        if let Some(path) = line.strip_prefix("package ") {
            packages.push((path.into(), Vec::new()));
            continue;
        }
        let (name, size) = line
            .strip_prefix("file ")
            .and_then(|line| line.rsplit_once(' '))
            .ok_or_else(damaged)?;
        let size: usize = size.parse().map_err(|_| damaged())?;
        let (path, files) = packages.last_mut().ok_or_else(damaged)?;
        let text = rest.get(..size).ok_or_else(damaged)?;
        files.push((format!("{ROOT}/{path}/{name}"), text.into()));
        rest = rest[size..].strip_prefix('\n').ok_or_else(damaged)?;
    }
    Ok(packages)
}

/// A pack as a page knows it before it has been fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name of its file.
    pub file: String,
    /// The bytes of that file.
    pub bytes: u64,
    /// The name of the file with its documentation ([`crate::docs`]).
    pub docs: String,
    /// The numbers of the packs that it cannot do without.
    pub needs: Vec<usize>,
    /// The import paths of its packages.
    pub holds: Vec<String>,
}

/// Which pack holds what. The first one is needed by every program.
#[derive(Default)]
pub struct Index {
    entries: Vec<Entry>,
    places: HashMap<String, usize>,
}

impl Index {
    /// An index of these packs.
    pub fn new(entries: Vec<Entry>) -> Index {
        let of = |(number, entry): (usize, &Entry)| {
            entry.holds.iter().map(|path| (path.clone(), number)).collect::<Vec<_>>()
        };
        let places = entries.iter().enumerate().flat_map(of).collect();
        Index { entries, places }
    }

    /// Writes what [`Index::read`] reads.
    pub fn write(&self) -> String {
        let mut text = String::new();
        for Entry { file, bytes, docs, needs, holds } in &self.entries {
            let needs: String = needs.iter().map(|number| format!(" {number}")).collect();
            text.push_str(&format!(
                "pack {file} {bytes}\ndocs {docs}\nneeds{needs}\nholds {}\n",
                holds.join(" ")
            ));
        }
        text
    }

    /// Reads an index; a damaged one is an error.
    pub fn read(text: &str) -> Result<Index, String> {
        let damaged = || "the library's index is damaged".to_string();
        let lines: Vec<&str> = text.lines().collect();
        let entry = |lines: &[&str]| {
            let [pack, docs, needs, holds] = lines else { return None };
            let (file, bytes) = pack.strip_prefix("pack ")?.split_once(' ')?;
            let needs = needs.strip_prefix("needs")?.split_whitespace().map(|n| n.parse().ok());
            Some(Entry {
                file: file.into(),
                bytes: bytes.parse().ok()?,
                docs: docs.strip_prefix("docs ")?.into(),
                needs: needs.collect::<Option<_>>()?,
                holds: holds.strip_prefix("holds ")?.split(' ').map(str::to_string).collect(),
            })
        };
        let entries: Option<Vec<Entry>> = lines.chunks(4).map(entry).collect();
        let entries = entries.filter(|entries| {
            let count = entries.len();
            count > 0 && entries.iter().all(|entry| entry.needs.iter().all(|&n| n < count))
        });
        Ok(Index::new(entries.ok_or_else(damaged)?))
    }

    /// The pack with this number.
    pub fn entry(&self, number: usize) -> Option<&Entry> {
        self.entries.get(number)
    }

    /// The pack that holds a package.
    pub fn place(&self, path: &str) -> Option<usize> {
        self.places.get(path).copied()
    }

    /// The numbers of the packs that a program needs which imports these packages, in order. What is in no pack needs none.
    pub fn needed<'a>(&self, imports: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
        let found = imports.into_iter().filter_map(|path| self.places.get(path).copied());
        let mut needed: Vec<usize> = std::iter::once(0)
            .chain(found)
            .flat_map(|number| {
                let needs = self.entry(number).map_or(&[][..], |entry| &entry.needs);
                needs.iter().copied().chain([number])
            })
            .collect();
        needed.sort_unstable();
        needed.dedup();
        needed
    }

    /// The import paths of all packages that a program may name, in no order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str).filter(|path| !is_hidden(path))
    }
}

/// Whether only the library itself may import a package.
pub(crate) fn is_hidden(path: &str) -> bool {
    path.starts_with("vendor/") || path.split('/').any(|word| word == "internal")
}

/// Where traces say that the library lies.
pub const ROOT: &str = "/usr/local/go/src";

/// The packages that have been fetched.
#[derive(Default)]
pub struct Packs {
    packages: HashMap<String, Vec<SourceText>>,
    given: HashSet<String>,
}

impl Packs {
    /// Adds the packages of a pack.
    pub fn add(&mut self, pack: &str) -> Result<(), String> {
        self.packages.extend(read(pack)?);
        Ok(())
    }
}

impl Packages for Packs {
    fn find(&mut self, path: &str, from: &str) -> Option<Result<PackageSource, String>> {
        let inside = from.is_empty() || self.given.contains(from);
        let path = match library_path(path, from, inside)? {
            Ok(path) => path,
            Err(message) => return Some(Err(message)),
        };
        let files = self.packages.get(&path).cloned();
        let found = files.map(|files| PackageSource { path: path.clone(), files, lazy: true });
        if found.is_some() {
            self.given.insert(path.clone());
        }
        Some(found.ok_or_else(|| format!("package {path} is not in std ({ROOT}/{path})")))
    }
}

/// A source without comments.
fn strip(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        match byte {
            b'/' if rest.starts_with(b"//") => {
                let end = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
                if rest.starts_with(b"//go:") {
                    out.extend_from_slice(&rest[..end]);
                }
                at += end;
            }
            b'/' if rest.starts_with(b"/*") => {
                let end = rest
                    .windows(2)
                    .skip(2)
                    .position(|pair| pair == b"*/")
                    .map_or(rest.len(), |end| end + 4);
                // A comment separates; one with a newline is a newline.
                out.push(b' ');
                out.extend(rest[..end].iter().filter(|&&byte| byte == b'\n'));
                at += end;
            }
            b'"' | b'\'' | b'`' => {
                let end = literal(rest);
                out.extend_from_slice(&rest[..end]);
                at += end;
            }
            b'\n' => {
                let kept = out
                    .trim_ascii_end()
                    .len()
                    .max(out.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1));
                out.truncate(kept);
                out.push(b'\n');
                at += 1;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The bytes of the string or rune that starts here.
fn literal(bytes: &[u8]) -> usize {
    let quote = bytes[0];
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\\' if quote != b'`' => at += 1,
            _ if byte == quote => break,
            _ => {}
        }
    }
    at.min(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_lines_stay() {
        let source = "// Package p.\npackage p // here\n\n/* a\nb */ var x = \"// no\" /* c */ + `/*\n*/`\n//go:noinline\nvar r = '\"'\n";
        let expected =
            "\npackage p\n\n \n var x = \"// no\"   + `/*\n*/`\n//go:noinline\nvar r = '\"'\n";
        assert_eq!(strip(source), expected);
        assert_eq!(strip(source).lines().count(), source.lines().count());
    }

    #[test]
    fn what_is_packed_is_found() {
        let package = |path: &str, text: &str| PackageSource {
            path: path.into(),
            files: vec![("/root/src/x/x.go".into(), text.into())],
            lazy: true,
        };
        let pack =
            write(&[package("x", "package x\n"), package("internal/y", "package y // why\n")]);
        let mut packs = Packs::default();
        packs.add(&pack).expect("it was just written");
        let found = packs.find("x", "main").expect("it is the library's").expect("it is there");
        assert_eq!(found.files[0].0, "/usr/local/go/src/x/x.go");
        assert_eq!(packs.find("internal/y", "x").map(|found| found.is_ok()), Some(true));
        let refused = packs.find("internal/y", "main").expect("it is the library's");
        assert_eq!(
            refused.err().as_deref(),
            Some("use of internal package internal/y not allowed")
        );
        assert!(packs.find("example.com/y", "main").is_none());
    }

    fn entry(file: &str, needs: &[usize], holds: &[&str]) -> Entry {
        let holds = holds.iter().map(|path| path.to_string()).collect();
        let docs = format!("docs-{file}");
        Entry { file: file.into(), bytes: 7, docs, needs: needs.to_vec(), holds }
    }

    #[test]
    fn an_index_says_which_packs_imports_need() {
        let entries = vec![
            entry("base.txt", &[], &["fmt", "internal/abi", "os"]),
            entry("testing.txt", &[0], &["testing"]),
            entry("json.txt", &[0], &["encoding/json"]),
            entry("quick.txt", &[0, 1], &["testing/quick"]),
        ];
        let text = Index::new(entries.clone()).write();
        let index = Index::read(&text).expect("it was just written");
        assert_eq!(index.entries, entries);
        assert_eq!(index.needed(["nowhere"]), [0]);
        assert_eq!(index.needed(["testing/quick", "fmt"]), [0, 1, 3]);
        assert_eq!(index.paths().filter(|path| path.contains("abi")).count(), 0);
        for damaged in
            ["", "pack x\n", "pack x 1\ndocs y\nneeds 1\nholds a\n", "pack x 1\nneeds\nholds a\n"]
        {
            assert!(Index::read(damaged).is_err(), "{damaged:?}");
        }
    }

    #[test]
    fn a_damaged_pack_is_an_error() {
        let pack = "package x\nfile x.go 10\npackage x\n\n";
        for end in 1..pack.len() {
            let mut packs = Packs::default();
            let whole = matches!(&pack[..end], "package x\n");
            assert_eq!(packs.add(&pack[..end]).is_ok(), whole, "{end}");
        }
    }
}
