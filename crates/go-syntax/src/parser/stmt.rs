//! Statements (spec: Statements).
//!
//! What reads one kind of statement is never inlined: the frame of `some_stmt`, which is on the stack once for each block
//! around a statement, would have room for all kinds at once.

use super::decl::unparen;
use super::directives::Target;
use super::{Parser, as_ident};
use crate::ast::{
    AssignOp, BinaryOp, Block, BranchKind, CaseClause, CommClause, Expr, ExprKind, Ident, Stmt,
    StmtKind,
};
use crate::print::{expr_string, simple_stmt_string};
use crate::token::{Op, Semi, Token, set};
use crate::{Pos, Span};

/// A simple statement, or what may stand in its place in a header.
enum Simple {
    Stmt(Stmt),
    /// `range x`, `lhs = range x` or `lhs := range x`.
    Range(RangeClause),
    /// `bind := x.(type)`; `x` is the whole right side.
    Guard {
        bind: Ident,
        op_pos: Pos,
        x: Expr,
    },
}

struct RangeClause {
    lhs: Vec<Expr>,
    define: bool,
    x: Expr,
}

/// What stands between a keyword and its block.
#[derive(Default)]
struct Header {
    init: Option<Box<Stmt>>,
    cond: Option<Expr>,
    /// The name that a type switch binds; `cond` is then `x.(type)`.
    bind: Option<Ident>,
    post: Option<Box<Stmt>>,
    range: Option<Box<RangeClause>>,
}

/// `if … {…}`, and where it starts.
struct IfLink {
    start: Pos,
    init: Option<Box<Stmt>>,
    cond: Expr,
    then: Block,
}

