//! Programs from their files to their end, with the library of the GOROOT that the environment names; without one there is
//! nothing to test.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use burrow_go_session::{Completions, Formatter, Halt, Next, Run, Session, Walk, World};
use burrow_go_std::pack::{self, Entry};
use burrow_go_std::{Docs, Index, Library, Packages, document};
use burrow_go_trace::{Command, Settings, State, Stop};
use burrow_protocol::go::{
    Completion, Conditions, Diagnostic, End, File, How, Job, Limit, Place, Severity, Stream, What,
};
use burrow_protocol::stages::Stage;

fn library() -> Option<Rc<RefCell<Library>>> {
    let root = std::env::var_os("GOROOT").map(PathBuf::from)?;
    root.join("src/fmt").is_dir().then(|| Rc::new(RefCell::new(Library::new(root))))
}

fn session() -> Option<Session> {
    Some(Session::new(library()?))
}

thread_local! {
    /// Nanoseconds that a test has let pass without waiting for them.
    static PASSED: Cell<i64> = const { Cell::new(0) };
}

fn monotonic() -> i64 {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_nanos() as i64 + 1 + PASSED.get()
}

const WORLD: World =
    World { wall: || 1_700_000_000_000_000_000, monotonic, random: |bytes| bytes.fill(7) };

fn file(name: &str, text: &str) -> File {
    File { name: name.into(), contents: text.into() }
}

fn job(text: &str) -> Job {
    Job { files: vec![file("main.go", text)], ..Job::default() }
}

/// Runs a program to its end, with this input; what it wrote, and its end.
fn finish(run: &mut Run, mut input: &[&str]) -> (String, End) {
    let mut written = Vec::new();
    loop {
        let next = run.slice();
        written.extend(run.output().rest().into_iter().flat_map(|(_, bytes)| bytes));
        match next {
            Next::Again => {}
            Next::Sleeps(until) => {
                std::thread::sleep(Duration::from_nanos((until - monotonic()).max(0) as u64));
            }
            Next::WantsInput => {
                assert!(run.asked_for_input());
                match input.split_first() {
                    Some((line, rest)) => (run.input(line.as_bytes()), input = rest).0,
                    None => run.end_input(),
                }
            }
            Next::Ended(end) => {
                return (String::from_utf8_lossy(&written).into_owned(), end);
            }
        }
    }
}

fn check_job(job: Job, input: &[&str], how: How, code: i32, expected: &str) {
    let Some(mut session) = session() else { return };
    let mut run = session.build(job).expect("it has no errors").start(WORLD);
    let (written, end) = finish(&mut run, input);
    assert!(written.contains(expected), "{written}");
    assert_eq!((end.how, end.code), (how, code), "{written}");
    session.end(run);
}

fn check(text: &str, input: &[&str], how: How, code: i32, expected: &str) {
    check_job(job(text), input, how, code, expected);
}

fn messages(found: &[Diagnostic]) -> Vec<String> {
    let line = |one: &Diagnostic| {
        format!("{}:{}:{}: {}", one.file, one.start.line, one.start.column, one.message)
    };
    found.iter().map(line).collect()
}

#[test]
fn a_program_answers_its_input() {
    let text = "package main\nimport (\"bufio\"; \"fmt\"; \"os\")\nfunc main() {\n\
                lines := bufio.NewScanner(os.Stdin)\nfor lines.Scan() { fmt.Println(\"hello\", lines.Text()) }\n\
                fmt.Println(\"bye\", os.Args[1:])\n}\n";
    let job = Job { args: vec!["a b".into()], ..job(text) };
    check_job(job, &["Ada\nAl", "an\n"], How::Exited, 0, "hello Ada\nhello Alan\nbye [a b]\n");
}

#[test]
fn ends_are_told_apart() {
    let main = |body: &str| format!("package main\nfunc main() {{ {body} }}\n");
    check(
        &main("panic(\"no\")"),
        &[],
        How::Exited,
        2,
        "panic: no\n\ngoroutine 1 [running]:\nmain.main()",
    );
    let deadlock =
        "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:";
    check(&main("<-make(chan int)"), &[], How::Exited, 2, deadlock);
    let hog = main("var all [][]byte; for { all = append(all, make([]byte, 1<<20)) }");
    check(&hog, &[], How::Limit(Limit::Memory), 2, "fatal error: out of memory");
    let deep = format!("{}func f(n int) int {{ return f(n+1) + 1 }}\n", main("f(0)"));
    check(&deep, &[], How::Limit(Limit::Stack), 2, "fatal error: stack overflow");
    let exit = "package main\nimport \"os\"\nfunc main() { os.Exit(7) }\n";
    check(exit, &[], How::Exited, 7, "");
}

