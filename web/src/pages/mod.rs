//! The pages, a file each.

pub mod certificate;
pub mod course;
pub mod go;
pub mod home;
pub mod offline;
pub mod playground;
pub mod search;
pub mod setup;
pub mod text_page;
