//! What the language does with strings: joining, comparing, and conversions from and to bytes and runes.

use std::cmp::Ordering;

use crate::heap::{Heap, OutOfMemory, ShapeId, round_up};
use crate::memory::Memory;

/// A string, or a slice that is read: address and length.
pub type Text = (u64, u64);

/// What stands for bytes that are no UTF-8, and for numbers that are no runes.
pub const REPLACEMENT: char = char::REPLACEMENT_CHARACTER;

/// A string of these parts one after the other. If only one is not empty, it is that one.
pub fn concat(heap: &mut Heap, parts: &[Text]) -> Result<Text, OutOfMemory> {
    let mut filled = parts.iter().filter(|part| part.1 > 0);
    let (Some(&first), second) = (filled.next(), filled.next()) else { return Ok((0, 0)) };
    if second.is_none() {
        return Ok(first);
    }
    let len = parts.iter().fold(0_u64, |sum, part| sum.saturating_add(part.1));
    let text = heap.alloc(len, ShapeId::NOSCAN)?;
    let mut at = text;
    for &(part, len) in parts {
        heap.memory.copy(part, at, len);
        at += len;
    }
    Ok((text, len))
}

/// Compares two strings byte by byte.
pub fn compare(memory: &Memory, a: Text, b: Text) -> Ordering {
    if a.0 == b.0 {
        return a.1.cmp(&b.1);
    }
    memory.slice(a.0, a.1).cmp(memory.slice(b.0, b.1))
}

/// A string with these bytes.
pub fn new(heap: &mut Heap, bytes: &[u8]) -> Result<Text, OutOfMemory> {
    if bytes.is_empty() {
        return Ok((0, 0));
    }
    let text = heap.alloc(bytes.len() as u64, ShapeId::NOSCAN)?;
    heap.memory.write(text, bytes);
    Ok((text, bytes.len() as u64))
}

/// `string(bytes)`: a copy.
pub fn from_bytes(heap: &mut Heap, (bytes, len): Text) -> Result<Text, OutOfMemory> {
    if len == 0 {
        return Ok((0, 0));
    }
    let text = heap.alloc(len, ShapeId::NOSCAN)?;
    heap.memory.copy(bytes, text, len);
    Ok((text, len))
}

/// `[]byte(text)`: a copy, and its capacity.
pub fn to_bytes(heap: &mut Heap, text: Text) -> Result<(u64, u64), OutOfMemory> {
    let cap = round_up(text.1, false);
    let bytes = heap.alloc(cap, ShapeId::NOSCAN)?;
    heap.memory.copy(text.0, bytes, text.1);
    Ok((bytes, cap))
}

/// `string(runes)`.
pub fn from_runes(heap: &mut Heap, (runes, len): Text) -> Result<Text, OutOfMemory> {
    let mut text = String::new();
    for rune in heap.memory.slice(runes, len.saturating_mul(4)).chunks_exact(4) {
        let rune = rune.first_chunk().map_or(0, |bytes| i32::from_le_bytes(*bytes));
        text.push(to_char(i64::from(rune)));
    }
    new(heap, text.as_bytes())
}

/// `[]rune(text)`: the runes, how many, and their capacity.
pub fn to_runes(heap: &mut Heap, (text, len): Text) -> Result<(u64, u64, u64), OutOfMemory> {
    let mut rest = heap.memory.slice(text, len);
    let mut bytes = Vec::new();
    while !rest.is_empty() {
        let (rune, len) = decode_rune(rest);
        bytes.extend(rune.to_le_bytes());
        rest = &rest[len..];
    }
    let size = round_up(bytes.len() as u64, false);
    let runes = heap.alloc(size, ShapeId::NOSCAN)?;
    heap.memory.write(runes, &bytes);
    Ok((runes, bytes.len() as u64 / 4, size / 4))
}

/// `string(rune)`.
pub fn from_rune(heap: &mut Heap, rune: i64) -> Result<Text, OutOfMemory> {
    let mut buffer = [0; 4];
    let bytes = to_char(rune).encode_utf8(&mut buffer).as_bytes();
    new(heap, bytes)
}

fn to_char(rune: i64) -> char {
    u32::try_from(rune).ok().and_then(char::from_u32).unwrap_or(REPLACEMENT)
}

