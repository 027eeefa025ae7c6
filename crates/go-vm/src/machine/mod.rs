//! The machine: it lets goroutines run, and does what the interpreter's loop leaves to it.

mod calls;
mod fatal;
mod frames;
mod log;
mod native;
mod own;
mod pause;
mod rare;
mod roots;
mod run;
mod snapshot;
mod watch;

use std::rc::Rc;

use burrow_go_ir::Code;

use crate::files::{Files, MemoryFiles};
use crate::heap::{Heap, ShapeId};
use crate::host::Host;
use crate::interp::Regs;
use crate::memory::Memory;
use crate::natives::bubble::Bubble;
use crate::race::Detector;
use crate::sched::{GoId, Sched};
use crate::world::{Stepping, World};
use fatal::Dying;
use frames::Stack;
use log::Log;

pub use frames::{Call, FrameRef};
pub use log::{Happening, Moment};
pub use own::PANIC;
pub use pause::{Event, Pause};
pub use snapshot::Snapshot;

/// How a machine is made.
#[derive(Clone, Debug)]
pub struct Options {
    /// The most bytes that the program's memory may take.
    pub memory: u64,
    /// What all that is random in a run comes from; none for a seed from the host.
    pub seed: Option<u64>,
    /// Whether time stands still while the program runs and jumps ahead when it sleeps.
    pub virtual_time: bool,
    /// Whether code is made for the stepper.
    pub step: Option<Stepping>,
    /// Whether to collect before every allocation.
    pub stress: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { memory: 256 << 20, seed: None, virtual_time: false, step: None, stress: false }
    }
}

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// The budget is used up.
    Running,
    /// There is nothing to do before this time, in nanoseconds of the host's monotonic clock.
    Sleeping(i64),
    /// There is nothing to do before the host has input.
    WaitingForInput,
    /// The program has ended.
    Exited(i32),
}

/// What a program had too much of when the machine ended it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// [`Options::memory`].
    Memory,
    /// A goroutine's stack.
    Stack,
}

/// A machine with a program.
pub struct Machine {
    /// What code refers to: memory, types, functions.
    pub world: World,
    /// Who runs.
    pub sched: Sched,
    /// The world around it.
    pub host: Box<dyn Host>,
    /// The files that the program sees: in memory, unless the host sets others before it runs.
    pub files: Files,
    regs: Regs,
    /// By goroutine.
    stacks: Vec<Option<Box<Stack>>>,
    /// The goroutine whose state is in `regs`.
    current: Option<GoId>,
    exited: Option<i32>,
    /// What has ended the program, if it was a limit.
    pub limit: Option<Limit>,
    /// Jumps and calls so far, about: the same for two runs with the same seed and in virtual time.
    pub steps: u64,
    /// A panic that ends the program and is being printed.
    dying: Option<Dying>,
    virtual_time: bool,
    /// The time, while it stands still.
    clock: i64,
    /// What `testing/synctest` has made of time.
    pub bubble: Bubble,
    /// The most bytes of a stack.
    stack_limit: u64,
    /// Signals that the program waits for.
    pub signals: crate::natives::signal::Signals,
    /// Whether the goroutine that runs finalizers is there.
    finalizing: bool,
    finalizer: Option<GoId>,
    main: Option<GoId>,
    /// When to pause.
    pub pause: Pause,
    /// Whether it has paused: the registers are those of a goroutine in the midst of its turn.
    paused: bool,
    /// What looks for data races, in a program that is stepped through.
    race: Option<Rc<Detector>>,
    log: Log,
}

impl Machine {
    /// A machine that is about to run the program.
    pub fn new(code: Box<dyn Code>, options: &Options, mut host: Box<dyn Host>) -> Machine {
        let seed = options.seed.unwrap_or_else(|| {
            let mut bytes = [0; 8];
            host.random(&mut bytes);
            u64::from_le_bytes(bytes)
        });
        let mut world = World::new(code, Heap::new(options.memory, options.stress), options.step);
        own::install(&mut world);
        let small = small_words(&mut world.heap);
        let mut machine = Machine {
            regs: Regs {
                pc: std::ptr::null(),
                fp: std::ptr::null_mut(),
                fuel: 0,
                stack_end: std::ptr::null_mut(),
                memory: world.heap.memory.base(),
                mask: world.heap.memory.mask(),
                size: world.heap.memory.size(),
                funcs: std::ptr::null(),
                func_count: 0,
                caches: world.heap.caches(),
                small,
            },
            world,
            sched: Sched::new(seed),
            host,
            files: Files::new(Box::new(MemoryFiles::default()), "/"),
            stacks: Vec::new(),
            current: None,
            exited: None,
            limit: None,
            steps: 0,
            dying: None,
            virtual_time: options.virtual_time,
            bubble: Bubble::default(),
            clock: 0,
            stack_limit: (options.memory / 2).next_power_of_two().min(512 << 20),
            signals: crate::natives::signal::Signals::default(),
            finalizing: false,
            finalizer: None,
            main: None,
            pause: Pause::default(),
            paused: false,
            race: options.step.map(|_| Rc::default()),
            log: Log::default(),
        };
        machine.sched.notes = machine.race.is_some();
        let entry = machine.world.code.entry();
        let entry = machine.world.func(entry);
        let value = machine.world.func_value(entry);
        machine.main = machine.spawn(value, &[], false).ok();
        machine
    }

    /// The program's memory.
    pub fn memory(&mut self) -> &mut Memory {
        &mut self.world.heap.memory
    }

    /// Nanoseconds of the monotonic clock, real or virtual.
    pub fn now(&mut self) -> i64 {
        if self.virtual_time { self.clock } else { self.host.monotonic_time() }
    }

    /// Makes time virtual or real from now on, and says which it was. Virtual time goes on where real time is.
    pub fn set_virtual_time(&mut self, on: bool) -> bool {
        if on && !self.virtual_time {
            self.clock = self.host.monotonic_time();
        }
        std::mem::replace(&mut self.virtual_time, on)
    }

    /// Nanoseconds since 1970, real or virtual.
    pub fn wall(&mut self) -> i64 {
        // Virtual time begins on the day that the Go playground made its own.
        const BEGINNING: i64 = 1_257_894_000_000_000_000;
        if let Some(start) = self.bubble.start {
            return self.bubble.wall(start, self.clock);
        }
        if self.virtual_time { BEGINNING + self.clock } else { self.host.wall_time() }
    }

    /// Tells the program that the host has input, or that there will be none.
    pub fn input_arrived(&mut self) {
        self.sched.wake_readers();
    }

    /// Tells the program of a signal.
    pub fn signal(&mut self, number: u32) {
        crate::natives::signal::deliver(self, number);
    }
}

/// The words 0 to 255: what small numbers in interfaces point to.
fn small_words(heap: &mut Heap) -> u64 {
    let small = heap.alloc_static(256 * 8, ShapeId::NOSCAN);
    for number in 0..256 {
        heap.memory.write_u64(small + 8 * number, number);
    }
    small
}
