//! What stands behind a type: aliases looked through, underlying types, the types of a type parameter's type set.

use crate::Program;
use crate::types::{Term, Type, TypeId};

/// What a type of a type set and its underlying type must meet; given nothing where the set names no types.
type Condition<'a> = dyn FnMut(&mut Program, Option<(TypeId, TypeId)>) -> Result<(), String> + 'a;

impl Program {
    /// The type without alias names around it.
    pub fn unalias(&mut self, t: TypeId) -> TypeId {
        self.actual(t)
    }

    /// As [`Program::unalias`].
    pub(crate) fn actual(&self, t: TypeId) -> TypeId {
        let mut t = t;
        while let Type::Alias(alias) = self.typ(t) {
            t = alias.actual;
        }
        t
    }

    /// The underlying type: never declared, never an alias. A type parameter's is its constraint's interface.
    pub fn underlying(&mut self, t: TypeId) -> TypeId {
        match self.typ(t) {
            Type::Named(named) => named.underlying.unwrap_or_else(|| self.resolve_underlying(t)),
            Type::Alias(alias) => {
                let actual = alias.actual;
                self.underlying(actual)
            }
            Type::Param(_) => self.constraint_interface(t),
            _ => t,
        }
    }

    fn resolve_underlying(&mut self, t: TypeId) -> TypeId {
        let mut path = Vec::new();
        let mut rhs = t;
        let found = loop {
            match self.typ(rhs) {
                Type::Alias(_) => rhs = self.actual(rhs),
                Type::Named(named) => {
                    if let Some(known) = named.underlying {
                        break known;
                    }
                    // A cycle has been or will be reported.
                    if path.contains(&rhs) {
                        break Program::INVALID;
                    }
                    path.push(rhs);
                    match self.right_side(rhs) {
                        Some(next) => rhs = next,
                        // Its declaration is at work: nothing is final.
                        None => return Program::INVALID,
                    }
                }
                // A type parameter has been reported as the right side; anything else is what we look for.
                Type::Param(_) => break Program::INVALID,
                _ => break rhs,
            }
        };
        for named in path {
            if let Type::Named(named) = &mut self.types[named.0 as usize] {
                named.underlying = Some(found);
            }
        }
        found
    }

    /// What stands on the right of the declaration of a declared type, with the type arguments of an instance.
    pub(crate) fn right_side(&mut self, t: TypeId) -> Option<TypeId> {
        let Type::Named(named) = self.typ(t) else { return None };
        if named.rhs.is_some() {
            return named.rhs;
        }
        if named.origin == t {
            return None;
        }
        self.expand(t)
    }

    /// The interface of a type parameter's constraint.
    fn constraint_interface(&mut self, t: TypeId) -> TypeId {
        let Type::Param(param) = self.typ(t) else { return t };
        let constraint = param.constraint;
        if self.is_type_param(constraint) {
            return self.empty_interface();
        }
        let under = self.underlying(constraint);
        match self.typ(under) {
            Type::Interface(_) => under,
            _ if under == Program::INVALID => self.empty_interface(),
            _ => {
                let interface = self.implicit_interface(Term { tilde: false, typ: constraint });
                if let Type::Param(param) = &mut self.types[t.0 as usize] {
                    param.constraint = interface;
                }
                interface
            }
        }
    }

    /// The constraint of a type parameter; none for any other type.
    pub(crate) fn constraint_of(&self, t: TypeId) -> Option<TypeId> {
        match self.typ(self.actual(t)) {
            Type::Param(param) => Some(param.constraint),
            _ => None,
        }
    }

    /// The types that a type parameter stands for, each with its underlying type: empty where its constraint names none.
    /// Any other type stands for itself alone.
    pub(crate) fn type_pairs(&mut self, t: TypeId) -> Vec<(TypeId, TypeId)> {
        if !self.is_type_param(t) {
            return vec![(t, self.underlying(t))];
        }
        let interface = self.underlying(t);
        let set = self.type_set(interface);
        let Some(terms) = &set.terms else { return Vec::new() };
        terms.iter().map(|term| (term.typ, self.underlying(term.typ))).collect()
    }

    /// The underlying type that all types of `t`'s type set share. Of channels with the same elements, the one with the
    /// narrowest direction counts. An error says why there is none.
    pub(crate) fn common_under(&mut self, t: TypeId) -> Result<TypeId, String> {
        self.common_under_cond(t, &mut |_, _| Ok(()))
    }

    /// As [`Program::common_under`], where each type and its underlying type must first meet a condition. The condition is
    /// given nothing where the type set names no types.
    pub(crate) fn common_under_cond(
        &mut self,
        t: TypeId,
        cond: &mut Condition,
    ) -> Result<TypeId, String> {
        if !self.is_type_param(t) {
            let under = self.underlying(t);
            cond(self, Some((t, under)))?;
            return Ok(under);
        }
        let mut common: Option<(TypeId, TypeId)> = None;
        for (t, under) in self.type_pairs(t) {
            cond(self, Some((t, under)))?;
            common = Some(match common {
                None => (t, under),
                Some(before) => self.narrow(before, (t, under))?,
            });
        }
        let Some((_, under)) = common else {
            cond(self, None)?;
            return Err("no specific type".into());
        };
        Ok(under)
    }

    /// What two types of a type set have in common.
    fn narrow(
        &mut self,
        x: (TypeId, TypeId),
        y: (TypeId, TypeId),
    ) -> Result<(TypeId, TypeId), String> {
        use crate::types::ChanDir::Both;
        let (Type::Chan(x_dir, x_elem), Type::Chan(y_dir, y_elem)) = (self.typ(x.1), self.typ(y.1))
        else {
            if self.identical(x.1, y.1) {
                return Ok(x);
            }
            let (x, y) = (self.type_text(x.0), self.type_text(y.0));
            return Err(format!("{x} and {y} have different underlying types"));
        };
        let (x_dir, x_elem, y_dir, y_elem) = (*x_dir, *x_elem, *y_dir, *y_elem);
        if !self.identical(x_elem, y_elem) {
            let (x, y) = (self.type_text(x.0), self.type_text(y.0));
            return Err(format!("channels {x} and {y} have different element types"));
        }
        if x_dir == y_dir || y_dir == Both {
            return Ok(x);
        }
        if x_dir == Both {
            return Ok(y);
        }
        let (x, y) = (self.type_text(x.0), self.type_text(y.0));
        Err(format!("channels {x} and {y} have conflicting directions"))
    }

    /// The one underlying type of all types of `t`'s type set, if there is one.
    pub fn core_type(&mut self, t: TypeId) -> Option<TypeId> {
        self.common_under(t).ok()
    }
}