#[test]
fn time_is_limited_where_the_host_sets_a_limit_but_not_for_a_person_who_types() {
    let limited = |limit_ms, text| {
        let conditions = Conditions { limit_ms: Some(limit_ms), ..Conditions::default() };
        Job { conditions, ..job(text) }
    };
    let endless = limited(300, "package main\nfunc main() { for {} }\n");
    check_job(endless, &[], How::Limit(Limit::Time), -1, "");
    let Some(mut session) = session() else { return };
    let text =
        "package main\nimport \"fmt\"\nfunc main() { var s string; fmt.Scan(&s); fmt.Print(s) }\n";
    let mut run = session.build(limited(60_000, text)).expect("no errors").start(WORLD);
    while run.slice() == Next::Again {}
    assert_eq!(run.slice(), Next::WantsInput);
    PASSED.set(3_600_000_000_000);
    run.input(b"slow\n");
    let (written, end) = finish(&mut run, &[]);
    assert_eq!((written.as_str(), end.how), ("slow", How::Exited));
}

#[test]
fn a_seeded_run_in_virtual_time_takes_the_same_steps() {
    let text = "package main\nimport (\"fmt\"; \"math/rand\"; \"time\")\nfunc main() {\n\
                c := make(chan int)\nfor i := range 20 { go func() { time.Sleep(time.Hour); c <- i*rand.Intn(9) }() }\n\
                for range 20 { fmt.Print(<-c, \" \") }\nfmt.Println(time.Now())\n}\n";
    let Some(mut session) = session() else { return };
    let conditions = Conditions { seed: Some(3), virtual_time: true, limit_ms: Some(60_000) };
    let mut one = || {
        let job = Job { conditions: conditions.clone(), ..job(text) };
        let mut run = session.build(job).expect("it has no errors").start(WORLD);
        let (written, end) = finish(&mut run, &[]);
        session.end(run);
        (written, end.steps)
    };
    let (first, second) = (one(), one());
    assert!(first.0.contains("2009-11-11 00:00:00"), "{}", first.0);
    assert_eq!(first, second);
}

#[test]
fn files_lie_in_the_folder_and_packages_below_it() {
    let files = vec![
        file("go.mod", "module example.com/m\n"),
        file(
            "main.go",
            "package main\nimport (\"fmt\"; \"os\"; \"example.com/m/shapes\")\nfunc main() {\n\
             data, err := os.ReadFile(\"data/x.txt\")\nfmt.Print(string(data), err, shapes.Area(3))\n}\n",
        ),
        file("shapes/shapes.go", "package shapes\nfunc Area(r int) int { return r * r }\n"),
        file("data/x.txt", "text "),
    ];
    check_job(Job { files, ..Job::default() }, &[], How::Exited, 0, "text <nil> 9");
}

#[test]
fn a_single_file_runs_whatever_its_build_constraint_says() {
    let ignored = "//go:build ignore\n\npackage main\nfunc main() { println(3) }\n";
    check(ignored, &[], How::Exited, 0, "3\n");
}

#[test]
fn tests_print_what_go_test_prints() {
    let files = vec![
        file("add.go", "package add\nfunc Add(a, b int) int { return a + b }\n"),
        file(
            "add_test.go",
            "package add\nimport \"testing\"\nfunc TestGood(t *testing.T) { if Add(1, 2) != 3 { t.Error() } }\n\
             func TestBad(t *testing.T) { if !testing.Testing() { return }; t.Errorf(\"got %d\", Add(1, 1)) }\n",
        ),
    ];
    let what = |pattern: &str| What::Tests { pattern: pattern.into(), verbose: false, bench: None };
    let job = Job { files, what: what(""), ..Job::default() };
    let failed = "    add_test.go:4: got 2\nFAIL\nexit status 1\nFAIL\tcommand-line-arguments\t";
    check_job(job.clone(), &[], How::Exited, 1, failed);
    let good = Job { what: what("Good"), ..job };
    check_job(good, &[], How::Exited, 0, "PASS\nok  \tcommand-line-arguments\t");
}

