//! Unification: finds types for type parameters that make two types alike (spec: Type unification).
//!
//! Type parameters that are solved for are *bound*. Each has a handle on a slot that holds its type once that is known; type
//! parameters that were unified with each other share one slot. Other type parameters are types like any other, but for
//! their core types.

use crate::Program;
use crate::objects::{ObjectId, ObjectKind};
use crate::types::{ChanDir, Signature, Type, TypeId};

/// How exactly types must match.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mode {
    /// The types are those of an assignment: their elements must match exactly.
    pub assign: bool,
    /// A declared type does not match a type literal, nor a channel one of another direction.
    pub exact: bool,
}

pub(crate) const ASSIGN: Mode = Mode { assign: true, exact: false };
pub(crate) const INEXACT: Mode = Mode { assign: false, exact: false };
pub(crate) const EXACT: Mode = Mode { assign: false, exact: true };

/// Deeper recursion has no end.
const DEPTH_LIMIT: u32 = 50;

/// What is known of the type parameters that are solved for.
pub(crate) struct Unifier {
    tparams: Vec<TypeId>,
    handles: Vec<usize>,
    slots: Vec<Option<TypeId>>,
    depth: u32,
    /// Interfaces that are being compared.
    pairs: Vec<(TypeId, TypeId)>,
}

impl Unifier {
    /// Type arguments that are known already are set.
    pub fn new(tparams: &[TypeId], targs: &[Option<TypeId>]) -> Unifier {
        let slots = (0..tparams.len()).map(|at| targs.get(at).copied().flatten()).collect();
        Unifier {
            tparams: tparams.to_vec(),
            handles: (0..tparams.len()).collect(),
            slots,
            depth: 0,
            pairs: Vec::new(),
        }
    }

    fn bound(&self, program: &Program, t: TypeId) -> Option<usize> {
        let t = program.actual(t);
        self.tparams.iter().position(|&tparam| tparam == t)
    }

    /// The type of the type parameter at this place, if it is known.
    pub fn at(&self, index: usize) -> Option<TypeId> {
        self.slots[self.handles[index]]
    }

    pub fn set(&mut self, index: usize, t: TypeId) {
        self.slots[self.handles[index]] = Some(t);
    }

    /// How many type parameters have no type yet.
    pub fn unknowns(&self) -> usize {
        (0..self.tparams.len()).filter(|&at| self.at(at).is_none()).count()
    }

    /// The types of all type parameters.
    pub fn inferred(&self) -> Vec<Option<TypeId>> {
        (0..self.tparams.len()).map(|at| self.at(at)).collect()
    }

    /// Makes two type parameters one, unless both have types.
    fn join(&mut self, x: usize, y: usize) -> bool {
        let (hx, hy) = (self.handles[x], self.handles[y]);
        if hx == hy {
            return true;
        }
        let (from, to) = match (self.slots[hx], self.slots[hy]) {
            (Some(_), Some(_)) => return false,
            (Some(_), None) => (hy, hx),
            _ => (hx, hy),
        };
        for handle in &mut self.handles {
            if *handle == from {
                *handle = to;
            }
        }
        true
    }

    /// Makes `x` and `y` alike, if that can be.
    pub fn unify(&mut self, program: &mut Program, x: TypeId, y: TypeId, mode: Mode) -> bool {
        if x == y || program.actual(x) == program.actual(y) {
            return true;
        }
        if self.depth >= DEPTH_LIMIT {
            return false;
        }
        self.depth += 1;
        let result = self.nify(program, x, y, mode);
        self.depth -= 1;
        result
    }

    fn nify(&mut self, program: &mut Program, x: TypeId, y: TypeId, mode: Mode) -> bool {
        let (mut x, mut y) = (x, y);
        // A declared type comes second, a bound type parameter first.
        if is_named(program, x) || self.bound(program, y).is_some() {
            (x, y) = (y, x);
        }
        if !mode.exact && is_named(program, y) && program.is_type_lit(x) && !program.is_interface(x)
        {
            y = program.underlying(y);
            if x == y || program.actual(x) == program.actual(y) {
                return true;
            }
        }
        match (self.bound(program, x), self.bound(program, y)) {
            (Some(px), Some(py)) => {
                if self.join(px, py) {
                    return true;
                }
                match (self.at(px), self.at(py)) {
                    (Some(x), Some(y)) => self.unify(program, x, y, mode),
                    _ => false,
                }
            }
            (Some(px), None) => match self.at(px) {
                Some(x) => self.unify_known(program, px, x, y, mode),
                None => {
                    self.set(px, y);
                    true
                }
            },
            _ => {
                if !mode.exact
                    && let Some(result) = self.unify_interfaces(program, x, y)
                {
                    return result;
                }
                self.unify_structure(program, x, y, mode)
            }
        }
    }

