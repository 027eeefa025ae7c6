//! What the lowering of a whole program shares: types, layouts, and the tables of functions and globals.
//!
//! A function has a number as soon as anything mentions it, and code when the machine first asks for it. What it is to be made
//! from is kept as [`Work`].

use std::collections::HashMap;
use std::rc::Rc;

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::{Block, FuncBody, FuncDecl};
use burrow_go_types::Program;
use burrow_go_types::objects::{ObjectId, ObjectKind, PackageId};
use burrow_go_types::types::Type;

use crate::adapter::Adapter;
use crate::closure::Literal;
use crate::code::{Body, FuncId, Function, GlobalId, Held};
use crate::init::Inits;
use crate::layout::Kind;
use crate::links::Links;
use crate::measure::Layouts;
use crate::rtype::RTypeId;
use crate::types::{Env, TypeTable};
use crate::wrapper::Wrapper;

/// Which function: equal keys are one function.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum FuncKey {
    /// A declared function or method and the type arguments of its instance (of its receiver's type, for a method).
    Declared(ObjectId, Rc<[RTypeId]>),
    /// What the compiler adds to call methods in other ways.
    Wrapper(Wrapper),
    /// Calls, or is called as, a func value of a type.
    Adapter(Adapter),
    /// Initialises a package whose imports are initialised.
    PackageInit(PackageId),
    /// Initialises the variables of one declaration of a library package, by its place in the package.
    VarInit(PackageId, usize),
    /// Where the program begins.
    Entry,
}

/// What a function is made from.
#[derive(Clone)]
pub(crate) enum Work {
    Key(FuncKey),
    Literal(Rc<Literal>),
    /// Its code is there.
    Made,
}

struct Entry {
    work: Work,
    code: Option<Rc<Function>>,
    /// The initialisers that must have run before its code does.
    inits: Rc<[FuncId]>,
}

/// All functions that anything mentions.
#[derive(Default)]
pub(crate) struct FuncTable {
    entries: Vec<Entry>,
    ids: HashMap<FuncKey, FuncId>,
}

impl FuncTable {
    fn push(&mut self, work: Work, code: Option<Rc<Function>>) -> FuncId {
        let id = FuncId(self.entries.len() as u32);
        self.entries.push(Entry { work, code, inits: Rc::from([]) });
        id
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The function with this key.
    pub fn keyed(&mut self, key: FuncKey) -> FuncId {
        if let Some(&id) = self.ids.get(&key) {
            return id;
        }
        let id = self.push(Work::Key(key.clone()), None);
        self.ids.insert(key, id);
        id
    }

    /// A function literal of one instance of the function around it.
    pub fn literal(&mut self, literal: Rc<Literal>) -> FuncId {
        self.push(Work::Literal(literal), None)
    }

    /// A function whose code is there already.
    pub fn made(&mut self, function: Function) -> FuncId {
        self.push(Work::Made, Some(Rc::new(function)))
    }
}

/// A global variable.
pub(crate) struct Global {
    pub kind: Kind,
    pub name: Rc<str>,
}

/// All global variables that anything mentions.
#[derive(Default)]
pub(crate) struct Globals {
    pub list: Vec<Global>,
    ids: HashMap<ObjectId, GlobalId>,
}

impl Globals {
    /// A further one.
    pub fn push(&mut self, kind: Kind, name: Rc<str>) -> GlobalId {
        let id = GlobalId(self.list.len() as u32);
        self.list.push(Global { kind, name });
        id
    }
}

/// The lowering of a program.
pub(crate) struct Lower {
    pub program: Program,
    pub main: PackageId,
    pub types: TypeTable,
    pub layouts: Layouts,
    pub funcs: FuncTable,
    pub globals: Globals,
    pub inits: Inits,
    pub links: Links,
    /// The functions that are being made, the one that another is made for before that.
    pub making: Vec<FuncId>,
    /// Whether code is made to be stepped through; see [`crate::Lowering::keep_calls`].
    pub keep_calls: bool,
    /// What func values of functions hold, if code is made to be stepped through.
    pub held: HashMap<FuncId, Rc<Held>>,
    /// The name without letters.
    pub empty: Name,
    pub no_types: Rc<[RTypeId]>,
    pub no_env: Rc<Env>,
}

impl Lower {
    pub fn new(program: Program, main: PackageId) -> Lower {
        Lower {
            program,
            main,
            types: TypeTable::default(),
            layouts: Layouts::default(),
            funcs: FuncTable::default(),
            globals: Globals::default(),
            inits: Inits::default(),
            links: Links::default(),
            making: Vec::new(),
            keep_calls: false,
            held: HashMap::new(),
            empty: Name::new(""),
            no_types: Rc::from([]),
            no_env: Rc::default(),
        }
    }

