//! Sentences of the crates and the workers, which know English only.
//!
//! They arrive finished, with numbers and names in them. The section `engine` of a table has a
//! template for each; the values of one that fits are put into its translation.

use std::borrow::Cow;

use burrow_protocol::params::PARAMS;

use super::{TABLE, param_label, template};
use crate::model::format;

/// The sentence in the language of the page; as it is, where nobody has translated it.
///
/// Templates are tried in the order of their bytes, in which a letter comes before a place: so
/// the one that says more of the sentence counts.
pub fn from_engine(sentence: &str) -> Cow<'_, str> {
    let named = TABLE.get().named.iter();
    let mut templates =
        named.filter_map(|(name, text)| Some((name.strip_prefix("engine.")?, text)));
    let translated = templates.find_map(|(template, translation)| {
        let values: Option<Vec<(&str, Cow<'_, str>)>> = template::values(template, sentence)?
            .into_iter()
            .map(|(name, value)| Some((name, translate(name, value)?)))
            .collect();
        Some(template::fill(translation, &values?))
    });
    translated.map_or(Cow::Borrowed(sentence), Cow::Owned)
}

/// What stood in a place: a parameter's label, a number, a sentence in the sentence, or a word
/// that is the same in every language. None for a label that no parameter has.
fn translate<'a>(name: &str, value: &'a str) -> Option<Cow<'a, str>> {
    if name == "label" {
        let param = PARAMS.iter().find(|param| param.label == value);
        return param.map(|param| param_label(param).into());
    }
    if value.parse::<f64>().is_ok() {
        return Some(format::number(value).into());
    }
    Some(from_engine(value))
}
