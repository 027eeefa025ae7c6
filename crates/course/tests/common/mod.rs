//! A small course with one lesson that holds one of everything.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use burrow_course::finding::Finding;
use burrow_course::lesson::{FOLDERS, Files, Lesson, read};
use burrow_course::{Chapter, Stage, Topic};

/// The lesson.
pub const LESSON: &str = include_str!("../fixture/lesson.md");

/// What lies beside it.
pub static FILES: LazyLock<Files> = LazyLock::new(|| {
    let mut files = Files::new();
    FOLDERS.iter().for_each(|folder| collect(folder, &mut files));
    files
});

fn collect(path: &str, files: &mut Files) {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture");
    for entry in fs::read_dir(fixture.join(path)).expect("the fixture is there") {
        let entry = entry.expect("the fixture is there");
        let path = format!("{path}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&path, files);
        } else {
            files.insert(path, fs::read(entry.path()).expect("the fixture is there"));
        }
    }
}

/// The course that it is part of.
pub const OUTLINE: &[Chapter] = &[
    Chapter {
        number: 1,
        title: "Before",
        topics: &[topic("before-it", "Before it", Stage::Ready)],
    },
    Chapter {
        number: 2,
        title: "Here & now",
        topics: &[
            topic("first-lesson", "First lesson", Stage::Ready),
            topic("half-done", "Half done", Stage::Draft),
            topic("after-it", "After it", Stage::Planned),
        ],
    },
];

pub const fn topic(id: &'static str, title: &'static str, stage: Stage) -> Topic {
    Topic { id, title, idea: "", stage }
}

/// Reads a text as the lesson's file, with these files beside it.
pub fn read_with(text: impl AsRef<[u8]>, files: &Files) -> Result<Lesson, Vec<Finding>> {
    read(Path::new("lessons/first-lesson/lesson.md"), text.as_ref(), files, OUTLINE)
}
