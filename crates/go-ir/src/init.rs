//! Initialisation (spec: Program initialization and execution).
//!
//! Packages of the program itself are initialised in Go's order by one function each. A library package has many variables of which
//! a program uses few: each of its declarations is a function of its own. One whose value has no side effects runs only when a
//! function that mentions the variable is made; the others run with the package, or earlier if something that runs earlier mentions
//! them, which is also how the order among them comes out right.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use burrow_go_syntax::ast::{Expr, ExprKind, UnaryOp};
use burrow_go_syntax::{Name, Pos};
use burrow_go_types::objects::{ObjectId, ObjectKind, PackageId, VarDecl};

use crate::code::{Base, BinOp, Callee, FuncId, Function, GlobalId, Inst, Operand, Terminator};
use crate::func::FuncLowering;
use crate::layout::Kind;
use crate::lower::{FuncKey, Lower};
use crate::place::Place;

/// Library functions that only make a value.
const MAKERS: [(&str, &str); 12] = [
    ("errors", "New"),
    ("internal/godebug", "New"),
    ("sync", "OnceFunc"),
    ("sync", "OnceValue"),
    ("sync", "OnceValues"),
    ("strings", "NewReplacer"),
    ("math/big", "NewInt"),
    ("regexp", "MustCompile"),
    ("reflect", "TypeFor"),
    ("reflect", "TypeOf"),
    ("unicode/utf8", "RuneLen"),
    ("internal/oserror", "New"),
];

/// A function that fills what `//go:embed` stands above, before all else of its package.
const EMBEDDED: &str = "embedˑfill";

/// How far initialisation is planned.
#[derive(Default)]
pub(crate) struct Inits {
    /// In which declaration of which library package a variable is.
    decls: HashMap<ObjectId, (PackageId, usize)>,
    indexed: HashSet<PackageId>,
    /// What the functions that are being made mention, the innermost last.
    mentioned: Vec<Vec<FuncId>>,
    /// What the functions that were asked for since mention.
    pub pending: Vec<FuncId>,
    /// The flags of declarations that can be reached in two ways.
    done: HashMap<(PackageId, usize), GlobalId>,
    /// The packages that the entry initialises, once it is made.
    started: Option<HashSet<PackageId>>,
}

impl Inits {
    /// A function is about to be made.
    pub fn open(&mut self) {
        self.mentioned.push(Vec::new());
    }

    /// It is made: gives the initialisers that must have run before its code does.
    pub fn close(&mut self) -> Rc<[FuncId]> {
        self.mentioned.pop().unwrap_or_default().into()
    }

    /// Code needs these initialisers to have run: that of the function being made, or one that was asked for.
    pub fn mention(&mut self, inits: &[FuncId]) {
        let list = self.mentioned.last_mut().unwrap_or(&mut self.pending);
        for init in inits {
            if !list.contains(init) {
                list.push(*init);
            }
        }
    }
}

impl Lower {
    /// Code mentions a global variable: if it is one of a library, its declaration must have run before.
    pub fn touch_global(&mut self, object: ObjectId) {
        let object = self.variable_elsewhere(object).unwrap_or(object);
        let Some(package) = self.program.object(object).package else { return };
        if !self.program.package(package).lazy {
            return;
        }
        if self.inits.indexed.insert(package) {
            for (index, decl) in self.program.package(package).var_decls.iter().enumerate() {
                for &var in &decl.vars {
                    self.inits.decls.insert(var, (package, index));
                }
            }
        }
        let Some(&(package, index)) = self.inits.decls.get(&object) else { return };
        let has_value = self.program.package(package).var_decls[index].value.is_some();
        if has_value {
            let func = self.funcs.keyed(FuncKey::VarInit(package, index));
            self.inits.mention(&[func]);
        }
    }

