//! The tables of words, read, compared and written out as Rust. Only the build knows this.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use toml::Value;

/// Sections that translate what other crates declare in English; `en.toml` has none of them.
const NAMED: [&str; 7] = ["params", "choices", "features", "chapters", "topics", "paths", "engine"];

/// Texts by their dotted key.
type Texts = BTreeMap<String, String>;

/// The words of one language.
#[derive(Debug)]
pub struct Table {
    /// The language's code: the name of the file without its ending.
    pub code: String,
    /// The interface's own messages.
    pub words: Texts,
    /// Translations of what other crates declare.
    pub named: Texts,
}

impl Table {
    /// Reads a file.
    ///
    /// # Errors
    /// A sentence for each thing that is wrong with it.
    pub fn read(code: &str, text: &str) -> Result<Self, Vec<String>> {
        let mut table = Self { code: code.to_string(), words: Texts::new(), named: Texts::new() };
        let sections: toml::Table =
            text.parse().map_err(|error| vec![format!("words/{code}.toml: {error}")])?;
        let mut findings = Vec::new();
        for (section, value) in sections {
            let is_named = NAMED.contains(&section.as_str());
            let texts = if is_named { &mut table.named } else { &mut table.words };
            flatten(section, value, texts, &mut findings);
        }
        for (key, text) in table.words.iter().chain(&table.named) {
            findings.extend(fault(text).map(|fault| format!("“{key}” {fault}")));
        }
        if findings.is_empty() {
            return Ok(table);
        }
        Err(findings.into_iter().map(|finding| format!("words/{code}.toml: {finding}.")).collect())
    }

    /// What is missing here, too many, or has other places than in English: a sentence each.
    pub fn compare(&self, english: &Self) -> Vec<String> {
        let file = format!("words/{}.toml", self.code);
        let missing = english
            .words
            .keys()
            .filter(|key| !self.words.contains_key(*key))
            .map(|key| format!("{file}: “{key}” is missing."));
        let surplus = self
            .words
            .keys()
            .filter(|key| !english.words.contains_key(*key))
            .map(|key| format!("{file}: en.toml has no “{key}”."));
        let other_places = self.words.iter().filter_map(|(key, text)| {
            let original = english.words.get(key)?;
            (places(original) != places(text)).then(|| {
                format!("{file}: “{key}” does not have the same {{places}} as in en.toml.")
            })
        });
        let other_in_sentence = self.named.iter().filter_map(|(name, text)| {
            let sentence = name.strip_prefix("engine.")?;
            (places(sentence) != places(text)).then(|| {
                format!("{file}: the translation of “{sentence}” does not have its {{places}}.")
            })
        });
        missing.chain(surplus).chain(other_places).chain(other_in_sentence).collect()
    }
}

fn flatten(key: String, value: Value, texts: &mut Texts, findings: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            texts.insert(key, text);
        }
        Value::Table(table) => {
            for (name, value) in table {
                flatten(format!("{key}.{name}"), value, texts, findings);
            }
        }
        _ => findings.push(format!("“{key}” is no text")),
    }
}

/// What is wrong with a text, as the end of a sentence.
fn fault(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        Some("is empty")
    } else if text.starts_with(' ') || text.ends_with(' ') {
        Some("has a space at its end: the page puts it there")
    } else if text.contains(['\n', '\t']) {
        Some("has a line break or a tab")
    } else if text.matches('{').count() != text.matches('}').count() {
        Some("has a bracket without its other half")
    } else {
        None
    }
}

/// The names between brackets.
pub fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

/// The name of the enum's variant: `loss.table_label` is `LossTableLabel`.
pub fn variant(key: &str) -> String {
    let capitalised = |word: &str| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + rest
    };
    key.split(['.', '_', '-']).map(capitalised).collect()
}

/// The Rust that `web/src/words` includes: languages, keys, and natively the tables themselves.
/// English comes first.
pub fn rust(tables: &[Table]) -> String {
    let mut code = String::new();
    let english = tables.first().map(|table| &table.words);
    let keys: Vec<&String> = english.into_iter().flat_map(Texts::keys).collect();
    languages(&mut code, tables);
    line(&mut code, "/// A message, by its place in the tables.");
    line(&mut code, "#[derive(Clone, Copy, Debug, PartialEq, Eq)]");
    line(&mut code, "pub enum Key {");
    for key in &keys {
        line(&mut code, &format!("    {},", variant(key)));
    }
    line(&mut code, "}");
    line(&mut code, "#[cfg(not(target_arch = \"wasm32\"))]");
    line(&mut code, "static TABLES: &[Table] = &[");
    for table in tables {
        let words: Vec<&String> = table.words.values().collect();
        let named: Vec<(&String, &String)> = table.named.iter().collect();
        let lang = variant(&table.code);
        line(
            &mut code,
            &format!("    Table {{ lang: Lang::{lang}, words: &{words:?}, named: &{named:?} }},"),
        );
    }
    line(&mut code, "];");
    line(&mut code, "/// Each message's variant and English text.");
    line(&mut code, "#[cfg(test)]");
    let texts: Vec<(String, &str)> =
        english.into_iter().flatten().map(|(key, text)| (variant(key), text.as_str())).collect();
    line(&mut code, &format!("static KEYS: &[(&str, &str)] = &{texts:?};"));
    code
}

fn languages(code: &mut String, tables: &[Table]) {
    line(code, "/// A language that the interface speaks.");
    line(code, "#[derive(Clone, Copy, Debug, PartialEq, Eq)]");
    line(code, "pub enum Lang {");
    for table in tables {
        line(code, &format!("    {},", variant(&table.code)));
    }
    line(code, "}");
    line(code, "/// Each with its code, and its name in its own words.");
    line(code, "const LANGUAGES: &[(Lang, &str, &str)] = &[");
    for table in tables {
        let name = table.words.get("language.name").map_or("", String::as_str);
        line(code, &format!("    (Lang::{}, {:?}, {name:?}),", variant(&table.code), table.code));
    }
    line(code, "];");
}

fn line(code: &mut String, text: &str) {
    // Writing into a string cannot fail.
    let _ = writeln!(code, "{text}");
}
