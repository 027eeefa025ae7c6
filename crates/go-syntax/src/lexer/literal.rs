//! Numbers, runes and strings (spec: Integer literals to String literals), with gc's words for the malformed.

use super::{Lexer, described};
use crate::ast::LiteralKind;
use crate::token::Token;

/// Which characters a run of digits had.
#[derive(Clone, Copy, Default)]
struct Digits {
    any: bool,
    separator: bool,
}

impl Lexer<'_> {
    fn literal(&mut self, kind: LiteralKind, ok: bool) {
        self.token = Token::Literal;
        self.kind = kind;
        self.bad = !ok;
        self.nlsemi = true;
    }

    /// Reads digits and underscores. The first digit that is too large for the base is noted in `invalid`.
    fn digits(&mut self, base: u32, invalid: &mut Option<usize>) -> Digits {
        let mut seen = Digits::default();
        loop {
            let byte = self.peek();
            match byte {
                b'_' => seen.separator = true,
                b'0'..=b'9' => {
                    seen.any = true;
                    if u32::from(byte - b'0') >= base && invalid.is_none() {
                        *invalid = Some(self.at);
                    }
                }
                b'a'..=b'f' | b'A'..=b'F' if base == 16 => seen.any = true,
                _ => return seen,
            }
            self.at += 1;
        }
    }

    pub(super) fn number(&mut self) {
        let mut ok = true;
        let mut kind = LiteralKind::Int;
        let mut invalid = None;
        let mut seen = Digits::default();
        let mut base = 10;
        let mut prefix = 0;
        if self.peek() == b'0' {
            self.at += 1;
            prefix = self.peek() | 0x20;
            base = match prefix {
                b'x' => 16,
                b'o' => 8,
                b'b' => 2,
                _ => {
                    prefix = b'0';
                    seen.any = true;
                    8
                }
            };
            self.at += usize::from(prefix != b'0');
        }
        let whole = self.digits(base, &mut invalid);
        seen.any |= whole.any;
        seen.separator |= whole.separator;
        if self.peek() == b'.' {
            if matches!(prefix, b'o' | b'b') {
                self.error(self.at, format!("invalid radix point in {} literal", base_name(base)));
                ok = false;
            }
            self.at += 1;
            kind = LiteralKind::Float;
            let fraction = self.digits(base, &mut invalid);
            seen.any |= fraction.any;
            seen.separator |= fraction.separator;
        }
        if !seen.any && ok {
            self.error(self.at, format!("{} literal has no digits", base_name(base)));
            ok = false;
        }
        let exponent = self.peek();
        if matches!(exponent | 0x20, b'e' | b'p') {
            let problem = match exponent | 0x20 {
                b'e' if !matches!(prefix, 0 | b'0') => Some("decimal"),
                b'p' if prefix != b'x' => Some("hexadecimal"),
                _ => None,
            };
            if let Some(mantissa) = problem
                && ok
            {
                let letter = char::from(exponent);
                self.error(self.at, format!("'{letter}' exponent requires {mantissa} mantissa"));
                ok = false;
            }
            self.at += 1;
            kind = LiteralKind::Float;
            if matches!(self.peek(), b'+' | b'-') {
                self.at += 1;
            }
            let power = self.digits(10, &mut Some(0));
            seen.separator |= power.separator;
            if !power.any && ok {
                self.error(self.at, "exponent has no digits");
                ok = false;
            }
        } else if prefix == b'x' && kind == LiteralKind::Float && ok {
            self.error(self.at, "hexadecimal mantissa requires a 'p' exponent");
            ok = false;
        }
        if self.peek() == b'i' {
            self.at += 1;
            kind = LiteralKind::Imag;
        }
        if let Some(at) = invalid
            && kind == LiteralKind::Int
            && ok
        {
            let digit = char::from(self.byte(at));
            self.error(at, format!("invalid digit '{digit}' in {} literal", base_name(base)));
            ok = false;
        }
        if seen.separator
            && ok
            && let Some(index) = misplaced_separator(self.word())
        {
            self.error(self.start + index, "'_' must separate successive digits");
            ok = false;
        }
        self.literal(kind, ok);
    }

    pub(super) fn rune(&mut self) {
        let mut ok = true;
        let mut count = 0;
        self.at += 1;
        loop {
            match self.char_at(self.at) {
                None => {
                    if ok {
                        self.error(self.start, "rune literal not terminated");
                    }
                    ok = false;
                    break;
                }
                Some('\'') => {
                    if ok && count == 0 {
                        self.error(self.at, "empty rune literal or unescaped '");
                        ok = false;
                    } else if ok && count != 1 {
                        self.error(self.start, "more than one character in rune literal");
                        ok = false;
                    }
                    self.at += 1;
                    break;
                }
                Some('\n') => {
                    if ok {
                        self.error(self.at, "newline in rune literal");
                    }
                    ok = false;
                    break;
                }
                Some('\\') => {
                    self.at += 1;
                    ok &= self.escape('\'');
                    count += 1;
                }
                Some(c) => {
                    self.at += c.len_utf8();
                    count += usize::from(c != '\0');
                }
            }
        }
        self.literal(LiteralKind::Rune, ok);
    }

    pub(super) fn string(&mut self) {
        let mut ok = true;
        self.at += 1;
        loop {
            let rest = &self.bytes[self.at..];
            let next = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | b'\n'));
            let Some(length) = next else {
                self.error(self.start, "string not terminated");
                self.at = self.bytes.len();
                ok = false;
                break;
            };
            self.at += length;
            match rest[length] {
                b'"' => {
                    self.at += 1;
                    break;
                }
                b'\n' => {
                    self.error(self.at, "newline in string");
                    ok = false;
                    break;
                }
                _ => {
                    self.at += 1;
                    ok &= self.escape('"');
                }
            }
        }
        self.literal(LiteralKind::String, ok);
    }

    pub(super) fn raw_string(&mut self) {
        self.at += 1;
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|&byte| byte == b'`');
        match length {
            Some(length) => self.at += length + 1,
            None => {
                self.error(self.start, "string not terminated");
                self.at = self.bytes.len();
            }
        }
        self.literal(LiteralKind::String, length.is_some());
    }

    /// Reads what follows a backslash; false if it is no escape (reported).
    fn escape(&mut self, quote: char) -> bool {
        let (digits, base, max) = match self.char_at(self.at) {
            // The end of the file is the caller's business.
            None => return true,
            Some('a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '\\') => {
                self.at += 1;
                return true;
            }
            Some(c) if c == quote => {
                self.at += 1;
                return true;
            }
            Some('0'..='7') => (3, 8, 255),
            Some('x') => (2, 16, 255),
            Some('u') => (4, 16, u32::from(char::MAX)),
            Some('U') => (8, 16, u32::from(char::MAX)),
            Some(_) => {
                self.error(self.at, "unknown escape");
                return false;
            }
        };
        self.at += usize::from(base == 16);
        let mut value: u32 = 0;
        for _ in 0..digits {
            let Some(c) = self.char_at(self.at) else { return true };
            let Some(digit) = c.to_digit(base) else {
                let name = base_name(base);
                self.error(self.at, format!("invalid character {} in {name} escape", quoted(c)));
                return false;
            };
            value = value.wrapping_mul(base).wrapping_add(digit);
            self.at += 1;
        }
        if base == 8 && value > max {
            self.error(self.at, format!("octal escape value {value} > 255"));
            return false;
        }
        if value > max || base == 16 && (0xd800..0xe000).contains(&value) {
            let code = char::from_u32(value).map_or_else(|| format!("U+{value:04X}"), described);
            self.error(self.at, format!("escape is invalid Unicode code point {code}"));
            return false;
        }
        true
    }
}

