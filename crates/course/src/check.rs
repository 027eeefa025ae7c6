//! A folder of lessons, checked whole.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::finding::Finding;
use crate::lesson::{FOLDERS, Files, Lesson, read};
use crate::{Chapter, Stage};

/// The file that makes a folder a lesson.
const FILE: &str = "lesson.md";

/// Reads each lesson of a folder and holds them to the outline, [`crate::CHAPTERS`] but for tests.
/// The lessons come in the order in which they are taught.
///
/// # Errors
/// All that is wrong, lesson by lesson in the order of their names.
pub fn check(folder: &Path, outline: &[Chapter]) -> Result<Vec<Lesson>, Vec<Finding>> {
    let mut findings = Vec::new();
    let mut lessons = Vec::new();
    let names = folders(folder).map_err(|finding| vec![finding])?;
    for name in &names {
        let file = folder.join(name).join(FILE);
        match fs::read(&file) {
            Ok(bytes) => {
                let files = files_beside(&folder.join(name));
                let read = files.and_then(|files| read(&file, &bytes, &files, outline));
                match read {
                    Ok(lesson) => lessons.push(lesson),
                    Err(found) => findings.extend(found),
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let sentence = format!("This folder holds no lesson: write its {FILE}.");
                findings.push(Finding { file, line: 1, sentence });
            }
            Err(error) => {
                findings.push(Finding { file, line: 1, sentence: unreadable(&error) });
            }
        }
    }
    let topics = || outline.iter().flat_map(|chapter| chapter.topics);
    for topic in topics()
        .filter(|topic| topic.stage != Stage::Planned && !names.iter().any(|name| name == topic.id))
    {
        let sentence = "The outline says that this lesson is written, but it is not there: make \
                        its topic `Topic::planned` in crates/course/src/outline.";
        let (file, sentence) = (folder.join(topic.id).join(FILE), sentence.to_string());
        findings.push(Finding { file, line: 1, sentence });
    }
    if findings.is_empty() {
        lessons.sort_by_key(|lesson| topics().position(|topic| topic.id == lesson.front.id));
        Ok(lessons)
    } else {
        Err(findings)
    }
}

/// What lies in the folders beside a lesson.
fn files_beside(lesson: &Path) -> Result<Files, Vec<Finding>> {
    let mut files = Files::new();
    for folder in FOLDERS.iter().filter(|folder| lesson.join(folder).is_dir()) {
        collect(lesson, folder, &mut files).map_err(|finding| vec![finding])?;
    }
    Ok(files)
}

/// Files with a dot in front are nobody's.
fn collect(lesson: &Path, path: &str, files: &mut Files) -> Result<(), Finding> {
    let unreadable =
        |error| Finding { file: lesson.join(path), line: 1, sentence: unreadable(&error) };
    for entry in fs::read_dir(lesson.join(path)).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{path}/{name}");
        if name.starts_with('.') {
            continue;
        }
        if entry.path().is_dir() {
            collect(lesson, &path, files)?;
        } else {
            files.insert(path, fs::read(entry.path()).map_err(unreadable)?);
        }
    }
    Ok(())
}

/// The names of the folders within a folder, in order. Those with a dot in front are nobody's.
fn folders(folder: &Path) -> Result<Vec<String>, Finding> {
    let unreadable =
        |error| Finding { file: folder.to_path_buf(), line: 1, sentence: unreadable(&error) };
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn unreadable(error: &std::io::Error) -> String {
    format!("This cannot be read: {error}.")
}