impl Parser<'_> {
    fn stmt_node(&mut self, start: Pos, kind: StmtKind) -> Stmt {
        let span = self.since(start);
        Stmt { id: self.node(), span, kind }
    }

    /// Reads a simple statement, of whose left side the beginning may have been read. `keyword` is that of the header that
    /// it stands in.
    #[inline(never)]
    fn simple_stmt(&mut self, lhs: Option<Vec<Expr>>, keyword: Option<Token>) -> Simple {
        let in_for = keyword == Some(Token::For);
        if in_for && self.token() == Token::Range {
            return Simple::Range(self.range_clause(Vec::new(), false));
        }
        let mut lhs = match lhs {
            Some(lhs) => lhs,
            None => self.expr_list(),
        };
        let start = lhs.first().map_or(self.pos(), Expr::pos);
        let op_pos = self.pos();
        let assigns = matches!(self.token(), Token::Assign | Token::Define);
        if !assigns {
            if lhs.len() > 1 {
                self.syntax_error("expected := or = or comma");
                self.advance(set(&[Token::Semi, Token::Rbrace]));
                lhs.truncate(1);
            }
            let Some(x) = lhs.pop() else {
                return Simple::Stmt(self.stmt_node(start, StmtKind::Bad));
            };
            let kind = self.rest_of_simple(x);
            return Simple::Stmt(self.stmt_node(start, kind));
        }
        let op = if self.token() == Token::Define { AssignOp::Define } else { AssignOp::Set };
        self.next();
        if in_for && self.token() == Token::Range {
            return Simple::Range(self.range_clause(lhs, op == AssignOp::Define));
        }
        let mut rhs = self.expr_list();
        let guard = matches!(&rhs[..], [Expr { kind: ExprKind::Assert { typ: None, .. }, .. }]);
        if guard
            && keyword == Some(Token::Switch)
            && op == AssignOp::Define
            && let [name] = &lhs[..]
            && let Some(bind) = as_ident(name)
            && let Some(x) = rhs.pop()
        {
            return Simple::Guard { bind, op_pos, x };
        }
        Simple::Stmt(self.stmt_node(start, StmtKind::Assign { lhs, rhs, op, op_pos }))
    }

    /// What follows a single expression that begins a statement.
    fn rest_of_simple(&mut self, x: Expr) -> StmtKind {
        let op_pos = self.pos();
        match (self.token(), self.lexer.op) {
            (Token::AssignOp, Op::Binary(op)) => {
                self.next();
                let rhs = vec![self.expr()];
                StmtKind::Assign { lhs: vec![x], rhs, op: AssignOp::Op(op), op_pos }
            }
            (Token::IncOp, op) => {
                self.next();
                StmtKind::IncDec { x, inc: op == Op::Binary(BinaryOp::Add) }
            }
            (Token::Arrow, _) => {
                self.next();
                let value = self.expr();
                StmtKind::Send { chan: x, value, arrow: op_pos }
            }
            _ => StmtKind::Expr(x),
        }
    }

    fn range_clause(&mut self, lhs: Vec<Expr>, define: bool) -> RangeClause {
        self.next();
        let x = self.expr();
        RangeClause { lhs, define, x }
    }

    /// A simple statement where no `range` and no guard may stand.
    #[inline(never)]
    fn plain_stmt(&mut self, lhs: Option<Vec<Expr>>) -> Stmt {
        let simple = self.simple_stmt(lhs, None);
        self.stmt_of(simple)
    }

    fn stmt_of(&mut self, simple: Simple) -> Stmt {
        match simple {
            Simple::Stmt(stmt) => stmt,
            Simple::Guard { bind, op_pos, x } => {
                let lhs = vec![self.name_expr(bind)];
                let kind = StmtKind::Assign { lhs, rhs: vec![x], op: AssignOp::Define, op_pos };
                self.stmt_node(bind.pos, kind)
            }
            Simple::Range(range) => {
                let start = range.x.pos();
                self.stmt_node(start, StmtKind::Expr(range.x))
            }
        }
    }

    fn header(&mut self, keyword: Token) -> Header {
        let mut header = Header::default();
        self.next();
        if self.token() == Token::Lbrace {
            if keyword == Token::If {
                self.syntax_error("missing condition in if statement");
                header.cond = Some(self.bad());
            }
            return header;
        }
        let outer = std::mem::replace(&mut self.expr_level, -1);
        self.header_clauses(keyword, &mut header);
        self.expr_level = outer;
        header
    }

    fn header_clauses(&mut self, keyword: Token, header: &mut Header) {
        let mut init = None;
        if self.token() != Token::Semi {
            if self.got(Token::Var) {
                let keyword = keyword.as_str();
                let message = format!("var declaration not allowed in {keyword} initializer");
                self.syntax_error(&message);
            }
            match self.simple_stmt(None, Some(keyword)) {
                Simple::Range(range) => {
                    header.range = Some(range.into());
                    return;
                }
                simple => init = Some(simple),
            }
        }
        let mut semi = None;
        let mut cond = None;
        if self.token() == Token::Lbrace {
            cond = init.take();
        } else {
            if self.token() == Token::Semi {
                let span = Span::new(self.pos(), self.pos().plus(1));
                semi = Some((span, self.lexer.semi));
                self.next();
            } else {
                // Asking for a brace makes the better message.
                self.want(Token::Lbrace);
                if self.token() != Token::Lbrace {
                    self.advance(set(&[Token::Lbrace, Token::Rbrace]));
                }
            }
            header.init = init.map(|simple| self.stmt_of(simple).into());
            if keyword == Token::For {
                if self.token() != Token::Semi {
                    if self.token() == Token::Lbrace {
                        self.syntax_error("expected for loop condition");
                        return;
                    }
                    cond = Some(self.simple_stmt(None, None));
                }
                self.want(Token::Semi);
                if self.token() != Token::Lbrace {
                    header.post = Some(self.post_stmt().into());
                }
            } else if self.token() != Token::Lbrace {
                cond = Some(self.simple_stmt(None, Some(keyword)));
            }
        }
        self.condition(keyword, cond, semi, header);
    }

    fn post_stmt(&mut self) -> Stmt {
        let post = self.plain_stmt(None);
        if let StmtKind::Assign { op: AssignOp::Define, op_pos, .. } = post.kind {
            let span = Span::new(op_pos, op_pos.plus(2));
            self.syntax_error_at(span, "cannot declare in post statement of for loop");
        }
        post
    }

    /// Takes the condition from the statement that stands in its place.
    fn condition(
        &mut self,
        keyword: Token,
        cond: Option<Simple>,
        semi: Option<(Span, Semi)>,
        header: &mut Header,
    ) {
        let stmt = match cond {
            None => {
                if let Some((span, semi)) = semi
                    && keyword == Token::If
                {
                    if semi == Semi::Semicolon {
                        self.syntax_error_at(span, "missing condition in if statement");
                    } else {
                        let semi = semi.as_str();
                        let message = format!("unexpected {semi}, expected {{ after if clause");
                        self.syntax_error_at(span, &message);
                    }
                    header.cond = Some(self.expr_node(span, ExprKind::Bad));
                }
                return;
            }
            Some(Simple::Guard { bind, x, .. }) => {
                header.bind = Some(bind);
                header.cond = Some(x);
                return;
            }
            Some(simple) => self.stmt_of(simple),
        };
        let (span, text) = match stmt.kind {
            StmtKind::Expr(x) => {
                header.cond = Some(x);
                return;
            }
            StmtKind::Assign { lhs, rhs, op: AssignOp::Set, op_pos } => {
                // Often meant to be a comparison.
                let text = format!("assignment {} = {}", emphasized(&lhs), emphasized(&rhs));
                (Span::new(op_pos, op_pos.plus(1)), text)
            }
            _ => (operator_span(&stmt), simple_stmt_string(&stmt)),
        };
        self.syntax_error_at(span, &format!("cannot use {text} as value"));
    }

    pub(super) fn block(&mut self, context: &str) -> Block {
        let start = self.pos();
        if !self.got(Token::Lbrace) {
            self.syntax_error(&format!("expected {{ after {context}"));
            self.advance(set(&[Token::Name, Token::Rbrace]));
            if self.got(Token::Rbrace) {
                return Block { span: self.since(start), stmts: Vec::new() };
            }
        }
        let stmts = self.stmt_list();
        self.want(Token::Rbrace);
        Block { span: self.since(start), stmts }
    }

    fn stmt_list(&mut self) -> Vec<Stmt> {
        let mut stmts = Vec::new();
        while !matches!(self.token(), Token::Eof | Token::Rbrace | Token::Case | Token::Default) {
            let stmt = self.stmt_or_none();
            self.directives_before(Target::Nothing);
            let Some(stmt) = stmt else { break };
            stmts.push(stmt);
            if !self.got(Token::Semi) && self.token() != Token::Rbrace {
                self.syntax_error("at end of statement");
                self.advance(set(&[Token::Semi, Token::Rbrace, Token::Case, Token::Default]));
                self.got(Token::Semi);
            }
        }
        stmts
    }

    fn stmt_or_none(&mut self) -> Option<Stmt> {
        let outer = self.enter()?;
        let stmt = self.some_stmt();
        self.leave(outer);
        stmt
    }

    fn some_stmt(&mut self) -> Option<Stmt> {
        let start = self.pos();
        if !matches!(self.token(), Token::Const | Token::Type | Token::Var) {
            self.directives_before(Target::Nothing);
        }
        let kind = match self.token() {
            Token::Name => {
                let lhs = self.expr_list();
                if let [x] = &lhs[..]
                    && let Some(label) = as_ident(x)
                    && self.token() == Token::Colon
                {
                    return self.labeled(label);
                }
                return Some(self.plain_stmt(Some(lhs)));
            }
            Token::Const | Token::Type | Token::Var => {
                let mut decls = Vec::new();
                self.decl_group(&mut decls);
                StmtKind::Decl(decls)
            }
            Token::Operator if !self.begins_operand() => return None,
            Token::Operator
            | Token::Star
            | Token::Literal
            | Token::Func
            | Token::Lparen
            | Token::Lbrack
            | Token::Struct
            | Token::Map
            | Token::Chan
            | Token::Interface
            | Token::Arrow => return Some(self.plain_stmt(None)),
            Token::Lbrace => StmtKind::Block(self.block("")),
            Token::For => self.for_stmt(),
            Token::Switch => self.switch(),
            Token::Select => self.select(),
            Token::If => self.if_stmt(),
            Token::Fallthrough => {
                self.next();
                StmtKind::Branch { kind: BranchKind::Fallthrough, label: None }
            }
            Token::Break | Token::Continue => {
                let kind = match self.token() {
                    Token::Break => BranchKind::Break,
                    _ => BranchKind::Continue,
                };
                self.next();
                let label = (self.token() == Token::Name).then(|| self.ident());
                StmtKind::Branch { kind, label }
            }
            Token::Goto => {
                self.next();
                StmtKind::Branch { kind: BranchKind::Goto, label: Some(self.ident()) }
            }
            Token::Go => StmtKind::Go(self.called("go")),
            Token::Defer => StmtKind::Defer(self.called("defer")),
            Token::Return => {
                self.next();
                let results = match self.token() {
                    Token::Semi | Token::Rbrace => Vec::new(),
                    _ => self.expr_list(),
                };
                StmtKind::Return(results)
            }
            Token::Semi => StmtKind::Empty,
            _ => return None,
        };
        Some(self.stmt_node(start, kind))
    }

    fn begins_operand(&self) -> bool {
        match self.lexer.op {
            Op::Not => true,
            Op::Tilde => false,
            Op::Binary(op) => {
                matches!(op, BinaryOp::Add | BinaryOp::Sub | BinaryOp::And | BinaryOp::Xor)
            }
        }
    }

    #[inline(never)]
    fn labeled(&mut self, label: Ident) -> Option<Stmt> {
        let colon = self.lexer.span(self.start(), self.lexer.end());
        self.next();
        let stmt = if self.token() == Token::Rbrace {
            let pos = self.pos();
            let span = Span::new(pos, pos);
            Stmt { id: self.node(), span, kind: StmtKind::Empty }
        } else {
            let Some(stmt) = self.stmt_or_none() else {
                self.syntax_error_at(colon, "missing statement after label");
                return None;
            };
            stmt
        };
        Some(self.stmt_node(label.pos, StmtKind::Labeled { label, stmt: stmt.into() }))
    }

    /// The call behind `go` or `defer`.
    fn called(&mut self, keyword: &str) -> Expr {
        self.next();
        let x = self.primary_expr(None);
        if matches!(x.kind, ExprKind::Paren(_)) {
            let message = format!("expression in {keyword} must not be parenthesized");
            self.error_at(x.span, &message);
            return unparen(x);
        }
        x
    }

    #[inline(never)]
    fn for_stmt(&mut self) -> StmtKind {
        let Header { init, cond, post, range, .. } = self.header(Token::For);
        let body = self.block("for clause");
        let Some(range) = range else { return StmtKind::For { init, cond, post, body } };
        let RangeClause { lhs, define, x } = *range;
        let mut lhs = lhs.into_iter();
        let (key, value, extra) = (lhs.next(), lhs.next(), lhs.next().map(Box::new));
        StmtKind::Range { key, value, extra, define, x, body }
    }

    /// Reads `if … else if … else …`: first one link after the other, then each is put into the one before it.
    #[inline(never)]
    fn if_stmt(&mut self) -> StmtKind {
        let mut links = vec![self.if_link()];
        let mut otherwise = None;
        while self.got(Token::Else) {
            let start = self.pos();
            match self.token() {
                Token::If => {
                    links.push(self.if_link());
                    continue;
                }
                Token::Lbrace => {
                    let kind = StmtKind::Block(self.block(""));
                    otherwise = Some(Box::new(self.stmt_node(start, kind)));
                }
                _ => {
                    self.syntax_error("else must be followed by if or statement block");
                    self.advance(set(&[Token::Name, Token::Rbrace]));
                }
            }
            break;
        }
        let mut first = StmtKind::Bad;
        while let Some(IfLink { start, init, cond, then }) = links.pop() {
            let kind = StmtKind::If { init, cond, then, otherwise: otherwise.take() };
            if links.is_empty() {
                first = kind;
            } else if self.grow() {
                otherwise = Some(Box::new(self.stmt_node(start, kind)));
            }
        }
        first
    }

    #[inline(never)]
    fn if_link(&mut self) -> IfLink {
        let start = self.pos();
        let Header { init, cond, .. } = self.header(Token::If);
        let then = self.block("if clause");
        let cond = match cond {
            Some(cond) => cond,
            None => self.bad(),
        };
        IfLink { start, init, cond, then }
    }

    #[inline(never)]
    fn switch(&mut self) -> StmtKind {
        let Header { init, cond: tag, bind, .. } = self.header(Token::Switch);
        self.open_clauses("missing { after switch clause");
        let mut clauses = Vec::new();
        while !matches!(self.token(), Token::Eof | Token::Rbrace) {
            clauses.push(self.case_clause());
        }
        let rbrace = self.pos();
        self.want(Token::Rbrace);
        match tag {
            Some(Expr { kind: ExprKind::Assert { x, typ: None }, .. }) => {
                StmtKind::TypeSwitch { init, bind, x: *x, clauses, rbrace }
            }
            tag => StmtKind::Switch { init, tag, clauses, rbrace },
        }
    }

    fn open_clauses(&mut self, message: &str) {
        if !self.got(Token::Lbrace) {
            self.syntax_error(message);
            self.advance(set(&[Token::Case, Token::Default, Token::Rbrace]));
        }
    }

    #[inline(never)]
    fn case_clause(&mut self) -> CaseClause {
        let start = self.pos();
        let id = self.node();
        let mut exprs = None;
        match self.token() {
            Token::Case => {
                self.next();
                exprs = Some(self.expr_list());
            }
            _ => self.default_clause(),
        }
        let (colon, body) = self.clause_body();
        CaseClause { id, span: self.since(start), exprs, colon, body }
    }

    #[inline(never)]
    fn select(&mut self) -> StmtKind {
        self.next();
        self.open_clauses("missing { after select clause");
        let mut clauses = Vec::new();
        while !matches!(self.token(), Token::Eof | Token::Rbrace) {
            clauses.push(self.comm_clause());
        }
        self.want(Token::Rbrace);
        StmtKind::Select { clauses }
    }

    #[inline(never)]
    fn comm_clause(&mut self) -> CommClause {
        let start = self.pos();
        let id = self.node();
        let mut comm = None;
        match self.token() {
            Token::Case => {
                self.next();
                comm = Some(self.plain_stmt(None).into());
            }
            _ => self.default_clause(),
        }
        let (colon, body) = self.clause_body();
        CommClause { id, span: self.since(start), comm, colon, body }
    }

    fn default_clause(&mut self) {
        if !self.got(Token::Default) {
            self.syntax_error("expected case or default or }");
            self.advance(set(&[Token::Colon, Token::Case, Token::Default, Token::Rbrace]));
        }
    }

    fn clause_body(&mut self) -> (Pos, Vec<Stmt>) {
        let colon = self.pos();
        self.want(Token::Colon);
        (colon, self.stmt_list())
    }
}

/// Where gc shows an error about a simple statement: at its operator.
fn operator_span(stmt: &Stmt) -> Span {
    match &stmt.kind {
        StmtKind::Assign { op_pos, .. } => Span::new(*op_pos, op_pos.plus(2)),
        StmtKind::Send { arrow, .. } => Span::new(*arrow, arrow.plus(2)),
        StmtKind::IncDec { .. } => Span::new(Pos(stmt.span.end.0 - 2), stmt.span.end),
        _ => stmt.span,
    }
}

/// One side of an assignment, in parentheses if it is a binary expression.
fn emphasized(side: &[Expr]) -> String {
    match side {
        [x] if matches!(x.kind, ExprKind::Binary { .. }) => format!("({})", expr_string(x)),
        _ => side.iter().map(expr_string).collect::<Vec<_>>().join(", "),
    }
}
