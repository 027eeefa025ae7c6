//! Scalars and strings in Go's notation.

use burrow_go_ir::rtype::Shape;
use burrow_go_trace::{Value, limits};

use crate::memory::Memory;
use crate::print::{complex, float32, float64};

/// A scalar at an address; none if the type is not one.
pub fn scalar(memory: &Memory, addr: u64, shape: &Shape) -> Option<String> {
    let single = |addr| float32(memory.read_f32(addr));
    let double = |addr| float64(memory.read_f64(addr));
    Some(match shape {
        Shape::Bool => (memory.read_u8(addr) != 0).to_string(),
        Shape::Int | Shape::Int64 => (memory.read_u64(addr) as i64).to_string(),
        Shape::Int8 => (memory.read_u8(addr) as i8).to_string(),
        Shape::Int16 => (memory.read_u16(addr) as i16).to_string(),
        Shape::Int32 => (memory.read_u32(addr) as i32).to_string(),
        Shape::Uint | Shape::Uint64 | Shape::Uintptr => memory.read_u64(addr).to_string(),
        Shape::Uint8 => memory.read_u8(addr).to_string(),
        Shape::Uint16 => memory.read_u16(addr).to_string(),
        Shape::Uint32 => memory.read_u32(addr).to_string(),
        Shape::Float32 => single(addr),
        Shape::Float64 => double(addr),
        Shape::Complex64 => complex(&single(addr), &single(addr + 4)),
        Shape::Complex128 => complex(&double(addr), &double(addr + 8)),
        _ => return None,
    })
}

/// A scalar by the bits that a local would hold; none if the type is not one.
pub fn of_bits(bits: u64, shape: &Shape) -> Option<String> {
    Some(match shape {
        Shape::Bool => (bits != 0).to_string(),
        Shape::Int | Shape::Int8 | Shape::Int16 | Shape::Int32 | Shape::Int64 => {
            (bits as i64).to_string()
        }
        Shape::Uint
        | Shape::Uint8
        | Shape::Uint16
        | Shape::Uint32
        | Shape::Uint64
        | Shape::Uintptr => bits.to_string(),
        Shape::Float32 => float32(f32::from_bits(bits as u32)),
        Shape::Float64 => float64(f64::from_bits(bits)),
        _ => return None,
    })
}

/// A string of `len` bytes at an address.
pub fn string(memory: &Memory, addr: u64, len: u64) -> Value {
    let bytes = memory.slice(addr, len.min(limits::TEXT as u64 + 4));
    let mut text = String::new();
    let mut used = 0;
    'all: for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if used + c.len_utf8() > limits::TEXT {
                break 'all;
            }
            used += c.len_utf8();
            push(&mut text, c);
        }
        for byte in chunk.invalid() {
            if used == limits::TEXT {
                break 'all;
            }
            used += 1;
            text.push_str(&format!("\\x{byte:02x}"));
        }
    }
    Value::Text { text, len, cut: (used as u64) < len, at: addr }
}

/// A text, or its beginning.
pub fn cut(text: &str) -> String {
    let end = (0..=text.len().min(limits::TEXT)).rev().find(|&at| text.is_char_boundary(at));
    text[..end.unwrap_or(0)].to_owned()
}

/// A character as a quoted string has it.
fn push(text: &mut String, c: char) {
    match c {
        '\\' => text.push_str("\\\\"),
        '"' => text.push_str("\\\""),
        '\n' => text.push_str("\\n"),
        '\t' => text.push_str("\\t"),
        '\r' => text.push_str("\\r"),
        '\u{7}' => text.push_str("\\a"),
        '\u{8}' => text.push_str("\\b"),
        '\u{c}' => text.push_str("\\f"),
        '\u{b}' => text.push_str("\\v"),
        c if c.is_ascii_control() => text.push_str(&format!("\\x{:02x}", c as u32)),
        c => text.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_cut_between_characters() {
        let mut memory = Memory::new(1 << 20);
        let text = format!("a\"\n\u{7f}{}", "世".repeat(100));
        memory.write(8192, text.as_bytes());
        let Value::Text { text, len, cut, .. } = string(&memory, 8192, 304) else { panic!() };
        assert_eq!((len, cut), (304, true));
        assert_eq!(text, format!("a\\\"\\n\\x7f{}", "世".repeat(78)));
        memory.write(8192, b"\xffz");
        let value = string(&memory, 8192, 2);
        assert_eq!(value, Value::Text { text: "\\xffz".into(), len: 2, cut: false, at: 8192 });
    }
}
