//! `imsmanifest.xml`: what a package holds, for a SCORM 1.2 platform (ADL SCORM 1.2, Content
//! Aggregation Model, on IMS Content Packaging 1.1.2).

use std::io;

use super::launch;
use super::xml::{self, Writer};
use crate::Topic;

pub const FILE: &str = "imsmanifest.xml";

const NAMESPACES: [(&str, &str); 3] = [
    ("xmlns", "http://www.imsproject.org/xsd/imscp_rootv1p1p2"),
    ("xmlns:adlcp", "http://www.adlnet.org/xsd/adlcp_rootv1p2"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
];
/// Each namespace and the schema's file, as the specification names it.
const SCHEMAS: &str = "http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd \
    http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd";

const ORGANIZATION: &str = "course";
const ITEM: &str = "lesson";
const RESOURCE: &str = "sco";

/// The manifest; `files` are all others of the package.
pub fn manifest<'a>(
    topic: &Topic,
    mastery: u8,
    files: impl Iterator<Item = &'a String>,
) -> io::Result<Vec<u8>> {
    xml::document(|writer| {
        let identifier = format!("burrow-{}", topic.id);
        writer
            .create_element("manifest")
            .with_attribute(("identifier", identifier.as_str()))
            .with_attribute(("version", env!("CARGO_PKG_VERSION")))
            .with_attributes(NAMESPACES)
            .with_attribute(("xsi:schemaLocation", SCHEMAS))
            .write_inner_content(|writer| {
                metadata(writer)?;
                organizations(writer, topic, mastery)?;
                resources(writer, files)
            })?;
        Ok(())
    })
}

fn metadata(writer: &mut Writer) -> io::Result<()> {
    writer.create_element("metadata").write_inner_content(|writer| {
        xml::text(writer, "schema", "ADL SCORM")?;
        xml::text(writer, "schemaversion", "1.2")
    })?;
    Ok(())
}

fn organizations(writer: &mut Writer, topic: &Topic, mastery: u8) -> io::Result<()> {
    let item = |writer: &mut Writer| -> io::Result<()> {
        writer
            .create_element("item")
            .with_attributes([
                ("identifier", ITEM),
                ("identifierref", RESOURCE),
                ("isvisible", "true"),
            ])
            .write_inner_content(|writer| {
                xml::text(writer, "title", topic.title)?;
                xml::text(writer, "adlcp:masteryscore", &mastery.to_string())
            })?;
        Ok(())
    };
    writer
        .create_element("organizations")
        .with_attribute(("default", ORGANIZATION))
        .write_inner_content(|writer| {
            writer
                .create_element("organization")
                .with_attribute(("identifier", ORGANIZATION))
                .write_inner_content(|writer| {
                    xml::text(writer, "title", topic.title)?;
                    item(writer)
                })?;
            Ok(())
        })?;
    Ok(())
}

fn resources<'a>(writer: &mut Writer, files: impl Iterator<Item = &'a String>) -> io::Result<()> {
    writer.create_element("resources").write_inner_content(|writer| {
        writer
            .create_element("resource")
            .with_attributes([
                ("identifier", RESOURCE),
                ("type", "webcontent"),
                ("adlcp:scormtype", "sco"),
                ("href", launch::PAGE),
            ])
            .write_inner_content(|writer| {
                for file in files {
                    writer
                        .create_element("file")
                        .with_attribute(("href", file.as_str()))
                        .write_empty()?;
                }
                Ok(())
            })?;
        Ok(())
    })?;
    Ok(())
}
