//! Ten thousand mutated lessons: none panics, each is valid or says why not, and what is valid
//! becomes an article in which no text has turned into markup.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use burrow_course::article::article;
use proptest::prelude::*;

use common::{LESSON, read_lesson};

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
    "~~~",
    "- ",
    "+ ",
    "> ",
    "    ",
    " | ",
    ": ",
    "id: ",
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

fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), mutation()), 0..6);
    edits.prop_map(|edits| {
        let mut bytes = LESSON.as_bytes().to_vec();
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

/// Whether every tag is one that a lesson can have, and all are closed.
fn is_whole(html: &str) -> bool {
    const VOID: [&str; 3] = ["br", "hr", "input"];
    const KNOWN: &str = "a article blockquote code details div em fieldset figcaption figure h1 h2 \
                         h3 h4 h5 h6 header label legend li ol p pre section span strong summary \
                         table tbody td th thead tr ul";
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_mutated_lesson_is_valid_or_says_why_not(bytes in mutated()) {
        match read_lesson(&bytes) {
            Ok(lesson) => {
                let html = article(&lesson, |_| None);
                prop_assert!(is_whole(&html), "{}", html);
                prop_assert_eq!(html.matches("{{").count(), 2 * lesson.figures().count());
            }
            Err(findings) => {
                let n_lines = 1 + bytes.iter().filter(|byte| **byte == b'\n').count();
                prop_assert!(!findings.is_empty());
                for finding in findings {
                    prop_assert!((1..=n_lines).contains(&finding.line), "{}", finding);
                    prop_assert!(finding.sentence.ends_with('.'), "{}", finding);
                }
            }
        }
    }

    #[test]
    fn any_bytes_are_no_lesson(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read_lesson(&bytes).is_err());
    }
}
