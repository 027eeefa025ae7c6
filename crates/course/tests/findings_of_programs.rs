//! A valid lesson whose exercises and figures of programs are broken in each way: the finding names
//! the file and the line and says what is wrong.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

mod common;

use burrow_course::finding::Finding;
use burrow_course::lesson::Files;

use common::{FILES, LESSON, read_with};

/// The findings as `FILE:LINE: sentence`; without the file where it is the lesson itself.
fn findings(text: &str, files: &Files) -> Vec<String> {
    let told = |finding: &Finding| {
        let text = finding.to_string().replace("lessons/first-lesson/", "");
        text.strip_prefix("lesson.md:").map(str::to_string).unwrap_or(text)
    };
    read_with(text, files).err().unwrap_or_default().iter().map(told).collect()
}

/// Replaces one piece of the lesson, and expects exactly these findings.
#[track_caller]
fn check(from: &str, to: &str, expected: &[&str]) {
    assert_eq!(LESSON.matches(from).count(), 1, "“{from}” is not there once");
    assert_eq!(findings(&LESSON.replace(from, to), &FILES), expected, "{from} -> {to}");
}

/// Replaces one piece of a file beside the lesson, and expects exactly these findings.
#[track_caller]
fn check_file(path: &str, from: &str, to: &str, expected: &[&str]) {
    let mut files = FILES.clone();
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert!(text.contains(from), "“{from}” is not in {path}");
    files.insert(path.to_string(), text.replacen(from, to, 1).into_bytes());
    assert_eq!(findings(LESSON, &files), expected, "{path}: {from} -> {to}");
}

#[test]
fn every_file_that_is_asked_for_is_there() {
    for (path, line) in [
        ("exercises/turn-over/program.go", 81),
        ("exercises/turn-over/mistake-2.txt", 88),
        ("exercises/mean/starter.go", 104),
        ("exercises/mean/solution.go", 104),
        ("exercises/mean/check_test.go", 104),
        ("exercises/mean/mistake-1.go", 110),
        ("exercises/sum-up/solution.go", 125),
        ("figures/copies.go", 138),
    ] {
        let mut files = FILES.clone();
        files.remove(path).unwrap();
        let expected = format!("{line}: The file {path} is missing: write it beside the lesson.");
        assert_eq!(findings(LESSON, &files), [expected]);
    }
}

#[test]
fn every_file_that_is_there_is_used_and_text() {
    let mut files = FILES.clone();
    files.insert("exercises/mean/notes.go".into(), b"package main\n".to_vec());
    let unused = "exercises/mean/notes.go:1: Nothing in the lesson uses this file: take it away.";
    assert_eq!(findings(LESSON, &files), [unused]);

    let path = "exercises/count-rows/files/rows.csv";
    for (bytes, sentence) in [
        (&b"\xff"[..], "1: This is not UTF-8: save the file as UTF-8."),
        (b"a\nb\x07\n", "2: This line holds a control character: take it out."),
        (b" \n", "1: This file is empty: write it, or take it away."),
    ] {
        let mut files = FILES.clone();
        files.insert(path.into(), bytes.to_vec());
        assert_eq!(findings(LESSON, &files), [format!("{path}:{sentence}")]);
    }
    let mut files = FILES.clone();
    files.remove("exercises/sum-up/extra.txt").unwrap();
    assert_eq!(findings(LESSON, &files), [""; 0], "wrong lines need not be mixed in");
}

#[test]
fn an_exercise_says_what_it_asks() {
    for (key, line) in [("title: The mean\n", "103: “title”"), ("kind: write\n", "103: “kind”")]
    {
        let (name, _) = key.split_once(':').unwrap();
        let sentence = format!("{line} is missing: add a line `{name}: …`.");
        check(key, "", &[&sentence]);
    }
    check(
        "task: Write `Mean`: the sum divided by the count, and 0 for nothing.\n",
        "",
        &["103: “task” is missing: add a line `task: …`."],
    );
    check(
        "hint: Add in a loop.",
        "hint:",
        &[
            "103: An exercise has two or three lines `hint: …`: here are 1.",
            "109: “hint” is empty: write something after the colon.",
        ],
    );
    check(
        "kind: write",
        "kind: guess",
        &["105: There is no kind “guess”: the kinds are predict, fill, write, fix, order."],
    );
    check(
        "title: The mean\n",
        "title: The mean\nlevel: 3\n",
        &["107: There is no key “level” here: the keys are id, kind, title, task, hint, mistake."],
    );
    check(
        "hint: Add in a loop.",
        "hint: # Add <b>in</b> [a loop](#nowhere).",
        &[
            "109: Raw HTML is not read: write Markdown, or `&lt;` for a “<”.",
            "109: Raw HTML is not read: write Markdown, or `&lt;` for a “<”.",
            "109: “hint” is a paragraph of text: no list, heading, table or quotation.",
            "109: This lesson has no screen “#nowhere”.",
        ],
    );
    check(
        "id: sum-up",
        "id: mean",
        &[
            "125: The id “mean” is taken in line 104: choose another.",
            "125: The id “exercise-mean” is taken in line 104: choose another.",
            "125: The id “exercise-mean-title” is taken in line 104: choose another.",
            "exercises/mean/solution.go:1: The lines to be ordered stand between `// order:begin` \
             and `// order:end`.",
        ],
    );
}

