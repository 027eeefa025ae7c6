//! The Go playground: programs are written, checked while they are typed, run, tested, formatted and
//! stepped through, all in the page.
//!
//! - [`session`] talks to the Go worker; the views read its state.
//! - [`files`] and [`work`] are what the learner has written; [`examples`] is what others wrote.
//! - [`editor`] binds the code editor (`web/js/code.js`), which is fetched when the page opens.
//! - [`view`] is the parts of the page, [`wording`] what they say.
//! - [`step`] tells of a program that is stepped through.
//! - [`sharing`] puts the work into a link and takes it out; [`keeping`] keeps it on the device, [`disk`] makes a file of it
//!   ([`archive`]) and opens one.

mod archive;
mod disk;
mod editor;
pub mod examples;
pub mod files;
mod keeping;
pub mod session;
mod sharing;
pub mod step;
pub mod view;
pub mod wording;
pub mod work;

pub use keeping::use_keeping;
pub use sharing::copy_link;
