//! `burrow go run` and `burrow go build`: programs of several files and packages.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::{burrow, folder, has_library};

const MODULE: &str = r#"
-- go.mod --
module example.com/m

go 1.27
-- cmd/hello/main.go --
package main

import (
	_ "embed"
	"fmt"
	"os"

	"example.com/m/greet"
)

//go:embed text/name.txt
var name string

func main() {
	fmt.Print(greet.Hello(name), system, tagged, os.Args[1:], "\n")
	os.Exit(len(os.Args))
}
-- cmd/hello/text/name.txt --
World
-- cmd/hello/system_js.go --
package main

const system = "js"
-- cmd/hello/system_linux.go --
package main

const system = "linux"
-- cmd/hello/tag.go --
//go:build !cgo && wasm && go1.22

package main

const tagged = 1
-- cmd/hello/never.go --
//go:build ignore

package other
-- cmd/hello/main_test.go --
package main

const system = 2
-- greet/greet.go --
// Package greet greets.
package greet

import "example.com/m/greet/internal/words"

func Hello(name string) string { return words.Hello + name }
-- greet/internal/words/words.go --
package words

const Hello = "Hello, "
-- bad/a/a.go --
package a

import "example.com/m/greet/internal/words"

var A int = words.Hello
-- bad/b/b.go --
package b

import "example.com/m/bad/c"

var B string = c.C
var unused = 1 + ""
-- bad/c/c.go --
package c

var C int = "x"
-- bad/main.go --
package main

import "example.com/m/bad/b"

func main() { undefined(b.B) }
-- many.go --
package main

func main() {
	a; b; c; d; e; f; g; h; i; j; k; l
}
"#;

#[test]
fn a_program_is_a_folder_of_a_module() {
    if !has_library() {
        return;
    }
    let folder = folder(MODULE);
    let expected = "Hello, World\njs1 [a -b]\nexit status 3\n".to_owned();
    assert_eq!(burrow(folder.path(), "run ./cmd/hello a -b"), (expected.clone(), 1));
    assert_eq!(burrow(&folder.path().join("cmd/hello"), "run . a -b"), (expected, 1));
    assert_eq!(burrow(folder.path(), "build ./cmd/hello"), (String::new(), 0));
    let files = "run cmd/hello/main.go cmd/hello/tag.go cmd/hello/system_linux.go";
    let (text, _) = burrow(folder.path(), files);
    assert_eq!(text, "Hello, World\nlinux1 []\nexit status 1\n");
}

#[test]
fn errors_stand_under_their_package() {
    if !has_library() {
        return;
    }
    let folder = folder(MODULE);
    let (text, code) = burrow(folder.path(), "build ./bad/a");
    let expected =
        "bad/a/a.go:3:8: use of internal package example.com/m/greet/internal/words not allowed\n";
    assert_eq!((text.as_str(), code), (expected, 1));
    let expected = "# example.com/m/bad/c\nbad/c/c.go:3:13: cannot use \"x\" (untyped string constant) as int value in variable declaration\n";
    assert_eq!(burrow(folder.path(), "build ./bad"), (expected.into(), 1));
    let (text, _) = burrow(folder.path(), "build many.go");
    assert!(text.starts_with("# command-line-arguments\n./many.go:4:2: undefined: a\n"), "{text}");
    assert!(
        text.ends_with("./many.go:4:29: undefined: j\n./many.go:4:29: too many errors\n"),
        "{text}"
    );
    let (text, _) = burrow(folder.path(), "build -gcflags=-e many.go");
    assert!(text.ends_with("./many.go:4:35: undefined: l\n"), "{text}");
}

#[test]
fn an_archive_is_a_module() {
    if !has_library() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let text = "-- go.mod --\nmodule example.com/a\n-- main.go --\npackage main\n\nimport \"example.com/a/b\"\n\n\
                func main() { println(b.B) }\n-- b/b.go --\npackage b\n\nconst B = 7\n";
    fs::write(folder.path().join("a.txtar"), text).unwrap();
    assert_eq!(burrow(folder.path(), "run a.txtar"), ("7\n".into(), 0));
}

#[test]
fn input_is_read_and_files_are_written() {
    if !has_library() {
        return;
    }
    let folder = folder(
        "-- main.go --
package main

import (
	\"bufio\"
	\"fmt\"
	\"os\"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		fmt.Println(\"got\", lines.Text())
	}
	fmt.Println(os.WriteFile(\"out.txt\", []byte(\"done\"), 0o644))
	panic(fmt.Sprint(\"over\"))
}
",
    );
    let mut child = Command::new(env!("CARGO_BIN_EXE_burrow"))
        .args(["go", "run", "main.go"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"one\ntwo").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "got one\ngot two\n<nil>\n");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.starts_with("panic: over\n\ngoroutine 1 [running]:\nmain.main()\n"), "{errors}");
    assert!(errors.ends_with("exit status 2\n") && output.status.code() == Some(1), "{errors}");
    assert_eq!(fs::read_to_string(folder.path().join("out.txt")).unwrap(), "done");
}
