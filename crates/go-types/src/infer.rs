//! Type inference: the type arguments that a call leaves out (spec: Type inference).
//!
//! First the types of the arguments are unified with those of the parameters, then constraints with what is known, as long as
//! that brings anything new, and at last untyped constants give their default types.

use std::rc::Rc;

use burrow_go_syntax::Span;

use crate::Program;
use crate::checker::At;
use crate::operand::Operand;
use crate::types::{InferError, Signature, Term, Type, TypeId};
use crate::unify::{ASSIGN, EXACT, INEXACT, Unifier};

/// A call whose type arguments are wanted.
pub(crate) struct Inference<'i, 'a> {
    /// Where errors are reported that belong to no argument.
    pub span: Span,
    pub tparams: &'i [TypeId],
    /// Those that are given; there may be fewer than type parameters, and gaps.
    pub targs: &'i [Option<TypeId>],
    /// The types of the parameters, one for each argument.
    pub params: &'i [TypeId],
    pub args: &'i [Operand<'a>],
    /// Whether the call is made up (a generic function is assigned): messages then name the types the other way round.
    pub reverse: bool,
}

impl Program {
    /// All type arguments. An error without a message has been reported before.
    pub(crate) fn infer(&mut self, call: &Inference) -> Result<Vec<TypeId>, InferError> {
        let tparams = call.tparams;
        if call.targs.len() == tparams.len() && call.targs.iter().all(Option::is_some) {
            return Ok(call.targs.iter().flatten().copied().collect());
        }
        if call.args.iter().any(|arg| !arg.is_valid()) {
            return Err(InferError { span: call.span, message: String::new() });
        }
        // Parameters whose types are given need not be unified: assignment is more lenient.
        let mut known = (Vec::new(), Vec::new());
        for (&tparam, targ) in tparams.iter().zip(call.targs) {
            if let &Some(targ) = targ {
                known.0.push(tparam);
                known.1.push(targ);
            }
        }
        let params: Vec<TypeId> =
            call.params.iter().map(|&t| self.substitute(t, &known.0, &known.1)).collect();
        let mut unifier = Unifier::new(tparams, call.targs);
        let untyped = self.infer_from_arguments(call, &params, &mut unifier)?;
        self.infer_from_constraints(call, &mut unifier)?;
        self.infer_from_constants(call, &params, &untyped, &mut unifier)?;
        self.simplify(call, unifier.inferred())
    }

    /// Gives the places of untyped arguments whose parameter is a type parameter.
    fn infer_from_arguments(
        &mut self,
        call: &Inference,
        params: &[TypeId],
        unifier: &mut Unifier,
    ) -> Result<Vec<usize>, InferError> {
        let mut untyped = Vec::new();
        for (at, (arg, &param)) in call.args.iter().zip(params).enumerate() {
            if !self.is_parameterized(call.tparams, param)
                && !self.is_parameterized(call.tparams, arg.typ)
            {
                continue;
            }
            if self.is_typed(arg.typ) {
                if !unifier.unify(self, param, arg.typ, ASSIGN) {
                    return Err(self.mismatch(call, param, arg, unifier));
                }
            } else if matches!(self.typ(param), Type::Param(_)) && !arg.is_nil() {
                untyped.push(at);
            }
        }
        Ok(untyped)
    }

    fn mismatch(
        &mut self,
        call: &Inference,
        param: TypeId,
        arg: &Operand,
        unifier: &Unifier,
    ) -> InferError {
        let inferred = unifier.inferred();
        let (param_text, arg_type) = (self.type_text(param), self.type_text(arg.typ));
        let arg_text = arg.text();
        let message = if inferred.iter().all(Option::is_none) {
            let names = self.tparam_names(call.tparams);
            format!(
                "type {arg_type} of {arg_text} does not match {param_text} (cannot infer {names})"
            )
        } else {
            let mut known = (Vec::new(), Vec::new());
            for (&tparam, targ) in call.tparams.iter().zip(inferred) {
                if let Some(targ) = targ {
                    known.0.push(tparam);
                    known.1.push(targ);
                }
            }
            let so_far = self.substitute(param, &known.0, &known.1);
            if so_far == param {
                format!("type {arg_type} of {arg_text} does not match {param_text}")
            } else {
                let so_far = self.type_text(so_far);
                if call.reverse {
                    format!(
                        "inferred type {so_far} for {param_text} does not match type {arg_type} of {arg_text}"
                    )
                } else {
                    format!(
                        "type {arg_type} of {arg_text} does not match inferred type {so_far} for {param_text}"
                    )
                }
            }
        };
        InferError { span: arg.span(), message }
    }

