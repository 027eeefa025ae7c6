//! A line of a block that may hold Markdown, such as a task.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::{plain, render};
use super::fields::Field;
use super::front::Body;
use super::markdown::{self, Placed};
use crate::Chapter;
use crate::finding::Findings;

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// Without the element around it.
    pub html: String,
    /// Without markup.
    pub plain: String,
}

/// Reads one paragraph. `anchors` takes the links within the lesson.
pub fn read(
    field: Field<'_>,
    outline: &[Chapter],
    anchors: &mut Vec<(usize, String)>,
    findings: &mut Findings,
) -> Prose {
    let body = Body { text: field.value, first: field.line };
    let markdown = markdown::read(body, outline, findings);
    anchors.extend(markdown.anchors);
    let mut events: Vec<Event<'_>> = Vec::new();
    let mut is_text = true;
    for Placed { event, .. } in markdown.events {
        match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link)
            | Event::Text(_)
            | Event::Code(_)
            | Event::SoftBreak => events.push(event),
            _ => is_text = false,
        }
    }
    if !is_text {
        let sentence = format!(
            "“{}” is a paragraph of text: no list, heading, table or quotation.",
            field.key
        );
        findings.add(field.line, sentence);
    }
    Prose { plain: plain(&events), html: render(events.into_iter()) }
}
