//! Collecting what a package declares: names into scopes, methods to their types, imports.

use std::collections::HashMap;
use std::rc::Rc;

use burrow_go_syntax::ast::{
    Decl, Expr, ExprKind, File, FuncBody, FuncDecl, Ident, Import, VarSpec,
};
use burrow_go_syntax::{Name, Span};

use crate::Program;
use crate::checker::{DeclId, DeclInfo, DeclKind};
use crate::objects::{
    Func, ObjectId, ObjectKind, Package, PackageId, ScopeId, Var, VarDecl, VarKind,
};
use crate::signature::unpack_receiver;
use crate::universe::UNIVERSE;

/// The language version that files without a version have (1.N as N).
const LANGUAGE: u32 = 27;
/// A file's `//go:build` line cannot ask for less.
const OLDEST: u32 = 21;

/// A method whose type is not found yet.
struct Method {
    object: ObjectId,
    pointer: bool,
    receiver: Name,
}

impl Program {
    /// Enters everything that the package at work declares into scopes. Gives the package-level objects and methods in
    /// source order.
    pub(crate) fn collect_objects(&mut self) -> Vec<ObjectId> {
        let package = self.cx.package;
        let files = self.package(package).files.clone();
        let mut objects = Vec::new();
        let mut methods = Vec::new();
        let mut scopes = Vec::with_capacity(files.len());
        for file in &files {
            let scope = self.new_scope(Some(self.package(package).scope));
            self.record_scope(file.package.id, scope);
            self.cx.version = file.go_version.map_or(LANGUAGE, |version| version.max(OLDEST));
            scopes.push(scope);
            for import in &file.imports {
                self.import_decl(import, scope);
            }
            self.collect_file(file, scope, &mut objects, &mut methods);
        }
        self.check_file_scopes(package, &scopes);
        for method in methods {
            if let Some((pointer, base)) =
                self.base_type_name(package, method.pointer, method.receiver)
            {
                if let ObjectKind::Func(func) = &mut self.objects[method.object.0 as usize].kind {
                    func.pointer_recv = pointer;
                    func.recv_type = Some(base);
                }
                self.ck.methods.entry(base).or_default().push(method.object);
            }
        }
        objects
    }

    fn collect_file(
        &mut self,
        file: &File,
        scope: ScopeId,
        objects: &mut Vec<ObjectId>,
        methods: &mut Vec<Method>,
    ) {
        for decl in &file.decls {
            match decl {
                Decl::Const(spec) => {
                    for (at, name) in spec.names.iter().enumerate() {
                        let object =
                            self.new_object(name.name, name.pos, None, ObjectKind::Const(None));
                        let decl = self.new_decl(scope, DeclKind::Const(spec.clone(), at), None);
                        self.declare_global(name, object, decl);
                        objects.push(object);
                    }
                    let (names, values) = (&spec.names, &spec.init.values);
                    self.arity(spec.span.start, names, values, true, spec.inherited);
                }
                Decl::Var(spec) => self.collect_vars(spec, scope, objects),
                Decl::Type(spec) => {
                    let name = &spec.name;
                    let object = self.new_object(name.name, name.pos, None, ObjectKind::TypeName);
                    let decl = self.new_decl(scope, DeclKind::Type(spec.clone()), None);
                    self.declare_global(name, object, decl);
                    objects.push(object);
                }
                Decl::Func(decl) => objects.push(self.collect_func(decl, scope, methods)),
                Decl::Bad(_) => {}
            }
        }
    }

    fn new_decl(&mut self, file: ScopeId, kind: DeclKind, object: Option<ObjectId>) -> DeclId {
        let id = DeclId(self.ck.decls.len() as u32);
        let (package, version) = (self.cx.package, self.cx.version);
        self.ck.decls.push(DeclInfo {
            package,
            file,
            version,
            kind,
            object,
            deps: Default::default(),
        });
        id
    }