    /// The type parameter has the type `x`, which must match `y`; of the two, the better one is kept.
    fn unify_known(
        &mut self,
        program: &mut Program,
        px: usize,
        x: TypeId,
        y: TypeId,
        mode: Mode,
    ) -> bool {
        if !self.unify(program, x, y, mode) {
            return false;
        }
        let (x_interface, y_interface) = (as_interface(program, x), as_interface(program, y));
        let (x_named, y_named) = (is_named(program, x), is_named(program, y));
        match (x_interface, y_interface) {
            (Some(x_under), Some(y_under)) => {
                if x_named && y_named {
                    return program.identical(x, y);
                }
                if program.type_set(x_under).methods.len()
                    != program.type_set(y_under).methods.len()
                {
                    return false;
                }
            }
            (None, None) => {}
            // Either could be meant.
            _ => return false,
        }
        if !mode.exact && !x_named {
            let under = program.underlying(y);
            let directed =
                matches!(program.typ(under), Type::Chan(ChanDir::Send | ChanDir::Recv, _));
            if y_named || directed {
                self.set(px, y);
            }
        }
        true
    }

    /// Interfaces match where the methods of one are among those of the other; an interface matches a type that has its
    /// methods. None where neither is an interface.
    fn unify_interfaces(&mut self, program: &mut Program, x: TypeId, y: TypeId) -> Option<bool> {
        match (as_interface(program, x), as_interface(program, y)) {
            (None, None) => None,
            (Some(x), Some(y)) => Some(self.unify_two_interfaces(program, x, y)),
            (Some(interface), None) => Some(self.unify_methods(program, interface, y)),
            (None, Some(interface)) => Some(self.unify_methods(program, interface, x)),
        }
    }

    fn unify_two_interfaces(&mut self, program: &mut Program, x: TypeId, y: TypeId) -> bool {
        if !same_terms(program, x, y) {
            return false;
        }
        if self.pairs.contains(&(x, y)) || self.pairs.contains(&(y, x)) {
            return true;
        }
        let (x_set, y_set) = (program.type_set(x), program.type_set(y));
        let (mut few, mut many) = (&x_set.methods, &y_set.methods);
        if few.len() > many.len() {
            (few, many) = (many, few);
        }
        self.pairs.push((x, y));
        let all = few.iter().all(|&method| {
            let Some(&twin) = many.iter().find(|&&twin| program.same_id(twin, method)) else {
                return false;
            };
            self.unify_objects(program, method, twin, EXACT)
        });
        self.pairs.pop();
        all
    }

    fn unify_methods(&mut self, program: &mut Program, interface: TypeId, t: TypeId) -> bool {
        let set = program.type_set(interface);
        set.methods.iter().all(|&method| {
            let (package, name) = (program.object(method).package, program.object(method).name);
            let Ok(found) = program.lookup_field_or_method(t, false, package, name, false) else { return false };
            if !matches!(program.object(found.object).kind, ObjectKind::Func(_)) {
                return false;
            }
            let have = program.found_type(&found);
            // A generic method implements nothing.
            if matches!(program.typ(have), Type::Signature(signature) if !signature.tparams.is_empty()) {
                return false;
            }
            let want = program.object_type(method);
            self.unify(program, want, have, EXACT)
        })
    }

    fn unify_objects(
        &mut self,
        program: &mut Program,
        x: ObjectId,
        y: ObjectId,
        mode: Mode,
    ) -> bool {
        let (x, y) = (program.object_type(x), program.object_type(y));
        self.unify(program, x, y, mode)
    }

