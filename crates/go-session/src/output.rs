//! Output on its way to the page: in portions, and not more than the page can take.

use std::collections::VecDeque;

use burrow_protocol::go::Stream;

/// Bytes that may go in a millisecond on average.
const RATE: f64 = 1000.0;
/// Bytes that wait at most; older ones are left out. As many may go at once after a rest.
const ROOM: usize = 1_000_000;
/// Bytes of what waits that are still shown of a program that is stopped: a page that has to draw
/// all of it would not answer for a while.
const LAST: usize = 50_000;

/// Output that waits.
pub struct Output {
    waiting: VecDeque<(Stream, Vec<u8>)>,
    bytes: usize,
    lost: u64,
    /// Bytes that may go now.
    credit: f64,
    since: f64,
}

impl Default for Output {
    fn default() -> Self {
        Output { waiting: VecDeque::new(), bytes: 0, lost: 0, credit: ROOM as f64, since: 0.0 }
    }
}

impl Output {
    /// Takes what a program writes.
    pub fn push(&mut self, stream: Stream, bytes: &[u8]) {
        let kept = &bytes[bytes.len().saturating_sub(ROOM)..];
        self.lost += (bytes.len() - kept.len()) as u64;
        match self.waiting.back_mut() {
            // Portions stay small enough for some of them to be left out.
            Some((last, waiting)) if *last == stream && waiting.len() < ROOM / 16 => {
                waiting.extend_from_slice(kept);
            }
            _ => self.waiting.push_back((stream, kept.to_vec())),
        }
        self.bytes += kept.len();
        self.shorten(ROOM);
    }

    /// Leaves out the oldest until not more than so many bytes wait.
    fn shorten(&mut self, most: usize) {
        while self.bytes > most {
            self.leave_out(self.bytes - most);
        }
    }

    /// Leaves out at least so many of the oldest bytes, to the end of a line.
    fn leave_out(&mut self, least: usize) {
        let Some((_, oldest)) = self.waiting.front_mut() else { return };
        let least = least.min(oldest.len());
        let line = oldest[least..].iter().position(|&byte| byte == b'\n');
        let count = line.map_or(oldest.len(), |at| least + at + 1);
        oldest.drain(..count);
        if oldest.is_empty() {
            self.waiting.pop_front();
        }
        self.bytes -= count;
        self.lost += count as u64;
    }

    /// What may go at this time, in milliseconds of any clock.
    pub fn take(&mut self, now: f64) -> Vec<(Stream, Vec<u8>)> {
        self.credit = (self.credit + (now - self.since).max(0.0) * RATE).min(ROOM as f64);
        self.since = now;
        let mut going = Vec::new();
        while self.bytes > 0 && self.credit > 0.0 {
            going.extend(self.notice());
            let Some((stream, bytes)) = self.waiting.pop_front() else { break };
            self.bytes -= bytes.len();
            self.credit -= bytes.len() as f64;
            going.push((stream, bytes));
        }
        going
    }

    /// Whether something waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// All that waits: the program has ended.
    pub fn rest(&mut self) -> Vec<(Stream, Vec<u8>)> {
        self.bytes = 0;
        self.notice().into_iter().chain(self.waiting.drain(..)).collect()
    }

    /// The end of what waits: the program was stopped.
    pub fn last(&mut self) -> Vec<(Stream, Vec<u8>)> {
        self.shorten(LAST);
        self.rest()
    }

    fn notice(&mut self) -> Option<(Stream, Vec<u8>)> {
        let lost = std::mem::take(&mut self.lost);
        let text = || {
            format!(
                "[{lost} bytes of output are left out here: the program writes faster than 1 MB a second]\n"
            )
        };
        (lost > 0).then(|| (Stream::Notice, text().into_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(portions: &[(Stream, Vec<u8>)], stream: Stream) -> Vec<u8> {
        let of = portions.iter().filter(|(other, _)| *other == stream);
        of.flat_map(|(_, bytes)| bytes.clone()).collect()
    }

    #[test]
    fn a_little_output_goes_at_once_and_in_order() {
        let mut output = Output::default();
        output.push(Stream::Out, b"a");
        output.push(Stream::Out, b"b");
        output.push(Stream::Err, b"c");
        output.push(Stream::Out, b"d");
        let portion = |stream, bytes: &[u8]| (stream, bytes.to_vec());
        let expected =
            [portion(Stream::Out, b"ab"), portion(Stream::Err, b"c"), portion(Stream::Out, b"d")];
        assert_eq!(output.take(5.0), expected);
        assert!(output.take(6.0).is_empty() && output.rest().is_empty());
    }

    #[test]
    fn a_flood_is_slowed_down_and_its_end_is_kept() {
        let mut output = Output::default();
        let mut line = 0;
        let (mut shown, mut written) = (Vec::new(), 0);
        for frame in 0..60 {
            // Ten times of what may go.
            for _ in 0..10_000 {
                let text = format!("line {line:011}\n");
                output.push(Stream::Out, text.as_bytes());
                (line, written) = (line + 1, written + text.len());
            }
            shown.extend(output.take(f64::from(frame) * 16.0));
        }
        let during: usize = all(&shown, Stream::Out).len();
        assert!((1_900_000..2_100_000).contains(&during), "{during}");
        shown.extend(output.rest());
        let text = all(&shown, Stream::Out);
        assert!(text.ends_with(format!("line {:011}\n", line - 1).as_bytes()));
        assert!(text.chunks(17).all(|line| line.starts_with(b"line ") && line.ends_with(b"\n")));
        let notices = String::from_utf8(all(&shown, Stream::Notice)).expect("it is text");
        let lost =
            notices.lines().map(|line| line[1..].split(' ').next().and_then(|n| n.parse().ok()));
        assert_eq!(
            lost.map(|n: Option<usize>| n.unwrap_or(0)).sum::<usize>(),
            written - text.len()
        );
    }

    #[test]
    fn of_a_flood_that_is_stopped_only_the_end_is_shown() {
        let mut output = Output::default();
        let text: Vec<u8> =
            (0..50_000).flat_map(|line| format!("line {line}\n").into_bytes()).collect();
        output.push(Stream::Out, &text);
        let shown = output.last();
        let end = all(&shown, Stream::Out);
        assert!(end.len() <= LAST && end.len() > LAST - 100 && text.ends_with(&end));
        let notice = String::from_utf8(all(&shown, Stream::Notice)).expect("it is text");
        assert!(notice.starts_with(&format!("[{} bytes", text.len() - end.len())), "{notice}");
        assert!(output.is_empty());
    }

    #[test]
    fn one_large_write_keeps_its_end() {
        let mut output = Output::default();
        output.push(Stream::Err, &vec![b'x'; 3 * ROOM]);
        let going = output.rest();
        assert_eq!(all(&going, Stream::Err).len(), ROOM);
        assert!(going[0].1.starts_with(b"[2000000 bytes"));
    }
}