    fn declare_global(&mut self, name: &Ident, object: ObjectId, decl: DeclId) {
        self.ck.decl_of.insert(object, decl);
        let package = self.package(self.cx.package);
        if name.name.as_str() == "init" {
            return self.error(name, "InvalidInitDecl", "cannot declare init - must be func");
        }
        if name.name.as_str() == "main" && package.name.as_str() == "main" {
            return self.error(name, "InvalidMainDecl", "cannot declare main - must be func");
        }
        let scope = package.scope;
        self.declare(scope, Some(name), object);
    }

    fn collect_vars(&mut self, spec: &Rc<VarSpec>, scope: ScopeId, objects: &mut Vec<ObjectId>) {
        let global = Var { kind: VarKind::Global, global: true, ..Var::default() };
        let vars: Vec<ObjectId> = spec
            .names
            .iter()
            .map(|name| self.new_object(name.name, name.pos, None, ObjectKind::Var(global.clone())))
            .collect();
        objects.extend(&vars);
        let together = spec.values.len() == 1 && vars.len() > 1;
        let shared = together.then(|| {
            let kind = DeclKind::Var(spec.clone(), 0, Some(Rc::new(vars.clone())));
            self.new_decl(scope, kind, None)
        });
        for (at, (name, &var)) in spec.names.iter().zip(&vars).enumerate() {
            let decl = match shared {
                Some(decl) => decl,
                None => self.new_decl(scope, DeclKind::Var(spec.clone(), at, None), None),
            };
            self.declare_global(name, var, decl);
        }
        if spec.typ.is_none() || !spec.values.is_empty() {
            self.arity(spec.span.start, &spec.names, &spec.values, false, false);
        }
        let var_decls = &mut self.packages[self.cx.package.0 as usize].var_decls;
        if together {
            var_decls.push(VarDecl { vars, spec: spec.clone(), value: Some(0) });
        } else {
            var_decls.extend(vars.into_iter().enumerate().map(|(at, var)| VarDecl {
                vars: vec![var],
                spec: spec.clone(),
                value: (at < spec.values.len()).then_some(at),
            }));
        }
    }

    fn collect_func(
        &mut self,
        decl: &Rc<FuncDecl>,
        scope: ScopeId,
        methods: &mut Vec<Method>,
    ) -> ObjectId {
        let name = decl.name.name;
        let func = Func { decl: Some(decl.clone()), ..Func::default() };
        let object = self.new_object(name, decl.name.pos, None, ObjectKind::Func(func));
        let package = self.cx.package;
        let in_main = self.package(package).name.as_str() == "main";
        match &decl.recv {
            None if name.as_str() == "init" || name.as_str() == "main" && in_main => {
                let init = name.as_str() == "init";
                let code = if init { "InvalidInitDecl" } else { "InvalidMainDecl" };
                if let Some(first) = decl.tparams.first() {
                    self.soft_error(
                        first.pos,
                        code,
                        format!("func {name} must have no type parameters"),
                    );
                }
                if !decl.typ.params.is_empty() || !decl.typ.results.is_empty() {
                    let message =
                        format!("func {name} must have no arguments and no return values");
                    self.soft_error(decl.name, code, message);
                }
                if init {
                    self.objects[object.0 as usize].scope = Some(self.package(package).scope);
                    self.record_def(&decl.name, object);
                    if matches!(decl.body, FuncBody::None) {
                        self.soft_error(decl.name, "MissingInitBody", "func init must have a body");
                    }
                    self.packages[package.0 as usize].inits.push(object);
                } else {
                    self.declare(self.package(package).scope, Some(&decl.name), object);
                }
            }
            None => {
                self.declare(self.package(package).scope, Some(&decl.name), object);
                if name.is_blank() {
                    self.packages[package.0 as usize].inits.push(object);
                }
            }
            Some(recv) => {
                let syntax = unpack_receiver(&recv.typ);
                if let (ExprKind::Name(receiver), false) = (&syntax.base.kind, name.is_blank()) {
                    methods.push(Method { object, pointer: syntax.pointer, receiver: *receiver });
                }
                if let Some(first) = decl.tparams.first() {
                    self.verify_version(first.pos, 27, "generic method");
                }
                self.record_def(&decl.name, object);
            }
        }
        let id = self.new_decl(scope, DeclKind::Func(decl.clone()), Some(object));
        self.ck.decl_of.insert(object, id);
        self.packages[package.0 as usize].funcs.push(object);
        object
    }

