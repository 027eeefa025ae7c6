//! `burrow course build`: lessons as the site wants them, in a folder for each.
//!
//! - `article.html`: the text, with places for the figures and for the addresses of files.
//! - `search.json`: what is found in it ([`search`]).
//! - `lesson.json`: what else the site says of a lesson ([`Summary`]).
//! - `notes.json`: what a presenter says to each screen, with minutes.
//! - `FIGURE.bpk`, `FIGURE-light.png`, `FIGURE-dark.png`: see [`figure`](super::figure).

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;

use burrow_course::article::article;
use burrow_course::lesson::{Exercise, Figure, Lesson};
use burrow_course::search;
use burrow_course::summary::Summary;
use burrow_course::topics;
use burrow_course_proof as proof;
use burrow_learn::data::Files;
use burrow_protocol::frame::CurvePoint;

use super::check::lessons;
use super::figure::{self, Opening};
use crate::files::files;
use crate::go::goroot;

#[derive(ClapArgs)]
pub struct Args {
    /// Where to write a folder for each lesson.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The folder with a folder for each lesson.
    #[arg(long, value_name = "DIR", default_value = "lessons")]
    lessons: PathBuf,
}

pub fn build(args: &Args) -> Result<(), String> {
    let mut lessons = lessons(&args.lessons)?;
    lessons.retain(is_ready);
    let files = files()?;
    let answers = answers(&lessons)?;
    for lesson in &lessons {
        let source = args.lessons.join(&lesson.front.id).join("lesson.md");
        build_lesson(lesson, &source, &args.out.join(&lesson.front.id), &files, &answers)?;
    }
    Ok(())
}

/// A draft is no part of the site.
fn is_ready(lesson: &Lesson) -> bool {
    topics().any(|(_, topic)| topic.id == lesson.front.id && topic.is_ready())
}

/// What programs print whose output is an exercise's answer, by the ids of lesson and exercise.
type Answers = HashMap<(String, String), String>;

fn answers(lessons: &[Lesson]) -> Result<Answers, String> {
    if !proof::need_go(lessons) {
        return Ok(Answers::new());
    }
    let printed = proof::printed(lessons, &goroot::find()?)?;
    Ok(printed.into_iter().map(|(lesson, id, text)| ((lesson, id), text)).collect())
}

fn build_lesson(
    lesson: &Lesson,
    source: &Path,
    folder: &Path,
    files: &Files,
    answers: &Answers,
) -> Result<(), String> {
    fs::create_dir_all(folder)
        .map_err(|error| format!("{} could not be made: {error}.", folder.display()))?;
    figure::remove_others(lesson, folder)?;
    let mut outcomes: HashMap<&str, CurvePoint> = HashMap::new();
    for figure in lesson.figures() {
        let opening = figure::build(figure, folder, files)
            .map_err(|why| format!("{}:{}: {why}", source.display(), figure.line))?;
        println!("{}/{}: {}", lesson.front.id, figure.id, told(figure, &opening));
        outcomes.insert(&figure.id, opening.point);
    }
    let outcome = |figure: &Figure| outcomes.get(figure.id.as_str()).copied();
    let printed =
        |exercise: &Exercise| answers.get(&(lesson.front.id.clone(), exercise.id.clone())).cloned();
    write(&folder.join("article.html"), article(lesson, outcome, printed).as_bytes())?;
    let summary = Summary::new(lesson, outcome, printed);
    let no_json = |error| format!("The lesson {} is no JSON: {error}.", lesson.front.id);
    let found = serde_json::to_vec(&search::entries(lesson)).map_err(no_json)?;
    write(&folder.join("search.json"), &found)?;
    let notes = serde_json::to_vec(&summary.notes()).map_err(no_json)?;
    write(&folder.join("notes.json"), &notes)?;
    write(&folder.join("lesson.json"), &serde_json::to_vec_pretty(&summary).map_err(no_json)?)
}

/// What an author wants to know of a figure: how it opens, and whether its goal asks for nothing.
fn told(figure: &Figure, opening: &Opening) -> String {
    let point = &opening.point;
    let how = if opening.is_new { "" } else { " (unchanged)" };
    let goal = figure.goal.filter(|goal| goal.is_reached(point));
    let goal = goal.map(|goal| format!("; its goal, {goal}, is reached before anybody tries"));
    format!(
        "step {}, training loss {:.4}, test loss {:.4}{}{how}",
        point.step,
        point.train.loss,
        point.test.loss,
        goal.unwrap_or_default()
    )
}

pub fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes)
        .map_err(|error| format!("{} could not be written: {error}.", path.display()))
}
