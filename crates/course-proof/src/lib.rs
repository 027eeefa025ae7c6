//! Proves that the exercises of the course are what they say they are.
//!
//! Every exercise is done over and over, as learners do it: the starter has to fail, the solution
//! has to pass, and whoever makes one of the mistakes that it knows has to be told so. Every
//! program of a figure has to reach what it is there for. All of that happens on our own engine,
//! which is what learners run, and once more on a real Go where there is one: the verdicts have to
//! be the same.
//!
//! - [`attempt`]: what is tried of an exercise.
//! - [`judge`]: what has to come of it.
//! - [`engine`]: our engine. [`go`]: a real Go.
//! - [`figure`]: the programs of figures.
//! - [`format`]: whether sources are as gofmt has them.
//! - [`transcript`](mod@transcript): all that learners see, in words.

mod attempt;
mod engine;
mod figure;
mod format;
mod go;
mod judge;
mod transcript;
mod work;

use std::path::Path;

use burrow_course::finding::Finding;
use burrow_course::lesson::Lesson;

pub use attempt::{Attempt, Outcome, Part};
pub use engine::Engine;
pub use go::is_here;
pub use transcript::{difference, transcript};
pub use work::{Tried, What, printed};

/// What came of all exercises and figures of some lessons.
pub struct Proof {
    /// What does not hold, in the order of the lessons.
    pub faults: Vec<Finding>,
    /// What was tried of each exercise, and what came of it on our engine, in the order of the
    /// lessons.
    pub tried: Vec<Tried>,
}

/// Proves the exercises and programs of lessons that lie in `folder`. `goroot` is a Go
/// distribution; with `real`, its own Go has to agree.
///
/// # Errors
/// A sentence where the proof cannot be led at all.
pub fn prove(
    lessons: &[Lesson],
    folder: &Path,
    goroot: &Path,
    real: bool,
) -> Result<Proof, String> {
    let (mut faults, tried) = work::on_engine(lessons, folder, goroot)?;
    if real {
        faults.extend(go::compare(&tried, folder, goroot)?);
    }
    faults.extend(work::with_room(|| format::check(lessons, folder, goroot))?);
    let place = |finding: &Finding| {
        lessons.iter().position(|lesson| finding.file.starts_with(folder.join(&lesson.front.id)))
    };
    faults.sort_by_key(|finding| (place(finding), finding.file.clone(), finding.line));
    Ok(Proof { faults, tried })
}

/// What is tried of all exercises and figures, and what comes of it on our engine.
///
/// # Errors
/// A sentence where nothing can be tried at all.
pub fn tried(lessons: &[Lesson], folder: &Path, goroot: &Path) -> Result<Vec<Tried>, String> {
    work::on_engine(lessons, folder, goroot).map(|(_, tried)| tried)
}

/// Whether lessons hold anything that a Go engine has to run.
pub fn need_go(lessons: &[Lesson]) -> bool {
    lessons.iter().any(|one| one.exercises().next().is_some() || one.programs().next().is_some())
}

/// How many exercises lessons have: those with a block of their own, and the figures in which
/// something is to be reached.
pub fn count(lessons: &[Lesson]) -> usize {
    let of_one = |lesson: &Lesson| {
        let labs = lesson.figures().filter(|figure| figure.goal.is_some()).count();
        let programs = lesson.programs().filter(|figure| figure.goal.is_some()).count();
        lesson.exercises().count() + labs + programs
    };
    lessons.iter().map(of_one).sum()
}
