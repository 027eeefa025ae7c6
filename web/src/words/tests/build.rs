//! What the build says of tables that do not fit together.

#[path = "../../../build/words.rs"]
mod words;

use words::{Table, rust};

const ENGLISH: &str = "[loss]\ntitle = \"Loss\"\nat = \"At {step}\"\n";

fn table(code: &str, text: &str) -> Table {
    Table::read(code, text).unwrap()
}

/// What is said of a table beside the English one.
fn said(text: &str) -> Vec<String> {
    table("xx", text).compare(&table("en", ENGLISH))
}

#[test]
fn a_whole_table_is_taken() {
    let text =
        "[loss]\nat = \"Bei {step}\"\ntitle = \"Verlust\"\n[params.rate]\nlabel = \"Rate\"\n";
    assert_eq!(said(text), Vec::<String>::new());
    assert_eq!(table("xx", text).named["params.rate.label"], "Rate");
}

#[test]
fn a_missing_and_a_surplus_message_are_named() {
    let said = said("[loss]\nat = \"Bei {step}\"\ntitel = \"Verlust\"\n");
    let wanted =
        ["words/xx.toml: “loss.title” is missing.", "words/xx.toml: en.toml has no “loss.titel”."];
    assert_eq!(said, wanted);
}

#[test]
fn a_lost_place_is_named() {
    let said = said(
        "[loss]\ntitle = \"Verlust\"\nat = \"Bei {schritt}\"\n[engine]\n\"Lost {it}\" = \"Fort\"\n",
    );
    assert!(said[0].contains("“loss.at” does not have the same {places}"), "{said:?}");
    assert!(said[1].contains("“Lost {it}”"), "{said:?}");
}

#[test]
fn a_file_that_cannot_be_shown_is_refused_in_words() {
    for (text, word) in [
        ("title =", "words/xx.toml: TOML parse error"),
        ("title = 3", "“title” is no text"),
        ("title = \"\"", "“title” is empty"),
        ("title = \" a\"", "a space at its end"),
        ("title = \"a\\nb\"", "a line break"),
        ("title = \"{a\"", "without its other half"),
    ] {
        let said = Table::read("xx", text).unwrap_err();
        assert!(said.len() == 1 && said[0].contains(word), "{said:?}");
    }
}

#[test]
fn languages_and_keys_become_rust_in_one_order() {
    let other = table("xx", "[loss]\nat = \"Bei {step}\"\ntitle = \"Verlust\"\n");
    let code = rust(&[table("en", ENGLISH), other]);
    assert!(code.contains("pub enum Lang {\n    En,\n    Xx,\n}"), "{code}");
    assert!(code.contains("pub enum Key {\n    LossAt,\n    LossTitle,\n}"), "{code}");
    assert!(code.contains("words: &[\"Bei {step}\", \"Verlust\"]"), "{code}");
}
