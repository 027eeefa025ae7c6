//! Replacing type parameters by type arguments, and instances of generic types.
//!
//! Instances of declared types are made lazily: their right sides are substituted when first asked for, so that types may
//! refer to instances of themselves. Equal arguments give one and the same instance.

use std::rc::Rc;

use burrow_go_syntax::Span;

use crate::Program;
use crate::objects::{Object, ObjectId};
use crate::types::{
    Alias, Interface, Named, Signature, Struct, Term, Type, TypeId, TypeParam, Union,
};

/// Type parameters and what they are replaced by.
#[derive(Clone, Copy)]
struct Map<'a> {
    from: &'a [TypeId],
    to: &'a [TypeId],
}

impl Map<'_> {
    fn get(&self, param: TypeId) -> Option<TypeId> {
        let at = self.from.iter().position(|&from| from == param)?;
        self.to.get(at).copied()
    }
}

impl Program {
    /// `t` with the type arguments in place of the type parameters.
    pub fn substitute(&mut self, t: TypeId, tparams: &[TypeId], targs: &[TypeId]) -> TypeId {
        if tparams.is_empty() {
            return t;
        }
        self.subst(t, Map { from: tparams, to: targs })
    }

    fn subst(&mut self, t: TypeId, map: Map) -> TypeId {
        match self.typ(t) {
            Type::Basic(_) => t,
            Type::Param(_) => map.get(t).unwrap_or(t),
            &Type::Pointer(elem) => {
                let new = self.subst(elem, map);
                if new == elem { t } else { self.pointer_to(new) }
            }
            &Type::Slice(elem) => {
                let new = self.subst(elem, map);
                if new == elem { t } else { self.slice_of(new) }
            }
            &Type::Array(len, elem) => {
                let new = self.subst(elem, map);
                if new == elem { t } else { self.new_type(Type::Array(len, new)) }
            }
            &Type::Chan(dir, elem) => {
                let new = self.subst(elem, map);
                if new == elem { t } else { self.new_type(Type::Chan(dir, new)) }
            }
            &Type::Map(key, value) => {
                let new = (self.subst(key, map), self.subst(value, map));
                if new == (key, value) { t } else { self.new_type(Type::Map(new.0, new.1)) }
            }
            Type::Tuple(types) => {
                let types = types.clone();
                match self.subst_list(&types, map) {
                    Some(new) => self.new_type(Type::Tuple(Rc::new(new))),
                    None => t,
                }
            }
            Type::Struct(s) => {
                let s = s.clone();
                match self.subst_objects(&s.fields, map) {
                    Some(fields) => self
                        .new_type(Type::Struct(Rc::new(Struct { fields, tags: s.tags.clone() }))),
                    None => t,
                }
            }
            Type::Signature(s) => {
                let s = s.clone();
                self.subst_signature(t, &s, map)
            }
            Type::Interface(i) => {
                let i = i.clone();
                self.subst_interface(t, &i, map)
            }
            Type::Named(named) => {
                if named.outer.is_empty() && named.targs.is_empty() {
                    return t;
                }
                let (origin, targs, outer) =
                    (named.origin, named.targs.clone(), named.outer.clone());
                // A wrong number of arguments has been reported.
                if !targs.is_empty()
                    && let Type::Named(origin) = self.typ(origin)
                    && !origin.tparams.is_empty()
                    && origin.tparams.len() != targs.len()
                {
                    return Program::INVALID;
                }
                let new_targs = self.subst_list(&targs, map);
                let new_outer = self.subst_list(&outer, map);
                if new_targs.is_none() && new_outer.is_none() {
                    return t;
                }
                let targs = new_targs.map_or(targs, Rc::new);
                let outer = new_outer.map_or(outer, Rc::new);
                self.named_instance(origin, targs, outer)
            }
            Type::Alias(alias) => {
                let (origin, targs, actual) = (alias.origin, alias.targs.clone(), alias.actual);
                if targs.is_empty() {
                    // An alias declared in a generic function.
                    let new = self.subst(actual, map);
                    return if new == actual { t } else { new };
                }
                match self.subst_list(&targs, map) {
                    Some(targs) => self.alias_instance(origin, Rc::new(targs)),
                    None => t,
                }
            }
        }
    }