#[test]
fn errors_are_gcs_with_the_place_in_the_file_as_it_was_named() {
    let Some(mut session) = session() else { return };
    let broken =
        "package main\nimport \"fnt\"\nfunc main() {\n\tvar ß😀 int = \"x\"\n\ty := 1\n}\n";
    let found = session.check(&[file("main.go", broken)]);
    let lines = messages(&found);
    assert!(lines[0].starts_with("main.go:2:8: package fnt is not in std"), "{lines:?}");
    let broken = "package main\nfunc main() {\n\tvar ß int = \"x\"\n\ty := 1\n}\n";
    let found = session.check(&[file("main.go", broken)]);
    let expected = [
        "main.go:3:6: declared and not used: ß",
        "main.go:3:15: cannot use \"x\" (untyped string constant) as int value in variable declaration",
        "main.go:4:2: declared and not used: y",
    ];
    assert_eq!(messages(&found), expected);
    assert_eq!((found[1].start.units, found[1].end.units), (13, 16));
    assert_eq!(found[1].code, "IncompatibleAssign");
    let none = session.check(&[file("readme.txt", "")]);
    assert_eq!(messages(&none), [":0:0: no Go files in ."]);
    let bad_test = "package main\nimport \"testing\"\nfunc TestX(t *testing.T) { undefined() }\n";
    let good = file("main.go", "package main\nfunc main() {}\n");
    let found = session.check(&[good.clone(), file("main_test.go", bad_test)]);
    assert_eq!(messages(&found), ["main_test.go:3:28: undefined: undefined"]);
    assert!(session.check(&[good]).is_empty());
}

#[test]
fn a_program_has_no_packages_of_the_one_before() {
    let Some(mut session) = session() else { return };
    let init = "package p\nimport \"fmt\"\nfunc init() { fmt.Println(\"init of p\") }\n";
    let main = |import: &str| {
        format!("package main\nimport _ \"{import}\"\nfunc main() {{ println(1) }}\n")
    };
    let files =
        vec![file("go.mod", "module m\n"), file("main.go", &main("m/p")), file("p/p.go", init)];
    for (job, expected) in [
        (Job { files, ..Job::default() }, "init of p\n1\n"),
        (job(&main("fmt")), "1\n"),
        (job(&main("net/http")), "1\n"),
    ] {
        let mut run = session.build(job).expect("it has no errors").start(WORLD);
        assert_eq!(finish(&mut run, &[]).0, expected);
        session.end(run);
    }
}

#[test]
fn a_flood_is_cut_and_says_so() {
    let Some(mut session) = session() else { return };
    let text = "package main\nimport \"fmt\"\nfunc main() { for i := range 200000 { fmt.Println(\"line\", i) } }\n";
    let mut run = session.build(job(text)).expect("it has no errors").start(WORLD);
    while !matches!(run.slice(), Next::Ended(_)) {}
    let written = run.output().rest();
    assert_eq!(written[0].0, Stream::Notice);
    assert!(written.last().is_some_and(|(_, bytes)| bytes.ends_with(b"line 199999\n")));
}

#[test]
fn sources_are_formatted_one_after_the_other() {
    let Some(library) = library() else { return };
    let mut formatter = Formatter::new(library);
    let mut format = |text: &str| formatter.format(&file("main.go", text)).expect("it goes on");
    let formatted = "package main\n\nfunc main() {\n\tx := []int{1, 2}\n\t_ = x // done\n}\n";
    let source = "package main\nfunc main ( ) {\nx:=[]int{1,2}\n_=x   // done\n}";
    assert_eq!(format(source).as_deref(), Ok(formatted));
    let errors = format("package main\nfunc main() {\n\tx := := 1\n}\n").expect_err("it is none");
    assert_eq!(
        messages(&errors),
        ["main.go:3:7: syntax error: unexpected :=, expected expression"]
    );
    assert_eq!(format(formatted).as_deref(), Ok(formatted));
    assert_eq!(
        format("package main\nvar _ = \"ß\"").as_deref(),
        Ok("package main\n\nvar _ = \"ß\"\n")
    );
}