    /// The first function of the program.
    pub fn lower_entry(&mut self) -> Function {
        // The machine calls functions of the run time that no package may import.
        let runtime = self.package_at("runtime");
        let roots: Vec<PackageId> = runtime.into_iter().chain([self.main]).collect();
        let started = self.reachable(&roots);
        let packages = self.program.import_order();
        let mut calls = Vec::new();
        for package in packages.into_iter().filter(|package| started.contains(package)) {
            if self.needs_init(package) {
                calls.push(self.funcs.keyed(FuncKey::PackageInit(package)));
            }
        }
        self.inits.started = Some(started);
        if let Some(main) = self.in_package(self.main, Name::new("main")) {
            calls.push(self.declared(main, &self.no_types.clone()));
        }
        let mut func = self.initialiser("runtime.main");
        for callee in calls {
            func.call_plain(callee);
        }
        func.end(Terminator::Return);
        func.finish(Pos::NONE, true)
    }

    /// Code names something in a package that the program does not import: that package and those that it imports are
    /// initialised before this code runs.
    pub fn schedule(&mut self, package: PackageId) {
        if self.inits.started.as_ref().is_none_or(|started| started.contains(&package)) {
            return;
        }
        let late = self.reachable(&[package]);
        let packages = self.program.import_order();
        for package in packages.into_iter().filter(|package| late.contains(package)) {
            let Some(started) = &mut self.inits.started else { return };
            if started.insert(package) && self.needs_init(package) {
                let func = self.funcs.keyed(FuncKey::PackageInit(package));
                self.inits.mention(&[func]);
            }
        }
    }

    /// These packages and all that they import. The program may know more, from others that were checked before.
    fn reachable(&self, roots: &[PackageId]) -> HashSet<PackageId> {
        let mut found = HashSet::new();
        let mut waiting = roots.to_vec();
        while let Some(package) = waiting.pop() {
            if found.insert(package) {
                waiting.extend(&self.program.package(package).imports);
            }
        }
        found
    }

