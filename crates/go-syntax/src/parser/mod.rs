//! Makes the syntax tree of a file: a recursive descent that never looks further than one token ahead.
//!
//! Where the language is ambiguous, more is read than may stand there and sorted out afterwards: a parameter list as
//! entries that have a name, a type or both; `type T[P …` as an expression that may turn out to be a type parameter
//! with its constraint. A composite literal may not follow a type name in the header of a statement unless
//! parentheses are open there: `expr_level` says so (below zero in a header).
//!
//! Wording, place and number of the errors are gc's, and so is where reading goes on after one: `advance` skips to a
//! token that can follow.
//!
//! Neither this parser nor those who walk through the tree may run out of stack. `nesting` counts the recursion on the
//! way down. `height` is that of the tree just made: a chain such as `a + b + c` is read in a loop but makes a tree as
//! deep as it is long.

mod decl;
mod directives;
mod expr;
mod file;
mod params;
mod stmt;
mod types;

use crate::ast::{Block, Expr, ExprKind, Ident, NodeId, NodeIds};
use crate::lexer::Lexer;
use crate::report::Reports;
use crate::token::{Op, Token, set};
use crate::{Diagnostic, Name, Pos, Sources, Span};

pub use file::parse_file;

/// How deep the tree of an expression, type or statement may be. Long chains make deep trees, such as
/// `a + b + c` and `if … else if …`.
pub const MAX_DEPTH: u32 = 1000;

/// How many constructs of the source may be open at once, such as parentheses and blocks: what this parser's
/// recursion is bounded by.
const MAX_NESTING: u32 = 260;

/// How to read a file.
#[derive(Clone, Copy, Default, Debug)]
pub struct ParseOptions {
    /// Whether the bodies of declared functions are skipped, to be read with [`parse_body`] when needed. The source is
    /// then taken for right: bodies are not looked into, `//line` comments in them have no effect, and `//go:` lines may
    /// stand anywhere.
    pub lazy_bodies: bool,
}

/// Reads the body of a function that has been skipped ([`crate::ast::FuncBody::Lazy`]).
pub fn parse_body(
    sources: &Sources,
    span: Span,
    ids: &mut NodeIds,
    errors: &mut Vec<Diagnostic>,
) -> Block {
    let Some(file) = sources.file(span.start) else { return Block { span, stmts: Vec::new() } };
    let offset = |pos: Pos| (pos.0.saturating_sub(file.base.0) as usize).min(file.text.len());
    let text = file.text.get(..offset(span.end)).unwrap_or(&file.text);
    let reports = Reports::new(errors, text, file.base);
    let lexer = Lexer::new(text, file.base, offset(span.start), &file.invalid, reports);
    let mut parser = Parser::new(lexer, ids, ParseOptions::default());
    parser.next();
    parser.func_body()
}

/// Tokens that begin a statement: where an error is not skipped over.
const STATEMENT_STARTS: u64 = set(&[
    Token::Break,
    Token::Const,
    Token::Continue,
    Token::Defer,
    Token::Fallthrough,
    Token::For,
    Token::Go,
    Token::Goto,
    Token::If,
    Token::Return,
    Token::Select,
    Token::Switch,
    Token::Type,
    Token::Var,
]);

pub(crate) struct Parser<'a> {
    lexer: Lexer<'a>,
    ids: &'a mut NodeIds,
    options: ParseOptions,
    /// Behind the last token that was taken.
    last_end: usize,
    /// How many functions are open.
    functions: u32,
    /// How many parentheses and the like are open; below zero in the header of a statement.
    expr_level: i32,
    nesting: u32,
    height: u32,
    /// How many of the lexer's directives have been dealt with.
    directives: usize,
}

impl<'a> Parser<'a> {
    fn new(lexer: Lexer<'a>, ids: &'a mut NodeIds, options: ParseOptions) -> Self {
        Parser {
            lexer,
            ids,
            options,
            last_end: 0,
            functions: 0,
            expr_level: 0,
            nesting: 0,
            height: 0,
            directives: 0,
        }
    }

    // Tokens.

    fn token(&self) -> Token {
        self.lexer.token
    }

    fn next(&mut self) {
        self.last_end = self.lexer.end();
        self.lexer.next();
    }

    fn got(&mut self, token: Token) -> bool {
        let found = self.token() == token;
        if found {
            self.next();
        }
        found
    }

    fn want(&mut self, token: Token) {
        if !self.got(token) {
            self.syntax_error(&format!("expected {}", token.described()));
            self.advance(0);
        }
    }

    /// Takes `=`, and also `:=` after complaining.
    fn got_assign(&mut self) -> bool {
        if self.token() == Token::Define {
            self.syntax_error("expected =");
        }
        let found = matches!(self.token(), Token::Define | Token::Assign);
        if found {
            self.next();
        }
        found
    }

    fn is_op(&self, op: Op) -> bool {
        self.token() == Token::Operator && self.lexer.op == op
    }

    /// Where the current token starts.
    fn start(&self) -> usize {
        self.lexer.start
    }

    fn pos(&self) -> Pos {
        self.lexer.pos(self.lexer.start)
    }

    /// Behind the last token that was taken.
    fn last_end(&self) -> Pos {
        self.lexer.pos(self.last_end)
    }

    /// From `start` to behind the last token that was taken.
    fn since(&self, start: Pos) -> Span {
        Span::new(start, self.last_end().max(start))
    }

    // Errors.

    /// Reports at the current token.
    fn error(&mut self, message: &str) {
        let (start, end) = (self.lexer.start, self.lexer.end());
        self.lexer.errors.add(start, end, message.into());
    }

