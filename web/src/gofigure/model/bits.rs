//! Bytes and hashes bit by bit. They are hashed elsewhere, by a Go program.

/// Bits of a hash.
pub const HASH: usize = 256;

/// What the program said of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Its hash in hexadecimal digits.
    pub hash: String,
    /// Whether the signature of the first text fits it.
    pub fits: bool,
}

/// Reads what the program has written: a line for each text. None where it is not that.
pub fn verdicts(output: &str) -> Option<Vec<Verdict>> {
    let verdict = |line: &str| {
        let (hash, fits) = line.split_once(' ')?;
        let is_hash = hash.len() == HASH / 4 && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
        let fits = fits.parse().ok().filter(|_| is_hash)?;
        Some(Verdict { hash: hash.to_string(), fits })
    };
    let all: Option<Vec<_>> = output.lines().map(verdict).collect();
    all.filter(|all| !all.is_empty())
}

/// The arguments of the program: each text in hexadecimal digits behind a hyphen, so that none is empty.
pub fn arguments(texts: &[&[u8]]) -> String {
    let digits = |text: &&[u8]| -> String {
        format!("-{}", text.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
    };
    texts.iter().map(digits).collect::<Vec<_>>().join(" ")
}

/// The bits of a hash, the first digit's highest first.
pub fn bits(hash: &str) -> Vec<bool> {
    let digits = hash.chars().filter_map(|digit| digit.to_digit(16));
    digits.flat_map(|digit| (0..4).rev().map(move |bit| digit >> bit & 1 == 1)).collect()
}

/// Which bits of two hashes differ.
pub fn differing(before: &str, after: &str) -> Vec<bool> {
    bits(before).into_iter().zip(bits(after)).map(|(before, after)| before != after).collect()
}

/// Bits of a text that are not as in another one; those of bytes that only one has are all different.
pub fn changed(before: &[u8], after: &[u8]) -> u32 {
    let common: u32 =
        before.iter().zip(after).map(|(before, after)| (before ^ after).count_ones()).sum();
    common + 8 * before.len().abs_diff(after.len()) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    // The hash of the empty text, and of "abc" (FIPS 180-2).
    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn a_line_is_a_hash_and_whether_the_signature_fits() {
        let found = verdicts(&format!("{EMPTY} true\n{ABC} false\n")).unwrap();
        assert_eq!((&*found[0].hash, found[0].fits, found[1].fits), (EMPTY, true, false));
        assert_eq!(verdicts("encoding/hex: invalid byte\n"), None);
        assert_eq!(verdicts(&format!("{EMPTY}0 true\n")), None);
        assert_eq!(verdicts(""), None);
    }

    #[test]
    fn a_text_is_handed_over_in_digits() {
        assert_eq!(arguments(&[b"0.2", b"\xff", b""]), "-302e32 -ff -");
    }

    #[test]
    fn bits_are_counted_one_by_one() {
        assert_eq!(bits(EMPTY).len(), HASH);
        assert_eq!(bits("a1")[..], [true, false, true, false, false, false, false, true]);
        assert_eq!(differing("f0", "ff").iter().filter(|bit| **bit).count(), 4);
        assert_eq!(changed(b"0.25", b"0.24"), 1);
        assert_eq!(changed(b"ab", b"a"), 8);
    }
}
