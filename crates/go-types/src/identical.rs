//! Type identity (spec: Type identity), and a hash that identical types share.

use std::rc::Rc;

use burrow_go_syntax::Name;

use crate::Program;
use crate::objects::{ObjectId, ObjectKind, PackageId};
use crate::types::{Signature, Struct, Term, Type, TypeId};

/// How types are compared.
#[derive(Clone, Copy, Default)]
pub(crate) struct Comparer {
    /// Whether struct tags do not count.
    pub ignore_tags: bool,
    /// Whether an invalid type is identical to any type.
    pub ignore_invalid: bool,
}

/// Pairs of interfaces that are being compared: where one comes up again, it is taken to be identical.
type Pairs = Vec<(TypeId, TypeId)>;

impl Program {
    /// Whether two types are identical.
    pub fn identical(&mut self, x: TypeId, y: TypeId) -> bool {
        x == y || self.compare(Comparer::default(), x, y, &mut Vec::new())
    }

    pub(crate) fn identical_ignore_tags(&mut self, x: TypeId, y: TypeId) -> bool {
        x == y
            || self.compare(
                Comparer { ignore_tags: true, ..Comparer::default() },
                x,
                y,
                &mut Vec::new(),
            )
    }

    fn compare(&mut self, how: Comparer, x: TypeId, y: TypeId, pairs: &mut Pairs) -> bool {
        let (x, y) = (self.actual(x), self.actual(y));
        if x == y || how.ignore_invalid && (x == Program::INVALID || y == Program::INVALID) {
            return true;
        }
        match (self.typ(x), self.typ(y)) {
            (Type::Basic(x), Type::Basic(y)) => x == y,
            (&Type::Array(x_len, x_elem), &Type::Array(y_len, y_elem)) => {
                (x_len < 0 || y_len < 0 || x_len == y_len)
                    && self.compare(how, x_elem, y_elem, pairs)
            }
            (&Type::Slice(x), &Type::Slice(y)) | (&Type::Pointer(x), &Type::Pointer(y)) => {
                self.compare(how, x, y, pairs)
            }
            (&Type::Map(x_key, x_value), &Type::Map(y_key, y_value)) => {
                self.compare(how, x_key, y_key, pairs) && self.compare(how, x_value, y_value, pairs)
            }
            (&Type::Chan(x_dir, x_elem), &Type::Chan(y_dir, y_elem)) => {
                x_dir == y_dir && self.compare(how, x_elem, y_elem, pairs)
            }
            (Type::Struct(x), Type::Struct(y)) => {
                let (x, y) = (x.clone(), y.clone());
                self.compare_structs(how, &x, &y, pairs)
            }
            (Type::Tuple(x), Type::Tuple(y)) => {
                let (x, y) = (x.clone(), y.clone());
                x.len() == y.len()
                    && x.iter().zip(y.iter()).all(|(&x, &y)| self.compare(how, x, y, pairs))
            }
            (Type::Signature(x), Type::Signature(y)) => {
                let (x, y) = (x.clone(), y.clone());
                self.compare_signatures(how, &x, &y, pairs)
            }
            (Type::Interface(_), Type::Interface(_)) => self.compare_interfaces(how, x, y, pairs),
            (Type::Named(x), Type::Named(y)) => {
                if x.origin != y.origin
                    || x.targs.len() != y.targs.len()
                    || x.outer.len() != y.outer.len()
                {
                    return false;
                }
                let x = (x.targs.clone(), x.outer.clone());
                let y = (y.targs.clone(), y.outer.clone());
                x.0.iter().zip(y.0.iter()).all(|(&x, &y)| self.identical(x, y))
                    && x.1.iter().zip(y.1.iter()).all(|(&x, &y)| self.identical(x, y))
            }
            _ => false,
        }
    }

    fn compare_structs(
        &mut self,
        how: Comparer,
        x: &Rc<Struct>,
        y: &Rc<Struct>,
        pairs: &mut Pairs,
    ) -> bool {
        if x.fields.len() != y.fields.len() || !how.ignore_tags && x.tags != y.tags {
            return false;
        }
        x.fields.iter().zip(&y.fields).all(|(&x, &y)| {
            self.is_embedded(x) == self.is_embedded(y)
                && self.same_id(x, y)
                && self.compare_objects(how, x, y, pairs)
        })
    }

    fn compare_objects(
        &mut self,
        how: Comparer,
        x: ObjectId,
        y: ObjectId,
        pairs: &mut Pairs,
    ) -> bool {
        let (x, y) = (self.object_type(x), self.object_type(y));
        self.compare(how, x, y, pairs)
    }

    /// Type parameters are compared as if the second signature had the first one's.
    fn compare_signatures(
        &mut self,
        how: Comparer,
        x: &Signature,
        y: &Signature,
        pairs: &mut Pairs,
    ) -> bool {
        if x.tparams.len() != y.tparams.len()
            || x.variadic != y.variadic
            || x.params.len() != y.params.len()
            || x.results.len() != y.results.len()
        {
            return false;
        }
        let vars = |s: &Signature| s.params.iter().chain(&s.results).copied().collect::<Vec<_>>();
        let (x_vars, y_vars) = (vars(x), vars(y));
        if x.tparams.is_empty() {
            return x_vars
                .into_iter()
                .zip(y_vars)
                .all(|(x, y)| self.compare_objects(how, x, y, pairs));
        }
        for (&x_param, &y_param) in x.tparams.iter().zip(&y.tparams) {
            let x_bound = self.constraint_of(x_param).unwrap_or(Program::INVALID);
            let y_bound = self.constraint_of(y_param).unwrap_or(Program::INVALID);
            let y_bound = self.substitute(y_bound, &y.tparams, &x.tparams);
            if !self.compare(how, x_bound, y_bound, pairs) {
                return false;
            }
        }
        x_vars.into_iter().zip(y_vars).all(|(x_var, y_var)| {
            let (x_type, y_type) = (self.object_type(x_var), self.object_type(y_var));
            let y_type = self.substitute(y_type, &y.tparams, &x.tparams);
            self.compare(how, x_type, y_type, pairs)
        })
    }

