//! What is found in a lesson: its text without markup, in pieces that a link leads to.

use serde::{Deserialize, Serialize};

use crate::lesson::{Lesson, Piece, Screen};

/// A piece of a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The topic's id.
    pub topic: String,
    /// What the link leads to: the id of an element of the lesson's page.
    pub place: String,
    pub kind: Kind,
    pub title: String,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Screen,
    Exercise,
    Term,
}

/// All that is found in a lesson, in the order of the text.
pub fn entries(lesson: &Lesson) -> Vec<Entry> {
    let entry = |place: &str, kind, title: &str, text: String| Entry {
        topic: lesson.front.id.clone(),
        place: place.to_string(),
        kind,
        title: title.to_string(),
        text,
    };
    let lead = plain(&lesson.lead);
    let mut entries = vec![entry("lesson", Kind::Screen, &lesson.front.title, lead)];
    for screen in &lesson.screens {
        entries.push(entry(&screen.id, Kind::Screen, &screen.title, text(screen)));
        for exercise in screen.exercises() {
            let task: Vec<&str> = exercise.task.iter().map(|task| task.plain.as_str()).collect();
            let place = format!("exercise-{}", exercise.id);
            entries.push(entry(&place, Kind::Exercise, &exercise.title, task.join(" ")));
        }
    }
    for term in &lesson.terms {
        let place = if term.screen.is_empty() { "lesson" } else { &term.screen };
        entries.push(entry(place, Kind::Term, &term.word, term.meaning.clone()));
    }
    entries
}

/// How many words of a screen there are to read, exercises left out.
pub fn words(screen: &Screen) -> u32 {
    let count = text(screen).split_whitespace().count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What a screen says, exercises left out.
fn text(screen: &Screen) -> String {
    let pieces = screen.pieces.iter().filter_map(|piece| match piece {
        Piece::Text(html) => Some(plain(html)),
        Piece::Question(question) => {
            let options = question.options.iter().map(|option| option.text.as_str());
            Some([question.ask.as_str()].into_iter().chain(options).collect::<Vec<_>>().join(" "))
        }
        Piece::Figure(figure) => Some(format!("{}. {}", figure.title, figure.invitation)),
        Piece::Program(figure) => Some(format!("{}. {}", figure.title, figure.invitation)),
        Piece::Exercise(_) => None,
    });
    pieces.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The text of HTML that the lessons' Markdown has become.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for part in html.split('<') {
        // Before the first tag there is no `>`: there it is an entity.
        let (tag, rest) = part.split_once('>').unwrap_or(("", part));
        // What blocks keep apart, a space does.
        if !is_inline(tag) {
            text.push(' ');
        }
        text.push_str(rest);
    }
    let text = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#123;", "{"), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (entity, character)| text.replace(entity, character));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_inline(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
    matches!(name, "a" | "code" | "em" | "strong" | "del")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay_apart() {
        let html = "<p>A <em>slice</em>,\nor <code>[]T</code>.</p><p>1 &lt; 2 &amp;&amp; x</p>";
        assert_eq!(plain(html), "A slice, or []T. 1 < 2 && x");
        assert_eq!(
            plain("<pre><code class=\"language-go\">a := &#123;\n}</code></pre>"),
            "a := { }"
        );
        assert_eq!(plain("no markup"), "no markup");
        assert_eq!(plain("&amp;lt;"), "&lt;");
    }
}
