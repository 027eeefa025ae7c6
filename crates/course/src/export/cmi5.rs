//! `cmi5.xml`: the course structure of a cmi5 package (cmi5 Quartz, section 13), a course of one
//! assignable unit.

use std::io;

use quick_xml::events::BytesText;
use sha2::{Digest, Sha256};

use super::launch;
use super::xml::{self, Writer};
use crate::Topic;

pub const FILE: &str = "cmi5.xml";

const NAMESPACE: &str = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd";
const LESSON: &str = "http://adlnet.gov/expapi/activities/lesson";
/// The language of the outline.
const LANGUAGE: &str = "en";

pub fn course_structure(topic: &Topic, mastery: u8) -> io::Result<Vec<u8>> {
    xml::document(|writer| {
        writer
            .create_element("courseStructure")
            .with_attribute(("xmlns", NAMESPACE))
            .write_inner_content(|writer| {
                writer
                    .create_element("course")
                    .with_attribute(("id", iri("course", topic).as_str()))
                    .write_inner_content(|writer| titles(writer, topic))?;
                assignable_unit(writer, topic, mastery)
            })?;
        Ok(())
    })
}

fn assignable_unit(writer: &mut Writer, topic: &Topic, mastery: u8) -> io::Result<()> {
    let mastery = f64::from(mastery) / 100.0;
    writer
        .create_element("au")
        .with_attribute(("id", iri("au", topic).as_str()))
        .with_attribute(("launchMethod", "AnyWindow"))
        // Who has done all of it moves on, and who has not passed has still done it.
        .with_attribute(("moveOn", "CompletedOrPassed"))
        .with_attribute(("masteryScore", mastery.to_string().as_str()))
        .with_attribute(("activityType", LESSON))
        .write_inner_content(|writer| {
            titles(writer, topic)?;
            xml::text(writer, "url", launch::PAGE)
        })?;
    Ok(())
}

fn titles(writer: &mut Writer, topic: &Topic) -> io::Result<()> {
    for (name, text) in [("title", topic.title), ("description", topic.idea)] {
        writer.create_element(name).write_inner_content(|writer| {
            writer
                .create_element("langstring")
                .with_attribute(("lang", LANGUAGE))
                .write_text_content(BytesText::new(text))?;
            Ok(())
        })?;
    }
    Ok(())
}

/// A name for the whole world, the same in every package of the topic: a UUID made from a digest
/// (RFC 9562, version 8), since a lesson does not know whose address it will be published at.
fn iri(what: &str, topic: &Topic) -> String {
    let digest = Sha256::digest(format!("burrow/{what}/{}", topic.id));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let [a, b, c, d, e] = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    format!("urn:uuid:{a}-{b}-{c}-{d}-{e}")
}