/// The rune at the start of some bytes, and how many bytes it has. A byte that begins no rune is [`REPLACEMENT`] alone; without
/// any bytes there are none.
#[inline]
pub fn decode_rune(bytes: &[u8]) -> (u32, usize) {
    match bytes.first() {
        None => (REPLACEMENT as u32, 0),
        Some(&byte) if byte < 0x80 => (u32::from(byte), 1),
        Some(&first) => decode_long(bytes, first).unwrap_or((REPLACEMENT as u32, 1)),
    }
}

fn decode_long(bytes: &[u8], first: u8) -> Option<(u32, usize)> {
    // The second byte's range keeps out surrogates, numbers beyond the last rune, and longer forms than needed.
    let (len, low, high) = match first {
        0xc2..=0xdf => (2, 0x80, 0xbf),
        0xe0 => (3, 0xa0, 0xbf),
        0xed => (3, 0x80, 0x9f),
        0xe1..=0xef => (3, 0x80, 0xbf),
        0xf0 => (4, 0x90, 0xbf),
        0xf4 => (4, 0x80, 0x8f),
        0xf1..=0xf3 => (4, 0x80, 0xbf),
        _ => return None,
    };
    let second = *bytes.get(1).filter(|byte| (low..=high).contains(*byte))?;
    let mut rune = (u32::from(first) & (0x7f >> len)) << 6 | u32::from(second & 0x3f);
    for &byte in bytes.get(2..len)? {
        if byte & 0xc0 != 0x80 {
            return None;
        }
        rune = rune << 6 | u32::from(byte & 0x3f);
    }
    Some((rune, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heap() -> Heap {
        Heap::new(64 << 20, false)
    }

    fn text(heap: &Heap, (addr, len): Text) -> &[u8] {
        heap.memory.slice(addr, len)
    }

    #[test]
    fn runes_are_decoded_as_go_does() {
        for (bytes, rune, len) in [
            (&b"a"[..], 'a' as u32, 1),
            ("é".as_bytes(), 'é' as u32, 2),
            ("世x".as_bytes(), '世' as u32, 3),
            ("🐹".as_bytes(), '🐹' as u32, 4),
            (b"\xff", 0xfffd, 1),
            (b"\xc0\x80", 0xfffd, 1),
            (b"\xe4\xb8", 0xfffd, 1),
            (b"\xed\xa0\x80", 0xfffd, 1),
            (b"\xf4\x90\x80\x80", 0xfffd, 1),
            (b"", 0xfffd, 0),
        ] {
            assert_eq!(decode_rune(bytes), (rune, len), "{bytes:x?}");
        }
        for rune in (0..0x11_0000).filter_map(char::from_u32) {
            let mut buffer = [0; 4];
            let bytes = rune.encode_utf8(&mut buffer).as_bytes();
            assert_eq!(decode_rune(bytes), (rune as u32, bytes.len()));
        }
    }

    #[test]
    fn runes_there_and_back() {
        let mut heap = heap();
        let string = new(&mut heap, "a世\u{fffd}🐹".as_bytes()).unwrap();
        let (runes, len, cap) = to_runes(&mut heap, string).unwrap();
        assert_eq!((len, cap), (4, 4));
        let back = from_runes(&mut heap, (runes, len)).unwrap();
        assert_eq!(text(&heap, back), text(&heap, string));
        for (rune, expected) in
            [(-1, "\u{fffd}"), (0xd800, "\u{fffd}"), (1 << 40, "\u{fffd}"), (0x4e16, "世")]
        {
            let string = from_rune(&mut heap, rune).unwrap();
            assert_eq!(text(&heap, string), expected.as_bytes());
        }
    }

    #[test]
    fn one_part_alone_is_not_copied() {
        let mut heap = heap();
        let a = new(&mut heap, b"ab").unwrap();
        let b = new(&mut heap, b"cde").unwrap();
        assert_eq!(concat(&mut heap, &[(0, 0), a, (0, 0)]).unwrap(), a);
        assert_eq!(concat(&mut heap, &[(0, 0), (0, 0)]).unwrap(), (0, 0));
        let all = concat(&mut heap, &[a, b, a]).unwrap();
        assert_eq!(text(&heap, all), b"abcdeab");
    }

    #[test]
    fn strings_are_ordered_by_their_bytes() {
        let mut heap = heap();
        let list = [&b""[..], b"a", b"ab", b"b", b"b\xff"];
        let strings: Vec<_> = list.iter().map(|bytes| new(&mut heap, bytes).unwrap()).collect();
        for (i, &a) in strings.iter().enumerate() {
            for (j, &b) in strings.iter().enumerate() {
                assert_eq!(compare(&heap.memory, a, b), i.cmp(&j));
            }
        }
    }
}
