//! Ten thousand mutated lessons: none panics, each is valid or says why not, and what is valid
//! becomes an article in which no text has turned into markup.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use burrow_course::article::article;
use burrow_course::finding::Finding;
use proptest::prelude::*;

use burrow_course::lesson::{Files, Lesson};

use common::{FILES, LESSON, read_with};

/// What a lesson is made of, to be put where it does not belong.
const PARTS: &[&str] = &[
    "---\n",
    "## ",
    "#### x\n",
    "{#words}",
    "{#a .b c=d}",
    "```\n",
    "```figure\n",
    "```question\n",
    "```exercise\n",
    "```notes\n",
    "```terms\n",
    "~~~",
    "- ",
    "+ ",
    "> ",
    "    ",
    " | ",
    ": ",
    "id: ",
    "kind: order\n",
    "mistake: code /(/ | ",
    "program: ../x.go",
    "// order:end\n",
    "____",
    "with: log=0:w0:1,",
    "step=9",
    "{{",
    "}}",
    "<script>",
    "</section>",
    "<!--",
    "&lt;",
    "&",
    "\"",
    "](topic:",
    "](#",
    "[a][b]",
    "![",
    "\n\n",
    "\r\n",
    "|---|",
    "\u{0}",
    "\u{202e}",
    "é",
    "💥",
];

#[derive(Clone, Debug)]
enum Mutation {
    Part(&'static str),
    Character(char),
    /// Some bytes are left out.
    Cut(usize),
    /// Some bytes stand twice.
    Double(usize),
    /// One byte that may be no text at all.
    Byte(u8),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        prop::sample::select(PARTS).prop_map(Mutation::Part),
        any::<char>().prop_map(Mutation::Character),
        (1..200usize).prop_map(Mutation::Cut),
        (1..200usize).prop_map(Mutation::Double),
        any::<u8>().prop_map(Mutation::Byte),
    ]
}

fn mutated(original: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), mutation()), 0..6);
    edits.prop_map(|edits| {
        let mut bytes = original.to_vec();
        for (at, mutation) in edits {
            let at = at.index(bytes.len() + 1);
            let end = |n: usize| (at + n).min(bytes.len());
            match mutation {
                Mutation::Part(part) => drop(bytes.splice(at..at, part.bytes())),
                Mutation::Character(c) => drop(bytes.splice(at..at, c.to_string().into_bytes())),
                Mutation::Cut(n) => drop(bytes.drain(at..end(n))),
                Mutation::Double(n) => {
                    let copy = bytes[at..end(n)].to_vec();
                    drop(bytes.splice(at..at, copy));
                }
                Mutation::Byte(byte) => bytes.insert(at, byte),
            }
        }
        bytes
    })
}

/// The files beside the lesson, one of them mutated.
fn mutated_files() -> impl Strategy<Value = Files> {
    let paths: Vec<&'static String> = FILES.keys().collect();
    prop::sample::select(paths).prop_flat_map(|path| {
        mutated(&FILES[path]).prop_map(move |bytes| {
            let mut files = FILES.clone();
            files.insert(path.clone(), bytes);
            files
        })
    })
}

/// Whether every tag is one that a lesson can have, and all are closed.
fn is_whole(html: &str) -> bool {
    const VOID: [&str; 3] = ["br", "hr", "input"];
    const KNOWN: &str = "a article blockquote code dd details div dl dt em fieldset figcaption \
                         figure h1 h2 h3 h4 h5 h6 header label legend li ol p pre section span \
                         strong summary table tbody td th thead tr ul";
    let mut open = Vec::new();
    for tag in html.split('<').skip(1) {
        let name = tag.split([' ', '>', '\n']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) if open.pop() != Some(name) => return false,
            Some(_) => {}
            None if VOID.contains(&name) => {}
            None if KNOWN.split_whitespace().any(|known| known == name) => open.push(name),
            None => return false,
        }
    }
    open.is_empty()
}

fn check_article(lesson: &Lesson) {
    let html = article(lesson, |_| None, |exercise| Some(exercise.starter.clone()));
    assert!(is_whole(&html), "{html}");
    // A lab of networks has the address of a checkpoint too.
    let n_places = 2 * lesson.figures().count() + lesson.programs().count();
    assert_eq!(html.matches("{{").count(), n_places);
}

fn check_findings(findings: Vec<Finding>, lesson: &[u8], files: &Files) {
    assert!(!findings.is_empty());
    let n_lines = |bytes: &[u8]| 1 + bytes.iter().filter(|byte| **byte == b'\n').count();
    for finding in findings {
        let path = finding.file.strip_prefix("lessons/first-lesson").expect("it is of the lesson");
        let bytes = files.get(&*path.to_string_lossy()).map_or(lesson, |bytes| bytes);
        assert!((1..=n_lines(bytes)).contains(&finding.line), "{finding}");
        assert!(finding.sentence.ends_with('.'), "{finding}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_mutated_lesson_is_valid_or_says_why_not(bytes in mutated(LESSON.as_bytes())) {
        match read_with(&bytes, &FILES) {
            Ok(lesson) => check_article(&lesson),
            Err(findings) => check_findings(findings, &bytes, &FILES),
        }
    }

    #[test]
    fn any_bytes_are_no_lesson(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read_with(&bytes, &FILES).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_mutated_file_beside_it_is_valid_or_says_why_not(files in mutated_files()) {
        match read_with(LESSON, &files) {
            Ok(lesson) => check_article(&lesson),
            Err(findings) => check_findings(findings, LESSON.as_bytes(), &files),
        }
    }
}
