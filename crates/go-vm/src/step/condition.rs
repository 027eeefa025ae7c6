//! Where the stepper stops.

use burrow_go_trace::{Status, Stop};

use super::lines::Lines;
use crate::machine::{Event, Machine};
use crate::sched::{GoId, State};

/// Where a command ends by itself.
#[derive(Clone, Debug)]
pub enum Goal {
    /// Nowhere.
    Never,
    /// In this call or one outside of it, or when its goroutine has ended.
    Over(Call),
    /// Outside of this call, or when its goroutine has ended.
    Out(Call),
    /// At this line; see [`Lines`].
    Line,
    /// Where the goroutine that was chosen, which has this number, has come to so many statements, or cannot go on.
    Choice { goid: u64, left: u32 },
}

/// A call under way.
#[derive(Clone, Debug)]
pub struct Call {
    /// The goroutine, and its number.
    pub goroutine: GoId,
    /// See `goroutine`.
    pub goid: u64,
    /// Its frame.
    pub frame: u32,
    /// The name of the function, with which those of loop bodies in it begin.
    pub function: String,
}

impl Call {
    fn has_ended(&self, machine: &Machine) -> bool {
        let sched = &machine.sched;
        sched.goid(self.goroutine) != self.goid || sched.state(self.goroutine) == State::Ended
    }

    /// Whether a step is of this call or of one outside of it.
    pub fn has(&self, machine: &Machine, event: &Event) -> bool {
        event.goroutine == self.goroutine
            && (event.frame <= self.frame || self.is_loop_body(machine, event))
    }

    /// Whether a step is in the body of a loop over a function in this call: a function of its own to the machine only.
    fn is_loop_body(&self, machine: &Machine, event: &Event) -> bool {
        let Some(Some(made)) = machine.world.made.get(event.func as usize) else { return false };
        let rest = made.function.name.strip_prefix(&*self.function);
        rest.is_some_and(|rest| rest.starts_with("-range"))
    }
}

/// Where to stop.
pub struct Condition {
    /// Where the command ends.
    pub goal: Goal,
    /// The lines with breakpoints, and the one that a command leads to.
    pub lines: Lines,
    /// Whether to stop at panics.
    pub panics: bool,
    /// What goroutines do, by their numbers, if a change is to be seen.
    pub goroutines: Option<Vec<(u64, State)>>,
    /// How many data races there were, if the next one is to be seen.
    pub races: Option<usize>,
    /// Whether to only note the last step that it holds at, to go back to.
    pub backwards: bool,
    /// The step that was noted; it is before that with the number `before`.
    pub last: Option<u64>,
    /// See `last`.
    pub before: u64,
    /// Why it has stopped.
    pub found: Option<Stop>,
}

impl Condition {
    /// Whether it ends where a chosen goroutine cannot go on.
    pub fn is_choice(&self) -> bool {
        matches!(self.goal, Goal::Choice { .. })
    }

    /// Whether to stop before this step.
    pub fn holds(&mut self, machine: &Machine, event: &Event) -> bool {
        let Some(stop) = self.look(machine, event) else { return false };
        if self.backwards {
            let step = machine.pause.steps - 1;
            if step < self.before {
                self.last = Some(step);
            }
            return false;
        }
        self.found = Some(stop);
        true
    }

    fn look(&mut self, machine: &Machine, event: &Event) -> Option<Stop> {
        if event.statement.is_none() {
            // Its text is found when the state is made.
            return self.panics.then(|| Stop::Panic(String::new()));
        }
        let change = self.goroutines.as_mut().and_then(|before| changed(before, machine));
        let marks = self.lines.at(machine, event);
        if marks.breakpoint || marks.goal && matches!(self.goal, Goal::Line) {
            return Some(Stop::Line);
        }
        if let Some(before) = &mut self.races
            && std::mem::replace(before, machine.races().len()) < machine.races().len()
        {
            return Some(Stop::Race);
        }
        if change.is_some() {
            return change;
        }
        let reached = match &mut self.goal {
            Goal::Never | Goal::Line => false,
            Goal::Choice { goid, left } => {
                let own = machine.sched.goid(event.goroutine) == *goid;
                *left = left.saturating_sub(1);
                !own || *left == 0
            }
            Goal::Over(call) => call.has(machine, event) || call.has_ended(machine),
            Goal::Out(call) => {
                event.goroutine == call.goroutine && event.frame < call.frame
                    || call.has_ended(machine)
            }
        };
        reached.then_some(Stop::Step)
    }
}

/// What all goroutines do that are not the machine's own, by their numbers.
pub fn doings(machine: &Machine) -> Vec<(u64, State)> {
    let sched = &machine.sched;
    let own = sched.all().into_iter().filter(|&id| !sched.is_system(id));
    let mut all: Vec<(u64, State)> = own
        .map(|id| {
            let state = match sched.state(id) {
                // Whose turn it is is no change.
                State::Running => State::Ready,
                state => state,
            };
            (sched.goid(id), state)
        })
        .collect();
    all.sort_by_key(|&(goid, _)| goid);
    all
}

/// The first change since: a goroutine that is new, waits, waits no longer, or has ended.
fn changed(before: &mut Vec<(u64, State)>, machine: &Machine) -> Option<Stop> {
    let now = doings(machine);
    if *before == now {
        return None;
    }
    let old = std::mem::replace(before, now);
    let find = |list: &[(u64, State)], goid: u64| {
        list.binary_search_by_key(&goid, |&(goid, _)| goid).ok().map(|at| list[at].1)
    };
    let fresh = before.iter().find(|&&(goid, state)| find(&old, goid) != Some(state));
    if let Some(&(id, state)) = fresh {
        return Some(Stop::Goroutine { id, status: Some(super::inspect::status(state)) });
    }
    let gone = old.iter().find(|&&(goid, _)| find(before, goid).is_none());
    gone.map(|&(id, _)| Stop::Goroutine { id, status: None::<Status> })
}