    fn initialiser(&mut self, name: &str) -> FuncLowering<'_> {
        let env = self.no_env.clone();
        FuncLowering::new(self, name.into(), env)
    }

    fn needs_init(&mut self, package: PackageId) -> bool {
        if !self.program.package(package).inits.is_empty()
            || self.in_package(package, Name::new(EMBEDDED)).is_some()
        {
            return true;
        }
        if !self.program.package(package).lazy {
            return !self.program.package(package).var_decls.is_empty();
        }
        let decls = self.program.package(package).var_decls.clone();
        decls.iter().any(|decl| !self.is_pure_decl(package, decl))
    }

    pub fn lower_package_init(&mut self, package: PackageId) -> Function {
        let path = self.program.package(package).path;
        let lazy = self.program.package(package).lazy;
        let decls = match lazy {
            true => self.program.package(package).var_decls.clone(),
            false => self.program.init_order(package),
        };
        let mut var_inits = Vec::new();
        if lazy {
            for (index, decl) in decls.iter().enumerate() {
                if !self.is_pure_decl(package, decl) {
                    var_inits.push(self.funcs.keyed(FuncKey::VarInit(package, index)));
                }
            }
        }
        let inits: Vec<ObjectId> = self.program.package(package).inits.clone();
        let mut functions = Vec::new();
        for object in inits {
            if self.program.object(object).name.as_str() == "init" {
                functions.push(self.declared(object, &self.no_types.clone()));
            }
        }
        let embedded = self.in_package(package, Name::new(EMBEDDED));
        let embedded = embedded.map(|object| self.declared(object, &self.no_types.clone()));
        let mut func = self.initialiser(&format!("{path}.init"));
        if let Some(callee) = embedded {
            func.call_plain(callee);
        }
        if !lazy {
            for decl in &decls {
                func.stop_at(decl.spec.span.start);
                func.init_globals(decl);
            }
        }
        for callee in var_inits.into_iter().chain(functions) {
            func.call_plain(callee);
        }
        func.end(Terminator::Return);
        func.finish(Pos::NONE, false)
    }

    /// The function that sets the variables of one declaration of a library package.
    pub fn lower_var_init(&mut self, package: PackageId, index: usize) -> Function {
        let path = self.program.package(package).path;
        let Some(decl) = self.program.package(package).var_decls.get(index).cloned() else {
            return self.native(path.as_str().into(), Vec::new(), &[], &[]);
        };
        self.program.check_var(&decl);
        let flag = (!self.is_pure_decl(package, &decl)).then(|| self.done_flag(package, index));
        let mut func = self.initialiser(&format!("{path}.init"));
        if let Some(flag) = flag {
            func.only_once(flag);
        }
        func.init_globals(&decl);
        func.end(Terminator::Return);
        func.finish(decl.spec.span.start, false)
    }

    fn done_flag(&mut self, package: PackageId, index: usize) -> GlobalId {
        if let Some(&flag) = self.inits.done.get(&(package, index)) {
            return flag;
        }
        let path = self.program.package(package).path;
        let flag = self.globals.push(Kind::U8, format!("{path}..done{index}").into());
        self.inits.done.insert((package, index), flag);
        flag
    }

    /// Whether the value of a declaration can be computed at any time.
    fn is_pure_decl(&self, package: PackageId, decl: &VarDecl) -> bool {
        let values = &decl.spec.values;
        match decl.value {
            None => true,
            Some(index) => values.get(index).is_some_and(|value| self.is_pure(package, value)),
        }
    }

    fn is_pure(&self, package: PackageId, expr: &Expr) -> bool {
        let pure = |expr: &Expr| self.is_pure(package, expr);
        match &expr.kind {
            ExprKind::Literal { .. } | ExprKind::Func { .. } => true,
            ExprKind::Name(name) => self.is_pure_name(package, *name),
            ExprKind::Selector { x, sel } => match self.imported(package, x) {
                Some(other) => self.is_pure_name(other, sel.name),
                None => false,
            },
            ExprKind::Paren(x) => pure(x),
            ExprKind::Composite { elements, .. } => elements.iter().all(|element| {
                let key = match &element.key {
                    // The name of a field.
                    Some(Expr { kind: ExprKind::Name(_), .. }) | None => true,
                    Some(key) => pure(key),
                };
                key && pure(&element.value)
            }),
            ExprKind::Unary { op: UnaryOp::Address, x } => {
                matches!(x.unparen().kind, ExprKind::Name(_)) || pure(x)
            }
            ExprKind::Unary { op, x } => *op != UnaryOp::Receive && pure(x),
            ExprKind::Binary { x, y, .. } => pure(x) && pure(y),
            ExprKind::Call { fun, args, .. } => {
                self.is_maker(package, fun) && args.iter().all(pure)
            }
            _ => is_type(expr),
        }
    }

    /// Whether a name stands for something that does not change: all but variables, and of those the ones that hold errors or
    /// tables of letters.
    fn is_pure_name(&self, package: PackageId, name: Name) -> bool {
        let Some(object) = self.in_package(package, name) else { return true };
        match self.program.object(object).kind {
            ObjectKind::Var(_) => {
                let name = name.as_str();
                let tables = self.program.package(package).path.as_str() == "unicode";
                tables || name.starts_with("Err") || name.starts_with("err") || name == "EOF"
            }
            _ => true,
        }
    }

    /// Whether a call only makes a value: a conversion, a predeclared function, or one of a few of the library.
    fn is_maker(&self, package: PackageId, fun: &Expr) -> bool {
        match &fun.unparen().kind {
            ExprKind::Name(name) => match self.in_package(package, *name) {
                Some(object) => match self.program.object(object).kind {
                    ObjectKind::TypeName => true,
                    ObjectKind::Func(_) => self.is_known_maker(package, *name),
                    _ => false,
                },
                None => !matches!(
                    name.as_str(),
                    "copy" | "delete" | "panic" | "print" | "println" | "recover"
                ),
            },
            ExprKind::Selector { x, sel } => match self.imported(package, x) {
                Some(other) => {
                    let is_type = self.in_package(other, sel.name).is_some_and(|object| {
                        matches!(self.program.object(object).kind, ObjectKind::TypeName)
                    });
                    is_type || self.is_known_maker(other, sel.name)
                }
                None => false,
            },
            ExprKind::Index { x, .. } => self.is_maker(package, x),
            _ => is_type(fun.unparen()),
        }
    }

    fn is_known_maker(&self, package: PackageId, name: Name) -> bool {
        let path = self.program.package(package).path;
        MAKERS.contains(&(path.as_str(), name.as_str()))
    }

    /// The package that a name stands for in the files of a package, by the imports.
    fn imported(&self, package: PackageId, x: &Expr) -> Option<PackageId> {
        let ExprKind::Name(name) = x.kind else { return None };
        if self.in_package(package, name).is_some() {
            return None;
        }
        let package = self.program.package(package);
        for file in &package.files {
            for import in &file.imports {
                if import.name.is_some_and(|own| own.name == name) {
                    return self.import_by_path(package.imports.as_slice(), import.path);
                }
            }
        }
        package.imports.iter().copied().find(|&import| self.program.package(import).name == name)
    }

    fn import_by_path(&self, imports: &[PackageId], path: Name) -> Option<PackageId> {
        imports.iter().copied().find(|&import| {
            let known = self.program.package(import).path.as_str();
            known == path.as_str() || known.strip_prefix("vendor/") == Some(path.as_str())
        })
    }
}

