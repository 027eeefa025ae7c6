//! All that is to be proven, shared out among the cores.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use burrow_course::finding::Finding;
use burrow_course::lesson::{Exercise, Kind, Lesson, ProgramFigure};

use crate::attempt::{Attempt, Outcome, Part, attempts};
use crate::engine::Engine;
use crate::{figure, judge};

/// Checking recurses as deeply as a source nests.
const STACK: usize = 256 << 20;
const BROKEN: &str = "The engine broke off; this is an error of ours.";

/// What was tried of an exercise, or of the program of a figure.
#[derive(Clone, Debug)]
pub struct Tried {
    /// The lesson's id.
    pub lesson: String,
    pub what: What,
    pub attempts: Vec<(Attempt, Outcome)>,
}

/// What was tried.
#[derive(Clone, Debug)]
pub enum What {
    Exercise(Box<Exercise>),
    Figure(Box<ProgramFigure>),
}

impl Tried {
    /// The tests, where there are any.
    pub fn check(&self) -> Option<&str> {
        match &self.what {
            What::Exercise(exercise) => exercise.check.as_deref(),
            What::Figure(_) => None,
        }
    }

    /// The files that the program reads.
    pub fn files(&self) -> &[(String, String)] {
        match &self.what {
            What::Exercise(exercise) => &exercise.files,
            What::Figure(_) => &[],
        }
    }

    /// A fault in one of its files.
    pub fn finding(&self, folder: &Path, file: &str, sentence: String) -> Finding {
        let lesson = folder.join(&self.lesson);
        let file: PathBuf = match &self.what {
            What::Exercise(exercise) => lesson.join(exercise.folder()).join(file),
            What::Figure(_) => lesson.join("figures").join(file),
        };
        Finding { file, line: 1, sentence }
    }
}

/// Tries everything on our engine.
pub fn on_engine(
    lessons: &[Lesson],
    folder: &Path,
    goroot: &Path,
) -> Result<(Vec<Finding>, Vec<Tried>), String> {
    let all: Vec<Tried> = lessons.iter().flat_map(of_lesson).collect();
    let done = shared_out(&all, goroot, |tried, engine| one(tried, folder, goroot, engine))?;
    let (faults, tried): (Vec<_>, Vec<_>) = done.into_iter().unzip();
    Ok((faults.concat(), tried))
}

/// What the programs print whose output is the answer: the lesson's id, the exercise's, and the
/// text.
///
/// # Errors
/// A sentence where one of them does not run.
pub fn printed(lessons: &[Lesson], goroot: &Path) -> Result<Vec<(String, String, String)>, String> {
    let all: Vec<(&str, &Exercise)> = lessons
        .iter()
        .flat_map(|lesson| lesson.exercises().map(|one| (lesson.front.id.as_str(), one)))
        .filter(|(_, exercise)| exercise.kind == Kind::Predict)
        .collect();
    let done = shared_out(&all, goroot, |(lesson, exercise), engine| {
        let attempt = Attempt { part: Part::Program, code: exercise.solution.clone() };
        let outcome = engine.attempt(&attempt, None, &exercise.files);
        if !outcome.passes {
            let why = judge::first_line(&outcome.output);
            return Err(format!("The program of “{}” does not run: {why}.", exercise.id));
        }
        Ok((lesson.to_string(), exercise.id.clone(), outcome.printed))
    })?;
    done.into_iter().collect()
}

/// Does some work for each, on as many engines as there are cores; in the order of `all`.
fn shared_out<T: Sync, R: Send>(
    all: &[T],
    goroot: &Path,
    work: impl Fn(&T, &mut Engine) -> R + Sync,
) -> Result<Vec<R>, String> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let one_engine = || {
        let mut engine = Engine::new(goroot);
        while let Some((index, one)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            all.get(index).map(|one| (index, one))
        } {
            let result = work(one, &mut engine);
            // A thread that broke off is told of below.
            if let Ok(mut done) = done.lock() {
                done.push((index, result));
            }
        }
    };
    thread::scope(|scope| {
        let count = thread::available_parallelism().map_or(1, usize::from).min(all.len());
        let threads: Vec<_> = (0..count)
            .map(|_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, one_engine))
            .collect();
        threads.into_iter().try_for_each(|thread| {
            let thread = thread.map_err(|why| format!("A thread cannot be started: {why}."))?;
            thread.join().map_err(|_| BROKEN.to_string())
        })
    })?;
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(index, _)| *index);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

/// Does some work where the stack is large.
pub fn with_room<R: Send>(work: impl FnOnce() -> Result<R, String> + Send) -> Result<R, String> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let thread = thread.map_err(|why| format!("A thread cannot be started: {why}."))?;
        thread.join().map_err(|_| BROKEN.to_string())?
    })
}

fn of_lesson(lesson: &Lesson) -> Vec<Tried> {
    let tried = |what| Tried { lesson: lesson.front.id.clone(), what, attempts: Vec::new() };
    let exercises = lesson.exercises().map(|one| What::Exercise(Box::new(one.clone())));
    let figures = lesson.programs().filter(|figure| figure.program.is_some());
    let figures = figures.map(|one| What::Figure(Box::new(one.clone())));
    exercises.chain(figures).map(tried).collect()
}

fn one(tried: &Tried, folder: &Path, goroot: &Path, engine: &mut Engine) -> (Vec<Finding>, Tried) {
    let mut tried = tried.clone();
    let what = tried.what.clone();
    let faults = match &what {
        What::Exercise(exercise) => {
            let run = |attempt: Attempt| {
                let check = exercise.check.as_deref();
                let outcome = engine.attempt(&attempt, check, &exercise.files);
                (attempt, outcome)
            };
            tried.attempts = attempts(exercise).into_iter().map(run).collect();
            judge::judge(exercise, &tried.attempts)
        }
        What::Figure(figure) => {
            let (faults, attempts) = figure::prove(figure, goroot, engine);
            tried.attempts = attempts;
            faults
        }
    };
    let faults = faults.into_iter().map(|(file, said)| tried.finding(folder, &file, said));
    (faults.collect(), tried)
}
