//! Words that a text marks *like this*: by custom a term, where it is explained.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown::Placed;

/// Words that are marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    pub words: String,
    /// Where they stand in the file.
    pub line: usize,
}

/// All that is marked, in the order of the text.
pub fn marked(events: &[Placed<'_>]) -> Vec<Marked> {
    let mut marked = Vec::new();
    let mut open: Option<Marked> = None;
    for Placed { event, line, .. } in events {
        match (event, &mut open) {
            (Event::Start(Tag::Emphasis), None) => {
                open = Some(Marked { words: String::new(), line: *line });
            }
            (Event::End(TagEnd::Emphasis), _) => marked.extend(open.take()),
            (Event::Text(text) | Event::Code(text), Some(open)) => open.words.push_str(text),
            (Event::SoftBreak | Event::HardBreak, Some(open)) => open.words.push(' '),
            _ => {}
        }
    }
    marked
}
