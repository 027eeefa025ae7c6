//! A Go program that answers requests and is kept ready between them.
//!
//! It reads a request from its standard input (four bytes with the length, the lowest first, and so many bytes) and writes the
//! answer to its standard output. The answer is whole when the program waits for the next request.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use burrow_go_ir::Lowering;
use burrow_go_std::Chain;
use burrow_go_types::{PackageSource, Program};
use burrow_go_vm::{Host, Input, Machine, Options, Status};

/// Steps of the machine between two looks at its state.
const SLICE: u64 = 1 << 24;

/// The program, and the machine with it once it has been started.
pub struct Service {
    packages: Box<dyn Fn() -> Chain>,
    source: &'static str,
    running: Option<Running>,
}

struct Running {
    machine: Machine,
    streams: Rc<RefCell<Streams>>,
}

impl Service {
    /// A program and where its imports come from. It is started by the first request.
    pub fn new(source: &'static str, packages: impl Fn() -> Chain + 'static) -> Service {
        Service { packages: Box::new(packages), source, running: None }
    }

    /// The answer to a request. An error says why there is none; the program is started anew for the next one.
    pub fn ask(&mut self, request: &[u8]) -> Result<Vec<u8>, String> {
        let mut running = match self.running.take() {
            Some(running) => running,
            None => self.start()?,
        };
        running.streams.borrow_mut().send(request);
        running.machine.input_arrived();
        let answer = running.answer()?;
        self.running = Some(running);
        Ok(answer)
    }

    fn start(&self) -> Result<Running, String> {
        let mut program = Program::new(Box::new((self.packages)()));
        let files = vec![("main.go".into(), Rc::from(self.source))];
        let main = program.check(PackageSource { path: "main".into(), files, lazy: false });
        if let Some(problem) = program.errors.first() {
            return Err(problem.message.clone());
        }
        let streams = Rc::new(RefCell::new(Streams::default()));
        let host = Box::new(Streamed(streams.clone()));
        let code = Box::new(Lowering::new(program, main));
        let options = Options { seed: Some(1), ..Options::default() };
        Ok(Running { machine: Machine::new(code, &options, host), streams })
    }
}

impl Running {
    fn answer(&mut self) -> Result<Vec<u8>, String> {
        loop {
            match self.machine.run(SLICE) {
                Status::Running | Status::Sleeping(_) => {}
                Status::WaitingForInput => {
                    return Ok(std::mem::take(&mut self.streams.borrow_mut().output));
                }
                Status::Exited(_) => {
                    let streams = self.streams.borrow();
                    return Err(String::from_utf8_lossy(&streams.errors).into_owned());
                }
            }
        }
    }
}

#[derive(Default)]
struct Streams {
    input: VecDeque<u8>,
    output: Vec<u8>,
    errors: Vec<u8>,
}

impl Streams {
    fn send(&mut self, request: &[u8]) {
        self.input.extend((request.len() as u32).to_le_bytes());
        self.input.extend(request);
    }
}

/// A world of streams alone: without time, chance and arguments.
struct Streamed(Rc<RefCell<Streams>>);

impl Host for Streamed {
    fn write(&mut self, fd: u32, bytes: &[u8]) {
        let mut streams = self.0.borrow_mut();
        let stream = if fd == 1 { &mut streams.output } else { &mut streams.errors };
        stream.extend_from_slice(bytes);
    }

    fn read(&mut self, buffer: &mut [u8]) -> Input {
        let input = &mut self.0.borrow_mut().input;
        let count = buffer.len().min(input.len());
        for (to, byte) in buffer.iter_mut().zip(input.drain(..count)) {
            *to = byte;
        }
        if count == 0 { Input::WouldBlock } else { Input::Bytes(count) }
    }

    fn wall_time(&mut self) -> i64 {
        0
    }

    fn monotonic_time(&mut self) -> i64 {
        1
    }

    fn random(&mut self, buffer: &mut [u8]) {
        buffer.fill(0);
    }

    fn args(&self) -> Vec<String> {
        Vec::new()
    }

    fn env(&self) -> Vec<String> {
        Vec::new()
    }
}
