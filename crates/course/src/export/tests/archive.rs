//! The zip file.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::*;

#[test]
fn every_file_is_in_the_zip_file() {
    let package = pack(Format::Scorm12);
    let mut archive = ZipArchive::new(Cursor::new(package.zip().unwrap())).unwrap();
    assert_eq!(archive.len(), package.files.len());
    for (path, bytes) in &package.files {
        let mut unpacked = Vec::new();
        archive.by_name(path).unwrap().read_to_end(&mut unpacked).unwrap();
        assert_eq!(&unpacked, bytes, "{path}");
    }
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    for (format, _) in Format::ALL {
        assert_eq!(pack(format).zip().unwrap(), pack(format).zip().unwrap());
    }
}

#[test]
fn formats_have_names() {
    for (format, name) in Format::ALL {
        assert_eq!(Format::from_name(name), Some(format));
    }
    assert_eq!(Format::from_name("scorm2004"), None);
}
