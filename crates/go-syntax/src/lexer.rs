//! Cuts a source into tokens, one at a time (spec: Lexical elements).
//!
//! A newline behind a token that can end a statement is itself a token, the automatic semicolon. Comments are
//! skipped, except that `//line` and `//go:` directives are kept, and the place of the comment before a token
//! is known when that token is the current one.

mod literal;
mod skip;

use crate::ast::{BinaryOp, Directive, LiteralKind};
use crate::letters::{is_digit, is_letter};
use crate::report::Reports;
use crate::token::{Op, Semi, Token};
use crate::{LineDirective, Pos, Span};

/// Reads tokens. The fields describe the current token.
pub(crate) struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    base: Pos,
    /// The next byte to read.
    at: usize,
    /// Whether a newline here is a semicolon.
    nlsemi: bool,
    pub(crate) token: Token,
    /// The current token's first byte.
    pub(crate) start: usize,
    /// Valid for operators.
    pub(crate) op: Op,
    /// How strongly the operator binds, 0 if it has one operand only.
    pub(crate) precedence: u8,
    /// Valid for literals.
    pub(crate) kind: LiteralKind,
    /// Whether the literal is malformed.
    pub(crate) bad: bool,
    /// Valid for semicolons.
    pub(crate) semi: Semi,
    /// The comment group that stands directly before the current token.
    pub(crate) doc: Option<(usize, usize)>,
    pub(crate) errors: Reports<'a>,
    /// `//go:` lines met so far.
    pub(crate) directives: Vec<Directive>,
    /// `//line` comments met so far.
    pub(crate) lines: Vec<LineDirective>,
    /// Bytes that may stand nowhere, last one first, with what gc says of them.
    misfits: Vec<(usize, &'static str)>,
}

impl<'a> Lexer<'a> {
    /// Reads `text`, whose first byte has the position `base`, starting at byte `at`. `invalid` are the places of
    /// bytes that were no UTF-8.
    pub(crate) fn new(
        text: &'a str,
        base: Pos,
        at: usize,
        invalid: &[u32],
        errors: Reports<'a>,
    ) -> Self {
        Lexer {
            text,
            bytes: text.as_bytes(),
            base,
            at,
            nlsemi: false,
            token: Token::Eof,
            start: at,
            op: Op::Not,
            precedence: 0,
            kind: LiteralKind::Int,
            bad: false,
            semi: Semi::Semicolon,
            doc: None,
            errors,
            directives: Vec::new(),
            lines: Vec::new(),
            misfits: misfits(text, at, invalid),
        }
    }

    /// Behind the current token.
    pub(crate) fn end(&self) -> usize {
        self.at
    }

