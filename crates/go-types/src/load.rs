//! Getting packages: parsing, importing, and checking all of a package or only what is asked for.

use std::rc::Rc;

use burrow_go_syntax::ast::{File, FuncBody, Ident};
use burrow_go_syntax::{Diagnostic, Name, ParseOptions, Span, parse_body, parse_file};

use crate::Program;
use crate::checker::{Context, DeclKind};
use crate::constant::Constant;
use crate::objects::{ObjectId, ObjectKind, Package, PackageId, VarDecl};
use crate::program::PackageSource;
use crate::types::TypeId;
use crate::universe::UNIVERSE;

impl Program {
    /// Parses a package, and its imports through the importer, and checks it: a lazy one's bodies only when asked for.
    /// Problems are added to [`Program::errors`].
    pub fn check(&mut self, source: PackageSource) -> PackageId {
        let path = Name::new(&source.path);
        let scope = self.new_scope(Some(UNIVERSE));
        let id = PackageId(self.packages.len() as u32);
        self.packages.push(Package {
            path,
            name: Name::new(""),
            scope,
            files: Vec::new(),
            span: Span::default(),
            imports: Vec::new(),
            fake: false,
            lazy: source.lazy,
            inits: Vec::new(),
            var_decls: Vec::new(),
            funcs: Vec::new(),
        });
        self.by_path.insert(path, id);
        let errors = self.errors.len();
        self.parse_files(id, &source);
        self.ck.depth += 1;
        self.ck.loading.insert(id);
        let first_import = self.ck.import_names.len();
        let objects = self.in_context(Context::file(id, scope, 0), Program::collect_objects);
        self.ck.loading.remove(&id);
        if !source.lazy {
            let context = Context::file(id, scope, 0);
            let graph = std::mem::take(&mut self.ck.mono);
            self.in_context(context, |program| {
                program.check_package(id, &objects, first_import, errors)
            });
            self.ck.mono = graph;
        }
        self.ck.import_names.truncate(first_import);
        self.ck.depth -= 1;
        id
    }

    /// Forgets the errors and all packages that are checked completely, so that their changed sources can be checked with
    /// the library as it is loaded. (Types and findings stay where they are: an editor's worker should begin a new program
    /// after some hundred changes.)
    pub fn restart(&mut self) {
        self.errors.clear();
        let packages = &self.packages;
        self.by_path.retain(|_, id| packages[id.0 as usize].lazy);
    }

    /// What keeps a package without errors from being run, in the words of Go's linker, at its package clause: it has no
    /// function `main`.
    pub fn missing_main(&self, id: PackageId) -> Option<Diagnostic> {
        let package = self.package(id);
        let declared = self.scope(package.scope).names.get(&Name::new("main")).copied();
        let is_func = |id: ObjectId| matches!(self.object(id).kind, ObjectKind::Func(_));
        if package.name.as_str() != "main" || declared.is_some_and(is_func) {
            return None;
        }
        let Ident { pos, name, .. } = package.files.first()?.package;
        Some(Diagnostic {
            span: Span::new(pos, pos.plus(name.as_str().len())),
            message: "function main is undeclared in the main package".into(),
            code: "MissingMain",
            soft: false,
        })
    }

    /// A package and those that it imports, directly or not, but for the library.
    pub fn own_packages(&self, main: PackageId) -> Vec<PackageId> {
        let mut found = vec![main];
        let mut next = 0;
        while let Some(&id) = found.get(next) {
            next += 1;
            for &import in &self.package(id).imports {
                let package = self.package(import);
                if !package.lazy && !package.fake && !found.contains(&import) {
                    found.push(import);
                }
            }
        }
        found
    }

    fn parse_files(&mut self, id: PackageId, source: &PackageSource) {
        let mut files: Vec<Rc<File>> = Vec::with_capacity(source.files.len());
        let start = self.sources.end();
        for (name, text) in &source.files {
            let base = self.sources.add(name, text.clone());
            self.lazy_files.push((base, source.lazy));
            let options = ParseOptions { lazy_bodies: source.lazy };
            let first = self.errors.len();
            let file =
                parse_file(&mut self.sources, base, &mut self.ck.ids, options, &mut self.errors);
            if is_runtime(&source.path) {
                let found = self.errors.split_off(first);
                self.errors
                    .extend(found.into_iter().filter(|error| error.code != "MisplacedDirective"));
            }
            let (package, here) = (file.package, self.packages[id.0 as usize].name);
            if package.name.is_blank() && files.is_empty() {
                self.error(package, "BlankPkgName", "invalid package name _");
            } else if !files.is_empty() && package.name != here {
                let message = format!("package {}; expected package {here}", package.name);
                self.error(file.package_pos, "MismatchedPkgName", message);
                continue;
            }
            self.packages[id.0 as usize].name = package.name;
            files.push(Rc::new(file));
        }
        let package = &mut self.packages[id.0 as usize];
        package.files = files;
        package.span = Span::new(start, self.sources.end());
    }

