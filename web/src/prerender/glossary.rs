//! All words that the lessons explain, with the ways to where they do.

use std::collections::BTreeMap;

use burrow_course::article::escape;
use burrow_course::summary::Summary;

use super::ROOT;
use crate::routes::{Lesson, Route};
use crate::words::{Key, lang, text, topic_title};

/// What a lesson says of a word.
struct Meaning<'a> {
    lesson: Lesson,
    /// The language of the lesson.
    lang: &'a str,
    screen: &'a str,
    text: &'a str,
}

/// The page's text. A word that several lessons explain stands once, with what each says.
pub fn html<'a>(lessons: impl IntoIterator<Item = &'a Summary>) -> String {
    let mut words: BTreeMap<(String, &str), Vec<Meaning<'_>>> = BTreeMap::new();
    for about in lessons {
        let Some(lesson) = Lesson::all().find(|lesson| lesson.0.id == about.id) else { continue };
        for term in &about.terms {
            let meaning =
                Meaning { lesson, lang: &about.lang, screen: &term.screen, text: &term.meaning };
            words.entry((term.word.to_lowercase(), &term.word)).or_default().push(meaning);
        }
    }
    let intro = if words.is_empty() { Key::GlossaryNone } else { Key::GlossaryIntro };
    let list: String = words.iter().map(|((_, word), meanings)| entry(word, meanings)).collect();
    format!(
        "<div class=\"prose glossary-page\" lang=\"{}\" data-static=\"\"><h1>{}</h1><p>{}</p>\
         <dl class=\"glossary-page__words\">{list}</dl></div>",
        lang().code(),
        text(Key::GlossaryTitle),
        text(intro),
    )
}

fn entry(word: &str, meanings: &[Meaning<'_>]) -> String {
    let spoken = meanings.first().map_or("en", |meaning| meaning.lang);
    let meanings: String = meanings.iter().map(meaning).collect();
    format!("<div><dt lang=\"{}\">{}</dt>{meanings}</div>", escape(spoken), escape(word))
}

fn meaning(meaning: &Meaning<'_>) -> String {
    let Meaning { lesson, lang: spoken, screen, text: said } = meaning;
    let path = Route::Lesson { lesson: *lesson }.path();
    let place = if screen.is_empty() { "glossary" } else { screen };
    format!(
        "<dd><span lang=\"{}\">{}</span> <a href=\"{ROOT}/{}{path}#{}\">{}</a></dd>",
        escape(spoken),
        escape(said),
        lang().folder(),
        escape(place),
        escape(topic_title(lesson.0)),
    )
}
