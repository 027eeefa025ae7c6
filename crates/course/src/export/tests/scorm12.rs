//! `imsmanifest.xml` against IMS Content Packaging 1.1.2 and ADL's SCORM 1.2 schema.

use std::collections::BTreeSet;

use super::tree::Element;
use super::*;

fn manifest() -> (Package, Element) {
    let package = pack(Format::Scorm12);
    let tree = Element::parse(text(&package, "imsmanifest.xml"));
    (package, tree)
}

#[test]
fn the_manifest_is_an_imscp_manifest_in_utf_8() {
    let (package, root) = manifest();
    assert!(
        text(&package, "imsmanifest.xml")
            .starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    );
    assert_eq!(root.name, "manifest");
    assert_eq!(root.attribute("identifier"), "burrow-ml-key-concepts");
    assert!(root.attribute("version").len() <= 20);
    assert_eq!(root.attribute("xmlns"), "http://www.imsproject.org/xsd/imscp_rootv1p1p2");
    assert_eq!(root.attribute("xmlns:adlcp"), "http://www.adlnet.org/xsd/adlcp_rootv1p2");
    assert_eq!(root.attribute("xmlns:xsi"), "http://www.w3.org/2001/XMLSchema-instance");
    let schemas: Vec<_> = root.attribute("xsi:schemaLocation").split(' ').collect();
    let expected = [
        "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
        "imscp_rootv1p1p2.xsd",
        "http://www.adlnet.org/xsd/adlcp_rootv1p2",
        "adlcp_rootv1p2.xsd",
    ];
    assert_eq!(schemas, expected);
    assert_eq!(root.child_names(), ["metadata", "organizations", "resources"]);
}

#[test]
fn the_metadata_names_scorm_1_2() {
    let (_, root) = manifest();
    let metadata = root.child("metadata");
    assert_eq!(metadata.child_names(), ["schema", "schemaversion"]);
    assert_eq!(metadata.child("schema").text, "ADL SCORM");
    assert_eq!(metadata.child("schemaversion").text, "1.2");
}

#[test]
fn the_default_organization_is_there_with_its_title_and_one_item() {
    let (_, root) = manifest();
    let organizations = root.child("organizations");
    assert_eq!(organizations.child_names(), ["organization"]);
    let organization = organizations.child("organization");
    assert_eq!(organizations.attribute("default"), organization.attribute("identifier"));
    // In the order of the schema: title, then items.
    assert_eq!(organization.child_names(), ["title", "item"]);
    assert_eq!(organization.child("title").text, "ML key concepts");
}

#[test]
fn the_item_leads_to_the_sco_and_asks_for_half_of_the_answers() {
    let (_, root) = manifest();
    let item = root.child("organizations").child("organization").child("item");
    assert_eq!(item.attribute_names(), ["identifier", "identifierref", "isvisible"]);
    assert_eq!(item.attribute("isvisible"), "true");
    // Elements of another namespace come last.
    assert_eq!(item.child_names(), ["title", "adlcp:masteryscore"]);
    assert_eq!(item.child("title").text, "ML key concepts");
    assert!(item.child("title").text.len() <= 200);
    assert_eq!(item.child("adlcp:masteryscore").text, "50");
    let resource = root.child("resources").child("resource");
    assert_eq!(item.attribute("identifierref"), resource.attribute("identifier"));
}

#[test]
fn the_resource_is_a_sco_with_every_file_of_the_package() {
    let (package, root) = manifest();
    let resource = root.child("resources").child("resource");
    let names = ["identifier", "type", "adlcp:scormtype", "href"];
    assert_eq!(resource.attribute_names(), names);
    assert_eq!(resource.attribute("type"), "webcontent");
    assert_eq!(resource.attribute("adlcp:scormtype"), "sco");
    let files: BTreeSet<_> = resource.children.iter().map(|file| file.attribute("href")).collect();
    assert_eq!(files.len(), resource.children.len(), "a file is listed twice");
    assert!(resource.children.iter().all(|file| file.name == "file"));
    assert!(files.contains(resource.attribute("href")));
    let others = package.files.keys().map(String::as_str).filter(|path| *path != "imsmanifest.xml");
    assert_eq!(files, others.collect());
    // An address in a manifest is a URL: nothing here needs escaping.
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    assert!(files.iter().all(|href| href.chars().all(plain)), "{files:?}");
}

#[test]
fn identifiers_are_xml_names_and_none_stands_twice() {
    let (_, root) = manifest();
    let all = root.all();
    let with = all.iter().filter(|element| element.attribute_names().contains(&"identifier"));
    let identifiers: Vec<_> = with.map(|element| element.attribute("identifier")).collect();
    assert_eq!(identifiers.len(), 4);
    assert_eq!(identifiers.iter().collect::<BTreeSet<_>>().len(), 4, "{identifiers:?}");
    for identifier in identifiers {
        assert!(identifier.starts_with(|c: char| c.is_ascii_alphabetic()), "{identifier}");
        assert!(!identifier.contains([':', ' ']), "{identifier}");
    }
}
