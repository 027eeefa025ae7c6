//! Programs as files for the learner's disk and from there: one Go file, a txtar, or a zip. Knows no browser.

use burrow_protocol::txtar;

use super::files::{MAX_FILES, MAX_TEXT, Source, fits};
use super::work::Work;

/// As what a program is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A program of one file.
    Go,
    /// A program of several: one text.
    Txtar,
    Zip,
}

/// As what this program can be saved, the handiest first.
pub fn forms(files: &[Source]) -> Vec<Form> {
    match (files, text_of(files)) {
        ([_], _) => vec![Form::Go],
        (_, Some(_)) => vec![Form::Txtar, Form::Zip],
        // A file that looks like a txtar itself would be cut into pieces.
        (_, None) => vec![Form::Zip],
    }
}

/// The name and the bytes of the file that holds a program.
pub fn save(files: &[Source], form: Form) -> (String, Vec<u8>) {
    match form {
        Form::Go => {
            let (name, text) = files.first().map_or(("", ""), |file| (&file.name, &file.text));
            (base(name).to_string(), text.into())
        }
        Form::Txtar => ("program.txtar".into(), text_of(files).unwrap_or_default().into_bytes()),
        Form::Zip => ("program.zip".into(), zip(files)),
    }
}

fn text_of(files: &[Source]) -> Option<String> {
    txtar::write(files.iter().map(|file| (&*file.name, &*file.text)))
}

/// A file of a zip that somebody else may have made.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub bytes: Vec<u8>,
    /// Whether the bytes are deflated.
    pub packed: bool,
}

/// What a file from the disk holds: names and bytes. None if it is a zip and damaged.
pub fn entries(name: &str, bytes: Vec<u8>) -> Option<Vec<Entry>> {
    if bytes.starts_with(b"PK") {
        return unzip(&bytes).map(without_folder);
    }
    if name.ends_with(".txtar") {
        let text = String::from_utf8(bytes).ok()?;
        let entry = |(name, text): (String, String)| entry(&name, text.into_bytes());
        return Some(txtar::parse(&text).into_iter().map(entry).collect());
    }
    Some(vec![entry(base(name), bytes)])
}

fn entry(name: &str, bytes: Vec<u8>) -> Entry {
    Entry { name: name.into(), bytes, packed: false }
}

/// The program that these files make, and how many of them cannot be part of one: no text, or under a strange name. None if
/// there is no Go among them, or more than a program may have.
pub fn work(entries: Vec<(String, Vec<u8>)>) -> Option<(Work, usize)> {
    let mut files: Vec<Source> = Vec::new();
    let mut left_out = 0;
    for (name, bytes) in entries {
        match String::from_utf8(bytes) {
            Ok(text) if fits(&files, None, &name).is_ok() && !text.contains('\0') => {
                files.push(Source::new(&name, &text));
            }
            _ => left_out += 1,
        }
    }
    let length: usize = files.iter().map(|file| file.text.len()).sum();
    let has_go = files.iter().any(|file| file.name.ends_with(".go"));
    if !has_go || length > MAX_TEXT || files.len() > MAX_FILES {
        return None;
    }
    Some((Work { files: files.into(), arguments: "".into() }, left_out))
}

/// Where all lie in one folder, its name is no part of theirs.
fn without_folder(mut entries: Vec<Entry>) -> Vec<Entry> {
    let first = entries.first().and_then(|entry| entry.name.split_once('/'));
    let Some(folder) = first.map(|(folder, _)| format!("{folder}/")) else { return entries };
    if entries.iter().all(|entry| entry.name.starts_with(&folder)) {
        entries.iter_mut().for_each(|entry| entry.name.replace_range(..folder.len(), ""));
    }
    entries
}

fn base(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
/// 1 January 1980: a zip without a date is not possible.
const DATE: u16 = 0x21;
/// Names are UTF-8.
const UTF8: u16 = 0x800;

/// A zip of files as they are: text so short is not worth packing.
fn zip(files: &[Source]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for Source { name, text } in files {
        let at = out.len() as u32;
        let size = (text.len() as u32).to_le_bytes();
        // Version, flags, method, time, date, checksum, both sizes, lengths of the name and of more.
        let mut head = Vec::new();
        for word in [20, UTF8, 0, 0, DATE] {
            head.extend(word.to_le_bytes());
        }
        head.extend(checksum(text.as_bytes()).to_le_bytes());
        head.extend([size, size].concat());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0; 2]);
        out.extend([LOCAL, &head, name.as_bytes(), text.as_bytes()].concat());
        directory.extend([CENTRAL, &[20, 0], &head, &[0; 10], &at.to_le_bytes()].concat());
        directory.extend(name.as_bytes());
    }
    let (count, at) = ((files.len() as u16).to_le_bytes(), out.len() as u32);
    let size = (directory.len() as u32).to_le_bytes();
    out.extend(directory);
    out.extend([END, &[0; 4], &count, &count, &size, &at.to_le_bytes(), &[0; 2]].concat());
    out
}

