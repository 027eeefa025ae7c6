//! Skips the body of a function without making tokens: library code is read when it is first needed.

use super::Lexer;
use crate::token::Token;

impl Lexer<'_> {
    /// Goes from the current token `{` to behind the `}` that closes it, as if that were the current token. Does
    /// nothing and says false if there is none.
    pub(crate) fn skip_block(&mut self) -> bool {
        let Some(end) = closing_brace(self.bytes, self.start) else { return false };
        self.start = end - 1;
        self.at = end;
        self.closing(Token::Rbrace);
        true
    }
}

/// Behind the brace that closes the one at `open`.
fn closing_brace(bytes: &[u8], open: usize) -> Option<usize> {
    let mut depth = 0;
    let mut at = open;
    loop {
        match *bytes.get(at)? {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            quote @ (b'"' | b'\'') => at = closing_quote(bytes, at + 1, quote)?,
            b'`' => at += 1 + find(&bytes[at + 1..], b'`')?,
            b'/' if bytes.get(at + 1) == Some(&b'/') => at += find(&bytes[at..], b'\n')?,
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at += 2;
                while !bytes.get(at..)?.starts_with(b"*/") {
                    at += 1;
                }
                at += 1;
            }
            _ => {}
        }
        at += 1;
    }
}

/// The quote that ends the literal whose text starts at `at`; none if the line ends first.
fn closing_quote(bytes: &[u8], mut at: usize, quote: u8) -> Option<usize> {
    loop {
        match *bytes.get(at)? {
            b'\\' => at += 1,
            b'\n' => return None,
            byte if byte == quote => return Some(at),
            _ => {}
        }
        at += 1;
    }
}

fn find(bytes: &[u8], wanted: u8) -> Option<usize> {
    bytes.iter().position(|&byte| byte == wanted)
}
