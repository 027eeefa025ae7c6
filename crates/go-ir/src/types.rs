//! The types of a program as the lowering knows them.
//!
//! The checker's types may speak of type parameters and may exist twice. Here every type is closed (type arguments are put in
//! on the way) and identical types have one number, the one that the machine sees too. A type is interned by its structure; what more
//! is known of it (underlying type, layout, fields, methods, run-time record) is worked out when first asked for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use burrow_go_syntax::Name;
use burrow_go_types::objects::{ObjectId, ObjectKind};
use burrow_go_types::types::{Basic, ChanDir, Signature, Struct, Type, TypeId};

use crate::lower::Lower;
use crate::measure::{FieldAt, Measure};
use crate::methods::MethodAt;
use crate::rtype::{RType, RTypeId};

/// The structure of a type: equal keys are identical types.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Key {
    Basic(Basic),
    Named { object: ObjectId, targs: Rc<[RTypeId]>, implicit: Rc<[RTypeId]> },
    Pointer(RTypeId),
    Slice(RTypeId),
    Array(u64, RTypeId),
    Map(RTypeId, RTypeId),
    Chan(ChanDir, RTypeId),
    Struct(Rc<[Field]>),
    Func { params: Rc<[RTypeId]>, results: Rc<[RTypeId]>, variadic: bool },
    Interface(Rc<[InterfaceMethod]>),
    Tuple(Rc<[RTypeId]>),
}

/// A field of a struct type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Field {
    pub name: Name,
    /// The path of the package of an unexported field; the empty name for exported ones.
    pub package: Name,
    pub typ: RTypeId,
    pub tag: Rc<str>,
    pub embedded: bool,
}

/// A method of an interface type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct InterfaceMethod {
    pub name: Name,
    pub package: Name,
    pub typ: RTypeId,
}

/// The underlying type at a glance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ty {
    Basic(Basic),
    Pointer(RTypeId),
    Slice(RTypeId),
    Array(u64, RTypeId),
    Map(RTypeId, RTypeId),
    Chan(ChanDir, RTypeId),
    Struct,
    Func,
    Interface,
    Tuple,
}

/// Parameters and results of a function type.
#[derive(Clone, Debug)]
pub(crate) struct FuncType {
    pub params: Rc<[RTypeId]>,
    pub results: Rc<[RTypeId]>,
    pub variadic: bool,
}

/// What the type parameters around a piece of code stand for.
#[derive(Default, Debug)]
pub(crate) struct Env {
    params: Vec<(TypeId, RTypeId)>,
    /// The type arguments that types declared inside depend on.
    pub implicit: Rc<[RTypeId]>,
    known: RefCell<HashMap<TypeId, RTypeId>>,
}

impl Env {
    /// Type parameters and what they stand for, in a function.
    pub fn of_function(params: Vec<(TypeId, RTypeId)>, implicit: Rc<[RTypeId]>) -> Env {
        Env { params, implicit, known: RefCell::default() }
    }

    fn with(&self, params: impl Iterator<Item = (TypeId, RTypeId)>) -> Env {
        let params = self.params.iter().copied().chain(params).collect();
        Env { params, implicit: self.implicit.clone(), known: RefCell::default() }
    }

    pub fn is_empty(&self) -> bool {
        self.params.is_empty()
    }

    fn param(&self, t: TypeId) -> Option<RTypeId> {
        self.params.iter().rev().find(|(param, _)| *param == t).map(|(_, arg)| *arg)
    }
}

/// What is known of a type beyond its structure.
#[derive(Default)]
pub(crate) struct Facts {
    /// For a declared type: what its type parameters stand for.
    pub env: Rc<Env>,
    pub underlying: Option<RTypeId>,
    pub measure: Option<Measure>,
    pub fields: Option<Rc<[FieldAt]>>,
    pub methods: Option<Rc<[MethodAt]>>,
    pub record: Option<Rc<RType>>,
    pub comparable: Option<bool>,
}

