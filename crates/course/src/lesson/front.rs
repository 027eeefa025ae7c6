//! The front matter: what a lesson says of itself before its text begins.

use super::fields::{Field, Fields};
use super::numbered::Line;
use super::words::{check_plain, check_sentence};
use crate::finding::{Findings, short};
use crate::{Chapter, Stage, Topic};

const KEYS: &[&str] = &["id", "title", "chapter", "minutes", "needs", "summary", "lang"];
/// A lesson that takes longer is two.
const MAX_MINUTES: u32 = 120;
/// A longer description is cut by whoever shows it.
const MAX_SUMMARY: usize = 200;

/// What a lesson says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Front {
    /// The topic's id.
    pub id: String,
    pub title: String,
    /// The chapter that the topic stands in.
    pub chapter: Chapter,
    /// How long it takes.
    pub minutes: u32,
    /// Where that stands in the file.
    pub minutes_line: usize,
    /// Ids of the topics that it builds on.
    pub needs: Vec<String>,
    /// One sentence, for descriptions.
    pub summary: String,
    /// The language of its text, such as `en`.
    pub lang: String,
}

/// A text without its front matter, and the number of its first line.
#[derive(Clone, Copy)]
pub struct Body<'a> {
    pub text: &'a str,
    pub first: usize,
}

/// The lines between the two `---`, and what follows.
pub fn split<'a>(text: &'a str, findings: &mut Findings) -> (Vec<Line<'a>>, Body<'a>) {
    let is_rule = |line: &str| line.trim_end() == "---";
    let mut front = Vec::new();
    let mut rest = text;
    for (i, with_end) in text.split_inclusive('\n').enumerate() {
        let line = Line { number: i + 1, text: with_end.trim_end_matches(['\n', '\r']) };
        if i == 0 && !is_rule(line.text) {
            break;
        }
        rest = &rest[with_end.len()..];
        if i > 0 && is_rule(line.text) {
            return (front, Body { text: rest, first: line.number + 1 });
        }
        if i > 0 {
            front.push(line);
        }
    }
    if front.is_empty() {
        let sentence = "A lesson opens with a line `---`, then `key: value` lines, then `---`.";
        findings.add(1, sentence);
        return (front, Body { text: rest, first: 1 });
    }
    findings.add(1, "The front matter is not closed: put a line `---` under its last key.");
    (front, Body { text: "", first: 1 })
}

/// Reads the front matter of the lesson in the folder of this name, and holds it to the outline.
pub fn read(
    front: Vec<Line<'_>>,
    folder: &str,
    outline: &[Chapter],
    findings: &mut Findings,
) -> Option<Front> {
    let mut fields = Fields::new(1, KEYS);
    for line in front {
        fields.read(line, findings);
    }
    let id = fields.required("id", findings);
    if let Some(id) = id.filter(|id| id.value != folder) {
        let (was, folder) = (short(id.value), short(folder));
        findings.add(
            id.line,
            format!("The id is “{was}”, but the folder is “{folder}”: they are the same."),
        );
    }
    let place = outline.iter().find_map(|chapter| {
        let topic = chapter.topics.iter().find(|topic| topic.id == folder)?;
        Some((*chapter, *topic))
    });
    if place.is_none() {
        let sentence = format!("The outline has no topic with the id “{}”.", short(folder));
        findings.add(id.map_or(1, |id| id.line), sentence);
    }
    let title = fields.required("title", findings);
    let chapter = fields.required("chapter", findings);
    if let Some((in_chapter, topic)) = place {
        compare(title, topic.title, findings);
        compare(chapter, &in_chapter.number.to_string(), findings);
        check_ready(&topic, findings);
    }
    let minutes = fields
        .required("minutes", findings)
        .and_then(|field| Some((minutes(field, findings)?, field.line)));
    let needs = needs(fields.optional("needs"), folder, outline, findings);
    let summary = fields.required("summary", findings);
    if let Some(summary) = summary {
        check_sentence(summary, findings);
        if summary.value.chars().count() > MAX_SUMMARY {
            let sentence = format!("The summary is longer than {MAX_SUMMARY} characters.");
            findings.add(summary.line, sentence);
        }
    }
    let lang = fields.optional("lang");
    if let Some(lang) = lang {
        check_lang(lang, findings);
    }
    Some(Front {
        id: id?.value.to_string(),
        title: title?.value.to_string(),
        chapter: place?.0,
        minutes: minutes?.0,
        minutes_line: minutes?.1,
        needs,
        summary: summary?.value.to_string(),
        lang: lang.map_or("en", |lang| lang.value).to_string(),
    })
}

