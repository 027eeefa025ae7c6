//! What the tests of messages share: `check` compares what is said of a file with the comments in it. Each `//~ message` is the
//! first line of a message on its line, as the real gc 1.27 says it, and nothing else is reported. Several messages on a line
//! have ` ~ ` between them.

use std::rc::Rc;

use burrow_go_types::{Importer, PackageSource, Program};

/// A few packages of a make-believe library.
struct Library;

impl Importer for Library {
    fn package(&mut self, path: &str, _from: &str) -> Result<PackageSource, String> {
        let text = match path {
            "fmt" => {
                "package fmt; type Stringer interface{ String() string }; type Formatter interface{ Format(int) }"
            }
            "math" => "package math; const Pi = 3; func Sqrt(x float64) float64 { return x }",
            "os" => "package os; type File struct{}",
            "sort" => "package sort; func Ints(x []int) {}",
            "strings" => "package strings; func ToUpper(s string) string { return s }",
            _ => return Err(format!("package {path} is not in std")),
        };
        Ok(PackageSource {
            path: path.into(),
            files: vec![(format!("{path}.go"), Rc::from(text))],
            lazy: true,
        })
    }
}

/// Checks the file.
#[track_caller]
pub fn check(source: &str) {
    let mut program = Program::new(Box::new(Library));
    let files = vec![("t.go".to_owned(), Rc::from(source))];
    program.check(PackageSource { path: "p".into(), files, lazy: false });
    let mut found: Vec<Vec<String>> = source.lines().map(|_| Vec::new()).collect();
    for diagnostic in program.diagnostics() {
        let place =
            program.sources.place(diagnostic.span.start).expect("a message without a place");
        let first = diagnostic.message.lines().next().unwrap_or_default().to_owned();
        found[place.line as usize - 1].push(first);
    }
    let shown: Vec<String> = source
        .lines()
        .zip(found)
        .map(|(line, found)| {
            let code = line.split(" //~ ").next().unwrap_or_default();
            if found.is_empty() {
                code.to_owned()
            } else {
                format!("{code} //~ {}", found.join(" ~ "))
            }
        })
        .collect();
    assert_eq!(shown.join("\n"), source.trim_end_matches('\n'));
}
