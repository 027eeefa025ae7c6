//! What a machine needs from the world around it.

/// What a read of input gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Input {
    /// So many bytes.
    Bytes(usize),
    /// None yet; the machine asks again after [`crate::Machine::input_arrived`].
    WouldBlock,
    /// There will be no more.
    End,
}

/// The world around a machine.
pub trait Host {
    /// Takes output: file descriptor 1 or 2, and bytes.
    fn write(&mut self, fd: u32, bytes: &[u8]);
    /// Gives standard input.
    fn read(&mut self, buffer: &mut [u8]) -> Input;
    /// Nanoseconds since 1970.
    fn wall_time(&mut self) -> i64;
    /// Nanoseconds since any fixed moment.
    fn monotonic_time(&mut self) -> i64;
    /// Fills with random bytes.
    fn random(&mut self, buffer: &mut [u8]);
    /// The program's name and its arguments.
    fn args(&self) -> Vec<String>;
    /// Its environment, as `name=value`.
    fn env(&self) -> Vec<String>;
    /// What a stream is, as `Stat_t.Mode` of package `syscall` has it: a terminal, a pipe or a file.
    fn stream_mode(&self, _fd: u32) -> u32 {
        crate::files::PIPE | 0o600
    }
}
