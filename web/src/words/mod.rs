//! All words of the interface, in the language of the page.
//!
//! `web/words/en.toml` holds every message in English, and a file beside it holds the same in
//! another language: a translation is one file. From them `build.rs` makes a [`Key`] for each
//! message, so that a wrong key does not compile, and compares the tables.
//!
//! - [`text`] is a message, [`fill`] one with places in it, [`plural`] chooses between two,
//!   [`halves`] is one with an element in the middle.
//! - [`declared`] finds the words of what other crates declare in English: parameters, choices,
//!   the course. [`from_engine`] translates the sentences that they say.
//!
//! In the browser no table is part of the program. The page's script fetches the one of its
//! language, made by [`asset`], and hands it to [`load`] before the app begins.

mod declared;
mod engine;
mod template;
#[cfg(test)]
mod tests;

use std::cell::Cell;

pub use declared::*;
pub use engine::from_engine;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The words of one language.
#[derive(Debug, PartialEq)]
struct Table {
    lang: Lang,
    /// In the order of the keys.
    words: &'static [&'static str],
    /// Translations of what other crates declare, by their names and sorted by them.
    named: &'static [(&'static str, &'static str)],
}

/// The words before any are loaded: English, which is all that a program without words knows.
#[cfg(target_arch = "wasm32")]
static FIRST: &Table = &Table { lang: Lang::En, words: &[], named: &[] };
#[cfg(not(target_arch = "wasm32"))]
static FIRST: &Table = &TABLES[0];

thread_local! {
    static TABLE: Cell<&'static Table> = const { Cell::new(FIRST) };
}

impl Lang {
    /// Every language, English first.
    pub fn all() -> impl Iterator<Item = Self> {
        LANGUAGES.iter().map(|(lang, ..)| *lang)
    }

    /// As `lang` in HTML has it: `en`.
    pub fn code(self) -> &'static str {
        LANGUAGES[self as usize].1
    }

    /// What its speakers call it.
    pub fn name(self) -> &'static str {
        LANGUAGES[self as usize].2
    }

    /// The folder of the site that its pages lie in: none for English, else ending in a slash.
    pub fn folder(self) -> String {
        if self == Self::En { String::new() } else { format!("{}/", self.code()) }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|lang| lang.code() == code)
    }
}

/// The language that [`text`] speaks.
pub fn lang() -> Lang {
    TABLE.get().lang
}

/// A message. Empty where no words are loaded.
pub fn text(key: Key) -> &'static str {
    TABLE.get().words.get(key as usize).copied().unwrap_or_default()
}

/// A message with a value in each of its `{places}`.
pub fn fill(key: Key, values: &[(&str, &str)]) -> String {
    template::fill(text(key), values)
}

/// The message for one thing, or the one for any other number of them.
pub fn plural(n: u64, one: Key, other: Key) -> Key {
    if n == 1 { one } else { other }
}

/// What stands before and after the one place of a message, where an element goes.
pub fn halves(key: Key) -> (&'static str, &'static str) {
    let text = text(key);
    template::next_place(text).map_or((text, ""), |(before, _, after)| (before, after))
}

/// Speaks the language of a table that [`asset`] made; any other text changes nothing.
pub fn load(asset: String) {
    if let Some(table) = read(asset.leak()) {
        TABLE.set(Box::leak(Box::new(table)));
    }
}

/// Reads the language's code, then a line for each key, then the names and their translations.
fn read(asset: &'static str) -> Option<Table> {
    let mut lines = asset.lines();
    let lang = Lang::from_code(lines.next()?)?;
    let (named, words): (Vec<_>, Vec<_>) = lines.partition(|line| line.contains('\t'));
    let named: Vec<_> = named.into_iter().filter_map(|line| line.split_once('\t')).collect();
    Some(Table { lang, words: words.leak(), named: named.leak() })
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::{Lang, TABLE, TABLES, Table};

    fn table(lang: Lang) -> &'static Table {
        &TABLES[lang as usize]
    }

    /// The words of a language as the text that [`super::load`] reads.
    pub fn asset(lang: Lang) -> String {
        let table = table(lang);
        let named = table.named.iter().map(|(name, text)| format!("{name}\t{text}"));
        let words = table.words.iter().map(|text| (*text).to_string());
        let lines: Vec<String> =
            [lang.code().to_string()].into_iter().chain(words).chain(named).collect();
        lines.join("\n")
    }

    /// Speaks `lang` on this thread from now on.
    pub fn speak(lang: Lang) {
        TABLE.set(table(lang));
    }

    /// Speaks `lang` on this thread while `say` runs.
    pub fn speaking<T>(lang: Lang, say: impl FnOnce() -> T) -> T {
        let before = TABLE.replace(table(lang));
        let said = say();
        TABLE.set(before);
        said
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use native::{asset, speak, speaking};
