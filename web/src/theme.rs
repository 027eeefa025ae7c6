//! Light or dark: as the system says, or as the learner chose.

use gloo::events::EventListener;
use gloo::utils::{document_element, window};
use yew::prelude::*;

use crate::dom::field;
use crate::signals::{THEME, listen};
use crate::storage;
use crate::words::Key;

const KEY: &str = "burrow-theme";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Auto,
    Light,
    Dark,
}

impl Theme {
    /// `(value, word in storage and in the page, label for people)`
    pub const ALL: [(Self, &'static str, Key); 3] = [
        (Self::Auto, "auto", Key::SiteThemeAuto),
        (Self::Light, "light", Key::SiteThemeLight),
        (Self::Dark, "dark", Key::SiteThemeDark),
    ];

    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(theme, ..)| *theme == self).map_or("auto", |(_, word, _)| word)
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, w, _)| *w == word).map(|(theme, ..)| *theme)
    }

    fn load() -> Self {
        storage::load(KEY).and_then(|word| Self::from_word(&word)).unwrap_or(Self::Auto)
    }

    /// What the frame's script has set.
    fn of_page() -> Self {
        let word = document_element().get_attribute("data-theme").unwrap_or_default();
        Self::from_word(&word).unwrap_or(Self::Auto)
    }

    fn apply(self) {
        let _ = document_element().set_attribute("data-theme", self.word());
    }
}

/// How the page looks; canvases read here which colours to draw in.
#[derive(Clone, PartialEq)]
pub struct Appearance {
    pub theme: Theme,
    pub dark: bool,
    pub choose: Callback<Theme>,
}

/// Follows the learner's choice and the system's; in somebody else's page, `embedded`, the host's.
#[hook]
pub fn use_appearance(embedded: bool) -> Appearance {
    let theme = use_state(|| Theme::Auto);
    let system_dark = use_state(|| false);
    use_effect_with(embedded, {
        let (theme, system_dark) = (theme.setter(), system_dark.setter());
        move |embedded| {
            theme.set(if *embedded { Theme::of_page() } else { Theme::load() });
            let host = embedded.then(|| {
                let theme = theme.clone();
                listen(THEME, move |detail| {
                    let word = field(&detail, "theme").as_string().unwrap_or_default();
                    theme.set(Theme::from_word(&word).unwrap_or(Theme::Auto));
                })
            });
            let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
            let listener = query.map(|query| {
                system_dark.set(query.matches());
                let told = query.clone();
                EventListener::new(&query, "change", move |_| system_dark.set(told.matches()))
            });
            move || drop((listener, host))
        }
    });
    use_effect_with(*theme, |theme| theme.apply());
    let choose = use_callback((), {
        let setter = theme.setter();
        move |chosen: Theme, ()| {
            storage::store(KEY, chosen.word());
            setter.set(chosen);
        }
    });
    let dark = match *theme {
        Theme::Auto => *system_dark,
        chosen => chosen == Theme::Dark,
    };
    Appearance { theme: *theme, dark, choose }
}

/// Whether canvases are drawn in dark colours.
#[hook]
pub fn use_dark() -> bool {
    use_context::<Appearance>().is_some_and(|appearance| appearance.dark)
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
