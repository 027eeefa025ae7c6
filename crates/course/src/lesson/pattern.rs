//! A regular expression that means the same to us, to Go and to browsers.

use regex::Regex;

use crate::finding::short;

/// A regular expression, with flags in front of it at most: `(?s)a.*b`.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

/// What Go and we know, and browsers do not, or know otherwise.
const NOT_EVERYWHERE: [&str; 9] = ["\\A", "\\z", "\\Q", "\\a", "\\p", "\\P", "\\x{", "\\C", "[[:"];

impl Pattern {
    /// Reads a regular expression.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn new(text: &str) -> Result<Self, String> {
        let (flags, rest) = split(text);
        if flags.contains(|c: char| !"ims".contains(c)) {
            return Err(format!("A pattern has the flags i, m and s, not “{}”.", short(flags)));
        }
        let groups = rest.replace("\\(", "").replace("(?:", "");
        if groups.contains("(?") {
            let sentence = "Flags stand in front of a pattern, as `(?s)…`, and groups have no \
                            names: browsers read it otherwise.";
            return Err(sentence.to_string());
        }
        let literal = rest.replace("\\\\", "");
        if let Some(part) = NOT_EVERYWHERE.iter().find(|part| literal.contains(*part)) {
            return Err(format!("Browsers do not know “{part}” in a pattern: say it otherwise."));
        }
        Regex::new(text).map(Pattern).map_err(|error| {
            let why = error.to_string();
            let why = why.lines().last().unwrap_or_default();
            let why = why.strip_prefix("error: ").unwrap_or(why);
            format!("“{}” is no regular expression: {why}.", short(text))
        })
    }

    pub fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// For a browser: the flags, some of `ims`.
    pub fn flags(&self) -> &str {
        split(self.0.as_str()).0
    }

    /// For a browser: what stands behind the flags.
    pub fn source(&self) -> &str {
        split(self.0.as_str()).1
    }
}

/// The flags in front, and the rest.
fn split(text: &str) -> (&str, &str) {
    let flags = text.strip_prefix("(?").and_then(|rest| rest.split_once(')'));
    flags.filter(|(flags, _)| !flags.contains([':', '(', '<'])).unwrap_or(("", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_stand_apart_for_browsers() {
        let pattern = Pattern::new(r"(?sm)a.*\(?:?b").unwrap_or_else(|why| panic!("{why}"));
        assert_eq!((pattern.flags(), pattern.source()), ("sm", r"a.*\(?:?b"));
        assert!(pattern.is_match("a\n(:b"));
        let plain = Pattern::new("(?:a|b)c").unwrap_or_else(|why| panic!("{why}"));
        assert_eq!((plain.flags(), plain.source()), ("", "(?:a|b)c"));
    }

    #[test]
    fn what_browsers_read_otherwise_is_refused() {
        let refused = |text: &str| Pattern::new(text).err().unwrap_or_default();
        assert!(refused(r"a\z").contains("Browsers do not know"));
        assert!(refused("(?U)a").contains("the flags i, m and s"));
        assert!(refused("a(?i)b").contains("in front of a pattern"));
        assert!(refused("(?P<name>a)").contains("groups have no names"));
        assert!(refused("a(").contains("is no regular expression: unclosed group."));
        assert_eq!(refused(r"\\A"), "");
    }
}
