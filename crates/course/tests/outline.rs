//! The outline is whole, and its ids are fit to stand in links and folder names.

use std::collections::HashSet;

use burrow_course::{CHAPTERS, topics};

/// A title in kebab case: the runs of letters and digits, joined by hyphens.
fn kebab(title: &str) -> String {
    // Signs alone would leave nothing of it.
    let title = title.replace("* and &", "address and dereference").to_lowercase();
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[test]
fn seven_chapters_hold_forty_nine_topics() {
    let sizes: Vec<usize> = CHAPTERS.iter().map(|chapter| chapter.topics.len()).collect();
    assert_eq!(sizes, [7, 7, 6, 9, 9, 6, 5]);
    assert_eq!(topics().count(), 49);
}

#[test]
fn chapters_are_numbered_from_one() {
    let numbers: Vec<u8> = CHAPTERS.iter().map(|chapter| chapter.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn an_id_is_its_title_in_kebab_case() {
    for (_, topic) in topics() {
        assert_eq!(topic.id, kebab(topic.title));
    }
    assert_eq!(kebab("The * and & operators"), "the-address-and-dereference-operators");
}

#[test]
fn no_two_topics_share_an_id() {
    let ids: HashSet<&str> = topics().map(|(_, topic)| topic.id).collect();
    assert_eq!(ids.len(), topics().count());
}

#[test]
fn an_idea_is_one_sentence() {
    for (_, topic) in topics() {
        let idea = topic.idea;
        assert!(idea.ends_with('.') && !idea.contains(". "), "{}: {idea}", topic.id);
        assert!((40..=140).contains(&idea.chars().count()), "{}: {idea}", topic.id);
    }
}
