//! From checked Go to code that a machine can run: typed locals, basic blocks, run-time types, Go's memory layout.
//!
//! Generic functions become one function an instance. A function's code is made when it is first asked for, so that of a large library
//! only what a program reaches is ever lowered.

mod adapter;
mod assign;
mod builtin;
mod call;
mod closure;
pub mod code;
mod compare;
mod composite;
mod constant;
mod convert;
mod defer;
mod describe;
mod display;
mod expr;
mod func;
mod held;
mod init;
mod inline;
mod intrinsic;
mod jump;
pub mod layout;
mod links;
mod look;
mod loops;
mod lower;
mod lowering;
mod measure;
mod methods;
mod operator;
mod order;
mod place;
mod rangefunc;
pub mod rtype;
mod select;
mod stmt;
mod stops;
mod strings;
mod switch;
mod types;
mod verify;
mod walk;
mod wrapper;

use std::any::Any;
use std::rc::Rc;

use burrow_go_syntax::{Place, Pos};
use code::{FuncId, Function, GlobalId, Held};
use layout::{Kind, Layout, LayoutId};
use rtype::{RType, RTypeId};

pub use display::{Dump, Part, named};
pub use lowering::Lowering;

/// Where the machine gets its code and types from. Who made a machine can have its code back as what it was.
pub trait Code: Any {
    /// The code of a function, made when first asked for.
    fn function(&mut self, id: FuncId) -> Rc<Function>;
    /// A run-time type.
    fn rtype(&self, id: RTypeId) -> Rc<RType>;
    /// A layout.
    fn layout(&self, id: LayoutId) -> Rc<Layout>;
    /// How a global variable is read and written.
    fn global(&self, id: GlobalId) -> Kind;
    /// The name of a global variable, such as `main.x`.
    fn global_name(&self, id: GlobalId) -> Rc<str>;
    /// A function or method by its linkname, such as `runtime.panicIndex` or `runtime.(*TypeAssertionError).Error`.
    fn named(&mut self, name: &str) -> Option<FuncId>;
    /// A type by name, such as `runtime.boundsError` or `string`.
    fn named_type(&mut self, name: &str) -> Option<RTypeId>;
    /// The pointer to a type.
    fn pointer_to(&mut self, id: RTypeId) -> RTypeId;
    /// A type made at run time by `reflect` (`SliceOf`, `MapOf`, `FuncOf`, `StructOf`, …), or the identical one that exists.
    fn intern(&mut self, typ: RType) -> RTypeId;
    /// A `func(fn unsafe.Pointer, args, results *unsafe.Pointer)` that calls `fn`, a func value of this type, with the values that
    /// `args` points to one by one, and stores the results where `results` points. With `receiver` one more word comes first.
    fn caller_of(&mut self, _typ: RTypeId, _receiver: bool) -> Option<FuncId> {
        None
    }
    /// The code of func values of this type whose closure is one of package `reflect` (`reflect.MakeFunc`).
    fn maker_of(&mut self, _typ: RTypeId) -> Option<FuncId> {
        None
    }
    /// The number of global variables so far.
    fn globals(&self) -> usize;
    /// What runs first: all initialisation in Go's order, then `main.main`.
    fn entry(&mut self) -> FuncId;
    /// Functions without parameters and results that must have run before any code that [`Code::function`] has given since the last
    /// call of this method: they set library variables that this code mentions. The same one may be given again: each runs only
    /// once, and what its own code needs has run before.
    fn pending_inits(&mut self) -> Vec<FuncId> {
        Vec::new()
    }
    /// Whether a position stands in the library, not in the program itself.
    fn is_library(&self, _pos: Pos) -> bool {
        false
    }
    /// The global variables of the program itself, in order of their declaration: name, type, number.
    fn variables(&mut self) -> Vec<(Rc<str>, RTypeId, GlobalId)> {
        Vec::new()
    }
    /// Where the stepper can stop in the program itself, in no order.
    fn stops(&self) -> Vec<Pos> {
        Vec::new()
    }
    /// The name of a function, also of one that has not been made.
    fn name(&self, _id: FuncId) -> Rc<str> {
        "func".into()
    }
    /// What a func value of this function holds, where that was noted; see [`Lowering::keep_calls`].
    fn held(&self, _id: FuncId) -> Option<Rc<Held>> {
        None
    }
    /// Where a position stands in the source.
    fn place(&self, _pos: Pos) -> Option<Place> {
        None
    }
}
