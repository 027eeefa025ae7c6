//! Whether the program of a figure gets to where the figure opens, and to its goal: stepped
//! through, as the page does.

use std::path::Path;

use burrow_course::goal::Goal;
use burrow_course::lesson::{Pattern, ProgramFigure};
use burrow_go_ir::Lowering;
use burrow_go_std::{Chain, Library, NoModule};
use burrow_go_trace::{Command, Goroutine, Line, Settings, State, Status, Stop};
use burrow_go_types::{PackageSource, Program};
use burrow_go_vm::files::{Files, MemoryFiles};
use burrow_go_vm::step::{Debugger, Progress, Setup};

use crate::attempt::{Attempt, Outcome, Part};
use crate::engine::Engine;
use crate::judge::{Fault, first_line};

/// Orders of the goroutines of which one has to lead to a goal that not all orders lead to.
const SEEDS: u64 = 40;
/// The memory that a program may take.
const MEMORY: u64 = 256 << 20;
/// Choices of who runs next, in one order.
const CHOICES: usize = 500;
/// Jumps and calls of a whole program; one that goes on is taken to hang.
const MOST: u64 = 20_000_000;

/// What does not hold, and what was tried.
pub fn prove(
    figure: &ProgramFigure,
    goroot: &Path,
    engine: &mut Engine,
) -> (Vec<Fault>, Vec<(Attempt, Outcome)>) {
    let Some((name, text)) = &figure.program else { return (Vec::new(), Vec::new()) };
    let attempt = Attempt { part: Part::Program, code: text.clone() };
    let outcome = engine.attempt(&attempt, None, &[]);
    let fault = if outcome.compiles {
        let open = stepped(figure, goroot, name, text);
        open.or_else(|| goal(figure, &attempt, &outcome, engine))
    } else {
        Some(format!("The program does not compile: {}.", first_line(&outcome.output)))
    };
    let faults = fault.map(|sentence| (name.clone(), sentence));
    (faults.into_iter().collect(), vec![(attempt, outcome)])
}

/// What has to come of the program as a whole.
fn goal(
    figure: &ProgramFigure,
    attempt: &Attempt,
    outcome: &Outcome,
    engine: &mut Engine,
) -> Option<String> {
    let ends_otherwise = || {
        (!outcome.passes)
            .then(|| format!("The program does not end well: {}.", first_line(&outcome.output)))
    };
    match &figure.goal {
        Some(Goal::Panic) => {
            let panics = outcome.output.contains("panic: ");
            (!panics && outcome.passes && !attempt.code.contains("recover()"))
                .then(|| "The goal is a panic, and the program ends without one.".to_string())
        }
        Some(Goal::Deadlock) => (!is_deadlock(outcome) && !can(attempt, engine, is_deadlock))
            .then(|| format!("In {SEEDS} runs no order of the goroutines led to a deadlock.")),
        Some(Goal::NoDeadlock) => {
            let ends = |outcome: &Outcome| outcome.passes;
            (!outcome.passes && !can(attempt, engine, ends))
                .then(|| format!("In {SEEDS} runs no order of the goroutines led to the end."))
        }
        Some(Goal::Output(pattern)) => ends_otherwise().or_else(|| {
            let fits = Pattern::new(pattern).is_ok_and(|one| one.is_match(&outcome.printed));
            (!fits).then(|| "The program does not print what its goal asks for.".to_string())
        }),
        _ => ends_otherwise(),
    }
}

fn is_deadlock(outcome: &Outcome) -> bool {
    outcome.output.contains("all goroutines are asleep - deadlock!")
}

/// Whether some order of the goroutines leads there: they may take turns before each statement.
fn can(attempt: &Attempt, engine: &mut Engine, is_there: impl Fn(&Outcome) -> bool) -> bool {
    let yielding = Attempt { code: yielding(&attempt.code), ..attempt.clone() };
    let attempts = [attempt, &yielding];
    (0..SEEDS).any(|seed| attempts.iter().any(|one| is_there(&engine.with_seed(one, seed))))
}

/// A program whose goroutines let others go first before each of their statements.
fn yielding(program: &str) -> String {
    let mut text = String::new();
    let (mut in_function, mut goes_on) = (false, false);
    for line in program.lines() {
        let code = line.trim();
        in_function = line.starts_with("func ") || in_function && line != "}";
        let opens = code.ends_with(['{', ',', '(']);
        let is_other = ["}", ")", "//", "case ", "default:", "func "];
        let is_statement = in_function && !opens && !goes_on && !code.is_empty();
        if is_statement && !is_other.iter().any(|start| code.starts_with(start)) {
            text.push_str("yield.Gosched(); ");
        }
        goes_on = code.ends_with([',', '(']);
        text.push_str(line);
        text.push('\n');
        if code == "package main" {
            text.push_str("import yield \"runtime\"\n");
        }
    }
    text
}