fn base_name(base: u32) -> &'static str {
    match base {
        2 => "binary",
        8 => "octal",
        10 => "decimal",
        _ => "hexadecimal",
    }
}

/// The index of the first underscore of a number that does not stand between digits.
fn misplaced_separator(number: &str) -> Option<usize> {
    #[derive(PartialEq)]
    enum Kind {
        Digit,
        Separator,
        Other,
    }
    let bytes = number.as_bytes();
    let letter = bytes.get(1).map_or(0, |byte| byte | 0x20);
    let prefixed = bytes.first() == Some(&b'0') && matches!(letter, b'x' | b'o' | b'b');
    // A prefix counts as a digit.
    let mut before = if prefixed { Kind::Digit } else { Kind::Other };
    for (index, byte) in bytes.iter().enumerate().skip(if prefixed { 2 } else { 0 }) {
        let kind = match byte {
            b'_' => Kind::Separator,
            b'0'..=b'9' => Kind::Digit,
            b'a'..=b'f' | b'A'..=b'F' if prefixed && letter == b'x' => Kind::Digit,
            _ => Kind::Other,
        };
        if kind == Kind::Separator && before != Kind::Digit {
            return Some(index);
        }
        if kind == Kind::Other && before == Kind::Separator {
            return Some(index - 1);
        }
        before = kind;
    }
    (before == Kind::Separator).then(|| bytes.len() - 1)
}

/// A character as Go's `%q` shows it.
fn quoted(c: char) -> String {
    match c {
        '"' => "'\"'".into(),
        '\'' => "'\\''".into(),
        '\\' => "'\\\\'".into(),
        '\u{7}' => "'\\a'".into(),
        '\u{8}' => "'\\b'".into(),
        '\u{b}' => "'\\v'".into(),
        '\u{c}' => "'\\f'".into(),
        '\n' => "'\\n'".into(),
        '\r' => "'\\r'".into(),
        '\t' => "'\\t'".into(),
        _ if (c as u32) < 0x20 || c as u32 == 0x7f => format!("'\\x{:02x}'", c as u32),
        _ => format!("'{c}'"),
    }
}