fn step(walk: &mut Walk, command: Option<Command>) -> (State, String) {
    if let Some(command) = command {
        walk.command(command);
    }
    loop {
        match walk.slice() {
            Halt::Not => {}
            Halt::WantsInput => walk.input(b"7\n"),
            Halt::At(state) => {
                let written = walk.output().into_iter().flat_map(|(_, bytes)| bytes).collect();
                walk.shown(&state);
                return (*state, String::from_utf8(written).expect("it is text"));
            }
        }
    }
}

#[test]
fn a_program_is_stepped_through_forwards_and_back_with_its_output() {
    let Some(mut session) = session() else { return };
    let text = "package main\nimport \"fmt\"\nfunc main() {\n\tvar x int\n\tfmt.Scan(&x)\n\tx += 2\n\tfmt.Println(x)\n\tx++\n}\n";
    let mut walk = session.build(job(text)).expect("no errors").walk(Settings::default(), WORLD);
    let line = |state: &State| state.place.as_ref().map(|place| (place.file.clone(), place.line));
    let x = |state: &State| {
        state.frame().and_then(|frame| frame.variable("x")).map(|x| x.value.clone())
    };
    let at = |number| Some(("main.go".to_string(), number));
    let (start, _) = step(&mut walk, None);
    assert_eq!((line(&start), start.stop), (at(4), Stop::Start));
    step(&mut walk, Some(Command::Over));
    step(&mut walk, Some(Command::Over));
    let (before, written) = step(&mut walk, Some(Command::Over));
    assert_eq!((line(&before), written.as_str()), (at(7), ""));
    let (after, written) = step(&mut walk, Some(Command::Over));
    assert_eq!((line(&after), written.as_str(), after.output), (at(8), "9\n", 2));
    let (back, written) = step(&mut walk, Some(Command::Back));
    assert_eq!((line(&back), written.as_str(), back.output), (at(7), "", 0));
    assert_eq!(x(&back), x(&before));
    let (end, written) = step(&mut walk, Some(Command::Continue));
    assert_eq!((end.stop, written.as_str()), (Stop::End(0), "9\n"));
    session.end_walk(walk);
    assert!(session.check(&[file("main.go", text)]).is_empty());
}

#[test]
fn what_vet_finds_is_a_warning_once_there_are_no_errors() {
    let Some(mut session) = session() else { return };
    let text = "package main\nimport \"fmt\"\nfunc main() {\n\tfmt.Printf(\"%d\\n\", \"x\")\n}\n";
    let found = session.check(&[file("main.go", text)]);
    let expected = "main.go:4:14: fmt.Printf format %d has arg \"x\" of wrong type string";
    assert_eq!(messages(&found), [expected]);
    assert_eq!((found[0].severity, found[0].code.as_str()), (Severity::Warning, "printf"));
    let built = session.build(job(text)).expect("a warning stops nothing");
    assert_eq!(built.warnings(), found);
    let broken = text.replace("}\n", "\tx := 1\n}\n");
    let found = session.check(&[file("main.go", &broken)]);
    assert_eq!(messages(&found), ["main.go:5:2: declared and not used: x"]);
    let test =
        "package main\nimport \"testing\"\nfunc TestX(t *testing.T) { t.Errorf(\"%d\", \"x\") }\n";
    let good = file("main.go", "package main\nfunc main() {}\n");
    let found = session.check(&[good, file("main_test.go", test)]);
    assert_eq!(found.len(), 1);
    assert!(messages(&found)[0].starts_with("main_test.go:3:"), "{found:?}");
}

#[test]
fn a_program_without_main_is_told_once_it_is_begun() {
    let Some(mut session) = session() else { return };
    let missing = "main.go:1:9: function main is undeclared in the main package";
    let begun = file("main.go", "package main\nfunc f() {}\n");
    assert_eq!(messages(&session.check(std::slice::from_ref(&begun))), [missing]);
    assert!(session.check(&[file("main.go", "package main\n")]).is_empty());
    assert!(session.check(&[file("main.go", "package p\nfunc f() {}\n")]).is_empty());
    let found = session.build(job("package main\n")).err().expect("it cannot run");
    assert_eq!(messages(&found), [missing]);
    let test =
        file("f_test.go", "package main\nimport \"testing\"\nfunc TestF(*testing.T) { f() }\n");
    assert!(session.check(&[begun, test]).is_empty());
}

fn complete(text: &str) -> Vec<Completion> {
    complete_with(text, &Docs::default()).items
}

