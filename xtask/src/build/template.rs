//! HTML from a template: `{{name}}` is replaced by a value.

use anyhow::{Result, bail};

/// Text as it stands in HTML, between tags or in an attribute.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Fills in every placeholder. A value's own `{{` is left alone. One without a value, and a value
/// without its place, are mistakes.
pub fn fill(template: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut html = String::with_capacity(template.len());
    let mut used = vec![false; values.len()];
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        html.push_str(before);
        let Some((name, after)) = after.split_once("}}") else {
            bail!("The template has a `{{{{` without its `}}}}`.");
        };
        let Some(which) = values.iter().position(|(known, _)| *known == name.trim()) else {
            bail!("The template asks for `{{{{{name}}}}}`, which the build does not know.");
        };
        html.push_str(values[which].1);
        used[which] = true;
        rest = after;
    }
    html.push_str(rest);
    if let Some(unused) = used.iter().position(|used| !used) {
        bail!("The template has no place for `{{{{{}}}}}`.", values[unused].0);
    }
    Ok(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_wherever_they_stand() {
        let html =
            fill("<a href=\"{{root}}\">{{title}}</a> {{root}}", &[("root", "../"), ("title", "T")]);
        assert_eq!(html.unwrap(), "<a href=\"../\">T</a> ../");
    }

    #[test]
    fn a_value_is_not_a_template() {
        assert_eq!(fill("{{a}}{{b}}", &[("a", "{{b}}"), ("b", "x")]).unwrap(), "{{b}}x");
    }

    #[test]
    fn mistakes_are_named() {
        let error = |template, values: &[_]| fill(template, values).unwrap_err().to_string();
        assert!(error("{{colour}}", &[]).contains("`{{colour}}`, which the build does not know"));
        assert!(error("nothing", &[("title", "T")]).contains("no place for `{{title}}`"));
        assert!(error("{{title", &[("title", "T")]).contains("without its `}}`"));
    }

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(escape("<b a=\"1\">&"), "&lt;b a=&quot;1&quot;&gt;&amp;");
    }
}
