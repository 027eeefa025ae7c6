//! The pages, a file each.

pub mod course;
pub mod go;
pub mod home;
pub mod offline;
pub mod playground;
pub mod setup;
pub mod text_page;
