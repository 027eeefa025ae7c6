//! What the engine says in English is said in every other language too: each sentence of its
//! source is looked up, and the table holds none that it no longer says.

use std::fs;
use std::path::{Path, PathBuf};

use burrow_protocol::link;
use burrow_protocol::message::{FromWorker, decode};
use burrow_protocol::params::{PARAMS, Value, param_by_key};
use burrow_protocol::settings::{Lab, Settings};

use crate::words::*;

fn german(sentence: &str) -> String {
    speaking(Lang::De, || from_engine(sentence).into_owned())
}

#[test]
fn english_stays_as_it_is() {
    assert_eq!(from_engine("There is no such parameter."), "There is no such parameter.");
}

#[test]
fn a_sentence_that_nobody_has_translated_stays_as_it_is() {
    assert_eq!(german("Failed to fetch"), "Failed to fetch");
    assert_eq!(german("Frobnication needs a new run."), "Frobnication needs a new run.");
}

#[test]
fn labels_numbers_and_sentences_inside_are_translated_too() {
    assert_eq!(
        german("Noise cannot be 900.5: using 50"),
        "Rauschen kann nicht 900,5 sein: Stattdessen gilt 50"
    );
    assert_eq!(
        german("This checkpoint is damaged: Seed cannot be “x”: it is a number."),
        "Dieser Checkpoint ist beschädigt: Startwert kann nicht „x“ sein: Es muss eine Zahl sein."
    );
    assert_eq!(
        german("This checkpoint is damaged: its “cursor” is missing or makes no sense."),
        "Dieser Checkpoint ist beschädigt: „cursor“ fehlt oder ergibt keinen Sinn."
    );
    assert_eq!(
        german("The GPU was lost (the browser gave no reason)."),
        "Die GPU ging verloren (der Browser nannte keinen Grund)."
    );
}

#[test]
fn all_that_is_said_of_a_strange_link_is_translated() {
    let long = "x".repeat(link::MAX_TEXT + 1);
    let many = format!("step=9&log={}", vec!["1:w0:1"; 20_000].join(","));
    let texts = [
        "seeed=4&noise=900&layers=99-0&features=&rate=much&data=cube",
        "layers=a-b&features=z",
        "step=99999999999&log=x,5:w9999:1",
        "step=x",
        "a=1&b=1&c=1&d=1&e=1&f=1&g=1",
        &many,
        &long,
    ];
    for text in texts {
        let (_, notices) = link::from_text(text);
        assert!(!notices.is_empty());
        for notice in notices {
            assert_ne!(german(&notice), notice);
        }
    }
}

#[test]
fn all_that_is_said_of_a_wrong_value_or_message_is_translated() {
    let mut settings = Settings::for_lab(Lab::Digits);
    let features = param_by_key("features").unwrap();
    let none = features.set(&mut settings, Value::Bits(0)).unwrap_err();
    assert_eq!(german(&none), "Merkmale: Mindestens eins muss sein, hier x-y");
    for bytes in [&[][..], &[255], &[burrow_protocol::message::VERSION, 255]] {
        let why = decode::<FromWorker>(bytes).unwrap_err();
        assert_ne!(german(&why), why);
    }
}

/// Sentences that the engine can say, with something in each of their places.
fn samples() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in ["crates/protocol/src", "crates/learn/src", "worker/src", "worker/js"] {
        collect(&root.join(folder), &mut files);
    }
    let sentences = files.iter().flat_map(|file| {
        let source = fs::read_to_string(file).unwrap();
        // JavaScript's texts with places.
        let is_js = file.extension().is_some_and(|ending| ending == "js");
        literals(&if is_js { source.replace('`', "\"").replace("${", "{") } else { source })
    });
    let mut samples: Vec<String> =
        sentences.filter(|text| is_sentence(text)).map(|text| sample(&text)).collect();
    let damaged = "This checkpoint is damaged: its “x” is missing or makes no sense. x.";
    samples.push(damaged.to_string());
    samples
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // No lab reads tables or measures works yet; goals and posters are for authors, and an
        // archive's marks are nobody's words.
        let unused = ["tables.rs", "bench.rs", "goal.rs", "poster.rs", "txtar.rs"]
            .iter()
            .any(|file| path.ends_with(file));
        if path.is_dir() {
            collect(&path, files);
        } else if !unused {
            files.push(path);
        }
    }
}

/// The texts of a source file, without its tests and its comments.
fn literals(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]\nmod").next().unwrap_or_default();
    let mut lines = String::new();
    for line in code.lines().map(str::trim_start).filter(|line| !line.starts_with("//")) {
        match line.strip_suffix('\\') {
            Some(begun) => lines.push_str(begun),
            None => lines.extend([line, "\n"]),
        }
    }
    lines.lines().flat_map(|line| line.split('"').skip(1).step_by(2)).map(str::to_string).collect()
}

fn is_sentence(text: &str) -> bool {
    let labels = |text: &str| {
        PARAMS.iter().any(|param| {
            let is_choice = (0..9).any(|index| choice_label(param, index) == text);
            param.label == text || param.help == text || is_choice
        })
    };
    let has_words = text.matches(' ').count() > 1 && text.contains(char::is_alphabetic);
    // Two sentences in a row, which is tested by itself; and a work of the benchmark.
    let other = ["{} {error}.", "There is no work named {work}."].contains(&text);
    has_words && !other && !labels(text)
}

fn sample(text: &str) -> String {
    let mut sample = String::new();
    let mut rest = text;
    while let Some((before, name, after)) = template::next_place(rest) {
        sample.push_str(before);
        sample.push_str(match name {
            "" => "Noise",
            "what" => "it is a number",
            _ => "x",
        });
        rest = after;
    }
    sample + rest
}

#[test]
fn every_sentence_of_the_engine_is_translated() {
    for sample in samples() {
        // A reason is the end of a sentence.
        let as_reason = format!("Noise cannot be “x”: {sample}");
        let translated = german(&sample) != sample || !german(&as_reason).ends_with(&sample);
        assert!(translated, "no [engine] of web/words has: {sample}");
    }
}

#[test]
fn no_translation_is_left_of_what_the_engine_no_longer_says() {
    let mut samples = samples();
    let reasons: Vec<_> =
        samples.iter().map(|text| format!("Noise cannot be “x”: {text}")).collect();
    samples.extend(reasons);
    for table in TABLES {
        for template in table.named.iter().filter_map(|(name, _)| name.strip_prefix("engine.")) {
            let said = samples.iter().any(|sample| template::values(template, sample).is_some());
            assert!(said, "{}.toml translates what nobody says: {template}", table.lang.code());
        }
    }
}