    /// The current token's text.
    pub(crate) fn word(&self) -> &'a str {
        self.text.get(self.start..self.at).unwrap_or_default()
    }

    /// How many bytes the text has.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Gives up: all that follows is the end of the file.
    pub(crate) fn stop(&mut self) {
        self.at = self.bytes.len();
        self.start = self.at;
        self.nlsemi = false;
        self.token = Token::Eof;
        self.misfits.clear();
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn peek(&self) -> u8 {
        self.byte(self.at)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn error(&mut self, at: usize, message: impl Into<String>) {
        let end = at + self.char_at(at).map_or(0, char::len_utf8);
        self.errors.add(at, end, message.into());
    }

    /// Goes on to the next token.
    pub(crate) fn next(&mut self) {
        self.scan();
        // gc looks one character ahead.
        let mut reach = self.at;
        while let Some(&(at, message)) = self.misfits.last()
            && at <= reach
        {
            self.misfits.pop();
            self.error(at, message);
            reach = reach.max(at + self.char_at(at).map_or(1, char::len_utf8));
        }
    }

    fn scan(&mut self) {
        let nlsemi = std::mem::take(&mut self.nlsemi);
        let mut comment: Option<(usize, usize)> = None;
        loop {
            // White space and, before all else, what most tokens are: names.
            let byte = self.peek();
            match byte {
                b' ' | b'\t' | b'\r' => {
                    self.at += 1;
                    continue;
                }
                b'\n' if !nlsemi => {
                    self.at += 1;
                    continue;
                }
                b'/' if self.byte(self.at + 1) == b'/' => {
                    let start = self.at;
                    self.line_comment();
                    comment = self.grouped(comment, start);
                    continue;
                }
                b'/' if self.byte(self.at + 1) == b'*' => {
                    let start = self.at;
                    self.start = start;
                    self.block_comment();
                    if nlsemi && self.bytes[start..self.at].contains(&b'\n') {
                        self.end_line(Semi::Newline);
                        return;
                    }
                    comment = self.grouped(comment, start);
                    continue;
                }
                0 if self.at < self.bytes.len() => {
                    self.at += 1;
                    continue;
                }
                _ => {}
            }
            self.start = self.at;
            if byte.is_ascii_alphabetic() || byte == b'_' {
                self.name();
            } else if byte >= 0x80 {
                if self.char_at(self.at) == Some(BOM) {
                    self.at += BOM.len_utf8();
                    continue;
                }
                self.name();
            } else if !self.mark(byte, nlsemi) {
                let what = described(char::from(byte));
                self.error(self.at, format!("invalid character {what}"));
                self.at += 1;
                continue;
            }
            self.doc = comment.filter(|&(_, end)| self.newlines(end, self.start) <= 1);
            return;
        }
    }

    /// The group that the comment from `start` to here belongs to.
    fn grouped(&self, group: Option<(usize, usize)>, start: usize) -> Option<(usize, usize)> {
        match group {
            Some((first, end)) if self.newlines(end, start) <= 1 => Some((first, self.at)),
            _ => Some((start, self.at)),
        }
    }

    fn newlines(&self, from: usize, to: usize) -> usize {
        self.bytes[from..to].iter().filter(|&&byte| byte == b'\n').count()
    }

    fn end_line(&mut self, semi: Semi) {
        self.token = Token::Semi;
        self.semi = semi;
    }

    fn name(&mut self) {
        loop {
            while self.peek().is_ascii_alphanumeric() || self.peek() == b'_' {
                self.at += 1;
            }
            if self.at >= self.bytes.len() {
                break;
            }
            match self.char_at(self.at) {
                Some('\0' | BOM) => {}
                Some(c) if !c.is_ascii() => {
                    if is_digit(c) {
                        if self.at == self.start {
                            let what = described(c);
                            self.error(
                                self.at,
                                format!("identifier cannot begin with digit {what}"),
                            );
                        }
                    } else if !is_letter(c) {
                        let what = described(c);
                        self.error(self.at, format!("invalid character {what} in identifier"));
                    }
                }
                _ => break,
            }
            self.at += self.char_at(self.at).map_or(1, char::len_utf8);
        }
        self.token = Token::of_word(&self.bytes[self.start..self.at]);
        self.nlsemi = matches!(
            self.token,
            Token::Name | Token::Break | Token::Continue | Token::Fallthrough | Token::Return
        );
    }

    /// Reads a token that begins with neither a letter nor a slash that opens a comment. False if there is none.
    fn mark(&mut self, byte: u8, nlsemi: bool) -> bool {
        match byte {
            0 => {
                if nlsemi {
                    self.end_line(Semi::Eof);
                } else {
                    self.token = Token::Eof;
                }
                return true;
            }
            b'0'..=b'9' => {
                self.number();
                return true;
            }
            b'"' => {
                self.string();
                return true;
            }
            b'`' => {
                self.raw_string();
                return true;
            }
            b'\'' => {
                self.rune();
                return true;
            }
            b'.' if self.byte(self.at + 1).is_ascii_digit() => {
                self.number();
                return true;
            }
            _ => {}
        }
        self.at += 1;
        match byte {
            b'\n' => self.end_line(Semi::Newline),
            b';' => self.end_line(Semi::Semicolon),
            b'(' => self.token = Token::Lparen,
            b'[' => self.token = Token::Lbrack,
            b'{' => self.token = Token::Lbrace,
            b',' => self.token = Token::Comma,
            b')' => self.closing(Token::Rparen),
            b']' => self.closing(Token::Rbrack),
            b'}' => self.closing(Token::Rbrace),
            b':' => self.token = if self.take(b'=') { Token::Define } else { Token::Colon },
            b'.' => {
                self.token = Token::Dot;
                if self.peek() == b'.' && self.byte(self.at + 1) == b'.' {
                    self.at += 2;
                    self.token = Token::DotDotDot;
                }
            }
            b'+' => self.sum(b'+', BinaryOp::Add),
            b'-' => self.sum(b'-', BinaryOp::Sub),
            b'*' => {
                self.binary(BinaryOp::Mul);
                self.token = if self.take(b'=') { Token::AssignOp } else { Token::Star };
            }
            b'/' => self.assignable(BinaryOp::Div),
            b'%' => self.assignable(BinaryOp::Rem),
            b'^' => self.assignable(BinaryOp::Xor),
            b'&' if self.take(b'&') => self.binary(BinaryOp::LAnd),
            b'&' if self.take(b'^') => self.assignable(BinaryOp::AndNot),
            b'&' => self.assignable(BinaryOp::And),
            b'|' if self.take(b'|') => self.binary(BinaryOp::LOr),
            b'|' => self.assignable(BinaryOp::Or),
            b'<' if self.take(b'=') => self.binary(BinaryOp::Le),
            b'<' if self.take(b'<') => self.assignable(BinaryOp::Shl),
            b'<' if self.take(b'-') => self.token = Token::Arrow,
            b'<' => self.binary(BinaryOp::Lt),
            b'>' if self.take(b'=') => self.binary(BinaryOp::Ge),
            b'>' if self.take(b'>') => self.assignable(BinaryOp::Shr),
            b'>' => self.binary(BinaryOp::Gt),
            b'=' if self.take(b'=') => self.binary(BinaryOp::Eq),
            b'=' => self.token = Token::Assign,
            b'!' if self.take(b'=') => self.binary(BinaryOp::Ne),
            b'!' => self.unary(Op::Not),
            b'~' => self.unary(Op::Tilde),
            _ => {
                self.at -= 1;
                return false;
            }
        }
        true
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        self.at += usize::from(found);
        found
    }

    fn closing(&mut self, token: Token) {
        self.token = token;
        self.nlsemi = true;
    }

    fn unary(&mut self, op: Op) {
        self.token = Token::Operator;
        self.op = op;
        self.precedence = 0;
    }

    fn binary(&mut self, op: BinaryOp) {
        self.token = Token::Operator;
        self.op = Op::Binary(op);
        self.precedence = op.precedence();
    }

    fn assignable(&mut self, op: BinaryOp) {
        self.binary(op);
        if self.take(b'=') {
            self.token = Token::AssignOp;
        }
    }

    fn sum(&mut self, byte: u8, op: BinaryOp) {
        self.assignable(op);
        if self.token == Token::Operator && self.take(byte) {
            self.closing(Token::IncOp);
        }
    }

    fn line_comment(&mut self) {
        let start = self.at;
        let rest = &self.bytes[start..];
        self.at =
            rest.iter().position(|&byte| byte == b'\n').map_or(self.bytes.len(), |n| start + n);
        if matches!(self.byte(start + 2), b'g' | b'l') {
            let text = &self.text[start + 2..self.at];
            let text = text.strip_suffix('\r').unwrap_or(text);
            if let Some(directive) = text.strip_prefix("go:") {
                self.go_directive(start, directive);
            } else if let Some(place) = text.strip_prefix("line ")
                && (start == 0 || self.bytes[start - 1] == b'\n')
            {
                self.line_directive(start + 7, place, self.at + 1);
            }
        }
    }

    fn block_comment(&mut self) {
        let start = self.at;
        match self.text[start + 2..].find("*/") {
            Some(length) => {
                self.at = start + 2 + length + 2;
                let text = &self.text[start + 2..start + 2 + length];
                if let Some(place) = text.strip_prefix("line ")
                    && !text.contains('\n')
                {
                    self.line_directive(start + 7, place, self.at);
                }
            }
            None => {
                self.at = self.bytes.len();
                self.errors.add(start, self.at, "comment not terminated".into());
            }
        }
    }

    fn go_directive(&mut self, start: usize, text: &str) {
        let (name, args) = text.split_once([' ', '\t']).unwrap_or((text, ""));
        let pos = self.base.plus(start);
        let before = self.text[..start].trim_end_matches([' ', '\t']);
        let alone = before.is_empty() || before.ends_with('\n');
        self.directives.push(Directive { pos, name: name.into(), args: args.trim().into(), alone });
    }

    /// Notes that the byte at `offset` has the place that `text` says (`file:line` or `file:line:column`).
    fn line_directive(&mut self, start: usize, text: &str, offset: usize) {
        match LineDirective::parse(text, offset as u32) {
            Ok(directive) => self.lines.extend(directive),
            Err((index, message)) => {
                self.errors.add(start + index, start + text.len(), message);
            }
        }
    }

    /// Where a position in this file is in the whole.
    pub(crate) fn pos(&self, at: usize) -> Pos {
        self.base.plus(at)
    }

    /// From one byte to before another.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.pos(start), self.pos(end))
    }
}

/// The byte order mark, which may stand only at the very start.
const BOM: char = '\u{feff}';

/// The characters of `text` from `from` on that may stand nowhere, the last one first.
fn misfits(text: &str, from: usize, invalid: &[u32]) -> Vec<(usize, &'static str)> {
    let bytes = &text.as_bytes()[from..];
    if !bytes.contains(&0) && !bytes.contains(&0xef) {
        return Vec::new();
    }
    let found = text[from..].char_indices().filter_map(|(at, c)| {
        let at = at + from;
        match c {
            '\0' if invalid.contains(&(at as u32)) => Some((at, "invalid UTF-8 encoding")),
            '\0' => Some((at, "invalid NUL character")),
            BOM if at > 0 => Some((at, "invalid BOM in the middle of the file")),
            _ => None,
        }
    });
    let mut found: Vec<_> = found.collect();
    found.reverse();
    found
}

/// A character as Go's `%#U` shows it.
fn described(c: char) -> String {
    let printable = !c.is_control() && c.escape_debug().count() == 1 || c == '\\' || c == '"';
    let code = c as u32;
    if printable { format!("U+{code:04X} '{c}'") } else { format!("U+{code:04X}") }
}
