//! How programs end that fail, run out of something or wait for ever: as with the real Go, whose words and exit codes stand here.
//!
//! The library comes from the GOROOT that the environment names; without one there is nothing to test.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

use burrow_go_ir::Lowering;
use burrow_go_std::{Chain, Library, NoModule};
use burrow_go_types::{PackageSource, Program};
use burrow_go_vm::{Host, Input, Machine, Options, Status};

/// Keeps what a program writes to its error stream.
#[derive(Default)]
struct Recorder(Rc<RefCell<Vec<u8>>>);

impl Host for Recorder {
    fn write(&mut self, fd: u32, bytes: &[u8]) {
        if fd == 2 {
            self.0.borrow_mut().extend_from_slice(bytes);
        }
    }

    fn read(&mut self, _buffer: &mut [u8]) -> Input {
        Input::End
    }

    fn wall_time(&mut self) -> i64 {
        0
    }

    fn monotonic_time(&mut self) -> i64 {
        1
    }

    fn random(&mut self, buffer: &mut [u8]) {
        buffer.fill(7);
    }

    fn args(&self) -> Vec<String> {
        vec!["main".into()]
    }

    fn env(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Runs a program with so many MB of memory; gives its exit code and what it says on the error stream.
fn run(source: &str, memory: u64) -> Option<(i32, String)> {
    let root = std::env::var_os("GOROOT").map(PathBuf::from)?;
    if !root.join("src/fmt").is_dir() {
        return None;
    }
    let packages = Chain::default().with(Library::new(root)).with(NoModule);
    let mut program = Program::new(Box::new(packages));
    let files = vec![("main.go".to_owned(), source.into())];
    let main = program.check(PackageSource { path: "main".into(), files, lazy: false });
    let problems: Vec<String> =
        program.diagnostics().into_iter().map(|problem| problem.message).collect();
    assert!(problems.is_empty(), "{problems:?}");
    let recorder = Recorder::default();
    let written = Rc::clone(&recorder.0);
    let options =
        Options { memory: memory << 20, seed: Some(1), virtual_time: true, ..Options::default() };
    let lowering = Box::new(Lowering::new(program, main));
    let mut machine = Machine::new(lowering, &options, Box::new(recorder));
    let status = machine.run(1 << 40);
    let errors = String::from_utf8_lossy(&written.borrow()).into_owned();
    let Status::Exited(code) = status else { panic!("{status:?}: {errors}") };
    Some((code, errors))
}

/// The program ends with this code, and these texts stand on its error stream, one after the other, the first at its begin.
#[track_caller]
fn ends(source: &str, code: i32, texts: &[&str]) {
    ends_within(256, source, code, texts);
}

/// The same with so many MB of memory.
#[track_caller]
fn ends_within(memory: u64, source: &str, code: i32, texts: &[&str]) {
    let Some((found, errors)) = run(source, memory) else { return };
    assert_eq!(found, code, "{errors}");
    assert!(errors.starts_with(texts[0]), "{errors}");
    let mut rest = errors.as_str();
    for text in texts {
        let Some(at) = rest.find(text) else { panic!("{text:?} is not in {rest:?} of {errors}") };
        rest = &rest[at + text.len()..];
    }
}

#[test]
fn recursion_without_end_is_a_stack_overflow() {
    ends(
        "package main\nfunc f(n int) int { return f(n+1) + 1 }\nfunc main() { println(f(0)) }\n",
        2,
        &[
            "runtime: goroutine stack exceeds ",
            "-byte limit\n",
            "fatal error: stack overflow\n\n",
            "goroutine 1 [running]:\nmain.f(",
            "main.go:2",
            " frames elided...\n",
            "main.main()\n",
            "main.go:3",
        ],
    );
}

#[test]
fn a_program_may_have_a_hundred_thousand_goroutines() {
    let source = r#"package main
import "sync"
func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	c := make(chan int)
	for i := range 100000 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-c
			mu.Lock()
			sum += i
			mu.Unlock()
		}()
	}
	close(c)
	wg.Wait()
	println(sum)
}
"#;
    ends(source, 0, &["4999950000\n"]);
}

#[test]
fn memory_has_an_end() {
    let grow = [
        "var keep [][]byte\nfunc main() { for { keep = append(keep, make([]byte, 1<<20)) } }",
        "var all []int\nfunc main() { for { all = append(all, 1) } }",
        "func main() { m := map[int]string{}; for i := 0; ; i++ { m[i] = \"x\" } }",
        "func main() { s := \"x\"; for { s += s } }",
        "func main() { n := 1 << 40; println(len(make([]byte, n))) }",
        "type T struct { next *T }\nfunc main() { var t *T; for { t = &T{t} } }",
        "func main() { for { go func() { select {} }() } }",
    ];
    for body in grow {
        ends_within(
            32,
            &format!("package main\n{body}\n"),
            2,
            &[
                "runtime: out of memory: cannot allocate ",
                "-byte block (",
                " in use)\nfatal error: out of memory\n\ngoroutine ",
            ],
        );
    }
}

