//! XML as a tree, to look at it field by field.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    /// The root of a document, which has to be well-formed.
    pub fn parse(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(Self::new(&start)),
                Event::Empty(start) => open.last_mut().unwrap().children.push(Self::new(&start)),
                Event::End(_) => {
                    let done = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(done);
                }
                Event::Text(text) => {
                    open.last_mut().unwrap().text += text.trim();
                }
                Event::GeneralRef(entity) => {
                    open.last_mut().unwrap().text += resolve_predefined_entity(&entity).unwrap();
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "an element is not closed");
        let mut document = open.pop().unwrap();
        assert_eq!(document.children.len(), 1, "a document has one root");
        document.children.pop().unwrap()
    }

    fn new(start: &BytesStart) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            (attribute.key.as_ref().to_string(), attribute.value.to_string())
        });
        Self {
            name: start.name().as_ref().to_string(),
            attributes: attributes.collect(),
            ..Self::default()
        }
    }

    pub fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        &found.unwrap_or_else(|| panic!("{} has no {name}", self.name)).1
    }

    pub fn attribute_names(&self) -> Vec<&str> {
        self.attributes.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The only child of a name.
    pub fn child(&self, name: &str) -> &Self {
        let mut found = self.children.iter().filter(|child| child.name == name);
        let child = found.next().unwrap_or_else(|| panic!("{} has no {name}", self.name));
        assert!(found.next().is_none(), "{} has more than one {name}", self.name);
        child
    }

    pub fn child_names(&self) -> Vec<&str> {
        self.children.iter().map(|child| child.name.as_str()).collect()
    }

    /// This element and all below it.
    pub fn all(&self) -> Vec<&Self> {
        std::iter::once(self).chain(self.children.iter().flat_map(Self::all)).collect()
    }
}
