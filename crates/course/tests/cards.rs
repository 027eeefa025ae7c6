//! Every file in `models/` has a card, and the card speaks of the file that is there.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

/// What opens a card, between two lines of `---`: a field on each line.
const FIELDS: [&str; 6] = ["file", "title", "licence", "attribution", "source", "sha256"];

fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models")
}

/// The names of the files in `models/` that are wanted, in order.
fn files(is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let entries = fs::read_dir(models()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| is_wanted(name)).collect();
    names.sort();
    names
}

fn is_card(name: &str) -> bool {
    name.ends_with(".card.md")
}

/// What is neither a card nor part of the tools that make the files.
fn is_data(name: &str) -> bool {
    !is_card(name) && !name.ends_with(".py") && !name.ends_with(".txt") && !name.starts_with("__")
}

/// A field of a card.
fn field(card: &str, name: &str) -> String {
    let text = fs::read_to_string(models().join(card)).unwrap();
    let front = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    let (front, _) = front.unwrap_or_else(|| panic!("{card} does not open with its fields"));
    let value = front.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
    value.unwrap_or_else(|| panic!("{card} has no field {name}")).to_string()
}

#[test]
fn every_file_has_a_card_and_every_card_a_file() {
    let data = files(is_data);
    let told: Vec<String> = files(is_card).iter().map(|card| field(card, "file")).collect();
    assert!(data.len() >= 3, "{data:?}");
    assert_eq!(data.len(), told.len(), "files: {data:?}, cards for: {told:?}");
    for name in told {
        assert!(data.contains(&name), "there is a card for {name}, which is not there");
    }
}

#[test]
fn a_card_says_all_that_the_notices_need() {
    for card in files(is_card) {
        for name in FIELDS {
            assert!(!field(&card, name).trim().is_empty(), "{card}: {name} is empty");
        }
    }
}

#[test]
fn the_checksums_in_the_cards_are_those_of_the_files() {
    for card in files(is_card) {
        let name = field(&card, "file");
        let bytes = fs::read(models().join(&name)).unwrap();
        let sum = format!("{:x}", Sha256::digest(bytes));
        assert_eq!(field(&card, "sha256"), sum, "{name} is not the file that {card} describes");
    }
}

#[test]
fn the_houses_come_out_of_their_script_byte_for_byte() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let script = folder.join("make_houses.py");
    fs::copy(models().join("make_houses.py"), &script).unwrap();
    let status = Command::new("python3").arg(&script).status();
    assert!(status.expect("python3 is needed to make the houses").success());
    let made = fs::read(folder.join("houses.csv")).unwrap();
    assert_eq!(made, fs::read(models().join("houses.csv")).unwrap());
}
