//! What may stand at a place of a source, for editors: who asks puts a name there that nothing has, and the checker notes
//! where it looked for it.

use burrow_go_syntax::Name;

use crate::Program;
use crate::objects::{PackageId, ScopeId};
use crate::types::TypeId;

/// Where a name was looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Looked {
    /// Among the members of a package.
    Package(PackageId),
    /// Among the fields and methods of a value of this type.
    Value(TypeId),
    /// Among the methods of this type.
    Type(TypeId),
    /// In this scope and those around it.
    Scope(ScopeId),
}

/// The name, and where it was looked for first.
#[derive(Default)]
pub(crate) struct Probe {
    name: Option<Name>,
    looked: Option<Looked>,
}

impl Program {
    /// From now on it is noted where this name is looked for.
    pub fn probe(&mut self, name: Name) {
        self.ck.probe = Probe { name: Some(name), looked: None };
    }

    /// Where the name of [`Program::probe`] was looked for; it is not noted any more.
    pub fn probed(&mut self) -> Option<Looked> {
        std::mem::take(&mut self.ck.probe).looked
    }

    pub(crate) fn look(&mut self, name: Name, looked: Looked) {
        if self.ck.probe.name == Some(name) {
            self.ck.probe.looked.get_or_insert(looked);
        }
    }
}
