//! The log of a run's changes in words.

use burrow_protocol::params::{Kind, PARAMS, Param, Value};
use burrow_protocol::recipe::{Change, Edit};
use burrow_protocol::settings::Settings;

use super::format;
use super::weights::{Names, Place};
use crate::words::{Key, choice_label, fill, param_label};

/// What was changed, and to what.
pub fn describe(change: &Change, settings: &Settings) -> (String, String) {
    match &change.edit {
        Edit::Weight { index, value } => {
            let place = Place::of_index(settings, *index as usize).filter(|_| settings.is_mlp());
            let names = Names::new(settings);
            let what = place.map_or_else(
                || fill(Key::NameSomeWeight, &[("index", &index.to_string())]),
                |place| place.describe(&names),
            );
            (what, format::number(&value.to_string()))
        }
        Edit::Param { index, value } => match PARAMS.get(usize::from(*index)) {
            Some(param) => (param_label(param).to_string(), in_words(param, value)),
            None => (fill(Key::NameSomeParameter, &[("index", &index.to_string())]), String::new()),
        },
    }
}

fn in_words(param: &Param, value: &Value) -> String {
    match (param.kind, value) {
        (Kind::Choice { .. }, Value::Choice(index)) => choice_label(param, *index).to_string(),
        (Kind::Number { unit, .. }, Value::Number(number)) => {
            let number = format::number(&number.to_string());
            if unit.is_empty() { number } else { number + " " + unit }
        }
        _ => param.text(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burrow_protocol::params::param_by_key;
    use burrow_protocol::settings::Lab;

    fn param(key: &str, value: Value) -> Change {
        Change { step: 3, edit: Edit::param(param_by_key(key).unwrap(), value).unwrap() }
    }

    #[test]
    fn changes_read_like_the_controls() {
        let settings = Settings::for_lab(Lab::Boundary);
        let words = |change: Change| describe(&change, &settings);
        let told = |what: &str, to: &str| (what.to_string(), to.to_string());
        assert_eq!(words(param("rate", Value::Number(0.1))), told("Learning rate", "0.1"));
        assert_eq!(words(param("split", Value::Number(80.0))), told("Training share", "80 %"));
        assert_eq!(
            words(param("optimizer", Value::Choice(0))),
            told("Optimizer", "SGD with momentum")
        );
        let weight = Change { step: 3, edit: Edit::Weight { index: 0, value: 0.5 } };
        assert_eq!(words(weight), told("weight from x to layer 1 unit 1", "0.5"));
    }
}
