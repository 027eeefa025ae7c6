//! The page that a platform opens, and what tells the platform of the lesson.

use std::collections::BTreeMap;

use super::html::escape;
use super::{Format, SITE, needed};
use crate::Topic;

pub const PAGE: &str = "index.html";

const TEMPLATE: &str = include_str!("launch/index.html");
/// A frame and a line of text; nothing is fetched from anywhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; \
    base-uri 'none'; form-action 'none'";

impl Format {
    fn adapter(self) -> (&'static str, &'static str) {
        match self {
            Self::Scorm12 => ("scorm12.js", include_str!("launch/scorm12.js")),
            Self::Cmi5 => ("cmi5.js", include_str!("launch/cmi5.js")),
        }
    }

    fn policy(self) -> String {
        match self {
            Self::Scorm12 => POLICY.to_string(),
            // The platform is known when it launches the lesson; the adapter then narrows this.
            Self::Cmi5 => format!("{POLICY}; connect-src http: https:"),
        }
    }
}

/// Adds the launch page and its scripts.
pub fn add(
    files: &mut BTreeMap<String, Vec<u8>>,
    topic: &Topic,
    format: Format,
    german: bool,
) -> Result<(), String> {
    let (name, adapter) = format.adapter();
    let frame_de =
        if german { format!("{SITE}/{}", needed::german_page(topic.id)) } else { String::new() };
    let html = fill(
        TEMPLATE,
        &[
            ("language", "en"),
            ("policy", &format.policy()),
            ("title", topic.title),
            ("adapter", name),
            ("frame", &format!("{SITE}/{}", needed::page(topic.id))),
            ("frame-de", &frame_de),
        ],
    )?;
    for (path, text) in [
        (PAGE, html.as_str()),
        ("launch.css", include_str!("launch/launch.css")),
        ("lesson.js", include_str!("launch/lesson.js")),
        // The same forms that the frame speaks in.
        ("messages.js", include_str!("../../../../web/embed/messages.js")),
        (name, adapter),
    ] {
        files.insert(path.to_string(), text.as_bytes().to_vec());
    }
    Ok(())
}

fn fill(template: &str, values: &[(&str, &str)]) -> Result<String, String> {
    let mut html = template.to_string();
    for (name, value) in values {
        html = html.replace(&format!("{{{{{name}}}}}"), &escape(value));
    }
    if html.contains("{{") {
        return Err("The launch page has a place that nothing fills.".to_string());
    }
    Ok(html)
}
