//! Numbers that the Go lessons quote and no program of theirs prints, worked out here from the data
//! or by arithmetic. Those of ML key concepts are measured with `burrow-learn`, in the command's
//! tests.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A lesson says this, word by word, wherever its lines break.
#[track_caller]
fn says(lesson: &str, words: &str) {
    let text = fs::read_to_string(root().join("lessons").join(lesson).join("lesson.md")).unwrap();
    assert!(text.contains(words), "The lesson {lesson} does not say: {words}");
}

/// The rows of a table below its heading, as numbers.
fn rows(table: &str) -> Vec<Vec<f64>> {
    let text = fs::read_to_string(root().join("models").join(table)).unwrap();
    let numbers = |line: &str| line.split(',').map(|cell| cell.parse().unwrap()).collect();
    text.lines().skip(1).map(numbers).collect()
}

fn with_commas(n: u64) -> String {
    let digits = n.to_string();
    let groups: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
    groups.iter().map(|group| str::from_utf8(group).unwrap()).collect::<Vec<_>>().join(",")
}

#[test]
fn the_houses_are_as_large_as_it_is_said() {
    let houses = rows("houses.csv");
    let range = |column: usize| {
        let values = houses.iter().map(|row| row[column]);
        (values.clone().fold(f64::MAX, f64::min), values.fold(f64::MIN, f64::max))
    };
    let ((least, most), (few, many)) = (range(0), range(1));
    says(
        "methods",
        &format!("from {least} to {most} square metres, their rooms from {few} to {many}."),
    );
    let first = &houses[0];
    let price = first[0] * 2.0 + first[1] * 7.0 - first[2] * 0.5;
    let words = format!(
        "with {} m², {} rooms and an age of {} years, it gives {price:.1}. The real price is {} \
         thousand",
        first[0], first[1], first[2], first[4]
    );
    says("variadic-functions", &words);
    for house in &houses[..3] {
        let cells = format!(
            "| {:.1} m² | {} | {} years | {:.1} km | €{},000 |",
            house[0], house[1], house[2], house[3], house[4]
        );
        says("ml-key-concepts", &cells);
    }
}

#[test]
fn a_tree_of_two_questions_knows_most_irises() {
    let species = |flower: &[f64]| match flower {
        [_, _, length, _, _] if *length < 2.45 => 0.0,
        [_, _, _, width, _] if *width < 1.75 => 1.0,
        _ => 2.0,
    };
    let flowers = rows("iris.csv");
    let right = flowers.iter().filter(|flower| species(flower) == flower[4]).count();
    let (n, percent) = (flowers.len(), 100 * right / flowers.len());
    says(
        "recursion",
        &format!(
            "on all {n} flowers of our data: it is right about {right} of them. Two questions, {percent} percent."
        ),
    );
}

#[test]
fn shapes_of_trees_are_counted_rightly() {
    let mut shapes: Vec<i64> = vec![1];
    for n in 1..=36 {
        let splits = (0..n).map(|yes| shapes[yes].wrapping_mul(shapes[n - 1 - yes]));
        shapes.push(splits.fold(0, i64::wrapping_add));
    }
    says("recursion", &format!("shapes(3) finds {} shapes.", shapes[3]));
    assert!(shapes[..=35].is_sorted(), "all of them fit but the last");
    let last = shapes[36].to_string().replace('-', "−");
    says("recursion", &format!("And `Shapes(36)`? It is {last}."));

    // A call for n makes one for each smaller number twice: three times as many for each question.
    let calls = |n: u32| 3u64.pow(n);
    says("recursion", &format!("+ {} | For each further question", calls(3)));
    says("recursion", &format!("4, 5, 6 questions: {}, {}, {}.", calls(4), calls(5), calls(6)));
    says(
        "recursion",
        &format!("With 20 questions there would be {} calls.", with_commas(calls(20))),
    );
}

#[test]
fn running_means_are_right() {
    says("closure", &format!("- {:.1}, the mean of all three", (258.0 + 107.4 + 142.0) / 3.0));
    says("closure", &format!("+ {}, the mean of the two prices", f64::from(258 + 142) / 2.0));
    says(
        "variadic-functions",
        &format!("mean(prices...)) // {}", f64::from(258 + 142 + 197) / 3.0),
    );
    says("methods", &format!("areas.Sum()) // {:.1}", 107.4 + 68.0 + 50.0));
}

#[test]
fn padding_is_as_large_as_it_is_said() {
    #[repr(C)]
    struct Loose(bool, f64, bool, i32);
    #[repr(C)]
    struct Tight(f64, i32, bool, bool);
    let (loose, tight, data) = (size_of::<Loose>(), size_of::<Tight>(), 1 + 8 + 1 + 4);
    let padding = loose - data;
    says("structs", &format!("+ {loose}: {data} bytes of data and {padding} of padding."));
    says(
        "structs",
        &format!("The first, loose, has {loose} bytes, of which {padding} are padding."),
    );
    says(
        "structs",
        &format!("tight, has {tight} bytes, of which {} at its end are padding.", tight - data),
    );
    let saved = 56 - 32;
    says("structs", &format!("down to 32 bytes, which saves {} MB.", saved * 10));
    says("structs", &format!("About {saved} gigabytes less memory"));
}

#[test]
fn a_flipped_bit_changes_half_of_a_hash() {
    for text in ["0.25", "0.26"] {
        let hash = Sha256::digest(text);
        let digits: String = hash[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        says("hashes-and-cryptography", &format!("| {text} | {digits}… |"));
    }

    let model = fs::read(root().join("models/digits-cnn.bpk")).unwrap();
    let hash = Sha256::digest(&model);
    let changed = |place: usize| {
        let mut model = model.clone();
        model[place] ^= 1;
        let bits =
            Sha256::digest(&model).iter().zip(&hash).map(|(a, b)| (a ^ b).count_ones()).sum();
        let bits: u32 = bits;
        bits
    };
    let bits: Vec<u32> = (0..model.len()).step_by(13).map(changed).collect();
    let (least, most) = (bits.iter().min().unwrap(), bits.iter().max().unwrap());
    let mean = f64::from(bits.iter().sum::<u32>()) / bits.len() as f64;
    let (bytes, places) = (with_commas(model.len() as u64), with_commas(bits.len() as u64));
    let words = format!(
        "{bytes} bytes long. We flipped one bit at {places} different places, one at a time. Between \
         {least} and {most} bits of the hash changed, {mean:.1} on average."
    );
    says("hashes-and-cryptography", &words);
}
