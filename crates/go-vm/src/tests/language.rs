//! What programs do. The texts beside the larger programs are what Go 1.27 prints.

use super::{check, check_failure};

#[test]
fn arithmetic_of_every_kind() {
    check(include_str!("arith.go"), include_str!("arith.txt"));
}

#[test]
fn loops_switches_closures_and_frames() {
    check(include_str!("flow.go"), include_str!("flow.txt"));
}

#[test]
fn bytes_that_are_only_looked_at_are_those_of_that_moment() {
    check(include_str!("look.go"), include_str!("look.txt"));
}

#[test]
fn panics_deferred_calls_and_recover() {
    check(include_str!("panics.go"), include_str!("panics.txt"));
}

#[test]
fn goroutines_channels_and_select() {
    check(include_str!("conc.go"), include_str!("conc.txt"));
}

#[test]
fn an_uncaught_panic_shows_where() {
    check_failure(
        "package main\nfunc f(a []int) int {\n\treturn a[3]\n}\nfunc main() {\n\tf(nil)\n}\n",
        "panic: runtime error: index out of range [3] with length 0\n\n\
         goroutine 1 [running]:\nmain.f(...)\n\t/main.go:3 +0x8\nmain.main()\n\t/main.go:6 +0x18",
    );
}

#[test]
fn a_chain_of_panics_is_printed() {
    check_failure(
        "package main\nfunc main() {\n\tdefer func() {\n\t\trecover()\n\t\tpanic(\"two\")\n\t}()\n\tpanic(\"one\")\n}\n",
        "panic: one [recovered]\n\tpanic: two\n\n\
         goroutine 1 [running]:\nmain.main.func1()\n\t/main.go:5 +0x30\npanic(...)\n\tpanic.go:1 +0x10\nmain.main()\n\t/main.go:7 +0x38",
    );
}

#[test]
fn a_deadlock_is_told() {
    check_failure(
        "package main\nfunc main() {\n\tc := make(chan int)\n\t<-c\n}\n",
        "fatal error: all goroutines are asleep - deadlock!\n\n\
         goroutine 1 [chan receive]:\nmain.main()\n\t/main.go:4 +0x10",
    );
}

#[test]
fn endless_recursion_and_endless_memory_end() {
    let recursion =
        "package main\nfunc f(n int) int { return f(n+1) + 1 }\nfunc main() { println(f(0)) }\n";
    let memory = "package main\nvar all [][]int\nfunc main() { for { all = append(all, make([]int, 100000)) } }\n";
    let options = super::Options { memory: 64 << 20, seed: Some(1), ..super::Options::default() };
    for (source, words) in
        [(recursion, "fatal error: stack overflow"), (memory, "fatal error: out of memory")]
    {
        let (text, code) = super::run_with(source, &options);
        assert!(text.contains(words) && code == 2, "{code}: {text}");
    }
}

#[test]
fn a_goroutine_that_exits_runs_its_deferred_calls() {
    check(
        r#"package main
import "runtime"
func main() {
	done := make(chan bool)
	go func() {
		defer func() { println("deferred", recover() == nil); done <- true }()
		runtime.Goexit()
		println("never")
	}()
	println(<-done)
}"#,
        "deferred true\ntrue",
    );
}

#[test]
fn what_is_dead_is_collected() {
    check(
        r#"package main
import "runtime"
type node struct { next *node; data [1000]int }
func main() {
	var last *node
	for i := range 100000 {
		n := &node{}
		n.data[0] = i
		if i%1000 == 0 { n.next = last; last = n }
	}
	s := 0
	for ; last != nil; last = last.next { s += last.data[0] }
	runtime.GC()
	println(s)
}"#,
        "4950000",
    );
}
