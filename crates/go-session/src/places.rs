//! Where a program's packages come from: its own folder, then the library.

use std::cell::RefCell;
use std::rc::Rc;

use burrow_go_std::{NoModule, Packages};
use burrow_go_types::{Importer, PackageSource};

/// The places of the program at hand; the library stays when the program changes.
#[derive(Clone, Default)]
pub struct Own(Rc<RefCell<Vec<Box<dyn Packages>>>>);

impl Own {
    pub fn set(&self, places: Vec<Box<dyn Packages>>) {
        *self.0.borrow_mut() = places;
    }

    fn find(&self, path: &str, from: &str) -> Option<Result<PackageSource, String>> {
        self.0.borrow_mut().iter_mut().find_map(|place| place.find(path, from))
    }
}

/// All places, in their order.
pub struct Places {
    pub own: Own,
    pub library: Rc<RefCell<dyn Packages>>,
    /// Whether the main package is the one that runs tests: it may import what only the library may.
    pub tests: bool,
}

impl Importer for Places {
    fn package(&mut self, path: &str, from: &str) -> Result<PackageSource, String> {
        let asking = if self.tests && from == "main" { "" } else { from };
        let found = self
            .own
            .find(path, from)
            .or_else(|| self.library.borrow_mut().find(path, asking))
            .or_else(|| NoModule.find(path, from));
        let mut package =
            found.unwrap_or_else(|| Err(format!("no required module provides package {path}")))?;
        if self.tests {
            burrow_go_std::mark_tested(&mut package);
        }
        Ok(package)
    }
}

/// A library that several programs share.
pub struct Shared(pub Rc<RefCell<dyn Packages>>);

impl Packages for Shared {
    fn find(&mut self, path: &str, from: &str) -> Option<Result<PackageSource, String>> {
        self.0.borrow_mut().find(path, from)
    }
}
