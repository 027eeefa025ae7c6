//! Go's library in packs.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use burrow_go_std::pack::{Entry, Index};
use burrow_go_std::{Docs, Packages, Packs};

/// The packs that have been fetched, and what is known of the others.
pub struct Library {
    index: Index,
    packs: Rc<RefCell<Packs>>,
    there: BTreeSet<usize>,
    docs: Docs,
    /// The packs whose documentation is there, or cannot be had.
    documented: BTreeSet<usize>,
}

impl Library {
    /// The library that this index describes, with nothing fetched yet; an error if it is damaged.
    pub fn new(index: &str) -> Result<Library, String> {
        let index = Index::read(index)?;
        Ok(Library {
            index,
            packs: Rc::default(),
            there: BTreeSet::new(),
            docs: Docs::default(),
            documented: BTreeSet::new(),
        })
    }

    /// Where a session finds its packages.
    pub fn packages(&self) -> Rc<RefCell<dyn Packages>> {
        self.packs.clone()
    }

    /// The packs that are still to be fetched for a program with these imports.
    pub fn missing<'a>(&self, imports: impl IntoIterator<Item = &'a str>) -> Vec<(usize, &Entry)> {
        let needed = self.index.needed(imports).into_iter();
        let missing = needed.filter(|number| !self.there.contains(number));
        missing.filter_map(|number| Some((number, self.index.entry(number)?))).collect()
    }

    /// The import paths of all packages that a program may name, in order.
    pub fn paths(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = self.index.paths().collect();
        paths.sort_unstable();
        paths
    }

    /// Adds a pack that has been fetched; an error if it is damaged.
    pub fn add(&mut self, number: usize, pack: &str) -> Result<(), String> {
        self.packs.borrow_mut().add(pack)?;
        self.there.insert(number);
        Ok(())
    }

    /// What is there of the documentation.
    pub fn docs(&self) -> &Docs {
        &self.docs
    }

    /// The files with the documentation of these packages that are still to be fetched, by the number of their pack. That
    /// of the first pack, which tells of all packages and of what Go declares by itself, is among them.
    pub fn undocumented<'a>(
        &self,
        packages: impl IntoIterator<Item = &'a str>,
    ) -> Vec<(usize, &str)> {
        let of = packages.into_iter().filter_map(|path| self.index.place(path));
        let wanted: BTreeSet<usize> = of.chain([0]).collect();
        let missing = wanted.into_iter().filter(|number| !self.documented.contains(number));
        missing.filter_map(|number| Some((number, &*self.index.entry(number)?.docs))).collect()
    }

    /// Adds a file with documentation. One that could not be fetched or is damaged is done without: completions are of
    /// use also without it.
    pub fn document(&mut self, number: usize, docs: Result<String, String>) {
        let _ = docs.and_then(|docs| self.docs.add(&docs));
        self.documented.insert(number);
    }
}
