//! Each language but English has words for all that other crates declare, and for nothing else.

use std::collections::BTreeSet;

use burrow_course::path::PATHS;
use burrow_course::{CHAPTERS, topics};
use burrow_protocol::params::{Kind, PARAMS, param_by_key};
use burrow_protocol::settings::Features;

use crate::model::text::pieces;
use crate::words::*;

/// The names of everything that is declared.
fn declared() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for param in PARAMS {
        names.extend(["label", "help"].map(|part| format!("params.{}.{part}", param.key)));
        if let Kind::Choice { options } = param.kind {
            names.extend(options().iter().map(|(key, _)| format!("choices.{}.{key}", param.key)));
        }
    }
    names.extend(Features::ALL.map(|(key, _)| format!("features.{key}")));
    names.extend(CHAPTERS.iter().map(|chapter| format!("chapters.{}", chapter.number)));
    for path in PATHS {
        names.extend(["title", "about"].map(|part| format!("paths.{}.{part}", path.id)));
    }
    for (_, topic) in topics() {
        names.extend(["title", "idea"].map(|part| format!("topics.{}.{part}", topic.id)));
    }
    names
}

#[test]
fn every_language_names_all_that_is_declared_and_nothing_else() {
    let declared = declared();
    for table in TABLES {
        let names = table.named.iter().map(|(name, _)| (*name).to_string());
        let named: BTreeSet<_> = names.filter(|name| !name.starts_with("engine.")).collect();
        if table.lang == Lang::En {
            assert!(table.named.is_empty(), "English is where it is declared: {:?}", table.named);
            continue;
        }
        let file = table.lang.code();
        let missing: Vec<_> = declared.difference(&named).collect();
        let surplus: Vec<_> = named.difference(&declared).collect();
        assert!(missing.is_empty(), "{file}.toml lacks {missing:?}");
        assert!(surplus.is_empty(), "{file}.toml has more than there is: {surplus:?}");
    }
}

#[test]
fn words_are_found_in_both_languages() {
    let data = param_by_key("data").unwrap();
    let words = || {
        let (chapter, topic) = topics().next().unwrap();
        [
            param_label(data),
            choice_label(data, 0),
            choice_label(data, 99),
            feature_label(2),
            chapter_title(chapter),
            topic_title(topic),
        ]
    };
    let english = ["Data set", "Circle", "", "x²", "Quick overview of Go", "Overview of Go"];
    let german = ["Datensatz", "Kreis", "", "x²", "Go im Überblick", "Überblick über Go"];
    assert_eq!(words(), english);
    assert_eq!(speaking(Lang::De, words), german);
    assert_ne!(speaking(Lang::De, || param_help(data)), param_help(data));
}

#[test]
fn code_in_a_topic_is_the_same_in_every_language() {
    for lang in Lang::all() {
        for (_, topic) in topics() {
            let idea = speaking(lang, || topic_idea(topic));
            let code = |text: &'static str| pieces(text).filter(|piece| piece.code);
            assert!(code(idea).eq(code(topic.idea)), "{idea}");
        }
    }
}