fn complete_with(text: &str, docs: &Docs) -> Completions {
    let Some(mut session) = session() else {
        return Completions { from: Place::default(), items: Vec::new(), asked: BTreeSet::new() };
    };
    let at = text.find('|').expect("the place");
    let line = text[..at].rsplit('\n').next().unwrap_or("");
    let place = Place {
        line: text[..at].matches('\n').count() as u32 + 1,
        column: 0,
        units: line.encode_utf16().count() as u32,
    };
    let files = [file("main.go", &text.replacen('|', "", 1))];
    let packages = ["fmt", "strings", "math/rand", "crypto/rand"];
    session.complete(&files, "main.go", place, &packages, docs)
}

#[test]
fn completions_say_what_a_declaration_is_for() {
    let text = "package main\n// area is what a shape covers.\n//\n// In square metres.\nfunc area() int { return 1 }\n\
                type shape struct {\n\twide int // in metres\n}\nfunc main() { a| }\n";
    let mut docs = Docs::default();
    docs.add("file builtin\nappend Appends.\nfile package\nstrings Package strings.\n")
        .expect("it is not damaged");
    let found = complete_with(text, &docs);
    if library().is_none() {
        return;
    }
    let doc = |name: &str| {
        let item = found.items.iter().find(|item| item.label == name).expect("it can be seen");
        item.doc.clone()
    };
    assert_eq!(doc("area"), "area is what a shape covers.");
    assert_eq!(doc("append"), "Appends.");
    assert_eq!(doc("strings"), "Package strings.");
    let field = complete(&text.replace("a| ", "_ = shape{}.w| "));
    assert_eq!(field[0].doc, "in metres");
}

#[test]
fn the_librarys_documentation_is_asked_for_where_it_is_shown() {
    let Some(library) = library() else { return };
    let mut library = library.borrow_mut();
    let source = library.find("strings", "").expect("it is there").expect("it can be read");
    let docs_text = document::package(&library, &source);
    let entry = Entry {
        file: "base.txt".into(),
        bytes: 1,
        docs: "docs-base.txt".into(),
        needs: Vec::new(),
        holds: vec!["strings".into()],
    };
    let mut packed =
        burrow_go_session::Library::new(&Index::new(vec![entry]).write()).expect("an index");
    // The rest of the library is not needed to see what a package declares.
    packed.add(0, &pack::write(&[source])).expect("a pack");
    let mut session = Session::new(packed.packages());
    let files = [file(
        "main.go",
        "package main\nimport \"strings\"\nvar b strings.Builder\nvar x = strings.\n",
    )];
    let place = Place { line: 4, column: 17, units: 16 };
    let mut complete = |docs: &Docs| session.complete(&files, "main.go", place, &["strings"], docs);
    let first = complete(packed.docs());
    assert!(first.asked.contains("strings"));
    assert!(first.items.iter().all(|item| item.doc.is_empty()));
    let asked = || first.asked.iter().map(String::as_str);
    assert_eq!(packed.undocumented(asked()), [(0, "docs-base.txt")]);
    packed.document(0, Ok(docs_text));
    assert!(packed.undocumented(asked()).is_empty());
    let found = complete(packed.docs()).items;
    let fields = found.iter().find(|item| item.label == "Fields").expect("it is a member");
    assert!(fields.doc.starts_with("Fields splits the string s around each"), "{}", fields.doc);
}

#[test]
fn completions_are_what_the_checker_would_find() {
    if library().is_none() {
        return;
    }
    let labels = |text: &str| -> Vec<String> {
        complete(text).into_iter().map(|one| format!("{} {}", one.label, one.detail)).collect()
    };
    let members = labels("package main\nimport \"fmt\"\nfunc main() {\n\tfmt.Pri|\n}\n");
    assert!(
        members.contains(&"Println func(a ...any) (n int, err error)".to_string()),
        "{members:?}"
    );
    assert!(!members.iter().any(|label| label.starts_with("newPrinter")));
    let types = "package main\ntype base struct { id int }\nfunc (b *base) Move(by int) {}\n\
                 type shape struct { base; name string }\n";
    let fields = labels(&format!("{types}func main() {{\n\ts := shape{{}}\n\ts.|\n}}\n"));
    assert_eq!(fields, ["Move func(by int)", "base base", "id int", "name string"]);
    let names = labels(&format!("{types}func main() {{\n\tcount := 1\n\tfor {{ cou| }}\n}}\n"));
    for expected in
        ["count int", "shape struct{base; name string}", "fmt fmt", "return ", "len predeclared"]
    {
        assert!(names.contains(&expected.to_string()), "{expected}: {names:?}");
    }
    let found = complete("package main\nfunc main() { x := rand.In| }\n");
    let intn = found.iter().find(|one| one.label == "Intn").expect("it is a member");
    assert_eq!(
        (intn.detail.as_str(), intn.import.as_deref()),
        ("func(n int) int", Some("math/rand"))
    );
    assert!(labels("package main\nimport \"f|\"\n").contains(&"fmt fmt".to_string()));
}

