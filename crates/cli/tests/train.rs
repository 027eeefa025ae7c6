//! The command as a person runs it.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

use std::path::PathBuf;
use std::process::{Command, Output};

fn burrow(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_burrow")).args(args).output().unwrap()
}

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

#[test]
fn it_trains_and_writes_the_same_file_for_the_same_seed() {
    let (first, second) = (file("first.bpk"), file("second.bpk"));
    for path in [&first, &second] {
        let path = path.to_str().unwrap();
        let output = burrow(&[
            "train",
            "boundary",
            "--with",
            "data=gauss",
            "--seed",
            "7",
            "--epochs",
            "3",
            "--out",
            path,
        ]);
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(text.contains("data=gauss&seed=7") && text.contains("step 75"), "{text}");
    }
    assert_eq!(std::fs::read(first).unwrap(), std::fs::read(second).unwrap());
}

#[test]
fn what_cannot_be_done_is_told_before_the_work() {
    let cases: [(&[&str], &str); 4] = [
        (&["train", "cats"], "boundary"),
        (&["train", "digits", "--out", "model.onnx"], ".safetensors"),
        (&["train", "boundary", "--with", "noise=900"], "Noise cannot be 900"),
        (&["train", "boundary", "--epochs", "0"], "0"),
    ];
    for (args, words) in cases {
        let output = burrow(args);
        assert!(!output.status.success());
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(text.contains(words), "{text}");
    }
}