    fn compare_interfaces(
        &mut self,
        how: Comparer,
        x: TypeId,
        y: TypeId,
        pairs: &mut Pairs,
    ) -> bool {
        let (x_set, y_set) = (self.type_set(x), self.type_set(y));
        if x_set.comparable != y_set.comparable || x_set.methods.len() != y_set.methods.len() {
            return false;
        }
        let terms = match (&x_set.terms, &y_set.terms) {
            (None, None) => true,
            (Some(x), Some(y)) => self.covers_terms(x, y) && self.covers_terms(y, x),
            _ => false,
        };
        if !terms {
            return false;
        }
        if pairs.contains(&(x, y)) || pairs.contains(&(y, x)) {
            return true;
        }
        pairs.push((x, y));
        let same = x_set
            .methods
            .iter()
            .zip(&y_set.methods)
            .all(|(&x, &y)| self.same_id(x, y) && self.compare_objects(how, x, y, pairs));
        pairs.pop();
        same
    }

    /// Whether each term of `x` is part of one of `y`.
    pub(crate) fn covers_terms(&mut self, x: &[Term], y: &[Term]) -> bool {
        x.iter().all(|&x| y.iter().any(|&y| self.term_subset(x, y)))
    }

    /// Whether two fields or methods have the same name, and the same package if it is not exported.
    pub(crate) fn same_id(&self, x: ObjectId, y: ObjectId) -> bool {
        let (x, y) = (self.object(x), self.object(y));
        x.name == y.name && (x.package == y.package || x.name.is_exported())
    }

    /// Whether an object is what `name` means for code of `package`.
    pub(crate) fn has_id(
        &self,
        object: ObjectId,
        package: Option<PackageId>,
        name: Name,
        fold_case: bool,
    ) -> bool {
        let object = self.object(object);
        if fold_case && equal_fold(object.name.as_str(), name.as_str()) {
            return true;
        }
        object.name == name && (object.package == package || name.is_exported())
    }

    pub(crate) fn is_embedded(&self, field: ObjectId) -> bool {
        matches!(&self.object(field).kind, ObjectKind::Var(var) if var.embedded)
    }

    /// A number that lists of identical types share.
    pub(crate) fn list_hash(&self, origin: TypeId, lists: [&[TypeId]; 2]) -> u64 {
        let mut hash = Hash(u64::from(origin.0));
        for &t in lists.into_iter().flatten() {
            self.hash_type(&mut hash, t, 0);
        }
        hash.0
    }

    fn hash_type(&self, hash: &mut Hash, t: TypeId, depth: u32) {
        // Deep types differ near their top.
        if depth > 8 {
            return;
        }
        let t = self.actual(t);
        let objects = |hash: &mut Hash, objects: &[ObjectId]| {
            hash.add(objects.len() as u64);
            for &object in objects {
                if let Some(t) = self.object(object).typ {
                    self.hash_type(hash, t, depth + 1);
                }
            }
        };
        match self.typ(t) {
            Type::Basic(basic) => hash.add(1 + *basic as u64),
            Type::Named(named) => {
                hash.add(u64::from(named.origin.0) << 8);
                for &t in named.targs.iter().chain(named.outer.iter()) {
                    self.hash_type(hash, t, depth + 1);
                }
            }
            Type::Param(_) => hash.add(u64::from(t.0) << 8 | 1),
            // Never reached: it has been looked through.
            Type::Alias(_) => {}
            Type::Pointer(elem) => {
                hash.add(100);
                self.hash_type(hash, *elem, depth + 1);
            }
            Type::Array(len, elem) => {
                hash.add(101 + *len as u64);
                self.hash_type(hash, *elem, depth + 1);
            }
            Type::Slice(elem) => {
                hash.add(102);
                self.hash_type(hash, *elem, depth + 1);
            }
            Type::Map(key, value) => {
                hash.add(103);
                self.hash_type(hash, *key, depth + 1);
                self.hash_type(hash, *value, depth + 1);
            }
            Type::Chan(dir, elem) => {
                hash.add(104 + *dir as u64);
                self.hash_type(hash, *elem, depth + 1);
            }
            Type::Struct(s) => {
                hash.add(110);
                objects(hash, &s.fields);
            }
            Type::Signature(s) => {
                hash.add(111 + u64::from(s.variadic));
                // Type parameters are identical whatever they are called.
                if s.tparams.is_empty() {
                    objects(hash, &s.params);
                    objects(hash, &s.results);
                }
            }
            // Different ways of writing give the same type set.
            Type::Interface(_) => hash.add(113),
            Type::Tuple(types) => {
                hash.add(114 + types.len() as u64);
                for &t in types.iter() {
                    self.hash_type(hash, t, depth + 1);
                }
            }
        }
    }
}

/// Multiplies and rotates.
struct Hash(u64);

impl Hash {
    fn add(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

/// Whether two words are the same but for the case of their letters.
pub(crate) fn equal_fold(x: &str, y: &str) -> bool {
    x == y || x.chars().flat_map(char::to_lowercase).eq(y.chars().flat_map(char::to_lowercase))
}
