//! `cmi5.xml` against the course structure of cmi5 (Quartz, section 13 and its schema).

use std::collections::BTreeSet;

use super::tree::Element;
use super::*;

fn structure() -> (Package, Element) {
    let package = pack(Format::Cmi5);
    let tree = Element::parse(text(&package, "cmi5.xml"));
    (package, tree)
}

/// `title` or `description`: the text of its one `langstring`.
fn words<'a>(of: &'a Element, name: &str) -> &'a str {
    let element = of.child(name);
    assert_eq!(element.child_names(), ["langstring"]);
    assert_eq!(element.child("langstring").attribute("lang"), "en");
    &element.child("langstring").text
}

#[test]
fn the_structure_is_a_course_of_one_unit() {
    let (package, root) = structure();
    assert!(text(&package, "cmi5.xml").starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    assert_eq!(root.name, "courseStructure");
    assert_eq!(root.attribute_names(), ["xmlns"]);
    let namespace = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd";
    assert_eq!(root.attribute("xmlns"), namespace);
    assert_eq!(root.child_names(), ["course", "au"]);
}

#[test]
fn the_course_has_an_id_a_title_and_a_description() {
    let (_, root) = structure();
    let course = root.child("course");
    assert_eq!(course.attribute_names(), ["id"]);
    assert_eq!(course.child_names(), ["title", "description"]);
    assert_eq!(words(course, "title"), "ML key concepts");
    assert!(words(course, "description").ends_with('.'));
}

#[test]
fn the_unit_has_all_that_a_platform_launches_and_judges_it_by() {
    let (package, root) = structure();
    let unit = root.child("au");
    let names = ["id", "launchMethod", "moveOn", "masteryScore", "activityType"];
    assert_eq!(unit.attribute_names(), names);
    assert_eq!(unit.attribute("launchMethod"), "AnyWindow");
    assert_eq!(unit.attribute("moveOn"), "CompletedOrPassed");
    assert_eq!(unit.attribute("masteryScore"), "0.5");
    assert_eq!(unit.attribute("activityType"), "http://adlnet.gov/expapi/activities/lesson");
    // The schema wants them in this order.
    assert_eq!(unit.child_names(), ["title", "description", "url"]);
    assert_eq!(words(unit, "title"), "ML key concepts");
    assert_eq!(words(unit, "description"), words(root.child("course"), "description"));
    let url = &unit.child("url").text;
    assert!(package.files.contains_key(url), "{url}");
}

#[test]
fn a_mastery_is_a_share_of_one() {
    for (percent, share) in [(0, "0"), (7, "0.07"), (67, "0.67"), (100, "1")] {
        let package = package(site().path(), TOPIC, Format::Cmi5, percent).unwrap();
        let root = Element::parse(text(&package, "cmi5.xml"));
        assert_eq!(root.child("au").attribute("masteryScore"), share);
    }
}

#[test]
fn ids_are_whole_iris_of_their_own_and_stay_the_same() {
    let ids = || -> BTreeSet<String> {
        let (_, root) = structure();
        ["course", "au"].map(|name| root.child(name).attribute("id").to_string()).into()
    };
    assert_eq!(ids().len(), 2);
    assert_eq!(ids(), ids());
    for id in ids() {
        let uuid: Vec<_> = id.strip_prefix("urn:uuid:").unwrap().split('-').collect();
        assert_eq!(uuid.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        // RFC 9562: version 8, and the variant 10.
        assert!(uuid[2].starts_with('8') && uuid[3].starts_with(['8', '9', 'a', 'b']), "{id}");
    }
}
