//! `burrow go vet`, and what `burrow go test` looks at before it runs anything.

use crate::{burrow, folder, has_library};

const MODULE: &str = r#"
-- go.mod --
module example.com/v

go 1.27
-- a/a.go --
package a

import "fmt"

func F() { fmt.Printf("%d", "x") }
-- a/x_test.go --
package a_test

import (
	"fmt"
	"testing"
)

func TestG(t *testing.T) { fmt.Println("%d") }
-- b/b.go --
package b

func F() int { return x }
-- c/c.go --
package c

func F() {
	return
	println()
}
-- c/c_test.go --
package c

import "testing"

func TestF(t *testing.T) { F() }
"#;

#[test]
fn findings_are_told_as_go_tells_them() {
    if !has_library() {
        return;
    }
    let folder = folder(MODULE);
    let expected = "a/a.go:5:24: fmt.Printf format %d has arg \"x\" of wrong type string\n\
        a/x_test.go:8:28: fmt.Println call has possible Printf formatting directive %d\n\
        # example.com/v/b\nvet: b/b.go:3:23: undefined: x\n\
        c/c.go:5:2: unreachable code\n";
    assert_eq!(burrow(folder.path(), "vet ./..."), (expected.into(), 1));
    let expected = "FAIL\texample.com/v/a [build failed]\nFAIL\n\
        # example.com/v/a\n# [example.com/v/a]\na/a.go:5:24: fmt.Printf format %d has arg \"x\" of wrong type string\n\
        # example.com/v/a_test\n# [example.com/v/a_test]\n\
        a/x_test.go:8:28: fmt.Println call has possible Printf formatting directive %d\n";
    assert_eq!(burrow(folder.path(), "test ./a"), (expected.into(), 1));
    let (text, code) = burrow(folder.path(), "test -vet=off ./a ./c");
    assert!(text.starts_with("ok  \texample.com/v/a\t") && code == 0, "{text}");
}
