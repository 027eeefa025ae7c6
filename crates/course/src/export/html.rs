//! Tags and their attributes in HTML that the build wrote: every value in double quotes.

use std::ops::Range;

/// A start tag and its attributes, as places in the text.
#[derive(Debug)]
pub struct Tag<'a> {
    pub name: &'a str,
    pub attributes: Vec<Attribute<'a>>,
}

#[derive(Debug)]
pub struct Attribute<'a> {
    pub name: &'a str,
    pub value: &'a str,
    /// All of it, with the blank before it.
    pub place: Range<usize>,
}

impl<'a> Tag<'a> {
    pub fn attribute(&self, name: &str) -> Option<&Attribute<'a>> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

/// Every start tag, in order.
pub fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let begins = html.match_indices('<').map(|(place, _)| place + 1);
    begins.filter_map(|place| tag(html, place))
}

fn tag(html: &str, begin: usize) -> Option<Tag<'_>> {
    let name = run(html, begin, |c| c.is_ascii_alphanumeric() || c == '-');
    if name.is_empty() {
        return None;
    }
    let mut attributes = Vec::new();
    let mut place = begin + name.len();
    loop {
        let blank = run(html, place, |c| c.is_ascii_whitespace());
        let word = run(html, place + blank.len(), |c| {
            !c.is_ascii_whitespace() && !matches!(c, '=' | '>' | '/' | '"')
        });
        if word.is_empty() {
            return Some(Tag { name, attributes });
        }
        let after = place + blank.len() + word.len();
        let value = match html[after..].strip_prefix("=\"") {
            Some(rest) => &rest[..rest.find('"')?],
            None => "",
        };
        let length = if html[after..].starts_with("=\"") { value.len() + 3 } else { 0 };
        let whole = place..after + length;
        place = whole.end;
        attributes.push(Attribute { name: word, value, place: whole });
    }
}

/// The longest piece from a place on in which every character fits.
fn run(html: &str, begin: usize, fits: impl Fn(char) -> bool) -> &str {
    let rest = &html[begin..];
    &rest[..rest.find(|c| !fits(c)).unwrap_or(rest.len())]
}

/// The text without some places of it.
pub fn without(html: &str, places: &[Range<usize>]) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut from = 0;
    for place in places {
        kept.push_str(&html[from..place.start]);
        from = place.end;
    }
    kept.push_str(&html[from..]);
    kept
}

/// Text as it stands in HTML, between tags or in an attribute.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Where an address leads, as a path from the site's root: nothing where it leaves the site, or
/// stays on its page. `folder` is that of the page.
pub fn resolve(folder: &str, address: &str) -> Option<String> {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() || path.starts_with('/') || path.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    // A folder is its page.
    if path.ends_with('/') || path.ends_with("..") || path.ends_with("/.") || path == "." {
        parts.push("index.html");
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_with_their_attributes() {
        let html = "<!doctype html><a class=\"x\" href=\"../?a=1\">1 < 2</a><input disabled><br/>";
        let found: Vec<_> = tags(html)
            .map(|tag| {
                let attributes = tag.attributes.iter().map(|a| (a.name, a.value)).collect();
                (tag.name, attributes)
            })
            .collect();
        let expected: [(&str, Vec<(&str, &str)>); 3] = [
            ("a", vec![("class", "x"), ("href", "../?a=1")]),
            ("input", vec![("disabled", "")]),
            ("br", vec![]),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_attribute_can_be_cut_out() {
        let html = "<p><a class=\"x\" href=\"gone/\" lang=\"en\">text</a>";
        let places: Vec<_> = tags(html)
            .filter_map(|tag| tag.attribute("href").map(|href| href.place.clone()))
            .collect();
        assert_eq!(without(html, &places), "<p><a class=\"x\" lang=\"en\">text</a>");
    }

    #[test]
    fn half_a_tag_is_none() {
        assert_eq!(tags("<a href=\"x").count(), 0);
        assert_eq!(tags("a <").count(), 0);
    }

    #[test]
    fn addresses_are_seen_from_the_sites_root() {
        let from = |address| resolve("embed/ml", address);
        assert_eq!(from("../../assets/a.js").as_deref(), Some("assets/a.js"));
        assert_eq!(from("../../learn/ml/#one").as_deref(), Some("learn/ml/index.html"));
        assert_eq!(from("../..").as_deref(), Some("index.html"));
        assert_eq!(from("./poster.png").as_deref(), Some("embed/ml/poster.png"));
        for outside in ["#one", "", "https://example.org/", "/x", "data:,x", "../../../x"] {
            assert_eq!(from(outside), None, "{outside}");
        }
    }
}
