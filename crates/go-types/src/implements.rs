//! Whether a type implements an interface, satisfies a constraint, or can be assigned to another (spec: Implementing an
//! interface, Satisfying a type constraint, Assignability), and if not, why.

use crate::Program;
use crate::info::Mode;
use crate::objects::{ObjectId, ObjectKind};
use crate::operand::Operand;
use crate::types::{ChanDir, Interface, NotFound, Term, Type, TypeId, TypeSet};

/// What is wrong with a method.
enum Flaw {
    Missing,
    /// A method of this name in other letters.
    WrongName(ObjectId, TypeId),
    Unexported,
    WrongType(TypeId),
    Ambiguous,
    PointerReceiver,
    Field,
}

impl Program {
    /// Whether values of `t` can be assigned to the interface.
    pub fn implements(&mut self, t: TypeId, interface: TypeId) -> bool {
        self.implements_cause(t, interface, false).is_ok()
    }

    /// Whether `v` implements (or, for a `constraint`, satisfies) `t`; the error says why not.
    pub(crate) fn implements_cause(
        &mut self,
        v: TypeId,
        t: TypeId,
        constraint: bool,
    ) -> Result<(), String> {
        let (v_under, t_under) = (self.underlying(v), self.underlying(t));
        if v_under == Program::INVALID || t_under == Program::INVALID {
            return Ok(());
        }
        if let &Type::Pointer(elem) = self.typ(v_under)
            && self.underlying(elem) == Program::INVALID
        {
            return Ok(());
        }
        let verb = if constraint { "satisfy" } else { "implement" };
        let Type::Interface(interface) = self.typ(t_under) else {
            let detail = if self.is_interface_ptr(t_under) {
                self.interface_ptr_error(t)
            } else {
                format!("{} is not an interface", self.type_text(t))
            };
            return Err(format!(
                "{} does not {verb} {} ({detail})",
                self.type_text(v),
                self.type_text(t)
            ));
        };
        let interface = interface.clone();
        let t_set = self.type_set(t_under);
        if t_set.is_all() {
            return Ok(());
        }
        let v_set = matches!(self.typ(v_under), Type::Interface(_)).then(|| self.type_set(v_under));
        if v_set.as_ref().is_some_and(|set| set.is_empty()) {
            return Ok(());
        }
        if t_set.is_empty() {
            return Err(format!("cannot {verb} {} (empty type set)", self.type_text(t)));
        }
        if let Err(cause) = self.has_all_methods(v, t, true) {
            return Err(format!(
                "{} does not {verb} {} {cause}",
                self.type_text(v),
                self.type_text(t)
            ));
        }
        if let Some(terms) = &t_set.terms {
            match v_set {
                Some(v_set) => {
                    let inside = match &v_set.terms {
                        Some(v_terms) => self.covers_terms(v_terms, terms),
                        None => false,
                    };
                    if !inside {
                        return Err(format!(
                            "{} does not {verb} {}",
                            self.type_text(v),
                            self.type_text(t)
                        ));
                    }
                }
                None => self.is_member(v, t, &interface, terms, verb)?,
            }
        }
        self.check_comparability(v, &t_set, constraint, verb)
    }

    /// Whether `v` is one of the types that a constraint names.
    fn is_member(
        &mut self,
        v: TypeId,
        t: TypeId,
        interface: &Interface,
        terms: &[Term],
        verb: &str,
    ) -> Result<(), String> {
        let mut close = None;
        for &term in terms {
            if self.term_includes(term, v) {
                return Ok(());
            }
            if close.is_none() && !term.tilde {
                let under = self.underlying(term.typ);
                if self.identical(term.typ, under)
                    && self.term_includes(Term { tilde: true, ..term }, v)
                {
                    close = Some(term.typ);
                }
            }
        }
        let (v_text, t_text) = (self.type_text(v), self.type_text(t));
        let detail = if let Some(close) = close {
            format!("possibly missing ~ for {} in {t_text}", self.type_text(close))
        } else if self.mentions(interface, v) {
            format!("{t_text} mentions {v_text}, but {v_text} is not in the type set of {t_text}")
        } else {
            let terms: Vec<String> = terms.iter().map(|&term| self.term_text(term)).collect();
            format!("{v_text} missing in {}", terms.join(" | "))
        };
        Err(format!("{v_text} does not {verb} {t_text} ({detail})"))
    }