    /// Checks all of a package; `before` is how many errors there were before it.
    fn check_package(
        &mut self,
        id: PackageId,
        objects: &[ObjectId],
        first_import: usize,
        before: usize,
    ) {
        let first_object = self.objects.len();
        let top = self.ck.delayed.len();
        let interfaces = self.ck.interfaces.len();
        let is_type = |program: &Program, object: ObjectId| {
            matches!(program.object(object).kind, ObjectKind::TypeName)
        };
        let types: Vec<ObjectId> =
            objects.iter().copied().filter(|&object| is_type(self, object)).collect();
        self.direct_cycles(id, &types);
        // Aliases come behind the types that they may stand for.
        let (aliases, defined): (Vec<ObjectId>, Vec<ObjectId>) =
            types.into_iter().partition(|&object| self.is_alias_decl(object));
        let others =
            objects.iter().copied().filter(|&object| !is_type(self, object)).collect::<Vec<_>>();
        for object in defined.into_iter().chain(aliases).chain(others) {
            self.obj_decl(object);
        }
        self.process_delayed(top);
        self.init_order(id);
        self.unused_imports(first_import);
        self.record_untyped();
        // gc looks for the rest only where nothing else is wrong.
        if self.errors.len() == before {
            self.monomorph();
        }
        if self.errors.len() == before {
            self.anonymous_interface_cycles(interfaces);
        }
        self.ck.interfaces.truncate(interfaces);
        if self.errors.len() == before {
            self.check_directives(id);
        }
        if self.errors.len() == before {
            self.large_types(id, first_object);
        }
    }

    fn is_alias_decl(&self, object: ObjectId) -> bool {
        let decl = self.ck.decl_of.get(&object).map(|decl| &self.ck.decls[decl.0 as usize].kind);
        matches!(decl, Some(DeclKind::Type(spec)) if spec.alias)
    }

    /// The package with this import path, as the package with the path `from` gets it; loads it if it is new. An error is
    /// in gc's words.
    pub fn load(&mut self, path: &str, from: &str) -> Result<PackageId, String> {
        if path == "unsafe" {
            return Ok(crate::universe::UNSAFE);
        }
        let importing = self.by_path.get(&Name::new(from)).copied();
        let library = importing.is_some_and(|id| self.package(id).lazy);
        // What only some may import is for the importer to judge.
        let open = library || !path.split('/').any(|word| word == "internal");
        if open && let Some(&id) = self.by_path.get(&Name::new(path)) {
            return self.loaded(id);
        }
        let source = self.importer.package(path, from)?;
        if let Some(&id) = self.by_path.get(&Name::new(&source.path)) {
            return self.loaded(id);
        }
        let id = self.check(source);
        let name = self.package(id).name;
        if name.is_blank() || name.as_str().is_empty() {
            return Err(format!("invalid package name: {:?}", name.as_str()));
        }
        Ok(id)
    }

    fn loaded(&self, id: PackageId) -> Result<PackageId, String> {
        if self.ck.loading.contains(&id) { Err("import cycle not allowed".into()) } else { Ok(id) }
    }

    /// Runs what an entry point asks for; the outermost one then runs what has been delayed.
    pub(crate) fn enter<R>(&mut self, work: impl FnOnce(&mut Program) -> R) -> R {
        let top = self.ck.delayed.len();
        self.ck.depth += 1;
        let result = work(self);
        if self.ck.depth == 1 {
            self.process_delayed(top);
            self.record_untyped();
        }
        self.ck.depth -= 1;
        result
    }

    /// The type of an object; in a lazy package it is found out now.
    pub fn object_type(&mut self, object: ObjectId) -> TypeId {
        if let Some(t) = self.object(object).typ {
            return t;
        }
        self.enter(|program| program.obj_decl(object));
        self.object(object).typ.unwrap_or(Program::INVALID)
    }

    /// The value of a constant; unknown for what is none.
    pub fn constant_of(&mut self, object: ObjectId) -> Constant {
        self.object_type(object);
        match &self.object(object).kind {
            ObjectKind::Const(Some(value)) => value.clone(),
            _ => Constant::Unknown,
        }
    }

    /// Checks the body of a declared function, if that has not been done; a lazy package's is parsed first.
    pub fn check_body(&mut self, function: ObjectId) {
        let Some(&id) = self.ck.decl_of.get(&function) else { return };
        if !self.ck.checked_bodies.insert(function) {
            return;
        }
        let decl = &self.ck.decls[id.0 as usize];
        let DeclKind::Func(func) = &decl.kind else { return };
        let func = func.clone();
        let context = Context::file(decl.package, decl.file, decl.version);
        let signature = self.object_type(function);
        let block = match &func.body {
            FuncBody::None => return,
            FuncBody::Parsed(block) => block,
            FuncBody::Lazy { span, block } => {
                let (sources, ids, errors) = (&self.sources, &mut self.ck.ids, &mut self.errors);
                block.get_or_init(|| parse_body(sources, *span, ids, errors))
            }
        };
        let node = func.name.id;
        self.enter(|program| {
            program.in_context(context, |program| {
                program.func_body(Some(id), node, signature, block, None)
            });
        });
    }

    /// Checks the initialiser of package-level variables, if that has not been done.
    pub fn check_var(&mut self, decl: &VarDecl) {
        let Some(&var) = decl.vars.first() else { return };
        if self.ck.checked_vars.contains(&var) {
            return;
        }
        let typ = self.object_type(var);
        if self.ck.checked_vars.contains(&var) {
            return;
        }
        // It has a declared type: what is left is to check the value against it.
        self.enter(|program| {
            program.objects[var.0 as usize].typ = None;
            program.ck.checking_var = true;
            program.obj_decl(var);
            program.ck.checking_var = false;
            program.objects[var.0 as usize].typ = Some(typ);
        });
    }
}

/// Whether a package is part of the run time, which may use directives that others may not.
fn is_runtime(path: &str) -> bool {
    path == "runtime" || path.starts_with("runtime/") || path.starts_with("internal/")
}
