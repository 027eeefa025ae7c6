//! Expressions (spec: Expressions).

use std::rc::Rc;

use super::Parser;
use super::decl::unparen;
use crate::ast::{BinaryOp, ChanDir, Element, Expr, ExprKind, LiteralKind, UnaryOp};
use crate::print::expr_string;
use crate::token::{Op, Token, set};
use crate::{Pos, Span, unquote_rune, unquote_string};

/// What may stand before an operand.
#[derive(Clone, Copy)]
enum Prefix {
    Star,
    Op(UnaryOp),
}

impl Parser<'_> {
    pub(super) fn expr(&mut self) -> Expr {
        self.binary_expr(None, 0)
    }

    pub(super) fn expr_list(&mut self) -> Vec<Expr> {
        let mut list = vec![self.expr()];
        while self.got(Token::Comma) {
            list.push(self.expr());
        }
        list
    }

    /// Reads operands and operators that bind more strongly than `precedence`. The first operand may have been read.
    pub(super) fn binary_expr(&mut self, first: Option<Expr>, precedence: u8) -> Expr {
        let outer = std::mem::take(&mut self.height);
        let mut x = match first {
            Some(x) => x,
            None => self.unary_expr(),
        };
        while matches!(self.token(), Token::Operator | Token::Star)
            && self.lexer.precedence > precedence
            && let Op::Binary(op) = self.lexer.op
            && self.grow()
        {
            let op_pos = self.pos();
            self.next();
            let y = self.binary_expr(None, op.precedence());
            let span = Span::new(x.span.start, y.span.end);
            let kind = ExprKind::Binary { op, op_pos, x: x.into(), y: y.into() };
            x = self.expr_node(span, kind);
        }
        self.height = self.height.max(outer);
        x
    }

    fn unary_expr(&mut self) -> Expr {
        let Some(outer) = self.enter() else { return self.bad() };
        let mut prefixes = Vec::new();
        while let Some(prefix) = self.prefix() {
            prefixes.push((self.pos(), prefix));
            self.next();
        }
        let mut x = self.primary_expr(None);
        while let Some((start, prefix)) = prefixes.pop()
            && self.grow()
        {
            x = match prefix {
                Prefix::Star => self.made(start, ExprKind::Star(x.into())),
                Prefix::Op(UnaryOp::Receive) if matches!(x.kind, ExprKind::ChanType { .. }) => {
                    self.receive_type(start, x)
                }
                Prefix::Op(op) => {
                    let x = if op == UnaryOp::Address { unparen(x) } else { x };
                    self.made(start, ExprKind::Unary { op, x: x.into() })
                }
            };
        }
        self.leave(outer);
        x
    }

    /// What the current token is before an operand.
    fn prefix(&self) -> Option<Prefix> {
        let op = match (self.token(), self.lexer.op) {
            (Token::Arrow, _) => UnaryOp::Receive,
            (Token::Star, _) => return Some(Prefix::Star),
            (Token::Operator, Op::Not) => UnaryOp::Not,
            (Token::Operator, Op::Tilde) => UnaryOp::Tilde,
            (Token::Operator, Op::Binary(BinaryOp::Add)) => UnaryOp::Plus,
            (Token::Operator, Op::Binary(BinaryOp::Sub)) => UnaryOp::Neg,
            (Token::Operator, Op::Binary(BinaryOp::Xor)) => UnaryOp::Complement,
            (Token::Operator, Op::Binary(BinaryOp::And)) => UnaryOp::Address,
            _ => return None,
        };
        Some(Prefix::Op(op))
    }

    /// `<-` before a channel type: it belongs to `chan`, and where that already has an arrow behind it, that arrow belongs to
    /// the next `chan`: `<-chan<- chan T` is `<-chan (<-chan T)`.
    fn receive_type(&mut self, start: Pos, mut x: Expr) -> Expr {
        let mut typ = &mut x;
        loop {
            match typ {
                Expr { kind: ExprKind::ChanType { dir, elem }, .. } => {
                    let found = std::mem::replace(dir, ChanDir::Recv);
                    if found == ChanDir::Recv {
                        self.syntax_error("unexpected <-, expected chan");
                    }
                    if found != ChanDir::Send {
                        break;
                    }
                    typ = elem;
                }
                other => {
                    let found = expr_string(other);
                    self.syntax_error(&format!("unexpected {found}, expected chan"));
                    break;
                }
            }
        }
        x.span.start = start;
        x
    }

    fn operand(&mut self) -> Expr {
        let start = self.pos();
        match self.token() {
            Token::Name => {
                let name = self.ident();
                self.name_expr(name)
            }
            Token::Literal => self.literal(),
            Token::Lparen => {
                self.next();
                self.expr_level += 1;
                let x = self.expr();
                self.expr_level -= 1;
                self.want(Token::Rparen);
                self.made(start, ExprKind::Paren(x.into()))
            }
            Token::Func => {
                self.next();
                let (_, mut typ) = self.func_type(Some("function type"));
                typ.span.start = start;
                if self.token() == Token::Lbrace {
                    self.expr_level += 1;
                    let body = self.func_body();
                    self.expr_level -= 1;
                    self.made(start, ExprKind::Func { typ: typ.into(), body: body.into() })
                } else {
                    self.made(start, ExprKind::FuncType(typ.into()))
                }
            }
            Token::Lbrack | Token::Chan | Token::Map | Token::Struct | Token::Interface => {
                self.type_expr()
            }
            _ => {
                let bad = self.bad();
                self.syntax_error("expected expression");
                self.advance(set(&[Token::Rparen, Token::Rbrack, Token::Rbrace]));
                bad
            }
        }
    }

    /// The current token, which is a literal.
    fn literal(&mut self) -> Expr {
        let start = self.pos();
        let kind = if self.lexer.bad {
            ExprKind::Bad
        } else {
            ExprKind::Literal { kind: self.lexer.kind, text: self.lexer.word().into() }
        };
        self.next();
        self.made(start, kind)
    }

    /// The tag of a field, if there is one.
    pub(super) fn tag(&mut self) -> Option<Rc<str>> {
        if self.token() != Token::Literal {
            return None;
        }
        let (kind, bad, word) = (self.lexer.kind, self.lexer.bad, self.lexer.word());
        let tag = match kind {
            _ if bad => None,
            LiteralKind::String => Some(String::from_utf8_lossy(&unquote_string(word)).into()),
            LiteralKind::Rune => char::from_u32(unquote_rune(word)).map(|c| c.to_string().into()),
            _ => {
                self.error(&format!("invalid syntax tree: incorrect tag syntax: {word:?}"));
                None
            }
        };
        self.next();
        tag
    }

    /// An operand and what follows it: selectors, indices, calls, the elements of a composite literal. The operand may
    /// have been read.
    pub(super) fn primary_expr(&mut self, first: Option<Expr>) -> Expr {
        let mut x = match first {
            Some(x) => x,
            None => self.operand(),
        };
        loop {
            let follows = match self.token() {
                Token::Dot | Token::Lbrack | Token::Lparen => true,
                Token::Lbrace => self.begins_elements(&x),
                _ => false,
            };
            if !follows || !self.grow() {
                return x;
            }
            x = match self.token() {
                Token::Dot => self.selector(x),
                Token::Lbrack => self.index(x),
                Token::Lparen => self.call(x),
                _ => {
                    if matches!(x.kind, ExprKind::Paren(_)) {
                        self.syntax_error("cannot parenthesize type in composite literal");
                    }
                    self.composite(Some(x))
                }
            };
        }
    }

    /// Whether the current `{` begins the elements of a composite literal of type `x`, rather than a block.
    fn begins_elements(&self, x: &Expr) -> bool {
        match &x.unparen().kind {
            ExprKind::Name(_) | ExprKind::Selector { .. } => self.expr_level >= 0,
            ExprKind::Index { .. } => self.expr_level >= 0 && !is_value(x.unparen()),
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType(_)
            | ExprKind::MapType { .. } => true,
            _ => false,
        }
    }

    fn selector(&mut self, x: Expr) -> Expr {
        let start = x.pos();
        self.next();
        match self.token() {
            Token::Name => {
                let sel = self.ident();
                self.made(start, ExprKind::Selector { x: x.into(), sel })
            }
            Token::Lparen => {
                self.next();
                let typ = if self.got(Token::Type) { None } else { Some(self.type_expr().into()) };
                self.want(Token::Rparen);
                self.made(start, ExprKind::Assert { x: x.into(), typ })
            }
            _ => {
                self.syntax_error("expected name or (");
                self.advance(set(&[Token::Semi, Token::Rparen]));
                x
            }
        }
    }

    fn index(&mut self, x: Expr) -> Expr {
        let start = x.pos();
        self.next();
        let mut lo = None;
        if self.token() != Token::Colon {
            let (mut indices, comma);
            if self.token() == Token::Rbrack {
                self.syntax_error("expected operand");
                (indices, comma) = (vec![self.bad()], false);
            } else {
                (indices, comma) = self.type_list(false);
            }
            if comma || self.token() == Token::Rbrack {
                self.want(Token::Rbrack);
                return self.made(start, ExprKind::Index { x: x.into(), indices });
            }
            lo = indices.pop().map(Box::new);
        }
        if !self.got(Token::Colon) {
            self.syntax_error("expected comma, : or ]");
            self.advance(set(&[Token::Comma, Token::Colon, Token::Rbrack]));
        }
        self.expr_level += 1;
        let mut hi = None;
        let mut max = None;
        if !matches!(self.token(), Token::Colon | Token::Rbrack) {
            hi = Some(self.expr().into());
        }
        let three = self.token() == Token::Colon;
        if three {
            if hi.is_none() {
                self.error("middle index required in 3-index slice");
                hi = Some(self.bad().into());
            }
            self.next();
            if self.token() == Token::Rbrack {
                self.error("final index required in 3-index slice");
                max = Some(self.bad().into());
            } else {
                max = Some(self.expr().into());
            }
        }
        self.expr_level -= 1;
        self.want(Token::Rbrack);
        self.made(start, ExprKind::Slice { x: x.into(), lo, hi, max, three })
    }

    fn call(&mut self, fun: Expr) -> Expr {
        let start = fun.pos();
        self.next();
        self.expr_level += 1;
        let mut args = Vec::new();
        let mut ellipsis = None;
        let rparen = self.list("argument list", Token::Comma, Token::Rparen, |parser| {
            args.push(parser.expr());
            let pos = parser.pos();
            let last = parser.got(Token::DotDotDot);
            if last {
                ellipsis = Some(pos);
            }
            last
        });
        self.expr_level -= 1;
        self.made(start, ExprKind::Call { fun: fun.into(), args, ellipsis, rparen })
    }

    /// `{…}` of a composite literal.
    fn composite(&mut self, typ: Option<Expr>) -> Expr {
        let start = typ.as_ref().map_or(self.pos(), Expr::pos);
        self.expr_level += 1;
        self.want(Token::Lbrace);
        let mut elements = Vec::new();
        let rbrace = self.list("composite literal", Token::Comma, Token::Rbrace, |parser| {
            let mut value = parser.element();
            let mut key = None;
            if parser.got(Token::Colon) {
                key = Some(value);
                value = parser.element();
            }
            elements.push(Element { key, value });
            false
        });
        self.expr_level -= 1;
        self.made(start, ExprKind::Composite { typ: typ.map(Box::new), elements, rbrace })
    }

    fn element(&mut self) -> Expr {
        match self.token() {
            Token::Lbrace => {
                let Some(outer) = self.enter() else { return self.bad() };
                let x = self.composite(None);
                self.leave(outer);
                x
            }
            _ => self.expr(),
        }
    }
}

/// Whether an expression can only be a value, not a type.
fn is_value(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::Literal { .. }
        | ExprKind::Composite { .. }
        | ExprKind::Func { .. }
        | ExprKind::Slice { .. }
        | ExprKind::Assert { .. }
        | ExprKind::Call { .. }
        | ExprKind::Unary { .. }
        | ExprKind::Binary { .. } => true,
        ExprKind::Paren(x) => is_value(x),
        ExprKind::Index { x, indices } => {
            is_value(x) || matches!(&indices[..], [index] if is_value(index))
        }
        _ => false,
    }
}
