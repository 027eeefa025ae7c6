//! Figures tell the truth: the variables that a step's state shows before each line of a program are those that a real Go prints
//! there, with their types, sizes, offsets and shared arrays.
//!
//! Each program is stepped through, and a copy of it that prints its variables before the same lines (`told.go`) is run by the Go
//! that the environment's GOROOT names. Without one that can build programs there is nothing to test.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Process;

use burrow_course_proof::is_here;
use burrow_go_ir::Lowering;
use burrow_go_std::{Chain, Library, NoModule};
use burrow_go_trace::{Command, Settings, State, Stop};
use burrow_go_types::{PackageSource, Program};
use burrow_go_vm::files::{Files, MemoryFiles};
use burrow_go_vm::step::{Debugger, Progress, Setup};
use tempfile::TempDir;

/// Steps of a program; those of the course take some hundreds.
const MOST: usize = 5000;

fn goroot() -> Option<PathBuf> {
    std::env::var_os("GOROOT").map(PathBuf::from).filter(|root| is_here(root))
}

/// What is told before each line, in order; and the names of the variables that can be seen there.
#[derive(Default)]
struct Walked {
    told: Vec<String>,
    names: BTreeMap<u32, Vec<String>>,
}

/// Steps through a program.
fn walk(goroot: &Path, text: &str) -> Walked {
    let mut program =
        Program::new(Box::new(Chain::default().with(Library::new(goroot)).with(NoModule)));
    let files = vec![("main.go".to_string(), text.into())];
    let main = program.check(PackageSource { path: "main".into(), files, lazy: false });
    assert!(program.diagnostics().is_empty(), "{:?}", program.diagnostics());
    let setup = Setup {
        memory: 64 << 20,
        seed: 1,
        args: vec!["main".to_string()],
        env: Vec::new(),
        files: Files::new(Box::new(MemoryFiles::default()), "/"),
        settings: Settings::default(),
    };
    let mut debugger = Debugger::new(Lowering::new(program, main), setup);
    let mut states = vec![arrive(&mut debugger)];
    while !matches!(states.last().unwrap().stop, Stop::End(_)) {
        assert!(states.len() < MOST, "it does not end");
        debugger.command(Command::Into);
        states.push(arrive(&mut debugger));
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut walked = Walked::default();
    let refused = uneven(&states, &lines);
    for state in &states {
        let Some(line) = before_line(state, &lines).filter(|line| !refused.contains(line)) else {
            continue;
        };
        let variables = told::named(state.frame().unwrap());
        walked.told.push(told::line(state, line, &variables));
        let names = variables.iter().map(|variable| variable.name.clone()).collect();
        walked.names.insert(line, names);
    }
    walked
}

fn arrive(debugger: &mut Debugger) -> State {
    debugger.end_input();
    loop {
        if let Progress::Stopped(state) = debugger.advance(200_000) {
            return *state;
        }
    }
}

/// The line that a state stands before, if a statement of the copy can stand there too.
fn before_line(state: &State, lines: &[&str]) -> Option<u32> {
    let place = state.place.as_ref().filter(|_| !matches!(state.stop, Stop::Panic(_)))?;
    let line = lines[place.line as usize - 1];
    let code = line.trim_start();
    let begins = place.column as usize == line.len() - code.len() + 1;
    // A loop stops there again and again, and what stands in a package runs before all functions.
    let is_statement =
        !["for ", "func ", "var ", "}, "].iter().any(|start| code.starts_with(start));
    let inside = line.starts_with(['\t', '}']);
    (begins && is_statement && inside).then_some(place.line)
}

/// Lines at which not always the same variables can be seen.
fn uneven(states: &[State], lines: &[&str]) -> BTreeSet<u32> {
    let mut seen: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut uneven = BTreeSet::new();
    for state in states {
        let Some(line) = before_line(state, lines) else { continue };
        let variables = told::named(state.frame().unwrap());
        let names: Vec<String> = variables.iter().map(|one| one.name.clone()).collect();
        if *seen.entry(line).or_insert_with(|| names.clone()) != names {
            uneven.insert(line);
        }
    }
    uneven
}

/// The program, which says before these lines what its variables hold. Each line stays the line that it is.
fn telling(text: &str, names: &BTreeMap<u32, Vec<String>>) -> String {
    let mut told = String::new();
    for (line, code) in (1..).zip(text.lines()) {
        if code == "package main" {
            told.push_str("package main; import told_ \"proof/told\"");
        } else if let Some(names) = names.get(&line) {
            let places: String = names.iter().map(|name| format!(", &{name}")).collect();
            told.push_str(&format!("told_.Line({line}, \"{}\"{places}); {code}", names.join(" ")));
        } else {
            told.push_str(code);
        }
        told.push('\n');
    }
    told
}

/// What a real Go tells of the programs, by their names.
fn run(goroot: &Path, programs: &BTreeMap<String, String>) -> BTreeMap<String, Vec<String>> {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    let put = |name: &str, text: &str| {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("go.mod", "module proof\n\ngo 1.27\n");
    put("told/told.go", include_str!("told.go"));
    for (name, text) in programs {
        put(&format!("{name}/main.go"), text);
    }
    fs::create_dir_all(root.join("bin")).unwrap();
    let output = Process::new(goroot.join("bin/go"))
        // Without inlining, functions keep the names that they have in the source.
        .args(["build", "-gcflags=-l", "-o", "bin/", "./..."])
        .current_dir(root)
        .env("GOROOT", goroot)
        .env("GOTOOLCHAIN", "local")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let run = |name: &String| {
        let output = Process::new(root.join("bin").join(name)).current_dir(root).output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let told = text.lines().filter(|line| line.starts_with('@')).map(str::to_string).collect();
        (name.clone(), told)
    };
    programs.keys().map(run).collect()
}

/// The programs of the lessons' figures whose goroutines do not run side by side, and those of this folder.
fn programs() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut programs = BTreeMap::new();
    for lesson in fs::read_dir(root.join("../../lessons")).unwrap() {
        let folder = lesson.unwrap().path();
        let Ok(files) = fs::read_dir(folder.join("figures")) else { continue };
        let timelines = timelines(&folder);
        for file in files {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_string();
            if name.ends_with(".go") && !timelines.contains(&name) {
                let lesson = folder.file_name().unwrap().to_str().unwrap();
                let name = format!("{lesson}-{}", name.trim_end_matches(".go"));
                programs.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    for file in fs::read_dir(root.join("tests/figures/programs")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_string();
        programs.insert(name, fs::read_to_string(path).unwrap());
    }
    programs
}

/// The programs of a lesson's figures with the lab `timeline`.
fn timelines(folder: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(folder.join("lesson.md")).unwrap();
    let figures = text.split("```figure").skip(1);
    let blocks = figures.filter_map(|rest| rest.split("```").next());
    let timelines = blocks.filter(|block| block.lines().any(|line| line == "lab: timeline"));
    timelines
        .filter_map(|block| block.lines().find_map(|line| line.strip_prefix("program: ")))
        .map(str::to_string)
        .collect()
}

/// The first line that is not the same, as the state and as Go has it.
fn difference(ours: &[String], theirs: &[String]) -> Option<String> {
    let at = ours.iter().zip(theirs).position(|(ours, theirs)| ours != theirs);
    let at = at.or((ours.len() != theirs.len()).then(|| ours.len().min(theirs.len())))?;
    let line = |lines: &[String]| lines.get(at).cloned().unwrap_or_else(|| "nothing".to_string());
    Some(format!("line {at}\n  state: {}\n  Go:    {}", line(ours), line(theirs)))
}

#[test]
fn the_values_of_figures_are_those_of_a_real_go() {
    let Some(goroot) = goroot() else { return };
    let programs = programs();
    assert!(programs.len() >= 20, "{} programs", programs.len());
    let walked: BTreeMap<&String, Walked> =
        programs.iter().map(|(name, text)| (name, walk(&goroot, text))).collect();
    let telling =
        programs.iter().map(|(name, text)| (name.clone(), telling(text, &walked[name].names)));
    let real = run(&goroot, &telling.collect());
    let (mut lines, mut values) = (0, 0);
    let mut wrong = Vec::new();
    for (name, walked) in &walked {
        assert!(walked.told.len() > 2, "{name}: nothing is told");
        lines += walked.told.len();
        values += walked.told.iter().map(|line| line.matches(" = ").count()).sum::<usize>();
        let difference = difference(&walked.told, &real[*name]);
        wrong.extend(difference.map(|difference| format!("{name}, {difference}")));
    }
    println!("{} programs, {lines} lines, {values} values", walked.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_state_that_shows_another_value_is_found() {
    let Some(goroot) = goroot() else { return };
    let program = |value: &str| {
        format!(
            "package main\n\ntype row struct {{\n\tsold  bool\n\tprice float64\n}}\n\nfunc main() {{\n\tx := {value}\n\
             \tprintln(len(x))\n}}\n"
        )
    };
    let real = program("[]row{{true, 2.5}, {false, 3}}");
    let walked = walk(&goroot, &real);
    let tell = |text: &str| {
        let telling = telling(text, &walked.names);
        run(&goroot, &BTreeMap::from([("one".to_string(), telling)])).remove("one").unwrap()
    };
    assert_eq!(difference(&walked.told, &tell(&real)), None);
    for other in
        ["[]row{{true, 2.5}, {false, 4}}", "make([]row, 2, 3)", "[2]row{{true, 2.5}, {false, 3}}"]
    {
        let found = difference(&walked.told, &tell(&program(other)));
        assert!(found.is_some(), "{other}");
    }
    let padded = real.replace("sold  bool", "sold  int8");
    assert!(
        difference(&walked.told, &tell(&padded.replace("true", "1").replace("false", "0")))
            .is_some()
    );
}
