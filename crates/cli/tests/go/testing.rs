//! `burrow go test`.

use crate::{burrow, folder, has_library};

const MODULE: &str = r#"
-- go.mod --
module example.com/m

go 1.27
-- a.go --
package main

func Add(a, b int) int { return a + b }

func main() {}
-- a_test.go --
package main

import (
	"os"
	"testing"
)

func TestAdd(t *testing.T) {
	if Add(1, 2) != 3 {
		t.Error("wrong")
	}
}

func TestBad(t *testing.T) {
	t.Errorf("no: %d", 3)
	os.Stderr.WriteString("to stderr\n")
}
-- sub/s.go --
package sub

func S() int { return 4 }
-- sub/in_test.go --
package sub

import (
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	println("before")
	os.Exit(m.Run())
}

func TestS(t *testing.T) {
	data, err := os.ReadFile("testdata/four")
	if string(data) != "4\n" || err != nil {
		t.Fatal(data, err)
	}
	if testing.Short() {
		t.Skip("short")
	}
}

func FuzzS(f *testing.F) {
	f.Add(4)
	f.Fuzz(func(t *testing.T, n int) {
		if n != S() {
			t.Fatal(n)
		}
	})
}

func BenchmarkS(b *testing.B) {
	for b.Loop() {
		S()
	}
}
-- sub/out_test.go --
package sub_test

import (
	"fmt"

	"example.com/m/sub"
)

func ExampleS() {
	fmt.Println(sub.S())
	// Output: 4
}
-- sub/testdata/four --
4
-- bad/b.go --
package bad

func F() int { return 1 }
-- bad/b_test.go --
package bad

import "testing"

func TestF(t *testing.T) { g() }
-- bad/x_test.go --
package bad_test

import "testing"

func TestX(t *testing.T) { h() }
-- none/n.go --
package none
-- broken/b_test.go --
package broken

import (
	"foo/bar"
	"testing"
)

func TestB(t *testing.T) { bar.F() }
"#;

/// Durations and the library's place become the same on every machine.
fn steady(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let line = match line.split_once(" (/") {
            Some((start, _)) => format!("{start} (GOROOT)\n"),
            None => line.to_owned(),
        };
        let second = |word: &str| {
            let number = word.trim_matches(['(', ')', '\n']).strip_suffix('s').unwrap_or("");
            number.contains('.') && number.parse::<f64>().is_ok()
        };
        let words = line.split_inclusive([' ', '\t']).map(|word| {
            if !second(word.trim_end_matches([' ', '\t'])) {
                return word.to_owned();
            }
            word.chars().filter(|letter| !letter.is_ascii_digit() && *letter != '.').collect()
        });
        out.extend(words);
    }
    out
}

fn check(args: &str, expected: &str, code: i32) {
    if !has_library() {
        return;
    }
    let folder = folder(MODULE);
    let (text, found) = burrow(folder.path(), args);
    assert_eq!((steady(&text).as_str(), found), (expected, code), "{args}");
}

#[test]
fn failures_are_told_as_go_tells_them() {
    let expected = "to stderr\n--- FAIL: TestBad (s)\n    a_test.go:15: no: 3\nFAIL\nexit status 1\nFAIL\texample.com/m\ts\n";
    check("test", expected, 1);
    let expected = "to stderr\n--- FAIL: TestBad (s)\n    a_test.go:15: no: 3\nFAIL\nFAIL\texample.com/m\ts\nFAIL\n";
    check("test .", expected, 1);
    check("test -run Add a.go a_test.go", "ok  \tcommand-line-arguments\ts\n", 0);
}

#[test]
fn tests_examples_and_seeds_run_in_the_packages_folder() {
    let expected = "before\n=== RUN   TestS\n    in_test.go:19: short\n--- SKIP: TestS (s)\n=== RUN   FuzzS\n\
                    === RUN   FuzzS/seed#0\n--- PASS: FuzzS (s)\n    --- PASS: FuzzS/seed#0 (s)\n\
                    === RUN   ExampleS\n--- PASS: ExampleS (s)\nPASS\nok  \texample.com/m/sub\ts\n";
    check("test -v -short ./sub", expected, 0);
    check(
        "test -run=Nothing example.com/m/sub",
        "ok  \texample.com/m/sub\ts [no tests to run]\n",
        0,
    );
    check(
        "test ./sub -list S$",
        "before\nTestS\nBenchmarkS\nFuzzS\nExampleS\nok  \texample.com/m/sub\ts\n",
        0,
    );
}

#[test]
fn benchmarks_say_how_long_a_loop_takes() {
    if !has_library() {
        return;
    }
    let folder = folder(MODULE);
    let (text, code) = burrow(folder.path(), "test -bench=S -benchtime=10x -run=^$ ./sub");
    assert!(text.contains("goarch: wasm\npkg: example.com/m/sub\nBenchmarkS "), "{text}");
    assert!(text.contains(" ns/op\nPASS\nok  \t") && code == 0, "{text}");
}

#[test]
fn packages_that_cannot_be_built_are_told() {
    let expected = "FAIL\texample.com/m/bad [build failed]\nFAIL\texample.com/m/broken [setup failed]\n\
        ?   \texample.com/m/none\t[no test files]\nok  \texample.com/m/sub\ts\nFAIL\tnope [setup failed]\nFAIL\n\
        # example.com/m/bad [example.com/m/bad.test]\nbad/b_test.go:5:28: undefined: g\n\
        # example.com/m/bad_test [example.com/m/bad.test]\nbad/x_test.go:5:28: undefined: h\n\
        # example.com/m/broken\nbroken/b_test.go:4:2: package foo/bar is not in std (GOROOT)\n\
        # nope\npackage nope is not in std (GOROOT)\n";
    check("test -run S ./bad ./broken ./none ./sub nope", expected, 1);
}

#[test]
fn the_librarys_packages_are_tested_by_their_paths() {
    check(
        "test container/...",
        &["heap", "list", "ring"].map(|name| format!("ok  \tcontainer/{name}\ts\n")).concat(),
        0,
    );
}
