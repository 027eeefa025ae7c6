//! What ids, titles and sentences look like.

use super::fields::{Field, Fields};
use crate::finding::{Findings, short};

/// The id and the title of a block.
pub fn head<'a>(
    fields: &Fields<'a>,
    findings: &mut Findings,
) -> (Option<Field<'a>>, Option<Field<'a>>) {
    let id = fields.required("id", findings);
    if let Some(id) = id {
        check_id(id.value, id.line, findings);
    }
    let title = fields.required("title", findings);
    if let Some(title) = title {
        check_plain(title, findings);
    }
    (id, title)
}

/// What a figure invites to, and what is to be seen of it.
pub fn told(fields: &Fields<'_>, findings: &mut Findings) -> [Option<String>; 2] {
    ["try", "alt"].map(|key| {
        let field = fields.required(key, findings)?;
        check_sentence(field, findings);
        Some(field.value.to_string())
    })
}

/// Whether this is kebab case: words of small letters and digits, joined by hyphens, a letter
/// first.
pub fn is_kebab(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('-').all(is_word)
}

/// Finds fault with an id that is not in kebab case.
pub fn check_id(id: &str, line: usize, findings: &mut Findings) {
    if !is_kebab(id) {
        let id = short(id);
        findings.add(
            line,
            format!(
                "The id “{id}” is not in kebab case: small letters, digits and single hyphens, a \
                 letter first."
            ),
        );
    }
}

/// Finds fault with a sentence that does not end as one, or that holds Markdown.
pub fn check_sentence(field: Field<'_>, findings: &mut Findings) {
    check_plain(field, findings);
    if !ends_a_sentence(field.value) {
        let sentence =
            format!("“{}” is a sentence: end it with a full stop or a question mark.", field.key);
        findings.add(field.line, sentence);
    }
}

/// Finds fault with Markdown where text is shown as it stands.
pub fn check_plain(field: Field<'_>, findings: &mut Findings) {
    if ["`", "**", "]("].iter().any(|markup| field.value.contains(markup)) {
        findings.add(
            field.line,
            format!(
                "“{}” is shown as it stands: leave the Markdown out, or say it in the text around.",
                field.key
            ),
        );
    }
}

fn ends_a_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '"', ')']).ends_with(['.', '!', '?', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_words_of_small_letters_and_digits() {
        for id in ["a", "learning-rate", "digit-3", "x2-y"] {
            assert!(is_kebab(id), "{id}");
        }
        for id in ["", "-", "a-", "-a", "a--b", "A", "3-digits", "grün", "a b", "a_b", "a\n"] {
            assert!(!is_kebab(id), "{id}");
        }
    }

    #[test]
    fn a_sentence_ends_with_its_mark() {
        assert!(ends_a_sentence("Press play."));
        assert!(ends_a_sentence("Why is it “wrong”?"));
        assert!(ends_a_sentence("(It was said: “no.”)"));
        assert!(!ends_a_sentence("Press play"));
        assert!(!ends_a_sentence(""));
    }
}
