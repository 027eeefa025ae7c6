//! Signatures, receivers and parameters from syntax.

use std::rc::Rc;

use burrow_go_syntax::ast::{Expr, ExprKind, Field, FuncType, Ident, NodeId};
use burrow_go_syntax::{Name, Span};

use crate::Program;
use crate::checker::At;
use crate::info::Mode;
use crate::objects::{ObjectId, VarKind};
use crate::types::{Basic, Signature, Type, TypeId};

/// A receiver's type taken apart: `(*T[P])`.
pub(crate) struct ReceiverSyntax<'a> {
    pub pointer: bool,
    pub base: &'a Expr,
    /// None where the type has no type parameters.
    pub tparams: Option<&'a [Expr]>,
}

/// Takes a receiver's type apart.
pub(crate) fn unpack_receiver(typ: &Expr) -> ReceiverSyntax<'_> {
    let mut base = typ.unparen();
    let mut pointer = false;
    if let ExprKind::Star(inner) = &base.kind {
        pointer = true;
        base = inner.unparen();
    }
    match &base.kind {
        ExprKind::Index { x, indices } => {
            ReceiverSyntax { pointer, base: x, tparams: Some(indices) }
        }
        _ => ReceiverSyntax { pointer, base, tparams: None },
    }
}

impl Program {
    /// The signature of a function, method or function type. Its type parameters and parameters are declared in a scope
    /// of its own, which is noted for `node`. `id` is the type that a declared function has in the meantime.
    pub(crate) fn func_signature(
        &mut self,
        node: NodeId,
        recv: Option<&Field>,
        tparams: &[Field],
        typ: &FuncType,
        id: Option<TypeId>,
    ) -> Signature {
        let scope = self.open_scope(node);
        self.scopes[scope.0 as usize].function = true;
        let mut signature = Signature::default();
        if let Some(recv) = recv {
            let (var, recv_tparams) = self.collect_recv(recv);
            signature.recv = Some(var);
            signature.recv_tparams = recv_tparams;
        }
        if !tparams.is_empty() {
            signature.tparams = self.declare_type_params(tparams);
            self.collect_constraints(tparams, &signature.tparams);
            // The parameters may speak of instances of the function.
            if let Some(id) = id {
                self.types[id.0 as usize] = Type::Signature(Rc::new(signature.clone()));
            }
        }
        (signature.params, signature.variadic) = self.collect_params(VarKind::Param, &typ.params);
        (signature.results, _) = self.collect_params(VarKind::Result, &typ.results);
        if let (Some(Field { name: Some(name), .. }), Some(var)) = (recv, signature.recv) {
            self.declare(scope, Some(name), var);
        }
        self.declare_params(&typ.params, &signature.params);
        self.declare_params(&typ.results, &signature.results);
        self.close_scope();
        signature
    }

    /// The type of a function literal.
    pub(crate) fn func_type(&mut self, node: NodeId, typ: &FuncType) -> TypeId {
        let signature = self.func_signature(node, None, &[], typ, None);
        self.new_type(Type::Signature(Rc::new(signature)))
    }

    fn collect_params(&mut self, kind: VarKind, list: &[Field]) -> (Vec<ObjectId>, bool) {
        let mut params = Vec::with_capacity(list.len());
        let mut variadic = false;
        let mut before: Option<(&Rc<Expr>, TypeId)> = None;
        for (at, field) in list.iter().enumerate() {
            let typ = match before {
                Some((expr, typ)) if Rc::ptr_eq(expr, &field.typ) => typ,
                _ => match &field.typ.kind {
                    ExprKind::Ellipsis(elem) => {
                        // Elsewhere, the parser has reported it.
                        variadic = kind == VarKind::Param && at + 1 == list.len();
                        elem.as_ref().map_or(Program::INVALID, |elem| self.var_type(elem))
                    }
                    _ => self.var_type(&field.typ),
                },
            };
            before = Some((&field.typ, typ));
            let (name, pos) = field
                .name
                .as_ref()
                .map_or((Name::new(""), field.pos), |name| (name.name, name.pos));
            params.push(self.new_param(kind, name, pos, typ));
        }
        if variadic && let (Some(&last), Some(field)) = (params.last(), list.last()) {
            let elem = self.object(last).typ.unwrap_or(Program::INVALID);
            let slice = self.slice_of(elem);
            self.set_type(last, slice);
            self.record_type_and_value(&field.typ, Mode::Type, slice, None);
        }
        (params, variadic)
    }

    fn declare_params(&mut self, list: &[Field], params: &[ObjectId]) {
        for (field, &param) in list.iter().zip(params) {
            if let Some(name) = &field.name {
                self.declare(self.cx.scope, Some(name), param);
            }
        }
    }

    /// The receiver of a method and the type parameters that it names.
    fn collect_recv(&mut self, field: &Field) -> (ObjectId, Vec<TypeId>) {
        let syntax = unpack_receiver(&field.typ);
        let (mut recv_type, recv_tparams) = match syntax.tparams {
            None => (self.var_type(&field.typ), Vec::new()),
            Some(names) => self.generic_recv(field, &syntax, names),
        };
        if syntax.tparams.is_none() && self.is_instance_by_alias(recv_type, syntax.base) {
            recv_type = Program::INVALID;
        }
        let (name, pos) =
            field.name.as_ref().map_or((Name::new(""), field.pos), |name| (name.name, name.pos));
        let recv = self.new_param(VarKind::Receiver, name, pos, recv_type);
        if !self.package(self.cx.package).lazy {
            let span = syntax.base.span();
            self.later(move |program| program.valid_recv(span, recv));
        }
        (recv, recv_tparams)
    }