    /// Loads an import and enters its name, or with `import .` its names, into the file's scope.
    fn import_decl(&mut self, import: &Import, scope: ScopeId) {
        let path = import.path.as_str();
        let path_end = import.span.end;
        let path_span = Span::new(import.path_pos, path_end);
        if let Err(cause) = valid_import_path(path) {
            return self.error(
                path_span,
                "BadImportPath",
                format!("invalid import path ({cause})"),
            );
        }
        let clean = clean_path(path);
        if path.starts_with('/') || clean != path && !path.starts_with('.') {
            let cause = if path.starts_with('/') {
                "import path cannot be absolute path".to_owned()
            } else {
                format!("non-canonical import path {path:?} (should be {clean:?})")
            };
            return self.error(
                import.span,
                "BrokenImport",
                format!("could not import {path} ({cause})"),
            );
        }
        let importing = self.cx.package;
        let from = self.package(importing).path;
        let imported = match self.load(path, from.as_str()) {
            Ok(id) => id,
            Err(words) => {
                self.error(import.span, "BrokenImport", words);
                self.fake_package(path)
            }
        };
        let name = import.name.map_or(self.package(imported).name, |name| name.name);
        if name.as_str() == "init" {
            let message = "cannot import package as init - init must be a func";
            return self.error(import.span, "InvalidInitDecl", message);
        }
        let imports = &mut self.packages[importing.0 as usize].imports;
        if !imports.contains(&imported) {
            imports.push(imported);
        }
        let pos = import.span.start;
        let object =
            self.new_object(name, pos, Some(Program::INVALID), ObjectKind::Package(imported));
        match &import.name {
            Some(ident) => self.record_def(ident, object),
            None => self.record_implicit(import.id, object),
        }
        if self.package(imported).fake {
            self.mark_used(object);
        }
        self.ck.import_names.push(object);
        if name.as_str() != "." {
            return self.declare(scope, None, object);
        }
        let inside = self.package(imported).scope;
        let mut names: Vec<(Name, ObjectId)> =
            self.scope(inside).names.iter().map(|(&name, &object)| (name, object)).collect();
        names.sort_by_key(|&(_, object)| object);
        for (name, inner) in names.into_iter().filter(|(name, _)| name.is_exported()) {
            if let Some(other) = self.scope_lookup(scope, name) {
                let mut parts = vec![(import.span, format!("{name} redeclared in this block"))];
                parts.extend(self.other_decl(other));
                self.error_parts("DuplicateDecl", false, parts);
            } else {
                self.scopes[scope.0 as usize].names.insert(name, inner);
                self.ck.dot_imports.insert((scope, name), object);
            }
        }
    }

    /// Stands for a package that cannot be had.
    fn fake_package(&mut self, path: &str) -> PackageId {
        let id = PackageId(self.packages.len() as u32);
        let scope = self.new_scope(Some(UNIVERSE));
        let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
        self.packages.push(Package {
            path: Name::new(path),
            name: Name::new(last),
            scope,
            files: Vec::new(),
            span: Span::default(),
            imports: Vec::new(),
            fake: true,
            lazy: true,
            inits: Vec::new(),
            var_decls: Vec::new(),
            funcs: Vec::new(),
        });
        id
    }