/// All types.
#[derive(Default)]
pub(crate) struct TypeTable {
    keys: Vec<Key>,
    ids: HashMap<Key, RTypeId>,
    facts: Vec<Facts>,
    /// By the checker's number, for types outside generic code.
    plain: Vec<Option<RTypeId>>,
}

impl TypeTable {
    /// The structure of a type.
    pub fn key(&self, t: RTypeId) -> &Key {
        &self.keys[t.0 as usize]
    }

    /// What is known of a type.
    pub fn facts(&mut self, t: RTypeId) -> &mut Facts {
        &mut self.facts[t.0 as usize]
    }

    /// The number of the type with this structure.
    pub fn intern(&mut self, key: Key) -> RTypeId {
        if let Some(&id) = self.ids.get(&key) {
            return id;
        }
        let id = RTypeId(self.keys.len() as u32);
        self.keys.push(key.clone());
        self.ids.insert(key, id);
        self.facts.push(Facts::default());
        id
    }
}

impl Lower {
    /// The closed type that the checker's type is where `env` holds.
    pub fn typ(&mut self, t: TypeId, env: &Rc<Env>) -> RTypeId {
        let index = t.0 as usize;
        if env.is_empty() {
            if let Some(&Some(id)) = self.types.plain.get(index) {
                return id;
            }
        } else if let Some(&id) = env.known.borrow().get(&t) {
            return id;
        }
        let id = self.close(t, env);
        if env.is_empty() {
            if self.types.plain.len() <= index {
                self.types.plain.resize(index + 1, None);
            }
            self.types.plain[index] = Some(id);
        } else {
            env.known.borrow_mut().insert(t, id);
        }
        id
    }

    fn close(&mut self, t: TypeId, env: &Rc<Env>) -> RTypeId {
        let key = match self.program.typ(t) {
            Type::Basic(basic) => Key::Basic(settled(*basic)),
            Type::Alias(alias) => {
                let actual = alias.actual;
                return self.typ(actual, env);
            }
            Type::Param(_) => return env.param(t).unwrap_or_else(|| self.basic(Basic::Invalid)),
            Type::Named(named) => {
                let object = named.object;
                let targs = if named.targs.is_empty() {
                    named.tparams.clone()
                } else {
                    named.targs.clone()
                };
                let targs = targs.iter().map(|&arg| self.typ(arg, env)).collect();
                return self.named_instance(object, targs, env);
            }
            &Type::Pointer(elem) => Key::Pointer(self.typ(elem, env)),
            &Type::Slice(elem) => Key::Slice(self.typ(elem, env)),
            &Type::Array(len, elem) => Key::Array(len.max(0) as u64, self.typ(elem, env)),
            &Type::Map(key, value) => {
                let key = self.typ(key, env);
                Key::Map(key, self.typ(value, env))
            }
            &Type::Chan(dir, elem) => Key::Chan(dir, self.typ(elem, env)),
            Type::Struct(fields) => {
                let fields = fields.clone();
                self.struct_key(&fields, env)
            }
            Type::Signature(signature) => {
                let signature = signature.clone();
                self.func_key(&signature, env)
            }
            Type::Interface(_) => self.interface_key(t, env),
            Type::Tuple(types) => {
                let types = types.clone();
                Key::Tuple(types.iter().map(|&t| self.typ(t, env)).collect())
            }
        };
        self.types.intern(key)
    }

    fn struct_key(&mut self, fields: &Struct, env: &Rc<Env>) -> Key {
        let mut list = Vec::with_capacity(fields.fields.len());
        for (index, &object) in fields.fields.iter().enumerate() {
            let typ = self.program.object_type(object);
            let typ = self.typ(typ, env);
            let found = self.program.object(object);
            let embedded = matches!(&found.kind, ObjectKind::Var(var) if var.embedded);
            let name = found.name;
            let package = self.package_of_name(object);
            let tag = fields.tags.get(index).cloned().unwrap_or_else(|| "".into());
            list.push(Field { name, package, typ, tag, embedded });
        }
        Key::Struct(list.into())
    }

