//! Programs to begin with: real files, in `web/examples`.

use super::work::Work;
use crate::words::Key;

pub struct Example {
    pub title: Key,
    /// Names and texts.
    files: &'static [(&'static str, &'static str)],
}

macro_rules! source {
    ($name:literal) => {
        include_str!(concat!("../../examples/", $name))
    };
}

/// An example of one file.
macro_rules! one {
    ($title:expr, $name:literal) => {
        Example { title: $title, files: &[("main.go", source!($name))] }
    };
}

/// The first is what the page opens with.
pub static EXAMPLES: [Example; 12] = [
    one!(Key::GoExampleHello, "hello.go"),
    one!(Key::GoExampleMistakes, "mistakes.go"),
    one!(Key::GoExampleWords, "words.go"),
    one!(Key::GoExampleShapes, "shapes.go"),
    one!(Key::GoExampleClosures, "closures.go"),
    one!(Key::GoExampleRecover, "recover.go"),
    one!(Key::GoExampleGenerics, "generics.go"),
    one!(Key::GoExampleGoroutines, "goroutines.go"),
    one!(Key::GoExampleDeadlock, "deadlock.go"),
    one!(Key::GoExampleInput, "input.go"),
    Example {
        title: Key::GoExampleTests,
        files: &[
            ("reverse.go", source!("reverse.go")),
            ("reverse_test.go", source!("reverse_test.go")),
        ],
    },
    one!(Key::GoExampleFit, "fit.go"),
];

impl Example {
    pub fn work(&self) -> Work {
        Work::of(self.files)
    }
}

/// What the page opens with.
pub fn first() -> Work {
    EXAMPLES[0].work()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_example_can_be_kept_and_shared() {
        for example in &EXAMPLES {
            let work = example.work();
            assert_eq!(Work::of_text(&work.to_text()), Ok(work));
        }
    }

    #[test]
    fn every_file_of_the_folder_is_an_examples() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
        let files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
            .collect();
        let shown: BTreeSet<_> =
            EXAMPLES.iter().flat_map(|example| example.files).map(|(_, text)| *text).collect();
        assert_eq!(shown, files.iter().map(String::as_str).collect());
    }
}
