//! The operations of a format string, such as `%[2]*.3d`: flags, then a width, a precision and a verb, each perhaps with the
//! number of the argument that it takes.

use std::ops::Range;

/// One operation.
#[derive(Debug, PartialEq, Eq)]
pub struct Operation {
    /// All of it.
    pub text: String,
    /// Where in the format it stands.
    pub range: Range<usize>,
    /// Those of `#0+- ` that stand in front.
    pub flags: String,
    /// The arguments of the call that give width and precision.
    pub stars: Vec<usize>,
    pub verb: char,
    /// The argument of the call that the verb takes.
    pub arg: usize,
    /// Whether it names any argument by number.
    pub indexed: bool,
}

/// The operations of `format`, whose first argument is the call's argument `first`. An error is said of the call: `format … is
/// missing verb at end of string`.
pub fn parse(format: &str, first: usize) -> Result<Vec<Operation>, String> {
    let mut operations = Vec::new();
    let mut arg = first;
    let mut at = 0;
    while let Some(next) = format[at..].find('%') {
        let start = at + next;
        let mut parser =
            Parser { text: &format[start..], at: 1, first, arg, pending: false, indexed: false };
        let operation = parser.operation(start)?;
        at = operation.range.end;
        // `%%` takes no argument.
        if operation.verb != '%' {
            arg = parser.arg + 1;
        }
        operations.push(operation);
    }
    Ok(operations)
}

struct Parser<'a> {
    /// From the `%` on.
    text: &'a str,
    at: usize,
    first: usize,
    /// The argument that is taken next.
    arg: usize,
    /// Whether an index has been read that belongs to what comes next.
    pending: bool,
    indexed: bool,
}

impl Parser<'_> {
    fn operation(&mut self, start: usize) -> Result<Operation, String> {
        let rest = &self.text[1..];
        let flags = &rest[..rest.len() - rest.trim_start_matches(['#', '0', '+', '-', ' ']).len()];
        self.at += flags.len();
        let mut stars = Vec::new();
        self.index()?;
        stars.extend(self.size());
        if self.next() == Some(b'.') {
            self.at += 1;
            self.index()?;
            stars.extend(self.size());
        }
        if !self.pending {
            self.index()?;
        }
        let Some(verb) = self.text[self.at..].chars().next() else {
            return Err(format!("format {} is missing verb at end of string", self.text));
        };
        self.at += verb.len_utf8();
        Ok(Operation {
            text: self.text[..self.at].to_owned(),
            range: start..start + self.at,
            flags: flags.to_owned(),
            stars,
            verb,
            arg: self.arg,
            indexed: self.indexed,
        })
    }

    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// `[n]`, if it stands here.
    fn index(&mut self) -> Result<(), String> {
        if self.next() != Some(b'[') {
            return Ok(());
        }
        let inside = &self.text[self.at + 1..];
        let Some(end) = inside.find(']') else {
            return Err(format!("format {} is missing closing ]", self.text));
        };
        let number = &inside[..end];
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        let Some(index) = number.parse::<i32>().ok().filter(|&index| digits && index > 0) else {
            return Err(format!("format has invalid argument index [{number}]"));
        };
        self.at += end + 2;
        self.arg = self.first + index as usize - 1;
        (self.pending, self.indexed) = (true, true);
        Ok(())
    }

    /// A number or `*`; for a star the argument that it takes.
    fn size(&mut self) -> Option<usize> {
        if self.next() == Some(b'*') {
            self.at += 1;
            self.pending = false;
            self.arg += 1;
            return Some(self.arg - 1);
        }
        let rest = &self.text[self.at..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        self.at += digits;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(format: &str, expected: &[(&str, &[usize], usize)]) {
        let found = parse(format, 1).expect("it is well formed");
        let found: Vec<_> = found
            .iter()
            .map(|operation| (operation.text.as_str(), &operation.stars[..], operation.arg))
            .collect();
        assert_eq!(found, expected, "{format}");
    }

    #[test]
    fn arguments_are_counted() {
        check("%d %s", &[("%d", &[], 1), ("%s", &[], 2)]);
        check("a%%b%-+5.2f!", &[("%%", &[], 1), ("%-+5.2f", &[], 1)]);
        check("%*.*d%v", &[("%*.*d", &[1, 2], 3), ("%v", &[], 4)]);
        check(
            "%[3]d%d%[1]*.[2]*[4]f",
            &[("%[3]d", &[], 3), ("%d", &[], 4), ("%[1]*.[2]*[4]f", &[1, 2], 4)],
        );
    }

    #[test]
    fn what_is_malformed_is_told() {
        for (format, expected) in [
            ("%", "format % is missing verb at end of string"),
            ("x%-3", "format %-3 is missing verb at end of string"),
            ("%[1", "format %[1 is missing closing ]"),
            ("%[0]d", "format has invalid argument index [0]"),
            ("%[x]d", "format has invalid argument index [x]"),
        ] {
            assert_eq!(parse(format, 1).err().as_deref(), Some(expected), "{format}");
        }
    }
}