    fn func_key(&mut self, signature: &Signature, env: &Rc<Env>) -> Key {
        let params = self.types_of(&signature.params, env);
        let results = self.types_of(&signature.results, env);
        Key::Func { params, results, variadic: signature.variadic }
    }

    /// The types of variables.
    pub fn types_of(&mut self, vars: &[ObjectId], env: &Rc<Env>) -> Rc<[RTypeId]> {
        vars.iter().map(|&var| self.type_of_object(var, env)).collect()
    }

    /// The type of a variable or function.
    pub fn type_of_object(&mut self, object: ObjectId, env: &Rc<Env>) -> RTypeId {
        let typ = self.program.object_type(object);
        self.typ(typ, env)
    }

    fn interface_key(&mut self, t: TypeId, env: &Rc<Env>) -> Key {
        let set = self.program.type_set(t);
        let mut methods = Vec::with_capacity(set.methods.len());
        for &method in &set.methods {
            let name = self.program.object(method).name;
            let package = self.package_of_name(method);
            methods.push(InterfaceMethod { name, package, typ: self.type_of_object(method, env) });
        }
        methods.sort_by(|a, b| compare_names((a.name, a.package), (b.name, b.package)));
        Key::Interface(methods.into())
    }

    /// The path of an object's package if its name is unexported, else the empty name.
    pub fn package_of_name(&self, object: ObjectId) -> Name {
        let object = self.program.object(object);
        match object.package {
            Some(package) if !object.name.is_exported() => self.program.package(package).path,
            _ => self.empty,
        }
    }

    /// A declared type with its type arguments, as the code that `env` belongs to means it.
    pub fn named_instance(&mut self, object: ObjectId, targs: Rc<[RTypeId]>, env: &Env) -> RTypeId {
        let local = self.is_local(object);
        let implicit = if local { env.implicit.clone() } else { self.no_types.clone() };
        let generic = !targs.is_empty() || !implicit.is_empty();
        let id = self.types.intern(Key::Named { object, targs: targs.clone(), implicit });
        if generic && self.types.facts(id).env.is_empty() {
            let origin = self.program.object_type(object);
            let tparams = match self.program.typ(origin) {
                Type::Named(named) => named.tparams.clone(),
                _ => Rc::default(),
            };
            let params = tparams.iter().copied().zip(targs.iter().copied());
            let env = if local { env.with(params) } else { Env::default().with(params) };
            self.types.facts(id).env = Rc::new(env);
        }
        id
    }

    /// Whether a type name is declared inside a function.
    pub fn is_local(&self, object: ObjectId) -> bool {
        let object = self.program.object(object);
        match (object.package, object.scope) {
            (Some(package), Some(scope)) => self.program.package(package).scope != scope,
            _ => false,
        }
    }

    /// A predeclared type.
    pub fn basic(&mut self, basic: Basic) -> RTypeId {
        self.types.intern(Key::Basic(basic))
    }

    /// `any`.
    pub fn any(&mut self) -> RTypeId {
        self.types.intern(Key::Interface(Rc::from([])))
    }

    /// `*t`.
    pub fn pointer(&mut self, t: RTypeId) -> RTypeId {
        self.types.intern(Key::Pointer(t))
    }

    /// The type that is no declared one.
    pub fn underlying(&mut self, t: RTypeId) -> RTypeId {
        let Key::Named { object, .. } = *self.types.key(t) else { return t };
        if let Some(known) = self.types.facts(t).underlying {
            return known;
        }
        let env = self.types.facts(t).env.clone();
        let origin = self.program.object_type(object);
        let underlying = self.program.underlying(origin);
        let underlying = self.typ(underlying, &env);
        self.types.facts(t).underlying = Some(underlying);
        underlying
    }

