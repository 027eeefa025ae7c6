//! `burrow course export` as somebody runs it who has built the site.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PAGE: &str = "<!doctype html>\n<html lang=\"en\" data-embed=\"\">\n<body></body>\n</html>\n";

fn export(site: &Path, more: &[&str]) -> Output {
    let mut burrow = Command::new(env!("CARGO_BIN_EXE_burrow"));
    burrow.args(["course", "export", "ml-key-concepts", "--site"]).arg(site);
    burrow.arg("--out").arg(site.join("package.zip")).args(more).output().unwrap()
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_package_is_written_and_told_with_its_size() {
    let site = tempfile::tempdir().unwrap();
    fs::create_dir_all(site.path().join("embed/ml-key-concepts")).unwrap();
    fs::create_dir_all(site.path().join("assets")).unwrap();
    fs::write(site.path().join("embed/ml-key-concepts/index.html"), PAGE).unwrap();
    for format in ["scorm12", "cmi5"] {
        let output = export(site.path(), &["--format", format]);
        assert!(output.status.success(), "{}", words(&output.stderr));
        let bytes = fs::read(site.path().join("package.zip")).unwrap();
        assert!(bytes.starts_with(b"PK\x03\x04"));
        let told = words(&output.stdout);
        assert!(
            told.ends_with(&format!("package.zip: 7 files, {} bytes\n", bytes.len())),
            "{told}"
        );
    }
}

#[test]
fn what_cannot_be_packed_is_said_in_a_sentence() {
    let empty = tempfile::tempdir().unwrap();
    let output = export(empty.path(), &["--format", "scorm12"]);
    assert!(!output.status.success());
    let why = words(&output.stderr);
    assert!(why.starts_with("burrow: ") && why.contains("`cargo xtask build` makes it"), "{why}");
    assert!(!empty.path().join("package.zip").exists());
    for wrong in [&["--format", "scorm2004"][..], &["--format", "cmi5", "--mastery", "101"]] {
        assert!(!export(empty.path(), wrong).status.success(), "{wrong:?}");
    }
}
