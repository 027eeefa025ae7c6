//! Declarations of constants, variables, types and functions.

use std::cell::OnceCell;
use std::rc::Rc;

use super::directives::Target;
use super::{Parser, as_ident};
use crate::ast::{
    BinaryOp, Block, ConstInit, ConstSpec, Decl, Doc, Expr, ExprKind, FuncBody, FuncDecl, FuncType,
    Ident, TypeSpec, VarSpec,
};
use crate::token::{Token, set};
use crate::{Name, Pos, Span};

/// What a line of a `const` group may take from those above.
#[derive(Default)]
struct ConstGroup {
    /// How many lines stand above.
    iota: u32,
    /// What the last line that said something set its names to.
    init: Option<Rc<ConstInit>>,
}

impl Parser<'_> {
    /// Reads what a keyword declares: one line, or several in parentheses. `line` gets the comment before it.
    pub(super) fn group(&mut self, doc: Doc, mut line: impl FnMut(&mut Self, Doc)) {
        if self.token() == Token::Lparen {
            self.directives_before(Target::Nothing);
            self.next();
            self.list("grouped declaration", Token::Semi, Token::Rparen, |parser| {
                let doc = parser.doc();
                line(parser, doc);
                false
            });
        } else {
            line(self, doc);
        }
    }

    /// Reads a `const`, `type` or `var` declaration.
    pub(super) fn decl_group(&mut self, decls: &mut Vec<Decl>) {
        let keyword = self.token();
        let doc = self.doc();
        self.next();
        let mut consts = ConstGroup::default();
        self.group(doc, |parser, doc| {
            decls.push(match keyword {
                Token::Const => Decl::Const(parser.const_spec(&mut consts, doc).into()),
                Token::Type => Decl::Type(parser.type_spec(doc).into()),
                _ => Decl::Var(parser.var_spec(doc).into()),
            });
        });
    }

    fn const_spec(&mut self, group: &mut ConstGroup, doc: Doc) -> ConstSpec {
        let start = self.pos();
        self.directives_before(Target::Decl);
        let first = self.ident();
        let names = self.name_list(first);
        let mut init = ConstInit { typ: None, values: Vec::new() };
        if !matches!(self.token(), Token::Eof | Token::Semi | Token::Rparen) {
            init.typ = self.type_or_none();
            if self.got_assign() {
                init.values = self.expr_list();
            }
        }
        let says_nothing = init.typ.is_none() && init.values.is_empty();
        let (init, inherited) = match &group.init {
            Some(above) if says_nothing => (above.clone(), true),
            _ => (Rc::new(init), false),
        };
        group.init = Some(init.clone());
        let iota = group.iota;
        group.iota += 1;
        ConstSpec { span: self.since(start), names, init, inherited, iota, doc }
    }

    fn var_spec(&mut self, doc: Doc) -> VarSpec {
        let start = self.pos();
        self.directives_before(Target::Var);
        let first = self.ident();
        let names = self.name_list(first);
        let mut typ = None;
        let mut values = Vec::new();
        if self.got_assign() {
            values = self.expr_list();
        } else {
            typ = Some(self.type_expr());
            if self.got_assign() {
                values = self.expr_list();
            }
        }
        VarSpec { span: self.since(start), names, typ, values, doc }
    }

    pub(super) fn name_list(&mut self, first: Ident) -> Vec<Ident> {
        let mut names = vec![first];
        while self.got(Token::Comma) {
            names.push(self.ident());
        }
        names
    }

    fn type_spec(&mut self, doc: Doc) -> TypeSpec {
        let start = self.pos();
        self.directives_before(Target::Decl);
        let name = self.ident();
        let mut tparams = Vec::new();
        let mut alias = false;
        let typ;
        if self.token() == Token::Lbrack {
            let open = self.pos();
            self.next();
            typ = match self.token() {
                Token::Name => match self.type_params_or_length() {
                    Ok(first) => {
                        tparams = self.param_list(Some(first), Token::Rbrack, true, false);
                        alias = self.got_assign();
                        self.type_or_none()
                    }
                    Err(length) => Some(self.array_type(open, Some(length))),
                },
                Token::Rbrack => {
                    self.next();
                    Some(self.slice_type(open))
                }
                _ => Some(self.array_type(open, None)),
            };
        } else {
            alias = self.got_assign();
            typ = self.type_or_none();
        }
        let typ = typ.unwrap_or_else(|| {
            let bad = self.bad();
            self.syntax_error("in type declaration");
            self.advance(set(&[Token::Semi, Token::Rparen]));
            bad
        });
        TypeSpec { span: self.since(start), name, tparams, alias, typ, doc }
    }

    /// Behind `type T[` and before a name: the first type parameter, with its constraint as far as it has been read, or
    /// else the length of an array.
    ///
    /// Either way an expression follows, which may be no more than a name, and the question is whether it can be split
    /// into a name and a constraint. Only a constraint that begins with `[`, as in `P []E`, would be no expression; but
    /// an indexed name is no constant, hence no length, so that the name alone is read then.
    fn type_params_or_length(&mut self) -> Result<(Ident, Option<Expr>), Expr> {
        let name = self.ident();
        let mut x = self.name_expr(name);
        if self.token() != Token::Lbrack {
            self.expr_level += 1;
            let primary = self.primary_expr(Some(x));
            x = self.binary_expr(Some(primary), 0);
            self.expr_level -= 1;
        }
        match split_constraint(x, self.token() == Token::Comma) {
            Ok((name, None)) if self.token() == Token::Rbrack => Err(self.name_expr(name)),
            split => split,
        }
    }

    pub(super) fn func_decl(&mut self, doc: Doc) -> FuncDecl {
        let start = self.pos();
        self.next();
        self.directives_before(Target::Func);
        let mut recv = None;
        let method = self.got(Token::Lparen);
        if method {
            let receivers = self.param_list(None, Token::Rparen, false, false);
            match receivers.len() {
                0 => self.error("method has no receiver"),
                1 => {}
                _ => self.error("method has multiple receivers"),
            }
            recv = receivers.into_iter().next();
        }
        let (name, tparams, typ);
        if self.token() == Token::Name {
            name = self.ident();
            (tparams, typ) = self.func_type(None);
        } else {
            let pos = self.pos();
            name = Ident { name: Name::BLANK, pos, id: self.node() };
            tparams = Vec::new();
            typ = FuncType { span: Span::new(pos, pos), params: Vec::new(), results: Vec::new() };
            self.syntax_error(if method { "expected name" } else { "expected name or (" });
            self.advance(set(&[Token::Lbrace, Token::Semi]));
        }
        let body = match self.token() {
            Token::Lbrace => self.declared_body(),
            _ => FuncBody::None,
        };
        FuncDecl { span: self.since(start), recv, name, tparams, typ, body, doc }
    }

    fn declared_body(&mut self) -> FuncBody {
        let start = self.pos();
        if self.options.lazy_bodies && self.lexer.skip_block() {
            self.next();
            return FuncBody::Lazy { span: self.since(start), block: OnceCell::new() };
        }
        FuncBody::Parsed(self.func_body())
    }

    pub(super) fn func_body(&mut self) -> Block {
        self.functions += 1;
        let body = self.block("");
        self.functions -= 1;
        body
    }

    /// The position of the current token, as an empty span.
    pub(super) fn here(&self) -> Span {
        let pos: Pos = self.pos();
        Span::new(pos, pos)
    }
}

