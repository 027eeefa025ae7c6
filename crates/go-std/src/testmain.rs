//! What `go test` adds to a package: the program that runs its tests.
//!
//! A package is tested with its `_test.go` files compiled into it; those of the package `x_test` beside it form a package of
//! their own. The program's `main` lists all tests, benchmarks, fuzz targets and examples, and gives them to package testing.

use std::fmt::Write as _;

use burrow_go_syntax::ast::{Decl, ExprKind, File, FuncBody, FuncDecl};
use burrow_go_syntax::{NodeIds, ParseOptions, Sources, parse_file};
use burrow_go_types::PackageSource;

use crate::chain::Packages;
use crate::embed;
use crate::module::Tree;
use crate::overlay::SourceText;

/// A package with its tests, in front of the place where it is found without them.
pub struct TestPackage {
    /// The package itself, with those test files that belong to it.
    package: PackageSource,
    /// The package that tests it from outside.
    external: PackageSource,
    /// How many files hold tests.
    files: usize,
    found: Found,
}

#[derive(Default)]
struct Found {
    tests: Vec<String>,
    benchmarks: Vec<String>,
    fuzz_targets: Vec<String>,
    examples: Vec<Example>,
    main: Option<String>,
}

struct Example {
    name: String,
    call: String,
    output: String,
    unordered: bool,
}

impl TestPackage {
    /// A package and its `_test.go` files; `folder` of `tree` is where they lie. An error is in the go command's words.
    pub fn new(
        tree: &dyn Tree,
        folder: &str,
        package: PackageSource,
        tests: Vec<SourceText>,
    ) -> Result<TestPackage, String> {
        let external = PackageSource {
            path: format!("{}_test", package.path),
            files: Vec::new(),
            lazy: package.lazy,
        };
        let files = tests.len();
        let mut test = TestPackage { package, external, files, found: Found::default() };
        for (name, text) in tests {
            let (sources, file) = parse(&name, &text);
            let outside = file.package.name.as_str().ends_with("_test");
            let qualifier = if outside { "_xtest" } else { "_test" };
            for decl in &file.decls {
                if let Decl::Func(decl) = decl {
                    test.found.note(decl, qualifier, &sources);
                }
            }
            let package = if outside { &mut test.external } else { &mut test.package };
            package.files.push((name, text));
        }
        for package in [&mut test.package, &mut test.external] {
            embed::refill(tree, folder, &mut package.files)?;
        }
        Ok(test)
    }

    /// Whether there are any test files.
    pub fn has_tests(&self) -> bool {
        self.files > 0
    }

    /// The package, with those test files that belong to it, and the package of the others; the program that runs the tests
    /// imports both.
    pub fn packages(&self) -> impl Iterator<Item = &PackageSource> {
        [&self.package, &self.external].into_iter()
    }

    /// The program that runs the tests.
    pub fn main(&self) -> PackageSource {
        let Found { tests, benchmarks, fuzz_targets, examples, main } = &self.found;
        let mut text = String::from(
            "package main\n\nimport (\n\t\"os\"\n\t\"testing\"\n\t\"testing/internal/testdeps\"\n",
        );
        let used = |qualifier: &str| text_mentions(&self.found, qualifier);
        // Imported even if nothing of it is called: its initialisation belongs to the run.
        for (package, qualifier) in [(&self.package, "_test"), (&self.external, "_xtest")] {
            if !package.files.is_empty() {
                let name = if used(qualifier) { qualifier } else { "_" };
                // Writing to a string cannot fail.
                let _ = writeln!(text, "\t{name} {:?}", package.path);
            }
        }
        if main.is_some() {
            text.push_str("\t\"reflect\"\n");
        }
        text.push_str(")\n\n");
        list(&mut text, "tests", "InternalTest", tests);
        list(&mut text, "benchmarks", "InternalBenchmark", benchmarks);
        list(&mut text, "fuzzTargets", "InternalFuzzTarget", fuzz_targets);
        text.push_str("var examples = []testing.InternalExample{\n");
        for Example { name, call, output, unordered } in examples {
            let _ = writeln!(text, "\t{{{name:?}, {call}, {}, {unordered}}},", quoted(output));
        }
        let _ = writeln!(
            text,
            "}}\n\nfunc init() {{\n\ttestdeps.ImportPath = {:?}\n}}\n",
            self.package.path
        );
        text.push_str("func main() {\n");
        text.push_str("\tm := testing.MainStart(testdeps.TestDeps{}, tests, benchmarks, fuzzTargets, examples)\n");
        match main {
            Some(main) => {
                let _ = writeln!(text, "\t{main}(m)");
                text.push_str("\tos.Exit(int(reflect.ValueOf(m).Elem().FieldByName(\"exitCode\").Int()))\n}\n");
            }
            None => text.push_str("\tos.Exit(m.Run())\n}\n"),
        }
        PackageSource {
            path: "main".into(),
            files: vec![("_testmain.go".into(), text.into())],
            lazy: true,
        }
    }
}

/// Has package testing say that this is a test; other packages stay as they are. Go's linker does the same.
pub fn mark_tested(package: &mut PackageSource) {
    if package.path != "testing" {
        return;
    }
    for (_, text) in &mut package.files {
        *text = text.replace("var testBinary = \"0\"", "var testBinary = \"1\"").into();
    }
}

impl Packages for TestPackage {
    fn find(&mut self, path: &str, _from: &str) -> Option<Result<PackageSource, String>> {
        let package =
            [&self.package, &self.external].into_iter().find(|package| package.path == path)?;
        (!package.files.is_empty()).then(|| Ok(package.clone()))
    }
}