    /// `P`, `P and Q`, `P, Q, and R`.
    fn tparam_names(&mut self, tparams: &[TypeId]) -> String {
        let names: Vec<&str> = tparams
            .iter()
            .filter_map(|&t| match self.typ(t) {
                Type::Param(param) => Some(self.object(param.object).name.as_str()),
                _ => None,
            })
            .collect();
        match &names[..] {
            [] => String::new(),
            [only] => (*only).into(),
            [first, second] => format!("{first} and {second}"),
            [first @ .., last] => format!("{}, and {last}", first.join(", ")),
        }
    }

    fn infer_from_constraints(
        &mut self,
        call: &Inference,
        unifier: &mut Unifier,
    ) -> Result<(), InferError> {
        loop {
            let unknowns = unifier.unknowns();
            for (at, &tparam) in call.tparams.iter().enumerate() {
                let known = unifier.at(at);
                if let Some((core, single)) = self.core_term(tparam) {
                    match known {
                        Some(known) if !unifier.unify(self, known, core.typ, INEXACT) => {
                            return Err(self.unsatisfied(call, tparam, known, ""));
                        }
                        None if single && !core.tilde => unifier.set(at, core.typ),
                        _ => {}
                    }
                }
                if let Some(known) = known
                    && !self.is_parameterized(call.tparams, known)
                {
                    let constraint = self.underlying(tparam);
                    let mut equivalent =
                        |program: &mut Program, x, y| unifier.unify(program, x, y, EXACT);
                    if let Err(cause) =
                        self.has_all_methods_by(known, constraint, true, &mut equivalent)
                    {
                        return Err(self.unsatisfied(call, tparam, known, &format!(" {cause}")));
                    }
                }
            }
            if unifier.unknowns() == unknowns {
                return Ok(());
            }
        }
    }

    fn unsatisfied(
        &mut self,
        call: &Inference,
        tparam: TypeId,
        known: TypeId,
        cause: &str,
    ) -> InferError {
        let constraint = self.constraint_of(tparam).unwrap_or(Program::INVALID);
        let (tparam, known) = (self.type_text(tparam), self.type_text(known));
        let message = format!(
            "{tparam} (type {known}) does not satisfy {}{cause}",
            self.type_text(constraint)
        );
        InferError { span: call.span, message }
    }

    /// The only term of a type parameter, or one for its core type; and whether it is the only one.
    fn core_term(&mut self, tparam: TypeId) -> Option<(Term, bool)> {
        let interface = self.underlying(tparam);
        let set = self.type_set(interface);
        let terms = set.specific()?;
        if let [only] = terms {
            return Some((*only, true));
        }
        let tilde = terms.iter().any(|term| term.tilde);
        let typ = self.common_under(tparam).ok()?;
        Some((Term { tilde, typ }, false))
    }

    /// Several untyped constants for one type parameter give it the largest of their kinds.
    fn infer_from_constants(
        &mut self,
        call: &Inference,
        params: &[TypeId],
        untyped: &[usize],
        unifier: &mut Unifier,
    ) -> Result<(), InferError> {
        let mut largest: Vec<(usize, TypeId)> = Vec::new();
        for &at in untyped {
            let Some(index) = call.tparams.iter().position(|&tparam| tparam == params[at]) else {
                continue;
            };
            if unifier.at(index).is_some() {
                continue;
            }
            let arg = &call.args[at];
            let Some(entry) = largest.iter_mut().find(|(other, _)| *other == index) else {
                largest.push((index, arg.typ));
                continue;
            };
            let Some(max) = self.max_type(entry.1, arg.typ) else {
                let (x, y) = (self.type_text(entry.1), self.type_text(arg.typ));
                let message = format!(
                    "mismatched types {x} and {y} (cannot infer {})",
                    self.type_text(params[at])
                );
                return Err(InferError { span: arg.span(), message });
            };
            entry.1 = max;
        }
        for (index, t) in largest {
            unifier.set(index, self.default_type(t));
        }
        Ok(())
    }

