//! What a program that is stepped through reads and writes. Going back takes both back: what it has read is there to be read
//! again, in the same pieces, and what it writes a second time is known.

use std::cell::RefCell;
use std::rc::Rc;

use crate::host::{Host, Input};

/// Bytes of output that are kept: the newest.
const KEPT: usize = 1 << 20;

/// How far a program has read and written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Position {
    /// The piece of input that is read next, and how much of it has been read.
    piece: usize,
    read: usize,
    /// Bytes of output.
    pub written: u64,
    random: u64,
}

/// Input and output.
#[derive(Default)]
pub struct Io {
    pieces: Vec<Vec<u8>>,
    ended: bool,
    /// The output from byte `base` on.
    output: Vec<u8>,
    base: u64,
    /// Where the output to each stream begins, and which it is.
    streams: Vec<(u64, u32)>,
    /// How far the program is now.
    pub at: Position,
    /// What is written goes here instead, while it is tried what a program would write.
    pub tried: Option<Vec<u8>>,
}

impl Io {
    /// More input.
    pub fn add(&mut self, bytes: Vec<u8>) {
        if !bytes.is_empty() && !self.ended {
            self.pieces.push(bytes);
        }
    }

    /// There will be no more.
    pub fn end(&mut self) {
        self.ended = true;
    }

    /// What has been written from this byte on, as far as the program is now: stream and bytes.
    pub fn written(&self, from: u64) -> Vec<(u32, &[u8])> {
        let end = self.at.written;
        let mut parts = Vec::new();
        for (index, &(start, stream)) in self.streams.iter().enumerate() {
            let next = self.streams.get(index + 1).map_or(u64::MAX, |&(next, _)| next);
            let (start, next) = (start.max(from).max(self.base), next.min(end));
            if start < next {
                let range = (start - self.base) as usize..(next - self.base) as usize;
                parts.push((stream, &self.output[range]));
            }
        }
        parts
    }

    fn write(&mut self, stream: u32, bytes: &[u8]) {
        if let Some(tried) = &mut self.tried {
            return tried.extend_from_slice(bytes);
        }
        let known = self.base + self.output.len() as u64;
        let fresh = (known.saturating_sub(self.at.written)).min(bytes.len() as u64) as usize;
        self.at.written += bytes.len() as u64;
        let bytes = &bytes[fresh..];
        if bytes.is_empty() {
            return;
        }
        if self.streams.last().is_none_or(|&(_, last)| last != stream) {
            self.streams.push((known, stream));
        }
        self.output.extend_from_slice(bytes);
        if self.output.len() > 2 * KEPT {
            let gone = self.output.len() - KEPT;
            self.output.drain(..gone);
            self.base += gone as u64;
            let first = self.streams.partition_point(|&(start, _)| start <= self.base);
            self.streams.drain(..first.saturating_sub(1));
        }
    }

    /// Forgets what was written later than now: from here on the program takes another way.
    pub fn cut(&mut self) {
        let kept = self.at.written.max(self.base);
        self.output.truncate((kept - self.base) as usize);
        self.streams.retain(|&(start, _)| start < kept);
    }

    fn read(&mut self, buffer: &mut [u8]) -> Input {
        let Some(piece) = self.pieces.get(self.at.piece) else {
            return if self.ended { Input::End } else { Input::WouldBlock };
        };
        let rest = &piece[self.at.read..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.at.read += count;
        if self.at.read == piece.len() {
            self.at.piece += 1;
            self.at.read = 0;
        }
        Input::Bytes(count)
    }
}

/// The world of a program that is stepped through: only what it is given.
pub struct Recorded {
    /// What it reads and writes.
    pub io: Rc<RefCell<Io>>,
    /// Its name and its arguments.
    pub args: Vec<String>,
    /// As `name=value`.
    pub env: Vec<String>,
}

impl Host for Recorded {
    fn write(&mut self, fd: u32, bytes: &[u8]) {
        self.io.borrow_mut().write(fd, bytes);
    }

    fn read(&mut self, buffer: &mut [u8]) -> Input {
        self.io.borrow_mut().read(buffer)
    }

    // Its time is virtual.
    fn wall_time(&mut self) -> i64 {
        0
    }

    fn monotonic_time(&mut self) -> i64 {
        0
    }

    fn random(&mut self, buffer: &mut [u8]) {
        let mut io = self.io.borrow_mut();
        for byte in buffer {
            io.at.random = io
                .at
                .random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = (io.at.random >> 33) as u8;
        }
    }

    fn args(&self) -> Vec<String> {
        self.args.clone()
    }

    fn env(&self) -> Vec<String> {
        self.env.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_way_writes_its_own_output() {
        let mut io = Io::default();
        io.write(1, b"loss: ");
        let here = io.at;
        io.write(1, b"1\n");
        io.write(2, b"done\n");
        io.at = here;
        io.cut();
        io.write(2, b"0.25\n");
        assert_eq!(io.written(0), [(1, &b"loss: "[..]), (2, b"0.25\n")]);
    }

    #[test]
    fn the_same_way_writes_what_is_known() {
        let mut io = Io::default();
        io.write(1, b"one\n");
        io.at = Position::default();
        io.write(1, b"one\ntwo\n");
        assert_eq!(io.written(0), [(1, &b"one\ntwo\n"[..])]);
    }
}
