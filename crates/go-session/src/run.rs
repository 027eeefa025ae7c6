//! A program that runs, slice by slice.

use std::any::Any;
use std::cell::{RefCell, RefMut};
use std::rc::Rc;

use burrow_go_ir::{Code, Lowering};
use burrow_go_vm::files::{FileSystem, Files, MemoryFiles};
use burrow_go_vm::{Machine, Options, Status};
use burrow_protocol::go::{Conditions, End, How, Job, Limit, Stream, What};

use crate::folder::Folder;
use crate::host::{Page, Streams, World};
use crate::pace::Pace;
use crate::session::{GiveBack, Warm};

/// What a program comes to when it has had its slice.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// It goes on at once.
    Again,
    /// It has nothing to do before this time of the monotonic clock, in nanoseconds.
    Sleeps(i64),
    /// It has nothing to do before there is input.
    WantsInput,
    Ended(End),
}

/// A program that runs.
pub struct Run {
    machine: Machine,
    streams: Rc<RefCell<Streams>>,
    back: GiveBack,
    world: World,
    limit: Option<i64>,
    /// The import path of what is tested.
    tested: Option<String>,
    started: i64,
    /// How long it has waited for input.
    waited: i64,
    waits_since: Option<i64>,
    pace: Pace,
}

impl Run {
    pub(crate) fn new(
        code: Lowering,
        back: GiveBack,
        folder: &Folder,
        job: &Job,
        tested: Option<String>,
        world: World,
    ) -> Run {
        let streams = Rc::new(RefCell::new(Streams::default()));
        let host = Page { world, streams: streams.clone(), args: arguments(job) };
        let Conditions { seed, virtual_time, limit_ms } = job.conditions;
        let options = Options { seed, virtual_time, ..Options::default() };
        let mut machine = Machine::new(Box::new(code), &options, Box::new(host));
        machine.files = Files::new(Box::new(disk(folder)), "/");
        Run {
            machine,
            streams,
            back,
            world,
            limit: limit_ms.map(|ms| i64::from(ms) * 1_000_000),
            tested,
            started: (world.monotonic)(),
            waited: 0,
            waits_since: None,
            pace: Pace::default(),
        }
    }

    /// Lets the program run for some milliseconds.
    pub fn slice(&mut self) -> Next {
        let began = (self.world.monotonic)();
        if let Some(since) = self.waits_since.take() {
            self.waited += began - since;
        }
        let status = self.machine.run(self.pace.budget());
        let now = (self.world.monotonic)();
        self.pace.took(now - began);
        if let Status::Exited(code) = status {
            return Next::Ended(self.ended(code));
        }
        if self.limit.is_some_and(|limit| now - self.started - self.waited > limit) {
            return Next::Ended(self.end(How::Limit(Limit::Time), -1));
        }
        match status {
            Status::Sleeping(until) => Next::Sleeps(until),
            Status::WaitingForInput => {
                self.waits_since = Some(now);
                Next::WantsInput
            }
            _ => Next::Again,
        }
    }

    /// What the owner of a run that has to go tells of its end.
    pub fn stop(&self, how: How) -> End {
        self.end(how, -1)
    }

    fn ended(&mut self, code: i32) -> End {
        let how = match self.machine.limit {
            Some(burrow_go_vm::Limit::Memory) => How::Limit(Limit::Memory),
            Some(burrow_go_vm::Limit::Stack) => How::Limit(Limit::Stack),
            None => How::Exited,
        };
        let mut end = self.end(how, code);
        if let Some(path) = &self.tested {
            let seconds = f64::from(end.ms) / 1000.0;
            let verdict = match code {
                0 => format!("ok  \t{path}\t{seconds:.3}s\n"),
                _ => format!("exit status {code}\nFAIL\t{path}\t{seconds:.3}s\n"),
            };
            self.streams.borrow_mut().output.push(Stream::Out, verdict.as_bytes());
            // As the go command has it.
            end.code = end.code.min(1);
        }
        end
    }

    fn end(&self, how: How, code: i32) -> End {
        let ms = ((self.world.monotonic)() - self.started) / 1_000_000;
        End { how, code, steps: self.machine.steps, ms: ms.clamp(0, i64::from(u32::MAX)) as u32 }
    }

    /// Gives the program input.
    pub fn input(&mut self, bytes: &[u8]) {
        self.streams.borrow_mut().input.extend(bytes);
        self.machine.input_arrived();
    }

    /// There will be no more input.
    pub fn end_input(&mut self) {
        self.streams.borrow_mut().closed = true;
        self.machine.input_arrived();
    }

    /// Whether the program has asked for input that was not there, since this was last asked.
    pub fn asked_for_input(&mut self) -> bool {
        std::mem::take(&mut self.streams.borrow_mut().wants)
    }

    /// What it has written.
    pub fn output(&self) -> RefMut<'_, crate::Output> {
        RefMut::map(self.streams.borrow_mut(), |streams| &mut streams.output)
    }

    /// What the program leaves of the library, without its memory.
    pub(crate) fn into_warm(self) -> Option<Warm> {
        code_of(self.machine.world.code).map(self.back)
    }
}

/// The code of a machine that has gone, as what it was made from.
pub fn code_of(code: Box<dyn Code>) -> Option<Lowering> {
    let code: Box<dyn Any> = code;
    code.downcast().ok().map(|code| *code)
}

/// The name of the program and its arguments.
pub fn arguments(job: &Job) -> Vec<String> {
    let own = job.args.iter().cloned();
    let What::Tests { pattern, verbose, bench } = &job.what else {
        return std::iter::once("main".to_string()).chain(own).collect();
    };
    let mut args = vec!["main.test".to_string()];
    if !pattern.is_empty() {
        args.push(format!("-test.run={pattern}"));
    }
    if *verbose {
        args.push("-test.v=true".into());
    }
    args.extend(bench.iter().map(|bench| format!("-test.bench={bench}")));
    args.extend(own);
    args
}

/// A disk with the program's files in its root, where the program begins.
pub fn disk(folder: &Folder) -> MemoryFiles {
    let mut disk = MemoryFiles::default();
    // A program that is larger than the disk, or a name that no file can have: it then finds no such file.
    let _ = disk.make_directory("/tmp", 0o777);
    for (name, contents) in folder.files() {
        let _ = disk.put(&format!("/{name}"), contents);
    }
    disk
}
