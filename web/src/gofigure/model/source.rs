//! A program's text in pieces, so that words, strings and comments can be told apart.

use burrow_protocol::go::KEYWORDS;

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Plain,
    Keyword,
    Literal,
    Comment,
}

/// The pieces of a line. What spans lines is told line by line: a figure's program is too short for more.
pub fn pieces(line: &str) -> Vec<(Ink, &str)> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let (ink, length) = piece(first, rest);
        let behind = &rest[length..];
        match pieces.last_mut() {
            Some((Ink::Plain, last)) if ink == Ink::Plain => *last += length,
            _ => pieces.push((ink, length)),
        }
        rest = behind;
    }
    let mut at = 0;
    pieces
        .into_iter()
        .map(|(ink, length)| {
            at += length;
            (ink, &line[at - length..at])
        })
        .collect()
}

/// What begins here, and how many bytes of it there are.
fn piece(first: char, rest: &str) -> (Ink, usize) {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    if rest.starts_with("//") {
        return (Ink::Comment, rest.len());
    }
    if matches!(first, '"' | '`' | '\'') {
        return (Ink::Literal, quoted(first, rest));
    }
    if !is_word(first) {
        return (Ink::Plain, first.len_utf8());
    }
    let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    let is_keyword = KEYWORDS.contains(&&rest[..length]);
    (if is_keyword { Ink::Keyword } else { Ink::Plain }, length)
}

/// Bytes up to the closing quote, or to the end of the line.
fn quoted(quote: char, rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if c == quote && !is_escaped {
            return at + 1;
        }
        is_escaped = c == '\\' && !is_escaped && quote != '`';
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_told_apart_and_stays_whole() {
        let line = "\tfor s := range \"a\\\"//b\" { // format";
        let pieces = pieces(line);
        assert_eq!(pieces.iter().map(|(_, text)| *text).collect::<String>(), line);
        let of = |ink| pieces.iter().filter(move |(it, _)| *it == ink).map(|(_, text)| *text);
        assert_eq!(of(Ink::Keyword).collect::<Vec<_>>(), ["for", "range"]);
        assert_eq!(of(Ink::Literal).collect::<Vec<_>>(), ["\"a\\\"//b\""]);
        assert_eq!(of(Ink::Comment).collect::<Vec<_>>(), ["// format"]);
        assert_eq!(super::pieces(""), []);
    }
}
