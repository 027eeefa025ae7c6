//! A short sum over a text, by which a slip or a later change shows. It is no signature: whoever
//! writes another text can count its sum, too.

/// FNV-1a over the text's bytes, 64 bits as four groups of digits.
pub fn checksum(text: &str) -> String {
    let sum = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    let digits = format!("{sum:016x}");
    [&digits[..4], &digits[4..8], &digits[8..12], &digits[12..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_that_of_others() {
        // The test vectors of Fowler, Noll and Vo.
        assert_eq!(checksum(""), "cbf2-9ce4-8422-2325");
        assert_eq!(checksum("a"), "af63-dc4c-8601-ec8c");
        assert_eq!(checksum("foobar"), "8594-4171-f739-67e8");
    }
}