/// The outline is where a title and a chapter are decided; a lesson repeats them for its reader.
fn compare(field: Option<Field<'_>>, outline: &str, findings: &mut Findings) {
    if let Some(field) = field.filter(|field| field.value != outline) {
        let (key, was) = (field.key, short(field.value));
        findings.add(field.line, format!("The {key} is “{was}”, but “{outline}” in the outline."));
    }
}

/// A lesson that is there is a draft or can be taken, and the table of contents has to know.
fn check_ready(topic: &Topic, findings: &mut Findings) {
    if topic.stage == Stage::Planned {
        let sentence = "The outline says that this lesson is still to be written: make its topic \
                        `Topic::ready` or `Topic::draft` in crates/course/src/outline.";
        findings.add(1, sentence);
    }
}

fn minutes(field: Field<'_>, findings: &mut Findings) -> Option<u32> {
    let minutes = field.value.parse().ok().filter(|minutes| (1..=MAX_MINUTES).contains(minutes));
    if minutes.is_none() {
        let was = short(field.value);
        findings.add(
            field.line,
            format!("A lesson takes 1 to {MAX_MINUTES} minutes, as a whole number, not “{was}”."),
        );
    }
    minutes
}

/// The topics that a lesson builds on: they come before it in the outline.
fn needs(
    field: Option<Field<'_>>,
    folder: &str,
    outline: &[Chapter],
    findings: &mut Findings,
) -> Vec<String> {
    let Some(field) = field else { return Vec::new() };
    let mut needs: Vec<String> = Vec::new();
    let topics = || outline.iter().flat_map(|chapter| chapter.topics).map(|topic| topic.id);
    for need in field.value.split(',').map(str::trim) {
        let name = short(need);
        if !topics().any(|id| id == need) {
            let sentence = format!("This needs “{name}”, which is no topic of the outline.");
            findings.add(field.line, sentence);
        } else if !topics().take_while(|id| *id != folder).any(|id| id == need) {
            let sentence = format!("This needs “{name}”, which comes no earlier in the outline.");
            findings.add(field.line, sentence);
        } else if needs.iter().any(|known| known == need) {
            findings.add(field.line, format!("This needs “{name}” twice: name it once."));
        } else {
            needs.push(need.to_string());
        }
    }
    needs
}

/// A language as HTML names it: `en`, `de`, `pt-BR`.
fn check_lang(field: Field<'_>, findings: &mut Findings) {
    let mut parts = field.value.split('-');
    let is_language = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase())
    });
    let is_part = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if !is_language || !parts.all(is_part) {
        let was = short(field.value);
        findings.add(field.line, format!("“{was}” is no language such as `en` or `pt-BR`."));
    }
    check_plain(field, findings);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn split_of(text: &str) -> (Vec<&str>, &str, usize, bool) {
        let mut findings = Findings::of(Path::new("lesson.md"));
        let (front, body) = split(text, &mut findings);
        (front.iter().map(|l| l.text).collect(), body.text, body.first, findings.is_empty())
    }

    #[test]
    fn the_front_matter_stands_between_two_rules() {
        assert_eq!(split_of("---\na: b\n---\n\nText"), (vec!["a: b"], "\nText", 4, true));
        assert_eq!(split_of("---\r\na: b\r\n---\r\nText"), (vec!["a: b"], "Text", 4, true));
        assert_eq!(split_of("---\na: b\n---"), (vec!["a: b"], "", 4, true));
    }

    #[test]
    fn without_its_rules_there_is_none() {
        assert_eq!(split_of("Text\n---\n"), (vec![], "Text\n---\n", 1, false));
        assert_eq!(split_of("---\na: b\n"), (vec!["a: b"], "", 1, false));
        assert_eq!(split_of(""), (vec![], "", 1, false));
    }
}
