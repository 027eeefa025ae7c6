//! The overlay: files of ours that stand in for parts of Go's library that only Go's own run time could carry.
//!
//! A file `overlay/<import path>/x.go` belongs to the package with that import path. What it declares replaces what the
//! library's files declare under the same name: there the old text becomes blank, line for line, so that everything else
//! keeps its place. Lines of its own say more:
//!
//! - `//burrow:replace`: nothing of the library's package is left;
//! - `//burrow:omit a.go b.go`: these files of the library are left out;
//! - `//burrow:without f T T.m`: these declarations of the library are left out.
//!
//! Imports that are no longer used do no harm, since library packages are checked only where they are needed.

use std::collections::HashSet;
use std::rc::Rc;

use burrow_go_syntax::ast::{Decl, Expr, ExprKind, Field, File, FuncBody, FuncDecl, Ident};
use burrow_go_syntax::{Name, NodeIds, ParseOptions, Pos, Sources, Span, parse_file};

include!(concat!(env!("OUT_DIR"), "/overlay.rs"));

/// Name and text of a file.
pub type SourceText = (String, Rc<str>);

/// The import paths of the packages that the overlay changes or adds.
pub fn packages() -> impl Iterator<Item = &'static str> {
    let mut last = "";
    FILES
        .iter()
        .map(|&(path, _, _)| path)
        .filter(move |path| std::mem::replace(&mut last, path) != *path)
}

/// Whether the overlay holds all of a package, so that the library's files are not needed.
pub fn replaces(path: &str) -> bool {
    files(path).any(|(_, text)| directives(text, "replace").next().is_some())
}

/// The files of a package, given those of the library. Added files are named as if they lay in `folder`.
pub fn merge(path: &str, folder: &str, library: Vec<SourceText>) -> Vec<SourceText> {
    let mut ours = files(path).peekable();
    if ours.peek().is_none() {
        return library;
    }
    let ours: Vec<(&str, &str)> = ours.collect();
    if replaces(path) {
        return ours
            .iter()
            .map(|(name, text)| (format!("{folder}/{name}"), Rc::from(*text)))
            .collect();
    }
    let added =
        ours.iter().map(|(name, text)| (format!("{folder}/burrow_{name}"), Rc::from(*text)));
    let omitted: HashSet<&str> = ours
        .iter()
        .flat_map(|(_, text)| directives(text, "omit"))
        .flat_map(str::split_whitespace)
        .collect();
    let without_words = ours
        .iter()
        .flat_map(|(_, text)| directives(text, "without"))
        .flat_map(str::split_whitespace);
    let mut replaced: HashSet<Key> = without_words.map(named).collect();
    replaced.extend(ours.iter().flat_map(|(_, text)| declared(text)));
    let kept = library.into_iter().filter(|(name, _)| !omitted.contains(base_name(name)));
    let changed = kept.map(|(name, text)| {
        let text = without(&text, &replaced).map_or(text, Rc::from);
        (name, text)
    });
    changed.chain(added).collect()
}

fn files(path: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let from = FILES.partition_point(|&(package, _, _)| package < path);
    FILES[from..]
        .iter()
        .take_while(move |&&(package, _, _)| package == path)
        .map(|&(_, name, text)| (name, text))
}

fn base_name(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

/// What stands behind `//burrow:word` on each line that starts so.
fn directives<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    text.lines().filter_map(move |line| line.strip_prefix("//burrow:")?.strip_prefix(word))
}

/// What a declaration is known by: the type that a method belongs to, and a name.
type Key = (Option<Name>, Name);

fn named(word: &str) -> Key {
    match word.split_once('.') {
        Some((receiver, name)) => (Some(Name::new(receiver)), Name::new(name)),
        None => (None, Name::new(word)),
    }
}

/// The declarations of a source, without bodies.
pub(crate) fn parse(text: &str) -> (Sources, File) {
    let mut sources = Sources::default();
    let base = sources.add("", text);
    let options = ParseOptions { lazy_bodies: true };
    let file = parse_file(&mut sources, base, &mut NodeIds::default(), options, &mut Vec::new());
    (sources, file)
}

/// What a file of the overlay declares. `init` and `_` replace nothing.
fn declared(text: &str) -> Vec<Key> {
    let (_, file) = parse(text);
    let mut keys = Vec::new();
    for decl in &file.decls {
        match decl {
            Decl::Const(spec) => keys.extend(spec.names.iter().map(|name| (None, name.name))),
            Decl::Var(spec) => keys.extend(spec.names.iter().map(|name| (None, name.name))),
            Decl::Type(spec) => keys.push((None, spec.name.name)),
            Decl::Func(decl) => keys.push(func_key(decl)),
            Decl::Bad(_) => {}
        }
    }
    keys.retain(|&(receiver, name)| {
        !name.is_blank() && (receiver.is_some() || name.as_str() != "init")
    });
    keys
}

fn func_key(decl: &FuncDecl) -> Key {
    (decl.recv.as_ref().and_then(receiver), decl.name.name)
}

/// The name of the type that a method belongs to.
pub(crate) fn receiver(field: &Field) -> Option<Name> {
    let mut typ: &Expr = &field.typ;
    loop {
        typ = match &typ.kind {
            ExprKind::Paren(inner) | ExprKind::Star(inner) => inner,
            ExprKind::Index { x, .. } => x,
            ExprKind::Name(name) => return Some(*name),
            _ => return None,
        };
    }
}