/// Whether the program, stepped through, gets to the lines that the figure names, and panics where
/// it is to panic.
fn stepped(figure: &ProgramFigure, goroot: &Path, name: &str, text: &str) -> Option<String> {
    let line = |line: u32| Line { file: name.to_string(), line };
    let way_to = |number: u32| {
        let to = Command::To(line(number));
        step(goroot, name, text, Settings::default(), to)
    };
    if figure.open > 0 {
        let (open, way) = (figure.open, way_to(figure.open));
        if !way.comes_to(open) {
            return Some(format!("The program does not come to line {open}, where it opens."));
        }
        let is_reached = |pattern: &String| {
            Pattern::new(pattern).is_ok_and(|pattern| pattern.is_match(&way.written))
        };
        if let Some(Goal::Output(pattern)) = &figure.goal
            && !is_at(&way.start, open)
            && is_reached(pattern)
        {
            return Some("The goal is reached where the figure opens.".to_string());
        }
    }
    match &figure.goal {
        Some(Goal::Line(goal)) => (!way_to(*goal).comes_to(*goal))
            .then(|| format!("The program does not come to line {goal}, its goal.")),
        Some(Goal::Panic) => {
            let settings = Settings { panics: true, ..Settings::default() };
            let way = step(goroot, name, text, settings, Command::Continue);
            let panics = way.there.is_some_and(|state| matches!(state.stop, Stop::Panic(_)));
            (!panics).then(|| "The goal is a panic, and stepping finds none.".to_string())
        }
        Some(Goal::Race) => {
            let races = raced(goroot, name, text);
            (!races)
                .then(|| format!("In {SEEDS} runs no order of the goroutines led to a data race."))
        }
        _ => None,
    }
}

/// Whether stepping finds a data race, if at each statement one of the goroutines is chosen to run
/// next, as a learner may. It does not take the order in which something goes wrong, but one in
/// which both get to what they share.
fn raced(goroot: &Path, name: &str, text: &str) -> bool {
    (0..SEEDS).any(|seed| races(&mut debugger(goroot, name, text, Settings::default()), seed))
}

/// The same in one order of the goroutines.
fn races(debugger: &mut Debugger, seed: u64) -> bool {
    let mut random = seed;
    for _ in 0..CHOICES {
        let Some(here) = arrive(debugger) else { return false };
        if !here.races.is_empty() {
            return true;
        }
        let can_run = |one: &&Goroutine| matches!(one.status, Status::Running | Status::Runnable);
        let able: Vec<u64> = here.goroutines.iter().filter(can_run).map(|one| one.id).collect();
        // Knuth's generator of MMIX; its upper bits are the random ones.
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let Some(&next) = able.get((random >> 33) as usize % able.len().max(1)) else {
            return false;
        };
        debugger.command(Command::Run(next));
    }
    false
}

/// Where a command leads from the start of a program.
struct Way {
    start: Option<State>,
    /// Nothing if the command does not end.
    there: Option<State>,
    /// What has been written to standard output on the way.
    written: String,
}

impl Way {
    fn comes_to(&self, line: u32) -> bool {
        is_at(&self.start, line) || is_at(&self.there, line)
    }
}

fn is_at(state: &Option<State>, line: u32) -> bool {
    let place = state.as_ref().and_then(|state| state.place.as_ref());
    place.is_some_and(|place| place.line == line)
}

fn step(goroot: &Path, name: &str, text: &str, settings: Settings, command: Command) -> Way {
    let mut debugger = debugger(goroot, name, text, settings);
    let start = arrive(&mut debugger);
    debugger.command(command);
    let there = arrive(&mut debugger);
    let bytes = debugger.output(0).into_iter().filter(|(stream, _)| *stream == 1);
    let bytes: Vec<u8> = bytes.flat_map(|(_, bytes)| bytes).collect();
    Way { start, there, written: String::from_utf8_lossy(&bytes).into_owned() }
}

fn debugger(goroot: &Path, name: &str, text: &str, settings: Settings) -> Debugger {
    let chain = Chain::default().with(Library::new(goroot)).with(NoModule);
    let mut program = Program::new(Box::new(chain));
    let files = vec![(name.to_string(), text.into())];
    let main = program.check(PackageSource { path: "main".into(), files, lazy: false });
    let mut code = Lowering::new(program, main);
    code.keep_calls(true);
    let setup = Setup {
        memory: MEMORY,
        seed: 1,
        args: vec!["main".to_string()],
        env: Vec::new(),
        files: Files::new(Box::new(MemoryFiles::default()), "/"),
        settings,
    };
    Debugger::new(code, setup)
}

fn arrive(debugger: &mut Debugger) -> Option<State> {
    debugger.end_input();
    for _ in 0..MOST / 200_000 {
        if let Progress::Stopped(state) = debugger.advance(200_000) {
            return Some(*state);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goroutines_take_turns_before_each_statement() {
        let program = "package main\n\ntype t struct {\n\ta int\n}\n\nfunc main() {\n\tx := f(\n\t\t1,\n\t)\n\
                       \tif x {\n\t\tg()\n\t}\n}\n";
        let expected = "package main\nimport yield \"runtime\"\n\ntype t struct {\n\ta int\n}\n\n\
                        func main() {\n\tx := f(\n\t\t1,\n\t)\n\tif x {\nyield.Gosched(); \t\tg()\n\
                        \t}\n}\n";
        assert_eq!(yielding(program), expected);
    }
}
