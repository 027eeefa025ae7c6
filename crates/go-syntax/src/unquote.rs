//! The values of rune and string literals.

/// The bytes that a string literal of the source stands for. A malformed one, which the lexer has reported, gives what
/// can be made of it.
pub fn unquote_string(literal: &str) -> Vec<u8> {
    if let Some(raw) = literal.strip_prefix('`') {
        let raw = raw.strip_suffix('`').unwrap_or(raw);
        return raw.bytes().filter(|&byte| byte != b'\r').collect();
    }
    let text = literal.strip_prefix('"').unwrap_or(literal);
    let text = text.strip_suffix('"').unwrap_or(text);
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(index) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..index]);
        rest = &rest[index + 1..];
        let escape = Escape::read(&mut rest);
        match escape {
            Escape::Byte(byte) => bytes.push(byte),
            Escape::Rune(rune) => {
                let c = char::from_u32(rune).unwrap_or(char::REPLACEMENT_CHARACTER);
                bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

/// The number that a rune literal of the source stands for.
pub fn unquote_rune(literal: &str) -> u32 {
    let text = literal.strip_prefix('\'').unwrap_or(literal);
    let Some(mut escaped) = text.strip_prefix('\\') else {
        return text.chars().next().unwrap_or_default().into();
    };
    match Escape::read(&mut escaped) {
        Escape::Byte(byte) => byte.into(),
        Escape::Rune(rune) => rune,
    }
}

/// What an escape stands for.
enum Escape {
    Byte(u8),
    Rune(u32),
}

impl Escape {
    /// Takes what follows a backslash off `text`.
    fn read(text: &mut &str) -> Escape {
        let mut chars = text.chars();
        let first = chars.next().unwrap_or_default();
        let (skip, count, radix) = match first {
            'x' => (1, 2, 16),
            'u' => (1, 4, 16),
            'U' => (1, 8, 16),
            '0'..='7' => (0, 3, 8),
            _ => {
                *text = chars.as_str();
                return Escape::Rune(match first {
                    'a' => 0x07,
                    'b' => 0x08,
                    'f' => 0x0c,
                    'n' => 0x0a,
                    'r' => 0x0d,
                    't' => 0x09,
                    'v' => 0x0b,
                    other => other.into(),
                });
            }
        };
        let digits = text.get(skip..skip + count).unwrap_or_default();
        *text = text.get(skip + count..).unwrap_or_default();
        let value = u32::from_str_radix(digits, radix).unwrap_or_default();
        match first {
            'u' | 'U' => Escape::Rune(value),
            _ => Escape::Byte(value as u8),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_stand_for_bytes() {
        let check = |literal, bytes: &[u8]| assert_eq!(unquote_string(literal), bytes, "{literal}");
        check(r#""""#, b"");
        check(r#""a\tb\"\\""#, b"a\tb\"\\");
        check(r#""\377\x41\u00e9\U0001F600""#, b"\xffA\xc3\xa9\xf0\x9f\x98\x80");
        check("`a\\n\r\n`", b"a\\n\n");
    }

    #[test]
    fn runes_stand_for_numbers() {
        let check = |literal, rune| assert_eq!(unquote_rune(literal), rune, "{literal}");
        check("'x'", 0x78);
        check("'é'", 0xe9);
        check(r"'\n'", 10);
        check(r"'\''", 39);
        check(r"'\377'", 255);
        check(r"'\xff'", 255);
        check(r"'\u1234'", 0x1234);
    }
}
