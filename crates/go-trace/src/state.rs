//! A moment of a program.

use serde::{Deserialize, Serialize};

use crate::object::Object;
use crate::order::{Moment, Race, Wait, circle};
use crate::value::Value;

/// A moment of a program: between two statements, or its end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// How many steps lie behind: statements that began and panics, of all goroutines, from the start of the program on. The first
    /// state is 0; [`crate::Command::Seek`] leads back to it by this number.
    pub step: u64,
    /// Why it stopped here.
    pub stop: Stop,
    /// The statement that comes next; none at the end.
    pub place: Option<Place>,
    /// The number of the goroutine that has its turn; none at the end, and where the one that was told to run cannot go on.
    pub goroutine: Option<u64>,
    /// All that there are, the one that has its turn first, then by age.
    pub goroutines: Vec<Goroutine>,
    /// Goroutines that are not shown.
    pub more_goroutines: u64,
    /// The variables of the user's packages, in order of their declaration.
    pub globals: Vec<Variable>,
    /// What can be reached from what is shown, the nearest first.
    pub heap: Vec<Object>,
    /// Whether more can be reached than is shown.
    pub more_objects: bool,
    /// Bytes of output so far, standard output and standard error together.
    pub output: u64,
    /// The program's own time, in nanoseconds since its start.
    pub time: i64,
    /// What happened before, the latest last.
    pub moments: Vec<Moment>,
    /// Who waits for something of package sync.
    pub waits: Vec<Wait>,
    /// The data races so far, each pair of places once.
    pub races: Vec<Race>,
    /// Whether it has ended because all goroutines wait.
    pub deadlock: bool,
}

/// Why a program stopped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Stop {
    /// It has been loaded; nothing has run.
    Start,
    /// A step is done.
    Step,
    /// The line that it was to run to, or a breakpoint.
    Line,
    /// A panic has just begun; its text as Go prints it behind `panic: `.
    Panic(String),
    /// The statement before has made a data race: the last of [`State::races`].
    Race,
    /// A goroutine was started, began to wait, was woken, or ended.
    Goroutine {
        /// Its number.
        id: u64,
        /// What it does now; none if it has ended.
        status: Option<Status>,
    },
    /// It has ended, with this exit code.
    End(i32),
    /// It is in the midst of a statement, because it was halted there or cannot go on: a sentence that says why.
    Limit(String),
}

/// A place in the source.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file, as the program was given it.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// From 1, in bytes.
    pub column: u32,
}

/// A goroutine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goroutine {
    /// Its number, as Go's traces show it.
    pub id: u64,
    /// What it does.
    pub status: Status,
    /// Who started it; none for the main goroutine.
    pub created: Option<Creator>,
    /// The call that it begins with, as long as it has not begun and the program itself started it.
    pub begins: Option<Delayed>,
    /// The calls that it is in, the newest first.
    pub frames: Vec<Frame>,
    /// Older calls that are not shown.
    pub more_frames: u64,
    /// The panics under way, the newest first.
    pub panics: Vec<Panic>,
}

/// What a goroutine does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Status {
    /// It has its turn.
    Running,
    /// It waits for its turn only.
    Runnable,
    /// It waits for something else.
    Waiting {
        /// In gc's words: `chan receive`, `select`, `sleep`, `sync.Mutex.Lock`.
        reason: String,
        /// The addresses of the channels that it waits for, in order of a `select`'s cases.
        channels: Vec<u64>,
    },
}

/// Who started a goroutine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Creator {
    /// The number of the goroutine.
    pub goroutine: u64,
    /// The function.
    pub function: String,
    /// The `go` statement.
    pub place: Option<Place>,
}

/// A call under way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// As in Go's traces: `main.f`, `main.(*T).m`, `main.main.func1`.
    pub function: String,
    /// The statement that comes next in the newest frame; the call under way in others.
    pub place: Option<Place>,
    /// Whether it is of the library: its variables are not shown unless library code is stepped through.
    pub library: bool,
    /// The variables that can be seen there and have a value, in order of their declaration.
    pub variables: Vec<Variable>,
    /// Variables that are not shown.
    pub more_variables: u64,
    /// What runs when it returns, the next one first.
    pub defers: Vec<Delayed>,
    /// Deferred calls that are not shown.
    pub more_defers: u64,
}

/// A variable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variable {
    /// Its name; empty for an argument of a function whose parameters are not known by name.
    pub name: String,
    /// Its type.
    pub typ: String,
    /// Bytes that it takes.
    pub size: u64,
    /// What it holds.
    pub value: Value,
    /// What it is in its function.
    pub role: Role,
    /// Whether a variable of the same name hides it here.
    pub shadowed: bool,
    /// Where it lies if it is shared (a closure has it, or its address was taken), or global.
    pub address: Option<u64>,
}

/// What a variable is in its function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// A parameter or the receiver.
    Parameter,
    /// A result.
    Result,
    /// Declared inside.
    Local,
    /// Of the function around this literal.
    Captured,
    /// Of a package.
    Global,
}

/// A call that is put off by `defer` or `go`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Delayed {
    /// The function.
    pub function: String,
    /// Its arguments, evaluated when it was put off; what a function literal captures.
    pub arguments: Vec<Variable>,
}

/// A panic under way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Panic {
    /// An interface value.
    pub value: Value,
    /// Whether a deferred call has recovered it.
    pub recovered: bool,
    /// Whether it is a `runtime.Goexit`, which has no value.
    pub goexit: bool,
}

impl State {
    /// The object that begins at this address, if it is shown.
    pub fn object(&self, address: u64) -> Option<&Object> {
        self.heap.iter().find(|object| object.address == address)
    }

    /// The goroutine with this number, if it is shown.
    pub fn goroutine(&self, id: u64) -> Option<&Goroutine> {
        self.goroutines.iter().find(|goroutine| goroutine.id == id)
    }

    /// Goroutines that wait for each other in a circle; empty if there are none.
    pub fn circle(&self) -> Vec<u64> {
        circle(&self.waits)
    }

    /// The name of a variable that lies at this address, or leads there.
    pub fn name_of(&self, address: u64) -> Option<&str> {
        let frames = self.goroutines.iter().flat_map(|goroutine| &goroutine.frames);
        let mut variables = frames.flat_map(|frame| &frame.variables).chain(&self.globals);
        let leads = |variable: &&Variable| {
            let target = variable.value.target().map(|target| target.object + target.offset);
            variable.address == Some(address) || target == Some(address)
        };
        variables.find(leads).map(|variable| variable.name.as_str())
    }

    /// The newest frame of the goroutine that has its turn.
    pub fn frame(&self) -> Option<&Frame> {
        self.goroutine(self.goroutine?)?.frames.first()
    }
}

impl Frame {
    /// The variable that this name means here.
    pub fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|variable| variable.name == name && !variable.shadowed)
    }
}