/// Splits an expression that was read behind `type T[` into a type parameter and its constraint. A lone name has no
/// constraint (yet); an expression that cannot be split comes back. With `force`, the constraint need not be a type for
/// certain: `P *E` is one before a comma, but `P * E` before a bracket is a length.
fn split_constraint(x: Expr, force: bool) -> Result<(Ident, Option<Expr>), Expr> {
    if let Some(name) = as_ident(&x) {
        return Ok((name, None));
    }
    let Expr { id, span, kind } = x;
    let kind = match kind {
        ExprKind::Binary { op: BinaryOp::Mul, op_pos, x, y } => match as_ident(&x) {
            Some(name) if force || is_type_element(&y) => {
                let span = Span::new(op_pos, span.end);
                return Ok((name, Some(Expr { id, span, kind: ExprKind::Star(y) })));
            }
            _ => ExprKind::Binary { op: BinaryOp::Mul, op_pos, x, y },
        },
        ExprKind::Binary { op: BinaryOp::Or, op_pos, x, y } => {
            let force = force || is_type_element(&y);
            let left = match split_constraint(*x, force) {
                Ok((name, Some(left))) => {
                    let span = Span::new(left.pos(), span.end);
                    let kind = ExprKind::Binary { op: BinaryOp::Or, op_pos, x: left.into(), y };
                    return Ok((name, Some(Expr { id, span, kind })));
                }
                Ok((name, None)) => {
                    let end = name.pos.plus(name.name.as_str().len());
                    let kind = ExprKind::Name(name.name);
                    Expr { id: name.id, span: Span::new(name.pos, end), kind }
                }
                Err(left) => left,
            };
            ExprKind::Binary { op: BinaryOp::Or, op_pos, x: left.into(), y }
        }
        ExprKind::Call { fun, mut args, ellipsis: None, rparen } if args.len() == 1 => {
            match (as_ident(&fun), args.pop()) {
                (Some(name), Some(arg)) if force || is_type_element(&arg) => {
                    return Ok((name, Some(unparen(arg))));
                }
                (_, arg) => {
                    ExprKind::Call { fun, args: arg.into_iter().collect(), ellipsis: None, rparen }
                }
            }
        }
        kind => kind,
    };
    Err(Expr { id, span, kind })
}

/// Whether an expression can only be an element of a constraint, not a value.
fn is_type_element(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::ArrayType { .. }
        | ExprKind::SliceType(_)
        | ExprKind::StructType(_)
        | ExprKind::FuncType(_)
        | ExprKind::InterfaceType(_)
        | ExprKind::MapType { .. }
        | ExprKind::ChanType { .. } => true,
        ExprKind::Binary { x, y, .. } => is_type_element(x) || is_type_element(y),
        ExprKind::Unary { op, x } => *op == crate::ast::UnaryOp::Tilde || is_type_element(x),
        ExprKind::Star(x) | ExprKind::Paren(x) => is_type_element(x),
        _ => false,
    }
}

/// Without parentheses around it.
pub(super) fn unparen(mut x: Expr) -> Expr {
    loop {
        match x.kind {
            ExprKind::Paren(inner) => x = *inner,
            _ => return x,
        }
    }
}
