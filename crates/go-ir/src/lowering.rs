//! The lowering as the machine sees it: the source of all code and types.

use std::cell::RefCell;
use std::rc::Rc;

use burrow_go_syntax::{Place, Pos};
use burrow_go_types::Program;
use burrow_go_types::objects::PackageId;

use crate::Code;
use crate::adapter::Adapter;
use crate::code::{FuncId, Function, GlobalId, Held};
use crate::layout::{Kind, Layout, LayoutId};
use crate::lower::{FuncKey, Lower};
use crate::rtype::{RType, RTypeId};

/// Makes the code of a checked program, function by function as the machine asks for them.
pub struct Lowering(RefCell<Lower>);

impl Lowering {
    /// The lowering of a program without errors. `main` is the package that the program begins in.
    pub fn new(program: Program, main: PackageId) -> Lowering {
        Lowering(RefCell::new(Lower::new(program, main)))
    }

    /// Whether code is made to be stepped through: every call stays one (small functions are otherwise put in place of calls of
    /// them), loops and parts of statements are places to stop, and what func values hold is noted.
    pub fn keep_calls(&mut self, keep: bool) {
        self.0.get_mut().keep_calls = keep;
    }

    /// The program, with all that was loaded since.
    pub fn into_program(self) -> Program {
        self.0.into_inner().program
    }

    /// The code of a package's functions, as it is when nothing has run yet.
    pub fn functions_of(&mut self, package: PackageId) -> Vec<Rc<Function>> {
        self.0.get_mut().functions_of(package)
    }

    /// How many functions anything has mentioned so far; their numbers are those below.
    pub fn functions(&self) -> usize {
        self.0.borrow().funcs.len()
    }

    /// Looks something up in the program.
    pub fn with_program<T>(&self, look: impl FnOnce(&Program) -> T) -> T {
        look(&self.0.borrow().program)
    }
}

impl Code for Lowering {
    fn function(&mut self, id: FuncId) -> Rc<Function> {
        self.0.get_mut().function(id)
    }

    fn rtype(&self, id: RTypeId) -> Rc<RType> {
        self.0.borrow_mut().describe(id)
    }

    fn layout(&self, id: LayoutId) -> Rc<Layout> {
        self.0.borrow().layouts.get(id).clone()
    }

    fn global(&self, id: GlobalId) -> Kind {
        self.0.borrow().globals.list[id.0 as usize].kind
    }

    fn global_name(&self, id: GlobalId) -> Rc<str> {
        self.0.borrow().globals.list[id.0 as usize].name.clone()
    }

    fn named(&mut self, name: &str) -> Option<FuncId> {
        self.0.get_mut().function_named(name)
    }

    fn named_type(&mut self, name: &str) -> Option<RTypeId> {
        self.0.get_mut().type_named(name)
    }

    fn pointer_to(&mut self, id: RTypeId) -> RTypeId {
        self.0.get_mut().pointer(id)
    }

    fn intern(&mut self, typ: RType) -> RTypeId {
        self.0.get_mut().intern_record(&typ)
    }

    fn caller_of(&mut self, typ: RTypeId, receiver: bool) -> Option<FuncId> {
        let key = FuncKey::Adapter(Adapter::Caller { typ, receiver });
        Some(self.0.get_mut().funcs.keyed(key))
    }

    fn maker_of(&mut self, typ: RTypeId) -> Option<FuncId> {
        Some(self.0.get_mut().funcs.keyed(FuncKey::Adapter(Adapter::Maker(typ))))
    }

    fn globals(&self) -> usize {
        self.0.borrow().globals.list.len()
    }

    fn entry(&mut self) -> FuncId {
        self.0.get_mut().funcs.keyed(FuncKey::Entry)
    }

    fn pending_inits(&mut self) -> Vec<FuncId> {
        std::mem::take(&mut self.0.get_mut().inits.pending)
    }

    fn is_library(&self, pos: Pos) -> bool {
        self.0.borrow().program.is_library(pos)
    }

    fn variables(&mut self) -> Vec<(Rc<str>, RTypeId, GlobalId)> {
        self.0.get_mut().own_variables()
    }

    fn stops(&self) -> Vec<Pos> {
        self.0.borrow().stops()
    }

    fn name(&self, id: FuncId) -> Rc<str> {
        self.0.borrow_mut().name_of(id)
    }

    fn held(&self, id: FuncId) -> Option<Rc<Held>> {
        self.0.borrow().held.get(&id).cloned()
    }

    fn place(&self, pos: Pos) -> Option<Place> {
        self.0.borrow().program.sources.place(pos)
    }
}