    /// Reports names that both the package and an import of one of its files declare.
    fn check_file_scopes(&mut self, package: PackageId, scopes: &[ScopeId]) {
        let package_scope = self.package(package).scope;
        for &scope in scopes {
            let mut names: Vec<(Name, ObjectId)> =
                self.scope(scope).names.iter().map(|(&name, &object)| (name, object)).collect();
            names.sort_by_key(|&(_, object)| object);
            for (name, object) in names {
                let Some(other) = self.scope_lookup(package_scope, name) else { continue };
                let how = match self.object(object).kind {
                    ObjectKind::Package(imported) => {
                        let package = self.package(imported);
                        format!("import of package {} ({:?})", package.name, package.path.as_str())
                    }
                    _ => {
                        let package = self.object(object).package.map(|id| self.package(id));
                        let name = package.map_or("", |package| package.name.as_str());
                        let path = package.map_or("", |package| package.path.as_str());
                        format!("dot-import of package {name} ({path:?})")
                    }
                };
                let mut parts = vec![(
                    self.object_span(other),
                    format!("{name} already declared through {how}"),
                )];
                parts.extend(self.other_decl(object));
                self.error_parts("DuplicateDecl", false, parts);
            }
        }
    }

    /// The type name that a receiver's name stands for, through aliases, and whether the receiver is a pointer then.
    fn base_type_name(
        &self,
        package: PackageId,
        pointer: bool,
        name: Name,
    ) -> Option<(bool, ObjectId)> {
        let (mut pointer, mut name) = (pointer, name);
        let mut seen: HashMap<ObjectId, ()> = HashMap::new();
        loop {
            let object = self.scope_lookup(self.package(package).scope, name)?;
            let decl = self.ck.decl_of.get(&object)?;
            let DeclKind::Type(spec) = &self.ck.decls[decl.0 as usize].kind else { return None };
            if !spec.alias {
                return Some((pointer, object));
            }
            if seen.insert(object, ()).is_some() || !spec.tparams.is_empty() {
                return None;
            }
            let mut typ: &Expr = spec.typ.unparen();
            if let ExprKind::Star(inner) = &typ.kind {
                if pointer {
                    return None;
                }
                pointer = true;
                typ = inner.unparen();
            }
            let ExprKind::Name(next) = typ.kind else { return None };
            name = next;
        }
    }

    /// Reports imports of the package that have not been used.
    pub(crate) fn unused_imports(&mut self, first: usize) {
        let names = self.ck.import_names[first..].to_vec();
        for object in names {
            let (name, pos) = (self.object(object).name, self.object(object).pos);
            let ObjectKind::Package(imported) = self.object(object).kind else { continue };
            if name.is_blank()
                || self.is_used(object)
                || self.object(object).package != Some(self.cx.package)
            {
                continue;
            }
            let path = self.package(imported).path.as_str();
            let last = path.rsplit('/').next().unwrap_or(path);
            let message =
                if name.as_str().is_empty() || name.as_str() == "." || name.as_str() == last {
                    format!("{path:?} imported and not used")
                } else {
                    format!("{path:?} imported as {name} and not used")
                };
            self.soft_error(pos, "UnusedImport", message);
        }
    }
}

/// An import path may not be empty or hold letters that file systems and shells would trip over.
fn valid_import_path(path: &str) -> Result<(), String> {
    if path.is_empty() {
        return Err("empty string".into());
    }
    let illegal = |letter: char| {
        letter.is_control()
            || letter.is_whitespace()
            || "!\"#$%&'()*,:;<=>?[\\]^{|}`\u{FFFD}".contains(letter)
    };
    match path.chars().find(|&letter| illegal(letter)) {
        Some(letter) if letter.is_control() => {
            Err(format!("invalid character U+{:04X}", letter as u32))
        }
        Some(letter) => Err(format!("invalid character U+{:04X} '{letter}'", letter as u32)),
        None => Ok(()),
    }
}

/// A path without empty words and dots.
fn clean_path(path: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in path.split('/') {
        match word {
            "" | "." => {}
            ".." => drop(words.pop()),
            word => words.push(word),
        }
    }
    words.join("/")
}
