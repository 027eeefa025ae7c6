//! A small course with one lesson that holds one of everything.

use std::path::Path;

use burrow_course::finding::Finding;
use burrow_course::lesson::{Lesson, read};
use burrow_course::{Chapter, Topic};

/// The lesson.
pub const LESSON: &str = include_str!("../fixture/lesson.md");

/// The course that it is part of.
pub const OUTLINE: &[Chapter] = &[
    Chapter { number: 1, title: "Before", topics: &[topic("before-it", "Before it", true)] },
    Chapter {
        number: 2,
        title: "Here & now",
        topics: &[
            topic("first-lesson", "First lesson", true),
            topic("after-it", "After it", false),
        ],
    },
];

pub const fn topic(id: &'static str, title: &'static str, ready: bool) -> Topic {
    Topic { id, title, idea: "", ready }
}

/// Reads a text as the lesson's file.
pub fn read_lesson(text: impl AsRef<[u8]>) -> Result<Lesson, Vec<Finding>> {
    read(Path::new("lessons/first-lesson/lesson.md"), text.as_ref(), OUTLINE)
}
