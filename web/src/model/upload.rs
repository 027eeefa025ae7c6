//! What kind of file a learner opened.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upload<'a> {
    /// A recipe as text.
    Run(&'a str),
    /// Anything else: the worker says what is wrong with it.
    Checkpoint,
}

/// A run begins with its lab; no checkpoint does.
pub fn recognise(bytes: &[u8], longest_text: usize) -> Upload<'_> {
    match std::str::from_utf8(bytes) {
        Ok(text) if bytes.len() <= longest_text && text.trim_start().starts_with("lab=") => {
            Upload::Run(text)
        }
        _ => Upload::Checkpoint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_told_from_a_checkpoint() {
        assert_eq!(recognise(b"lab=digits&step=4", 100), Upload::Run("lab=digits&step=4"));
        assert_eq!(recognise(b"BURN\x00\xff", 100), Upload::Checkpoint);
        assert_eq!(recognise(b"lab=digits", 4), Upload::Checkpoint);
        assert_eq!(recognise(b"", 100), Upload::Checkpoint);
    }
}
