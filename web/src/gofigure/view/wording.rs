//! What a figure says of its program. Knows no browser.

use burrow_course::goal::Goal;
use burrow_go_trace::Stop;

use crate::go::step;
use crate::gofigure::model::names::short;
use crate::gofigure::model::{Board, Row, timeline};
use crate::gofigure::player::Play;
use crate::words::{Key, fill, text};

/// So many changes are told; the figure shows the others.
const CHANGES: usize = 3;

/// Where the program stands, and what the last step changed; on the heap only where it is shown.
pub fn now(play: &Play, board: &Board, shows_heap: bool) -> String {
    let Some(now) = play.step() else {
        return text(if play.is_busy { Key::MachineOpens } else { Key::MachineBegin }).to_string();
    };
    let mut told = Vec::new();
    let state = &now.moment.0;
    told.extend(Some(step::why(&state.stop)).filter(|why| !why.is_empty() && play.at > 0));
    if let (Some(place), Some(frame)) = (&state.place, state.frame()) {
        let (line, function) = (place.line.to_string(), short(&frame.function));
        told.push(fill(Key::MachineStands, &[("line", &line), ("function", &function)]));
    }
    if play.at > 0 {
        let states: Vec<_> = play.steps[..=play.at].iter().map(|step| &*step.moment.0).collect();
        told.extend(timeline::news(&states, play.before().map(|step| &*step.moment.0)));
        let is_over = matches!(state.stop, Stop::End(_) | Stop::Limit(_));
        if state.goroutine.is_none() && !is_over {
            told.push(text(Key::TimelineNobody).to_string());
        }
    }
    // What the library does in its own variables nobody has asked.
    let frames = board.frames.iter().filter(|frame| !frame.is_library);
    let frames = frames.flat_map(|frame| &frame.rows).chain(&board.globals);
    let objects = board.objects.iter().filter(|object| shows_heap && !object.is_new);
    let objects = objects.filter(|object| !is_of_library(&object.typ));
    let changes: Vec<_> = frames
        .chain(objects.flat_map(|object| &object.rows))
        .flat_map(single)
        .filter(|row| row.is_changed && !row.name.is_empty())
        .take(CHANGES)
        .map(|row| match row.value.text.starts_with('→') {
            true => format!("{} {}", row.name, row.value.text),
            false => format!("{} = {}", row.name, row.value.text),
        })
        .collect();
    if play.at > 0 && !changes.is_empty() {
        told.push(fill(Key::MachineChanged, &[("changes", &changes.join("; "))]));
    }
    told.join(" ")
}

/// The single values of a row, but not what a type of the library keeps inside of its own.
fn single(row: &Row) -> Vec<&Row> {
    match &row.parts[..] {
        [] => vec![row],
        _ if is_of_library(&row.typ) => Vec::new(),
        parts => parts.iter().flat_map(single).collect(),
    }
}

/// Whether a type is written with its package: those of the program are not.
fn is_of_library(typ: &str) -> bool {
    typ.split('[').next().is_some_and(|name| name.contains('.'))
}

/// What is to be reached.
pub fn goal(goal: &Goal) -> String {
    match goal {
        Goal::End => text(Key::MachineGoalEnd).to_string(),
        Goal::Line(line) => fill(Key::MachineGoalLine, &[("line", &line.to_string())]),
        Goal::Output(pattern) => fill(Key::MachineGoalOutput, &[("output", &plain(pattern))]),
        Goal::Panic => text(Key::MachineGoalPanic).to_string(),
        Goal::Deadlock => text(Key::MachineGoalDeadlock).to_string(),
        Goal::Race => text(Key::MachineGoalRace).to_string(),
        Goal::NoDeadlock => text(Key::MachineGoalNoDeadlock).to_string(),
        Goal::Changed => text(Key::MachineGoalChanged).to_string(),
    }
}

/// A pattern as what it stands for: those of lessons are text with escapes.
fn plain(pattern: &str) -> String {
    let mut plain = String::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => plain.push_str(" ↵ "),
                Some('d') => plain.push('0'),
                other => plain.extend(other),
            },
            '(' | ')' | '^' | '$' => {}
            other => plain.push(other),
        }
    }
    plain.trim_matches([' ', '↵']).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_type_of_the_library_keeps_is_not_told() {
        let row = |name: &str, typ: &str, parts: Vec<Row>| Row {
            name: name.to_string(),
            typ: typ.to_string(),
            parts,
            ..Row::default()
        };
        let waits = row("wg", "sync.WaitGroup", vec![row("v", "uint64", Vec::new())]);
        let house = row("house", "House", vec![waits, row("Price", "int", Vec::new())]);
        let names: Vec<_> = single(&house).iter().map(|row| &*row.name).collect();
        assert_eq!(names, ["Price"]);
        assert!(!is_of_library("Pair[time.Time]") && is_of_library("atomic.Pointer[Model]"));
    }

    #[test]
    fn a_goal_is_told_as_the_output_that_is_looked_for() {
        let words = |pattern: &str| goal(&Goal::Output(pattern.to_string()));
        assert!(words(r"close the data\ndone").contains("“close the data ↵ done”"));
        assert!(words(r"\n0\n").contains("“0”"));
        assert!(words(r"2 0\.5").contains("“2 0.5”"));
    }
}
