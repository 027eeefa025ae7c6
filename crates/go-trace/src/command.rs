//! How a program that is stepped through goes on.

use serde::{Deserialize, Serialize};

/// How to go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// To the next step: the next statement or panic of whichever goroutine has its turn then.
    Into,
    /// Gives the turn to the goroutine with this number, which must be able to run, until its next statement is done, or it waits or ends:
    /// then nobody has the turn if somebody could. Going back and forth later meets the same choices.
    Run(u64),
    /// To the next statement of this goroutine in this call, or in its caller.
    Over,
    /// To the next statement of the caller.
    Out,
    /// To a breakpoint, a panic, a goroutine's change of state, as the settings have it, or the end.
    Continue,
    /// Likewise, or to this line.
    To(Line),
    /// To the step before.
    Back,
    /// To the statement before in this call, or where it was called: what [`Command::Over`] is forwards.
    BackOver,
    /// To the breakpoint before, or the start.
    BackContinue,
    /// To this step, forwards or backwards; to the end if there are not so many.
    Seek(u64),
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Line {
    /// The file, as the program was given it.
    pub file: String,
    /// From 1. If no statement begins on it, the next one behind it counts.
    pub line: u32,
}

/// Where else than at the end of a command to stop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// At statements that begin on these lines.
    pub breakpoints: Vec<Line>,
    /// Where a panic begins.
    pub panics: bool,
    /// Where a goroutine is started, begins to wait, is woken, or ends.
    pub goroutines: bool,
    /// Behind a statement with a data race.
    pub races: bool,
    /// Also in the library's code; otherwise its calls are single steps. Taken when the program is loaded.
    pub library: bool,
}
