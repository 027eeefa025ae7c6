//! Data races and deadlocks are found where they happen, and nowhere else: in programs of our own, each faulty one with a
//! repaired twin, and in those that Go's own detector is tested with. With the GOROOT that the environment names; without one there is
//! nothing to test. All of them: `BURROW_TEST_ALL=1 cargo test --release -p burrow-go-std --test races -- --nocapture`.

use std::any::Any;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use burrow_go_ir::Lowering;
use burrow_go_std::{Chain, Library, NoModule};
use burrow_go_trace::{Command, Settings, State, Status, Stop};
use burrow_go_types::objects::PackageId;
use burrow_go_types::{PackageSource, Program};
use burrow_go_vm::files::{Files, MemoryFiles};
use burrow_go_vm::step::{Debugger, Progress, Setup};

/// Jumps and calls that a program of Go's tests may make.
const MOST: u64 = 2_000_000;

fn root() -> Option<PathBuf> {
    let root = std::env::var_os("GOROOT").map(PathBuf::from);
    root.filter(|root| root.join("src/fmt").is_dir())
}

fn debugger(program: Program, main: PackageId, args: &[&str]) -> Debugger {
    let setup = Setup {
        memory: 256 << 20,
        seed: 1,
        args: args.iter().map(|&arg| arg.to_owned()).collect(),
        env: Vec::new(),
        files: Files::new(Box::new(MemoryFiles::default()), "/"),
        settings: Settings::default(),
    };
    Debugger::new(Lowering::new(program, main), setup)
}

fn check(root: &Path, files: Vec<(String, Rc<str>)>) -> (Program, PackageId) {
    let library = Chain::default().with(Library::new(root)).with(NoModule);
    let mut program = Program::new(Box::new(library));
    let main = program.check(PackageSource { path: "main".into(), files, lazy: false });
    let problems: Vec<String> =
        program.diagnostics().iter().take(20).map(|problem| problem.message.clone()).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    (program, main)
}

/// Goes on until the command is done, or for as long as a program may take.
fn arrive(debugger: &mut Debugger) -> Option<State> {
    let mut left = MOST;
    while left > 0 {
        match debugger.advance(100_000) {
            Progress::Stopped(state) => return Some(*state),
            Progress::Running => left = left.saturating_sub(100_000),
            Progress::Input => debugger.end_input(),
        }
    }
    debugger.halt();
    loop {
        if let Progress::Stopped(state) = debugger.advance(100_000) {
            return Some(*state);
        }
    }
}

/// Where a program ends.
fn end(root: &Path, text: &str) -> State {
    let (program, main) = check(root, vec![("main.go".to_owned(), text.into())]);
    let mut debugger = debugger(program, main, &["main"]);
    arrive(&mut debugger);
    debugger.command(Command::Continue);
    arrive(&mut debugger).expect("an end")
}

