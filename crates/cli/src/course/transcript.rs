//! `burrow course transcript`: all that learners see, in one file beside the lessons. Whoever changes
//! a lesson or the engine reads in its diff what learners now see otherwise.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;

use burrow_course::finding::Finding;
use burrow_course::lesson::Lesson;
use burrow_course_proof::{self as proof, Tried};

use super::check::lessons;
use crate::go::goroot;

const FILE: &str = "transcript.txt";

#[derive(ClapArgs)]
pub struct Args {
    /// The folder with a folder for each lesson; the transcript is written into it.
    #[arg(long, value_name = "DIR", default_value = "lessons")]
    lessons: PathBuf,
}

pub fn write(args: &Args) -> Result<(), String> {
    let lessons = lessons(&args.lessons)?;
    let tried = match proof::need_go(&lessons) {
        true => proof::tried(&lessons, &args.lessons, &goroot::find()?)?,
        false => Vec::new(),
    };
    let path = args.lessons.join(FILE);
    fs::write(&path, proof::transcript(&lessons, &tried))
        .map_err(|error| format!("{} could not be written: {error}.", path.display()))?;
    println!("{}", path.display());
    Ok(())
}

/// Holds what learners see now to the transcript that is kept. A folder without one is new.
pub fn compare(lessons: &[Lesson], tried: &[Tried], folder: &Path) -> Result<(), String> {
    let path = folder.join(FILE);
    let Ok(kept) = fs::read_to_string(&path) else { return Ok(()) };
    match proof::difference(&kept, &proof::transcript(lessons, tried)) {
        Some((line, sentence)) => Err(Finding { file: path, line, sentence }.to_string()),
        None => Ok(()),
    }
}
