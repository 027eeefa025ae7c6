//! Where the files beside the page are, as the page itself tells.

use crate::dom::asset;
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
        Some(Self {
            train_cpu: asset("train_cpu")?,
            train_gpu: asset("train_gpu"),
            digits: asset("digits")?,
            pretrained: asset("pretrained")?,
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
