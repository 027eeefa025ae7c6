//! Calls: of functions, methods, generic functions; conversions and predeclared functions are handed on.
//!
//! Type arguments that are missing are inferred from the arguments ([`crate::infer`]). Arguments may themselves be generic
//! functions, whose type arguments are inferred at the same time.

use std::rc::Rc;

use burrow_go_syntax::ast::{Expr, ExprKind};
use burrow_go_syntax::{Name, Pos, Span, expr_string};

use crate::Program;
use crate::assignments::Place;
use crate::checker::At;
use crate::expr::{Target, Usage};
use crate::infer::Inference;
use crate::info::Mode;
use crate::objects::VarKind;
use crate::operand::Operand;
use crate::positions::node_pos;
use crate::types::{Signature, Type, TypeId};

/// The arguments of a call.
pub(crate) struct Arguments<'a> {
    pub values: Vec<Operand<'a>>,
    /// For each argument that is a generic function with some of its type arguments: these.
    pub targs: Vec<Vec<TypeId>>,
}

/// The parts of a call.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub expr: &'a Expr,
    pub fun: &'a Expr,
    pub args: &'a [Expr],
    pub ellipsis: Option<Pos>,
}

impl<'a> Call<'a> {
    /// None if the expression is no call.
    pub fn new(e: &'a Expr) -> Option<Call<'a>> {
        match &e.kind {
            ExprKind::Call { fun, args, ellipsis, .. } => {
                Some(Call { expr: e, fun, args, ellipsis: *ellipsis })
            }
            _ => None,
        }
    }
}

impl Program {
    /// Instantiates the generic function `x`. `inst` gives some or all type arguments; the rest is inferred from `target` if
    /// `infer` is set. Otherwise those that are given are returned, if they are not all.
    pub(crate) fn func_inst<'a>(
        &mut self,
        target: Option<Target>,
        span: Span,
        x: &mut Operand<'a>,
        inst: Option<&'a Expr>,
        infer: bool,
    ) -> Option<Vec<TypeId>> {
        let start = inst.map_or(span.start, node_pos).span();
        if inst.is_some() {
            x.expr = inst;
        }
        self.verify_version(start, 18, "function instantiation");
        let indices = match inst.map(|inst| &inst.kind) {
            Some(ExprKind::Index { indices, .. }) => &indices[..],
            _ => &[],
        };
        let Some(mut targs) = self.type_list(indices) else {
            x.invalidate();
            return None;
        };
        let Some(signature) = self.signature_of(x.typ) else {
            x.invalidate();
            return None;
        };
        let (got, want) = (targs.len(), signature.tparams.len());
        if got > want {
            let message = format!("got {got} type arguments but want {want}");
            self.error(&indices[got - 1], "WrongTypeArgCount", message);
            x.invalidate();
            return None;
        }
        if got < want {
            if !infer {
                return Some(targs);
            }
            match self.infer_from_target(target, start, x, &signature, &targs) {
                Some(inferred) => targs = inferred,
                None => {
                    x.invalidate();
                    return None;
                }
            }
        }
        let expr = x.expr?;
        let spans: Vec<Span> = indices.iter().map(|index| index.span).collect();
        x.typ = self.instantiate_signature(start, expr, x.typ, targs, spans);
        x.mode = Mode::Value;
        None
    }

