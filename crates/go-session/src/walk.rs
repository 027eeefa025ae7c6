//! A program that is stepped through.

use burrow_go_trace::{Command, Settings, State};
use burrow_go_vm::files::Files;
use burrow_go_vm::step::{Debugger, Progress, Setup};
use burrow_protocol::go::{End, How, Job, Stream};

use crate::folder::Folder;
use crate::host::{World, environment};
use crate::pace::Pace;
use crate::run::{arguments, code_of, disk};
use crate::session::{GiveBack, Warm};

/// Moments of its memory are kept, so that it is smaller than that of a program that only runs.
const MEMORY: u64 = 64 << 20;

/// What a program that is stepped through comes to when it has had its slice.
#[derive(Debug)]
pub enum Halt {
    /// It is on its way.
    Not,
    /// It waits for input.
    WantsInput,
    /// It has halted.
    At(Box<State>),
}

/// A program that is stepped through. It goes back in time with its output, and runs in virtual time.
pub struct Walk {
    debugger: Debugger,
    back: GiveBack,
    pace: Pace,
    world: World,
    started: i64,
    /// Bytes of output that its owner has.
    told: u64,
    step: u64,
}

impl Walk {
    pub(crate) fn new(
        code: burrow_go_ir::Lowering,
        back: GiveBack,
        folder: &Folder,
        job: &Job,
        settings: Settings,
        world: World,
    ) -> Walk {
        let setup = Setup {
            memory: MEMORY,
            // As it goes back by running again, it cannot be without a seed.
            seed: job.conditions.seed.unwrap_or(1),
            args: arguments(job),
            env: environment(),
            files: Files::new(Box::new(disk(folder)), "/"),
            settings,
        };
        let (pace, started) = (Pace::default(), (world.monotonic)());
        let debugger = Debugger::new(code, setup);
        Walk { debugger, back, pace, world, started, told: 0, step: 0 }
    }

    /// Begins a command; [`Walk::slice`] carries it out.
    pub fn command(&mut self, command: Command) {
        self.debugger.command(command);
    }

    /// Changes where it halts by itself.
    pub fn set(&mut self, settings: Settings) {
        self.debugger.set(settings);
    }

    /// Gives the program input.
    pub fn input(&mut self, bytes: &[u8]) {
        self.debugger.input(bytes);
    }

    /// There will be no more input.
    pub fn end_input(&mut self) {
        self.debugger.end_input();
    }

    /// Lets it go on for some milliseconds.
    pub fn slice(&mut self) -> Halt {
        let began = (self.world.monotonic)();
        let progress = self.debugger.advance(self.pace.budget());
        self.pace.took((self.world.monotonic)() - began);
        match progress {
            Progress::Running => Halt::Not,
            Progress::Input => Halt::WantsInput,
            Progress::Stopped(state) => {
                self.step = state.step;
                Halt::At(state)
            }
        }
    }

    /// What it has written since this was last asked. Who is told of a state has as much of it as the state says.
    pub fn output(&mut self) -> Vec<(Stream, Vec<u8>)> {
        let written = self.debugger.output(self.told);
        let stream = |fd| if fd == 1 { Stream::Out } else { Stream::Err };
        self.told += written.iter().map(|(_, bytes)| bytes.len() as u64).sum::<u64>();
        written.into_iter().map(|(fd, bytes)| (stream(fd), bytes)).collect()
    }

    /// Its owner shows this state, and no output of later.
    pub fn shown(&mut self, state: &State) {
        self.told = state.output;
    }

    /// What the owner of a program that has to go tells of its end.
    pub fn stop(&self) -> End {
        let ms = ((self.world.monotonic)() - self.started) / 1_000_000;
        End {
            how: How::Stopped,
            code: -1,
            steps: self.step,
            ms: ms.clamp(0, i64::from(u32::MAX)) as u32,
        }
    }

    /// What the program leaves of the library, without its memory.
    pub(crate) fn into_warm(self) -> Option<Warm> {
        code_of(self.debugger.into_code()).map(self.back)
    }
}
