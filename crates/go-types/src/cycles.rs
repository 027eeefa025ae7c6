//! Cycles of declarations: which are valid, and how the others are reported.

use std::collections::{HashMap, HashSet};

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::ExprKind;

use crate::Program;
use crate::checker::DeclKind;
use crate::objects::{ObjectId, ObjectKind, PackageId};
use crate::types::{Type, TypeId};

/// What a type that is looked into is part of.
#[derive(Default)]
struct Nesting {
    /// The types whose memory it is part of, outermost first, and the number of each on this walk.
    nest: Vec<(TypeId, u32)>,
    /// All types that have led to it.
    path: Vec<TypeId>,
    /// Types that have been found valid as part of the one with this number.
    valid: HashSet<(TypeId, u32)>,
    count: u32,
}

impl Program {
    /// Whether the cycle from the object on the path to itself is valid; reports it if not.
    pub(crate) fn valid_cycle(&mut self, object: ObjectId) -> bool {
        let Some(&start) = self.ck.path_index.get(&object) else { return true };
        let cycle = self.ck.object_path[start..].to_vec();
        let (mut values, mut definitions) = (0, 0);
        for &object in &cycle {
            match self.object(object).kind {
                ObjectKind::Const(_) | ObjectKind::Var(_) => values += 1,
                ObjectKind::TypeName => {
                    let t = self.object(object).typ;
                    // Constraints may speak of the type that they are for.
                    if self.cx.in_tparam_list && t.is_some_and(|t| self.is_generic(t)) {
                        return true;
                    }
                    if !self.is_alias(object) {
                        definitions += 1;
                    }
                }
                _ => {}
            }
        }
        // Cycles of values alone are found when the order of initialisation is.
        if values == cycle.len() || values == 0 && definitions > 0 {
            return true;
        }
        let start = self.first_in_source(&cycle);
        self.cycle_error(&cycle, start);
        false
    }

    /// Whether a type name is an alias.
    pub(crate) fn is_alias(&self, object: ObjectId) -> bool {
        match self.object(object).typ.map(|t| self.typ(t)) {
            None => self
                .ck
                .decl_of
                .get(&object)
                .is_some_and(|id| matches!(&self.ck.decls[id.0 as usize].kind, DeclKind::Type(spec) if spec.alias)),
            Some(Type::Alias(_)) => true,
            Some(Type::Named(named)) => named.object != object,
            Some(Type::Param(param)) => param.object != object,
            Some(Type::Basic(basic)) => basic.name() != self.object(object).name.as_str(),
            Some(_) => true,
        }
    }

    /// Whether a type is an alias of which it is not known yet what it stands for: it is still being declared. Of the library,
    /// which is checked where it is needed, an alias may come before the types that lead to it.
    pub(crate) fn is_alias_under_way(&self, t: TypeId) -> bool {
        matches!(self.typ(t), Type::Alias(alias) if self.ck.path_index.contains_key(&alias.object))
    }

    /// Reports a cycle of declarations, beginning with the one at `start`.
    pub(crate) fn cycle_error(&mut self, cycle: &[ObjectId], start: usize) {
        let Some(&first) = cycle.get(start) else { return };
        let is_type = matches!(self.object(first).kind, ObjectKind::TypeName);
        if is_type
            && let Some(t) = self.object(first).typ
            && let Type::Alias(alias) = &mut self.types[t.0 as usize]
        {
            alias.actual = Program::INVALID;
        }
        let name = self.cycle_name(first);
        let code = "InvalidDeclCycle";
        if cycle.len() == 1 {
            let what = if is_type { "recursive type:" } else { "cycle in declaration:" };
            return self.error(
                self.object_span(first),
                code,
                format!("invalid {what} {name} refers to itself"),
            );
        }
        let what =
            if is_type { "invalid recursive type" } else { "invalid cycle in declaration of" };
        let mut parts = vec![(self.object_span(first), format!("{what} {name}"))];
        for at in 0..cycle.len() {
            let from = cycle[(start + at) % cycle.len()];
            let to = cycle[(start + at + 1) % cycle.len()];
            let (from_name, to_name) = (self.cycle_name(from), self.cycle_name(to));
            parts.push((self.object_span(from), format!("{from_name} refers to {to_name}")));
        }
        self.error_parts(code, false, parts);
    }

    /// The name of an object, with its package if that is another one, and with type arguments.
    fn cycle_name(&mut self, object: ObjectId) -> String {
        if let Some(t) = self.object(object).typ
            && let Type::Named(named) = self.typ(t)
            && !named.targs.is_empty()
        {
            return self.type_text(t);
        }
        let (package, name) = (self.object(object).package, self.object(object).name);
        format!("{}{name}", self.package_prefix(package))
    }