    /// The code of a function, made now if it is not there.
    pub fn function(&mut self, id: FuncId) -> Rc<Function> {
        let entry = &self.funcs.entries[id.0 as usize];
        if let Some(code) = &entry.code {
            let code = code.clone();
            self.inits.mention(&entry.inits);
            return code;
        }
        let work = entry.work.clone();
        self.making.push(id);
        self.inits.open();
        let function = match work {
            Work::Key(FuncKey::Declared(object, targs)) => {
                self.lower_declared(object, &targs, false)
            }
            Work::Key(FuncKey::Wrapper(wrapper)) => self.lower_wrapper(&wrapper),
            Work::Key(FuncKey::Adapter(adapter)) => self.lower_adapter(adapter),
            Work::Key(FuncKey::PackageInit(package)) => self.lower_package_init(package),
            Work::Key(FuncKey::VarInit(package, index)) => self.lower_var_init(package, index),
            Work::Key(FuncKey::Entry) => self.lower_entry(),
            Work::Literal(literal) => self.lower_literal(&literal),
            Work::Made => self.native("".into(), Vec::new(), &[], &[]),
        };
        debug_assert_eq!(
            crate::verify::verify(&function, self),
            Ok(()),
            "{}",
            crate::display::Dump(&function)
        );
        self.making.pop();
        let inits = self.inits.close();
        self.inits.mention(&inits);
        let code = Rc::new(function);
        let entry = &mut self.funcs.entries[id.0 as usize];
        entry.work = Work::Made;
        entry.code = Some(code.clone());
        entry.inits = inits;
        code
    }

    /// The functions of a package, made now: those that are declared, in order, then instances that something mentions, and
    /// literals.
    pub fn functions_of(&mut self, package: PackageId) -> Vec<Rc<Function>> {
        for object in self.program.package(package).funcs.clone() {
            if self.has_body(object) && !self.is_generic(object) {
                let no_types = self.no_types.clone();
                self.declared(object, &no_types);
            }
        }
        let span = self.program.package(package).span;
        let mut all = Vec::new();
        let mut index = 0;
        while let Some(entry) = self.funcs.entries.get(index) {
            let may_be_own = match &entry.work {
                Work::Key(FuncKey::Declared(object, _)) => {
                    self.program.object(*object).package == Some(package)
                }
                Work::Literal(_) | Work::Made => true,
                Work::Key(_) => false,
            };
            if may_be_own {
                let function = self.function(FuncId(index as u32));
                let is_own = span.start <= function.pos && function.pos < span.end;
                all.extend((is_own && !function.wrapper).then_some(function));
            }
            index += 1;
        }
        all
    }

    /// Whether a function has a body only where its type parameters are known.
    fn is_generic(&mut self, object: ObjectId) -> bool {
        let typ = self.program.object_type(object);
        match self.program.typ(typ) {
            Type::Signature(signature) => {
                !signature.tparams.is_empty() || !signature.recv_tparams.is_empty()
            }
            _ => false,
        }
    }

    /// The number of a declared function or method. Where the declaration has no body, a `//go:linkname` may lead to another one.
    pub fn declared(&mut self, object: ObjectId, targs: &Rc<[RTypeId]>) -> FuncId {
        let key = FuncKey::Declared(object, targs.clone());
        if let Some(&id) = self.funcs.ids.get(&key) {
            return id;
        }
        if !self.has_body(object)
            && let Some(other) = self.body_elsewhere(object)
        {
            let id = self.declared(other, targs);
            self.funcs.ids.insert(key, id);
            return id;
        }
        self.funcs.keyed(key)
    }

    /// The name of a function, as traces show it.
    pub fn name_of(&mut self, id: FuncId) -> Rc<str> {
        let entry = &self.funcs.entries[id.0 as usize];
        match (&entry.code, entry.work.clone()) {
            (Some(code), _) => code.name.clone(),
            (_, Work::Literal(literal)) => literal.name.clone(),
            (_, Work::Key(FuncKey::Declared(object, targs))) => {
                self.trace_name(object, !targs.is_empty())
            }
            (_, Work::Key(FuncKey::Wrapper(wrapper))) => self.wrapper_name(&wrapper),
            (_, Work::Key(FuncKey::Adapter(adapter))) => adapter.name().into(),
            _ => "func".into(),
        }
    }

