//! Plain explanations of what gc says about a Go source: what a message means, and what to try.
//!
//! gc's own words are part of what a Go programmer learns to read, so they stay as they are; an
//! explanation stands beside them. It is found by the kind of a message, as
//! `burrow_go_syntax::Diagnostic` has it, and where one kind covers several things by what the message says.
//!
//! Nothing else is known here, so that a page can have the texts without the checker.

mod syntax;
mod types;
mod vet;

/// One explanation.
struct Entry {
    /// The kind of message: a name of Go's `internal/types/errors`, `Syntax`, or the name of one of vet's analyzers.
    code: &'static str,
    /// What the message must contain; empty for all others of its kind.
    says: &'static str,
    en: &'static str,
    de: &'static str,
}

const fn entry(
    code: &'static str,
    says: &'static str,
    en: &'static str,
    de: &'static str,
) -> Entry {
    Entry { code, says, en, de }
}

/// The explanation of a message in a language, `en` or `de`; in English where it is not spoken. None
/// for a message that says it plainly enough itself.
pub fn explain(code: &str, message: &str, language: &str) -> Option<&'static str> {
    let fits = |entry: &&Entry| entry.code == code && message.contains(entry.says);
    let entry = all().find(fits)?;
    Some(if language == "de" { entry.de } else { entry.en })
}

/// The first that fits counts.
fn all() -> impl Iterator<Item = &'static Entry> {
    syntax::TABLE.iter().chain(types::TABLE).chain(vet::TABLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_found_by_its_kind_and_what_it_says() {
        let found = explain("UndeclaredName", "undefined: x", "en").unwrap();
        assert!(found.contains("declared"), "{found}");
        assert!(explain("UndeclaredName", "undefined: x", "de").unwrap().contains("deklariert"));
        assert!(explain("UndeclaredName", "undefined: x", "xx").unwrap().contains("declared"));
        assert_eq!(explain("NoSuchKind", "", "en"), None);
        let list = "syntax error: unexpected newline, expected comma or )";
        assert_ne!(explain("Syntax", list, "en"), explain("Syntax", "newline in string", "en"));
    }

    #[test]
    fn there_is_one_for_the_common_kinds_and_none_is_said_twice() {
        assert!(all().count() >= 60);
        for entry in all() {
            for text in [entry.en, entry.de] {
                assert!(text.ends_with('.') && text.len() > 40, "{text}");
            }
            assert_ne!(entry.en, entry.de);
            let same = |other: &&Entry| other.code == entry.code && other.says == entry.says;
            assert_eq!(all().filter(same).count(), 1, "{} {}", entry.code, entry.says);
        }
    }

    #[test]
    fn what_is_special_comes_before_what_is_general() {
        for (place, entry) in all().enumerate() {
            let hidden = all()
                .take(place)
                .any(|before| before.code == entry.code && entry.says.contains(before.says));
            assert!(!hidden, "{} {:?} is never found", entry.code, entry.says);
        }
    }
}