#[test]
fn a_mistake_has_a_pattern_that_browsers_read_too_and_a_sentence() {
    let mistake = |text: &str, expected: &[&str]| {
        check("mistake: output /NaN/ | You divided 0 by 0, which gives \"NaN\".", text, expected);
    };
    let shape = "110: A mistake is `code /REGEX/ | Sentence.` or `output /REGEX/ | Sentence.`.";
    for text in ["NaN", "output NaN | No.", "output /NaN/", "answer /NaN/ | No.", "code // | No."] {
        mistake(&format!("mistake: {text}"), &[shape]);
    }
    mistake(
        "mistake: output /NaN/ | You divided by 0",
        &["110: “mistake” is a sentence: end it with a full stop or a question mark."],
    );
    mistake(
        "mistake: output /Na(N/ | You divided by 0.",
        &["110: “Na(N” is no regular expression: unclosed group."],
    );
    mistake(
        "mistake: output /Na(?i)N/ | You divided by 0.",
        &[
            "110: Flags stand in front of a pattern, as `(?s)…`, and groups have no names: browsers \
           read it otherwise.",
        ],
    );
    mistake(
        r"mistake: output /\ANaN/ | You divided by 0.",
        &[r"110: Browsers do not know “\A” in a pattern: say it otherwise."],
    );
    mistake(
        "mistake: output /(?x)NaN/ | You divided by 0.",
        &["110: A pattern has the flags i, m and s, not “x”."],
    );
    check(
        r"mistake: output /^\s*260/",
        r"mistake: code /^\s*260/",
        &["87: An answer is no code: a mistake of it shows in the `output`."],
    );
}

#[test]
fn programs_are_whole() {
    let starter = "exercises/mean/starter.go";
    check_file(
        starter,
        "package main",
        "package mean",
        &["exercises/mean/starter.go:1: A program opens with `package main`."],
    );
    check_file(
        starter,
        "func main()",
        "func run()",
        &["exercises/mean/starter.go:1: A program has a `func main()`, so that it can be run by \
           itself."],
    );
    let mut files = FILES.clone();
    files.insert(starter.into(), files["exercises/mean/solution.go"].clone());
    let same =
        "exercises/mean/starter.go:1: The starter is the solution: there is nothing left to do.";
    assert_eq!(findings(LESSON, &files), [same]);
}

#[test]
fn blanks_are_there_to_be_filled_and_nowhere_else() {
    check_file(
        "exercises/mean/starter.go",
        "return -1",
        "return ____",
        &["exercises/mean/starter.go:7: Blanks `____` are for exercises of the kind fill."],
    );
    let starter = "exercises/raise-all/starter.go";
    let other = "exercises/raise-all/starter.go:1: The solution is this text with its blanks \
                 filled, and no more.";
    check_file(starter, "____ += 10", "____ += 11", &[other]);
    check_file(starter, "____ += 10", "____   +=   10", &[]);
    let mut files = FILES.clone();
    files.insert(starter.into(), files["exercises/raise-all/mistake-1.go"].clone());
    let none =
        "exercises/raise-all/starter.go:1: There is nothing to fill: write a blank as `____`.";
    assert_eq!(findings(LESSON, &files), [none]);
}

#[test]
fn lines_to_be_ordered_stand_between_their_marks() {
    let solution = "exercises/sum-up/solution.go";
    let marks = "exercises/sum-up/solution.go:1: The lines to be ordered stand between \
                 `// order:begin` and `// order:end`.";
    check_file(solution, "\t// order:end\n", "", &[marks]);
    check_file(solution, "// order:begin", "// order:end", &[marks]);
    check_file(
        solution,
        "\tfor _,",
        "\n\tfor _,",
        &["exercises/sum-up/solution.go:9: A line to be ordered is not empty."],
    );
    check_file(
        solution,
        "sum := 0\n\tfor _, x := range xs {\n\t\tsum += x\n\t}",
        "sum := 0",
        &["exercises/sum-up/solution.go:7: Three to twelve lines are put into order: here are 2."],
    );
    check_file(
        "exercises/sum-up/extra.txt",
        "sum = x",
        "sum += x",
        &["exercises/sum-up/extra.txt:1: “sum += x” is one of the right lines."],
    );
}

