//! What an interface means: all its methods, and the types that it is limited to (spec: Interface types).

use std::rc::Rc;

use burrow_go_syntax::{Name, Span};

use crate::Program;
use crate::objects::{ObjectId, PackageId};
use crate::types::{Interface, Term, Type, TypeId, TypeSet, Union};
use crate::universe::COMPARABLE_INTERFACE;

/// More terms would take too long: the algorithms are quadratic.
pub(crate) const MAX_TERMS: usize = 100;

impl TypeSet {
    /// Whether no type belongs to it.
    pub fn is_empty(&self) -> bool {
        self.terms.as_ref().is_some_and(Vec::is_empty)
    }

    /// Whether methods say all there is to say.
    pub fn is_method_set(&self) -> bool {
        !self.comparable && self.terms.is_none()
    }

    /// Whether every type belongs to it.
    pub fn is_all(&self) -> bool {
        self.is_method_set() && self.methods.is_empty()
    }

    /// The terms, where there are some.
    pub(crate) fn specific(&self) -> Option<&[Term]> {
        self.terms.as_deref().filter(|terms| !terms.is_empty())
    }
}

/// A method and where it comes in.
type Entry = (ObjectId, Span);

impl Program {
    /// What an interface type means. For any other type: nothing is known (all types).
    pub fn type_set(&mut self, interface: TypeId) -> Rc<TypeSet> {
        if let Some(known) = self.ck.type_sets.get(&interface) {
            return known.clone();
        }
        let all = Rc::new(TypeSet::default());
        let Type::Interface(written) = self.typ(interface) else { return all };
        if self.ck.incomplete.contains(&interface) {
            return all;
        }
        let written = written.clone();
        // An invalid interface may contain itself.
        self.ck.type_sets.insert(interface, all);
        let set = Rc::new(self.compute_type_set(interface, &written));
        self.ck.type_sets.insert(interface, set.clone());
        set
    }

    fn compute_type_set(&mut self, id: TypeId, written: &Interface) -> TypeSet {
        if id == COMPARABLE_INTERFACE {
            return TypeSet { comparable: true, ..TypeSet::default() };
        }
        let mut methods: Vec<Entry> = Vec::new();
        for &method in &written.methods {
            let span = self.object_span(method);
            self.add_method(&mut methods, method, span, true);
        }
        let mut set = TypeSet::default();
        let spans = self.ck.embed_spans.get(&id).cloned().unwrap_or_default();
        for (at, union) in written.embedded.iter().enumerate() {
            let span = spans.get(at).copied().unwrap_or_default();
            let (terms, comparable) = if let [Term { tilde: false, typ }] = union.terms[..] {
                let under = self.underlying(typ);
                match self.typ(under) {
                    Type::Interface(_) => {
                        let embedded = self.type_set(under);
                        for &method in &embedded.methods {
                            self.add_method(&mut methods, method, span, false);
                        }
                        (embedded.terms.clone(), embedded.comparable)
                    }
                    _ if under == Program::INVALID => continue,
                    _ => (Some(union.terms.clone()), false),
                }
            } else {
                match self.union_terms(union, span) {
                    Some(terms) => (terms, false),
                    None => continue,
                }
            };
            self.intersect(&mut set, terms, comparable);
        }
        set.methods = methods.into_iter().map(|(method, _)| method).collect();
        self.sort_methods(&mut set.methods);
        set
    }

    fn add_method(
        &mut self,
        methods: &mut Vec<Entry>,
        method: ObjectId,
        span: Span,
        explicit: bool,
    ) {
        let Some(&(other, other_span)) =
            methods.iter().find(|&&(other, _)| self.same_id(other, method))
        else {
            methods.push((method, span));
            return;
        };
        if other == method {
            return;
        }
        let name = self.object(method).name;
        let report = move |program: &mut Program| {
            let other = (other_span, format!("other declaration of method {name}"));
            program.error_parts(
                "DuplicateDecl",
                false,
                vec![(span, format!("duplicate method {name}")), other],
            );
        };
        if explicit {
            return report(self);
        }
        // Methods that come from several embedded interfaces may be the same.
        self.later(move |program| {
            let (x, y) = (program.object_type(method), program.object_type(other));
            if !program.identical(x, y) {
                report(program);
            }
        });
    }

