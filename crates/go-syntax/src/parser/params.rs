//! Lists of parameters, results, receivers and type parameters.

use std::rc::Rc;

use super::Parser;
use super::types::field;
use crate::ast::{BinaryOp, Expr, ExprKind, Field, Ident};
use crate::token::{Op, Token};
use crate::{Name, Pos, Span};

/// An entry of a list before it is known whether the list's entries have names: it has a name, a type or both, and a name
/// alone may be a type.
struct Param {
    pos: Pos,
    name: Option<Ident>,
    typ: Option<Expr>,
}

impl Parser<'_> {
    /// Reads a list behind `(` or `[`. The name of the first entry, and its type, may have been read. With
    /// `type_params`, names are required. In the result all entries have names, or none has.
    pub(super) fn param_list(
        &mut self,
        first: Option<(Ident, Option<Expr>)>,
        close: Token,
        type_params: bool,
        variadic: bool,
    ) -> Vec<Field> {
        let (mut name, mut typ) = (None, None);
        if let Some((first_name, first_typ)) = first {
            if self.token() == close
                && let Some(typ) = first_typ
            {
                self.next();
                return vec![field(first_name.pos, Some(first_name), typ)];
            }
            (name, typ) = (Some(first_name), first_typ);
        }
        let mut params = Vec::new();
        let end = self.list("parameter list", Token::Comma, close, |parser| {
            let param = match (name.take(), typ.take()) {
                (Some(name), Some(typ)) => {
                    Some(Param { pos: name.pos, name: Some(name), typ: Some(typ) })
                }
                (name, _) => parser.param(name, close),
            };
            params.extend(param);
            false
        });
        let fields = self.named_or_not(params, end, type_params);
        self.check_variadic(&fields, variadic);
        fields
    }

    /// One entry. Its name may have been read.
    fn param(&mut self, name: Option<Ident>, close: Token) -> Option<Param> {
        // Unions and `~` may stand in lists of type parameters.
        let constraints = close == Token::Rbrack;
        let pos = name.map_or(self.pos(), |name| name.pos);
        if name.is_none() && constraints && self.is_op(Op::Tilde) {
            return Some(Param { pos, name: None, typ: Some(self.constraint()) });
        }
        let mut name = name;
        if name.is_none() && self.token() == Token::Name {
            name = Some(self.ident());
        }
        if let Some(word) = name {
            match self.token() {
                Token::Lbrack => {
                    let (name, typ) = match self.array_or_targs() {
                        Ok(typ) => (name, typ),
                        Err(targs) => (None, self.instance(word, targs)),
                    };
                    let typ = if constraints { self.union(typ) } else { typ };
                    return Some(Param { pos, name, typ: Some(typ) });
                }
                Token::Dot => {
                    let typ = self.qualified_name(name);
                    let typ = if constraints { self.union(typ) } else { typ };
                    return Some(Param { pos, name: None, typ: Some(typ) });
                }
                Token::Operator if constraints && self.is_op(Op::Binary(BinaryOp::Or)) => {
                    let typ = self.name_expr(word);
                    return Some(Param { pos, name: None, typ: Some(self.union(typ)) });
                }
                _ => {}
            }
        }
        if self.token() == Token::DotDotDot {
            let start = self.pos();
            self.next();
            let typ = match self.type_or_none() {
                Some(elem) => self.made(start, ExprKind::Ellipsis(Some(elem.into()))),
                None => {
                    let bad = self.bad();
                    self.syntax_error("... is missing type");
                    bad
                }
            };
            return Some(Param { pos, name, typ: Some(typ) });
        }
        if constraints && self.is_op(Op::Tilde) {
            return Some(Param { pos, name, typ: Some(self.constraint()) });
        }
        let mut typ = self.type_or_none();
        if constraints {
            typ = typ.map(|typ| self.union(typ));
        }
        if name.is_none() && typ.is_none() {
            self.syntax_error(&format!("expected {}", close.described()));
            self.advance(Token::Comma.bit() | close.bit());
            return None;
        }
        Some(Param { pos, name, typ })
    }

    fn constraint(&mut self) -> Expr {
        let term = self.embedded_term();
        self.union(term)
    }

    /// Decides whether the entries have names, and gives each its type. The list ended at `end`.
    fn named_or_not(&mut self, params: Vec<Param>, end: Pos, type_params: bool) -> Vec<Field> {
        let count = params.len();
        let named = params.iter().filter(|p| p.name.is_some() && p.typ.is_some()).count();
        let typed = params.iter().filter(|p| p.typ.is_some()).count();
        if named == 0 && !type_params {
            // Names without types are types.
            let fields = params.into_iter().filter_map(|param| {
                let typ = param.typ.or_else(|| param.name.map(|name| self.name_expr(name)))?;
                Some(field(param.pos, None, typ))
            });
            return fields.collect();
        }
        // All have names; a name without a type has that of the next one.
        let mut fields = Vec::with_capacity(count);
        let mut wrong: Option<Span> = None;
        let mut typ: Option<Rc<Expr>> = None;
        for param in params.into_iter().rev() {
            let mut name = param.name;
            if let Some(own) = param.typ {
                if name.is_none() {
                    wrong = Some(own.span);
                    name = Some(Ident { name: Name::BLANK, pos: own.pos(), id: self.node() });
                }
                typ = Some(Rc::new(own));
            }
            let shared = match &typ {
                Some(typ) => typ.clone(),
                None => {
                    let span = name.map_or(Span::new(param.pos, param.pos), |name| {
                        Span::new(name.pos, name.pos.plus(name.name.as_str().len()))
                    });
                    wrong = Some(span);
                    Rc::new(self.expr_node(span, ExprKind::Bad))
                }
            };
            fields.push(Field { name, typ: shared, tag: None, embedded: false, pos: param.pos });
        }
        fields.reverse();
        if let Some(span) = wrong {
            let (span, message) = match (named == typed, type_params) {
                // Those without a type stand last.
                (true, true) => (Span::new(end, end.plus(1)), "missing type constraint"),
                (true, false) => (Span::new(end, end.plus(1)), "missing parameter type"),
                (false, true) if count == 1 => {
                    (span, "missing type parameter name or invalid array length")
                }
                (false, true) => (span, "missing type parameter name"),
                (false, false) => (span, "missing parameter name"),
            };
            self.syntax_error_at(span, message);
        }
        fields
    }

    /// Reports the first `...T` that may not stand where it stands.
    fn check_variadic(&mut self, fields: &[Field], variadic: bool) {
        for (index, field) in fields.iter().enumerate() {
            if matches!(field.typ.kind, ExprKind::Ellipsis(_))
                && (!variadic || index + 1 < fields.len())
            {
                let message = if variadic {
                    "can only use ... with final parameter"
                } else {
                    "invalid use of ..."
                };
                let start = field.typ.pos();
                self.error_at(Span::new(start, start.plus(3)), message);
                return;
            }
        }
    }
}
