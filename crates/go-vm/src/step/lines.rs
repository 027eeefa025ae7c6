//! Breakpoints: which statements begin on which lines.

use std::collections::{BTreeSet, HashMap};

use burrow_go_ir::Code;
use burrow_go_trace::Line;

use crate::machine::{Event, Machine};

/// The lines of a program on which there is something to stop at.
pub struct Stops(HashMap<String, BTreeSet<u32>>);

impl Stops {
    /// Those of a program.
    pub fn of(code: &dyn Code) -> Stops {
        let mut stops = Stops(HashMap::new());
        for place in code.stops().into_iter().filter_map(|pos| code.place(pos)) {
            stops.0.entry(place.file.to_string()).or_default().insert(place.line);
        }
        stops
    }

    /// The line itself, or the next one behind it on which there is something to stop at.
    pub fn next(&self, mut line: Line) -> Line {
        let found = self.0.get(&line.file).and_then(|lines| lines.range(line.line..).next());
        line.line = found.copied().unwrap_or(line.line);
        line
    }
}

/// What is to be stopped at, at a statement.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks {
    /// It is on a line with a breakpoint.
    pub breakpoint: bool,
    /// It is on the line that a command leads to.
    pub goal: bool,
}

/// Lines, and what is known of statements by now.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    breakpoints: Vec<Line>,
    goal: Option<Line>,
    /// By number of statement.
    known: Vec<Option<Marks>>,
}

impl Lines {
    /// Lines with breakpoints, and the one that a command leads to.
    pub fn new(breakpoints: Vec<Line>, goal: Option<Line>) -> Lines {
        Lines { breakpoints, goal, known: Vec::new() }
    }

    /// What to stop at, at the statement of a step. A line counts once for the statements that follow each other on it in one call.
    pub fn at(&mut self, machine: &Machine, event: &Event) -> Marks {
        let Some(number) = event.statement else { return Marks::default() };
        if self.breakpoints.is_empty() && self.goal.is_none() {
            return Marks::default();
        }
        let marks = self.of(machine, number);
        if !marks.breakpoint && !marks.goal {
            return marks;
        }
        let follows = event.before.is_some_and(|(frame, before)| {
            frame == event.frame
                && before < number
                && line(machine, before) == line(machine, number)
        });
        if follows { Marks::default() } else { marks }
    }

    fn of(&mut self, machine: &Machine, number: u32) -> Marks {
        let at = number as usize;
        if at >= self.known.len() {
            self.known.resize(at + 1, None);
        }
        if let Some(known) = self.known[at] {
            return known;
        }
        let here = line(machine, number);
        let is = |line: &Line| here.as_ref().is_some_and(|here| here == line);
        let marks = Marks {
            breakpoint: self.breakpoints.iter().any(is),
            goal: self.goal.as_ref().is_some_and(is),
        };
        self.known[at] = Some(marks);
        marks
    }
}

/// The line that a statement begins on.
fn line(machine: &Machine, number: u32) -> Option<Line> {
    let pos = *machine.world.statements.get(number as usize)?;
    let place = machine.world.code.place(pos)?;
    Some(Line { file: place.file.to_string(), line: place.line })
}