    /// The types that a union allows; none within for all types, none at all for an invalid union.
    fn union_terms(&mut self, union: &Union, span: Span) -> Option<Option<Vec<Term>>> {
        let mut all: Vec<Term> = Vec::new();
        for &term in &union.terms {
            let under = self.underlying(term.typ);
            if matches!(self.typ(under), Type::Interface(_)) {
                match &self.type_set(under).terms {
                    None => return Some(None),
                    Some(terms) => all.extend(terms),
                }
            } else if under != Program::INVALID && (!term.tilde || self.identical(term.typ, under))
            {
                all.push(term);
            }
            all = self.normal_terms(all);
            if all.len() > MAX_TERMS {
                let message = format!(
                    "cannot handle more than {MAX_TERMS} union terms (implementation limitation)"
                );
                self.error(span, "InvalidUnion", message);
                return None;
            }
        }
        Some(Some(all))
    }

    /// Leaves only what also belongs to the other terms.
    fn intersect(&mut self, set: &mut TypeSet, terms: Option<Vec<Term>>, comparable: bool) {
        set.terms = match (set.terms.take(), terms) {
            (None, terms) | (terms, None) => terms,
            (Some(x), Some(y)) => {
                let mut both = Vec::new();
                for &x in &x {
                    for &y in &y {
                        if !self.terms_disjoint(x, y) {
                            both.push(if !x.tilde || y.tilde { x } else { y });
                        }
                    }
                }
                Some(self.normal_terms(both))
            }
        };
        set.comparable |= comparable;
        if set.comparable
            && let Some(terms) = &mut set.terms
        {
            let mut terms = std::mem::take(terms);
            terms.retain(|term| self.comparable_type(term.typ, false).is_ok());
            set.terms = Some(terms);
            set.comparable = false;
        }
    }

    /// The terms without those that others contain.
    fn normal_terms(&mut self, terms: Vec<Term>) -> Vec<Term> {
        let mut kept: Vec<Term> = Vec::with_capacity(terms.len());
        for term in terms {
            match kept.iter().position(|&other| !self.terms_disjoint(other, term)) {
                Some(at) if term.tilde && !kept[at].tilde => kept[at] = term,
                Some(_) => {}
                None => kept.push(term),
            }
        }
        kept
    }

    /// Whether no type belongs to both terms.
    pub(crate) fn terms_disjoint(&mut self, x: Term, y: Term) -> bool {
        let x_type = if y.tilde { self.underlying(x.typ) } else { x.typ };
        let y_type = if x.tilde { self.underlying(y.typ) } else { y.typ };
        !self.identical(x_type, y_type)
    }

    /// Whether all types of one term belong to the other.
    pub(crate) fn term_subset(&mut self, x: Term, y: Term) -> bool {
        !self.terms_disjoint(x, y) && (!x.tilde || y.tilde)
    }

    /// Whether a type belongs to a term.
    pub(crate) fn term_includes(&mut self, term: Term, t: TypeId) -> bool {
        let t = if term.tilde { self.underlying(t) } else { t };
        self.identical(term.typ, t)
    }

    /// Exported names first, then by name, then by package path.
    pub(crate) fn sort_methods(&self, methods: &mut [ObjectId]) {
        methods.sort_by_cached_key(|&method| {
            let object = self.object(method);
            let path = object.package.map_or("", |package| self.package(package).path.as_str());
            let exported = object.name.is_exported();
            (!exported, object.name.as_str(), if exported { "" } else { path })
        });
    }

    /// The method of a type set that `name` means for code of `package`.
    pub(crate) fn find_method(
        &self,
        methods: &[ObjectId],
        package: Option<PackageId>,
        name: Name,
        fold_case: bool,
    ) -> Option<ObjectId> {
        methods.iter().copied().find(|&method| self.has_id(method, package, name, fold_case))
    }
}
