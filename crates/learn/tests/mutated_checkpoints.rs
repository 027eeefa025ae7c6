//! Truncated, foreign and mutated checkpoints are refused in words, and none panics.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]
#![cfg(not(target_arch = "wasm32"))]

use burrow_learn::checkpoint::{load, save};
use burrow_learn::data::Files;
use burrow_learn::device::cpu;
use burrow_learn::run::Run;
use burrow_protocol::link::from_text;
use pollster::block_on;
use proptest::prelude::*;

fn checkpoint() -> Vec<u8> {
    let (recipe, _) = from_text("lab=boundary&data=xor&layers=3-2&optimizer=adam");
    let mut run = Run::open(recipe, &Files::default(), &cpu()).unwrap();
    block_on(run.steps(7)).unwrap();
    block_on(run.score()).unwrap();
    block_on(save(&run)).unwrap()
}

fn refused(bytes: &[u8]) -> String {
    load(bytes, &Files::default(), &cpu()).err().expect("this file makes no sense")
}

#[test]
fn a_truncated_checkpoint_is_refused_at_every_length() {
    let file = checkpoint();
    for length in 0..file.len() {
        refused(&file[..length]);
    }
}

#[test]
fn a_foreign_file_is_refused_with_its_reason() {
    assert!(refused(b"PNG and so on, not what was expected").contains("burnpack"));
    let foreign = burn_pack::Writer::new(vec![]).into_bytes().unwrap();
    assert!(refused(&foreign).contains("not made by Burrow"));
}

#[test]
fn a_checkpoint_of_the_digit_reader_needs_the_digits() {
    let (recipe, _) = from_text("lab=digits");
    assert!(Run::open(recipe, &Files::default(), &cpu()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_mutated_checkpoint_is_refused_or_opens(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        static FILE: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
        let mut file = FILE.get_or_init(checkpoint).clone();
        for (at, byte) in edits {
            let at = at.index(file.len());
            file[at] ^= byte;
        }
        if let Some(cut) = cut {
            file.truncate(cut.index(file.len()));
        }
        match load(&file, &Files::default(), &cpu()) {
            Err(why) => prop_assert!(!why.is_empty()),
            // What opens can be looked at and trained.
            Ok(mut run) => {
                let _ = block_on(run.score());
                let _ = block_on(run.steps(1));
            }
        }
    }
}