    fn error_at(&mut self, span: Span, message: &str) {
        let base = self.lexer.pos(0).0;
        let (start, end) = ((span.start.0 - base) as usize, (span.end.0 - base) as usize);
        self.lexer.errors.add(start, end, message.into());
    }

    fn syntax_error(&mut self, message: &str) {
        let span = self.lexer.span(self.lexer.start, self.lexer.end());
        self.syntax_error_at(span, message);
    }

    /// Reports a syntax error. A message that begins with "expected", "in", "at" or "after" is told of the current
    /// token.
    fn syntax_error_at(&mut self, span: Span, message: &str) {
        if self.token() == Token::Eof && self.lexer.errors.count > 0 {
            // What follows from the end of the file is no news.
            return;
        }
        let joint = if ["in ", "at ", "after "].iter().any(|start| message.starts_with(start)) {
            " "
        } else if message.starts_with("expected ") {
            ", "
        } else {
            self.error_at(span, &format!("syntax error: {message}"));
            return;
        };
        let token = match self.token() {
            Token::Name => format!("name {}", self.lexer.word()),
            Token::Semi => self.lexer.semi.as_str().into(),
            Token::Literal => format!("literal {}", self.lexer.word()),
            Token::Operator | Token::Star => self.lexer.op.as_str().into(),
            Token::AssignOp => format!("{}=", self.lexer.op.as_str()),
            Token::IncOp => self.lexer.op.as_str().repeat(2),
            token => token.described(),
        };
        self.error_at(span, &format!("syntax error: unexpected {token}{joint}{message}"));
    }

    /// Skips to a token in `follow`, or to one that begins a statement if a function is open. Skips exactly one if
    /// nothing is said to follow.
    fn advance(&mut self, follow: u64) {
        if follow == 0 {
            if self.token() != Token::Eof {
                self.next();
            }
            return;
        }
        let mut stop = follow | Token::Eof.bit();
        if self.functions > 0 {
            stop |= STATEMENT_STARTS;
        }
        while self.token().bit() & stop == 0 {
            self.next();
        }
    }

    // Depth.

    /// Begins something that can be nested in itself; nothing if that is too deep. The result is for `leave`.
    fn enter(&mut self) -> Option<u32> {
        if self.nesting >= MAX_NESTING {
            self.too_deep();
            return None;
        }
        self.nesting += 1;
        Some(std::mem::take(&mut self.height))
    }

    fn leave(&mut self, outer: u32) {
        self.nesting -= 1;
        self.height = outer.max(self.height + 1);
    }

    /// Reads something that can be nested in itself.
    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Expr) -> Expr {
        let Some(outer) = self.enter() else { return self.bad() };
        let x = read(self);
        self.leave(outer);
        x
    }

    /// Makes the tree at hand one higher; false if that is too high.
    fn grow(&mut self) -> bool {
        if self.height >= MAX_DEPTH {
            self.too_deep();
            return false;
        }
        self.height += 1;
        true
    }

    fn too_deep(&mut self) {
        if self.token() != Token::Eof {
            self.error("exceeded max nesting depth");
            self.lexer.stop();
        }
    }

    // Nodes and lists.

    fn node(&mut self) -> NodeId {
        self.ids.next()
    }

    fn expr_node(&mut self, span: Span, kind: ExprKind) -> Expr {
        Expr { id: self.node(), span, kind }
    }

    /// An expression from `start` to behind the last token.
    fn made(&mut self, start: Pos, kind: ExprKind) -> Expr {
        let span = self.since(start);
        self.expr_node(span, kind)
    }

    /// An expression where none can be read, at the current token.
    fn bad(&mut self) -> Expr {
        let pos = self.pos();
        self.expr_node(Span::new(pos, pos), ExprKind::Bad)
    }

    /// Reads elements separated by `separator` up to `close`, until `element` says that it was the last. Gives the position
    /// of `close`.
    fn list(
        &mut self,
        context: &str,
        separator: Token,
        close: Token,
        mut element: impl FnMut(&mut Self) -> bool,
    ) -> Pos {
        let mut done = false;
        while self.token() != Token::Eof && self.token() != close && !done {
            done = element(self);
            if !self.got(separator) && self.token() != close {
                let (separator, end) = (separator.described(), close.described());
                self.syntax_error(&format!("in {context}; possibly missing {separator} or {end}"));
                self.advance(set(&[Token::Rparen, Token::Rbrack, Token::Rbrace]));
                if self.token() != close {
                    return self.pos();
                }
            }
        }
        let pos = self.pos();
        self.want(close);
        pos
    }

    fn ident(&mut self) -> Ident {
        let pos = self.pos();
        if self.token() == Token::Name {
            let name = Name::new(self.lexer.word());
            self.next();
            return Ident { name, pos, id: self.node() };
        }
        self.syntax_error("expected name");
        self.advance(0);
        Ident { name: Name::BLANK, pos, id: self.node() }
    }

    /// An identifier as an expression.
    fn name_expr(&self, ident: Ident) -> Expr {
        let end = ident.pos.plus(ident.name.as_str().len());
        Expr { id: ident.id, span: Span::new(ident.pos, end), kind: ExprKind::Name(ident.name) }
    }
}

/// The identifier that an expression is.
fn as_ident(x: &Expr) -> Option<Ident> {
    match x.kind {
        ExprKind::Name(name) => Some(Ident { name, pos: x.pos(), id: x.id }),
        _ => None,
    }
}
