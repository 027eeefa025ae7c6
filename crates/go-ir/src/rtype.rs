//! Types as the running program knows them: what interfaces, maps, `reflect` and the stepper need.
//!
//! Identical types have one number. The machine makes `abi.Type` descriptors in its memory from these records when one is
//! first needed.

use std::rc::Rc;

use crate::code::FuncId;
use crate::layout::Kind;

/// The number of a run-time type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct RTypeId(pub u32);

/// A type at run time.
#[derive(Clone, Debug)]
pub struct RType {
    /// As `reflect` and `%T` show it: `main.T`, `[]int`, `map[string]main.T`, `main.Pair[int,string]`.
    pub string: Rc<str>,
    /// The declared name without package, for declared (and predeclared) types.
    pub name: Option<Rc<str>>,
    /// The import path of the declared type's package; empty for predeclared types.
    pub package: Rc<str>,
    /// How its values lie in memory.
    pub kind: Kind,
    /// What it is.
    pub shape: Shape,
    /// Whether `==` is defined on it (an interface inside may still panic).
    pub comparable: bool,
    /// Its methods (of a declared type, a pointer to one, or a struct with embedded ones), exported and not, sorted by name as Go sorts
    /// them. Empty for interfaces: theirs stand in the shape.
    pub methods: Vec<Method>,
}

/// What a type is; the names are those of `reflect.Kind`.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Shape {
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    String,
    UnsafePointer,
    Pointer(RTypeId),
    Slice(RTypeId),
    Array(u64, RTypeId),
    Map {
        key: RTypeId,
        value: RTypeId,
    },
    /// 1 receive, 2 send, 3 both, as `reflect.ChanDir` counts.
    Chan {
        dir: u8,
        elem: RTypeId,
    },
    Struct(Vec<StructField>),
    Func {
        params: Vec<RTypeId>,
        results: Vec<RTypeId>,
        variadic: bool,
    },
    /// Sorted by name; the place in this list is the method's number.
    Interface(Vec<InterfaceMethod>),
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct StructField {
    /// Its name.
    pub name: Rc<str>,
    /// The package of an unexported one; empty for exported ones.
    pub package: Rc<str>,
    /// Its type.
    pub typ: RTypeId,
    /// Its tag.
    pub tag: Rc<str>,
    /// Bytes from the start.
    pub offset: u64,
    /// Whether it is embedded.
    pub embedded: bool,
}

/// A method of an interface type.
#[derive(Clone, Debug)]
pub struct InterfaceMethod {
    /// Its name.
    pub name: Rc<str>,
    /// The package of an unexported one; empty for exported ones.
    pub package: Rc<str>,
    /// Its type, a function without receiver.
    pub typ: RTypeId,
}

/// A method of a concrete type.
#[derive(Clone, Debug)]
pub struct Method {
    /// Its name.
    pub name: Rc<str>,
    /// The package of an unexported one; empty for exported ones.
    pub package: Rc<str>,
    /// Its type, a function without receiver.
    pub typ: RTypeId,
    /// What an interface calls: its first parameter is the interface's data word (a pointer to the value, or the value itself where the
    /// type is one pointer).
    pub by_word: FuncId,
    /// What a direct call calls: its first parameter is a value of the type.
    pub direct: FuncId,
}
