//! Struct and interface types from syntax.

use std::rc::Rc;

use burrow_go_syntax::ast::{BinaryOp, Expr, ExprKind, Field, Ident, UnaryOp};
use burrow_go_syntax::{Name, Pos, Span, expr_string};

use crate::Program;
use crate::checker::At;
use crate::id_map::IdMap;
use crate::info::Mode;
use crate::objects::{Func, ObjectId, ObjectKind, VarKind};
use crate::positions::start_pos;
use crate::type_set::MAX_TERMS;
use crate::types::{Basic, Interface, Struct, Term, Type, TypeId, Union};

impl Program {
    pub(crate) fn struct_type(&mut self, list: &[Field]) -> TypeId {
        let mut fields: Vec<ObjectId> = Vec::with_capacity(list.len());
        let mut tags: Vec<Rc<str>> = Vec::with_capacity(list.len());
        let mut before: Option<(&Rc<Expr>, TypeId)> = None;
        let mut names: IdMap<Name, ObjectId> = IdMap::default();
        for field in list {
            let mut typ = match before {
                Some((expr, typ)) if Rc::ptr_eq(expr, &field.typ) => typ,
                _ => self.var_type(&field.typ),
            };
            before = Some((&field.typ, typ));
            let ident = match &field.name {
                Some(name) if !field.embedded => *name,
                _ => match embedded_field_ident(&field.typ) {
                    Some(ident) => {
                        self.check_embedded(start_pos(&field.typ), typ);
                        ident
                    }
                    None => {
                        let message =
                            format!("invalid embedded field type {}", expr_string(&field.typ));
                        self.error(&*field.typ, "InvalidSyntaxTree", message);
                        typ = Program::INVALID;
                        Ident { name: Name::BLANK, pos: field.typ.pos(), id: field.typ.id }
                    }
                },
            };
            let object = self.new_field(ident.name, ident.pos, typ, field.embedded);
            if !ident.name.is_blank()
                && let Some(&other) = names.get(&ident.name)
            {
                let mut parts = vec![(ident.span(), format!("{} redeclared", ident.name))];
                parts.extend(self.other_decl(other));
                self.error_parts("DuplicateDecl", false, parts);
                continue;
            }
            names.insert(ident.name, object);
            // What an embedded field's name refers to has been noted with its type.
            if !field.embedded {
                self.record_def(&ident, object);
            }
            fields.push(object);
            tags.push(field.tag.clone().unwrap_or_default());
        }
        if tags.iter().all(|tag| tag.is_empty()) {
            tags.clear();
        }
        self.new_type(Type::Struct(Rc::new(Struct { fields, tags })))
    }

    /// Reports embedded pointers and the like, once types are known.
    fn check_embedded(&mut self, pos: Pos, typ: TypeId) {
        if self.package(self.cx.package).lazy {
            return;
        }
        self.later(move |program| {
            let (t, pointer) = program.deref(typ);
            let under = program.underlying(t);
            let (code, message) = match program.typ(under) {
                Type::Basic(Basic::UnsafePointer) => {
                    ("InvalidPtrEmbed", "embedded field type cannot be unsafe.Pointer")
                }
                Type::Pointer(_) => ("InvalidPtrEmbed", "embedded field type cannot be a pointer"),
                Type::Interface(_) if program.is_type_param(t) => (
                    "MisplacedTypeParam",
                    "embedded field type cannot be a (pointer to a) type parameter",
                ),
                Type::Interface(_) if pointer => {
                    ("InvalidPtrEmbed", "embedded field type cannot be a pointer to an interface")
                }
                _ => return,
            };
            program.error(pos, code, message);
        });
    }

    pub(crate) fn interface_type(
        &mut self,
        span: Span,
        elements: &[Field],
        definition: Option<ObjectId>,
    ) -> TypeId {
        if elements.is_empty() {
            return self.empty_interface();
        }
        let package = Some(self.cx.package);
        let mut interface = Interface { package, ..Interface::default() };
        let id = self.new_type(Type::Interface(Rc::new(interface.clone())));
        self.ck.incomplete.insert(id);
        // The declared type's name is better in messages.
        let recv_type =
            definition.and_then(|object| self.object(object).typ).map(|t| self.actual(t));
        let recv_type = recv_type.filter(|&t| matches!(self.typ(t), Type::Named(_))).unwrap_or(id);
        let mut spans = Vec::new();
        for element in elements {
            let Some(name) = element.name.as_ref().filter(|_| !element.embedded) else {
                interface.embedded.push(self.parse_union(&element.typ));
                spans.push(element.typ.span());
                continue;
            };
            if name.name.is_blank() {
                self.error(name, "BlankIfaceMethod", "methods must have a unique non-blank name");
                continue;
            }
            let typ = self.typ_expr(&element.typ);
            let Type::Signature(signature) = self.typ(typ) else { continue };
            let mut signature = (**signature).clone();
            signature.recv =
                Some(self.new_param(VarKind::Receiver, "".into(), name.pos, recv_type));
            self.types[typ.0 as usize] = Type::Signature(Rc::new(signature));
            let func = Func { interface_method: true, ..Func::default() };
            let method = self.new_object(name.name, name.pos, Some(typ), ObjectKind::Func(func));
            self.record_def(name, method);
            interface.methods.push(method);
        }
        self.sort_methods(&mut interface.methods);
        self.finish_interface(id, interface, spans);
        if !self.package(self.cx.package).lazy {
            self.ck.interfaces.push((id, span));
        }
        id
    }

