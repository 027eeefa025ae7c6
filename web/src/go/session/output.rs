//! What a program has written, kept to its end: in blocks that do not change once they are full, so
//! that a flood costs the page no more than its last block.

use std::rc::Rc;

/// Characters of output that are kept.
const MAX_KEPT: usize = 1_000_000;
/// A block is full with so many, and ends at the next line's end.
const FULL: usize = 8_000;
/// A line that goes on and on is broken here.
const MAX_BLOCK: usize = 32_000;

/// Who wrote something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    Out,
    Err,
    /// The learner, as standard input.
    Learner,
    /// The engine, about the output.
    Engine,
}

impl Writer {
    fn is_program(self) -> bool {
        matches!(self, Self::Out | Self::Err)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    pub blocks: Vec<Rc<Block>>,
    /// Whether the beginning was let go.
    pub is_cut: bool,
    length: usize,
    lines: u64,
    /// Bytes that the program has written.
    written: u64,
    next: u32,
    /// Bytes of a character that has not come whole, of both streams.
    rest: [Vec<u8>; 2],
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Tells it from its neighbours.
    pub number: u32,
    pub pieces: Vec<Piece>,
    length: usize,
}

/// What was taken away.
#[derive(Default)]
struct Cut {
    length: usize,
    lines: u64,
    written: usize,
}

/// Text of one writer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub writer: Writer,
    pub text: String,
}

impl Output {
    /// Lines that were written, those that were let go among them.
    pub fn lines(&self) -> u64 {
        let ends = self.blocks.last().is_none_or(|block| block.ends_a_line());
        self.lines + u64::from(!ends)
    }

    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// All that the program and the engine have written.
    pub fn text(&self) -> String {
        let pieces = self.blocks.iter().flat_map(|block| &block.pieces);
        let own = pieces.filter(|piece| piece.writer != Writer::Learner);
        own.map(|piece| piece.text.as_str()).collect()
    }

    /// Forgets what the program has written behind so many bytes: it went back to where it had not
    /// written that yet.
    pub fn keep(&mut self, bytes: u64) {
        let mut surplus = self.written.saturating_sub(bytes) as usize;
        while surplus > 0 {
            let Some(block) = self.blocks.last_mut() else { break };
            let cut = Rc::make_mut(block).cut(surplus);
            surplus = surplus.saturating_sub(cut.written);
            self.length -= cut.length;
            self.lines -= cut.lines;
            self.written -= cut.written as u64;
            if block.pieces.is_empty() {
                self.blocks.pop();
            }
        }
    }

    /// Adds bytes of the program's; a character may come in two parts.
    pub fn write(&mut self, writer: Writer, bytes: &[u8]) {
        let rest = &mut self.rest[usize::from(writer == Writer::Err)];
        let mut all = std::mem::take(rest);
        all.extend_from_slice(bytes);
        let whole = whole(&all);
        *rest = all.split_off(whole);
        self.push(writer, &String::from_utf8_lossy(&all));
    }

    pub fn push(&mut self, writer: Writer, text: &str) {
        self.lines += text.matches('\n').count() as u64;
        let mut text = text;
        while !text.is_empty() {
            let (now, later) = text.split_at(self.room_for(text));
            self.add(writer, now);
            text = later;
        }
        while self.length > MAX_KEPT && self.blocks.len() > 1 {
            self.length -= self.blocks.remove(0).length;
            self.is_cut = true;
        }
    }

    /// How much of a text goes into the last block; where that is full, into a new one.
    fn room_for(&self, text: &str) -> usize {
        let filled = match self.blocks.last() {
            Some(block) if !block.is_full() => block.length,
            _ => 0,
        };
        let soft = text.floor_char_boundary(FULL.saturating_sub(filled));
        let end = text[soft..].find('\n').map_or(text.len(), |at| soft + at + 1);
        let hard = text.floor_char_boundary(MAX_BLOCK.saturating_sub(filled).max(4));
        end.min(hard).max(1)
    }

    fn add(&mut self, writer: Writer, text: &str) {
        if self.blocks.last().is_none_or(|block| block.is_full()) {
            self.next += 1;
            self.blocks.push(Rc::new(Block { number: self.next, ..Block::default() }));
        }
        self.length += text.len();
        if writer.is_program() {
            self.written += text.len() as u64;
        }
        if let Some(block) = self.blocks.last_mut() {
            Rc::make_mut(block).add(writer, text);
        }
    }
}

impl Block {
    fn is_full(&self) -> bool {
        self.length >= MAX_BLOCK || (self.length >= FULL && self.ends_a_line())
    }