/// Whether an expression can only be a type.
fn is_type(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType(_)
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType(_)
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. }
            | ExprKind::Star(_)
    )
}

impl FuncLowering<'_> {
    fn call_plain(&mut self, func: FuncId) {
        self.emit(Inst::Call {
            callee: Callee::Static(func),
            args: Vec::new(),
            results: Vec::new(),
        });
    }

    /// Returns if a flag is set, and sets it.
    fn only_once(&mut self, flag: GlobalId) {
        let base = Base::Global(flag);
        let done = self.temp(Kind::U8);
        self.emit(Inst::Load { dst: done, base, offset: 0, kind: Kind::U8 });
        let not = self.binary(BinOp::Eq, Kind::U8, Operand::Local(done), Operand::Const(0), None);
        let (go_on, stop) = (self.block(), self.block());
        self.branch(not, go_on, stop);
        self.start(stop);
        self.end(Terminator::Return);
        self.start(go_on);
        self.emit(Inst::Store { base, offset: 0, src: Operand::Const(1), kind: Kind::U8 });
    }

    /// Sets the variables of a declaration at the top of a package.
    fn init_globals(&mut self, decl: &VarDecl) {
        let Some(value) = decl.value.and_then(|index| decl.spec.values.get(index)) else { return };
        let mark = self.mark();
        self.pos = decl.spec.span.start;
        self.scopes.push(decl.spec.span.end);
        match *decl.vars {
            [var] if self.lower.program.object(var).name.is_blank() => {
                let env = self.env.clone();
                let typ = self.lower.type_of_object(var, &env);
                self.expr_as(value, typ, None);
            }
            [var] => {
                let env = self.env.clone();
                let typ = self.lower.type_of_object(var, &env);
                let base = Base::Global(self.lower.global(var));
                self.fill(Place::Memory { base, offset: 0 }, typ, value);
            }
            _ => {
                let values = self.values(value, decl.vars.len());
                for (&var, (value, from)) in decl.vars.iter().zip(values) {
                    if self.lower.program.object(var).name.is_blank() {
                        continue;
                    }
                    let env = self.env.clone();
                    let typ = self.lower.type_of_object(var, &env);
                    let base = Base::Global(self.lower.global(var));
                    let value = self.convert_to(value, from, typ, None);
                    self.store(Place::Memory { base, offset: 0 }, typ, value);
                }
            }
        }
        self.scopes.pop();
        self.release(mark);
    }
}