    /// The declaration of a function, if it has one.
    pub fn decl(&self, object: ObjectId) -> Option<Rc<FuncDecl>> {
        match &self.program.object(object).kind {
            ObjectKind::Func(func) => func.decl.clone(),
            _ => None,
        }
    }

    /// Whether a function is written in Go.
    pub fn has_body(&self, object: ObjectId) -> bool {
        match &self.program.object(object).kind {
            ObjectKind::Func(func) => {
                func.decl.as_ref().is_some_and(|decl| !matches!(decl.body, FuncBody::None))
            }
            _ => false,
        }
    }

    /// A function of the machine, with parameters and results of these kinds.
    pub fn native(
        &self,
        name: Rc<str>,
        locals: Vec<crate::code::Local>,
        params: &[u32],
        results: &[u32],
    ) -> Function {
        let local = |index: &u32| crate::code::LocalId(*index);
        Function {
            name: name.clone(),
            pos: burrow_go_syntax::Pos::NONE,
            locals,
            params: params.iter().map(local).collect(),
            results: results.iter().map(local).collect(),
            closure: None,
            body: Body::Native(name),
            boxed_results: Vec::new(),
            wrapper: false,
        }
    }

    /// The number of a global variable.
    pub fn global(&mut self, object: ObjectId) -> GlobalId {
        if let Some(&id) = self.globals.ids.get(&object) {
            return id;
        }
        let id = match self.variable_elsewhere(object) {
            Some(other) => self.global(other),
            None => {
                let typ = self.type_of_object(object, &self.no_env.clone());
                let kind = self.kind(typ);
                let name = self.object_name(object).into();
                self.globals.push(kind, name)
            }
        };
        self.globals.ids.insert(object, id);
        id
    }

    /// The global variables of all packages that are no library, in order of their declaration.
    pub fn own_variables(&mut self) -> Vec<(Rc<str>, RTypeId, GlobalId)> {
        let mut all = Vec::new();
        for package in self.program.import_order() {
            if self.program.package(package).lazy {
                continue;
            }
            for decl in self.program.package(package).var_decls.clone() {
                for var in decl.vars {
                    if self.program.object(var).name.is_blank() {
                        continue;
                    }
                    let typ = self.type_of_object(var, &self.no_env.clone());
                    let id = self.global(var);
                    all.push((self.object_name(var).into(), typ, id));
                }
            }
        }
        all
    }

    /// The name of a function, method or variable as the linker knows it: `main.f`, `main.(*T).m`.
    pub fn object_name(&self, object: ObjectId) -> String {
        self.name_with(object, "")
    }

    /// As traces show the function: `main.f`, `main.Map[...]`, `main.(*List[...]).Push`.
    pub fn trace_name(&self, object: ObjectId, generic: bool) -> Rc<str> {
        self.name_with(object, if generic { "[...]" } else { "" }).into()
    }

    fn name_with(&self, id: ObjectId, instance: &str) -> String {
        let object = self.program.object(id);
        let package =
            object.package.map_or("", |package| self.program.package(package).path.as_str());
        let name = object.name;
        match &object.kind {
            ObjectKind::Func(func) => match func.recv_type {
                Some(recv) => {
                    let recv = self.program.object(recv).name;
                    if func.pointer_recv {
                        format!("{package}.(*{recv}{instance}).{name}")
                    } else {
                        format!("{package}.{recv}{instance}.{name}")
                    }
                }
                // There may be several.
                None if name.as_str() == "init" => {
                    let inits = object
                        .package
                        .map_or(&[][..], |package| &self.program.package(package).inits);
                    let same = |&&other: &&ObjectId| self.program.object(other).name == name;
                    let number =
                        inits.iter().filter(same).position(|&other| other == id).unwrap_or(0);
                    format!("{package}.init.{number}")
                }
                None => format!("{package}.{name}{instance}"),
            },
            _ => format!("{package}.{name}"),
        }
    }
}

/// The body of a function that has been checked.
pub(crate) fn body_of(decl: &FuncDecl) -> Option<&Block> {
    match &decl.body {
        FuncBody::None => None,
        FuncBody::Parsed(block) => Some(block),
        FuncBody::Lazy { block, .. } => block.get(),
    }
}