    /// The new list, if it is another one.
    fn subst_list(&mut self, list: &[TypeId], map: Map) -> Option<Vec<TypeId>> {
        let mut new: Option<Vec<TypeId>> = None;
        for (at, &t) in list.iter().enumerate() {
            let changed = self.subst(t, map);
            if changed != t {
                new.get_or_insert_with(|| list.to_vec())[at] = changed;
            }
        }
        new
    }

    /// Variables or methods with substituted types, if any type changes.
    fn subst_objects(&mut self, objects: &[ObjectId], map: Map) -> Option<Vec<ObjectId>> {
        let mut new: Option<Vec<ObjectId>> = None;
        for (at, &object) in objects.iter().enumerate() {
            let t = self.object_type(object);
            let changed = self.subst(t, map);
            if changed != t {
                let copy = self.copy_var(object, changed);
                new.get_or_insert_with(|| objects.to_vec())[at] = copy;
            }
        }
        new
    }

    fn subst_signature(&mut self, t: TypeId, s: &Signature, map: Map) -> TypeId {
        // The type parameters of a generic method speak of those of its receiver: the method of an instance has its own.
        if s.tparams.first().is_some_and(|&tparam| map.get(tparam).is_none()) {
            let fresh = self.fresh_tparams(&s.tparams, map);
            for (&new, &old) in fresh.iter().zip(&s.tparams) {
                self.mono_record_canonical(new, old);
            }
            let from: Vec<TypeId> = map.from.iter().chain(&s.tparams).copied().collect();
            let to: Vec<TypeId> =
                map.to.iter().take(map.from.len()).chain(&fresh).copied().collect();
            if map.to.len() < map.from.len() {
                return t;
            }
            let map = Map { from: &from, to: &to };
            let params = self.subst_objects(&s.params, map).unwrap_or_else(|| s.params.clone());
            let results = self.subst_objects(&s.results, map).unwrap_or_else(|| s.results.clone());
            let s = Signature { params, results, tparams: fresh, ..s.clone() };
            return self.new_type(Type::Signature(Rc::new(s)));
        }
        let params = self.subst_objects(&s.params, map);
        let results = self.subst_objects(&s.results, map);
        if params.is_none() && results.is_none() {
            return t;
        }
        let s = s.clone();
        let params = params.unwrap_or(s.params);
        let results = results.unwrap_or(s.results);
        self.new_type(Type::Signature(Rc::new(Signature { params, results, ..s })))
    }

    /// New type parameters like `tparams`, whose constraints speak of the new ones.
    fn fresh_tparams(&mut self, tparams: &[TypeId], map: Map) -> Vec<TypeId> {
        let mut fresh = Vec::with_capacity(tparams.len());
        for &tparam in tparams {
            let Type::Param(param) = self.typ(tparam).clone() else {
                fresh.push(tparam);
                continue;
            };
            let object = ObjectId(self.objects.len() as u32);
            let new = self.new_type(Type::Param(TypeParam { object, ..param }));
            let object = Object { typ: Some(new), ..self.object(param.object).clone() };
            self.objects.push(object);
            fresh.push(new);
        }
        let from: Vec<TypeId> = map.from.iter().chain(tparams).copied().collect();
        let to: Vec<TypeId> = map.to.iter().take(map.from.len()).chain(&fresh).copied().collect();
        for &new in &fresh {
            if let Some(constraint) = self.constraint_of(new) {
                let constraint = self.subst(constraint, Map { from: &from, to: &to });
                self.set_constraint(new, constraint);
            }
        }
        fresh
    }

    pub(crate) fn set_constraint(&mut self, tparam: TypeId, constraint: TypeId) {
        if let Type::Param(param) = &mut self.types[tparam.0 as usize] {
            param.constraint = constraint;
        }
    }

