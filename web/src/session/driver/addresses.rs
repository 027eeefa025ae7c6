//! Where the files beside the page are, as the page itself tells.

use gloo::utils::document;
use serde::Deserialize;

use crate::session::reducer::{File, Worker};

/// Absolute addresses: the app changes the page's own address while it runs.
#[derive(Deserialize)]
pub(super) struct Addresses {
    train_cpu: String,
    train_gpu: String,
    digits: String,
    pretrained: String,
}

impl Addresses {
    /// # Errors
    /// A sentence where the page does not tell.
    pub fn of_this_page() -> Result<Self, String> {
        Self::read().ok_or_else(|| {
            "This page does not say where its files are: reload it, or build it again.".to_string()
        })
    }

    fn read() -> Option<Self> {
        let assets = document().get_element_by_id("burrow-assets")?.text_content()?;
        let mut addresses: Self = serde_json::from_str(&assets).ok()?;
        let meta = document().query_selector("meta[name=burrow-root]").ok()??;
        let root = meta.get_attribute("content")?;
        let base = document().base_uri().ok()??;
        for address in [
            &mut addresses.train_cpu,
            &mut addresses.train_gpu,
            &mut addresses.digits,
            &mut addresses.pretrained,
        ] {
            let url = web_sys::Url::new_with_base(&format!("{root}{address}"), &base).ok()?;
            *address = url.href();
        }
        Some(addresses)
    }

    pub fn of_worker(&self, worker: Worker) -> &str {
        match worker {
            Worker::Cpu => &self.train_cpu,
            Worker::Gpu => &self.train_gpu,
        }
    }

    pub fn of_file(&self, file: File) -> &str {
        match file {
            File::Digits => &self.digits,
            File::Pretrained => &self.pretrained,
        }
    }
}
