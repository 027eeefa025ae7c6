//! Reads the whole library of a Go installation, where there is one: no word of it is wrong.

use std::path::Path;
use std::{env, fs};

use burrow_go_syntax::{NodeIds, ParseOptions, Sources, build, parse_file};

/// Set by those who want the test: `GOROOT=$(go env GOROOT) cargo test`.
#[test]
fn the_library_is_right() {
    let Ok(root) = env::var("GOROOT") else { return };
    let mut files = 0;
    check(&Path::new(&root).join("src"), &mut files);
    assert!(files > 1000, "{root} holds {files} files only");
}

fn check(folder: &Path, files: &mut usize) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            // Sources there may be wrong on purpose.
            if name != "testdata" {
                check(&path, files);
            }
        } else if name.ends_with(".go") {
            *files += 1;
            let text = fs::read_to_string(&path).expect("a text");
            build::wanted(&name, &text);
            let (mut sources, mut ids, mut errors) =
                (Sources::default(), NodeIds::default(), Vec::new());
            let base = sources.add(&name, text);
            parse_file(&mut sources, base, &mut ids, ParseOptions::default(), &mut errors);
            errors.retain(|error| error.code == "Syntax");
            assert_eq!(errors, [], "{}", path.display());
        }
    }
}
