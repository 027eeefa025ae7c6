//! `burrow course check`: every lesson, held to the format and to the outline, and every exercise
//! proven.

use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;

use burrow_course::finding::Finding;
use burrow_course::lesson::Lesson;
use burrow_course::{CHAPTERS, check as course, rules};
use burrow_course_proof as proof;

use super::transcript;
use crate::go::goroot;

#[derive(ClapArgs)]
pub struct Args {
    /// The folder with a folder for each lesson.
    #[arg(long, value_name = "DIR", default_value = "lessons")]
    lessons: PathBuf,
    /// Ask our own engine alone, even where there is a real Go to agree with it.
    #[arg(long)]
    engine_only: bool,
}

pub fn check(args: &Args) -> Result<(), String> {
    let lessons = lessons(&args.lessons)?;
    println!("{}: all valid", count(&lessons));
    let tried = prove(&lessons, args)?;
    transcript::compare(&lessons, &tried, &args.lessons)?;
    let topics = plural(lessons.len(), "topic");
    println!("{topics}, {}: all proven", plural(proof::count(&lessons), "exercise"));
    Ok(())
}

/// Holds the lessons to the rules of the course, and proves their exercises. What does not hold is
/// printed, a line each.
fn prove(lessons: &[Lesson], args: &Args) -> Result<Vec<proof::Tried>, String> {
    let mut faults = rules::check(lessons, &args.lessons, CHAPTERS);
    let mut tried = Vec::new();
    if proof::need_go(lessons) {
        let goroot = goroot::find()?;
        let real = !args.engine_only && proof::is_here(&goroot);
        let proof = proof::prove(lessons, &args.lessons, &goroot, real)?;
        faults.extend(proof.faults);
        tried = proof.tried;
    }
    if faults.is_empty() { Ok(tried) } else { Err(told(&faults)) }
}

/// Prints what is wrong, and gives the sentence that ends it.
fn told(findings: &[Finding]) -> String {
    for finding in findings {
        eprintln!("{finding}");
    }
    let count = plural(findings.len(), "mistake");
    format!("{count} in the lessons: docs/writing-a-lesson.md says how one is written.")
}

/// All lessons of a folder. What is wrong with them is printed, a line each.
pub fn lessons(folder: &Path) -> Result<Vec<Lesson>, String> {
    course::check(folder, CHAPTERS).map_err(|findings| told(&findings))
}

fn count(lessons: &[Lesson]) -> String {
    let figures = |lesson: &Lesson| lesson.figures().count() + lesson.programs().count();
    let n_figures = lessons.iter().map(figures).sum();
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
