//! What the views of a Go session read, and what they may ask for.

use std::rc::Rc;

use burrow_go_trace::{Command as Step, Line, State, Stop};
use burrow_protocol::go::{Completion, Conditions, Diagnostic, End, Place};
use burrow_protocol::stages::Stages;

use super::output::Output;
use crate::go::files::Source;
use crate::go::work::{BadWork, Work};

/// A moment of a session. Cloning is cheap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoState {
    pub work: Work,
    /// Files that stand beside the work and are not the learner's: tests, and what a program reads.
    pub beside: Rc<Vec<Source>>,
    pub conditions: Conditions,
    /// Whether the learner has changed it since it was opened.
    pub touched: bool,
    /// The file that is shown, by its place among them.
    pub shown: usize,
    /// Grows when a text was written by the page and not by the learner's own typing.
    pub written: u32,
    pub engine: Engine,
    pub program: Program,
    /// What is wrong with the work, as far as the engine knows.
    pub problems: Rc<Vec<Diagnostic>>,
    /// What the shown file becomes on its way to the machine, once that was asked for.
    pub stages: Option<Rc<Stages>>,
    pub output: Rc<Output>,
    /// Whether the program has asked for input since it began.
    pub asks: bool,
    /// What the last thing that was asked for came to.
    pub outcome: Option<Outcome>,
    /// Whether the program is stepped through: its text stays as it is.
    pub is_stepped: bool,
    /// Where it halted last, and before that.
    pub moment: Option<Moment>,
    pub moment_before: Option<Moment>,
    pub breakpoints: Rc<Vec<Line>>,
    pub halts: Halts,
    /// What the learner had written before something else was opened in its place.
    pub previous: Option<Work>,
}

impl GoState {
    /// The line of a file that a program that is stepped through stands at; 0 where it does not.
    pub fn stands_at(&self, file: &str) -> u32 {
        let place = self.moment.as_ref().and_then(|moment| moment.0.place.as_ref());
        place.filter(|place| place.file == file).map_or(0, |place| place.line)
    }
}

/// Where a program that is stepped through halts besides breakpoints and panics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Halts {
    /// Where a goroutine is started, begins to wait, can go on, or ends.
    pub goroutines: bool,
    /// Behind a statement with a data race.
    pub races: bool,
}

/// A state of a program that is stepped through; the same as another only where it is the very one.
#[derive(Clone, Debug)]
pub struct Moment(pub Rc<State>);

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Moment {
    pub fn is_end(&self) -> bool {
        matches!(self.0.stop, Stop::End(_))
    }
}

/// The Go worker.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Engine {
    /// Not fetched: the learner has shown no interest yet.
    #[default]
    Absent,
    /// On its way, or a part of the library is: bytes that have come, of so many.
    Coming {
        loaded: u64,
        total: u64,
    },
    Ready,
    /// It broke off again and again: tried once more when a learner asks for something.
    Gone,
}

/// The learner's program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Program {
    #[default]
    None,
    /// It is to run when the engine is there.
    Waiting,
    /// It is being checked and built.
    Building,
    Running,
    /// It runs, and waits for a line of input.
    Input,
    /// It is stepped through, and has halted.
    Halted,
    /// It has been told to stop.
    Stopping,
}

impl Program {
    /// Whether there is something to stop.
    pub fn is_active(self) -> bool {
        self != Self::None
    }
}

/// What something came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Ended(End),
    /// The source was formatted; whether that changed it.
    Formatted {
        changed: bool,
    },
    /// It cannot be formatted: the problems say why.
    NotFormatted,
    /// The engine broke off under the program; the words say why.
    Crashed(String),
    /// The engine did not do what it was asked for; the words say why.
    Refused(String),
    /// The engine could not be started, or broke off again and again; the words say why.
    NoEngine(String),
    /// It did not answer, and was ended with the program.
    Silent,
    /// Another program of the page was started, and this one ended for it.
    Rests,
    /// Something else was opened in place of what the learner had written.
    Opened,
    /// A link, or what was kept, could not be read.
    NotOpened(BadWork),
    /// A sentence for the learner, and whether it is of something that went wrong.
    Said {
        text: String,
        warning: bool,
    },
}

/// What a view may ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// The learner came near: fetch the worker.
    Interest,
    /// The learner has typed.
    Edit {
        name: Rc<str>,
        text: Rc<str>,
    },
    /// Shows a file.
    Show(usize),
    /// Adds a file and shows it.
    Add(String),
    Rename {
        at: usize,
        name: String,
    },
    /// Removes a file; the last one stays.
    Remove(usize),
    Arguments(String),
    /// Something in place of the work: an example, a link.
    Open(Work),
    /// What was kept of this learner's work.
    Restore(Work),
    /// A link, or what was kept, could not be read.
    NotOpened(BadWork),
    /// Changes the work for the one before it.
    BringBack,
    Run,
    Test,
    /// Runs the tests, to be judged by the page: only what fails is written.
    Check,
    Debug,
    Stop,
    Step(Step),
    /// Runs on to a line.
    RunTo {
        name: Rc<str>,
        line: u32,
    },
    /// A line of standard input, without its end.
    Input(String),
    EndOfInput,
    Format,
    /// From now on, what the shown file becomes on its way to the machine is told with each change.
    Stages,
    /// The lines of a file at which a program that is stepped through halts.
    Breakpoints {
        name: Rc<str>,
        lines: Vec<u32>,
    },
    /// Where else it halts.
    Halts(Halts),
    /// What may stand at a place; the answer comes to those who listen, with the ticket.
    Complete {
        ticket: u32,
        name: Rc<str>,
        text: Rc<str>,
        place: Place,
    },
    Say {
        text: String,
        warning: bool,
    },
}

/// What may stand at a place that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub ticket: u32,
    pub items: Vec<Completion>,
}
