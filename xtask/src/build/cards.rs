//! Data cards as HTML: the Markdown files in `models/` that say what a data set or model is.

use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::template::escape;
use crate::project::Project;

/// All cards, by the names of their files.
pub fn all(project: &Project) -> Result<String> {
    let folder = project.root.join("models");
    let mut files = Vec::new();
    for entry in
        fs::read_dir(&folder).with_context(|| format!("{} cannot be read.", folder.display()))?
    {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".card.md") {
            files.push(path);
        }
    }
    files.sort();
    let mut html = String::new();
    for path in files {
        let text = fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read.", path.display()))?;
        html.push_str(&card(&text));
    }
    Ok(html)
}

/// A card: its title, its facts, then its text with headings two levels down, because it stands
/// under a heading of the page.
fn card(text: &str) -> String {
    let (facts, markdown) = front_matter(text);
    let mut events = Vec::new();
    // A link to another file of the repository leads nowhere on the site.
    let mut dead_links = 0;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                let level = lower(level);
                events.push(Event::Start(Tag::Heading { level, id, classes, attrs }));
            }
            Event::End(TagEnd::Heading(level)) => {
                events.push(Event::End(TagEnd::Heading(lower(level))));
                if level == HeadingLevel::H1 {
                    events.push(Event::Html(list(&facts).into()));
                }
            }
            Event::Start(Tag::Link { ref dest_url, .. }) if !dest_url.starts_with("https://") => {
                dead_links += 1;
            }
            Event::End(TagEnd::Link) if dead_links > 0 => dead_links -= 1,
            // A card is text: what looks like a tag in it is shown, not obeyed.
            Event::Html(text) | Event::InlineHtml(text) => events.push(Event::Text(text)),
            other => events.push(other),
        }
    }
    let mut html = String::new();
    html::push_html(&mut html, events.into_iter());
    html
}

/// The `name: value` lines between two `---`, and the rest.
fn front_matter(text: &str) -> (Vec<(&str, &str)>, &str) {
    let parts = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n"));
    let Some((facts, rest)) = parts else { return (Vec::new(), text) };
    (facts.lines().filter_map(|line| line.split_once(": ")).collect(), rest)
}

fn list(facts: &[(&str, &str)]) -> String {
    let mut html = String::from("<dl>\n");
    // The title is the heading.
    for (name, value) in facts.iter().filter(|(name, _)| *name != "title") {
        // Writing to a string cannot fail.
        let _ = writeln!(html, "<dt>{}</dt><dd>{}</dd>", escape(name), escape(value));
    }
    html + "</dl>\n"
}

fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H3,
        HeadingLevel::H2 => HeadingLevel::H4,
        HeadingLevel::H3 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_stands_under_the_pages_own_headings() {
        let html = card("# Digits\n\nText, <script>x</script>\n\n## Licence\n");
        assert!(html.contains("<h3>Digits</h3>"), "{html}");
        assert!(html.contains("<h4>Licence</h4>"), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
    }

    #[test]
    fn facts_stand_below_the_title() {
        let html = card("---\nfile: a.bin\ntitle: A\nlicence: CC <BY>\n---\n\n# A\n\nText.\n");
        let expected = "<h3>A</h3>\n<dl>\n<dt>file</dt><dd>a.bin</dd>\n\
            <dt>licence</dt><dd>CC &lt;BY&gt;</dd>\n</dl>\n<p>Text.</p>\n";
        assert_eq!(html, expected);
    }

    #[test]
    fn a_link_into_the_repository_is_plain_text() {
        let html = card("See [that card](other.card.md) and [the web](https://example.org).\n");
        let expected = "<p>See that card and <a href=\"https://example.org\">the web</a>.</p>\n";
        assert_eq!(html, expected);
    }
}
