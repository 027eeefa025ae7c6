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

/// Where traces say that the library lies.
const ROOT: &str = "/usr/local/go/src";

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
        Some(found.ok_or_else(|| format!("package {path} is not in std")))
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
