//! What the tables promise: all of them say everything, and the program asks for nothing else.

mod build;
mod declared;
mod engine;
mod uses;

use super::*;

#[test]
fn a_table_survives_its_way_to_the_browser() {
    for table in TABLES {
        let asset: &'static str = asset(table.lang).leak();
        assert_eq!(read(asset).as_ref(), Some(table));
    }
    assert_eq!(read("<!doctype html>"), None);
}

#[test]
fn the_program_speaks_the_words_that_it_was_given() {
    let before = lang();
    load(asset(Lang::De));
    assert_eq!((lang(), text(Key::LossTitle)), (Lang::De, "Verlust"));
    load("no table".to_string());
    assert_eq!(lang(), Lang::De);
    speak(before);
    assert_eq!(text(Key::LossTitle), "Loss");
}

#[test]
fn a_language_is_spoken_for_as_long_as_asked() {
    assert_eq!(speaking(Lang::De, || text(Key::LossTitle)), "Verlust");
    assert_eq!((lang(), text(Key::LossTitle)), (Lang::En, "Loss"));
}

#[test]
fn a_language_is_found_by_its_code_and_called_by_its_name() {
    assert_eq!(Lang::all().next(), Some(Lang::En));
    assert_eq!(Lang::from_code("de"), Some(Lang::De));
    assert_eq!(Lang::from_code("xx"), None);
    assert_eq!((Lang::De.code(), Lang::De.name()), ("de", "Deutsch"));
    assert_eq!((Lang::En.folder(), Lang::De.folder()), (String::new(), "de/".to_string()));
}

#[test]
fn an_element_goes_between_two_halves() {
    assert_eq!(halves(Key::ParamKey), ("Key: ", ""));
    assert_eq!(halves(Key::LossTitle), ("Loss", ""));
}

#[test]
fn one_thing_is_not_several() {
    let lost = |n| plural(n, Key::SessionLostOne, Key::SessionLostOther);
    assert_eq!(lost(1), Key::SessionLostOne);
    assert_eq!([lost(0), lost(2)], [Key::SessionLostOther; 2]);
}
