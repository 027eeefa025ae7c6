//! XML documents, written by quick-xml.

use std::io;

use quick_xml::Writer as QuickWriter;
use quick_xml::events::{BytesDecl, BytesText, Event};

pub type Writer = QuickWriter<Vec<u8>>;

/// A document: its declaration, and what `write` writes.
pub fn document(write: impl FnOnce(&mut Writer) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut writer = QuickWriter::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    write(&mut writer)?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// `<name>text</name>`
pub fn text(writer: &mut Writer, name: &str, text: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(text))?;
    Ok(())
}