#[test]
fn waiting_for_ever_is_a_deadlock() {
    let all_asleep = "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 ";
    for (body, reason, line) in [
        ("func main() {\n\tselect {}\n}", "[select (no cases)]:\nmain.main()\n", "main.go:3"),
        ("func main() {\n\tvar c chan int\n\t<-c\n}", "[chan receive (nil chan)]:\n", "main.go:4"),
        ("func main() {\n\tvar c chan int\n\tc <- 1\n}", "[chan send (nil chan)]:\n", "main.go:4"),
        ("func main() {\n\tc := make(chan int)\n\tc <- 1\n}", "[chan send]:\n", "main.go:4"),
        (
            "func main() {\n\tc := make(chan int)\n\tfor range c {\n\t}\n}",
            "[chan receive]:\n",
            "main.go:4",
        ),
        (
            "import \"sync\"\nfunc main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\twg.Wait()\n}",
            "[sync.WaitGroup.Wait]:\n",
            "main.go:6",
        ),
        (
            "import \"sync\"\nfunc main() {\n\tvar mu sync.Mutex\n\tmu.Lock()\n\tmu.Lock()\n}",
            "[sync.Mutex.Lock]:\n",
            "main.go:6",
        ),
    ] {
        ends(&format!("package main\n{body}\n"), 2, &[all_asleep, reason, line]);
    }
    ends(
        "package main\nimport \"runtime\"\nfunc main() {\n\tdefer println(\"deferred\")\n\truntime.Goexit()\n}\n",
        2,
        &["deferred\nfatal error: no goroutines (main called runtime.Goexit) - deadlock!\n"],
    );
}

#[test]
fn goroutines_that_wait_are_told_one_by_one() {
    let source = r#"package main
import "sync"
func main() {
	c := make(chan int)
	var mu sync.Mutex
	mu.Lock()
	go func() { c <- 1 }()
	go func() {
		mu.Lock()
	}()
	<-c
	<-c
}
"#;
    ends(
        source,
        2,
        &[
            "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\nmain.main()\n",
            "main.go:12",
            "[sync.Mutex.Lock]:\ninternal/sync.runtime_SemacquireMutex(...)\n",
            "runtime.go:",
            "main.main.func2()\n",
            "main.go:9",
            "created by main.main in goroutine 1\n",
            "main.go:8",
        ],
    );
}

#[test]
fn misused_channels_maps_and_locks_are_told() {
    for (body, texts) in [
        (
            "func main() {\n\tvar c chan int\n\tclose(c)\n}",
            ["panic: close of nil channel\n\ngoroutine 1 [running]:\nmain.main()\n", "main.go:4"],
        ),
        (
            "func main() {\n\tc := make(chan int)\n\tclose(c)\n\tclose(c)\n}",
            [
                "panic: close of closed channel\n\ngoroutine 1 [running]:\nmain.main()\n",
                "main.go:5",
            ],
        ),
        (
            "func main() {\n\tc := make(chan int, 1)\n\tclose(c)\n\tc <- 1\n}",
            ["panic: send on closed channel\n\ngoroutine 1 [running]:\nmain.main()\n", "main.go:5"],
        ),
        (
            "type T struct{ m map[string]int }\nfunc (t *T) set(k string) {\n\tt.m[k] = 1\n}\nfunc main() {\n\tt := &T{}\n\tt.set(\"a\")\n}",
            [
                "panic: assignment to entry in nil map\n\ngoroutine 1 [running]:\nmain.(*T).set(",
                "main.go:4",
            ],
        ),
        (
            "import \"sync\"\nfunc main() {\n\tvar mu sync.Mutex\n\tmu.Unlock()\n}",
            ["fatal error: sync: unlock of unlocked mutex\n", "main.main()\n"],
        ),
        (
            "import \"sync\"\nfunc main() {\n\tvar wg sync.WaitGroup\n\twg.Done()\n}",
            ["panic: sync: negative WaitGroup counter\n", "main.main()\n"],
        ),
    ] {
        ends(&format!("package main\n{body}\n"), 2, &texts);
    }
}

#[test]
fn panics_that_follow_each_other_are_told_in_order() {
    let source = r#"package main
import (
	"errors"
	"fmt"
)
type E struct{ n int }
func (e E) Error() string { return fmt.Sprint("e", e.n) }
func main() {
	defer println("deferred")
	defer func() {
		r := recover()
		panic(fmt.Errorf("again: %w", errors.Join(r.(error), E{4})))
	}()
	panic(E{3})
}
"#;
    ends(
        source,
        2,
        &[
            "deferred\npanic: e3 [recovered]\n\tpanic: again: e3\n\te4\n\ngoroutine 1 [running]:\n",
            "main.main.func1()\n",
            "main.go:12",
            "panic(",
            "main.main()\n",
            "main.go:14",
        ],
    );
}

#[test]
fn lines_of_calls_are_where_go_has_them() {
    let source = r#"package main
import "runtime"
func line() {
	_, _, line, _ := runtime.Caller(1)
	print(line, " ")
}
func caller() {
	_, _, line, _ := runtime.Caller(2)
	print(line, " ")
}
func two(a, b int) int {
	caller()
	return a
}
var g = two(
	1,
	2)
func main() {
	func() {
		defer caller()
	}()
	two(two(
		1,
		2),
		3)
	func() {
		defer func() {
			caller()
		}()
		if g > 5 {
			return
		}
	}()
	func() {
		line()
	}()
}
"#;
    ends(source, 0, &["15 21 22 22 33 35 "]);
}

#[test]
fn exit_codes_are_the_programs_own() {
    ends(
        "package main\nimport \"os\"\nfunc main() {\n\tdefer println(1)\n\tos.Exit(3)\n}\n",
        3,
        &[""],
    );
    ends(
        "package main\nfunc main() {\n\tpanic(1.5)\n}\n",
        2,
        &["panic: 1.5\n\ngoroutine 1 [running]:\nmain.main()\n"],
    );
}