    /// The type arguments of a generic function that is assigned to something: as if that were an argument of a call.
    fn infer_from_target(
        &mut self,
        target: Option<Target>,
        span: Span,
        x: &Operand,
        signature: &Signature,
        targs: &[TypeId],
    ) -> Option<Vec<TypeId>> {
        let mut args = Vec::new();
        let mut params = Vec::new();
        let reverse = target.is_some();
        if let Some(target) = target {
            if !self.allow_version(21) {
                self.verify_version(span, 21, "implicitly instantiated function in assignment");
            }
            let plain = Signature {
                recv: None,
                recv_tparams: Vec::new(),
                tparams: Vec::new(),
                ..signature.clone()
            };
            params.push(self.new_type(Type::Signature(Rc::new(plain))));
            args.push(Operand {
                mode: Mode::Value,
                typ: target.sig,
                value: None,
                expr: x.expr,
                label: Some(target.desc),
            });
        }
        let tuple = self.new_type(Type::Tuple(Rc::new(params)));
        let (tparams, tuple) = self.rename_tparams(&signature.tparams, tuple);
        let params = self.tuple_types(tuple);
        let targs: Vec<Option<TypeId>> = targs.iter().copied().map(Some).collect();
        let call = Inference {
            span,
            tparams: &tparams,
            targs: &targs,
            params: &params,
            args: &args,
            reverse,
        };
        match self.infer(&call) {
            Ok(targs) => Some(targs),
            Err(error) => {
                if !error.message.is_empty() {
                    self.error(error.span, "CannotInferTypeArgs", error.message);
                }
                None
            }
        }
    }

    fn tuple_types(&self, t: TypeId) -> Vec<TypeId> {
        match self.typ(t) {
            Type::Tuple(types) => types.to_vec(),
            _ => Vec::new(),
        }
    }

    /// The types that a list of expressions stands for; none after an error.
    fn type_list(&mut self, list: &[Expr]) -> Option<Vec<TypeId>> {
        let types: Vec<TypeId> = list.iter().map(|e| self.var_type(e)).collect();
        types.iter().all(|&t| self.is_valid_type(t)).then_some(types)
    }

    /// The signature of a generic function with its type arguments, which are checked once all types are known.
    fn instantiate_signature(
        &mut self,
        span: Span,
        expr: &Expr,
        generic: TypeId,
        targs: Vec<TypeId>,
        spans: Vec<Span>,
    ) -> TypeId {
        let instance = self.instance(span, generic, &targs);
        let targs = Rc::new(targs);
        self.record_instance(expr, targs.clone(), instance);
        if !self.package(self.cx.package).lazy {
            self.later(move |program| {
                let Some(signature) = program.signature_of(generic) else { return };
                match program.verify(&signature.tparams, &targs) {
                    Err((at, cause)) => {
                        let span = spans.get(at).copied().unwrap_or(span);
                        program.soft_error(span, "InvalidTypeArg", cause);
                    }
                    Ok(()) => {
                        program.mono_record_instance(span, &signature.tparams, &targs, &spans)
                    }
                }
            });
        }
        instance
    }

