//! A recipe as text: `lab=boundary&data=spiral&step=120&log=40:rate:0.1,60:w17:0.5`.
//!
//! The text stands behind the `#` of a URL, so no server sees it, or alone in a file. It
//! holds what differs from the lab's defaults. Every character is allowed in a URL as it
//! stands, and reading is bounded: by the length of the text, by the number of changes and
//! by the highest step.

use crate::params::{Effect, PARAMS, Value, param_by_key, short};
use crate::recipe::{Change, Edit, MAX_CHANGES, MAX_STEP, Recipe};
use crate::settings::{Choice, Lab, Settings};

/// A longer text is offered as a file instead of a link.
pub const MAX_LINK: usize = 8 * 1024;
/// The longest text that is read at all.
pub const MAX_TEXT: usize = 1024 * 1024;

/// The recipe as text.
pub fn to_text(recipe: &Recipe) -> String {
    let defaults = Settings::for_lab(recipe.initial.lab);
    let mut text = format!("lab={}", recipe.initial.lab.key());
    // Also what does not apply now: a later change of the optimizer may bring it back.
    for param in PARAMS {
        let value = (param.get)(&recipe.initial);
        if value != (param.get)(&defaults) {
            text.push_str(&format!("&{}={}", param.key, param.text(&value)));
        }
    }
    if recipe.step > 0 {
        text.push_str(&format!("&step={}", recipe.step));
    }
    if !recipe.log.is_empty() {
        let log: Vec<String> = recipe.log.iter().map(change_to_text).collect();
        text.push_str(&format!("&log={}", log.join(",")));
    }
    text
}

fn change_to_text(change: &Change) -> String {
    match &change.edit {
        Edit::Weight { index, value } => format!("{}:w{index}:{value}", change.step),
        Edit::Param { index, value } => {
            let param = &PARAMS[usize::from(*index)];
            format!("{}:{}:{}", change.step, param.key, param.text(value))
        }
    }
}

/// Reads a text, whoever wrote it: the nearest valid recipe, and a sentence for each thing
/// that had to be changed.
pub fn from_text(text: &str) -> (Recipe, Vec<String>) {
    let mut notices = Vec::new();
    if text.len() > MAX_TEXT {
        notices.push("This is too long to be a run: starting from the defaults".to_string());
        return (Recipe::new(Settings::for_lab(Lab::Boundary)), notices);
    }
    let pairs: Vec<(&str, &str)> = text
        .trim()
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .collect();

    let mut recipe = Recipe::new(Settings::for_lab(Lab::Boundary));
    // The lab sets the defaults of all others, whatever place it stands in.
    for (key, value) in pairs.iter().filter(|(key, _)| *key == "lab") {
        set(&mut recipe.initial, key, value, &mut notices);
    }
    let mut log = "";
    for &(key, value) in &pairs {
        match key {
            "lab" => {}
            "step" => recipe.step = read_step(value, &mut notices),
            "log" => log = value,
            _ => set(&mut recipe.initial, key, value, &mut notices),
        }
    }
    recipe.log = read_log(log, &recipe, &mut notices);
    // A stranger's text can hold any number of mistakes; a few tell the story.
    if notices.len() > 5 {
        let more = notices.len() - 5;
        notices.truncate(5);
        notices.push(format!("and {more} more"));
    }
    (recipe, notices)
}

fn set(settings: &mut Settings, key: &str, text: &str, notices: &mut Vec<String>) {
    let Some(param) = param_by_key(key) else {
        notices.push(format!("There is no parameter “{}”: it was left out", short(key)));
        return;
    };
    let result = param.parse(text).and_then(|value| param.set(settings, value));
    notices.extend(result.err());
}

fn read_step(text: &str, notices: &mut Vec<String>) -> u64 {
    match text.parse::<u64>() {
        Ok(step) if step <= MAX_STEP => step,
        Ok(_) => {
            notices.push(format!("A run is replayed for at most {MAX_STEP} steps: stopping there"));
            MAX_STEP
        }
        Err(_) => {
            notices.push(format!("Step cannot be “{}”: starting at 0", short(text)));
            0
        }
    }
}

