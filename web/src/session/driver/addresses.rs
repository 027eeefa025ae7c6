//! Where the files beside the page are, as the page itself tells.

use gloo::utils::document;
use js_sys::JSON;

use crate::dom::{field, meta};
use crate::session::reducer::{File, Worker};
use crate::words::{Key, text};

/// Absolute addresses: the app changes the page's own address while it runs.
pub(super) struct Addresses {
    train_cpu: String,
    /// None in a package that leaves the GPU's worker out.
    train_gpu: Option<String>,
    digits: String,
    pretrained: String,
}

impl Addresses {
    /// # Errors
    /// A sentence where the page does not tell.
    pub fn of_this_page() -> Result<Self, String> {
        Self::read().ok_or_else(|| text(Key::TroubleNoAddresses).to_string())
    }

    fn read() -> Option<Self> {
        let assets = document().get_element_by_id("burrow-assets")?.text_content()?;
        let assets = JSON::parse(&assets).ok()?;
        // The page's script has made it absolute.
        let root = meta("burrow-root")?;
        let path = |name: &str| field(&assets, name).as_string();
        let whole = |path: String| format!("{root}{path}");
        let address = |name: &str| path(name).map(whole);
        Some(Self {
            train_cpu: address("train_cpu")?,
            train_gpu: path("train_gpu").filter(|path| !path.is_empty()).map(whole),
            digits: address("digits")?,
            pretrained: address("pretrained")?,
        })
    }

    pub fn has_gpu(&self) -> bool {
        self.train_gpu.is_some()
    }

    /// Nobody asks for the GPU's where there is none.
    pub fn of_worker(&self, worker: Worker) -> &str {
        match worker {
            Worker::Cpu => &self.train_cpu,
            Worker::Gpu => self.train_gpu.as_deref().unwrap_or_default(),
        }
    }

    pub fn of_file(&self, file: File) -> &str {
        match file {
            File::Digits => &self.digits,
            File::Pretrained => &self.pretrained,
        }
    }
}