    pub(crate) fn call_expr<'a>(&mut self, x: &mut Operand<'a>, e: &'a Expr) -> Usage {
        let Some(call) = Call::new(e) else { return Usage::Statement };
        // Type arguments are looked at together with the arguments.
        let mut inst = None;
        if matches!(call.fun.kind, ExprKind::Index { .. }) {
            x.clear();
            if self.index_expr(x, call.fun) {
                inst = Some(call.fun);
            }
            x.expr = Some(call.fun);
            self.record(x);
        } else {
            self.expr_or_type(x, call.fun, true);
        }
        let usage = match x.mode {
            Mode::Invalid => {
                self.use_exprs(call.args);
                Usage::Statement
            }
            Mode::Type => {
                self.conversion_call(x, call);
                Usage::Conversion
            }
            Mode::Builtin(id) => {
                let usage = self.builtin_usage(id);
                if !self.builtin(x, call, id) {
                    x.invalidate();
                }
                if x.is_valid() && !x.is_constant() {
                    self.cx.has_call_or_recv = true;
                }
                usage
            }
            _ => {
                self.function_call(x, call, inst);
                Usage::Statement
            }
        };
        x.expr = Some(e);
        x.label = None;
        usage
    }

    /// `T(x)`
    fn conversion_call<'a>(&mut self, x: &mut Operand<'a>, call: Call<'a>) {
        self.non_generic(None, x);
        if !x.is_valid() {
            return;
        }
        let t = x.typ;
        x.clear();
        if !self.is_complete(t) {
            return;
        }
        let [arg] = call.args else {
            let t = self.type_text(t);
            match call.args.last() {
                None => {
                    let message = format!("missing argument in conversion to {t}");
                    self.error(call.expr, "WrongArgCount", message);
                }
                Some(last) => {
                    self.use_exprs(call.args);
                    self.error(
                        last,
                        "WrongArgCount",
                        format!("too many arguments in conversion to {t}"),
                    );
                }
            }
            return;
        };
        let target = Target::new(self, t, "conversion");
        self.expr(target, x, arg);
        if !x.is_valid() {
            return;
        }
        if self.is_non_type_param_interface(t) {
            let under = self.underlying(t);
            if !self.type_set(under).is_method_set() {
                let t = self.type_text(t);
                let why = "(contains specific type constraints or is comparable)";
                let message = format!("cannot use interface {t} in conversion {why}");
                self.error(call.expr, "MisplacedConstraintIface", message);
                return x.invalidate();
            }
        }
        if call.ellipsis.is_some() {
            let message = format!("invalid use of ... in conversion to {}", self.type_text(t));
            self.error(arg, "BadDotDotDotSyntax", message);
            return x.invalidate();
        }
        self.conversion(x, t);
    }

    fn function_call<'a>(&mut self, x: &mut Operand<'a>, call: Call<'a>, inst: Option<&'a Expr>) {
        let found = self.common_under_cond(x.typ, &mut |program, pair| match pair {
            Some((t, under)) if program.signature_of(under).is_none() => {
                Err(format!("{} is not a function", program.type_text(t)))
            }
            _ => Ok(()),
        });
        let mut sig = match found {
            Ok(sig) => sig,
            Err(cause) => {
                let message = |text| format!("invalid operation: cannot call {text}: {cause}");
                return self.operand_error(x, "InvalidCall", message);
            }
        };
        let Some(signature) = self.signature_of(sig) else { return x.invalidate() };
        let generic = !signature.tparams.is_empty();
        let mut targs = Vec::new();
        let mut indices: &[Expr] = &[];
        if let Some(ExprKind::Index { indices: list, .. }) = inst.map(|inst| &inst.kind) {
            indices = list;
            let Some(given) = self.type_list(list) else {
                self.use_exprs(call.args);
                return x.invalidate();
            };
            let (got, want) = (given.len(), signature.tparams.len());
            if got > want {
                let message = format!("got {got} type arguments but want {want}");
                self.error(&list[want], "WrongTypeArgCount", message);
                self.use_exprs(call.args);
                return x.invalidate();
            }
            targs = given;
            if got == want && want > 0 {
                // With all of them given, the signature is known whatever the arguments are.
                self.verify_version(call.fun, 18, "function instantiation");
                let spans = list.iter().map(|index| index.span).collect();
                let start = node_pos(call.fun).span();
                sig = self.instantiate_signature(
                    start,
                    call.fun,
                    sig,
                    std::mem::take(&mut targs),
                    spans,
                );
                indices = &[];
            }
        }
        let args = self.argument_list(call.args);
        let spans: Vec<Span> = indices.iter().map(|index| index.span).collect();
        sig = self.arguments(call, sig, targs, &spans, args);
        let Some(signature) = self.signature_of(sig) else { return x.invalidate() };
        if generic && signature.tparams.is_empty() {
            self.record_type_and_value(call.fun, Mode::Value, sig, None);
        }
        x.value = None;
        match signature.results[..] {
            // The type stays the function's, which messages show.
            [] => x.mode = Mode::NoValue,
            [only] => {
                x.mode = Mode::Value;
                x.typ = self.object(only).typ.unwrap_or(Program::INVALID);
                if !self.is_complete(x.typ) {
                    return x.invalidate();
                }
            }
            _ => {
                x.mode = Mode::Value;
                x.typ = self.result_tuple(sig, &signature);
            }
        }
        self.cx.has_call_or_recv = true;
        // After an error in inference, the result may speak of type parameters.
        if x.mode == Mode::Value
            && !signature.tparams.is_empty()
            && self.is_parameterized(&signature.tparams, x.typ)
        {
            x.invalidate();
        }
    }

    /// The type of a call that has several results.
    fn result_tuple(&mut self, sig: TypeId, signature: &Signature) -> TypeId {
        if let Some(&known) = self.ck.result_tuples.get(&sig) {
            return known;
        }
        let types = self.var_types(&signature.results);
        let tuple = self.new_type(Type::Tuple(Rc::new(types)));
        self.ck.tuple_vars.insert(tuple, signature.results.clone());
        self.ck.result_tuples.insert(sig, tuple);
        tuple
    }

    pub(crate) fn var_types(&self, vars: &[crate::objects::ObjectId]) -> Vec<TypeId> {
        vars.iter().map(|&var| self.object(var).typ.unwrap_or(Program::INVALID)).collect()
    }

    /// The values of a list of expressions; a single one may give several.
    pub(crate) fn expr_list<'a>(&mut self, list: &'a [Expr]) -> Vec<Operand<'a>> {
        if let [only] = list {
            return self.multi_expr(only, false).0;
        }
        list.iter()
            .map(|e| {
                let mut x = Operand::new();
                self.expr(None, &mut x, e);
                x
            })
            .collect()
    }

    /// As [`Program::expr_list`]; the values may be generic functions without (all of) their type arguments.
    fn argument_list<'a>(&mut self, list: &'a [Expr]) -> Arguments<'a> {
        let infer = !self.allow_version(21);
        let mut args = Arguments { values: Vec::with_capacity(list.len()), targs: Vec::new() };
        for (at, e) in list.iter().enumerate() {
            let mut x = Operand::new();
            if matches!(e.kind, ExprKind::Index { .. }) && self.index_expr(&mut x, e) {
                match self.func_inst(None, e.span, &mut x, Some(e), infer) {
                    Some(targs) => {
                        args.targs.resize(at, Vec::new());
                        args.targs.push(targs);
                        x.expr = Some(e);
                    }
                    None => self.record(&x),
                }
                args.values.push(x);
                continue;
            }
            if matches!(e.kind, ExprKind::Index { .. }) {
                // Evaluated above.
                x.expr = Some(e);
                self.non_generic(None, &mut x);
                self.record(&x);
            } else {
                self.raw_expr(None, &mut x, e, None, true);
            }
            self.exclude_non_values(&mut x);
            if list.len() == 1
                && x.is_valid()
                && let Type::Tuple(types) = self.typ(x.typ)
            {
                let types = types.clone();
                // Each result stands for the whole call in messages.
                args.values.extend(types.iter().map(|&typ| Operand {
                    label: Some(expr_string(e).into()),
                    ..Operand::value_of(typ, e)
                }));
                return args;
            }
            self.single_value(&mut x);
            args.values.push(x);
        }
        args
    }

    /// Checks the arguments of a call of a function with the signature `sig`, whose type arguments are inferred if it is generic.
    /// Gives the signature with them, or, after an error, as it was.
    pub(crate) fn arguments<'a>(
        &mut self,
        call: Call<'a>,
        sig: TypeId,
        targs: Vec<TypeId>,
        targ_spans: &[Span],
        args: Arguments<'a>,
    ) -> TypeId {
        let Arguments { values: mut args, targs: arg_targs } = args;
        let Some(signature) = self.signature_of(sig) else { return sig };
        let Some((mut params, adjusted)) = self.parameters(call, &signature, &args) else {
            return sig;
        };
        let mut result = sig;
        let mut targs: Vec<Option<TypeId>> = targs.into_iter().map(Some).collect();
        let mut tparams = Vec::new();
        let own = signature.tparams.len();
        if own > 0 {
            if !self.allow_version(18) {
                self.verify_version(call.expr, 18, "implicit function instantiation");
            }
            // The function may call itself with other type arguments.
            let tuple = self.new_type(Type::Tuple(Rc::new(params)));
            let (renamed, tuple) = self.rename_tparams(&signature.tparams, tuple);
            params = self.tuple_types(tuple);
            tparams = renamed;
            targs.resize(own, None);
        }
        let generic_args = self.generic_arguments(&mut args, &arg_targs, &mut tparams, &mut targs);
        if !tparams.is_empty() {
            let inference = Inference {
                span: node_pos(call.expr).span(),
                tparams: &tparams,
                targs: &targs,
                params: &params,
                args: &args,
                reverse: false,
            };
            let targs = match self.infer(&inference) {
                Ok(targs) => targs,
                Err(error) => {
                    if !error.message.is_empty() {
                        let message =
                            format!("in call to {}, {}", expr_string(call.fun), error.message);
                        self.error(error.span, "CannotInferTypeArgs", message);
                    }
                    return sig;
                }
            };
            if own > 0 {
                let start = node_pos(call.expr).span();
                let given = targs[..own].to_vec();
                result =
                    self.instantiate_signature(start, call.fun, sig, given, targ_spans.to_vec());
                params = if adjusted {
                    params
                        .iter()
                        .map(|&t| self.substitute(t, &tparams[..own], &targs[..own]))
                        .collect()
                } else {
                    self.signature_of(result)
                        .map(|sig| self.var_types(&sig.params))
                        .unwrap_or_default()
                };
            }
            let mut from = own;
            for at in generic_args {
                let arg = &mut args[at];
                let count =
                    self.signature_of(arg.typ).map_or(0, |signature| signature.tparams.len());
                let given = targs.get(from..from + count).unwrap_or_default().to_vec();
                from += count;
                if let Some(expr) = arg.expr {
                    let start = node_pos(call.expr).span();
                    arg.typ = self.instantiate_signature(start, expr, arg.typ, given, Vec::new());
                }
                self.record(arg);
            }
        }
        for (arg, param) in args.iter_mut().zip(params) {
            self.assignment(arg, Some(param), Place::Argument(call.fun));
        }
        result
    }

    /// The types of the parameters, one for each argument of the call, and whether they differ from those that are declared.
    /// None if the number of arguments is wrong.
    fn parameters(
        &mut self,
        call: Call,
        signature: &Signature,
        args: &[Operand],
    ) -> Option<(Vec<TypeId>, bool)> {
        let mut params = self.var_types(&signature.params);
        let mut want = params.len();
        let mut adjusted = false;
        match (signature.variadic, call.ellipsis) {
            (true, Some(_)) => {
                if call.args.len() == 1 && args.len() > 1 {
                    let text = expr_string(&call.args[0]);
                    let message = format!("cannot use ... with {}-valued {text}", args.len());
                    self.error(call.expr, "InvalidDotDotDot", message);
                    return None;
                }
            }
            (true, None) => {
                if args.len() + 1 >= want {
                    let last = params.pop().unwrap_or(Program::INVALID);
                    let under = self.underlying(last);
                    let elem = match *self.typ(under) {
                        Type::Slice(elem) => elem,
                        // The special case append([]byte, string...).
                        _ => last,
                    };
                    params.resize(args.len(), elem);
                    adjusted = true;
                    want = args.len();
                } else {
                    want -= 1;
                }
            }
            (false, Some(_)) => {
                let message =
                    format!("cannot use ... in call to non-variadic {}", expr_string(call.fun));
                self.error(call.expr, "NonVariadicDotDotDot", message);
                return None;
            }
            (false, None) => {}
        }
        if args.len() == want {
            return Some((params, adjusted));
        }
        let (at, quantity) = if args.len() > want {
            (args[want].expr.map(At::span), "too many")
        } else {
            (args.last().and_then(|arg| arg.expr).map(At::span), "not enough")
        };
        let have: Vec<TypeId> = args.iter().map(|arg| arg.typ).collect();
        let have = self.types_summary(&have, false, call.ellipsis.is_some());
        let want = self.var_types(&signature.params);
        let want = self.types_summary(&want, signature.variadic, false);
        let message = format!("{quantity} arguments in call to {}", expr_string(call.fun));
        let parts = vec![
            (at.unwrap_or(At::span(call.expr)), message),
            (Span::default(), format!("have {have}")),
            (Span::default(), format!("want {want}")),
        ];
        self.error_parts("WrongArgCount", false, parts);
        None
    }

    /// Adds the type parameters of arguments that are generic functions to those that are to be inferred, and gives the places
    /// of these arguments.
    fn generic_arguments(
        &mut self,
        args: &mut [Operand],
        arg_targs: &[Vec<TypeId>],
        tparams: &mut Vec<TypeId>,
        targs: &mut Vec<Option<TypeId>>,
    ) -> Vec<usize> {
        let mut places = Vec::new();
        for (at, arg) in args.iter_mut().enumerate() {
            if !arg.is_valid() {
                continue;
            }
            let Some(signature) =
                self.signature_of(arg.typ).filter(|signature| !signature.tparams.is_empty())
            else {
                continue;
            };
            // Two arguments may be the same function.
            let plain = Signature { tparams: Vec::new(), ..(*signature).clone() };
            let plain = self.new_type(Type::Signature(Rc::new(plain)));
            let (renamed, plain) = self.rename_tparams(&signature.tparams, plain);
            let Some(signature) = self.signature_of(plain) else { continue };
            let signature = Signature { tparams: renamed.clone(), ..(*signature).clone() };
            arg.typ = self.new_type(Type::Signature(Rc::new(signature)));
            tparams.extend(renamed);
            targs.extend(arg_targs.get(at).into_iter().flatten().copied().map(Some));
            targs.resize(tparams.len(), None);
            places.push(at);
        }
        if let Some(&first) = places.first()
            && !self.allow_version(21)
        {
            self.verify_version(&args[first], 21, "implicitly instantiated function as argument");
        }
        places
    }

    /// A signature made up for a call of a predeclared function.
    pub(crate) fn make_signature(
        &mut self,
        result: Option<TypeId>,
        args: &[TypeId],
        variadic: bool,
    ) -> TypeId {
        let key = (result, args.to_vec(), variadic);
        if let Some(&known) = self.ck.builtin_signatures.get(&key) {
            return known;
        }
        let none = Name::new("");
        let params = args
            .iter()
            .map(|&t| {
                let t = self.default_type(t);
                self.new_param(VarKind::Param, none, Pos::NONE, t)
            })
            .collect();
        let results = result
            .map(|t| self.new_param(VarKind::Result, none, Pos::NONE, t))
            .into_iter()
            .collect();
        let signature = Signature { params, results, variadic, ..Signature::default() };
        let typ = self.new_type(Type::Signature(Rc::new(signature)));
        self.ck.builtin_signatures.insert(key, typ);
        typ
    }

    /// Checks expressions that cannot be made sense of, so that what they use counts as used. Whether they are right.
    pub(crate) fn use_exprs(&mut self, list: &[Expr]) -> bool {
        list.iter().map(|e| self.use_expr(e)).filter(|&right| !right).count() == 0
    }

    pub(crate) fn use_expr(&mut self, e: &Expr) -> bool {
        self.use_one(e, false)
    }

    /// As [`Program::use_exprs`] for what stands left of an assignment: variables there are not used.
    pub(crate) fn use_left(&mut self, list: &[Expr]) -> bool {
        list.iter().map(|e| self.use_one(e, true)).filter(|&right| !right).count() == 0
    }

    fn use_one(&mut self, e: &Expr, left: bool) -> bool {
        let mut x = Operand::new();
        if let ExprKind::Name(name) = e.unparen().kind {
            if name.is_blank() {
                return true;
            }
            let unused = if left { self.unused_variable(name) } else { None };
            self.expr_or_type(&mut x, e.unparen(), true);
            if let Some(object) = unused {
                self.ck.used.remove(&object);
            }
        } else {
            self.raw_expr(None, &mut x, e, None, true);
        }
        x.is_valid()
    }

    /// The variable of this name, if it is of this package and not yet used.
    pub(crate) fn unused_variable(&self, name: Name) -> Option<crate::objects::ObjectId> {
        let object = self.lookup_name(name)?;
        let found = self.object(object);
        let variable = matches!(found.kind, crate::objects::ObjectKind::Var(_));
        (variable && found.package == Some(self.cx.package) && !self.is_used(object))
            .then_some(object)
    }
}
