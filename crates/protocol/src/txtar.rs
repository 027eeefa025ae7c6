//! Several files in one text, as Go's own tests and its playground write them: each begins with a line
//! `-- name --`.

/// The files of `text`: name and content. What stands before the first of them is a comment and left out.
pub fn parse(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match (name(line), files.last_mut()) {
            (Some(name), _) => files.push((name.into(), String::new())),
            (None, Some((_, content))) => content.push_str(line),
            (None, None) => {}
        }
    }
    for (_, content) in &mut files {
        if !content.is_empty() && !content.ends_with('\n') {
            content.push('\n');
        }
    }
    files
}

/// The text that [`parse`] makes these files of, names and contents; a content that does not end its last line gets the end
/// of it. None where a content itself has a line that begins a file.
pub fn write<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<String> {
    let mut text = String::new();
    for (file, content) in files {
        if content.lines().any(|line| name(line).is_some()) {
            return None;
        }
        text.push_str(&format!("-- {file} --\n{content}"));
        if !content.is_empty() && !content.ends_with('\n') {
            text.push('\n');
        }
    }
    Some(text)
}

/// The name in a line that begins a file.
fn name(line: &str) -> Option<&str> {
    let line = line.strip_suffix('\n').unwrap_or(line);
    let line = line.strip_suffix('\r').unwrap_or(line);
    let name = line.strip_prefix("-- ")?.strip_suffix(" --")?.trim();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, files: &[(&str, &str)]) {
        let found = parse(text);
        let found: Vec<_> =
            found.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_eq!(found, files);
    }

    #[test]
    fn files_begin_with_their_names() {
        check("", &[]);
        check("only a comment\n", &[]);
        check(
            "comment\n-- a.go --\npackage a\n-- b/b.go --\n\n-- c --\nend",
            &[("a.go", "package a\n"), ("b/b.go", "\n"), ("c", "end\n")],
        );
        check("-- a --\r\nx\r\n", &[("a", "x\r\n")]);
        check("-- a --\n--  --\n--b--\n", &[("a", "--  --\n--b--\n")]);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let files = [("a.go", "package a\n"), ("b/c.txt", ""), ("d", "no end")];
        let text = write(files).expect("none of them looks like an archive");
        check(&text, &[("a.go", "package a\n"), ("b/c.txt", ""), ("d", "no end\n")]);
        assert_eq!(write([("a", "x\n-- b --\n")]), None);
    }
}