    /// Reports methods for an instance that an alias names.
    fn is_instance_by_alias(&mut self, recv_type: TypeId, base: &Expr) -> bool {
        let mut t = self.unpointer(recv_type);
        while let Type::Alias(alias) = self.typ(t) {
            let next = self.unpointer(alias.actual);
            let generic = match self.typ(next) {
                Type::Named(named) => !named.targs.is_empty() || !named.tparams.is_empty(),
                Type::Alias(alias) => !alias.tparams.is_empty(),
                _ => false,
            };
            if generic {
                let text = self.type_text(next);
                let message = format!("cannot define new methods on instantiated type {text}");
                self.error(base, "InvalidRecv", message);
                return true;
            }
            t = next;
        }
        false
    }

    fn unpointer(&self, t: TypeId) -> TypeId {
        let mut t = t;
        while let &Type::Pointer(elem) = self.typ(t) {
            t = elem;
        }
        t
    }

    /// `(r *T[A, B])`: the names are type parameters of the method, with the constraints of the type's.
    fn generic_recv(
        &mut self,
        field: &Field,
        syntax: &ReceiverSyntax,
        names: &[Expr],
    ) -> (TypeId, Vec<TypeId>) {
        let base = match self.generic_type(syntax.base) {
            Ok(t) if matches!(self.typ(t), Type::Named(_)) => Some(t),
            Ok(t) => {
                let text = self.type_text(t);
                let message = format!("cannot define new methods on generic alias type {text}");
                self.error(syntax.base, "InvalidRecv", message);
                None
            }
            Err(cause) => {
                if !cause.is_empty() {
                    self.error(syntax.base, "InvalidRecv", cause);
                }
                None
            }
        };
        let mut recv_tparams = Vec::with_capacity(names.len());
        for (at, name) in names.iter().enumerate() {
            let ident = match name.kind {
                ExprKind::Name(word) => Ident { name: word, pos: name.pos(), id: name.id },
                _ => {
                    if !matches!(name.kind, ExprKind::Bad) {
                        let text = burrow_go_syntax::expr_string(name);
                        let message =
                            format!("receiver type parameter {text} must be an identifier");
                        self.error(name, "BadDecl", message);
                    }
                    Ident { name: Name::BLANK, pos: name.pos(), id: name.id }
                }
            };
            let tparam = self.declare_type_param(&ident, at);
            if let Type::Param(param) = self.typ(tparam) {
                self.record_use(name.id, param.object);
            }
            self.record_type_and_value(name, Mode::Type, tparam, None);
            recv_tparams.push(tparam);
        }
        let Some(base) = base else { return (Program::INVALID, recv_tparams) };
        let Type::Named(named) = self.typ(base) else { return (Program::INVALID, recv_tparams) };
        let tparams = named.tparams.clone();
        if tparams.len() == recv_tparams.len() {
            for (&recv_tparam, &tparam) in recv_tparams.iter().zip(tparams.iter()) {
                self.mono_record_canonical(recv_tparam, tparam);
                if let Some(bound) = self.constraint_of(tparam) {
                    let bound = self.substitute(bound, &tparams, &recv_tparams);
                    self.set_constraint(recv_tparam, bound);
                }
            }
        } else {
            let (got, want) = (measure(recv_tparams.len(), "type parameter"), tparams.len());
            let message =
                format!("receiver declares {got}, but receiver base type declares {want}");
            self.error(syntax.base, "BadRecv", message);
        }
        let mut recv_type = self.instance(field.typ.span(), base, &recv_tparams);
        self.record_instance(syntax.base, Rc::new(recv_tparams.clone()), recv_type);
        if syntax.pointer && self.is_valid_type(recv_type) {
            recv_type = self.pointer_to(recv_type);
        }
        self.record_receiver_types(&field.typ, recv_type);
        (recv_type, recv_tparams)
    }

    /// Notes the types of a receiver's type and of what it is made of.
    fn record_receiver_types(&mut self, e: &Expr, t: TypeId) {
        self.record_type_and_value(e, Mode::Type, t, None);
        match (&e.kind, self.typ(t)) {
            (ExprKind::Paren(inner), _) => self.record_receiver_types(inner, t),
            (ExprKind::Star(inner), &Type::Pointer(elem)) => {
                self.record_receiver_types(inner, elem)
            }
            _ => {}
        }
    }

    /// Reports receivers of types that cannot have methods.
    fn valid_recv(&mut self, span: Span, recv: ObjectId) {
        let recv_type = self.object(recv).typ.unwrap_or(Program::INVALID);
        let (base, _) = self.deref(recv_type);
        if !self.is_valid_type(base) {
            return;
        }
        let code = "InvalidRecv";
        let actual = self.actual(base);
        match self.typ(actual) {
            Type::Named(named) => {
                if self.object(named.object).package != Some(self.cx.package) {
                    let text = self.type_text(base);
                    return self.error(
                        span,
                        code,
                        format!("cannot define new methods on non-local type {text}"),
                    );
                }
                let under = self.underlying(actual);
                let cause = match self.typ(under) {
                    Type::Basic(Basic::UnsafePointer) => "unsafe.Pointer",
                    Type::Pointer(_) | Type::Interface(_) => "pointer or interface type",
                    _ => return,
                };
                let text = self.type_text(base);
                self.error(span, code, format!("invalid receiver type {text} ({cause})"));
            }
            Type::Basic(_) => {
                let text = self.type_text(base);
                self.error(
                    span,
                    code,
                    format!("cannot define new methods on non-local type {text}"),
                );
            }
            _ => {
                let text = self.type_text(recv_type);
                self.error(span, code, format!("invalid receiver type {text}"));
            }
        }
    }
}

/// `1 argument`, `2 arguments`.
pub(crate) fn measure(count: usize, unit: &str) -> String {
    if count == 1 { format!("{count} {unit}") } else { format!("{count} {unit}s") }
}
