//! A lesson that is right is proven, and what is broken in a copy of it is found. The library is that
//! of the GOROOT that the environment names; without one there is nothing to test.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

use std::fs;
use std::path::{Path, PathBuf};

use burrow_course::check::check as read;
use burrow_course::lesson::{Lesson, Piece};
use burrow_course::{Chapter, Stage, Topic};
use burrow_course_proof::{Proof, count, is_here, printed, prove, transcript};
use tempfile::TempDir;

const OUTLINE: &[Chapter] = &[Chapter {
    number: 2,
    title: "Here & now",
    topics: &[Topic { id: "first-lesson", title: "First lesson", idea: "", stage: Stage::Ready }],
}];

fn goroot() -> Option<PathBuf> {
    std::env::var_os("GOROOT").map(PathBuf::from).filter(|root| root.join("src/fmt").is_dir())
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

/// A folder with a lesson that holds one exercise of each kind.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../course/tests/fixture");
    let lesson = folder.path().join("first-lesson");
    copy(&fixture, &lesson);
    let text = fs::read_to_string(lesson.join("lesson.md")).unwrap();
    let text = text.replace("needs: before-it\n", "").replace("topic:before-it", "#words");
    fs::write(lesson.join("lesson.md"), text).unwrap();
    folder
}

fn lessons(folder: &Path) -> Vec<Lesson> {
    read(folder, OUTLINE).unwrap_or_else(|findings| {
        let findings: Vec<String> = findings.iter().map(ToString::to_string).collect();
        panic!("{}", findings.join("\n"))
    })
}

/// The exercise or figure with this id, and nothing else of the lessons.
fn only(mut lessons: Vec<Lesson>, id: &str) -> Vec<Lesson> {
    let is_it = |piece: &Piece| match piece {
        Piece::Exercise(exercise) => exercise.id == id,
        Piece::Program(figure) => figure.id == id,
        _ => false,
    };
    for screen in lessons.iter_mut().flat_map(|lesson| &mut lesson.screens) {
        screen.pieces.retain(is_it);
    }
    lessons
}

fn faults(proof: &Proof, folder: &Path) -> Vec<String> {
    let root = format!("{}/first-lesson/", folder.display());
    proof.faults.iter().map(|finding| finding.to_string().replace(&root, "")).collect()
}

/// Replaces something in a file of a copy, and expects these faults of an exercise or a figure.
#[track_caller]
fn check(id: &str, file: &str, from: &str, to: &str, expected: &[&str]) {
    let Some(goroot) = goroot() else { return };
    let folder = folder();
    let path = folder.path().join("first-lesson").join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "“{from}” is not in {file}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    let lessons = only(lessons(folder.path()), id);
    let proof = prove(&lessons, folder.path(), &goroot, false).unwrap();
    assert_eq!(faults(&proof, folder.path()), expected, "{file}: {from} -> {to}");
}

