//! Where commands lead.

use super::*;

const CALLS: &str = "package main

func square(n int) int {
	result := n * n
	return result
}

func main() {
	total := 0
	for i := 1; i <= 3; i++ {
		total += square(i)
	}
	println(total)
}
";

fn line(state: &State) -> u32 {
    state.place.as_ref().map_or(0, |place| place.line)
}

fn to(line: u32) -> Line {
    Line { file: "/main.go".into(), line }
}

fn breaks(lines: &[u32]) -> Settings {
    let breakpoints = lines.iter().map(|&line| to(line)).collect();
    Settings { breakpoints, ..Settings::default() }
}

fn lines(debugger: &mut Debugger, commands: &[Command]) -> Vec<u32> {
    commands.iter().map(|command| line(&go(debugger, command.clone()))).collect()
}

#[test]
fn over_stays_in_the_call_and_out_leaves_it() {
    use Command::{BackOver, Into, Out, Over};
    let mut debugger = debugger(CALLS, Settings::default());
    assert_eq!(arrive(&mut debugger).stop, Stop::Start);
    let over = [Over, Over, Over, Over, Over, Over];
    assert_eq!(lines(&mut debugger, &over), [10, 10, 11, 10, 10, 11]);
    assert_eq!(lines(&mut debugger, &[Into, Over, Out]), [4, 5, 10]);
    assert_eq!(lines(&mut debugger, &[BackOver, BackOver, BackOver]), [11, 10, 10]);
    // From inside a call it leads to where it was called.
    assert_eq!(lines(&mut debugger, &[Over, Into, Into, BackOver, BackOver]), [10, 11, 4, 11, 10]);
}

#[test]
fn breakpoints_are_met_both_ways() {
    use Command::{BackContinue, Continue, To};
    let mut debugger = debugger(CALLS, breaks(&[4]));
    arrive(&mut debugger);
    let states: Vec<State> = (0..3).map(|_| go(&mut debugger, Continue)).collect();
    let n = |state: &State| state.frame().unwrap().variable("n").unwrap().value.clone();
    assert!(states.iter().all(|state| state.stop == Stop::Line && line(state) == 4));
    assert_eq!(n(&states[2]), Value::Scalar("3".into()));
    let back = go(&mut debugger, BackContinue);
    assert_eq!((back.step, n(&back)), (states[1].step, Value::Scalar("2".into())));
    assert_eq!(lines(&mut debugger, &[BackContinue]), [4]);
    assert_eq!(go(&mut debugger, BackContinue).step, 0);
    debugger.set(Settings::default());
    assert_eq!(lines(&mut debugger, &[To(to(13))]), [13]);
    assert_eq!(go(&mut debugger, Continue).stop, Stop::End(0));
    assert_eq!(output(&debugger), "14\n");
    debugger.set(breaks(&[10]));
    // The head of a loop is met once a round.
    assert_eq!(go(&mut debugger, Command::Seek(0)).stop, Stop::Start);
    assert_eq!(lines(&mut debugger, &[Continue, Continue, Continue, Continue]), [10; 4]);
    assert_eq!(go(&mut debugger, Continue).stop, Stop::End(0));
}

#[test]
fn a_line_without_a_statement_means_the_next_one() {
    let mut debugger = debugger(CALLS, breaks(&[12]));
    arrive(&mut debugger);
    let continued = [Command::Continue, Command::BackContinue, Command::To(to(12))];
    assert_eq!(lines(&mut debugger, &continued), [13, 9, 13]);
}

#[test]
fn all_places_to_stop_are_known() {
    let programs = [
        include_str!("../../tests/conc.go"),
        include_str!("../../tests/flow.go"),
        include_str!("../../tests/panics.go"),
    ];
    for source in programs.into_iter().chain(PROGRAMS) {
        let mut debugger = debugger(source, Settings::default());
        for state in walk(&mut debugger, 3000) {
            let Some(place) = state.place else { continue };
            let line = Line { file: place.file, line: place.line };
            let panicked = matches!(state.stop, Stop::Panic(_));
            assert!(panicked || debugger.stops.next(line.clone()) == line, "{line:?}");
        }
    }
}

#[test]
fn library_code_is_stepped_through_only_if_it_is_wanted() {
    let source = "package main
import \"syscall\"
func main() {
	n := syscall.Read(nil)
	println(n)
}
";
    for (library, expected) in [(false, vec![4, 5, 6]), (true, vec![4, 3, 5, 6])] {
        let mut debugger = debugger(source, Settings { library, ..Settings::default() });
        debugger.end_input();
        let states = walk(&mut debugger, 100);
        let lines: Vec<u32> = states[..states.len() - 1].iter().map(line).collect();
        assert_eq!(lines, expected);
        let inside = states.iter().find(|state| line(state) == 3);
        let shown = inside.map(|state| state.frame().unwrap().variables[0].name.clone());
        assert_eq!(shown, library.then(|| "b".to_owned()));
    }
}

#[test]
fn a_panic_can_be_stopped_at() {
    let settings = Settings { panics: true, ..Settings::default() };
    let mut debugger = debugger(include_str!("panics.go"), settings);
    arrive(&mut debugger);
    let state = go(&mut debugger, Command::Continue);
    let text = "runtime error: index out of range [3] with length 3";
    assert_eq!((line(&state), state.stop), (26, Stop::Panic(text.into())));
    // The panic's own method is asked for its text, and that is no step.
    let own = go(&mut debugger, Command::Continue);
    assert_eq!((line(&own), &own.stop), (27, &Stop::Panic("failed".into())));
    assert_eq!(go(&mut debugger, Command::Into).step, own.step + 1);
    assert_eq!(lines(&mut debugger, &[Command::Continue]), [29]);
    assert_eq!(lines(&mut debugger, &[Command::BackContinue]), [27]);
}

