//! Lessons for the tests of `burrow course`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use burrow_course::{Stage, topics};
use tempfile::TempDir;

/// A lesson with one question and one figure.
const LESSON: &str = "\
---
id: ID
title: TITLE
chapter: CHAPTER
minutes: 10
summary: A lesson for the test of a command.
---

A lead.

## A screen {#a-screen}

```question
id: guess
ask: Is there one?
- No. | There is.
+ Yes. | There is.
```

```figure
id: circle
lab: boundary
title: A circle
with: rate=0.1&step=40&log=10:rate:0.03
show: surface, loss
ask: guess
try: Press play.
goal: step >= 100
alt: A disc inside of a ring.
```
";

/// A folder with a lesson for each topic that the outline says is written, changed by `change`.
pub fn course(change: impl Fn(&str) -> String) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (chapter, topic) in topics().filter(|(_, topic)| topic.stage != Stage::Planned) {
        let lesson = LESSON
            .replace("ID", topic.id)
            .replace("TITLE", topic.title)
            .replace("CHAPTER", &chapter.number.to_string());
        fs::create_dir(folder.path().join(topic.id)).unwrap();
        fs::write(folder.path().join(topic.id).join("lesson.md"), change(&lesson)).unwrap();
    }
    folder
}

/// A topic that is ready.
pub fn some_id() -> &'static str {
    topics().find(|(_, topic)| topic.is_ready()).unwrap().1.id
}

pub fn burrow(command: &str, lessons: &Path, more: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_burrow"))
        .args(["course", command, "--lessons"])
        .arg(lessons)
        .args(more)
        .output()
        .unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// An exercise: what 250 + 10 is in a byte.
pub const PREDICT: &str = "```exercise\nid: turn-over\nkind: predict\ntitle: Turned over\n\
                       task: What does it print?\nhint: Not 260.\nhint: It turns over.\n\
                       mistake: output /260/ | 260 does not fit into a byte.\n```\n";

/// What `course` makes, and in its first lesson that exercise.
pub fn course_with_an_exercise() -> TempDir {
    let folder = course(str::to_string);
    let lesson = folder.path().join(some_id());
    let text = fs::read_to_string(lesson.join("lesson.md")).unwrap();
    fs::write(lesson.join("lesson.md"), format!("{text}\n{PREDICT}")).unwrap();
    write_predict(&lesson);
    folder
}

/// Writes the files of that exercise.
pub fn write_predict(lesson: &Path) {
    let program = "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tvar pixel uint8 = 250\n\t\
                   pixel += 10\n\tfmt.Println(pixel)\n}\n";
    let exercise = lesson.join("exercises/turn-over");
    fs::create_dir_all(&exercise).unwrap();
    fs::write(exercise.join("program.go"), program).unwrap();
    fs::write(exercise.join("mistake-1.txt"), "260\n").unwrap();
}

/// Without Go's library nothing can be proven.
pub fn has_go() -> bool {
    let root = std::env::var_os("GOROOT").map(PathBuf::from);
    root.is_some_and(|root| root.join("src/fmt").is_dir())
}
