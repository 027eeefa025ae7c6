//! Where the lexer and the parser put what they find wrong in one file.

use crate::{Diagnostic, Pos, Span};

/// The problems of one file.
pub(crate) struct Reports<'a> {
    list: &'a mut Vec<Diagnostic>,
    text: &'a [u8],
    base: Pos,
    /// How many there were, those included that were not shown.
    pub(crate) count: usize,
    /// Where the last syntax error was shown: gc shows one a line.
    last_syntax: Option<usize>,
}

impl<'a> Reports<'a> {
    pub(crate) fn new(list: &'a mut Vec<Diagnostic>, text: &'a str, base: Pos) -> Self {
        Reports { list, text: text.as_bytes(), base, count: 0, last_syntax: None }
    }

    /// Reports `message` about the bytes from `start` to before `end`.
    pub(crate) fn add(&mut self, start: usize, end: usize, message: String) {
        self.count += 1;
        if message.starts_with("syntax error: ") {
            if self.last_syntax.is_some_and(|last| self.same_line(last, start)) {
                return;
            }
            self.last_syntax = Some(start);
        }
        let span = Span::new(self.base.plus(start), self.base.plus(end.max(start)));
        self.list.push(Diagnostic { span, message, code: "Syntax", soft: false });
    }

    /// Reports `message` about the line of `pos`; gc shows a `soft` one only where nothing else is wrong.
    pub(crate) fn add_directive(&mut self, pos: Pos, message: String, soft: bool) {
        let start = (pos.0 - self.base.0) as usize;
        let line = self.text.get(start..).unwrap_or_default();
        let length = line.iter().position(|&byte| byte == b'\n').unwrap_or(line.len());
        let span = Span::new(pos, pos.plus(length));
        self.list.push(Diagnostic { span, message, code: "MisplacedDirective", soft });
    }

    fn same_line(&self, a: usize, b: usize) -> bool {
        let between = self.text.get(a.min(b)..a.max(b)).unwrap_or_default();
        !between.contains(&b'\n')
    }
}
