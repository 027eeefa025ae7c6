//! Light or dark: as the system says, or as the learner chose.

use gloo::utils::document_element;

use crate::storage;

const KEY: &str = "burrow-theme";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Auto,
    Light,
    Dark,
}

impl Theme {
    /// `(value, word in storage and in the page, label for people)`
    pub const ALL: [(Self, &'static str, &'static str); 3] =
        [(Self::Auto, "auto", "Auto"), (Self::Light, "light", "Light"), (Self::Dark, "dark", "Dark")];

    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(theme, ..)| *theme == self).map_or("auto", |(_, word, _)| word)
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, w, _)| *w == word).map(|(theme, ..)| *theme)
    }

    pub fn load() -> Self {
        storage::load(KEY).and_then(|word| Self::from_word(&word)).unwrap_or(Self::Auto)
    }

    /// Shows the theme and keeps it for the next visit.
    pub fn choose(self) {
        storage::store(KEY, self.word());
        self.apply();
    }

    pub fn apply(self) {
        let _ = document_element().set_attribute("data-theme", self.word());
    }
}

/// Whether the page is dark at this moment.
pub fn is_dark() -> bool {
    match document_element().get_attribute("data-theme").as_deref() {
        Some("dark") => true,
        Some("light") => false,
        _ => gloo::utils::window()
            .match_media("(prefers-color-scheme: dark)")
            .ok()
            .flatten()
            .is_some_and(|query| query.matches()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_survives_its_word() {
        for (theme, ..) in Theme::ALL {
            assert_eq!(Theme::from_word(theme.word()), Some(theme));
        }
        assert_eq!(Theme::from_word("purple"), None);
    }
}
