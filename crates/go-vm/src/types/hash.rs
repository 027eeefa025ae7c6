//! Hash functions for maps and for the library.
//!
//! Multiplications whose two halves are folded together, as wyhash has them. Tables take their places from the top bits.

const K0: u64 = 0xa076_1d64_78bd_642f;
const K1: u64 = 0xe703_7ed1_a0b4_28db;
const K2: u64 = 0x9e37_79b9_7f4a_7c15;

/// Mixes two words into one.
#[inline]
pub fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// The hash of a word. Its top bits depend on all bits of the word.
#[inline]
pub fn hash_word(word: u64, seed: u64) -> u64 {
    // One narrow multiplication: WebAssembly has no wide one, and words that follow each other go far apart.
    (word ^ seed).wrapping_mul(K2)
}

/// Adds a word to a hash.
#[inline]
pub fn add_word(hash: u64, word: u64) -> u64 {
    mix(hash ^ K0, word ^ K1)
}

/// The hash of bytes.
#[inline]
pub fn hash_bytes(bytes: &[u8], seed: u64) -> u64 {
    let mut hash = seed ^ K0;
    let mut rest = bytes;
    while let Some((chunk, behind)) = rest.split_first_chunk::<16>() {
        if behind.is_empty() {
            break;
        }
        hash = mix(word_at(chunk, 0) ^ K1, word_at(chunk, 8) ^ hash);
        rest = behind;
    }
    // At most 16 bytes are left: two words that may overlap.
    let len = rest.len();
    let (a, b) = match len {
        0 => (0, 0),
        1..=3 => {
            (u64::from(rest[0]) << 16 | u64::from(rest[len / 2]) << 8 | u64::from(rest[len - 1]), 0)
        }
        4..=7 => (half_at(rest, 0), half_at(rest, len - 4)),
        _ => (word_at(rest, 0), word_at(rest, len - 8)),
    };
    mix(K2 ^ bytes.len() as u64, mix(a ^ K1, b ^ hash))
}

#[inline]
fn word_at(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().map_or(0, |chunk| u64::from_le_bytes(*chunk))
}

#[inline]
fn half_at(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().map_or(0, |chunk| u64::from(u32::from_le_bytes(*chunk)))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn short_texts_have_hashes_of_their_own() {
        let mut hashes = HashSet::new();
        for length in 0..40 {
            for filler in 0..=255 {
                assert!(hashes.insert(hash_bytes(&vec![filler; length], 7)) || length == 0);
            }
        }
    }

    #[test]
    fn top_bits_tell_words_apart() {
        for shift in [0, 3, 12, 32, 50] {
            let places: HashSet<u64> =
                (0..1024).map(|word| hash_word(word << shift, 99) >> 52).collect();
            assert!(places.len() > 500, "shift {shift}: {} places", places.len());
        }
    }
}
