//! Whether a step reaches what a figure asks for.

use burrow_course::goal::Goal;
use burrow_go_trace::Stop;

use super::state::Step;

/// `matches` says whether a regular expression describes a part of a text.
pub fn is_reached(goal: &Goal, step: &Step, matches: fn(&str, &str) -> bool) -> bool {
    let state = &step.moment.0;
    let stop = &state.stop;
    match goal {
        Goal::End => matches!(stop, Stop::End(_)),
        Goal::Line(line) => step.line() == Some(*line),
        Goal::Output(pattern) => matches(pattern, &step.written()),
        Goal::Panic => matches!(stop, Stop::Panic(_)),
        Goal::Deadlock => state.deadlock,
        Goal::Race => !state.races.is_empty(),
        Goal::NoDeadlock => matches!(stop, Stop::End(_)) && !state.deadlock,
        // That of another lab.
        Goal::Changed => false,
    }
}
