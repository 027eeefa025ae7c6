//! The folder on its host that a site lies in.

use anyhow::{Result, bail};

/// Turns what a person writes for a sub-path into `/a/b/`.
pub fn base(sub_path: &str) -> Result<String> {
    let inner = sub_path.trim_matches('/');
    if inner.is_empty() {
        return Ok("/".to_owned());
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.~/".contains(c);
    if !inner.chars().all(plain) || inner.split('/').any(|part| matches!(part, "" | "." | "..")) {
        bail!(
            "`{sub_path}` cannot be a sub-path: write folder names with slashes between, such as /some/where."
        );
    }
    Ok(format!("/{inner}/"))
}

/// Where a path lies, seen from the site's folder.
#[derive(Debug, PartialEq)]
pub enum Place {
    /// In it: the path from there, with its leading slash.
    Inside(String),
    /// The folder itself without its last slash: relative links would miss it.
    Edge,
    Outside,
}

pub fn place(path: &str, base: &str) -> Place {
    match path.strip_prefix(base) {
        Some(inner) => Place::Inside(format!("/{inner}")),
        None if format!("{path}/") == base => Place::Edge,
        None => Place::Outside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sub_path_begins_and_ends_with_a_slash() {
        for (written, meant) in
            [("", "/"), ("/", "/"), ("some/where", "/some/where/"), ("/a/", "/a/")]
        {
            assert_eq!(base(written).unwrap(), meant);
        }
        for wrong in ["a//b", "../a", "a b", "a?b", "a/{b}"] {
            assert!(base(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_path_is_seen_from_the_sites_folder() {
        assert_eq!(place("/a/b/c.js", "/a/b/"), Place::Inside("/c.js".to_owned()));
        assert_eq!(place("/a/b/", "/a/b/"), Place::Inside("/".to_owned()));
        assert_eq!(place("/a/b", "/a/b/"), Place::Edge);
        assert_eq!(place("/a/bc", "/a/b/"), Place::Outside);
        assert_eq!(place("/c.js", "/"), Place::Inside("/c.js".to_owned()));
    }
}
