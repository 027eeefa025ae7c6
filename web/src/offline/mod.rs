//! The site without a network: what of it is kept on this device, a new version that waits, and
//! the larger parts that a learner may add.
//!
//! The work is done by `web/js/offline.js` and the service worker. Here are the views:
//! [`OfflinePanel`] shows all of it, [`UpdateNotice`] only what cannot wait.

mod announce;
mod module;
mod packs;
mod panel;
mod state;
mod update;
mod words;

pub use panel::OfflinePanel;
pub use state::use_offline;
pub use update::UpdateNotice;
