//! Names across packages: `//go:linkname`, and finding functions, variables and types by name.
//!
//! A function without a body is looked for in three places: where its own `//go:linkname` says, under a body elsewhere that a
//! `//go:linkname` gives this name, and last among the machine's own functions.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use burrow_go_syntax::Name;
use burrow_go_types::objects::{ObjectId, ObjectKind, PackageId};
use burrow_go_types::types::{Basic, Type};

use crate::code::FuncId;
use crate::lower::Lower;
use crate::rtype::RTypeId;
use crate::strings::basic_name;

/// What `//go:linkname` says, package by package.
#[derive(Default)]
pub(crate) struct Links {
    read: HashSet<PackageId>,
    paths: HashMap<Name, PackageId>,
    /// Which name a function or variable wants to have.
    wanted: HashMap<ObjectId, Rc<str>>,
    /// The functions with a body that are known under another name.
    pushed: HashMap<Rc<str>, ObjectId>,
}

impl Lower {
    /// Reads the links of the packages that have come since the last time.
    pub fn read_links(&mut self) {
        for package in self.program.import_order() {
            if !self.links.read.insert(package) {
                continue;
            }
            self.links.paths.insert(self.program.package(package).path, package);
            for link in self.program.linknames(package) {
                let Some(object) = self.in_package(package, link.local) else { continue };
                let Some(remote) = link.remote else { continue };
                let remote: Rc<str> = remote.into();
                if self.has_body(object) {
                    self.links.pushed.insert(remote, object);
                } else {
                    self.links.wanted.insert(object, remote);
                }
            }
        }
    }

    /// What a package declares under a name.
    pub fn in_package(&self, package: PackageId, name: Name) -> Option<ObjectId> {
        let scope = self.program.package(package).scope;
        self.program.scope(scope).names.get(&name).copied()
    }

    /// The package with this path, loaded if need be.
    pub fn package_at(&mut self, path: &str) -> Option<PackageId> {
        let name = Name::new(path);
        if !self.links.paths.contains_key(&name) {
            self.read_links();
        }
        let package = match self.links.paths.get(&name) {
            Some(&known) => known,
            None => {
                let package = self.program.load(path, "runtime").ok()?;
                self.read_links();
                self.links.paths.insert(name, package);
                package
            }
        };
        self.schedule(package);
        Some(package)
    }

    /// The function with a body that a function without one stands for.
    pub fn body_elsewhere(&mut self, object: ObjectId) -> Option<ObjectId> {
        let name = self.link_name(object);
        if let Some(&pushed) = self.links.pushed.get(&name) {
            return Some(pushed);
        }
        if !self.links.wanted.contains_key(&object) {
            return None;
        }
        let other = self.object_at(&name)?;
        if other == object {
            return None;
        }
        if self.has_body(other) { Some(other) } else { self.body_elsewhere(other) }
    }

    /// The name by which the machine knows a function without a body.
    pub fn link_name(&mut self, object: ObjectId) -> Rc<str> {
        self.read_links();
        match self.links.wanted.get(&object) {
            Some(name) => name.clone(),
            None => self.object_name(object).into(),
        }
    }

    /// The variable of another package that a variable stands for.
    pub fn variable_elsewhere(&mut self, object: ObjectId) -> Option<ObjectId> {
        self.read_links();
        let name = self.links.wanted.get(&object)?.clone();
        let other = self.object_at(&name)?;
        let is_var = matches!(self.program.object(other).kind, ObjectKind::Var(_));
        (is_var && other != object).then_some(other)
    }

    /// What a linker's name such as `runtime.panicIndex` or `time.(*Timer).Stop` means.
    fn object_at(&mut self, name: &str) -> Option<ObjectId> {
        let folder = name.rfind('/').map_or(0, |at| at + 1);
        let dot = folder + name[folder..].find('.')?;
        let package = self.package_at(&name[..dot])?;
        let rest = &name[dot + 1..];
        let (recv, method) = match rest.strip_prefix("(*") {
            Some(pointer) => pointer.split_once(").")?,
            None => match rest.split_once('.') {
                Some(parts) => parts,
                None => return self.in_package(package, Name::new(rest)),
            },
        };
        let recv = self.in_package(package, Name::new(recv))?;
        let typ = self.program.object_type(recv);
        let typ = self.program.unalias(typ);
        self.program.underlying(typ);
        let Type::Named(named) = self.program.typ(typ) else { return None };
        let method = Name::new(method);
        named.methods.iter().copied().find(|&m| self.program.object(m).name == method)
    }

    /// The function with a linker's name.
    pub fn function_named(&mut self, name: &str) -> Option<FuncId> {
        self.read_links();
        let object = match self.links.pushed.get(name) {
            Some(&pushed) => pushed,
            None => self.object_at(name)?,
        };
        let is_func = matches!(self.program.object(object).kind, ObjectKind::Func(_));
        let no_types = self.no_types.clone();
        is_func.then(|| self.declared(object, &no_types))
    }

    /// The type with a name: predeclared, or with its package's path.
    pub fn type_named(&mut self, name: &str) -> Option<RTypeId> {
        if let Some(elem) = name.strip_prefix('*') {
            let elem = self.type_named(elem)?;
            return Some(self.pointer(elem));
        }
        match name {
            "unsafe.Pointer" => return Some(self.basic(Basic::UnsafePointer)),
            "any" => return Some(self.any()),
            "error" => {
                let error = self.program.universe_error();
                return Some(self.typ(error, &self.no_env.clone()));
            }
            _ => {}
        }
        if let Some(&basic) = BASICS.iter().find(|&&basic| basic_name(basic) == name) {
            return Some(self.basic(basic));
        }
        let object = self.object_at(name)?;
        if !matches!(self.program.object(object).kind, ObjectKind::TypeName) {
            return None;
        }
        Some(self.type_of_object(object, &self.no_env.clone()))
    }
}

const BASICS: [Basic; 17] = [
    Basic::Bool,
    Basic::Int,
    Basic::Int8,
    Basic::Int16,
    Basic::Int32,
    Basic::Int64,
    Basic::Uint,
    Basic::Uint8,
    Basic::Uint16,
    Basic::Uint32,
    Basic::Uint64,
    Basic::Uintptr,
    Basic::Float32,
    Basic::Float64,
    Basic::Complex64,
    Basic::Complex128,
    Basic::String,
];
