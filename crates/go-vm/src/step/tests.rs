//! Programs that are stepped through, forwards and back.

mod commands;
mod seen;

use burrow_go_trace::{Frame, Goroutine, Object, Status, Value};

use super::*;
use crate::files::MemoryFiles;
use crate::tests::{lowering, run_with};

/// A program that is loaded.
fn debugger(source: &str, settings: Settings) -> Debugger {
    let setup = Setup {
        memory: 64 << 20,
        seed: 1,
        args: vec!["main".into()],
        env: Vec::new(),
        files: Files::new(Box::new(MemoryFiles::default()), "/"),
        settings,
    };
    Debugger::new(lowering(source), setup)
}

/// Goes on until it stops.
fn arrive(debugger: &mut Debugger) -> State {
    for _ in 0..100_000 {
        match debugger.advance(100_000) {
            Progress::Stopped(state) => return *state,
            Progress::Running => {}
            Progress::Input => panic!("it waits for input"),
        }
    }
    panic!("it does not stop");
}

fn go(debugger: &mut Debugger, command: Command) -> State {
    debugger.command(command);
    arrive(debugger)
}

fn has_ended(state: &State) -> bool {
    matches!(state.stop, Stop::End(_))
}

/// All states of a program, at most `most`.
fn walk(debugger: &mut Debugger, most: usize) -> Vec<State> {
    let mut states = vec![arrive(debugger)];
    while states.len() < most && !states.last().is_some_and(has_ended) {
        states.push(go(debugger, Command::Into));
    }
    states
}

fn output(debugger: &Debugger) -> String {
    let bytes: Vec<u8> = debugger.output(0).into_iter().flat_map(|(_, bytes)| bytes).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The first state whose next statement begins on a line.
fn at_line(states: &[State], line: u32) -> &State {
    let here = |state: &&State| state.place.as_ref().is_some_and(|place| place.line == line);
    states.iter().find(here).expect("a state at that line")
}

/// Programs that each show something else.
const PROGRAMS: [&str; 6] = [
    include_str!("tests/closures.go"),
    include_str!("tests/panics.go"),
    include_str!("tests/channels.go"),
    include_str!("tests/data.go"),
    include_str!("tests/generics.go"),
    include_str!("tests/loops.go"),
];

#[test]
fn every_step_back_gives_the_state_that_was_seen() {
    for source in PROGRAMS {
        let mut debugger = debugger(source, Settings::default());
        let states = walk(&mut debugger, 2000);
        assert!(has_ended(states.last().unwrap()));
        for (step, state) in states.iter().enumerate() {
            assert_eq!(state.step, step as u64);
            let bytes = postcard::to_allocvec(state).unwrap();
            assert!(bytes.len() < limits::STATE_BYTES);
            assert_eq!(&postcard::from_bytes::<State>(&bytes).unwrap(), state);
        }
        let written = output(&debugger);
        for state in states.iter().rev().skip(1) {
            assert_eq!(&go(&mut debugger, Command::Back), state);
            assert!(written.starts_with(&output(&debugger)));
        }
        assert_eq!(output(&debugger), "");
        let mut step = 1;
        for _ in 0..50 {
            step = (step * 7919 + 13) % states.len();
            assert_eq!(go(&mut debugger, Command::Seek(step as u64)), states[step]);
        }
        assert_eq!(&go(&mut debugger, Command::Seek(u64::MAX)), states.last().unwrap());
        assert_eq!(output(&debugger), written);
    }
}

#[test]
fn snapshots_do_not_change_the_way() {
    for source in PROGRAMS {
        let mut debugger = debugger(source, Settings::default());
        debugger.history.apart = 1;
        let states = walk(&mut debugger, 2000);
        let mut step = 1;
        for round in 0..60 {
            step = match round % 4 {
                0 => (step * 7919 + 13) % states.len(),
                1 => (step + 30).min(states.len() - 1),
                _ => step.saturating_sub(1),
            };
            assert_eq!(go(&mut debugger, Command::Seek(step as u64)), states[step]);
        }
    }
}

#[test]
fn code_that_is_made_again_stays_where_it_was() {
    let source = "package main
func first(n int) int { return second(n) + 1 }
func second(n int) int {
	for i := range 3 {
		n += i
	}
	return n
}
func main() {
	n := 0
	for range 20 {
		n += first(n)
	}
	println(n)
}
";
    let mut debugger = debugger(source, Settings::default());
    debugger.history.apart = 1;
    let before = walk(&mut debugger, 30);
    // Back to before anything was made, then on past all snapshots to where there are new ones.
    go(&mut debugger, Command::Seek(0));
    let states: Vec<State> = walk(&mut debugger, 300);
    for step in (0..states.len()).rev() {
        let state = go(&mut debugger, Command::Seek(step as u64));
        assert_eq!(state, states[step]);
        assert!(step >= before.len() || state == before[step]);
    }
}

#[test]
fn stepping_changes_nothing() {
    let programs = [
        include_str!("../tests/arith.go"),
        include_str!("../tests/conc.go"),
        include_str!("../tests/data.go"),
        include_str!("../tests/flow.go"),
        include_str!("../tests/maps.go"),
        include_str!("../tests/panics.go"),
    ];
    for source in programs.into_iter().chain(PROGRAMS) {
        let options =
            Options { memory: 64 << 20, seed: Some(1), virtual_time: true, ..Options::default() };
        let expected = run_with(source, &options);
        let mut debugger = debugger(source, Settings::default());
        let states = walk(&mut debugger, 3000);
        let middle = states[states.len() / 2].step;
        assert_eq!(go(&mut debugger, Command::Seek(middle)), states[states.len() / 2]);
        let end = go(&mut debugger, Command::Continue);
        // What a trace says of places in code depends on the code.
        let words = |text: &str| text.split(" +0x").next().map(str::to_owned);
        assert_eq!(words(&output(&debugger)), words(&expected.0));
        assert_eq!(end.stop, Stop::End(expected.1));
    }
}
