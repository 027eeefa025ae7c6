//! `sizes.json`: how large every file is on its way to the browser, and the budgets.
//!
//! KB and MB are 1000 and 1,000,000 bytes.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use serde::Serialize;

use super::compress::Packed;
use super::site::Site;

#[derive(Debug, Serialize)]
pub struct Sizes {
    unit: &'static str,
    budgets: Vec<Budget>,
    files: BTreeMap<String, Size>,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// What some files may come to.
#[derive(Debug, Serialize)]
struct Budget {
    name: String,
    limit: usize,
    measure: Measure,
    bytes: usize,
    files: Vec<String>,
}

/// What of a file counts.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// Its way to the browser.
    Brotli,
    /// Its place on the device.
    Raw,
}

/// The files that a budget is for.
#[derive(Debug)]
pub struct Limit {
    pub name: String,
    pub bytes: usize,
    pub measure: Measure,
    pub files: Vec<String>,
}

impl Size {
    fn bytes(self, measure: Measure) -> usize {
        match measure {
            Measure::Brotli => self.brotli,
            Measure::Raw => self.raw,
        }
    }
}

impl Sizes {
    pub fn new(site: &Site, packed: &BTreeMap<String, Packed>, limits: Vec<Limit>) -> Result<Self> {
        let mut files = BTreeMap::new();
        for (path, bytes) in &site.files {
            let Some(packed) = packed.get(path) else { bail!("{path} was not packed.") };
            let (gzip, brotli) = (packed.gzip.len(), packed.brotli.len());
            files.insert(path.clone(), Size { raw: bytes.len(), gzip, brotli });
        }
        let budgets = limits
            .into_iter()
            .map(|limit| {
                let mut bytes = 0;
                for path in &limit.files {
                    let Some(size) = files.get(path) else {
                        bail!(
                            "The budget \"{}\" counts {path}, which is not in the site.",
                            limit.name
                        );
                    };
                    bytes += size.bytes(limit.measure);
                }
                let Limit { name, bytes: limit, measure, files } = limit;
                Ok(Budget { name, limit, measure, bytes, files })
            })
            .collect::<Result<_>>()?;
        Ok(Self { unit: "bytes", budgets, files })
    }

    pub fn json(&self) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec_pretty(self)?)
    }

    pub fn print(&self) {
        for budget in &self.budgets {
            println!("    {}: {} of {}", budget.name, kb(budget.bytes), kb(budget.limit));
        }
    }

    /// An error that names every budget that is overdrawn, and by which files.
    pub fn check(&self) -> Result<()> {
        let over: Vec<_> =
            self.budgets.iter().filter(|budget| budget.bytes > budget.limit).collect();
        if over.is_empty() {
            return Ok(());
        }
        let mut text = String::from("The site is larger than its budget allows:");
        for budget in over {
            let (is, limit) = (kb(budget.bytes), kb(budget.limit));
            text.push_str(&format!("\n  {}: {is}, and at most {limit} is allowed:", budget.name));
            for path in &budget.files {
                let size = self.files.get(path).map_or(0, |size| size.bytes(budget.measure));
                text.push_str(&format!("\n    {:>9}  {path}", kb(size)));
            }
        }
        bail!(text)
    }
}

fn kb(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(limit: usize, files: &[&str]) -> Result<Sizes> {
        let mut site = Site::default();
        site.add("a.js", vec![0; 50]);
        site.add("b.wasm", vec![0; 500]);
        let pack = |brotli| Packed { brotli: vec![0; brotli], gzip: vec![0; 30] };
        let packed =
            BTreeMap::from([("a.js".to_owned(), pack(10)), ("b.wasm".to_owned(), pack(90))]);
        let files = files.iter().map(|&file| file.to_owned()).collect();
        Sizes::new(
            &site,
            &packed,
            vec![Limit { name: "page".to_owned(), bytes: limit, measure: Measure::Brotli, files }],
        )
    }

    #[test]
    fn a_budget_is_the_sum_of_its_files_after_brotli() {
        assert!(sizes(100, &["a.js", "b.wasm"]).unwrap().check().is_ok());
        assert!(sizes(10, &["a.js"]).unwrap().check().is_ok());
    }

    #[test]
    fn an_overdrawn_budget_is_named_with_its_files() {
        let error = sizes(99, &["a.js", "b.wasm"]).unwrap().check().unwrap_err().to_string();
        assert!(error.contains("page: 0.1 KB, and at most 0.1 KB is allowed"), "{error}");
        assert!(error.contains("a.js") && error.contains("b.wasm"), "{error}");
    }

    #[test]
    fn a_budget_for_a_file_that_is_not_there_is_a_mistake() {
        let error = sizes(100, &["c.js"]).unwrap_err().to_string();
        assert_eq!(error, "The budget \"page\" counts c.js, which is not in the site.");
    }

    #[test]
    fn the_file_lists_all_three_sizes() {
        let json = sizes(100, &["a.js"]).unwrap().json().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(json["files"]["b.wasm"]["raw"], 500);
        assert_eq!(json["files"]["b.wasm"]["gzip"], 30);
        assert_eq!(json["files"]["b.wasm"]["brotli"], 90);
        assert_eq!(json["budgets"][0]["bytes"], 10);
    }
}
