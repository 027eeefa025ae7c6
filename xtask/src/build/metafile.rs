//! esbuild's account of what it made: which output came from which entry, and which imports which.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Metafile {
    outputs: BTreeMap<String, Output>,
}

#[derive(Debug, Deserialize)]
struct Output {
    #[serde(rename = "entryPoint")]
    entry_point: Option<String>,
    imports: Vec<Import>,
}

#[derive(Debug, Deserialize)]
struct Import {
    path: String,
    kind: String,
}

impl Metafile {
    pub fn parse(text: &str) -> Result<Self> {
        serde_json::from_str(text).context("esbuild's metafile is not in the form we know.")
    }

    pub fn outputs(&self) -> impl Iterator<Item = &str> {
        self.outputs.keys().map(String::as_str)
    }

    /// The output made from the entry file of a path, or of the end of one.
    pub fn output_of(&self, entry: &str) -> Result<&str> {
        self.outputs
            .iter()
            .find(|(_, output)| {
                output.entry_point.as_ref().is_some_and(|path| path.ends_with(entry))
            })
            .map(|(path, _)| path.as_str())
            .with_context(|| format!("esbuild made nothing from {entry}."))
    }

    /// An output and all that it imports by `import … from`, at any depth. What it loads later, by
    /// `import()`, is not among them.
    pub fn imported_at_once<'a>(&'a self, output: &'a str) -> Vec<&'a str> {
        let mut found = vec![output];
        let mut next = 0;
        while let Some(path) = found.get(next) {
            next += 1;
            let imports = self.outputs.get(*path).map(|output| output.imports.as_slice());
            for import in imports.unwrap_or_default() {
                if import.kind == "import-statement" && !found.contains(&import.path.as_str()) {
                    found.push(&import.path);
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// main imports a, a imports b, b imports a again; main loads chart later, and chart needs c.
    const META: &str = r#"{"inputs": {}, "outputs": {
        "out/main.js": {"entryPoint": "web/js/main.js", "imports": [
            {"path": "out/a.js", "kind": "import-statement"},
            {"path": "out/chart.js", "kind": "dynamic-import"}]},
        "out/a.js": {"imports": [{"path": "out/b.js", "kind": "import-statement"}]},
        "out/b.js": {"imports": [{"path": "out/a.js", "kind": "import-statement"}]},
        "out/chart.js": {"entryPoint": "web/js/chart.js", "imports": [
            {"path": "out/c.js", "kind": "import-statement"}]},
        "out/c.js": {"imports": []}}}"#;

    #[test]
    fn what_is_imported_at_once_leaves_out_what_is_loaded_later() {
        let meta = Metafile::parse(META).unwrap();
        assert_eq!(meta.imported_at_once("out/main.js"), ["out/main.js", "out/a.js", "out/b.js"]);
    }

    #[test]
    fn an_output_is_found_by_its_entry() {
        let meta = Metafile::parse(META).unwrap();
        assert_eq!(meta.output_of("web/js/chart.js").unwrap(), "out/chart.js");
        let error = meta.output_of("web/js/none.js").unwrap_err().to_string();
        assert_eq!(error, "esbuild made nothing from web/js/none.js.");
    }
}
