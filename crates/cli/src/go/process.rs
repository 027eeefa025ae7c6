//! The streams, clocks and arguments of this process, for a Go program.

use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use burrow_go_vm::files::{CHARACTERS, PIPE};
use burrow_go_vm::{Host, Input};

use super::output::Output;

/// This process.
pub struct Process {
    args: Vec<String>,
    start: Instant,
    output: Output,
}

impl Process {
    /// With these arguments, the program's own name first.
    pub fn new(args: Vec<String>, output: Output) -> Self {
        Process { args, start: Instant::now(), output }
    }
}

/// Where a program that runs in `folder` may change files: there, and where temporary files are.
pub fn writable(folder: &Path) -> Vec<PathBuf> {
    vec![folder.to_path_buf(), std::env::temp_dir()]
}

impl Host for Process {
    fn write(&mut self, fd: u32, bytes: &[u8]) {
        self.output.write(fd, bytes);
    }

    fn read(&mut self, buffer: &mut [u8]) -> Input {
        self.output.flush();
        match io::stdin().lock().read(buffer) {
            Ok(0) | Err(_) => Input::End,
            Ok(count) => Input::Bytes(count),
        }
    }

    fn wall_time(&mut self) -> i64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as i64)
    }

    fn monotonic_time(&mut self) -> i64 {
        self.start.elapsed().as_nanos() as i64 + 1
    }

    fn random(&mut self, buffer: &mut [u8]) {
        // The only way to fail is a system without a source of randomness; the clock must do then.
        if getrandom::fill(buffer).is_err() {
            let mut bits = self.wall_time() as u64 ^ u64::from(std::process::id()) << 32;
            for byte in buffer {
                bits = bits.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
                *byte = (bits >> 56) as u8;
            }
        }
    }

    fn args(&self) -> Vec<String> {
        self.args.clone()
    }

    fn env(&self) -> Vec<String> {
        std::env::vars().map(|(name, value)| format!("{name}={value}")).collect()
    }

    fn stream_mode(&self, fd: u32) -> u32 {
        let terminal = match fd {
            0 => io::stdin().is_terminal(),
            1 => io::stdout().is_terminal(),
            _ => io::stderr().is_terminal(),
        };
        if terminal { CHARACTERS | 0o620 } else { PIPE | 0o600 }
    }
}
