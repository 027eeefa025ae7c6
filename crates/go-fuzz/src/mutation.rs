//! Sources with a few words changed.

use crate::random::Random;

/// A source with a few of its words removed, moved, replaced or repeated. Words of another source may come into it.
pub fn mutate(random: &mut Random, source: &str, other: &str) -> String {
    let mut words = words(source);
    let others = self::words(other);
    for _ in 0..=random.below(3) {
        if words.is_empty() {
            break;
        }
        let (at, from) = (random.below(words.len()), random.below(words.len()));
        match random.below(10) {
            0 => drop(words.remove(at)),
            1 => words.insert(at, words[from]),
            2 => words.swap(at, from),
            3 => words[at] = words[from],
            4 if !others.is_empty() => words[at] = others[random.below(others.len())],
            5 => {
                let end = (at + random.below(20)).min(words.len());
                let part = words[at..end].to_vec();
                words.splice(from..from, part);
            }
            _ => alike(random, &mut words, at),
        }
    }
    words.concat()
}

/// Replaces a word by one of its kind, so that what comes out may well be right.
fn alike(random: &mut Random, words: &mut [&str], at: usize) {
    let wanted = kind(words[at]);
    for _ in 0..20 {
        let from = random.below(words.len());
        if kind(words[from]) == wanted && words[from] != words[at] {
            words[at] = words[from];
            return;
        }
    }
}

fn kind(word: &str) -> u8 {
    match word.bytes().next() {
        Some(b'0'..=b'9') => 0,
        Some(letter) if letter.is_ascii_alphabetic() || letter == b'_' => {
            letter.to_ascii_lowercase()
        }
        Some(b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^') => 1,
        Some(b'<' | b'>') => 2,
        _ => 3,
    }
}

/// Words and numbers, runs of blanks, and single other characters.
fn words(text: &str) -> Vec<&str> {
    let class = |c: char| match c {
        ' ' | '\t' => 1,
        _ if c.is_alphanumeric() || c == '_' => 2,
        _ => 0,
    };
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = 0;
    for (at, letter) in text.char_indices() {
        if at > start && (class(letter) == 0 || class(letter) != before) {
            words.push(&text[start..at]);
            start = at;
        }
        before = class(letter);
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}
