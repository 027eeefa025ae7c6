//! Steps through a program and prints what is seen: `cargo run --release -p burrow-go-std --example step -- FILE [COMMAND...]`, with a
//! real Go named by the environment's GOROOT.
//!
//! Commands: `into`, `over`, `out`, `go`, `back`, `backover`, `backgo`, a line to run to (`12`), a step to seek (`@12`), each with an
//! optional count (`into*100`). Behind each stands how long it took. `check*N` goes N steps from the start and then to and fro, and
//! says whether every state is the one that was seen.

use std::path::PathBuf;
use std::time::Instant;

use burrow_go_ir::Lowering;
use burrow_go_std::{Chain, Library, NoModule};
use burrow_go_trace::{Command, Line, Settings, State, Stop};
use burrow_go_types::{PackageSource, Program};
use burrow_go_vm::files::{Files, MemoryFiles};
use burrow_go_vm::step::{Debugger, Progress, Setup};

/// Jumps and calls between two looks at the clock.
const BUDGET: u64 = 200_000;

fn main() -> Result<(), String> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("usage: step FILE [COMMAND...]")?;
    let root = std::env::var_os("GOROOT").map(PathBuf::from).ok_or("GOROOT is not set")?;
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let library = Chain::default().with(Library::new(root)).with(NoModule);
    let mut program = Program::new(Box::new(library));
    let files = vec![(path.clone(), text.into())];
    let main = program.check(PackageSource { path: "main".into(), files, lazy: false });
    if let Some(problem) = program.diagnostics().first() {
        return Err(problem.message.clone());
    }
    let setup = Setup {
        memory: 256 << 20,
        seed: 1,
        args: vec![path.clone()],
        env: Vec::new(),
        files: Files::new(Box::new(MemoryFiles::default()), "/"),
        settings: Settings { panics: true, ..Settings::default() },
    };
    let start = Instant::now();
    let mut debugger = Debugger::new(Lowering::new(program, main), setup);
    let state = arrive(&mut debugger)?;
    println!("loaded in {:?}", start.elapsed());
    show(&state);
    for word in args {
        let (name, count) = word.split_once('*').unwrap_or((&word, "1"));
        let count: u32 = count.parse().map_err(|_| format!("{word}: not a count"))?;
        if name == "check" {
            check(&mut debugger, count)?;
            continue;
        }
        let command = command(name, &path).ok_or_else(|| format!("{name}: not a command"))?;
        let start = Instant::now();
        let mut state = None;
        for _ in 0..count {
            debugger.command(command.clone());
            state = Some(arrive(&mut debugger)?);
        }
        println!("\n{word}: {:?} each", start.elapsed() / count.max(1));
        state.iter().for_each(show);
    }
    println!("\noutput:");
    for (_, bytes) in debugger.output(0) {
        print!("{}", String::from_utf8_lossy(&bytes));
    }
    Ok(())
}

fn check(debugger: &mut Debugger, count: u32) -> Result<(), String> {
    let mut states = Vec::new();
    let mut command = Command::Seek(0);
    for _ in 0..count {
        debugger.command(command);
        states.push(arrive(debugger)?);
        command = Command::Into;
        if matches!(states.last(), Some(State { stop: Stop::End(_), .. })) {
            break;
        }
    }
    debugger.command(Command::Seek(u64::MAX));
    arrive(debugger)?;
    let mut step = 0;
    for round in 0..60 {
        step = match round % 3 {
            0 => (step * 7919 + 104_729) % states.len(),
            _ => step.saturating_sub(1),
        };
        debugger.command(Command::Seek(step as u64));
        let state = arrive(debugger)?;
        if state != states[step] {
            show(&states[step]);
            show(&state);
            return Err(format!("step {step} is not what it was"));
        }
    }
    println!("{} states are what they were", states.len());
    Ok(())
}

fn command(name: &str, file: &str) -> Option<Command> {
    Some(match name {
        "into" => Command::Into,
        "over" => Command::Over,
        "out" => Command::Out,
        "go" => Command::Continue,
        "back" => Command::Back,
        "backover" => Command::BackOver,
        "backgo" => Command::BackContinue,
        _ => match name.strip_prefix('@') {
            Some(step) => Command::Seek(step.parse().ok()?),
            None => Command::To(Line { file: file.into(), line: name.parse().ok()? }),
        },
    })
}

fn arrive(debugger: &mut Debugger) -> Result<State, String> {
    loop {
        match debugger.advance(BUDGET) {
            Progress::Running => {}
            Progress::Input => debugger.end_input(),
            Progress::Stopped(state) => return Ok(*state),
        }
    }
}

fn show(state: &State) {
    let place = state.place.as_ref().map(|place| format!("{}:{}", place.line, place.column));
    println!("step {} {:?} at {}", state.step, state.stop, place.unwrap_or_default());
    for goroutine in &state.goroutines {
        println!("goroutine {} {:?}", goroutine.id, goroutine.status);
        for panic in &goroutine.panics {
            println!("  panic {:?}", panic.value);
        }
        for frame in &goroutine.frames {
            let line = frame.place.as_ref().map_or(0, |place| place.line);
            println!("  {} line {line}", frame.function);
            for variable in &frame.variables {
                println!("    {} {} = {:?}", variable.name, variable.typ, variable.value);
            }
            for deferred in &frame.defers {
                println!("    defer {}({} arguments)", deferred.function, deferred.arguments.len());
            }
        }
    }
    for variable in &state.globals {
        println!("{} {} = {:?}", variable.name, variable.typ, variable.value);
    }
    for object in &state.heap {
        println!("{:#x} {} {:?}", object.address, object.typ, object.content);
    }
}