    /// Type parameters renamed, and the type that speaks of the new ones.
    pub(crate) fn rename_tparams(
        &mut self,
        tparams: &[TypeId],
        t: TypeId,
    ) -> (Vec<TypeId>, TypeId) {
        let fresh = self.fresh_tparams(tparams, Map { from: &[], to: &[] });
        let t = self.substitute(t, tparams, &fresh);
        (fresh, t)
    }

    fn subst_interface(&mut self, t: TypeId, i: &Interface, map: Map) -> TypeId {
        let methods = self.subst_objects(&i.methods, map);
        let mut embedded: Option<Vec<Union>> = None;
        for (at, union) in i.embedded.iter().enumerate() {
            let types: Vec<TypeId> = union.terms.iter().map(|term| term.typ).collect();
            if let Some(types) = self.subst_list(&types, map) {
                let terms = union
                    .terms
                    .iter()
                    .zip(types)
                    .map(|(term, typ)| Term { typ, ..*term })
                    .collect();
                embedded.get_or_insert_with(|| i.embedded.clone())[at] = Union { terms };
            }
        }
        if methods.is_none() && embedded.is_none() {
            return t;
        }
        let methods = methods.unwrap_or_else(|| i.methods.clone());
        let embedded = embedded.unwrap_or_else(|| i.embedded.clone());
        self.new_type(Type::Interface(Rc::new(Interface { methods, embedded, ..*i })))
    }

    /// The instance of a generic type, alias or function type.
    pub fn instantiate(&mut self, generic: TypeId, targs: &[TypeId]) -> TypeId {
        match self.typ(generic) {
            Type::Named(named) => {
                let (origin, outer) = (named.origin, named.outer.clone());
                self.named_instance(origin, Rc::new(targs.to_vec()), outer)
            }
            Type::Alias(alias) => {
                if alias.tparams.len() != targs.len() {
                    return Program::INVALID;
                }
                let origin = alias.origin;
                self.alias_instance(origin, Rc::new(targs.to_vec()))
            }
            Type::Signature(signature) => {
                let signature = signature.clone();
                let substituted = self.substitute(generic, &signature.tparams, targs);
                let Type::Signature(signature) = self.typ(substituted) else { return substituted };
                let signature = Signature { tparams: Vec::new(), ..(**signature).clone() };
                self.new_type(Type::Signature(Rc::new(signature)))
            }
            _ => generic,
        }
    }

    /// As [`Program::instantiate`]; a wrong number of arguments for an alias is reported (others are reported by whoever
    /// verifies the instance).
    pub(crate) fn instance(&mut self, span: Span, generic: TypeId, targs: &[TypeId]) -> TypeId {
        if let Type::Alias(alias) = self.typ(generic) {
            let (name, want) = (self.object(alias.object).name, alias.tparams.len());
            if !self.validate_targ_len(span, name.as_str(), want, targs.len()) {
                return Program::INVALID;
            }
        }
        let before = self.types.len();
        let instance = self.instantiate(generic, targs);
        if instance.0 as usize >= before {
            self.ck.instance_spans.insert(instance, span);
        }
        instance
    }

    fn named_instance(
        &mut self,
        origin: TypeId,
        targs: Rc<Vec<TypeId>>,
        outer: Rc<Vec<TypeId>>,
    ) -> TypeId {
        let hash = self.list_hash(origin, [&targs, &outer]);
        if let Some(known) = self.ck.instances.get(&hash) {
            for instance in known.clone() {
                if self.same_instance(instance, origin, &targs, &outer) {
                    return instance;
                }
            }
        }
        let Type::Named(generic) = self.typ(origin) else { return Program::INVALID };
        let none = Rc::new(Vec::new());
        let named = Named {
            object: generic.object,
            origin,
            tparams: none,
            targs,
            underlying: None,
            rhs: None,
            outer,
            methods: Vec::new(),
        };
        let id = self.new_type(Type::Named(named));
        self.ck.instances.entry(hash).or_default().push(id);
        id
    }