    fn ends_a_line(&self) -> bool {
        self.pieces.last().is_none_or(|piece| piece.text.ends_with('\n'))
    }

    /// Takes so many bytes of the program's away from the end, or all that there are, and what others
    /// wrote behind them.
    fn cut(&mut self, bytes: usize) -> Cut {
        let mut done = Cut::default();
        while done.written < bytes {
            let Some(piece) = self.pieces.last_mut() else { break };
            let left = match piece.writer.is_program() {
                true => piece.text.len().saturating_sub(bytes - done.written),
                false => 0,
            };
            let gone = piece.text.split_off(piece.text.floor_char_boundary(left));
            done.length += gone.len();
            done.lines += gone.matches('\n').count() as u64;
            done.written += if piece.writer.is_program() { gone.len() } else { 0 };
            if piece.text.is_empty() {
                self.pieces.pop();
            }
        }
        self.length -= done.length;
        done
    }

    fn add(&mut self, writer: Writer, text: &str) {
        self.length += text.len();
        match self.pieces.last_mut() {
            Some(last) if last.writer == writer => last.text.push_str(text),
            _ => self.pieces.push(Piece { writer, text: text.to_string() }),
        }
    }
}

/// How many of the bytes are whole characters, or none in any case.
fn whole(bytes: &[u8]) -> usize {
    let from = bytes.len().saturating_sub(3);
    for (index, byte) in bytes.iter().enumerate().skip(from).rev() {
        let width = match byte {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            0x80..=0xbf => continue,
            _ => 1,
        };
        return if index + width > bytes.len() { index } else { bytes.len() };
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(output: &Output) -> String {
        let pieces = output.blocks.iter().flat_map(|block| &block.pieces);
        pieces.map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn a_character_may_come_in_parts() {
        let mut output = Output::default();
        for byte in "aß€𝄞\n".bytes() {
            output.write(Writer::Out, &[byte]);
        }
        assert_eq!(text(&output), "aß€𝄞\n");
        output.write(Writer::Err, &[0xff, b'x', 0xe2]);
        output.write(Writer::Out, b"y");
        output.write(Writer::Err, &[0x82, 0xac]);
        assert_eq!(text(&output), "aß€𝄞\n\u{fffd}xy€");
    }

    #[test]
    fn who_wrote_what_is_kept_apart() {
        let mut output = Output::default();
        output.write(Writer::Out, b"name? ");
        output.push(Writer::Learner, "Ada\n");
        output.write(Writer::Out, b"hello ");
        output.write(Writer::Out, b"Ada");
        let pieces: Vec<_> = output.blocks[0]
            .pieces
            .iter()
            .map(|piece| (piece.writer, piece.text.as_str()))
            .collect();
        assert_eq!(
            pieces,
            [(Writer::Out, "name? "), (Writer::Learner, "Ada\n"), (Writer::Out, "hello Ada")]
        );
        assert_eq!(output.lines(), 2);
    }

    #[test]
    fn a_flood_keeps_its_end_and_full_blocks_stay_as_they_are() {
        let mut output = Output::default();
        for n in 0..30_000 {
            output.push(Writer::Out, &format!("{n:0>99}\n"));
        }
        assert!(output.is_cut && output.length <= MAX_KEPT);
        assert!(text(&output).ends_with("29999\n"));
        assert_eq!(output.lines(), 30_000);
        assert!(
            output.blocks.iter().all(|block| block.length <= FULL + 100 && block.ends_a_line())
        );
        let first = output.blocks[3].clone();
        output.push(Writer::Out, "more\n");
        assert!(output.blocks.iter().any(|block| Rc::ptr_eq(block, &first)));
    }

    #[test]
    fn what_was_written_later_can_be_taken_back() {
        let mut output = Output::default();
        output.push(Writer::Out, "one\n");
        output.push(Writer::Err, "two\n");
        output.push(Writer::Learner, "three\n");
        output.push(Writer::Out, &"four\n".repeat(5000));
        output.keep(100_000);
        assert_eq!(output.lines(), 5003);
        output.keep(6);
        assert_eq!((text(&output).as_str(), output.lines()), ("one\ntw", 2));
        output.push(Writer::Err, "ice\n");
        output.keep(0);
        assert_eq!(output, Output { next: output.next, ..Output::default() });
    }

    #[test]
    fn a_line_without_end_is_broken() {
        let mut output = Output::default();
        output.push(Writer::Out, &"ß".repeat(100_000));
        assert!(output.blocks.len() > 5);
        assert_eq!(text(&output), "ß".repeat(100_000));
        assert_eq!(output.lines(), 1);
    }
}
