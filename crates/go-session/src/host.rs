//! What a program sees of the world: its streams, and clocks that its owner brings along.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use burrow_go_vm::files::{CHARACTERS, PIPE};
use burrow_go_vm::{Host, Input};
use burrow_protocol::go::Stream;

use crate::output::Output;

/// Clocks, and a source of randomness.
#[derive(Clone, Copy)]
pub struct World {
    /// Nanoseconds since 1970.
    pub wall: fn() -> i64,
    /// Nanoseconds since any fixed moment.
    pub monotonic: fn() -> i64,
    /// Fills with random bytes.
    pub random: fn(&mut [u8]),
}

/// A program's streams, which its owner sees too.
#[derive(Default)]
pub struct Streams {
    pub output: Output,
    pub input: VecDeque<u8>,
    /// There will be no more input.
    pub closed: bool,
    /// The program has asked for input that is not there.
    pub wants: bool,
}

/// The host of a program.
pub struct Page {
    pub world: World,
    pub streams: Rc<RefCell<Streams>>,
    pub args: Vec<String>,
}

impl Host for Page {
    fn write(&mut self, fd: u32, bytes: &[u8]) {
        let stream = if fd == 1 { Stream::Out } else { Stream::Err };
        self.streams.borrow_mut().output.push(stream, bytes);
    }

    fn read(&mut self, buffer: &mut [u8]) -> Input {
        let mut streams = self.streams.borrow_mut();
        let count = buffer.len().min(streams.input.len());
        if count == 0 && !buffer.is_empty() {
            if streams.closed {
                return Input::End;
            }
            streams.wants = true;
            return Input::WouldBlock;
        }
        for (to, from) in buffer.iter_mut().zip(streams.input.drain(..count)) {
            *to = from;
        }
        Input::Bytes(count)
    }

    fn wall_time(&mut self) -> i64 {
        (self.world.wall)()
    }

    fn monotonic_time(&mut self) -> i64 {
        (self.world.monotonic)()
    }

    fn random(&mut self, buffer: &mut [u8]) {
        (self.world.random)(buffer);
    }

    fn args(&self) -> Vec<String> {
        self.args.clone()
    }

    fn env(&self) -> Vec<String> {
        environment()
    }

    /// Input comes from a person.
    fn stream_mode(&self, fd: u32) -> u32 {
        if fd == 0 { CHARACTERS | 0o620 } else { PIPE | 0o600 }
    }
}

/// The environment of every program.
pub fn environment() -> Vec<String> {
    ["HOME=/", "PATH=/bin", "PWD=/", "TMPDIR=/tmp"].map(str::to_string).to_vec()
}
