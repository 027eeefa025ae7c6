//! The documentation of the library's packages, as [`crate::docs`] reads it.

use std::collections::{BTreeMap, HashMap};

use burrow_go_syntax::ast::{Decl, Expr, ExprKind, Field, File, FuncDecl};
use burrow_go_syntax::{Name, Pos, Sources};
use burrow_go_types::PackageSource;

use crate::docs::{self, PACKAGES, PREDECLARED};
use crate::library::Library;
use crate::overlay::{SourceText, parse, receiver};
use crate::pack::is_hidden;

/// What is said of the exported declarations of a package as programs see it. Where the overlay declares something, Go's
/// own words about it count.
pub fn package(library: &Library, package: &PackageSource) -> String {
    if is_hidden(&package.path) {
        return String::new();
    }
    let mut words: HashMap<String, String> = HashMap::new();
    for (_, text) in library.originals(&package.path) {
        for declared in exported(&text) {
            words.entry(declared.key).or_insert(declared.doc);
        }
    }
    let mut out = String::new();
    for (name, text) in &package.files {
        let mut lines: BTreeMap<usize, String> = BTreeMap::new();
        for Declared { key, line, doc } in exported(text) {
            let doc = words.get(&key).filter(|doc| !doc.is_empty()).cloned().unwrap_or(doc);
            if !doc.is_empty() {
                lines.entry(line).or_insert(doc);
            }
        }
        if !lines.is_empty() {
            let name = name.rsplit('/').next().unwrap_or(name);
            out.push_str(&format!("file {}/{name}\n", package.path));
            lines.iter().for_each(|(line, doc)| out.push_str(&format!("{line} {doc}\n")));
        }
    }
    out
}

/// What packages are for, and what Go declares by itself.
pub fn overview(library: &Library, paths: &[String]) -> String {
    let mut out = format!("file {PACKAGES}\n");
    for path in paths {
        if let Some(doc) = library.originals(path).iter().find_map(of_package) {
            out.push_str(&format!("{path} {doc}\n"));
        }
    }
    out.push_str(&format!("file {PREDECLARED}\n"));
    for (_, text) in library.originals("builtin") {
        let (sources, file) = parse(&text);
        for declared in file.decls.iter().flat_map(|decl| declared(&sources, &file, decl)) {
            if !declared.doc.is_empty() {
                out.push_str(&format!("{} {}\n", declared.key, declared.doc));
            }
        }
    }
    out
}

fn of_package((_, text): &SourceText) -> Option<String> {
    let (_, file) = parse(text);
    let clause = (file.package_pos.0 - file.base.0) as usize;
    let doc = docs::of(text, clause, false);
    doc.starts_with("Package ").then_some(doc)
}

/// Something that is declared.
struct Declared {
    /// A name, behind that of its type where it belongs to one.
    key: String,
    line: usize,
    doc: String,
}

fn exported(text: &str) -> Vec<Declared> {
    let (sources, file) = parse(text);
    let mut found: Vec<Declared> =
        file.decls.iter().flat_map(|decl| declared(&sources, &file, decl)).collect();
    // A type that is not shown may be embedded in one that is: its methods are seen.
    let is_exported = |key: &str| Name::new(key.rsplit('.').next().unwrap_or(key)).is_exported();
    found.retain(|declared| is_exported(&declared.key));
    found
}

fn declared(sources: &Sources, file: &File, decl: &Decl) -> Vec<Declared> {
    let one = |key: String, pos: Pos, beside: bool| {
        let text = sources.file(pos).map_or("", |file| &file.text);
        let at = (pos.0 - file.base.0) as usize;
        let line = text.get(..at).unwrap_or("").matches('\n').count() + 1;
        Declared { key, line, doc: docs::of(text, at, beside) }
    };
    match decl {
        Decl::Func(decl) => vec![one(key_of(decl), decl.name.pos, false)],
        Decl::Var(spec) => {
            spec.names.iter().map(|name| one(name.name.as_str().into(), name.pos, true)).collect()
        }
        Decl::Const(spec) => {
            spec.names.iter().map(|name| one(name.name.as_str().into(), name.pos, true)).collect()
        }
        Decl::Type(spec) => {
            let of = spec.name.name.as_str();
            let members = members(&spec.typ).iter().filter_map(|field| field.name);
            let members =
                members.map(|name| one(format!("{of}.{}", name.name.as_str()), name.pos, true));
            std::iter::once(one(of.into(), spec.name.pos, false)).chain(members).collect()
        }
        Decl::Bad(_) => Vec::new(),
    }
}

/// The fields of a struct, the methods of an interface.
fn members(typ: &Expr) -> &[Field] {
    match &typ.kind {
        ExprKind::StructType(fields) | ExprKind::InterfaceType(fields) => fields,
        _ => &[],
    }
}

fn key_of(decl: &FuncDecl) -> String {
    let name = decl.name.name.as_str();
    match decl.recv.as_ref().and_then(receiver) {
        Some(receiver) => format!("{}.{name}", receiver.as_str()),
        None => name.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_exported_is_known_by_its_name_and_its_line() {
        let text = "package p\n\n// F does.\nfunc F() {}\n\n// T is.\ntype T struct {\n\t// A is first.\n\tA int\n\
                    \tB int // second\n\tc int // hidden\n}\n\n// M moves.\nfunc (t *T) M() {}\n\n\
                    // seen\nfunc (t *u) M() {}\n\nfunc f() {}\n\nconst (\n\tX = 1 // one\n\tY = 2\n)\n";
        let found: Vec<(String, usize, String)> =
            exported(text).into_iter().map(|one| (one.key, one.line, one.doc)).collect();
        let expected = [
            ("F", 4, "F does."),
            ("T", 7, "T is."),
            ("T.A", 9, "A is first."),
            ("T.B", 10, "second"),
            ("T.M", 15, "M moves."),
            ("u.M", 18, "seen"),
            ("X", 23, "one"),
            ("Y", 24, ""),
        ];
        assert_eq!(found, expected.map(|(key, line, doc)| (key.into(), line, doc.into())));
    }
}
