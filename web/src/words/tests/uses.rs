//! The program and the tables agree: each message is used, and filled as its places are named.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::words::KEYS;

/// The page's source in one, but for the words themselves.
fn source() -> String {
    let mut source = String::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    source
}

fn collect(folder: &Path, source: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("words") {
            collect(&path, source);
        } else if path.is_file() {
            source.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

/// What stands between `opening` and its closing bracket, each time.
fn calls<'a>(source: &'a str, opening: &str) -> Vec<&'a str> {
    let inside = |(place, _): (usize, &str)| {
        let rest = &source[place + opening.len()..];
        let mut depth = 1;
        let end = rest.find(|letter| {
            depth += i32::from(letter == '(') - i32::from(letter == ')');
            depth == 0
        });
        Some(&rest[..end?])
    };
    source.match_indices(opening).filter_map(inside).collect()
}

/// The variant that a call begins with; none where it is given a variable.
fn key(call: &str) -> Option<&str> {
    let variant = call.trim_start().strip_prefix("Key::")?;
    variant.split(|letter: char| !letter.is_alphanumeric()).next()
}

fn places(variant: &str) -> BTreeSet<&'static str> {
    let (_, text) = KEYS.iter().find(|(known, _)| *known == variant).unwrap();
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[test]
fn every_message_is_used() {
    let source = source();
    let used: BTreeSet<_> = source
        .split("Key::")
        .skip(1)
        .filter_map(|rest| rest.split(|letter: char| !letter.is_alphanumeric()).next())
        .collect();
    // The name of a language stands beside its code.
    let unused: Vec<_> = KEYS
        .iter()
        .map(|(variant, _)| *variant)
        .filter(|variant| !used.contains(variant) && *variant != "LanguageName")
        .collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}

#[test]
fn every_place_is_filled_and_no_other() {
    for call in calls(&source(), "fill(") {
        let Some(variant) = key(call) else { continue };
        let Some((_, values)) = call.split_once("&[") else { continue };
        let filled: BTreeSet<_> = values
            .split("(\"")
            .skip(1)
            .filter_map(|value| value.split_once("\","))
            .map(|(name, _)| name)
            .collect();
        assert_eq!(filled, places(variant), "{variant}");
    }
}

#[test]
fn a_message_with_places_is_never_shown_as_it_stands() {
    let source = source();
    for variant in calls(&source, "text(").into_iter().filter_map(key) {
        assert!(places(variant).is_empty(), "{variant}");
    }
    for variant in calls(&source, "halves(").into_iter().filter_map(key) {
        assert_eq!(places(variant).len(), 1, "{variant}");
    }
}