fn text_mentions(found: &Found, qualifier: &str) -> bool {
    let start = format!("{qualifier}.");
    let lists = [&found.tests, &found.benchmarks, &found.fuzz_targets];
    let calls = lists
        .into_iter()
        .flatten()
        .chain(&found.main)
        .chain(found.examples.iter().map(|example| &example.call));
    calls.into_iter().any(|call| call.starts_with(&start))
}

fn list(text: &mut String, variable: &str, typ: &str, calls: &[String]) {
    let _ = writeln!(text, "var {variable} = []testing.{typ}{{");
    for call in calls {
        let name = call.split_once('.').map_or("", |(_, name)| name);
        let _ = writeln!(text, "\t{{{name:?}, {call}}},");
    }
    text.push_str("}\n\n");
}

fn parse(name: &str, text: &str) -> (Sources, File) {
    let mut sources = Sources::default();
    let base = sources.add(name, text);
    let options = ParseOptions { lazy_bodies: true };
    let file = parse_file(&mut sources, base, &mut NodeIds::default(), options, &mut Vec::new());
    (sources, file)
}

impl Found {
    fn note(&mut self, decl: &FuncDecl, qualifier: &str, sources: &Sources) {
        if decl.recv.is_some() || !decl.tparams.is_empty() {
            return;
        }
        let name = decl.name.name.as_str();
        let call = format!("{qualifier}.{name}");
        if name == "TestMain" && takes(decl, "M") {
            self.main = Some(call);
        } else if is_kind(name, "Test") && takes(decl, "T") {
            self.tests.push(call);
        } else if is_kind(name, "Benchmark") && takes(decl, "B") {
            self.benchmarks.push(call);
        } else if is_kind(name, "Fuzz") && takes(decl, "F") {
            self.fuzz_targets.push(call);
        } else if is_kind(name, "Example")
            && decl.typ.params.is_empty()
            && let FuncBody::Lazy { span, .. } = decl.body
            && let Some((output, unordered)) = expected_output(sources.text(span))
        {
            self.examples.push(Example { name: name.into(), call, output, unordered });
        }
    }
}

/// Whether a name is the prefix, or goes on behind it with something that is no small letter.
fn is_kind(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix)
        .is_some_and(|rest| !rest.chars().next().is_some_and(char::is_lowercase))
}

/// Whether the only parameter is a pointer to such a type (of package testing, by whatever name).
fn takes(decl: &FuncDecl, name: &str) -> bool {
    let [param] = &decl.typ.params[..] else { return false };
    let ExprKind::Star(elem) = &param.typ.kind else { return false };
    match &elem.kind {
        ExprKind::Selector { sel, .. } => sel.name.as_str() == name,
        ExprKind::Name(own) => own.as_str() == name,
        _ => false,
    }
}

/// What the comment at the end of an example's body says that it prints, and whether in any order.
fn expected_output(body: &str) -> Option<(String, bool)> {
    let body = body.trim_end().strip_suffix('}')?.trim_end();
    let mut lines: Vec<&str> = Vec::new();
    for line in body.lines().rev() {
        let Some(comment) = line.trim_start().strip_prefix("//") else { break };
        lines.push(comment);
    }
    lines.reverse();
    let comment = lines.join("\n");
    let start = comment.trim_start();
    let lower = start.to_ascii_lowercase();
    let (unordered, at) = if lower.starts_with("output:") {
        (false, "output:".len())
    } else if lower.starts_with("unordered output:") {
        (true, "unordered output:".len())
    } else {
        return None;
    };
    // Each line keeps what stands behind its comment's first blank.
    let text: Vec<&str> =
        start[at..].lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    Some((text.join("\n").trim().to_string() + "\n", unordered))
}

/// A string literal of Go.
fn quoted(text: &str) -> String {
    let mut literal = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\0'..' ' | '\u{7f}' | '\u{feff}' => {
                let _ = write!(literal, "\\u{:04x}", letter as u32);
            }
            _ => literal.push(letter),
        }
    }
    literal.push('"');
    literal
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::rc::Rc;

    use super::*;

    #[test]
    fn the_output_stands_in_the_last_comment() {
        let body = "{\n\tf()\n\t// Output:\n\t// a  b\n\t//   c\n}";
        assert_eq!(expected_output(body), Some(("a  b\n  c\n".into(), false)));
        assert_eq!(expected_output("{ // Unordered output: x\n}"), None);
        assert_eq!(expected_output("{\n// Unordered output: x\n}"), Some(("x\n".into(), true)));
        assert_eq!(expected_output("{\n// nothing\n}"), None);
    }

    #[test]
    fn a_test_is_named_and_typed_as_one() {
        let text = "package p\nimport \"testing\"\nfunc TestA(t *testing.T) {}\nfunc Testb(t *testing.T) {}\n\
                    func Test(t *testing.T) {}\nfunc TestC(x int) {}\nfunc BenchmarkX(b *testing.B) {}\n";
        let package = PackageSource { path: "p".into(), files: Vec::new(), lazy: true };
        let tree = BTreeMap::<String, Rc<str>>::new();
        let test = TestPackage::new(&tree, "", package, vec![("p_test.go".into(), text.into())]);
        let test = test.expect("it embeds nothing");
        assert_eq!(test.found.tests, ["_test.TestA", "_test.Test"]);
        assert_eq!(test.found.benchmarks, ["_test.BenchmarkX"]);
    }
}