    /// What the type is, declared or not.
    pub fn ty(&mut self, t: RTypeId) -> Ty {
        let under = self.underlying(t);
        match *self.types.key(under) {
            Key::Basic(basic) => Ty::Basic(basic),
            Key::Pointer(elem) => Ty::Pointer(elem),
            Key::Slice(elem) => Ty::Slice(elem),
            Key::Array(len, elem) => Ty::Array(len, elem),
            Key::Map(key, value) => Ty::Map(key, value),
            Key::Chan(dir, elem) => Ty::Chan(dir, elem),
            Key::Struct(_) => Ty::Struct,
            Key::Func { .. } => Ty::Func,
            Key::Interface(_) => Ty::Interface,
            // An underlying type is never a declared one.
            Key::Named { .. } | Key::Tuple(_) => Ty::Tuple,
        }
    }

    /// Parameters and results; none if it is no function.
    pub fn func_type(&mut self, t: RTypeId) -> FuncType {
        let under = self.underlying(t);
        match self.types.key(under) {
            Key::Func { params, results, variadic } => {
                FuncType { params: params.clone(), results: results.clone(), variadic: *variadic }
            }
            _ => FuncType {
                params: self.no_types.clone(),
                results: self.no_types.clone(),
                variadic: false,
            },
        }
    }

    /// The methods of an interface, sorted; none if it is no interface.
    pub fn interface_methods(&mut self, t: RTypeId) -> Rc<[InterfaceMethod]> {
        let under = self.underlying(t);
        match self.types.key(under) {
            Key::Interface(methods) => methods.clone(),
            _ => Rc::from([]),
        }
    }

    /// The fields of a struct type as it is declared; none if it is no struct.
    pub fn struct_fields(&mut self, t: RTypeId) -> Rc<[Field]> {
        let under = self.underlying(t);
        match self.types.key(under) {
            Key::Struct(fields) => fields.clone(),
            _ => Rc::from([]),
        }
    }

    /// The types that a tuple consists of; the type itself if it is none.
    pub fn tuple(&mut self, t: RTypeId) -> Rc<[RTypeId]> {
        match self.types.key(t) {
            Key::Tuple(types) => types.clone(),
            _ => Rc::from([t]),
        }
    }

    pub fn is_interface(&mut self, t: RTypeId) -> bool {
        self.ty(t) == Ty::Interface
    }

    pub fn is_string(&mut self, t: RTypeId) -> bool {
        self.ty(t) == Ty::Basic(Basic::String)
    }

    /// Whether it is an interface without methods.
    pub fn is_empty_interface(&mut self, t: RTypeId) -> bool {
        self.is_interface(t) && self.interface_methods(t).is_empty()
    }

    /// What a pointer points to.
    pub fn pointee(&mut self, t: RTypeId) -> Option<RTypeId> {
        match self.ty(t) {
            Ty::Pointer(elem) => Some(elem),
            _ => None,
        }
    }

    /// Whether `==` is defined on it.
    pub fn comparable(&mut self, t: RTypeId) -> bool {
        if let Some(known) = self.types.facts(t).comparable {
            return known;
        }
        let comparable = match self.ty(t) {
            Ty::Slice(_) | Ty::Map(..) | Ty::Func | Ty::Tuple => false,
            Ty::Array(_, elem) => self.comparable(elem),
            Ty::Struct => self.struct_fields(t).iter().all(|field| self.comparable(field.typ)),
            _ => true,
        };
        self.types.facts(t).comparable = Some(comparable);
        comparable
    }
}

/// The type that a value of an untyped constant's type has where nothing else is said.
fn settled(basic: Basic) -> Basic {
    match basic {
        Basic::UntypedBool => Basic::Bool,
        Basic::UntypedInt => Basic::Int,
        Basic::UntypedRune => Basic::Int32,
        Basic::UntypedFloat => Basic::Float64,
        Basic::UntypedComplex => Basic::Complex128,
        Basic::UntypedString => Basic::String,
        other => other,
    }
}

/// The order of methods at run time: exported names first, then by name, unexported ones also by package path.
pub(crate) fn compare_names(a: (Name, Name), b: (Name, Name)) -> std::cmp::Ordering {
    let order =
        |(name, package): (Name, Name)| (!name.is_exported(), name.as_str(), package.as_str());
    order(a).cmp(&order(b))
}