    /// The place of the object that comes first in the source.
    pub(crate) fn first_in_source(&self, path: &[ObjectId]) -> usize {
        (0..path.len()).min_by_key(|&at| self.object(path[at]).pos).unwrap_or(0)
    }

    /// Reports types of a package that are declared as each other with nothing between (`type A B; type B A`).
    pub(crate) fn direct_cycles(&mut self, package: PackageId, type_names: &[ObjectId]) {
        let scope = self.package(package).scope;
        // Where a name stands on the path at work; none once it is done.
        let mut places: HashMap<ObjectId, Option<usize>> = HashMap::new();
        for &object in type_names {
            let mut path: Vec<ObjectId> = Vec::new();
            let mut next = Some(object);
            while let Some(object) = next {
                match places.get(&object) {
                    Some(None) => break,
                    Some(&Some(start)) => {
                        self.set_type(object, Program::INVALID);
                        let cycle = path[start..].to_vec();
                        let first = self.first_in_source(&cycle);
                        self.cycle_error(&cycle, first);
                        break;
                    }
                    None => {}
                }
                places.insert(object, Some(path.len()));
                path.push(object);
                next = self
                    .directly_declared_as(object)
                    .and_then(|name| self.scope_lookup(scope, name));
                next = next.filter(|&object| {
                    matches!(self.object(object).kind, ObjectKind::TypeName)
                        && self.ck.decl_of.contains_key(&object)
                });
            }
            for object in path {
                places.insert(object, None);
            }
        }
    }

    fn directly_declared_as(&self, object: ObjectId) -> Option<Name> {
        let decl = self.ck.decl_of.get(&object)?;
        let DeclKind::Type(spec) = &self.ck.decls[decl.0 as usize].kind else { return None };
        match spec.typ.kind {
            ExprKind::Name(name) => Some(name),
            _ => None,
        }
    }

    /// Whether it is known what a type stands for. Where its declaration is still at work, that is a cycle, which is
    /// reported.
    pub(crate) fn is_complete(&mut self, t: TypeId) -> bool {
        let mut t = t;
        // Chains of declared types end, or are reported as cycles.
        for _ in 0..1000 {
            let (object, next) = match self.typ(t) {
                Type::Alias(alias) => (alias.object, alias.actual),
                Type::Named(named) => (named.object, named.rhs.unwrap_or(Program::INVALID)),
                _ => return true,
            };
            let is_instance = matches!(self.typ(t), Type::Named(named) if named.origin != t);
            if let Some(&start) = self.ck.path_index.get(&object)
                && !is_instance
            {
                let cycle = self.ck.object_path[start..].to_vec();
                let first = self.first_in_source(&cycle);
                self.cycle_error(&cycle, first);
                return false;
            }
            t = next;
        }
        true
    }

    /// Reports a declared type that contains itself.
    pub(crate) fn valid_type(&mut self, t: TypeId) {
        if matches!(self.typ(self.actual(t)), Type::Named(_)) {
            self.valid_type_in(t, &mut Nesting::default());
        }
    }

    fn valid_type_in(&mut self, t: TypeId, within: &mut Nesting) -> bool {
        let t = self.actual(t);
        match self.typ(t) {
            &Type::Array(_, elem) => self.valid_type_in(elem, within),
            Type::Struct(s) => {
                let s = s.clone();
                s.fields.iter().all(|&field| {
                    let t = self.object(field).typ.unwrap_or(Program::INVALID);
                    self.valid_type_in(t, within)
                })
            }
            Type::Interface(i) => {
                let i = i.clone();
                let mut terms = i.embedded.iter().flat_map(|union| &union.terms);
                terms.all(|term| self.valid_type_in(term.typ, within))
            }
            Type::Named(_) => self.valid_named_type(t, within),
            Type::Param(_) => {
                // It stands for the argument of the instance that it is part of, which is no part of that instance's
                // declaration.
                let Some(&(instance, number)) = within.nest.last() else { return true };
                let Type::Named(named) = self.typ(instance) else { return true };
                let targs = named.targs.clone();
                let Type::Named(origin) = self.typ(named.origin) else { return true };
                let Some(at) = origin.tparams.iter().position(|&tparam| tparam == t) else {
                    return true;
                };
                let Some(&targ) = targs.get(at) else { return true };
                within.nest.pop();
                let valid = self.valid_type_in(targ, within);
                within.nest.push((instance, number));
                valid
            }
            _ => true,
        }
    }

