//! A source cut into its words, for who looks at them: the parser reads its tokens itself.

use crate::ast::LiteralKind;
use crate::lexer::Lexer;
use crate::report::Reports;
use crate::token::{Semi, Token};
use crate::{Pos, Sources, Span};

/// A token and where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    /// What it is.
    pub kind: WordKind,
    /// From its first byte to behind its last; of no bytes for a semicolon that nobody wrote.
    pub span: Span,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WordKind {
    /// `func`, `return`.
    Keyword,
    /// A name, predeclared ones included.
    Name,
    /// A number, a string, a character.
    Literal(LiteralKind),
    /// `+`, `:=`, `<-`.
    Operator,
    /// Brackets, commas, dots, semicolons.
    Mark,
    /// The semicolon that a line's end puts in.
    Semicolon,
}

/// The tokens of the file that begins at `base`, in order; none of a file that is not there. What is malformed is cut as the
/// parser cuts it.
pub fn words(sources: &Sources, base: Pos) -> Vec<Word> {
    let Some(file) = sources.file(base) else { return Vec::new() };
    let mut errors = Vec::new();
    let reports = Reports::new(&mut errors, &file.text, file.base);
    let mut lexer = Lexer::new(&file.text, file.base, 0, &file.invalid, reports);
    let mut words = Vec::new();
    loop {
        lexer.next();
        let kind = match lexer.token {
            Token::Eof => return words,
            Token::Name => WordKind::Name,
            Token::Literal => WordKind::Literal(lexer.kind),
            Token::Semi if lexer.semi != Semi::Semicolon => WordKind::Semicolon,
            Token::Operator
            | Token::AssignOp
            | Token::IncOp
            | Token::Assign
            | Token::Define
            | Token::Arrow
            | Token::Star => WordKind::Operator,
            token if token as u8 >= Token::Break as u8 => WordKind::Keyword,
            _ => WordKind::Mark,
        };
        let end = if kind == WordKind::Semicolon { lexer.start } else { lexer.end() };
        let span = Span::new(file.base.plus(lexer.start), file.base.plus(end));
        words.push(Word { kind, span });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_cut_into_its_words() {
        let mut sources = Sources::default();
        sources.add("a.go", "package a\n");
        let base = sources.add("b.go", "var x += 0x1f // y\nreturn \"é\"");
        let found: Vec<(WordKind, &str)> = words(&sources, base)
            .into_iter()
            .map(|word| (word.kind, sources.text(word.span)))
            .collect();
        let expected = [
            (WordKind::Keyword, "var"),
            (WordKind::Name, "x"),
            (WordKind::Operator, "+="),
            (WordKind::Literal(LiteralKind::Int), "0x1f"),
            (WordKind::Semicolon, ""),
            (WordKind::Keyword, "return"),
            (WordKind::Literal(LiteralKind::String), "\"é\""),
            (WordKind::Semicolon, ""),
        ];
        assert_eq!(found, expected);
        assert_eq!(words(&sources, Pos::NONE), []);
    }

    #[test]
    fn any_text_comes_to_an_end() {
        let mut sources = Sources::default();
        let base = sources.add_bytes("a.go", b"\"\n'\xff` /* \0 $");
        assert!(words(&sources, base).len() < 12);
    }
}
