//! The methods of closed types, promoted ones included (spec: Method sets, Struct types, Selectors).

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use burrow_go_syntax::Name;
use burrow_go_types::objects::{ObjectId, ObjectKind};
use burrow_go_types::types::Type;

use crate::lower::Lower;
use crate::rtype::RTypeId;
use crate::types::{Env, Key, Ty, compare_names};

/// A method that can be selected on a variable of some type.
#[derive(Clone, Debug)]
pub(crate) struct MethodAt {
    pub name: Name,
    /// The path of the package of an unexported one; the empty name for exported ones.
    pub package: Name,
    /// Through which embedded fields it is reached.
    pub path: Rc<[usize]>,
    /// Whether a pointer is followed on this way.
    pub indirect: bool,
    pub target: MethodTarget,
}

/// What a method is, once its receiver is reached.
#[derive(Clone, Copy, Debug)]
pub(crate) enum MethodTarget {
    /// A declared method of the type `recv`, or of the pointer to it.
    Declared { object: ObjectId, recv: RTypeId, pointer: bool },
    /// Method number `index` of an interface type.
    Interface { iface: RTypeId, index: u32 },
}

/// A type on one level of the search, and how it was reached.
struct Step {
    typ: RTypeId,
    path: Vec<usize>,
    indirect: bool,
    /// Whether it stands more than once on its level, so that all it has is ambiguous.
    twice: bool,
}

/// What a level has under a name: nothing usable where it is a field or ambiguous.
type Level = HashMap<(Name, Name), Option<MethodAt>>;

impl Lower {
    /// All methods that can be selected on a variable of a type that is no pointer, sorted as at run time.
    pub fn methods_of(&mut self, base: RTypeId) -> Rc<[MethodAt]> {
        if let Some(known) = &self.types.facts(base).methods {
            return known.clone();
        }
        let methods = self.search_methods(base);
        self.types.facts(base).methods = Some(methods.clone());
        methods
    }

    fn search_methods(&mut self, base: RTypeId) -> Rc<[MethodAt]> {
        let mut found = Level::new();
        let mut seen = HashSet::new();
        let mut steps = vec![Step { typ: base, path: Vec::new(), indirect: false, twice: false }];
        while !steps.is_empty() {
            let mut level = Level::new();
            let mut next: Vec<Step> = Vec::new();
            for step in &steps {
                if matches!(self.types.key(step.typ), Key::Named { .. }) && !seen.insert(step.typ) {
                    continue;
                }
                self.add_declared(&mut level, step);
                match self.ty(step.typ) {
                    Ty::Struct => self.add_fields(&mut level, &mut next, step),
                    Ty::Interface => self.add_interface(&mut level, step),
                    _ => {}
                }
            }
            for (name, method) in level {
                found.entry(name).or_insert(method);
            }
            steps = next;
        }
        let mut methods: Vec<MethodAt> = found.into_values().flatten().collect();
        methods.sort_by(|a, b| compare_names((a.name, a.package), (b.name, b.package)));
        methods.into()
    }

    fn add_declared(&mut self, level: &mut Level, step: &Step) {
        let Key::Named { object, .. } = *self.types.key(step.typ) else { return };
        let origin = self.program.object_type(object);
        // The declaration is read only once the underlying type is asked for.
        self.program.underlying(origin);
        let Type::Named(named) = self.program.typ(origin) else { return };
        for object in named.methods.clone() {
            let ObjectKind::Func(func) = &self.program.object(object).kind else { continue };
            let target =
                MethodTarget::Declared { object, recv: step.typ, pointer: func.pointer_recv };
            let name = self.program.object(object).name;
            self.add(level, step, name, self.package_of_name(object), target);
        }
    }

    fn add_interface(&mut self, level: &mut Level, step: &Step) {
        for (index, method) in self.interface_methods(step.typ).iter().enumerate() {
            let target = MethodTarget::Interface { iface: step.typ, index: index as u32 };
            self.add(level, step, method.name, method.package, target);
        }
    }