#[test]
fn a_goroutines_change_can_be_stopped_at() {
    let settings = Settings { goroutines: true, ..Settings::default() };
    let mut debugger = debugger(include_str!("channels.go"), settings);
    arrive(&mut debugger);
    let mut changes = Vec::new();
    loop {
        let state = go(&mut debugger, Command::Continue);
        match state.stop {
            Stop::Goroutine { id, status } => changes.push((id, status)),
            _ => break,
        }
    }
    let waiting =
        |id, why: &str| (id, Some(Status::Waiting { reason: why.into(), channels: Vec::new() }));
    assert_eq!(
        changes[..3],
        [(2, Some(Status::Runnable)), waiting(1, "chan receive"), (1, Some(Status::Runnable)),]
    );
    assert!(changes.contains(&(2, None)));
    assert!(changes.contains(&waiting(3, "chan send")));
}

#[test]
fn over_stays_in_its_goroutine() {
    use Command::Over;
    let mut debugger = debugger(include_str!("channels.go"), Settings::default());
    arrive(&mut debugger);
    let mut all = Vec::new();
    for _ in 0..12 {
        let state = go(&mut debugger, Over);
        all.push((state.goroutine, line(&state)));
    }
    assert!(all.iter().all(|&(goroutine, line)| goroutine == Some(1) && line >= 12), "{all:?}");
}

#[test]
fn over_goes_round_a_loop_over_a_function() {
    use Command::Over;
    let mut debugger = debugger(include_str!("generics.go"), Settings::default());
    arrive(&mut debugger);
    let first = go(&mut debugger, Command::To(to(38)));
    assert_eq!(line(&first), 38);
    assert_eq!(lines(&mut debugger, &[Over, Over, Over, Over, Over]), [39, 40, 39, 40, 41]);
    assert_eq!(lines(&mut debugger, &[Over, Command::BackOver]), [44, 41]);
}

#[test]
fn input_is_waited_for_and_read_again_after_going_back() {
    let source = "package main
import \"syscall\"
func main() {
	buffer := make([]byte, 4)
	n := syscall.Read(buffer)
	println(string(buffer[:n]))
	n = syscall.Read(buffer)
	println(string(buffer[:n]), n)
}
";
    let mut debugger = debugger(source, Settings::default());
    arrive(&mut debugger);
    debugger.command(Command::To(to(6)));
    assert_eq!(debugger.advance(1000), Progress::Input);
    assert_eq!(debugger.advance(1000), Progress::Input);
    debugger.input(b"abcdef");
    let first = arrive(&mut debugger);
    debugger.command(Command::Continue);
    debugger.end_input();
    let end = arrive(&mut debugger);
    assert_eq!((&end.stop, &*output(&debugger)), (&Stop::End(0), "abcd\nef 2\n"));
    assert_eq!(go(&mut debugger, Command::Seek(first.step)).step, first.step);
    assert_eq!(output(&debugger), "");
    assert_eq!(go(&mut debugger, Command::Continue), end);
    assert_eq!(output(&debugger), "abcd\nef 2\n");
}

#[test]
fn an_endless_loop_can_be_halted() {
    let source = "package main\nfunc main() {\n\tn := 0\n\tfor {\n\t\tn++\n\t}\n}\n";
    let mut debugger = debugger(source, Settings::default());
    arrive(&mut debugger);
    debugger.command(Command::Continue);
    for _ in 0..20 {
        assert_eq!(debugger.advance(100_000), Progress::Running);
    }
    debugger.halt();
    let state = arrive(&mut debugger);
    assert_eq!((line(&state), &state.stop), (5, &Stop::Step));
    let before = go(&mut debugger, Command::Back);
    assert_eq!(before.step + 1, state.step);
}

#[test]
fn a_program_can_be_halted_in_the_midst_of_a_statement() {
    let source = "package main\nfunc main() {\n\tn := 0\n\tfor {\n\t}\n\tprintln(n)\n}\n";
    let mut busy = debugger(source, Settings::default());
    arrive(&mut busy);
    busy.command(Command::Continue);
    assert_eq!(busy.advance(100_000), Progress::Running);
    busy.halt();
    let state = arrive(&mut busy);
    assert!(matches!(state.stop, Stop::Limit(_)));
    assert_eq!(state.goroutines[0].frames[0].place.as_ref().map(|place| place.line), Some(4));
    assert_eq!(go(&mut busy, Command::Back).step, 0);
    assert_eq!(go(&mut busy, Command::Seek(1)).stop, Stop::Step);

    let source =
        "package main\nimport \"syscall\"\nfunc main() {\n\tsyscall.Read(make([]byte, 9))\n}\n";
    let mut waiting = debugger(source, Settings::default());
    arrive(&mut waiting);
    waiting.command(Command::Into);
    assert_eq!(waiting.advance(1000), Progress::Input);
    waiting.halt();
    assert!(matches!(arrive(&mut waiting).stop, Stop::Limit(_)));
    waiting.input(b"x");
    assert_eq!(go(&mut waiting, Command::Into).step, 1);
}
