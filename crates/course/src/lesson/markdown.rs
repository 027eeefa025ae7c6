//! The Markdown of a lesson as events with their lines: CommonMark and tables, without raw HTML,
//! with links that lead somewhere.

use std::ops::Range;

use pulldown_cmark::{
    Alignment, BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::front::Body;
use super::numbered::LineNumbers;
use crate::finding::{Findings, short};
use crate::{Chapter, Stage};

/// What a body is made of.
pub struct Markdown<'a> {
    pub events: Vec<Placed<'a>>,
    /// Links within the lesson: the line, and the id that has to be there.
    pub anchors: Vec<(usize, String)>,
    /// The topics that it links to.
    pub topics: Vec<String>,
}

/// An event and where it stands.
pub struct Placed<'a> {
    pub event: Event<'a>,
    pub line: usize,
    /// The source of what the event opens, or of the event.
    pub source: &'a str,
}

/// Reads the body. What is refused is found fault with and left out.
pub fn read<'a>(body: Body<'a>, outline: &[Chapter], findings: &mut Findings) -> Markdown<'a> {
    let numbers = LineNumbers::new(body.text, body.first);
    let source = |range: Range<usize>| body.text.get(range).unwrap_or_default();
    let mut broken: Vec<Range<usize>> = Vec::new();
    let on_broken = |link: BrokenLink<'a>| {
        // A single word in brackets is text, such as an interval or an index.
        if !matches!(link.link_type, LinkType::Shortcut) {
            broken.push(link.span);
        }
        None
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let parser = Parser::new_with_broken_link_callback(body.text, options, Some(on_broken));
    let mut gate =
        Gate { outline, findings, anchors: Vec::new(), topics: Vec::new(), is_text: false };
    let mut events = Vec::new();
    for (event, range) in parser.into_offset_iter() {
        let line = numbers.at(range.start);
        if let Some(event) = gate.admit(event, line) {
            events.push(Placed { event, line, source: source(range) });
        }
    }
    let (anchors, topics) = (gate.anchors, gate.topics);
    for range in broken {
        let line = numbers.at(range.start);
        let link = short(source(range));
        findings.add(line, format!("“{link}” names a link that is not defined."));
    }
    Markdown { events, anchors, topics }
}

/// Decides what comes in.
struct Gate<'o, 'f> {
    outline: &'o [Chapter],
    findings: &'f mut Findings,
    anchors: Vec<(usize, String)>,
    topics: Vec<String>,
    /// Inside of a link that leads nowhere yet, and is text until it does.
    is_text: bool,
}

impl Gate<'_, '_> {
    fn admit<'a>(&mut self, event: Event<'a>, line: usize) -> Option<Event<'a>> {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {
                let sentence = "Raw HTML is not read: write Markdown, or `&lt;` for a “<”.";
                self.findings.add(line, sentence);
                None
            }
            Event::Start(Tag::Image { .. }) => {
                let sentence = "A picture has no place here: show it as a figure.";
                self.findings.add(line, sentence);
                None
            }
            Event::End(TagEnd::Image) => None,
            Event::Start(Tag::Table(alignments)) => {
                if alignments.iter().any(|alignment| *alignment != Alignment::None) {
                    let sentence =
                        "Columns are not aligned one by one: write `---` without colons.";
                    self.findings.add(line, sentence);
                }
                Some(Event::Start(Tag::Table(Vec::new())))
            }
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                let Some(dest_url) = self.href(dest_url, line) else {
                    self.is_text = true;
                    return None;
                };
                let (link_type, id) = (LinkType::Inline, CowStr::Borrowed(""));
                Some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
            }
            Event::End(TagEnd::Link) if std::mem::take(&mut self.is_text) => None,
            other => Some(other),
        }
    }

    /// The address that a link gets; none where nobody can go yet.
    fn href<'a>(&mut self, url: CowStr<'a>, line: usize) -> Option<CowStr<'a>> {
        self.topics.extend(url.strip_prefix("topic:").map(str::to_string));
        match target(&url, self.outline) {
            Ok(Target::Outside) => {}
            Ok(Target::Topic(href)) => return Some(href.into()),
            Ok(Target::Draft) => return None,
            Ok(Target::Screen(id)) => self.anchors.push((line, id)),
            Err(sentence) => self.findings.add(line, sentence),
        }
        Some(url)
    }
}

/// Where a link may lead.
enum Target {
    /// Another site.
    Outside,
    /// Another lesson, as an address from this one's page.
    Topic(String),
    /// A lesson that nobody can open yet.
    Draft,
    /// A screen of this lesson.
    Screen(String),
}

fn target(url: &str, outline: &[Chapter]) -> Result<Target, String> {
    if let Some(id) = url.strip_prefix("topic:") {
        let topic = outline.iter().flat_map(|chapter| chapter.topics).find(|t| t.id == id);
        return match topic {
            // Every lesson is a folder beside the others, in each language and when embedded.
            Some(topic) if topic.is_ready() => Ok(Target::Topic(format!("../{id}/"))),
            Some(topic) if topic.stage == Stage::Draft => Ok(Target::Draft),
            Some(_) => Err(format!("The lesson “{id}” is still to be written: do not link to it.")),
            None => Err(format!("The outline has no topic with the id “{}”.", short(id))),
        };
    }
    if let Some(id) = url.strip_prefix('#') {
        return Ok(Target::Screen(id.to_string()));
    }
    let is_address = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
    };
    if url.strip_prefix("https://").is_some_and(is_address) {
        return Ok(Target::Outside);
    }
    Err(format!(
        "A link leads to https://…, to topic:ID or to #screen-id, not to “{}”.",
        short(url)
    ))
}
