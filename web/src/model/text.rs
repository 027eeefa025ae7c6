//! Sentences with `code` in them.

/// A piece of a sentence: its text, and whether it is code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    pub text: &'a str,
    pub code: bool,
}

/// Splits at backticks; what stands between two of them is code.
pub fn pieces(sentence: &str) -> impl Iterator<Item = Piece<'_>> {
    sentence
        .split('`')
        .enumerate()
        .map(|(place, text)| Piece { text, code: place % 2 == 1 })
        .filter(|piece| !piece.text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stands_between_backticks() {
        let found: Vec<_> = pieces("`go run` is a command").map(|p| (p.text, p.code)).collect();
        assert_eq!(found, [("go run", true), (" is a command", false)]);
    }
}
