//! The files that labs need, as parts of the program.

use burrow_learn::data::{Files, digits};

const DIGITS: &[u8] = include_bytes!("../../../models/digits.bin");

pub fn files() -> Result<Files, String> {
    Ok(Files { digits: Some(digits::parse(DIGITS)?) })
}
