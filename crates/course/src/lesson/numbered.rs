//! Lines of a text with their numbers.

/// A line, without its end.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Counted from 1.
    pub number: usize,
    pub text: &'a str,
}

/// The lines of a text whose first line has the number `first`.
pub fn lines(text: &str, first: usize) -> impl Iterator<Item = Line<'_>> {
    text.lines().enumerate().map(move |(i, text)| Line { number: first + i, text })
}

/// In which line a byte stands.
pub struct LineNumbers {
    /// The number of the first line.
    first: usize,
    /// Where each line but the first begins.
    starts: Vec<usize>,
}

impl LineNumbers {
    pub fn new(text: &str, first: usize) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self { first, starts: ends.map(|(at, _)| at + 1).collect() }
    }

    pub fn at(&self, byte: usize) -> usize {
        self.first + self.starts.partition_point(|start| *start <= byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_stands_in_the_line_that_it_ends_or_opens() {
        let numbers = LineNumbers::new("ab\n\ncd", 10);
        let lines: Vec<usize> = (0..7).map(|byte| numbers.at(byte)).collect();
        assert_eq!(lines, [10, 10, 10, 11, 12, 12, 12]);
        assert_eq!(LineNumbers::new("", 1).at(0), 1);
    }
}
