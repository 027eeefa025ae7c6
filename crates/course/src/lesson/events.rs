//! What becomes of a run of Markdown's events.

use pulldown_cmark::{Event, TagEnd, html};

use super::markdown::Placed;

/// The events before an end, which is passed over.
pub fn until<'a>(
    events: &mut impl Iterator<Item = Placed<'a>>,
    is_end: impl Fn(&TagEnd) -> bool,
) -> Vec<Event<'a>> {
    let mut inner = Vec::new();
    for placed in events {
        match placed.event {
            Event::End(end) if is_end(&end) => break,
            event => inner.push(event),
        }
    }
    inner
}

/// The text of events, without markup.
pub fn plain(events: &[Event<'_>]) -> String {
    let mut text = String::new();
    for event in events {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Events as HTML.
pub fn render<'a>(events: impl Iterator<Item = Event<'a>>) -> String {
    let mut html = String::new();
    html::push_html(&mut html, events);
    // Two braces are a place that a later step of the build fills.
    if html.contains("{{") { html.replace('{', "&#123;") } else { html }
}