/// The files of `runtime/race/testdata`, as one program that runs the test that its argument names, and the names of the tests.
fn go_tests(root: &Path) -> (Vec<(String, Rc<str>)>, Vec<String>) {
    let folder = root.join("src/runtime/race/testdata");
    let mut files = Vec::new();
    let mut names = Vec::new();
    let mut found: Vec<PathBuf> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    found.sort();
    for path in found {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // What calls C, and what only the library itself may import.
        if ["cgo", "main", "synctest"].iter().any(|other| name.starts_with(other)) {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a file of Go");
        // There is no such function in a Go without its detector.
        let text = text.replace("runtime.RaceDisable()", "").replace("runtime.RaceEnable()", "");
        for line in text.lines() {
            let Some(name) = line.strip_prefix("func Test") else { continue };
            let name = name.split('(').next().unwrap_or_default();
            if name.starts_with("Race") || name.starts_with("NoRace") {
                names.push(name.to_owned());
            }
        }
        files.push((
            name.replace("_test", ""),
            text.replace("package race_test", "package main").into(),
        ));
    }
    let cases: String =
        names.iter().map(|name| format!("\tcase \"{name}\":\n\t\tTest{name}(t)\n")).collect();
    let main = format!(
        "package main\nimport (\"os\"; \"testing\")\nfunc main() {{\n\tt := new(testing.T)\n\
         \tswitch os.Args[1] {{\n{cases}\t}}\n}}\n"
    );
    files.push(("main.go".to_owned(), main.into()));
    (files, names)
}

/// A program's `main`, which may use these packages, and what is declared beside it.
fn program(declared: &str, main: &str) -> String {
    let imports =
        ["sync", "sync/atomic", "time", "fmt"].map(|path| format!("import _ \"{path}\"\n"));
    let used = ["sync", "sync/atomic", "time", "fmt"].into_iter().filter(|path| {
        let name = path.rsplit('/').next().unwrap_or(path);
        declared.contains(&format!("{name}.")) || main.contains(&format!("{name}."))
    });
    let used: String = used.map(|path| format!("import \"{path}\"\n")).collect();
    format!("package main\n{}{used}{declared}\nfunc main() {{\n{main}\n}}\n", imports.concat())
}

/// Faulty programs with data races, what is touched, and their repaired twins.
const RACES: [(&str, &str, &str, &str, &str); 6] = [
    (
        "a counter",
        "count",
        "var count int",
        "var wg sync.WaitGroup
        for range 3 { wg.Go(func() { count++ }) }
        wg.Wait()
        println(count)",
        "var wg sync.WaitGroup
        var mu sync.Mutex
        for range 3 { wg.Go(func() { mu.Lock(); count++; mu.Unlock() }) }
        wg.Wait()
        println(count)",
    ),
    (
        "a slice",
        "losses",
        "",
        "losses := make([]float64, 4)
        done := make(chan bool)
        go func() { losses[2] = 0.5; done <- true }()
        losses[2] += 1
        <-done",
        "losses := make([]float64, 4)
        done := make(chan bool)
        go func() { losses[2] = 0.5; done <- true }()
        losses[1] += 1
        <-done
        losses[2] += 1",
    ),
    (
        "a map",
        "prices",
        "",
        "prices := map[string]int{}
        done := make(chan bool)
        go func() { prices[\"a\"] = 1; close(done) }()
        prices[\"b\"] = 2
        <-done",
        "prices := map[string]int{}
        done := make(chan bool)
        go func() { prices[\"a\"] = 1; close(done) }()
        <-done
        prices[\"b\"] = 2",
    ),
    (
        "publication",
        "ready",
        "var model []float64
        var ready bool
        var published atomic.Bool",
        "go func() { model = []float64{1, 2}; ready = true }()
        for !ready { time.Sleep(time.Millisecond) }
        println(len(model))",
        "go func() { model = []float64{1, 2}; published.Store(true) }()
        for !published.Load() { time.Sleep(time.Millisecond) }
        println(len(model))",
    ),
    (
        "a closure's variable",
        "last",
        "",
        "var wg sync.WaitGroup
        last := 0
        for i := range 3 { wg.Add(1); go func() { defer wg.Done(); last = i }() }
        wg.Wait()
        println(last)",
        "var wg sync.WaitGroup
        last := make([]int, 3)
        for i := range 3 { wg.Add(1); go func() { defer wg.Done(); last[i] = i }() }
        wg.Wait()
        println(last[2])",
    ),
    (
        "readers that write",
        "hits",
        "type cache struct { mu sync.RWMutex; hits int }",
        "var c cache
        var wg sync.WaitGroup
        for range 2 { wg.Go(func() { c.mu.RLock(); c.hits++; c.mu.RUnlock() }) }
        wg.Wait()",
        "var c cache
        var wg sync.WaitGroup
        for range 2 { wg.Go(func() { c.mu.Lock(); c.hits++; c.mu.Unlock() }) }
        wg.Wait()",
    ),
];

#[test]
fn races_are_found_in_faulty_programs_and_none_in_their_repaired_twins() {
    let Some(root) = root() else { return };
    for (what, name, declared, faulty, repaired) in RACES {
        let state = end(&root, &program(declared, faulty));
        let race = state.races.first().unwrap_or_else(|| panic!("{what}: no race"));
        assert!(race.first.goroutine != race.second.goroutine, "{what}: {race:?}");
        assert!(race.first.write || race.second.write, "{what}: {race:?}");
        assert!(race.first.place.is_some() && race.second.place.is_some(), "{what}: {race:?}");
        // Of a field the variable is named that holds it.
        assert!(race.what == name || name == "hits" && race.what == "c", "{what}: {race:?}");
        let state = end(&root, &program(declared, repaired));
        assert_eq!((state.races, state.stop), (Vec::new(), Stop::End(0)), "{what}");
    }
}

/// Programs that can only come to a deadlock, who waits there, and their repaired twins.
const DEADLOCKS: [(&str, &[u64], &str, &str); 5] = [
    (
        "nobody receives",
        &[],
        "rows := make(chan int)
        rows <- 1",
        "rows := make(chan int, 1)
        rows <- 1",
    ),
    (
        "nobody sends",
        &[],
        "rows := make(chan int)
        go func() { rows <- 1 }()
        println(<-rows + <-rows)",
        "rows := make(chan int)
        go func() { rows <- 1; close(rows) }()
        println(<-rows + <-rows)",
    ),
    (
        "never done",
        &[],
        "var wg sync.WaitGroup
        wg.Add(2)
        go wg.Done()
        wg.Wait()",
        "var wg sync.WaitGroup
        wg.Add(2)
        go wg.Done()
        go wg.Done()
        wg.Wait()",
    ),
    (
        "locked twice",
        &[1],
        "var mu sync.Mutex
        mu.Lock()
        mu.Lock()",
        "var mu sync.Mutex
        mu.Lock()
        mu.Unlock()
        mu.Lock()",
    ),
    (
        "two locks",
        &[2, 3],
        "var a, b sync.Mutex
        var wg sync.WaitGroup
        wg.Go(func() { a.Lock(); time.Sleep(1); b.Lock(); b.Unlock(); a.Unlock() })
        wg.Go(func() { b.Lock(); time.Sleep(1); a.Lock(); a.Unlock(); b.Unlock() })
        wg.Wait()",
        "var a, b sync.Mutex
        var wg sync.WaitGroup
        wg.Go(func() { a.Lock(); time.Sleep(1); b.Lock(); b.Unlock(); a.Unlock() })
        wg.Go(func() { a.Lock(); time.Sleep(1); b.Lock(); b.Unlock(); a.Unlock() })
        wg.Wait()",
    ),
];

#[test]
fn deadlocks_are_told_with_who_waits_for_whom() {
    let Some(root) = root() else { return };
    for (what, circle, faulty, repaired) in DEADLOCKS {
        let state = end(&root, &program("", faulty));
        assert!(state.deadlock && state.stop == Stop::End(2), "{what}: {:?}", state.stop);
        let mut found = state.circle();
        found.sort_unstable();
        assert_eq!(found, circle, "{what}: {:?}", state.waits);
        let state = end(&root, &program("", repaired));
        assert_eq!((state.deadlock, state.stop), (false, Stop::End(0)), "{what}");
        assert_eq!(state.races, [], "{what}");
    }
}

/// Goes on until the main goroutine, started first each time somebody can choose, or the others first, has brought it to its end.
fn printed(root: &Path, text: &str, first: fn(&[u64]) -> u64) -> String {
    let (program, main) = check(root, vec![("main.go".to_owned(), text.into())]);
    let mut debugger = debugger(program, main, &["main"]);
    let mut state = arrive(&mut debugger).expect("a state");
    let mut states = vec![state.clone()];
    while !matches!(state.stop, Stop::End(_)) {
        let can = |status: &Status| matches!(status, Status::Running | Status::Runnable);
        let mut ready: Vec<u64> = state
            .goroutines
            .iter()
            .filter(|goroutine| can(&goroutine.status))
            .map(|goroutine| goroutine.id)
            .collect();
        ready.sort_unstable();
        debugger.command(Command::Run(first(&ready)));
        state = arrive(&mut debugger).expect("a state");
        states.push(state.clone());
        assert!(states.len() < 200, "it does not end");
    }
    let bytes: Vec<u8> = debugger.output(0).into_iter().flat_map(|(_, bytes)| bytes).collect();
    for state in states.iter().rev() {
        debugger.command(Command::Seek(state.step));
        let again = arrive(&mut debugger).expect("a state");
        assert_eq!(again, *state);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn the_learner_chooses_who_runs_and_going_back_meets_the_same_choices() {
    let Some(root) = root() else { return };
    let text = program(
        "",
        "loss := 1.0
        done := make(chan bool, 1)
        go func() { loss = 0.25; done <- true }()
        fmt.Println(loss)
        <-done",
    );
    let smallest = |ready: &[u64]| ready[0];
    let largest = |ready: &[u64]| ready[ready.len() - 1];
    assert_eq!(printed(&root, &text, smallest), "1\n");
    assert_eq!(printed(&root, &text, largest), "0.25\n");
}

#[test]
fn tests_of_gos_own_detector_are_judged_as_it_judges_them() {
    let root = root().filter(|_| std::env::var_os("BURROW_TEST_ALL").is_some());
    let Some(root) = root else { return };
    let (files, names) = go_tests(&root);
    let (mut program, main) = check(&root, files);
    let (mut right, mut all) = (0, 0);
    // One of the files has a race before any of its tests begins.
    let mut before = Vec::new();
    // Those that Go's own detector judges wrongly, by their own word, are left out.
    let judged = names.iter().filter(|name| !name.contains("Failing"));
    for name in std::iter::once(&String::new()).chain(judged) {
        let mut debugger = debugger(program, main, &["main", name]);
        arrive(&mut debugger);
        debugger.command(Command::Continue);
        let mut state = arrive(&mut debugger).expect("a state");
        state.races.retain(|race| !before.contains(race));
        if name.is_empty() {
            before = state.races;
        } else {
            all += 1;
            if state.races.is_empty() == name.starts_with("Race") {
                println!("{name}: {:?} {:?}", state.stop, state.races.first());
            } else {
                right += 1;
            }
        }
        let code: Box<dyn Any> = debugger.into_code();
        program = code.downcast::<Lowering>().expect("the lowering").into_program();
    }
    println!("{right} of {all}");
    assert!(100 * right >= 80 * all, "{right} of {all}");
}