    /// Whether an interface names `t` in one of its terms, directly or in what it embeds without a name.
    fn mentions(&mut self, interface: &Interface, t: TypeId) -> bool {
        let terms: Vec<Term> =
            interface.embedded.iter().flat_map(|union| union.terms.iter().copied()).collect();
        terms.into_iter().any(|term| {
            if let Type::Interface(inner) = self.typ(term.typ) {
                let inner = inner.clone();
                return self.mentions(&inner, t);
            }
            self.identical(term.typ, t)
        })
    }

    fn check_comparability(
        &mut self,
        v: TypeId,
        t_set: &TypeSet,
        constraint: bool,
        verb: &str,
    ) -> Result<(), String> {
        let needed = match &t_set.terms {
            None => t_set.comparable,
            Some(terms) => {
                !terms.is_empty()
                    && terms.iter().all(|term| self.comparable_type(term.typ, false).is_ok())
            }
        };
        if !needed || self.comparable_type(v, false).is_ok() {
            return Ok(());
        }
        // Constraints are satisfied by interfaces, whose comparison may panic.
        if constraint && self.comparable_type(v, true).is_ok() {
            return Ok(());
        }
        Err(format!("{} does not {verb} comparable", self.type_text(v)))
    }

    /// Whether `v` has all methods of the interface `t`. An interface `v` that lacks one passes unless `exact`: a value in it
    /// may have the method. What is erroneous has all methods.
    pub(crate) fn has_all_methods(
        &mut self,
        v: TypeId,
        t: TypeId,
        exact: bool,
    ) -> Result<(), String> {
        self.has_all_methods_by(v, t, exact, &mut |program, x, y| program.identical(x, y))
    }

    /// As [`Program::has_all_methods`], with another comparison of signatures.
    pub(crate) fn has_all_methods_by(
        &mut self,
        v: TypeId,
        t: TypeId,
        exact: bool,
        equivalent: &mut dyn FnMut(&mut Program, TypeId, TypeId) -> bool,
    ) -> Result<(), String> {
        if !self.is_valid_type(v) {
            return Ok(());
        }
        match self.missing_method(v, t, exact, equivalent) {
            Some(_) if self.has_invalid_embedded_fields(v) => Ok(()),
            Some((method, flaw)) => Err(self.missing_cause(v, t, method, flaw)),
            None => Ok(()),
        }
    }

    fn missing_method(
        &mut self,
        v: TypeId,
        t: TypeId,
        exact: bool,
        equivalent: &mut dyn FnMut(&mut Program, TypeId, TypeId) -> bool,
    ) -> Option<(ObjectId, Flaw)> {
        let t_under = self.underlying(t);
        let wanted = self.type_set(t_under);
        if wanted.methods.is_empty() {
            return None;
        }
        let v_under = self.underlying(v);
        let v_set = matches!(self.typ(v_under), Type::Interface(_)).then(|| self.type_set(v_under));
        for &method in &wanted.methods {
            let (package, name) = (self.object(method).package, self.object(method).name);
            let want = self.object_type(method);
            let have = if let Some(v_set) = &v_set {
                match self.find_method(&v_set.methods, package, name, false) {
                    Some(found) => self.object_type(found),
                    None if exact => return Some((method, Flaw::Missing)),
                    None => continue,
                }
            } else {
                match self.search(v, false, package, name, false) {
                    Ok(found) if !matches!(self.object(found.object).kind, ObjectKind::Func(_)) => {
                        return Some((method, Flaw::Field));
                    }
                    Ok(found) => self.found_type(&found),
                    Err(NotFound::Ambiguous) => return Some((method, Flaw::Ambiguous)),
                    Err(NotFound::PointerReceiver) => return Some((method, Flaw::PointerReceiver)),
                    Err(NotFound::Missing) => {
                        return Some((method, self.similar_method(v, method)));
                    }
                }
            };
            if !equivalent(self, have, want) {
                return Some((method, Flaw::WrongType(have)));
            }
        }
        None
    }

