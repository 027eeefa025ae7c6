//! The 1,797 hand-written digits: 8 × 8 pixels, 17 shades.
//!
//! The file is described in `models/digits.card.md`: `BDIG`, the number of digits as a
//! little-endian `u32`, then for each digit 64 bytes from 0 to 16 (row by row from the top
//! left) and one byte from 0 to 9.

use burrow_protocol::network::{DIGIT_CLASSES, DIGIT_SIDE};

use super::Examples;

const PIXELS: usize = DIGIT_SIDE * DIGIT_SIDE;
const HEADER: usize = 8;
const RECORD: usize = PIXELS + 1;
const SHADES: f32 = 16.0;

/// Reads the file; pixels become 0 to 1.
///
/// # Errors
/// A sentence that says what is wrong with the file.
pub fn parse(bytes: &[u8]) -> Result<Examples, String> {
    let Some(rest) = bytes.strip_prefix(b"BDIG") else {
        return Err("This is not a file of digits: it does not begin with BDIG.".to_string());
    };
    let count = rest.first_chunk::<4>().map_or(0, |n| u32::from_le_bytes(*n) as usize);
    let records = bytes.get(HEADER..).unwrap_or_default();
    if count < 2 || records.len() != count.saturating_mul(RECORD) {
        return Err(format!(
            "The file of digits says it holds {count}, but is {} bytes long: it was cut short or changed.",
            bytes.len()
        ));
    }
    let mut inputs = Vec::with_capacity(count * PIXELS);
    let mut targets = Vec::with_capacity(count);
    for (i, record) in records.chunks_exact(RECORD).enumerate() {
        let (pixels, label) = (&record[..PIXELS], record[PIXELS]);
        if usize::from(label) >= DIGIT_CLASSES || pixels.iter().any(|&p| f32::from(p) > SHADES) {
            return Err(format!("Digit {i} of the file has a label or a pixel out of range."));
        }
        inputs.extend(pixels.iter().map(|&p| f32::from(p) / SHADES));
        targets.push(f32::from(label));
    }
    Ok(Examples { inputs, width: PIXELS, targets, classes: Some(DIGIT_CLASSES) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = include_bytes!("../../../../models/digits.bin");

    #[test]
    fn the_file_holds_the_digits_that_its_source_counts() {
        let digits = parse(FILE).unwrap();
        assert_eq!(digits.len(), 1797);
        // Counts of each class from the description of the set in scikit-learn.
        let mut counts = [0; 10];
        digits.targets.iter().for_each(|&t| counts[t as usize] += 1);
        assert_eq!(counts, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
        assert!(digits.inputs.iter().all(|p| (0.0..=1.0).contains(p)));
    }

    #[test]
    fn a_broken_file_is_refused_in_words() {
        assert!(parse(b"").unwrap_err().contains("BDIG"));
        assert!(parse(&FILE[..1000]).unwrap_err().contains("cut short"));
        let mut changed = FILE.to_vec();
        changed[HEADER + PIXELS] = 10;
        assert!(parse(&changed).unwrap_err().contains("Digit 0"));
        assert!(parse(b"BDIG\xff\xff\xff\xff").is_err());
    }
}