/// The files of a zip, folders left out; none if it is damaged or packed in a way that is not known here.
fn unzip(bytes: &[u8]) -> Option<Vec<Entry>> {
    let word =
        |at: usize| Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?) as usize);
    let long =
        |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize);
    let end = bytes.windows(4).rposition(|window| window == END)?;
    let (count, mut at) = (word(end + 10)?, long(end + 16)?);
    // Its last field, the length of a remark.
    word(end + 20)?;
    let mut entries = Vec::new();
    for _ in 0..count {
        if bytes.get(at..at + 4)? != CENTRAL {
            return None;
        }
        let (method, size, local) = (word(at + 10)?, long(at + 20)?, long(at + 42)?);
        let (name, more) = (word(at + 28)?, word(at + 30)? + word(at + 32)?);
        let name_of = String::from_utf8(bytes.get(at + 46..at + 46 + name)?.to_vec()).ok()?;
        at += 46 + name + more;
        if name_of.ends_with('/') {
            continue;
        }
        let from = local.checked_add(30)?.checked_add(word(local + 26)? + word(local + 28)?)?;
        let data = bytes.get(from..from.checked_add(size)?)?;
        let packed = match method {
            0 => false,
            8 => true,
            _ => return None,
        };
        entries.push(Entry { name: name_of, bytes: data.to_vec(), packed });
    }
    Some(entries)
}

/// CRC-32, as zip wants it.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum: u32, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<Source> {
        vec![
            Source::new("main.go", "package main\n// ß\n"),
            Source::new("shapes/circle.go", "package shapes\n"),
            Source::new("empty.txt", ""),
        ]
    }

    fn opened(name: &str, bytes: &[u8]) -> Option<(Work, usize)> {
        let entries = entries(name, bytes.to_vec())?;
        assert!(entries.iter().all(|entry| !entry.packed));
        work(entries.into_iter().map(|entry| (entry.name, entry.bytes)).collect())
    }

    #[test]
    fn what_is_saved_is_opened_again() {
        for form in [Form::Txtar, Form::Zip] {
            let (name, bytes) = save(&files(), form);
            let (work, left_out) = opened(&name, &bytes).unwrap();
            assert_eq!((&*work.files, left_out), (&files(), 0), "{form:?}");
        }
        let one = [Source::new("a/b.go", "package a\n")];
        assert_eq!(forms(&one), [Form::Go]);
        let (name, bytes) = save(&one, Form::Go);
        assert_eq!((name.as_str(), bytes.as_slice()), ("b.go", &b"package a\n"[..]));
        assert_eq!(opened(&name, &bytes).unwrap().0, Work::of(&[("b.go", "package a\n")]));
    }

    #[test]
    fn a_file_that_looks_like_an_archive_is_only_zipped() {
        assert_eq!(forms(&files()), [Form::Txtar, Form::Zip]);
        let mut files = files();
        files.push(Source::new("x.txt", "-- y --\n"));
        assert_eq!(forms(&files), [Form::Zip]);
    }

    #[test]
    fn the_checksum_is_that_of_zip() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn what_is_no_program_is_refused_and_what_is_no_text_left_out() {
        assert_eq!(opened("photo.jpg", &[0xff, 0xd8]), None);
        assert_eq!(opened("notes.txt", b"notes"), None);
        let (_, zip) = save(&files(), Form::Zip);
        for end in 2..zip.len() {
            assert_eq!(opened("x.zip", &zip[..end]), None, "{end}");
        }
        for at in 0..zip.len() {
            let mut damaged = zip.clone();
            damaged[at] ^= 0xff;
            // It may be refused or give something else; it does not break.
            let _ = entries("x.zip", damaged);
        }
        let entries = vec![
            ("main.go".to_string(), b"package main\n".to_vec()),
            ("logo.png".into(), vec![0x89, b'P', 0]),
            ("../x.go".into(), b"package x\n".to_vec()),
        ];
        assert_eq!(work(entries), Some((Work::of(&[("main.go", "package main\n")]), 2)));
        let large = vec![("a.go".to_string(), vec![b' '; MAX_TEXT + 1])];
        assert_eq!(work(large), None);
    }

    #[test]
    fn a_folder_around_all_is_left_out() {
        let files = [
            Source::new("x-main/main.go", "package main\n"),
            Source::new("x-main/a/b.go", "package a\n"),
        ];
        let (work, _) = opened("x.zip", &zip(&files)).unwrap();
        assert_eq!(work, Work::of(&[("main.go", "package main\n"), ("a/b.go", "package a\n")]));
    }
}
