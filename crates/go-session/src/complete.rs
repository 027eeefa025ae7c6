//! What may stand at a place: members of packages, fields and methods, names that can be seen, keywords, packages.
//!
//! A name that nothing has is put at the place, and the checker tells where it looked for it.

use std::collections::{BTreeMap, BTreeSet};

use burrow_go_std::docs::{self, Docs, PACKAGES, PREDECLARED};
use burrow_go_std::pack::ROOT;
use burrow_go_syntax::{Name, Pos};
use burrow_go_types::objects::{ObjectId, ObjectKind, PackageId, ScopeId};
use burrow_go_types::types::{Type, TypeId};
use burrow_go_types::{Looked, Program, Qualifier};
use burrow_protocol::go::{Completion, File, KEYWORDS, Kind, Place};

/// A name that no program has by chance.
pub const NOBODY: &str = "completionˑhere";

/// More letters of a type than this tell nothing.
const LONGEST: usize = 120;

/// A place in a file, and what stands around it.
pub struct Spot {
    /// Where the name begins that stands there.
    pub from: Place,
    /// The file with another name in its place.
    pub probing: File,
    /// The first byte of that name.
    pub start: usize,
    /// The package before the dot, if nothing but a name stands there.
    pub qualifier: Option<String>,
    /// The place is in the path of an import.
    pub import: bool,
}

impl Spot {
    /// The spot in a file; none if it has no such place.
    pub fn new(file: &File, place: Place) -> Option<Spot> {
        let text = String::from_utf8_lossy(&file.contents);
        let lines: usize = text
            .split_inclusive('\n')
            .take(place.line.checked_sub(1)? as usize)
            .map(str::len)
            .sum();
        let line = text.get(lines..)?.lines().next().unwrap_or("");
        let at = lines + bytes_of(line, place.units)?;
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
        let word =
            |text: &str| text.chars().rev().take_while(|&c| is_part(c)).map(char::len_utf8).sum();
        let start = at - word(&text[..at]);
        let end =
            at + text[at..].chars().take_while(|&c| is_part(c)).map(char::len_utf8).sum::<usize>();
        let before = &text[lines..start];
        let qualifier = before.strip_suffix('.').map(|before| {
            let length: usize = word(before);
            let name = &before[before.len() - length..];
            let alone = !before[..before.len() - length].ends_with('.');
            if alone { name.to_string() } else { String::new() }
        });
        let import = before.matches('"').count() == 1
            && (before.trim_start().starts_with('"') || before.trim_start().starts_with("import"));
        // The path of an import is one word.
        let start = if import { lines + before.find('"').unwrap_or(0) + 1 } else { start };
        let contents = [&text[..start], NOBODY, &text[end..]].concat().into_bytes();
        Some(Spot {
            from: Place {
                line: place.line,
                column: (start - lines) as u32 + 1,
                units: text[lines..start].encode_utf16().count() as u32,
            },
            probing: File { name: file.name.clone(), contents },
            start,
            qualifier: qualifier.filter(|name| !name.is_empty()),
            import,
        })
    }

    /// The package that the name before the dot may mean if the file does not import it: the one with the shortest path.
    pub fn package<'a>(&self, packages: &[&'a str]) -> Option<&'a str> {
        let name = self.qualifier.as_deref()?;
        let of_name = packages.iter().filter(|path| base(path) == name);
        of_name.min_by_key(|path| (path.len(), std::cmp::Reverse(**path))).copied()
    }
}

/// The bytes of so many UTF-16 units of a line; none if it has not so many.
fn bytes_of(line: &str, units: u32) -> Option<usize> {
    let mut left = units as usize;
    for (at, letter) in line.char_indices() {
        if left == 0 {
            return Some(at);
        }
        left = left.checked_sub(letter.len_utf16())?;
    }
    (left == 0).then_some(line.len())
}

