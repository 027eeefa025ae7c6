//! All that is known of a program: sources, packages, types, objects and findings.

use burrow_go_syntax::{Diagnostic, Name, Pos, Sources};

use crate::checker::{Checker, Context};
use crate::id_map::IdMap;
use crate::info::Info;
use crate::objects::{Object, ObjectId, Package, PackageId, Scope, ScopeId};
use crate::types::{Basic, Type, TypeId};

/// Where packages come from.
pub trait Importer {
    /// The source of the package with this import path, as `from` (the importing package's path) would get it
    /// (`vendor/` and `internal/` of the library included). An error is gc's own words, such as
    /// `package foo/bar is not in std`.
    fn package(&mut self, path: &str, from: &str) -> Result<PackageSource, String>;
}

/// The files of one package, already chosen by their build constraints.
#[derive(Clone, Default)]
pub struct PackageSource {
    /// The import path as the program knows it (a vendored package's differs from the one written).
    pub path: String,
    /// Name and text of each file.
    pub files: Vec<(String, std::rc::Rc<str>)>,
    /// Whether bodies are checked on demand: library code, known to be right.
    pub lazy: bool,
}

/// How types of packages are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Qualifier {
    /// As messages about this package do: its own names alone, others with their package's name (or path, where two
    /// packages share a name).
    RelativeTo(PackageId),
    /// As messages do that are about no package: with the package's path.
    Whole,
    /// With the package's name, as `%T` does.
    Name,
    /// With the package's path.
    Path,
}

/// All that is known of a program.
pub struct Program {
    pub(crate) importer: Box<dyn Importer>,
    /// The text.
    pub sources: Sources,
    /// Findings, by node.
    pub info: Info,
    pub(crate) types: Vec<Type>,
    pub(crate) objects: Vec<Object>,
    pub(crate) packages: Vec<Package>,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) by_path: IdMap<Name, PackageId>,
    /// Where each file begins, in order, and whether it is of a lazy package.
    pub(crate) lazy_files: Vec<(Pos, bool)>,
    /// What has been found wrong, in order of finding.
    pub errors: Vec<Diagnostic>,
    pub(crate) ck: Checker,
    pub(crate) cx: Context,
}

impl Program {
    /// The type with this number.
    pub fn typ(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }

    /// The object with this number.
    pub fn object(&self, id: ObjectId) -> &Object {
        &self.objects[id.0 as usize]
    }

    /// The package with this number.
    pub fn package(&self, id: PackageId) -> &Package {
        &self.packages[id.0 as usize]
    }

    /// Whether a position stands in a file of a lazy package: in the library.
    pub fn is_library(&self, pos: Pos) -> bool {
        let at = self.lazy_files.partition_point(|&(base, _)| base <= pos);
        at > 0 && self.lazy_files[at - 1].1
    }

    /// A new type.
    pub fn new_type(&mut self, typ: Type) -> TypeId {
        let id = TypeId(self.types.len() as u32);
        self.types.push(typ);
        id
    }

    /// `*t`.
    pub fn pointer_to(&mut self, t: TypeId) -> TypeId {
        if let Some(&known) = self.ck.pointers.get(&t) {
            return known;
        }
        let id = self.new_type(Type::Pointer(t));
        self.ck.pointers.insert(t, id);
        id
    }

    /// `[]t`.
    pub fn slice_of(&mut self, t: TypeId) -> TypeId {
        if let Some(&known) = self.ck.slices.get(&t) {
            return known;
        }
        let id = self.new_type(Type::Slice(t));
        self.ck.slices.insert(t, id);
        id
    }

    /// The predeclared type. (`byte` and `rune` are types of their own to messages: see `byte_type`, `rune_type`.)
    pub fn universe(&self, basic: Basic) -> TypeId {
        TypeId(basic as u32)
    }

    /// The scope with this number.
    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }
}