#[test]
fn a_test_tells_a_learner_what_is_wrong() {
    let tests = "exercises/sum-up/check_test.go";
    let shape = "exercises/sum-up/check_test.go:7: A message is a sentence, then `\\n  input: …`, \
                 `\\n  want: …` and `\\n  got: …` where they make sense, in this order.";
    check_file(tests, "is another.", "is another", &[shape]);
    check_file(tests, "  input:", "input:", &[shape]);
    check_file(tests, "\\n  input: 1, 2, 6", "", &[]);
    check_file(tests, "t.Errorf(\"The", "fmt.Errorf(\"the", &[]);
    check_file(tests, "  want: 9\\n  got: %d", "  got: %d\\n  want: 9", &[shape]);
    check_file(
        tests,
        "t.Errorf",
        "t.Error",
        &["exercises/sum-up/check_test.go:7: A failed test speaks through one t.Errorf or \
           t.Fatalf, not through t.Error."],
    );
    check_file(
        tests,
        "func Test",
        "func Check",
        &["exercises/sum-up/check_test.go:1: There is no test: write a \
           `func TestSomething(t *testing.T)`."],
    );
    check_file(
        tests,
        "package main",
        "package main_test",
        &["exercises/sum-up/check_test.go:1: The tests belong to `package main`."],
    );
}

#[test]
fn notes_stand_once_under_a_heading_and_fit_the_lesson() {
    check(
        "minutes: 4",
        "minutes: soon",
        &["68: A screen takes 1 to 60 minutes, as a whole number, not “soon”."],
    );
    check("minutes: 4", "minutes: 11", &["1: The notes take 11 minutes, and the lesson 10."]);
    check(
        "say: Ask who expected 260 & why.\nsay: People stumble over the blank.\n",
        "",
        &["67: “say” is missing: add a line `say: …`."],
    );
    check(
        "expected 260 & why.",
        "expected 260",
        &["69: “say” is a sentence: end it with a full stop or a question mark."],
    );
    let place = "67: Notes stand once on a screen, right under its heading.";
    check("{#programs}\n", "{#programs}\nText.\n", &[&place.replace("67", "68")]);
    check(
        "```notes",
        "```notes\nminutes: 1\nsay: A.\n```\n\n```notes",
        &["72: Notes stand once on a screen, right under its heading."],
    );
}

#[test]
fn a_term_is_explained_once() {
    check(
        "slice: A view",
        "Byte: A view",
        &["77: “Byte” is explained in line 76 already: keep one."],
    );
    check(
        "slice: A view of an array, & its length.",
        "slice",
        &["77: “slice” is not of the form `word: meaning.`."],
    );
    check(
        "& its length.",
        "& its `length`",
        &[
            "77: “meaning” is shown as it stands: leave the Markdown out, or say it in the text \
             around.",
            "77: “meaning” is a sentence: end it with a full stop or a question mark.",
        ],
    );
}

#[test]
fn a_figure_of_a_program_opens_and_ends_at_lines_that_there_are() {
    check(
        "program: copies.go",
        "program: ../copies.go",
        &["138: A program is a file NAME.go in figures, not “../copies.go”."],
    );
    check("program: copies.go\n", "", &["134: “program” is missing: add a line `program: …`."]);
    check("open: 7", "open: x", &["140: “open” is the number of a line, not “x”."]);
    for line in [2, 9, 90] {
        let sentence =
            format!("140: Line {line} of the program holds no statement to stand before.");
        check("open: 7", &format!("open: {line}"), &[&sentence]);
    }
    check(
        "show: source, stack, output",
        "show: source, defers",
        &["139: There is no “defers” to show: there are source, stack, heap, captured, output."],
    );
    check(
        "lab: stepper",
        "lab: program",
        &["139: The lab “program” has nothing to choose: leave “show” out."],
    );
    check("lab: stepper", "lab: memory", &["134: “values” is missing: add a line `values: …`."]);
    check(
        "lab: stepper",
        "lab: memory\nvalues: prices[1], price, cost",
        &["137: The program has no variable “cost”."],
    );
    let goal = |text: &str, expected: &[&str]| {
        check(r"goal: output /^\[1 2\]/", &format!("goal: {text}"), expected);
    };
    goal("end", &[]);
    goal("line 8", &[]);
    goal("line 7", &["142: The figure opens at its own goal."]);
    goal("line 9", &["142: Line 9 of the program holds no statement to stand before."]);
    goal("race", &["142: The lab “stepper” cannot reach the goal “race”."]);
    goal("output /(/", &["142: “(” is no regular expression: unclosed group."]);
    goal(
        "win",
        &["142: The goal of a program is one of `end`, `line N`, `output /REGEX/`, `panic`, \
           `deadlock`, `race`, `no-deadlock` and `changed`."],
    );
    check_file(
        "figures/copies.go",
        "package main",
        "package p",
        &["figures/copies.go:1: A program opens with `package main`."],
    );
    check_file(
        "figures/copies.go",
        "\n\nimport",
        &format!("\n{}import", "\n".repeat(60)),
        &[
            "140: Line 7 of the program holds no statement to stand before.",
            "figures/copies.go:1: A figure's program has at most 60 lines: this one has 70.",
        ],
    );
}
