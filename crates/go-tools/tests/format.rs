//! gofmt on the machine, with the library from the GOROOT that the environment names; without one there is nothing to test.
//! What is expected is what Go 1.27's gofmt prints.

use std::path::PathBuf;

use burrow_go_std::{Chain, Library};
use burrow_go_tools::Formatter;

fn formatter() -> Option<Formatter> {
    let root = std::env::var_os("GOROOT").map(PathBuf::from)?;
    let root = Some(root).filter(|root| root.join("src/fmt").is_dir())?;
    Some(Formatter::new(move || Chain::default().with(Library::new(root.clone()))))
}

#[test]
fn files_come_out_as_gofmt_writes_them() {
    let Some(mut formatter) = formatter() else { return };
    let source = "package x\nimport (\"os\";\"fmt\")\nfunc f( ) {\nfmt.Println( os.Args, 0XFF )}\n";
    let expected = "package x\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc f() {\n\tfmt.Println(os.Args, 0xFF)\n}\n";
    let text = formatter.file("x.go", source.as_bytes());
    assert_eq!(text, Ok(expected.into()));
    // The printer is kept: what it makes of one file has no bearing on the next.
    assert_eq!(formatter.file("x.go", expected.as_bytes()), Ok(expected.into()));
}

#[test]
fn errors_are_those_of_gofmt() {
    let Some(mut formatter) = formatter() else { return };
    let source = b"package syn\nfunc f( {\n x := = 1\n y := )\n";
    let refusal = formatter.file("s.go", source).expect_err("it is no Go");
    let expected = "s.go:2:9: expected ')', found '{'\ns.go:3:10: missing ',' before newline in parameter list\n\
                    s.go:4:4: missing ',' in parameter list";
    assert_eq!(refusal.to_string(), expected);
    assert_eq!(formatter.file("s.go", b"package syn"), Ok(b"package syn\n".into()));
}

#[test]
fn fragments_are_formatted_where_they_are_allowed() {
    let Some(mut formatter) = formatter() else { return };
    let source = b"x:=1\n  y  :=2\n";
    assert_eq!(formatter.fragment("", source), Ok(b"x := 1\ny := 2\n".into()));
    let refusal = formatter.file("x.go", source).expect_err("it is no file");
    assert_eq!(refusal.to_string(), "x.go:1:1: expected 'package', found x");
}

#[test]
fn without_the_library_there_is_an_error() {
    let refusal =
        Formatter::new(Chain::default).file("x.go", b"package x").expect_err("no library");
    assert_eq!(refusal.to_string(), "no required module provides package bytes");
}