    fn alias_instance(&mut self, origin: TypeId, targs: Rc<Vec<TypeId>>) -> TypeId {
        let hash = self.list_hash(origin, [&targs, &[]]);
        if let Some(known) = self.ck.instances.get(&hash) {
            for instance in known.clone() {
                if self.same_instance(instance, origin, &targs, &[]) {
                    return instance;
                }
            }
        }
        let Type::Alias(generic) = self.typ(origin) else { return Program::INVALID };
        let (object, tparams, actual) = (generic.object, generic.tparams.clone(), generic.actual);
        let actual = self.substitute(actual, &tparams, &targs);
        let id = self.new_type(Type::Alias(Alias { object, tparams, targs, actual, origin }));
        self.ck.instances.entry(hash).or_default().push(id);
        id
    }

    fn same_instance(
        &mut self,
        instance: TypeId,
        origin: TypeId,
        targs: &[TypeId],
        outer: &[TypeId],
    ) -> bool {
        let (its_origin, its_targs, its_outer) = match self.typ(instance) {
            Type::Named(named) => (named.origin, named.targs.clone(), named.outer.clone()),
            Type::Alias(alias) => (alias.origin, alias.targs.clone(), Rc::new(Vec::new())),
            _ => return false,
        };
        let mut same = |x: &[TypeId], y: &[TypeId]| {
            x.len() == y.len() && x.iter().zip(y).all(|(&x, &y)| self.identical(x, y))
        };
        its_origin == origin && same(&its_targs, targs) && same(&its_outer, outer)
    }

    /// The right side of an instance: none while that of its generic type is not known.
    pub(crate) fn expand(&mut self, instance: TypeId) -> Option<TypeId> {
        let Type::Named(named) = self.typ(instance) else { return None };
        let (targs, outer) = (named.targs.clone(), named.outer.clone());
        let Type::Named(origin) = self.typ(named.origin) else { return None };
        let (tparams, outer_params, rhs) =
            (origin.tparams.clone(), origin.outer.clone(), origin.rhs?);
        let rhs = if tparams.len() != targs.len() {
            // Reported where the instance is written.
            Program::INVALID
        } else if outer_params.is_empty() {
            self.substitute(rhs, &tparams, &targs)
        } else {
            let from: Vec<TypeId> = tparams.iter().chain(outer_params.iter()).copied().collect();
            let to: Vec<TypeId> = targs.iter().chain(outer.iter()).copied().collect();
            self.substitute(rhs, &from, &to)
        };
        if let Type::Named(named) = &mut self.types[instance.0 as usize] {
            named.rhs = Some(rhs);
        }
        Some(rhs)
    }

    /// Reports a wrong number of type arguments.
    pub(crate) fn validate_targ_len(
        &mut self,
        span: Span,
        name: &str,
        want: usize,
        got: usize,
    ) -> bool {
        let quantity = match got.cmp(&want) {
            std::cmp::Ordering::Less => "not enough",
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Greater => "too many",
        };
        let message = format!("{quantity} type arguments for type {name}: have {got}, want {want}");
        self.error(span, "WrongTypeArgCount", message);
        false
    }

    /// Whether type arguments satisfy the constraints of their type parameters: an error names the first that does not.
    pub(crate) fn verify(
        &mut self,
        tparams: &[TypeId],
        targs: &[TypeId],
    ) -> Result<(), (usize, String)> {
        for (at, &tparam) in tparams.iter().enumerate() {
            // Makes an interface of a constraint like `int`.
            self.underlying(tparam);
            let (Some(bound), Some(&targ)) = (self.constraint_of(tparam), targs.get(at)) else {
                continue;
            };
            let bound = self.substitute(bound, tparams, targs);
            self.implements_cause(targ, bound, true).map_err(|cause| (at, cause))?;
        }
        Ok(())
    }
}