/// The last name of an import path.
pub fn base(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The import paths of packages, as what may stand in an import.
pub fn paths(packages: &[&str], docs: &Docs) -> Vec<Completion> {
    packages.iter().map(|path| package(path, path, None, docs)).collect()
}

fn package(label: &str, path: &str, import: Option<&str>, docs: &Docs) -> Completion {
    Completion {
        label: label.into(),
        kind: Kind::Package,
        detail: path.into(),
        doc: docs.get(PACKAGES, path).unwrap_or_default().into(),
        import: import.map(str::to_string),
    }
}

/// Names and keywords where the checker has not looked for a name: a declaration or a statement begins there.
pub fn keywords() -> Vec<Completion> {
    let word = |word: &&str| Completion {
        label: (*word).into(),
        kind: Kind::Keyword,
        detail: String::new(),
        doc: String::new(),
        import: None,
    };
    KEYWORDS.iter().map(word).collect()
}

/// What has names, in a program that has been checked.
pub struct Finder<'a> {
    pub program: &'a mut Program,
    /// The package that the file belongs to.
    pub here: PackageId,
    /// The library's documentation, as far as it is there.
    pub docs: &'a Docs,
    /// The packages of the library whose documentation has been asked for.
    pub asked: BTreeSet<String>,
}

impl Finder<'_> {
    /// What the checker would have found.
    pub fn all(&mut self, looked: Looked, packages: &[&str]) -> Vec<Completion> {
        match looked {
            Looked::Package(package) => self.members(package, None),
            Looked::Value(typ) => self.selectors(typ, true),
            Looked::Type(typ) => self.selectors(typ, false),
            Looked::Scope(scope) => self.names(scope, packages),
        }
    }

    /// The exported members of a package.
    pub fn members(&mut self, package: PackageId, import: Option<&str>) -> Vec<Completion> {
        let scope = self.program.package(package).scope;
        let names: BTreeMap<&str, ObjectId> = self.named(scope).collect();
        let exported = names.into_iter().filter(|(name, _)| Name::new(name).is_exported());
        let objects: Vec<ObjectId> = exported.map(|(_, object)| object).collect();
        objects
            .into_iter()
            .map(|object| Completion { import: import.map(str::to_string), ..self.item(object) })
            .collect()
    }

    fn named(&self, scope: ScopeId) -> impl Iterator<Item = (&'static str, ObjectId)> + use<'_> {
        self.program.scope(scope).names.iter().map(|(name, &object)| (name.as_str(), object))
    }

    /// What can be seen, the packages that could be imported, and keywords.
    fn names(&mut self, scope: ScopeId, packages: &[&str]) -> Vec<Completion> {
        let mut found: BTreeMap<&str, ObjectId> = BTreeMap::new();
        let mut next = Some(scope);
        while let Some(scope) = next {
            let here: Vec<(&str, ObjectId)> = self.named(scope).collect();
            for (name, object) in here {
                if name != NOBODY && name != "_" {
                    found.entry(name).or_insert(object);
                }
            }
            next = self.program.scope(scope).parent;
        }
        let objects: Vec<ObjectId> = found.values().copied().collect();
        let mut items: Vec<Completion> =
            objects.into_iter().map(|object| self.item(object)).collect();
        let new = packages.iter().filter(|path| !found.contains_key(base(path)));
        items.extend(new.map(|path| package(base(path), path, Some(path), self.docs)));
        items.extend(keywords());
        items
    }

    /// The fields and methods of a value, or only the methods.
    fn selectors(&mut self, typ: TypeId, value: bool) -> Vec<Completion> {
        let under = self.program.underlying(typ);
        let plain = matches!(self.program.typ(under), Type::Interface(_) | Type::Pointer(_));
        let holder = if plain || !value { typ } else { self.program.pointer_to(typ) };
        let mut found: Vec<_> = self.program.method_set(holder);
        if value {
            let mut names = Vec::new();
            self.fields(typ, 0, &mut names);
            found.extend(
                names
                    .into_iter()
                    .filter_map(|name| self.program.lookup(typ, Some(self.here), name)),
            );
        }
        let mut items = Vec::new();
        for one in found {
            let object = self.program.object(one.object);
            let visible = object.name.is_exported() || object.package == Some(self.here);
            if !visible || object.name.as_str() == NOBODY {
                continue;
            }
            let kind =
                if matches!(object.kind, ObjectKind::Var(_)) { Kind::Field } else { Kind::Method };
            let typ = self.program.found_type(&one);
            let detail = self.written(typ);
            items.push(Completion { kind, detail, ..self.item(one.object) });
        }
        items.sort_by(|a, b| a.label.cmp(&b.label));
        items.dedup_by(|a, b| a.label == b.label);
        items
    }

    /// The names of the fields of a struct, or of what a pointer leads to, and of those embedded in it.
    fn fields(&mut self, typ: TypeId, depth: u32, names: &mut Vec<Name>) {
        let under = self.program.underlying(typ);
        let under = match *self.program.typ(under) {
            Type::Pointer(to) => self.program.underlying(to),
            _ => under,
        };
        let Type::Struct(fields) = self.program.typ(under).clone() else { return };
        for &field in &fields.fields {
            names.push(self.program.object(field).name);
            let embedded =
                matches!(&self.program.object(field).kind, ObjectKind::Var(var) if var.embedded);
            if embedded && depth < 8 {
                let typ = self.program.object_type(field);
                self.fields(typ, depth + 1, names);
            }
        }
    }

    fn item(&mut self, object: ObjectId) -> Completion {
        let typ = self.program.object_type(object);
        let found = self.program.object(object).clone();
        let written = |finder: &mut Self| finder.written(typ);
        let (kind, detail) = match &found.kind {
            ObjectKind::Package(package) => {
                (Kind::Package, self.program.package(*package).path.as_str().to_string())
            }
            ObjectKind::Const(_) | ObjectKind::Nil => (Kind::Const, written(self)),
            ObjectKind::TypeName => {
                let under = self.program.underlying(typ);
                (Kind::Type, self.written(under))
            }
            ObjectKind::Var(_) => (Kind::Var, written(self)),
            ObjectKind::Func(_) => (Kind::Func, written(self)),
            ObjectKind::Builtin(_) => (Kind::Func, "predeclared".to_string()),
            ObjectKind::Label => (Kind::Const, "label".to_string()),
        };
        let label = found.name.as_str().to_string();
        let doc = match &found.kind {
            ObjectKind::Package(_) => self.docs.get(PACKAGES, &detail).unwrap_or_default().into(),
            kind => self.doc(&label, found.pos, !matches!(kind, ObjectKind::Func(_))),
        };
        Completion { label, kind, detail, doc, import: None }
    }

    /// What is said of a declaration, above it or, if that may be, beside it.
    fn doc(&mut self, name: &str, pos: Pos, beside: bool) -> String {
        let Some(file) = self.program.sources.file(pos) else {
            return self.docs.get(PREDECLARED, name).unwrap_or_default().into();
        };
        let at = (pos.0 - file.base.0) as usize;
        let library = file.name.strip_prefix(ROOT).and_then(|name| name.strip_prefix('/'));
        let Some(name) = library else { return docs::of(&file.text, at, beside) };
        let line = file.text.get(..at).unwrap_or("").matches('\n').count() + 1;
        let doc = self.docs.get(name, &line.to_string()).unwrap_or_default().into();
        self.asked.extend(name.rsplit_once('/').map(|(path, _)| path.to_string()));
        doc
    }

    fn written(&mut self, typ: TypeId) -> String {
        let text = self.program.type_string(typ, Qualifier::RelativeTo(self.here));
        match text.char_indices().nth(LONGEST) {
            Some((at, _)) => format!("{}…", &text[..at]),
            None => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(text: &str) -> Spot {
        let at = text.find('|').expect("the place");
        let line = text[..at].rsplit('\n').next().unwrap_or("");
        let place = Place {
            line: text[..at].matches('\n').count() as u32 + 1,
            column: 0,
            units: line.encode_utf16().count() as u32,
        };
        let contents = text.replacen('|', "", 1).into_bytes();
        Spot::new(&File { name: "main.go".into(), contents }, place).expect("it is there")
    }

    #[test]
    fn a_spot_is_a_whole_name() {
        let found = spot("package main\nfunc main() { ß := fmt.Pri|nt }\n");
        let text = String::from_utf8(found.probing.contents.clone()).expect("it is text");
        assert_eq!(text, format!("package main\nfunc main() {{ ß := fmt.{NOBODY} }}\n"));
        assert_eq!((found.from.line, found.from.column, found.from.units), (2, 25, 23));
        assert_eq!(found.package(&["a/fmt", "fmt", "os"]), Some("fmt"));
        assert_eq!(spot("x.y.|").qualifier, None);
        assert_eq!(spot("f().|").qualifier, None);
        assert!(spot("import \"enc/js|on\"").import && spot("\t\"fm|\"").import);
        assert!(!spot("x := \"fm|\"").import);
        let outside = Place { line: 9, column: 0, units: 4 };
        assert!(Spot::new(&File::default(), outside).is_none());
    }
}
