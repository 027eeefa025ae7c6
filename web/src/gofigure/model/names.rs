//! What functions, types and objects are called in a figure.

use std::collections::BTreeMap;

use burrow_go_trace::State;

/// Numbers for objects on the heap, in the order in which they were first seen. Addresses would be long, and mean nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers(BTreeMap<u64, usize>);

impl Numbers {
    /// Numbers what is new in a moment.
    pub fn note(&mut self, state: &State) {
        for object in &state.heap {
            let next = self.0.len() + 1;
            self.0.entry(object.address).or_insert(next);
        }
    }

    pub fn of(&self, address: u64) -> Option<usize> {
        self.0.get(&address).copied()
    }
}

/// A function or a type as it is called within its package: `total` for `main.total`, `[]*Model` for `[]*main.Model`.
pub fn short(name: &str) -> String {
    match name.strip_prefix("main.main.") {
        Some(literal) => format!("main.{literal}"),
        None => name.replace("main.", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_programs_own_needs_no_package() {
        assert_eq!(short("main.total"), "total");
        assert_eq!(short("main.(*Model).Step"), "(*Model).Step");
        assert_eq!(short("main.main"), "main");
        assert_eq!(short("main.main.func1"), "main.func1");
        assert_eq!(short("map[string]*main.Row"), "map[string]*Row");
        assert_eq!(short("fmt.Println"), "fmt.Println");
    }
}