#[test]
fn what_is_right_is_proven_and_told() {
    let Some(goroot) = goroot() else { return };
    let folder = folder();
    let lessons = lessons(folder.path());
    // Five with a block of their own, and three figures with a goal.
    assert_eq!(count(&lessons), 8);
    let proof = prove(&lessons, folder.path(), &goroot, is_here(&goroot)).unwrap();
    assert_eq!(faults(&proof, folder.path()), [""; 0]);

    let answers = printed(&lessons, &goroot).unwrap();
    let answer = ["first-lesson", "turn-over", "4\n255 false\n"].map(str::to_string);
    assert_eq!(answers, [answer.into()]);

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcript.txt");
    let told = transcript(&lessons, &proof.tried);
    if std::env::var_os("BURROW_BLESS").is_some() {
        fs::write(&path, &told).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap();
    assert_eq!(told, kept, "the transcript has changed: look, and run with BURROW_BLESS=1");
}

#[test]
fn a_starter_has_something_left_to_do() {
    let file = "exercises/count-rows/starter.go";
    let passes = "exercises/count-rows/starter.go:1: The starter passes the tests: there is \
                  nothing left to do.";
    check("count-rows", file, "return len(lines)", "return -1 + len(lines)", &[passes]);
    check(
        "mean",
        "exercises/mean/starter.go",
        "return -1",
        "return x",
        &[
            "exercises/mean/starter.go:1: The starter does not compile: ./main.go:7:9: undefined: x.",
        ],
    );
    check(
        "raise-all",
        "exercises/raise-all/check_test.go",
        "slices.Equal(prices, want)",
        "slices.Equal(want, want)",
        &[
            "exercises/raise-all/mistake-1.go:1: This attempt passes the tests: it makes no mistake.",
            "exercises/raise-all/starter.go:1: The starter passes the tests: there is nothing \
             left to do.",
        ],
    );
}

#[test]
fn a_solution_passes_speaks_and_is_formatted() {
    let file = "exercises/mean/solution.go";
    check(
        "mean",
        file,
        "return 0\n",
        "return 1\n",
        &["exercises/mean/solution.go:1: The solution fails: check_test.go:21: The mean of these \
         numbers is another."],
    );
    check(
        "mean",
        file,
        "sum += x",
        "sum  += x",
        &["exercises/mean/solution.go:1: This is not as gofmt has it: run gofmt -w on it."],
    );
    check(
        "mean",
        file,
        "fmt.Println(",
        "_ = fmt.Sprint(",
        &["exercises/mean/solution.go:1: The program prints nothing: show in `main` what it does."],
    );
}

#[test]
fn a_mistake_is_told_by_its_own_sentence() {
    let lesson = "lesson.md";
    check(
        "mean",
        lesson,
        "mistake: output /NaN/",
        "mistake: output /Nan/",
        &["exercises/mean/mistake-1.go:1: This attempt makes mistake 1, and is not told so."],
    );
    check(
        "mean",
        lesson,
        "mistake: output /NaN/",
        "mistake: code /range/",
        &[
            "exercises/mean/mistake-2.go:1: This attempt makes mistake 2, and is told of mistake 1 \
         before.",
            "exercises/mean/solution.go:1: The solution makes mistake 1: its pattern fits too much.",
        ],
    );
    check(
        "turn-over",
        lesson,
        r"/^\s*260/",
        r"/^\s*4\s+255/",
        &[
            "exercises/turn-over/mistake-1.txt:1: This attempt makes mistake 1, and is not told so.",
            "exercises/turn-over/program.go:1: The right answer makes mistake 1.",
        ],
    );
    check(
        "turn-over",
        "exercises/turn-over/mistake-1.txt",
        "260\n255",
        "4\n255 false",
        &[
            "exercises/turn-over/mistake-1.txt:1: This is the right answer: there is no mistake in it.",
        ],
    );
}

#[test]
fn a_failed_test_says_one_thing_in_a_sentence() {
    let file = "exercises/count-rows/check_test.go";
    let test = "t.Fatalf(\"The file has two rows.\\n  want: 2\\n  got: %d\", got)";
    let check = |to: &str, sentence: &str| {
        let told = |file: &str| format!("exercises/count-rows/{file}:1: {sentence}");
        // The starter makes the mistake that the exercise is about.
        let (first, second) = (told("mistake-1.go"), told("starter.go"));
        check("count-rows", file, test, to, &[&first, &second]);
    };
    check(
        "message := \"got: 3\"\n\t\tt.Errorf(message)",
        "TestTheFile does not speak in a sentence: got: 3.",
    );
    check(
        "t.Errorf(\"One.\")\n\t\tt.Errorf(\"Two.\\n  got: 3\")",
        "TestTheFile says more than one thing at once.",
    );
    check(
        "fail := t.FailNow\n\t\tprintln(\"got: 3\")\n\t\tfail()",
        "TestTheFile fails, and does not tell the learner why.",
    );
}

#[test]
fn an_answer_is_short_and_always_the_same() {
    let file = "exercises/turn-over/program.go";
    check(
        "turn-over",
        file,
        "pixel += 10",
        "for range 7 {\n\t\tfmt.Println()\n\t}\n\tpixel += 10",
        &[
            "exercises/turn-over/program.go:1: One to eight lines are predicted: this program prints 9.",
        ],
    );
    check(
        "turn-over",
        file,
        "fmt.Println(pixel)",
        "for key := range map[int]int{1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0} {\n\t\tfmt.Print(key)\n\t}\n\t\
         fmt.Println()",
        &[
            "exercises/turn-over/program.go:1: The program does not print the same each time: nobody \
           can predict it.",
        ],
    );
    check(
        "turn-over",
        file,
        "pixel -= 5",
        "panic(pixel)",
        &["exercises/turn-over/program.go:1: The program does not end well: panic: 4."],
    );
}

#[test]
fn a_figure_gets_to_where_it_opens_and_to_its_goal() {
    let file = "figures/copies.go";
    check(
        "copies",
        file,
        "{1, 2}",
        "{2, 3}",
        &["figures/copies.go:1: The program does not print what its goal asks for."],
    );
    check(
        "copies",
        file,
        "prices := []int{1, 2}",
        "var prices, early = []int{1}, true; if early { return }",
        &[
            "figures/copies.go:1: The program does not come to line 7, where it opens.",
            "figures/copies.go:1: This is not as gofmt has it: run gofmt -w on it.",
        ],
    );
    let goal = |goal: &str, expected: &[&str]| {
        check(
            "copies",
            "lesson.md",
            r"goal: output /^\[1 2\]/",
            &format!("goal: {goal}"),
            expected,
        );
    };
    goal("line 8", &[]);
    let opened = "figures/copies.go:1: The goal is reached where the figure opens.";
    check("copies", "lesson.md", "open: 7", "open: 10", &[]);
    check(
        "copies",
        file,
        "prices := []int{1, 2}",
        "prices := []int{1, 2}; fmt.Println(prices)",
        &[opened, "figures/copies.go:1: This is not as gofmt has it: run gofmt -w on it."],
    );
    goal("panic", &["figures/copies.go:1: The goal is a panic, and stepping finds none."]);
    check(
        "copies",
        file,
        "price += 10",
        "price.Rise()",
        &[
            "figures/copies.go:1: The program does not compile: ./main.go:8:9: price.Rise undefined \
         (type int has no field or method Rise).",
        ],
    );
}

#[test]
fn a_real_go_has_the_last_word() {
    let Some(goroot) = goroot().filter(|goroot| is_here(goroot)) else { return };
    let folder = folder();
    let path = folder.path().join("first-lesson/exercises/turn-over/program.go");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace("\"fmt\"", "(\n\t\"fmt\"\n\t\"runtime\"\n)");
    let text = text.replace("fmt.Println(pixel)", "fmt.Println(pixel, runtime.GOOS)");
    fs::write(&path, text).unwrap();
    let lessons = only(lessons(folder.path()), "turn-over");
    let proof = prove(&lessons, folder.path(), &goroot, true).unwrap();
    let other = "exercises/turn-over/program.go:1: Go itself prints something else.";
    assert_eq!(faults(&proof, folder.path()), [other, other]);
}
