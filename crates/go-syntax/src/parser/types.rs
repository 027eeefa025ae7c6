//! Types (spec: Types).

use std::rc::Rc;

use super::Parser;
use crate::ast::{BinaryOp, ChanDir, Expr, ExprKind, Field, FuncType, Ident, UnaryOp};
use crate::token::{Op, Token, set};
use crate::{Name, Pos, Span};

impl Parser<'_> {
    /// A type; reported if there is none.
    pub(super) fn type_expr(&mut self) -> Expr {
        match self.type_or_none() {
            Some(typ) => typ,
            None => self.missing_type(),
        }
    }

    fn missing_type(&mut self) -> Expr {
        let bad = self.bad();
        self.syntax_error("expected type");
        self.advance(set(&[
            Token::Comma,
            Token::Colon,
            Token::Semi,
            Token::Rparen,
            Token::Rbrack,
            Token::Rbrace,
        ]));
        bad
    }

    pub(super) fn type_or_none(&mut self) -> Option<Expr> {
        // Pointers and slices first: `*` and `[]` may be many.
        let mut prefixes = Vec::new();
        let mut typ = loop {
            let start = self.pos();
            if self.got(Token::Star) {
                prefixes.push((start, ExprKind::Star as fn(Box<Expr>) -> ExprKind));
            } else if self.got(Token::Lbrack) {
                if !self.got(Token::Rbrack) {
                    break Some(self.nested(|parser| parser.array_type(start, None)));
                }
                prefixes.push((start, ExprKind::SliceType));
            } else {
                break self.base_type();
            }
        };
        while let Some((start, kind)) = prefixes.pop()
            && self.grow()
        {
            let base = match typ {
                Some(typ) => typ,
                None => self.missing_type(),
            };
            typ = Some(self.made(start, kind(base.into())));
        }
        typ
    }

    /// A type that is neither a pointer nor a slice nor an array.
    fn base_type(&mut self) -> Option<Expr> {
        match self.token() {
            Token::Name => Some(self.qualified_name(None)),
            Token::Arrow
            | Token::Func
            | Token::Chan
            | Token::Map
            | Token::Struct
            | Token::Interface
            | Token::Lparen => Some(self.nested(Self::some_type)),
            _ => None,
        }
    }

    fn some_type(&mut self) -> Expr {
        let start = self.pos();
        match self.token() {
            Token::Arrow => {
                self.next();
                self.want(Token::Chan);
                let elem = self.chan_elem().into();
                self.made(start, ExprKind::ChanType { dir: ChanDir::Recv, elem })
            }
            Token::Func => {
                self.next();
                let (_, mut typ) = self.func_type(Some("function type"));
                typ.span.start = start;
                self.made(start, ExprKind::FuncType(typ.into()))
            }
            Token::Chan => {
                self.next();
                let dir = if self.got(Token::Arrow) { ChanDir::Send } else { ChanDir::Both };
                let elem = self.chan_elem().into();
                self.made(start, ExprKind::ChanType { dir, elem })
            }
            Token::Map => {
                self.next();
                self.want(Token::Lbrack);
                let key = self.type_expr().into();
                self.want(Token::Rbrack);
                let value = self.type_expr().into();
                self.made(start, ExprKind::MapType { key, value })
            }
            Token::Struct => self.struct_type(),
            Token::Interface => self.interface_type(),
            _ => {
                // Parentheses mean nothing around a type and are not kept.
                self.next();
                let typ = self.type_expr();
                self.want(Token::Rparen);
                typ
            }
        }
    }

    fn chan_elem(&mut self) -> Expr {
        if let Some(typ) = self.type_or_none() {
            return typ;
        }
        let bad = self.bad();
        self.syntax_error("missing channel element type");
        bad
    }

    /// Behind `[]`; `[` stood at `start`.
    pub(super) fn slice_type(&mut self, start: Pos) -> Expr {
        let elem = self.type_expr();
        self.made(start, ExprKind::SliceType(elem.into()))
    }

    /// Behind `[`, which stood at `start`, or behind the length, if that has been read.
    pub(super) fn array_type(&mut self, start: Pos, len: Option<Expr>) -> Expr {
        let pos = self.pos();
        let len = match len {
            Some(len) => len,
            None if self.got(Token::DotDotDot) => self.made(pos, ExprKind::Ellipsis(None)),
            None => {
                self.expr_level += 1;
                let len = self.expr();
                self.expr_level -= 1;
                len
            }
        };
        if self.token() == Token::Comma {
            // Type parameter lists may end in a comma.
            self.syntax_error("unexpected comma; expected ]");
            self.next();
        }
        self.want(Token::Rbrack);
        let elem = self.type_expr();
        self.made(start, ExprKind::ArrayType { len: len.into(), elem: elem.into() })
    }

    /// A name, perhaps of another package, perhaps with type arguments. The first word may have been read.
    pub(super) fn qualified_name(&mut self, first: Option<Ident>) -> Expr {
        let name = match first {
            Some(name) => name,
            None if self.token() == Token::Name => self.ident(),
            None => {
                let name = Ident { name: Name::BLANK, pos: self.pos(), id: self.node() };
                self.syntax_error("expected name");
                self.advance(set(&[Token::Dot, Token::Semi, Token::Rbrace]));
                name
            }
        };
        let start = name.pos;
        let mut x = self.name_expr(name);
        if self.got(Token::Dot) {
            let sel = self.ident();
            x = self.made(start, ExprKind::Selector { x: x.into(), sel });
        }
        if self.got(Token::Lbrack) {
            let indices = if self.token() == Token::Rbrack {
                self.syntax_error("expected type argument list");
                vec![self.bad()]
            } else {
                self.type_list(true).0
            };
            self.want(Token::Rbrack);
            x = self.made(start, ExprKind::Index { x: x.into(), indices });
        }
        x
    }

    /// At least one type, and whether a comma stood there, between two or behind the last. The first may be any
    /// expression unless `strict`.
    pub(super) fn type_list(&mut self, strict: bool) -> (Vec<Expr>, bool) {
        self.expr_level += 1;
        let mut list = vec![if strict { self.type_expr() } else { self.expr() }];
        let comma = self.token() == Token::Comma;
        while self.got(Token::Comma)
            && let Some(typ) = self.type_or_none()
        {
            list.push(typ);
        }
        self.expr_level -= 1;
        (list, comma)
    }

    /// Behind a name that may be followed by an array type or by type arguments: one of the two, the latter as a
    /// list.
    pub(super) fn array_or_targs(&mut self) -> Result<Expr, Vec<Expr>> {
        let start = self.pos();
        self.want(Token::Lbrack);
        if self.got(Token::Rbrack) {
            return Ok(self.slice_type(start));
        }
        let (mut list, comma) = self.type_list(false);
        self.want(Token::Rbrack);
        if !comma
            && let Some(elem) = self.type_or_none()
            && let Some(len) = list.pop()
        {
            let kind = ExprKind::ArrayType { len: len.into(), elem: elem.into() };
            return Ok(self.made(start, kind));
        }
        Err(list)
    }

    /// An instance of the type `name`, behind its type arguments.
    pub(super) fn instance(&mut self, name: Ident, indices: Vec<Expr>) -> Expr {
        let x = self.name_expr(name);
        self.made(name.pos, ExprKind::Index { x: x.into(), indices })
    }

    /// Type parameters, parameters and results. If `context` is given, it must have no type parameters.
    pub(super) fn func_type(&mut self, context: Option<&str>) -> (Vec<Field>, FuncType) {
        let start = self.pos();
        let open = Span::new(start, start.plus(1));
        let mut tparams = Vec::new();
        if self.got(Token::Lbrack) {
            if let Some(context) = context {
                self.syntax_error_at(open, &format!("{context} must have no type parameters"));
            }
            if self.token() == Token::Rbrack {
                self.syntax_error("empty type parameter list");
                self.next();
            } else {
                tparams = self.param_list(None, Token::Rbrack, true, false);
            }
        }
        let start = self.pos();
        let (mut params, mut results) = (Vec::new(), Vec::new());
        // Counted although the types in it are: it needs more of the stack than others.
        if let Some(outer) = self.enter() {
            self.want(Token::Lparen);
            params = self.param_list(None, Token::Rparen, false, true);
            results = self.results();
            self.leave(outer);
        }
        (tparams, FuncType { span: self.since(start), params, results })
    }

    fn results(&mut self) -> Vec<Field> {
        if self.got(Token::Lparen) {
            return self.param_list(None, Token::Rparen, false, false);
        }
        let pos = self.pos();
        let typ = self.type_or_none();
        typ.map(|typ| field(pos, None, typ)).into_iter().collect()
    }

    fn struct_type(&mut self) -> Expr {
        let start = self.pos();
        self.next();
        self.want(Token::Lbrace);
        let mut fields = Vec::new();
        self.list("struct type", Token::Semi, Token::Rbrace, |parser| {
            parser.field_decl(&mut fields);
            false
        });
        self.made(start, ExprKind::StructType(fields))
    }

    fn field_decl(&mut self, fields: &mut Vec<Field>) {
        let start = self.pos();
        let embedded = match self.token() {
            Token::Name => {
                let name = self.ident();
                match self.token() {
                    Token::Dot | Token::Literal | Token::Semi | Token::Rbrace => {
                        self.qualified_name(Some(name))
                    }
                    _ => match self.named_fields(name, fields) {
                        Some(embedded) => embedded,
                        None => return,
                    },
                }
            }
            Token::Star => {
                self.next();
                let parenthesized = self.token() == Token::Lparen;
                if parenthesized {
                    self.syntax_error("cannot parenthesize embedded type");
                    self.next();
                }
                let typ = self.qualified_name(None);
                if parenthesized {
                    self.got(Token::Rparen);
                }
                self.made(start, ExprKind::Star(typ.into()))
            }
            Token::Lparen => {
                self.syntax_error("cannot parenthesize embedded type");
                self.next();
                let star = self.pos();
                let typ = if self.got(Token::Star) {
                    let typ = self.qualified_name(None);
                    self.made(star, ExprKind::Star(typ.into()))
                } else {
                    self.qualified_name(None)
                };
                self.got(Token::Rparen);
                typ
            }
            _ => {
                self.syntax_error("expected field name or embedded type");
                self.advance(set(&[Token::Semi, Token::Rbrace]));
                return;
            }
        };
        let tag = self.tag();
        fields.push(Field { tag, embedded: true, ..field(start, None, embedded) });
    }

    /// Reads fields that share a type, behind the name of the first. What looks like one field may turn out to be an
    /// embedded instance `T[A]`.
    fn named_fields(&mut self, first: Ident, fields: &mut Vec<Field>) -> Option<Expr> {
        let names = self.name_list(first);
        let typ = if names.len() == 1 && self.token() == Token::Lbrack {
            match self.array_or_targs() {
                Ok(typ) => typ,
                Err(targs) => return Some(self.instance(first, targs)),
            }
        } else {
            self.type_expr()
        };
        let typ = Rc::new(typ);
        let tag = self.tag();
        fields.extend(names.into_iter().map(|name| Field {
            name: Some(name),
            typ: typ.clone(),
            tag: tag.clone(),
            embedded: false,
            pos: name.pos,
        }));
        None
    }

    fn interface_type(&mut self) -> Expr {
        let start = self.pos();
        self.next();
        self.want(Token::Lbrace);
        let mut methods = Vec::new();
        self.list("interface type", Token::Semi, Token::Rbrace, |parser| {
            let pos = parser.pos();
            let (name, typ) = match parser.token() {
                Token::Name => parser.method_or_element(),
                _ => (None, parser.embedded_term()),
            };
            let embedded = name.is_none();
            let typ = if embedded { parser.union(typ) } else { typ };
            methods.push(Field { embedded, ..field(pos, name, typ) });
            false
        });
        self.made(start, ExprKind::InterfaceType(methods))
    }

    /// A method, or an embedded type that begins with a name.
    fn method_or_element(&mut self) -> (Option<Ident>, Expr) {
        let name = self.ident();
        match self.token() {
            Token::Lparen => self.method(name),
            Token::Lbrack => {
                let open = self.pos();
                self.next();
                if self.token() == Token::Rbrack {
                    let close = self.here();
                    self.next();
                    if self.token() == Token::Lparen {
                        self.error_at(close, "empty type parameter list");
                        return self.method(name);
                    }
                    self.error_at(close, "empty type argument list");
                    return (None, self.name_expr(name));
                }
                // Type arguments look like parameters without names.
                let list = self.param_list(None, Token::Rbrack, false, false);
                match list.first() {
                    None if self.token() == Token::Lparen => self.method(name),
                    None => (None, self.name_expr(name)),
                    Some(first) if first.name.is_some() => {
                        let method = self.method(name);
                        let span = Span::new(open, open.plus(1));
                        self.error_at(span, "interface method must have no type parameters");
                        method
                    }
                    Some(_) => {
                        let types = list.into_iter().filter_map(|field| Rc::into_inner(field.typ));
                        (None, self.instance(name, types.collect()))
                    }
                }
            }
            _ => (None, self.qualified_name(Some(name))),
        }
    }

    fn method(&mut self, name: Ident) -> (Option<Ident>, Expr) {
        let start = self.pos();
        let (_, typ) = self.func_type(Some("interface method"));
        (Some(name), self.made(start, ExprKind::FuncType(typ.into())))
    }

    /// Goes on with `| term`, if that follows the term `x`.
    pub(super) fn union(&mut self, mut x: Expr) -> Expr {
        while self.is_op(Op::Binary(BinaryOp::Or)) && self.grow() {
            let op_pos = self.pos();
            self.next();
            let y = self.embedded_term();
            let span = Span::new(x.pos(), y.span.end);
            let kind = ExprKind::Binary { op: BinaryOp::Or, op_pos, x: x.into(), y: y.into() };
            x = self.expr_node(span, kind);
        }
        x
    }

    /// `~T` or `T`.
    pub(super) fn embedded_term(&mut self) -> Expr {
        let start = self.pos();
        if self.is_op(Op::Tilde) {
            self.next();
            let x = self.type_expr().into();
            return self.made(start, ExprKind::Unary { op: UnaryOp::Tilde, x });
        }
        if let Some(typ) = self.type_or_none() {
            return typ;
        }
        let bad = self.bad();
        self.syntax_error("expected ~ term or type");
        self.advance(set(&[
            Token::Operator,
            Token::Semi,
            Token::Rparen,
            Token::Rbrack,
            Token::Rbrace,
        ]));
        bad
    }
}

/// A field without a tag.
pub(super) fn field(pos: Pos, name: Option<Ident>, typ: Expr) -> Field {
    Field { name, typ: typ.into(), tag: None, embedded: false, pos }
}
