//! `prerender LESSONS OUT`: every page of the site as JSON, for the build to write out.
//! LESSONS is what `burrow course build` made.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use burrow_course::summary::Summary;
use burrow_web::prerender::{LessonFile, site};

fn main() -> ExitCode {
    let paths: Vec<String> = env::args().skip(1).collect();
    let [lessons, out] = &paths[..] else {
        eprintln!("prerender takes two paths: the folder of the lessons, and the file to write.");
        return ExitCode::FAILURE;
    };
    match write(Path::new(lessons), Path::new(out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("prerender: {why}");
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path, out: &Path) -> Result<(), String> {
    let site = site(|id| lesson(&folder.join(id)))?;
    let json = serde_json::to_vec(&site).map_err(|error| error.to_string())?;
    fs::write(out, json).map_err(|error| format!("{} cannot be written: {error}.", out.display()))
}

fn lesson(folder: &Path) -> Result<LessonFile, String> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path)
            .map_err(|error| format!("{} cannot be read: {error}.", path.display()))
    };
    let no_lesson = |error| format!("{} is not a lesson: {error}.", folder.display());
    let about: Summary = serde_json::from_str(&read("lesson.json")?).map_err(no_lesson)?;
    let found = serde_json::from_str(&read("search.json")?).map_err(no_lesson)?;
    Ok(LessonFile { about, article: read("article.html")?, found })
}