/// The text with every declaration in `replaced` made blank; none if there is no such declaration.
fn without(text: &str, replaced: &HashSet<Key>) -> Option<String> {
    let (_, file) = parse(text);
    let mut eraser = Eraser { base: file.base, bytes: text.as_bytes().to_vec(), changed: false };
    for decl in &file.decls {
        match decl {
            Decl::Func(decl) if replaced.contains(&func_key(decl)) => {
                let end = match &decl.body {
                    FuncBody::Lazy { span, .. } => span.end,
                    _ => decl.span.end,
                };
                eraser.declaration(Span::new(decl.span.start, end), decl.doc);
            }
            Decl::Type(spec) if replaced.contains(&(None, spec.name.name)) => {
                eraser.line(spec.span, spec.doc)
            }
            Decl::Var(spec)
                if spec.names.iter().all(|name| replaced.contains(&(None, name.name))) =>
            {
                eraser.line(spec.span, spec.doc);
            }
            Decl::Var(spec) => eraser.names(&spec.names, replaced),
            // The lines of a group count and repeat: they stay, without a name.
            Decl::Const(spec) => eraser.names(&spec.names, replaced),
            _ => {}
        }
    }
    for directive in &file.directives {
        let local = directive.args.split_whitespace().next();
        let known = local.is_some_and(|local| replaced.contains(&(None, Name::new(local))));
        if directive.name.starts_with("linkname") && known {
            eraser.rest_of_line(directive.pos);
        }
    }
    // What was ASCII became ASCII, and all else went whole.
    eraser.changed.then(|| String::from_utf8_lossy(&eraser.bytes).into_owned())
}

struct Eraser {
    base: Pos,
    bytes: Vec<u8>,
    changed: bool,
}

impl Eraser {
    fn at(&self, pos: Pos) -> usize {
        (pos.0 - self.base.0) as usize
    }

    fn blank(&mut self, from: usize, to: usize) {
        self.changed = true;
        for byte in &mut self.bytes[from..to] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }

    fn declaration(&mut self, span: Span, doc: Option<Span>) {
        self.blank(self.at(span.start), self.at(span.end));
        if let Some(doc) = doc {
            self.blank(self.at(doc.start), self.at(doc.end));
        }
    }

    /// A line of a group, or a declaration of one line with its keyword.
    fn line(&mut self, span: Span, doc: Option<Span>) {
        let start = self.at(span.start);
        let before = self.bytes[..start].trim_ascii_end();
        let keyword = [&b"type"[..], b"var"].into_iter().find(|keyword| before.ends_with(keyword));
        let start = keyword.map_or(start, |keyword| before.len() - keyword.len());
        self.blank(start, self.at(span.end));
        if let Some(doc) = doc {
            self.blank(self.at(doc.start), self.at(doc.end));
        }
    }

    fn names(&mut self, names: &[Ident], replaced: &HashSet<Key>) {
        for name in names.iter().filter(|name| replaced.contains(&(None, name.name))) {
            let start = self.at(name.pos);
            self.blank(start, start + name.name.as_str().len());
            self.bytes[start] = b'_';
        }
    }

    fn rest_of_line(&mut self, pos: Pos) {
        let start = self.at(pos);
        let length = self.bytes[start..].iter().position(|&byte| byte == b'\n');
        self.blank(start, length.map_or(self.bytes.len(), |length| start + length));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `replaced` names what goes; `#` in what is expected stands for a blank.
    fn check(source: &str, replaced: &str, expected: &str) {
        let replaced = replaced.split_whitespace().map(named).collect();
        let text = without(source, &replaced).unwrap_or_else(|| source.to_string());
        let trimmed: Vec<&str> = text.lines().map(str::trim_end).collect();
        let expected: Vec<&str> = expected.lines().map(str::trim_end).collect();
        assert_eq!(trimmed, expected);
    }

    #[test]
    fn a_function_goes_with_its_comment_and_leaves_its_lines() {
        check(
            "package p\n// f does.\n//\n//go:noinline\nfunc f() {\n\tg()\n}\nfunc g() {}\n",
            "f",
            "package p\n\n\n\n\n\n\nfunc g() {}\n",
        );
    }

    #[test]
    fn methods_are_named_with_their_type() {
        let source = "package p\nfunc (t *T[K]) m() {}\nfunc m() {}\n";
        check(source, "T.m", "package p\n\nfunc m() {}\n");
        check(source, "m", "package p\nfunc (t *T[K]) m() {}\n\n");
    }

    #[test]
    fn a_group_keeps_its_other_lines() {
        check(
            "package p\nvar (\n\ta = 1\n\tb = 2\n)\ntype T int\nvar c = 3\n",
            "a T c",
            "package p\nvar (\n\n\tb = 2\n)\n\n\n",
        );
    }

    #[test]
    fn constants_go_on_counting() {
        check(
            "package p\nconst (\n\tA = iota\n\tBB\n\tC\n)\n",
            "BB",
            "package p\nconst (\n\tA = iota\n\t_\n\tC\n)\n",
        );
    }

    #[test]
    fn a_variable_declared_with_others_loses_its_name_alone() {
        check("package p\nvar aa, b = f()\n", "aa", "package p\nvar _ , b = f()\n");
    }

    #[test]
    fn links_of_what_goes_go_too() {
        check(
            "package p\n//go:linkname f other.f\n\nvar x int\n\nfunc f()\n",
            "f",
            "package p\n\n\nvar x int\n\n\n",
        );
    }

    #[test]
    fn the_files_of_a_package_stand_together() {
        assert!(FILES.is_sorted());
    }

    #[test]
    fn every_file_of_the_overlay_parses() {
        for (path, name, text) in FILES {
            let (mut sources, mut errors) = (Sources::default(), Vec::new());
            let base = sources.add(name, *text);
            let options = ParseOptions { lazy_bodies: false };
            parse_file(&mut sources, base, &mut NodeIds::default(), options, &mut errors);
            assert!(errors.is_empty(), "{path}/{name}: {}", errors[0].message);
        }
    }
}
