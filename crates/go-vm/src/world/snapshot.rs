//! What had been made of code and types, for the stepper.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use burrow_go_ir::rtype::RTypeId;

use super::World;
use crate::asm::Made;
use crate::interp::Entry;
use crate::types::Types;

/// What had been made. All of it only grows, so that counts tell whether two are equal.
pub struct WorldSnapshot {
    counts: [usize; 8],
    nans: u64,
    types: Types,
    funcs: Vec<Entry>,
    made: Vec<Option<Rc<Made>>>,
    initialised: HashSet<u32>,
    uncommons: HashMap<RTypeId, u64>,
    globals: Vec<u64>,
    strings: HashMap<Rc<[u8]>, u64>,
    func_values: HashMap<u32, u64>,
    constants: HashMap<u64, u64>,
    numbered: usize,
}

impl World {
    fn counts(&self) -> [usize; 8] {
        [
            self.installed,
            self.initialised.len(),
            self.uncommons.len(),
            self.globals.iter().filter(|&&address| address != 0).count(),
            self.strings.len(),
            self.func_values.len(),
            self.constants.len(),
            self.types.made(),
        ]
    }

    /// All of it as it is now; `before` itself if nothing has been made since.
    pub fn snapshot(&self, before: Option<&Rc<WorldSnapshot>>) -> Rc<WorldSnapshot> {
        let (counts, nans) = (self.counts(), self.types.nans());
        if let Some(before) = before.filter(|known| known.counts == counts && known.nans == nans) {
            return before.clone();
        }
        Rc::new(WorldSnapshot {
            counts,
            nans,
            types: self.types.clone(),
            funcs: self.funcs.clone(),
            made: self.made.clone(),
            initialised: self.initialised.clone(),
            uncommons: self.uncommons.clone(),
            globals: self.globals.clone(),
            strings: self.strings.clone(),
            func_values: self.func_values.clone(),
            constants: self.constants.clone(),
            numbered: self.numbered,
        })
    }

    /// Makes it what it was.
    pub fn restore(&mut self, snapshot: &WorldSnapshot) {
        self.installed = snapshot.counts[0];
        self.types.clone_from(&snapshot.types);
        self.funcs.clone_from(&snapshot.funcs);
        self.made.clone_from(&snapshot.made);
        self.initialised.clone_from(&snapshot.initialised);
        self.uncommons.clone_from(&snapshot.uncommons);
        self.globals.clone_from(&snapshot.globals);
        self.strings.clone_from(&snapshot.strings);
        self.func_values.clone_from(&snapshot.func_values);
        self.constants.clone_from(&snapshot.constants);
        self.numbered = snapshot.numbered;
    }
}
