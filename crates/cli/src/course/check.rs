//! `burrow course check`: every lesson, held to the format and to the outline.

use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;

use burrow_course::lesson::Lesson;
use burrow_course::{CHAPTERS, check as course};

#[derive(ClapArgs)]
pub struct Args {
    /// The folder with a folder for each lesson.
    #[arg(long, value_name = "DIR", default_value = "lessons")]
    lessons: PathBuf,
}

pub fn check(args: &Args) -> Result<(), String> {
    let lessons = lessons(&args.lessons)?;
    println!("{}: all valid", count(&lessons));
    Ok(())
}

/// All lessons of a folder. What is wrong with them is printed, a line each.
pub fn lessons(folder: &Path) -> Result<Vec<Lesson>, String> {
    course::check(folder, CHAPTERS).map_err(|findings| {
        for finding in &findings {
            eprintln!("{finding}");
        }
        let count = plural(findings.len(), "mistake");
        format!("{count} in the lessons: docs/writing-a-lesson.md says how one is written.")
    })
}

fn count(lessons: &[Lesson]) -> String {
    let n_figures = lessons.iter().map(|lesson| lesson.figures().count()).sum();
    let n_questions = lessons.iter().map(|lesson| lesson.questions().count()).sum();
    [(lessons.len(), "topic"), (n_figures, "figure"), (n_questions, "question")]
        .map(|(n, what)| plural(n, what))
        .join(", ")
}

fn plural(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_others_are_many() {
        assert_eq!(plural(1, "topic"), "1 topic");
        assert_eq!(plural(0, "figure"), "0 figures");
        assert_eq!(count(&[]), "0 topics, 0 figures, 0 questions");
    }
}