    fn finish_interface(&mut self, id: TypeId, interface: Interface, spans: Vec<Span>) {
        self.types[id.0 as usize] = Type::Interface(Rc::new(interface));
        self.ck.incomplete.remove(&id);
        if !self.package(self.cx.package).lazy {
            self.ck.embed_spans.insert(id, spans);
            // Reports what is wrong with it.
            self.later(move |program| {
                program.type_set(id);
            });
        }
    }

    /// The interface that a constraint like `~int | string` stands for.
    pub(crate) fn implicit_interface_type(&mut self, e: &Expr) -> TypeId {
        let id = self.new_type(Type::Interface(Rc::new(Interface::default())));
        self.ck.incomplete.insert(id);
        let embedded = vec![self.parse_union(e)];
        let package = Some(self.cx.package);
        let interface = Interface { embedded, implicit: true, package, ..Interface::default() };
        self.finish_interface(id, interface, vec![e.span()]);
        self.record_type_and_value(e, Mode::Type, id, None);
        id
    }

    fn parse_union(&mut self, e: &Expr) -> Union {
        let mut exprs = Vec::new();
        flatten_union(e, &mut exprs);
        let mut terms = Vec::with_capacity(exprs.len());
        let mut spans = Vec::with_capacity(exprs.len());
        for expr in &exprs {
            let term = self.parse_term(expr);
            if terms.len() >= MAX_TERMS {
                let message = format!(
                    "cannot handle more than {MAX_TERMS} union terms (implementation limitation)"
                );
                self.error(*expr, "InvalidUnion", message);
                return Union { terms: vec![Term { tilde: false, typ: Program::INVALID }] };
            }
            terms.push(term);
            spans.push(expr.span());
        }
        let single = matches!(terms[..], [Term { tilde: false, .. }]);
        if !single && !self.package(self.cx.package).lazy {
            let terms = terms.clone();
            self.later(move |program| program.check_terms(&terms, &spans));
        }
        Union { terms }
    }

    fn parse_term(&mut self, e: &Expr) -> Term {
        let (tilde, x) = match &e.kind {
            ExprKind::Unary { op: UnaryOp::Tilde, x } => (true, &**x),
            _ => (false, e),
        };
        let mut typ = self.typ_expr(x);
        if self.is_type_param(typ) {
            let message = if tilde {
                format!("type in term {} cannot be a type parameter", expr_string(e))
            } else {
                "term cannot be a type parameter".into()
            };
            self.error(x, "MisplacedTypeParam", message);
            typ = Program::INVALID;
        }
        Term { tilde, typ }
    }

    fn check_terms(&mut self, terms: &[Term], spans: &[Span]) {
        let code = "InvalidUnion";
        for (at, (&term, &span)) in terms.iter().zip(spans).enumerate() {
            if !self.is_valid_type(term.typ) {
                continue;
            }
            let under = self.underlying(term.typ);
            let interface = matches!(self.typ(under), Type::Interface(_));
            let text = self.type_text(term.typ);
            if term.tilde {
                if interface {
                    self.error(span, code, format!("invalid use of ~ ({text} is an interface)"));
                    continue;
                }
                if !self.identical(under, term.typ) {
                    let under = self.type_text(under);
                    let message =
                        format!("invalid use of ~ (underlying type of {text} is {under})");
                    self.error(span, code, message);
                    continue;
                }
            }
            if interface {
                let set = self.type_set(under);
                if !set.methods.is_empty() {
                    let term = self.term_text(term);
                    self.error(
                        span,
                        code,
                        format!("cannot use {term} in union ({term} contains methods)"),
                    );
                } else if term.typ == self.universe_comparable() {
                    self.error(span, code, "cannot use comparable in union");
                } else if set.comparable {
                    let term = self.term_text(term);
                    self.error(
                        span,
                        code,
                        format!("cannot use {term} in union ({term} embeds comparable)"),
                    );
                }
                continue;
            }
            let overlap = terms[..at]
                .iter()
                .find(|&&other| !self.is_interface(other.typ) && !self.terms_disjoint(other, term));
            if let Some(&other) = overlap {
                let (term, other) = (self.term_text(term), self.term_text(other));
                self.soft_error(span, code, format!("overlapping terms {term} and {other}"));
            }
        }
    }
}

/// The terms of `A | B | C`.
fn flatten_union<'a>(e: &'a Expr, terms: &mut Vec<&'a Expr>) {
    let mut right = Vec::new();
    let mut e = e;
    while let ExprKind::Binary { op: BinaryOp::Or, x, y, .. } = &e.kind {
        right.push(&**y);
        e = x;
    }
    terms.push(e);
    terms.extend(right.into_iter().rev());
}

/// The name of an embedded field: that of its type.
fn embedded_field_ident(e: &Expr) -> Option<Ident> {
    match &e.kind {
        &ExprKind::Name(name) => Some(Ident { name, pos: e.pos(), id: e.id }),
        ExprKind::Star(base) if !matches!(base.kind, ExprKind::Star(_)) => {
            embedded_field_ident(base)
        }
        ExprKind::Selector { sel, .. } => Some(*sel),
        ExprKind::Index { x, .. } => embedded_field_ident(x),
        _ => None,
    }
}