    fn valid_named_type(&mut self, t: TypeId, within: &mut Nesting) -> bool {
        let Type::Named(named) = self.typ(t) else { return true };
        let (origin, object) = (named.origin, named.object);
        let library = self.object(object).package.is_none_or(|package| self.package(package).lazy);
        let simple = named.targs.is_empty() && named.tparams.is_empty();
        let here = within.nest.last().map_or(0, |&(_, number)| number);
        if library && named.targs.is_empty()
            || simple && self.ck.valid_types.contains(&t)
            || within.valid.contains(&(t, here))
        {
            return true;
        }
        if (0..within.nest.len()).any(|at| self.identical(within.nest[at].0, t)) {
            if let Type::Named(named) = &mut self.types[origin.0 as usize] {
                named.rhs = Some(Program::INVALID);
            }
            if let Some(start) =
                (0..within.path.len()).find(|&at| self.identical(within.path[at], t))
            {
                let path = within.path[start..].to_vec();
                self.type_cycle_error(&path);
            }
            return false;
        }
        let Some(rhs) = self.right_side(origin) else { return true };
        within.count += 1;
        within.nest.push((t, within.count));
        within.path.push(t);
        let valid = self.valid_type_in(rhs, within);
        within.nest.pop();
        within.path.pop();
        if valid {
            within.valid.insert((t, here));
            // What a generic type contains depends on its arguments.
            if simple {
                self.ck.valid_types.insert(t);
            }
        }
        valid
    }

    /// Reports a cycle of declared types, which may be instances.
    fn type_cycle_error(&mut self, path: &[TypeId]) {
        let mut cycle = Vec::with_capacity(path.len());
        let mut names = Vec::with_capacity(path.len());
        let mut spans = Vec::with_capacity(path.len());
        for &t in path {
            let Type::Named(named) = self.typ(t) else { continue };
            let (object, is_instance) = (named.object, !named.targs.is_empty());
            cycle.push(object);
            spans.push(
                self.ck.instance_spans.get(&t).copied().unwrap_or_else(|| self.object_span(object)),
            );
            names.push(if is_instance { self.type_text(t) } else { self.cycle_name(object) });
        }
        let (Some(&span), Some(name)) = (spans.first(), names.first()) else { return };
        let code = "InvalidDeclCycle";
        if cycle.len() == 1 {
            return self.error(
                span,
                code,
                format!("invalid recursive type: {name} refers to itself"),
            );
        }
        let mut parts = vec![(span, format!("invalid recursive type {name}"))];
        for at in 0..cycle.len() {
            let words = format!("{} refers to {}", names[at], names[(at + 1) % cycle.len()]);
            parts.push((spans[at], words));
        }
        self.error_parts(code, false, parts);
    }

    /// Reports anonymous interfaces that contain themselves through the parameters of their methods.
    pub(crate) fn anonymous_interface_cycles(&mut self, from: usize) {
        let mut written = self.ck.interfaces.split_off(from);
        written.sort_by_key(|&(_, span)| span.start);
        let mut cyclic = HashMap::new();
        for (t, span) in written {
            if self.interface_cycle(t, &mut cyclic) {
                let message = "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)";
                self.error(span, "InvalidTypeCycle", message);
                cyclic.values_mut().for_each(|cyclic| *cyclic = false);
            }
        }
    }

    fn interface_cycle(&mut self, t: TypeId, cyclic: &mut HashMap<TypeId, bool>) -> bool {
        let set = self.type_set(t);
        set.methods.iter().any(|&method| {
            let t = self.object_type(method);
            self.leads_to_interface(t, cyclic)
        })
    }

    fn leads_to_interface(&mut self, t: TypeId, cyclic: &mut HashMap<TypeId, bool>) -> bool {
        let t = self.actual(t);
        match self.typ(t) {
            // What has a name ends the way.
            Type::Basic(_) | Type::Named(_) | Type::Param(_) => false,
            Type::Interface(interface) => {
                if interface.methods.is_empty() && interface.embedded.is_empty() {
                    return false;
                }
                if let Some(&known) = cyclic.get(&t) {
                    return known;
                }
                cyclic.insert(t, true);
                if self.interface_cycle(t, cyclic) {
                    return true;
                }
                cyclic.insert(t, false);
                false
            }
            _ => self.components(t).into_iter().any(|t| self.leads_to_interface(t, cyclic)),
        }
    }
}