    fn unify_structure(&mut self, program: &mut Program, x: TypeId, y: TypeId, mode: Mode) -> bool {
        let (mut x, mut y) = (x, y);
        if program.is_type_param(y) {
            (x, y) = (y, x);
        }
        let inner = Mode { exact: mode.exact || mode.assign, ..mode };
        let written = y;
        let (x, y) = (program.actual(x), program.actual(y));
        match (program.typ(x), program.typ(y)) {
            (Type::Basic(x), Type::Basic(y)) => x == y,
            (&Type::Array(x_len, x_elem), &Type::Array(y_len, y_elem)) => {
                (x_len < 0 || y_len < 0 || x_len == y_len)
                    && self.unify(program, x_elem, y_elem, inner)
            }
            (&Type::Slice(x), &Type::Slice(y)) | (&Type::Pointer(x), &Type::Pointer(y)) => {
                self.unify(program, x, y, inner)
            }
            (&Type::Map(x_key, x_value), &Type::Map(y_key, y_value)) => {
                self.unify(program, x_key, y_key, inner)
                    && self.unify(program, x_value, y_value, inner)
            }
            (&Type::Chan(x_dir, x_elem), &Type::Chan(y_dir, y_elem)) => {
                (!mode.exact || x_dir == y_dir) && self.unify(program, x_elem, y_elem, inner)
            }
            (Type::Struct(x), Type::Struct(y)) => {
                let (x, y) = (x.clone(), y.clone());
                x.fields.len() == y.fields.len()
                    && x.tags == y.tags
                    && x.fields.iter().zip(&y.fields).all(|(&x, &y)| {
                        program.is_embedded(x) == program.is_embedded(y)
                            && program.same_id(x, y)
                            && self.unify_objects(program, x, y, inner)
                    })
            }
            (Type::Tuple(x), Type::Tuple(y)) => {
                let (x, y) = (x.clone(), y.clone());
                x.len() == y.len()
                    && x.iter().zip(y.iter()).all(|(&x, &y)| self.unify(program, x, y, mode))
            }
            (Type::Signature(x), Type::Signature(y)) => {
                let (x, y) = (x.clone(), y.clone());
                self.unify_signatures(program, &x, &y, inner)
            }
            (Type::Interface(_), Type::Interface(_)) => {
                let (x_set, y_set) = (program.type_set(x), program.type_set(y));
                if !same_terms(program, x, y) || x_set.methods.len() != y_set.methods.len() {
                    return false;
                }
                if self.pairs.contains(&(x, y)) || self.pairs.contains(&(y, x)) {
                    return true;
                }
                self.pairs.push((x, y));
                let all = x_set.methods.iter().zip(&y_set.methods).all(|(&x, &y)| {
                    program.same_id(x, y) && self.unify_objects(program, x, y, EXACT)
                });
                self.pairs.pop();
                all
            }
            (Type::Named(x), Type::Named(y)) => {
                let (x_targs, y_targs) = (x.targs.clone(), y.targs.clone());
                let same_origin = x.origin == y.origin;
                x_targs.len() == y_targs.len()
                    && x_targs
                        .iter()
                        .zip(y_targs.iter())
                        .all(|(&x, &y)| self.unify(program, x, y, mode))
                    && same_origin
            }
            (Type::Param(_), _) => match program.common_under(x) {
                Ok(core) => self.unify(program, core, written, ASSIGN),
                Err(_) => false,
            },
            _ => false,
        }
    }

    fn unify_signatures(
        &mut self,
        program: &mut Program,
        x: &Signature,
        y: &Signature,
        mode: Mode,
    ) -> bool {
        x.variadic == y.variadic
            && x.params.len() == y.params.len()
            && x.results.len() == y.results.len()
            && x.params
                .iter()
                .zip(&y.params)
                .all(|(&x, &y)| self.unify_objects(program, x, y, mode))
            && x.results
                .iter()
                .zip(&y.results)
                .all(|(&x, &y)| self.unify_objects(program, x, y, mode))
    }
}

fn is_named(program: &Program, t: TypeId) -> bool {
    matches!(program.typ(program.actual(t)), Type::Named(_))
}

/// The interface behind a type that is no type parameter.
fn as_interface(program: &mut Program, t: TypeId) -> Option<TypeId> {
    if program.is_type_param(t) {
        return None;
    }
    let under = program.underlying(t);
    matches!(program.typ(under), Type::Interface(_)).then_some(under)
}

fn same_terms(program: &mut Program, x: TypeId, y: TypeId) -> bool {
    let (x, y) = (program.type_set(x), program.type_set(y));
    x.comparable == y.comparable
        && match (&x.terms, &y.terms) {
            (None, None) => true,
            (Some(x), Some(y)) => program.covers_terms(x, y) && program.covers_terms(y, x),
            _ => false,
        }
}
