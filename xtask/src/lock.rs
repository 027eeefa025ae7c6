//! What Cargo.lock says.

use std::fs;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::project::Project;

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
}

/// The version of a package of which there is one.
pub fn version(project: &Project, name: &str) -> Result<String> {
    let path = project.root.join("Cargo.lock");
    let text =
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read.", path.display()))?;
    version_in(&text, name)
}

fn version_in(text: &str, name: &str) -> Result<String> {
    let lock: Lock =
        toml::from_str(text).context("Cargo.lock is not in the form that cargo writes.")?;
    let mut found = lock.package.into_iter().filter(|package| package.name == name);
    match (found.next(), found.next()) {
        (Some(package), None) => Ok(package.version),
        (None, _) => bail!("Cargo.lock lists no {name}."),
        (Some(_), Some(_)) => bail!("Cargo.lock lists more than one {name}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
        version = 4
        [[package]]
        name = "one"
        version = "1.2.3"
        [[package]]
        name = "two"
        version = "1.0.0"
        [[package]]
        name = "two"
        version = "2.0.0"
    "#;

    #[test]
    fn a_version_is_found_where_it_is_clear() {
        assert_eq!(version_in(LOCK, "one").unwrap(), "1.2.3");
        assert!(version_in(LOCK, "two").unwrap_err().to_string().contains("more than one"));
        assert!(version_in(LOCK, "three").unwrap_err().to_string().contains("no three"));
    }
}
