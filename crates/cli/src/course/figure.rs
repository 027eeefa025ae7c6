//! What a figure opens with: a checkpoint at its step, and a poster of it in light and in dark.
//!
//! Beside them lies a key, which says what they were made from: a figure that has not changed is
//! not trained again. The same recipe gives the same run, so no clock is asked.

use std::fs;
use std::path::{Path, PathBuf};

use pollster::block_on;
use serde::{Deserialize, Serialize};

use burrow_course::lesson::{Figure, Lesson};
use burrow_learn::checkpoint;
use burrow_learn::data::Files;
use burrow_learn::device::cpu;
use burrow_learn::poster::posters;
use burrow_learn::run::Run;
use burrow_protocol::frame::CurvePoint;
use burrow_protocol::link::to_text;
use burrow_protocol::recipe::Recipe;

use super::build::write;

/// Raise it where a figure's files become others though its recipe stays: the training, the
/// checkpoint's layout or the poster has changed.
const FORMAT: u32 = 1;
/// About how many points the loss curve has when a figure opens.
const SCORES: u64 = 100;

/// The state that a figure opens in.
pub struct Opening {
    pub point: CurvePoint,
    /// Whether it was trained just now.
    pub is_new: bool,
}

/// What a figure's files were made from, and what its run had reached.
#[derive(PartialEq, Serialize, Deserialize)]
struct Key {
    format: u32,
    burrow: String,
    recipe: String,
    point: CurvePoint,
}

/// Makes the files of a figure in its lesson's folder, where they are not there yet.
pub fn build(figure: &Figure, folder: &Path, files: &Files) -> Result<Opening, String> {
    let [bpk, light, dark, key] = paths(folder, &figure.id);
    let recipe = to_text(&figure.recipe);
    if let Some(point) = known(&key, &recipe)
        && [&bpk, &light, &dark].iter().all(|path| path.is_file())
    {
        return Ok(Opening { point, is_new: false });
    }
    let (run, point) = train(&figure.recipe, files)
        .map_err(|why| format!("The figure “{}” cannot be trained. {why}", figure.id))?;
    // The key comes last: it speaks of files that are whole.
    remove(&key)?;
    write(&bpk, &block_on(checkpoint::save(&run))?)?;
    let posters = block_on(posters(&run, files))?;
    for (path, poster) in [light, dark].iter().zip(&posters) {
        write(path, poster)?;
    }
    let made = Key { format: FORMAT, burrow: version(), recipe, point };
    let json = serde_json::to_vec_pretty(&made)
        .map_err(|error| format!("The key of “{}” is no JSON: {error}.", figure.id))?;
    write(&key, &json)?;
    Ok(Opening { point, is_new: true })
}

/// Removes the files of figures that a lesson no longer has: those with a key of ours.
pub fn remove_others(lesson: &Lesson, folder: &Path) -> Result<(), String> {
    let unreadable = |error| format!("{} could not be read: {error}.", folder.display());
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let is_key = path.extension().is_some_and(|extension| extension == "key");
        let Some(id) = path.file_stem().and_then(|stem| stem.to_str()).filter(|_| is_key) else {
            continue;
        };
        if !lesson.figures().any(|figure| figure.id == id) {
            paths(folder, id).iter().try_for_each(|path| remove(path))?;
        }
    }
    Ok(())
}

/// The checkpoint, the two posters and the key.
fn paths(folder: &Path, id: &str) -> [PathBuf; 4] {
    ["bpk", "light.png", "dark.png", "key"].map(|what| {
        let between = if what.ends_with("png") { "-" } else { "." };
        folder.join(format!("{id}{between}{what}"))
    })
}

fn version() -> String {
    env!("CARGO_PKG_VERSION").to_string()
}

/// What the run had reached, where the key is of this recipe and of this program.
fn known(key: &Path, recipe: &str) -> Option<CurvePoint> {
    let key: Key = serde_json::from_slice(&fs::read(key).ok()?).ok()?;
    let is_same = key.format == FORMAT && key.burrow == version() && key.recipe == recipe;
    is_same.then_some(key.point)
}

/// Replays a recipe to its step, with scores on the way: they are the loss curve.
fn train(recipe: &Recipe, files: &Files) -> Result<(Run, CurvePoint), String> {
    let mut run = Run::open(recipe.clone(), files, &cpu())?;
    let mut point = block_on(run.score())?;
    let between = (recipe.step / SCORES).max(1);
    while let Some(target) = run.replay_to() {
        let n = (target - point.step).min(between);
        block_on(run.steps(n as u32))?;
        point = block_on(run.score())?;
    }
    Ok((run, point))
}

fn remove(path: &Path) -> Result<(), String> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("{} could not be removed: {error}.", path.display()))
        }
        _ => Ok(()),
    }
}