    fn add(&self, level: &mut Level, step: &Step, name: Name, package: Name, target: MethodTarget) {
        let path = step.path.as_slice().into();
        let method = MethodAt { name, package, path, indirect: step.indirect, target };
        let only = !step.twice && !level.contains_key(&(name, package));
        level.insert((name, package), only.then_some(method));
    }

    fn add_fields(&mut self, level: &mut Level, next: &mut Vec<Step>, step: &Step) {
        for (index, field) in self.struct_fields(step.typ).iter().enumerate() {
            level.insert((field.name, field.package), None);
            if !field.embedded {
                continue;
            }
            let pointee = match self.types.key(field.typ) {
                Key::Pointer(elem) => Some(*elem),
                _ => None,
            };
            let typ = pointee.unwrap_or(field.typ);
            if let Some(same) = next.iter_mut().find(|other| other.typ == typ) {
                same.twice = true;
                continue;
            }
            let path = step.path.iter().copied().chain([index]).collect();
            let indirect = step.indirect || pointee.is_some();
            next.push(Step { typ, path, indirect, twice: step.twice });
        }
    }

    /// The method of this name of a type or of what it points to.
    pub fn find_method(&mut self, t: RTypeId, name: Name, package: Name) -> Option<MethodAt> {
        let base = self.method_base(t)?;
        self.methods_of(base)
            .iter()
            .find(|method| method.name == name && method.package == package)
            .cloned()
    }

    /// The type whose methods a type has: itself, or what it points to if it is a pointer that is not declared itself.
    fn method_base(&mut self, t: RTypeId) -> Option<RTypeId> {
        match *self.types.key(t) {
            Key::Pointer(elem) => match self.ty(elem) {
                Ty::Interface | Ty::Pointer(_) => None,
                _ => Some(elem),
            },
            _ => Some(t),
        }
    }

    /// The method set of a type (spec: Method sets); nothing for interfaces.
    pub fn method_set(&mut self, t: RTypeId) -> Vec<MethodAt> {
        if self.is_interface(t) {
            return Vec::new();
        }
        let Some(base) = self.method_base(t) else { return Vec::new() };
        let methods = self.methods_of(base);
        let usable = |method: &&MethodAt| match method.target {
            // One with type parameters of its own is called by name only.
            MethodTarget::Declared { object, pointer, .. } => {
                let generic = self.decl(object).is_some_and(|decl| !decl.tparams.is_empty());
                !generic && (!pointer || base != t || method.indirect)
            }
            MethodTarget::Interface { .. } => true,
        };
        methods.iter().filter(usable).cloned().collect()
    }

    /// The type of a method, without its receiver.
    pub fn method_type(&mut self, method: &MethodAt) -> RTypeId {
        match method.target {
            MethodTarget::Declared { object, recv, .. } => {
                let env = self.method_env(object, recv);
                self.type_of_object(object, &env)
            }
            MethodTarget::Interface { iface, index } => {
                let methods = self.interface_methods(iface);
                methods.get(index as usize).map_or(iface, |method| method.typ)
            }
        }
    }

    /// What the type parameters of a declared method stand for, where its receiver's type is `recv`.
    pub fn method_env(&mut self, object: ObjectId, recv: RTypeId) -> Rc<Env> {
        let targs = self.type_arguments(recv);
        self.function_env(object, &targs)
    }

    /// The type arguments of a declared type.
    pub fn type_arguments(&self, t: RTypeId) -> Rc<[RTypeId]> {
        match self.types.key(t) {
            Key::Named { targs, .. } => targs.clone(),
            _ => self.no_types.clone(),
        }
    }

    /// What the type parameters of a declared function or method stand for.
    pub fn function_env(&mut self, object: ObjectId, targs: &Rc<[RTypeId]>) -> Rc<Env> {
        if targs.is_empty() {
            return self.no_env.clone();
        }
        let typ = self.program.object_type(object);
        let Type::Signature(signature) = self.program.typ(typ) else { return self.no_env.clone() };
        let tparams = if signature.recv_tparams.is_empty() {
            &signature.tparams
        } else {
            &signature.recv_tparams
        };
        let params = tparams.iter().copied().zip(targs.iter().copied()).collect();
        Rc::new(Env::of_function(params, targs.clone()))
    }
}