#[test]
fn a_file_is_told_of_at_each_stage() {
    let Some(mut session) = session() else { return };
    let text = "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tprice := 258000.0\n\tarea := 107.4\n\
                \tfmt.Println(price / area)\n}\n";
    let stages = session.stages(&file("main.go", text));
    assert_eq!((stages.refused_by(), &*stages.diagnostics), (None, &[][..]));
    let words: Vec<&str> = stages.tokens.iter().map(|token| &*token.text).collect();
    assert_eq!(words[..6], ["package", "main", "", "import", "\"fmt\"", ""]);
    assert_eq!(
        stages.tokens.iter().find(|token| token.text == "area").map(|it| it.start.line),
        Some(7)
    );
    let typed = |line: u32| -> Vec<(&str, &str, Option<&str>, u32)> {
        let here = stages.types.iter().filter(|one| one.start.line == line);
        here.map(|one| (&*one.text, &*one.typ, one.value.as_deref(), one.depth)).collect()
    };
    assert_eq!(typed(5), [("main", "func()", None, 0)]);
    assert_eq!(
        typed(6),
        [("price", "float64", None, 0), ("258000.0", "float64", Some("258000"), 0)]
    );
    let call = "func(a ...any) (n int, err error)";
    let expected = [
        ("fmt.Println(price / area)", "(n int, err error)", None, 0),
        ("fmt.Println", call, None, 1),
        ("price / area", "float64", None, 1),
        ("price", "float64", None, 2),
        ("area", "float64", None, 2),
    ];
    assert_eq!(typed(8), expected);
    assert_eq!(stages.code.len(), 1);
    let main = &stages.code[0];
    assert_eq!((&*main.name, main.line), ("main.main", 5));
    assert!(
        main.code.iter().any(|one| one.line == 8 && one.text.contains("call fmt.Println(")),
        "{main:?}"
    );
    assert!(
        main.code.iter().any(|one| one.line == 8 && one.text.contains("= div f64 ")),
        "{main:?}"
    );
}

#[test]
fn a_file_gets_as_far_as_it_is_right() {
    let Some(mut session) = session() else { return };
    let with =
        |area: &str| format!("package main\n\nfunc main() {{\n\tprintln(258000.0 / {area})\n}}\n");
    let mut stages = |area: &str| session.stages(&file("main.go", &with(area)));
    let quoted = stages("\"107.4\"");
    assert_eq!(quoted.refused_by(), Some(Stage::Types));
    assert!(quoted.tokens.len() > 10 && quoted.code.is_empty());
    let unclosed = stages("\"107.4");
    assert_eq!(unclosed.refused_by(), Some(Stage::Tokens));
    assert_eq!(stages("107.4").refused_by(), None);
}

#[test]
fn instances_and_literals_have_code_of_their_own() {
    let Some(mut session) = session() else { return };
    let text = "package main\n\ntype stack[T any] struct{ items []T }\n\nfunc (s *stack[T]) push(item T) {\n\
                \ts.items = append(s.items, item)\n}\n\nfunc main() {\n\tvar s stack[int]\n\ts.push(1)\n\
                \tshow := func(n int) { println(n, len(s.items)) }\n\tfor i := range 3 {\n\t\tshow(i)\n\t}\n}\n";
    let stages = session.stages(&file("main.go", text));
    let names: Vec<&str> = stages.code.iter().map(|routine| &*routine.name).collect();
    assert_eq!(names, ["main.main", "main.(*stack[...]).push", "main.main.func1"]);
    assert!(stages.code[0].code.iter().filter(|one| one.label).count() > 2);
}