    /// Looks for a method whose name differs from the missing one in case only.
    fn similar_method(&mut self, v: TypeId, method: ObjectId) -> Flaw {
        let (package, name) = (self.object(method).package, self.object(method).name);
        match self.search(v, false, package, name, true) {
            Ok(found) if matches!(self.object(found.object).kind, ObjectKind::Func(_)) => {
                if self.object(found.object).name == name {
                    return Flaw::Unexported;
                }
                Flaw::WrongName(found.object, self.found_type(&found))
            }
            _ => Flaw::Missing,
        }
    }

    fn missing_cause(&mut self, v: TypeId, t: TypeId, method: ObjectId, flaw: Flaw) -> String {
        let name = self.object(method).name;
        let want = self.object_type(method);
        match flaw {
            Flaw::Missing if self.is_interface_ptr(v) => {
                format!("({})", self.interface_ptr_error(v))
            }
            Flaw::Missing if self.is_interface_ptr(t) => {
                format!("({})", self.interface_ptr_error(t))
            }
            Flaw::Missing => format!("(missing method {name})"),
            Flaw::WrongName(found, have) => {
                let found = self.object(found).name;
                let have = self.func_text(found.as_str(), have, false);
                let want = self.func_text(name.as_str(), want, false);
                format!("(missing method {name})\n\t\thave {have}\n\t\twant {want}")
            }
            Flaw::Unexported => format!("(unexported method {name})"),
            Flaw::WrongType(have) => {
                let texts = [false, true].map(|paths| {
                    let have = self.func_text(name.as_str(), have, paths);
                    (have, self.func_text(name.as_str(), want, paths))
                });
                // Types of the same name from different packages need their paths.
                match texts.into_iter().find(|(have, want)| have != want) {
                    Some((have, want)) => {
                        format!("(wrong type for method {name})\n\t\thave {have}\n\t\twant {want}")
                    }
                    None => format!("(wrong type for method {name})"),
                }
            }
            Flaw::Ambiguous => format!("(ambiguous selector {}.{name})", self.type_text(v)),
            Flaw::PointerReceiver => format!("(method {name} has pointer receiver)"),
            Flaw::Field => format!("({}.{name} is a field, not a method)", self.type_text(v)),
        }
    }

    /// `Name(int) string`.
    fn func_text(&mut self, name: &str, t: TypeId, paths: bool) -> String {
        let Type::Signature(signature) = self.typ(t) else { return name.into() };
        let signature = signature.clone();
        format!("{name}{}", self.signature_text(&signature, paths))
    }

    /// Whether it is a pointer to an interface, which has no methods and is mostly a mistake.
    pub(crate) fn is_interface_ptr(&mut self, t: TypeId) -> bool {
        let under = self.underlying(t);
        match *self.typ(under) {
            Type::Pointer(elem) => self.is_interface(elem),
            _ => false,
        }
    }

    pub(crate) fn interface_ptr_error(&mut self, t: TypeId) -> String {
        let under = self.underlying(t);
        let text = self.type_text(t);
        match *self.typ(under) {
            Type::Pointer(elem) if self.is_type_param(elem) => {
                format!("type {text} is pointer to type parameter, not type parameter")
            }
            _ => format!("type {text} is pointer to interface, not interface"),
        }
    }

