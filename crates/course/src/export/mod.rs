//! A lesson of the built site as a package that a learning platform imports: SCORM 1.2 or cmi5.
//!
//! A package is a zip file: the lesson's embedded page with all that it loads, a launch page that
//! shows it in a frame, and an adapter that tells the platform what the frame tells. The lesson
//! in it trains on the CPU; the large GPU worker stays behind.

mod archive;
mod cmi5;
mod html;
mod launch;
mod needed;
mod scorm12;
mod xml;

use std::collections::BTreeMap;
use std::path::Path;

use crate::{Topic, topics};

/// What a learning platform understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Scorm12,
    Cmi5,
}

impl Format {
    /// `(format, its name on the command line)`
    pub const ALL: [(Self, &str); 2] = [(Self::Scorm12, "scorm12"), (Self::Cmi5, "cmi5")];

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(format, _)| *format)
    }
}

/// What a package holds: paths with slashes, from its root.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Package {
    /// The zip file: the same bytes for the same files, whenever and wherever it is made.
    ///
    /// # Errors
    /// A sentence where it would be too large for a zip file.
    pub fn zip(&self) -> Result<Vec<u8>, String> {
        archive::zip(&self.files)
    }
}

/// Packs a topic's lesson. `site` is the folder that the site was built in; `mastery` the percentage
/// of first answers that have to be right for a learner to pass.
///
/// # Errors
/// A sentence where there is no such topic, or the site lacks a file that the lesson needs.
pub fn package(site: &Path, topic: &str, format: Format, mastery: u8) -> Result<Package, String> {
    if mastery > 100 {
        return Err(format!("A mastery of {mastery} percent cannot be reached: 100 is the most."));
    }
    let topic = find(topic)?;
    let mut lesson = needed::files(site, topic.id)?;
    let german = lesson.contains_key(&needed::german_page(topic.id));
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    while let Some((path, bytes)) = lesson.pop_first() {
        files.insert(format!("{SITE}/{path}"), bytes);
    }
    launch::add(&mut files, topic, format, german)?;
    // Last, since it lists the others.
    let (name, manifest) = match format {
        Format::Scorm12 => (scorm12::FILE, scorm12::manifest(topic, mastery, files.keys())),
        Format::Cmi5 => (cmi5::FILE, cmi5::course_structure(topic, mastery)),
    };
    let manifest = manifest.map_err(|error| format!("{name} could not be written: {error}."))?;
    files.insert(name.to_string(), manifest);
    Ok(Package { files })
}

/// The folder of a package in which the site's files lie as they do on the site.
const SITE: &str = "site";

fn find(id: &str) -> Result<&'static Topic, String> {
    let found = topics().map(|(_, topic)| topic).find(|topic| topic.id == id);
    found.ok_or_else(|| {
        let ready: Vec<_> =
            topics().filter(|(_, topic)| topic.is_ready()).map(|(_, t)| t.id).collect();
        format!("There is no topic “{id}”. Lessons that are ready: {}.", ready.join(", "))
    })
}

#[cfg(test)]
mod tests;
