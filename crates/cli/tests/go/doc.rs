//! `burrow go doc`.

use crate::{burrow, folder, has_library};

#[test]
fn documentation_is_printed_as_by_go_doc() {
    if !has_library() {
        return;
    }
    let folder = folder(
        "-- go.mod --\nmodule example.com/d\n-- p/p.go --\n// Package p is one.\npackage p\n\n\
         // T is a type.\ntype T struct{ a, B int }\n\n// M is a method.\nfunc (t T) M() {}\n\nconst unseen = 1\n",
    );
    let expected =
        "package p // import \"example.com/d/p\"\n\nPackage p is one.\n\ntype T struct{ ... }\n";
    assert_eq!(burrow(folder.path(), "doc ./p"), (expected.into(), 0));
    let expected = "package p // import \"example.com/d/p\"\n\ntype T struct {\n\t// Has unexported fields.\n}\n    \
                    T is a type.\n\nfunc (t T) M()\n";
    assert_eq!(burrow(folder.path(), "doc p.T"), (expected.into(), 0));
    let (text, code) = burrow(folder.path(), "doc -short json.Decoder.Decode");
    assert_eq!((text.lines().next(), code), (Some("func (dec *Decoder) Decode(v any) error"), 0));
    let expected = "doc: no symbol Nope in package errors\n";
    assert_eq!(burrow(folder.path(), "doc errors.Nope"), (expected.into(), 1));
}