/// Reads the changes; those that make no sense are left out and told.
fn read_log(text: &str, recipe: &Recipe, notices: &mut Vec<String>) -> Vec<Change> {
    let parameter_count = recipe.parameter_count();
    let mut log: Vec<Change> = Vec::new();
    for entry in text.split(',').filter(|entry| !entry.is_empty()) {
        if log.len() == MAX_CHANGES {
            notices.push(format!("Only the first {MAX_CHANGES} changes were kept"));
            break;
        }
        let change = read_change(entry, parameter_count).filter(|change| {
            change.step <= recipe.step && log.last().is_none_or(|last| last.step <= change.step)
        });
        match change {
            Some(change) => log.push(change),
            None => notices.push(format!("The change “{}” was left out", short(entry))),
        }
    }
    log
}

fn read_change(entry: &str, parameter_count: usize) -> Option<Change> {
    let mut parts = entry.splitn(3, ':');
    let step = parts.next()?.parse().ok()?;
    let (target, value) = (parts.next()?, parts.next()?);
    let weight = target.strip_prefix('w').and_then(|digits| digits.parse::<u32>().ok());
    let edit = if let Some(index) = weight {
        let value: f32 = value.parse().ok()?;
        if !value.is_finite() || index as usize >= parameter_count {
            return None;
        }
        Edit::Weight { index, value }
    } else {
        let param = param_by_key(target).filter(|param| param.effect == Effect::Live)?;
        let mut probe = Settings::for_lab(Lab::Boundary);
        let value: Value = param.parse(value).ok()?;
        param.set(&mut probe, value).ok()?;
        Edit::param(param, (param.get)(&probe))?
    };
    Some(Change { step, edit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{DataSet, Processor};

    fn recipe() -> Recipe {
        let mut settings = Settings::for_lab(Lab::Boundary);
        settings.data = DataSet::Spiral;
        settings.noise = 10.0;
        settings.layers = vec![8, 8];
        settings.learning_rate = 0.0003;
        let mut recipe = Recipe::new(settings);
        recipe.step = 40;
        recipe.note(Edit::param(param_by_key("rate").unwrap(), Value::Number(0.1)).unwrap());
        recipe.step = 60;
        recipe.note(Edit::Weight { index: 17, value: 0.5 });
        recipe.step = 120;
        recipe
    }

    #[test]
    fn a_recipe_survives_its_text() {
        let text = to_text(&recipe());
        assert_eq!(
            text,
            "lab=boundary&data=spiral&noise=10&layers=8-8&rate=0.0003&step=120&log=40:rate:0.1,60:w17:0.5"
        );
        assert_eq!(from_text(&text), (recipe(), vec![]));
    }

    #[test]
    fn the_momentum_of_a_run_that_begins_with_adam_is_kept() {
        let mut settings = Settings::for_lab(Lab::Digits);
        settings.momentum = 0.5;
        assert_eq!(to_text(&Recipe::new(settings)), "lab=digits&momentum=0.5");
    }

    #[test]
    fn strange_parameters_give_the_nearest_state_and_a_sentence_each() {
        let (recipe, notices) = from_text(
            "seeed=4&noise=900&layers=99-0&processor=gpu&step=99999999999&log=x,5:w9999:1",
        );
        assert_eq!(recipe.initial.noise, 50.0);
        assert_eq!(recipe.initial.layers, [64, 1]);
        assert_eq!(recipe.initial.processor, Processor::Gpu);
        assert_eq!(recipe.step, MAX_STEP);
        assert!(recipe.log.is_empty());
        assert_eq!(notices.len(), 6);
        assert!(notices[0].contains("seeed"));
    }

    #[test]
    fn the_lab_counts_wherever_it_stands() {
        let (recipe, notices) = from_text("rate=0.1&lab=digits");
        assert_eq!(recipe.initial.lab, Lab::Digits);
        assert_eq!(recipe.initial.learning_rate, 0.1);
        assert!(notices.is_empty());
    }

    #[test]
    fn an_empty_text_is_the_default_run() {
        let (recipe, notices) = from_text("");
        assert_eq!(recipe, Recipe::new(Settings::for_lab(Lab::Boundary)));
        assert!(notices.is_empty());
    }
}
