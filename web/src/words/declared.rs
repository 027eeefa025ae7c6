//! Words of what other crates declare once, in English: there, or in the language's own table.

use burrow_course::path::Path;
use burrow_course::{Chapter, Topic};
use burrow_protocol::params::{Kind, Param};
use burrow_protocol::settings::Features;

use super::TABLE;

/// The translation of what has this name; none in English.
fn translated(name: &[&str]) -> Option<&'static str> {
    let named = TABLE.get().named;
    if named.is_empty() {
        return None;
    }
    let name = name.join(".");
    let place = named.binary_search_by(|(known, _)| (*known).cmp(&name)).ok()?;
    Some(named[place].1)
}

pub fn param_label(param: &Param) -> &'static str {
    translated(&["params", param.key, "label"]).unwrap_or(param.label)
}

pub fn param_help(param: &Param) -> &'static str {
    translated(&["params", param.key, "help"]).unwrap_or(param.help)
}

/// What a parameter's choice is called; empty where there is no such choice.
pub fn choice_label(param: &Param, index: usize) -> &'static str {
    let Kind::Choice { options } = param.kind else { return "" };
    options()
        .get(index)
        .map_or("", |&(key, label)| translated(&["choices", param.key, key]).unwrap_or(label))
}

/// What the feature of this bit is called; empty where there is no such feature.
pub fn feature_label(bit: usize) -> &'static str {
    Features::ALL
        .get(bit)
        .map_or("", |&(key, label)| translated(&["features", key]).unwrap_or(label))
}

pub fn chapter_title(chapter: &Chapter) -> &'static str {
    translated(&["chapters", &chapter.number.to_string()]).unwrap_or(chapter.title)
}

pub fn path_title(path: &Path) -> &'static str {
    translated(&["paths", path.id, "title"]).unwrap_or(path.title)
}

pub fn path_about(path: &Path) -> &'static str {
    translated(&["paths", path.id, "about"]).unwrap_or(path.about)
}

pub fn topic_title(topic: &Topic) -> &'static str {
    translated(&["topics", topic.id, "title"]).unwrap_or(topic.title)
}

pub fn topic_idea(topic: &Topic) -> &'static str {
    translated(&["topics", topic.id, "idea"]).unwrap_or(topic.idea)
}
