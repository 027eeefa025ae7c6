//! The pages, a file each.

pub mod course;
pub mod home;
pub mod playground;
pub mod static_page;
