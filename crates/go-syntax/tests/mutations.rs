//! Sources that are wrong in some way or other: the parser must come to an end with any of them, and say something
//! sensible about places inside the file.

use burrow_go_syntax::ast::{Decl, FuncBody};
use burrow_go_syntax::{NodeIds, ParseOptions, Sources, parse_body, parse_file};

const SEEDS: [&str; 4] = [
    include_str!("seeds/declarations.go"),
    include_str!("seeds/types.go"),
    include_str!("seeds/expressions.go"),
    include_str!("seeds/statements.go"),
];

/// Words that make a difference where they stand.
const WORDS: [&str; 48] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    "\n",
    ":",
    ".",
    "...",
    "=",
    ":=",
    "<-",
    "*",
    "&",
    "|",
    "~",
    "!",
    "++",
    "+=",
    "x",
    "1",
    "'",
    "\"",
    "`",
    "/*",
    "//",
    "\\",
    "\u{feff}",
    "\0",
    "é",
    "“",
    "break",
    "case ",
    "chan ",
    "const ",
    "default",
    "else",
    "for ",
    "func ",
    "if ",
    "import ",
    "range ",
    "select ",
    "type ",
    "//line a:1:2\n",
];

/// Numbers that look random and are the same each time (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

/// Words, runs of white space and marks of a source.
fn pieces(source: &str) -> Vec<&[u8]> {
    let class = |byte: u8| match byte {
        b' ' | b'\t' | b'\n' => 1,
        b'_' | 0x80.. => 2,
        _ if byte.is_ascii_alphanumeric() => 2,
        _ => 3 + u16::from(byte),
    };
    source.as_bytes().chunk_by(|&a, &b| class(a) == class(b)).collect()
}

fn mutate(random: &mut Random, source: &str) -> Vec<u8> {
    let mut pieces = pieces(source);
    let replaced: [u8; 1] = [random.below(256) as u8];
    for _ in 0..1 + random.below(3) {
        let (at, other) = (random.below(pieces.len()), random.below(pieces.len()));
        let word = WORDS[random.below(WORDS.len())].as_bytes();
        match random.below(8) {
            _ if pieces.is_empty() => pieces.push(word),
            0 => drop(pieces.remove(at)),
            1 => pieces.insert(at, pieces[other]),
            2 => pieces.swap(at, other),
            3 => pieces.insert(at, word),
            4 => pieces[at] = word,
            5 => pieces[at] = &replaced,
            6 => drop(pieces.drain(at..(at + 1 + other % 6).min(pieces.len()))),
            _ => pieces.truncate(at),
        }
    }
    pieces.concat()
}

fn survives(source: &[u8], lazy_bodies: bool) {
    let (mut sources, mut ids, mut errors) = (Sources::default(), NodeIds::default(), Vec::new());
    let base = sources.add_bytes("a.go", source);
    let options = ParseOptions { lazy_bodies };
    let file = parse_file(&mut sources, base, &mut ids, options, &mut errors);
    for decl in &file.decls {
        if let Decl::Func(decl) = decl
            && let FuncBody::Lazy { span, .. } = decl.body
        {
            parse_body(&sources, span, &mut ids, &mut errors);
        }
    }
    for error in errors {
        let (start, end) = (error.span.start, error.span.end);
        assert!(base <= start && start <= end && end <= file.end, "{error:?}");
        assert!(!error.message.is_empty() && sources.place(start).is_some(), "{error:?}");
    }
}

#[test]
fn seeds_are_right() {
    for seed in SEEDS {
        let (mut sources, mut ids, mut errors) =
            (Sources::default(), NodeIds::default(), Vec::new());
        let base = sources.add("a.go", seed);
        parse_file(&mut sources, base, &mut ids, ParseOptions::default(), &mut errors);
        assert_eq!(errors, []);
    }
}

#[test]
fn any_source_is_survived() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..20_000 {
        let source = mutate(&mut random, SEEDS[round % SEEDS.len()]);
        survives(&source, round % 3 == 0);
    }
}