    /// Whether an interface value of type `v` may hold a `t`; for the old-style check of impossible type assertions.
    pub(crate) fn assertable_to(&mut self, v: TypeId, t: TypeId) -> Result<(), String> {
        if self.is_interface(t) {
            return Ok(());
        }
        self.has_all_methods(t, v, false)
    }

    /// Whether `x` can be assigned to a variable of type `t`; the error says why not, if there is more to say than that it
    /// cannot.
    pub(crate) fn assignable_to(
        &mut self,
        x: &Operand,
        t: TypeId,
    ) -> Result<(), (String, &'static str)> {
        if x.mode == Mode::Invalid || !self.is_valid_type(x.typ) || !self.is_valid_type(t) {
            return Ok(());
        }
        let written = t;
        let (v, t) = (self.actual(x.typ), self.actual(t));
        if self.identical(v, t) {
            return Ok(());
        }
        let (v_under, t_under) = (self.underlying(v), self.underlying(t));
        let (v_param, t_param) = (self.is_type_param(v), self.is_type_param(t));
        let incompatible = || Err((String::new(), "IncompatibleAssign"));
        if self.is_untyped(v_under) {
            let ok = if t_param {
                let pairs = self.type_pairs(t);
                !pairs.is_empty()
                    && pairs.iter().all(|&(t, _)| self.implicit_type_and_value(x, t).is_ok())
            } else {
                self.implicit_type_and_value(x, t).is_ok()
            };
            return if ok { Ok(()) } else { incompatible() };
        }
        let named = self.has_name(v) && self.has_name(t);
        // (The order matters to erroneous interfaces: the first to be looked at gets all methods.)
        if self.identical(v_under, t_under) && !named && !v_param && !t_param {
            return Ok(());
        }
        if matches!(self.typ(t_under), Type::Interface(_)) && !t_param
            || self.is_interface_ptr(t_under)
        {
            match self.implements_cause(v, t, false) {
                Ok(()) => return Ok(()),
                Err(cause) if !v_param => return Err((cause, "InvalidIfaceAssign")),
                Err(_) => {}
            }
        }
        if matches!(self.typ(v_under), Type::Interface(_))
            && !v_param
            && self.implements_cause(t, v, false).is_ok()
        {
            return Err(("need type assertion".into(), "IncompatibleAssign"));
        }
        if let (&Type::Chan(ChanDir::Both, v_elem), &Type::Chan(_, t_elem)) =
            (self.typ(v_under), self.typ(t_under))
            && self.identical(v_elem, t_elem)
        {
            return if named { Err((String::new(), "InvalidChanAssign")) } else { Ok(()) };
        }
        let within = |message: String, cause: String| {
            if cause.is_empty() { message } else { format!("{message}\n\t{cause}") }
        };
        if t_param && !self.has_name(v) {
            let pairs = self.type_pairs(t);
            if pairs.is_empty() {
                return incompatible();
            }
            for (term, _) in pairs {
                if let Err((cause, code)) = self.assignable_to(x, term) {
                    let (from, to, whole) =
                        (self.type_text(x.typ), self.type_text(term), self.type_text(t));
                    return Err((
                        within(format!("cannot assign {from} to {to} (in {whole})"), cause),
                        code,
                    ));
                }
            }
            return Ok(());
        }
        if v_param && !self.has_name(t) {
            let pairs = self.type_pairs(v);
            if pairs.is_empty() {
                return incompatible();
            }
            for (term, _) in pairs {
                let x = Operand { typ: term, ..x.clone() };
                if let Err((cause, code)) = self.assignable_to(&x, t) {
                    let (from, whole, to) =
                        (self.type_text(term), self.type_text(v), self.type_text(written));
                    return Err((
                        within(format!("cannot assign {from} (in {whole}) to {to}"), cause),
                        code,
                    ));
                }
            }
            return Ok(());
        }
        incompatible()
    }
}
