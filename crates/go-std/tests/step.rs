//! A program that uses the library is stepped through, with the GOROOT that the environment names; without one there is nothing to
//! test.

use std::path::PathBuf;
use std::rc::Rc;

use burrow_go_ir::Lowering;
use burrow_go_std::{Chain, Library, NoModule};
use burrow_go_trace::{Command, Settings, State, Stop};
use burrow_go_types::{PackageSource, Program};
use burrow_go_vm::files::{Files, MemoryFiles};
use burrow_go_vm::step::{Debugger, Progress, Setup};

const SOURCE: &str = r#"package main

import (
	"fmt"
	"os"
	"sort"
	"strings"
	"sync"
	"time"
)

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) add(n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.balance += n
}

func main() {
	a := &account{}
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			time.Sleep(time.Duration(3-i) * time.Millisecond)
			a.add(i)
		})
	}
	wg.Wait()
	names := strings.Fields("c b a")
	sort.Slice(names, func(i, j int) bool { return names[i] < names[j] })
	fmt.Println(a.balance, names, time.Now().Nanosecond())
	os.WriteFile("x", []byte("text"), 0o644)
	text, err := os.ReadFile("x")
	fmt.Println(string(text), err)
	os.Remove("x")
	_, err = os.Stat("x")
	fmt.Println(err)
	fmt.Println(strings.Repeat("x", len(names)-4))
}
"#;

fn arrive(debugger: &mut Debugger) -> State {
    loop {
        match debugger.advance(100_000) {
            Progress::Stopped(state) => return *state,
            Progress::Running => {}
            Progress::Input => debugger.end_input(),
        }
    }
}

fn go(debugger: &mut Debugger, command: Command) -> State {
    debugger.command(command);
    arrive(debugger)
}

fn output(debugger: &Debugger) -> String {
    let bytes: Vec<u8> = debugger.output(0).into_iter().flat_map(|(_, bytes)| bytes).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn a_program_with_the_library_goes_forwards_and_back() {
    let root = std::env::var_os("GOROOT").map(PathBuf::from);
    let Some(root) = root.filter(|root| root.join("src/fmt").is_dir()) else { return };
    let mut program =
        Program::new(Box::new(Chain::default().with(Library::new(root)).with(NoModule)));
    let files = vec![("main.go".to_owned(), Rc::from(SOURCE))];
    let main = program.check(PackageSource { path: "main".into(), files, lazy: false });
    assert!(program.diagnostics().is_empty());
    let setup = Setup {
        memory: 64 << 20,
        seed: 1,
        args: vec!["main".into()],
        env: Vec::new(),
        files: Files::new(Box::new(MemoryFiles::default()), "/"),
        settings: Settings { panics: true, ..Settings::default() },
    };
    let mut debugger = Debugger::new(Lowering::new(program, main), setup);
    let mut states = vec![arrive(&mut debugger)];
    while !states.last().is_some_and(|state| matches!(state.stop, Stop::End(_))) {
        states.push(go(&mut debugger, Command::Into));
    }
    let written = output(&debugger);
    let expected = "3 [a b c] 3000000\ntext <nil>\nstat x: no such file or directory\npanic: ";
    assert!(written.starts_with(expected), "{written}");
    // All statements are the program's own, and the goroutines wait in gc's words.
    let places = states.iter().flat_map(|state| &state.place);
    assert!(places.clone().count() > 40 && places.clone().all(|place| place.file == "main.go"));
    let reasons = format!("{states:?}");
    assert!(reasons.contains("\"sleep\"") && reasons.contains("\"sync.WaitGroup.Wait\""));
    let panicked = &states[states.len() - 2];
    assert_eq!(panicked.stop, Stop::Panic("strings: negative Repeat count".into()));
    assert_eq!(panicked.place.as_ref().map(|place| place.line), Some(42));
    for state in states.iter().rev().skip(1) {
        assert_eq!(&go(&mut debugger, Command::Back), state);
    }
    assert_eq!(go(&mut debugger, Command::Continue), *panicked);
}