    /// Replaces type parameters within the inferred types until none is left.
    fn simplify(
        &mut self,
        call: &Inference,
        inferred: Vec<Option<TypeId>>,
    ) -> Result<Vec<TypeId>, InferError> {
        let tparams = call.tparams;
        let mut inferred = inferred;
        self.kill_cycles(tparams, &mut inferred);
        let given = |at: usize| call.targs.get(at).is_some_and(Option::is_some);
        let mut dirty: Vec<usize> =
            (0..tparams.len()).filter(|&at| inferred[at].is_some() && !given(at)).collect();
        while !dirty.is_empty() {
            let mut known = (Vec::new(), Vec::new());
            for (&tparam, targ) in tparams.iter().zip(&inferred) {
                if let &Some(targ) = targ {
                    known.0.push(tparam);
                    known.1.push(targ);
                }
            }
            dirty.retain(|&at| {
                let Some(before) = inferred[at] else { return false };
                let mut after = self.substitute(before, &known.0, &known.1);
                if after == before {
                    return false;
                }
                // A generic function that is an argument has got its type arguments.
                if let Type::Signature(signature) = self.typ(after)
                    && !signature.tparams.is_empty()
                {
                    let signature = Signature { tparams: Vec::new(), ..(**signature).clone() };
                    if !self.is_parameterized(tparams, after) {
                        after = self.new_type(Type::Signature(Rc::new(signature)));
                    }
                }
                inferred[at] = Some(after);
                true
            });
        }
        let mut result = Vec::with_capacity(tparams.len());
        for (&tparam, targ) in tparams.iter().zip(&inferred) {
            match *targ {
                Some(targ) if !self.is_parameterized(tparams, targ) => result.push(targ),
                _ => {
                    let Type::Param(param) = self.typ(tparam) else { continue };
                    let object = self.object(param.object);
                    let place = self
                        .sources
                        .place(object.pos)
                        .map(|place| place.to_string())
                        .unwrap_or_default();
                    let message = format!("cannot infer {} (declared at {place})", object.name);
                    return Err(InferError { span: call.span, message });
                }
            }
        }
        Ok(result)
    }

    /// Whether a type speaks of one of the type parameters.
    pub(crate) fn is_parameterized(&mut self, tparams: &[TypeId], t: TypeId) -> bool {
        !tparams.is_empty() && self.mentions_param(tparams, t, &mut Vec::new())
    }

    fn mentions_param(&mut self, tparams: &[TypeId], t: TypeId, seen: &mut Vec<TypeId>) -> bool {
        let t = self.actual(t);
        match self.typ(t) {
            Type::Basic(_) => return false,
            Type::Param(_) => return tparams.contains(&t),
            Type::Interface(_) => {
                if seen.contains(&t) {
                    return false;
                }
                seen.push(t);
            }
            _ => {}
        }
        self.components(t).into_iter().any(|t| self.mentions_param(tparams, t, seen))
    }

    /// The types that a type is made of; those of an interface are those of its methods and terms.
    pub(crate) fn components(&mut self, t: TypeId) -> Vec<TypeId> {
        let objects = match self.typ(t) {
            Type::Basic(_) | Type::Param(_) => return Vec::new(),
            &(Type::Pointer(elem)
            | Type::Slice(elem)
            | Type::Array(_, elem)
            | Type::Chan(_, elem)) => {
                return vec![elem];
            }
            &Type::Map(key, value) => return vec![key, value],
            Type::Tuple(types) => return types.to_vec(),
            Type::Named(named) => return named.targs.to_vec(),
            Type::Alias(alias) => return vec![alias.actual],
            Type::Struct(s) => s.fields.clone(),
            Type::Signature(s) => s.params.iter().chain(&s.results).copied().collect(),
            Type::Interface(_) => {
                let set = self.type_set(t);
                let mut types: Vec<TypeId> =
                    set.methods.iter().map(|&method| self.object_type(method)).collect();
                types.extend(set.terms.iter().flatten().map(|term| term.typ));
                return types;
            }
        };
        objects.into_iter().map(|object| self.object_type(object)).collect()
    }

    /// Forgets inferred types that contain themselves.
    fn kill_cycles(&mut self, tparams: &[TypeId], inferred: &mut [Option<TypeId>]) {
        for &tparam in tparams {
            self.find_cycle(tparam, tparams, inferred, &mut Vec::new());
        }
    }

    fn find_cycle(
        &mut self,
        t: TypeId,
        tparams: &[TypeId],
        inferred: &mut [Option<TypeId>],
        path: &mut Vec<TypeId>,
    ) {
        let t = self.actual(t);
        let index = tparams.iter().position(|&tparam| tparam == t);
        if path.contains(&t) {
            if let Some(index) = index {
                inferred[index] = None;
            }
            return;
        }
        path.push(t);
        match index {
            Some(index) => {
                if let Some(t) = inferred[index] {
                    self.find_cycle(t, tparams, inferred, path);
                }
            }
            None => {
                for t in self.components(t) {
                    self.find_cycle(t, tparams, inferred, path);
                }
            }
        }
        path.pop();
    }
}
